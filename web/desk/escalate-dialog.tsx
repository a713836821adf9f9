import { Input, Radio } from 'antd'
import { useState } from 'react'
import type { EscalateRequest } from '../../src/collection/work-contract.js'
import { Dialog } from '../shell/dialog.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { WORK } from './work-words.js'

interface Props {
  readonly busy: boolean
  readonly error: unknown
  readonly onClose: () => void
  readonly onSend: (body: Pick<EscalateRequest, 'to' | 'reason'>) => void
}

/** 上呈，写明理由。 */
export function EscalateDialog({ busy, error, onClose, onSend }: Props) {
  const { say } = useLanguage()
  const [to, setTo] = useState<EscalateRequest['to']>('head')
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const isShort = reason.trim().length < 4
  const send = () => {
    setTried(true)
    if (!isShort) onSend({ to, reason: reason.trim() })
  }
  return (
    <Dialog title={say(WORK.escalate)} onClose={onClose} action={{ text: say(WORK.escalate), busy, onClick: send }}>
      <div className="return-form">
        <p>{say(WORK.escalateLead)}</p>
        <FormProblem error={error} />
        <Radio.Group
          value={to}
          onChange={({ target }) => setTo(target.value as EscalateRequest['to'])}
          options={[
            { value: 'head', label: say(WORK.toHead) },
            { value: 'city', label: say(WORK.toCity) },
          ]}
        />
        <Input.TextArea
          aria-label={say(WORK.reason)}
          value={reason}
          maxLength={500}
          showCount
          rows={3}
          status={tried && isShort ? 'error' : ''}
          onChange={({ target }) => setReason(target.value)}
        />
        {tried && isShort && (
          <p className="return-short" role="alert">
            {say(WORK.reasonShort)}
          </p>
        )}
      </div>
    </Dialog>
  )
}
