import { Input } from 'antd'
import { useState } from 'react'
import { Dialog } from './dialog.js'
import { type Both, useLanguage } from './language.js'

const SAYS = {
  label: { zh: '用途', en: 'Purpose' },
  hint: {
    zh: '用途、您的姓名和时间会印在纸面或写在文件里。',
    en: 'The purpose, your name and the time are put on the paper or into the file.',
  },
} as const

const [LEAST, MOST] = [2, 100]

interface Props {
  readonly title: Both
  readonly onPurpose: (purpose: string) => void
  readonly onClose: () => void
}

/** 先写明用途：whatever of the staff's screens leaves on paper or as a file says what for. */
export function PurposeDialog({ title, onPurpose, onClose }: Props) {
  const { say } = useLanguage()
  const [purpose, setPurpose] = useState('')
  const told = purpose.trim()
  return (
    <Dialog
      title={say(title)}
      onClose={onClose}
      action={{ text: say(title), onClick: () => onPurpose(told), disabled: [...told].length < LEAST }}
    >
      <label className="purpose-field">
        {say(SAYS.label)}
        <Input value={purpose} maxLength={MOST} onChange={({ target }) => setPurpose(target.value)} />
      </label>
      <p>{say(SAYS.hint)}</p>
    </Dialog>
  )
}
