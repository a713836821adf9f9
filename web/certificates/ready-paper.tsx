import type { PaperView } from '../../src/certificates/statement-contract.js'
import { PaperCard } from '../citizen/paper-card.js'
import { CITIZEN } from '../citizen/words.js'
import { useLanguage } from '../shell/language.js'

interface Props {
  readonly title: string
  readonly paper: PaperView
}

/** 已经出具：the paper, and that its code is to be kept. */
export function ReadyPaper({ title, paper }: Props) {
  const { say } = useLanguage()
  return (
    <div className="ready" role="status">
      <h3>{title}</h3>
      <PaperCard paper={paper} />
      <p className="ready-hint">{say(CITIZEN.keepCode)}</p>
    </div>
  )
}
