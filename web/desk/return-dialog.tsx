import { Input } from 'antd'
import { useState } from 'react'
import type { SubmissionDetail } from '../../src/collection/contract.js'
import { Dialog } from '../shell/dialog.js'
import { useLanguage } from '../shell/language.js'
import { DESK, FILE_REASONS, FORM_REASONS } from './words.js'

interface Props {
  readonly kind: SubmissionDetail['kind']
  readonly busy: boolean
  readonly onCancel: () => void
  readonly onReturn: (reason: string) => void
}

/** 退回的理由。The filer reads it word for word. */
export function ReturnDialog({ kind, busy, onCancel, onReturn }: Props) {
  const { say } = useLanguage()
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const isShort = reason.trim().length < 2
  const confirm = () => {
    setTried(true)
    if (!isShort) onReturn(reason.trim())
  }
  return (
    <Dialog
      title={say(DESK.returnTitle)}
      onClose={onCancel}
      action={{ text: say(DESK.return), danger: true, busy, onClick: confirm }}
    >
      <div className="return-form">
        <p>{say(DESK.returnHint)}</p>
        <Input.TextArea
          aria-label={say(DESK.returnReason)}
          value={reason}
          maxLength={500}
          showCount
          rows={4}
          status={tried && isShort ? 'error' : ''}
          onChange={({ target }) => setReason(target.value)}
        />
        {tried && isShort && (
          <p className="return-short" role="alert">
            {say(DESK.reasonShort)}
          </p>
        )}
        <ul className="return-reasons">
          {reasonsOf(kind).map((both) => (
            <li key={both.en}>
              <button type="button" className="plain-link" onClick={() => setReason(joined(reason, say(both)))}>
                {say(both)}
              </button>
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  )
}

/** A file of many rows goes wrong in other ways than a form. */
function reasonsOf(kind: SubmissionDetail['kind']) {
  return kind === 'monthlyFiling' || kind === 'backPay' ? FILE_REASONS : FORM_REASONS
}

function joined(before: string, more: string): string {
  return before.includes(more) ? before : [before.trim(), more].filter(Boolean).join('\n')
}
