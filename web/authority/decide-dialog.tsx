import { App, Input } from 'antd'
import { useState } from 'react'
import { AUTHORITY_PATHS, type RequestView } from '../../src/access/authority-contract.js'
import { useSend } from '../archive/use-send.js'
import { pathOf } from '../shell/api.js'
import { Dialog } from '../shell/dialog.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { AUTHORITY, KIND_WORDS } from './words.js'

interface Props {
  readonly request: RequestView
  readonly verdict: 'approve' | 'refuse'
  readonly onClose: () => void
}

/** 批准，或写明理由不予批准。 */
export function DecideDialog({ request, verdict, onClose }: Props) {
  const { say } = useLanguage()
  const { message } = App.useApp()
  const [note, setNote] = useState('')
  const deciding = useSend<RequestView>(() => {
    void message.success(say(AUTHORITY.done))
    onClose()
  })
  const given = note.trim() === '' ? {} : { note: note.trim() }
  const path = pathOf(AUTHORITY_PATHS.decision, { requestId: request.requestId })
  return (
    <Dialog
      title={`${say(AUTHORITY[verdict])} · ${say(KIND_WORDS[request.kind])} · ${request.name}`}
      onClose={onClose}
      action={{
        text: say(AUTHORITY[verdict]),
        busy: deciding.isPending,
        disabled: verdict === 'refuse' && note.trim().length < 2,
        onClick: () => deciding.mutate({ path, body: { verdict, ...given } }),
      }}
    >
      <FormProblem error={deciding.error} />
      <Input.TextArea
        aria-label={say(AUTHORITY.note)}
        placeholder={say(AUTHORITY.note)}
        rows={2}
        maxLength={500}
        value={note}
        onChange={({ target }) => setNote(target.value)}
      />
    </Dialog>
  )
}
