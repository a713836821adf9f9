import { Input, Select } from 'antd'
import { useState } from 'react'
import type { Colleague, DepartRequest, StaffView } from '../../src/collection/work-contract.js'
import { Dialog } from '../shell/dialog.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { optionOf } from './stand-in-dialog.js'
import { WORK } from './work-words.js'

interface Props {
  readonly view: StaffView
  readonly leaver: Colleague
  readonly busy: boolean
  readonly error: unknown
  readonly onClose: () => void
  readonly onSend: (body: DepartRequest) => void
}

/** 离岗。What it ends cannot be given back from here. */
export function DepartDialog({ view, leaver, busy, error, onClose, onSend }: Props) {
  const { say } = useLanguage()
  const [successor, setSuccessor] = useState('')
  const [reason, setReason] = useState('')
  const offered = view.colleagues.filter(({ person }) => person !== leaver.person)
  const send = () => onSend({ ...(successor === '' ? {} : { successor }), reason: reason.trim() })
  return (
    <Dialog
      title={say(WORK.departAsk, { name: leaver.name })}
      onClose={onClose}
      action={{ text: say(WORK.depart), danger: true, busy, disabled: reason.trim().length < 4, onClick: send }}
    >
      <div className="return-form">
        <p>{say(WORK.departSays)}</p>
        <FormProblem error={error} />
        <Select
          aria-label={say(WORK.successor)}
          value={successor}
          onChange={(one: string) => setSuccessor(one)}
          options={[{ value: '', label: say(WORK.noDelegate) }, ...offered.map(optionOf)]}
        />
        <Input.TextArea
          aria-label={say(WORK.reason)}
          placeholder={say(WORK.reasonShort)}
          value={reason}
          maxLength={500}
          rows={3}
          onChange={({ target }) => setReason(target.value)}
        />
      </div>
    </Dialog>
  )
}
