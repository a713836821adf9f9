import { useState } from 'react'
import type { PaperView } from '../../src/archive/contract.js'
import { Dialog } from '../shell/dialog.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { PaperField } from './paper-field.js'
import { WORK } from './work-words.js'

interface Props {
  readonly busy: boolean
  readonly error: unknown
  readonly onClose: () => void
  readonly onSend: (documentId: string) => void
}

/** 收到补正：what came is kept first, then recorded. */
export function ReceivePapersDialog({ busy, error, onClose, onSend }: Props) {
  const { say } = useLanguage()
  const [paper, setPaper] = useState<PaperView>()
  return (
    <Dialog
      title={say(WORK.receive)}
      onClose={onClose}
      action={{
        text: say(WORK.receive),
        busy,
        disabled: paper === undefined,
        onClick: () => paper && onSend(paper.documentId),
      }}
    >
      <div className="return-form">
        <p>{say(WORK.receiveLead)}</p>
        <FormProblem error={error} />
        <PaperField paper={paper} onPaper={setPaper} />
      </div>
    </Dialog>
  )
}
