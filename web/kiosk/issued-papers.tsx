import { PAPER_FORM_NAMES } from '../../src/certificates/contract.js'
import type { KioskPapers } from '../../src/channels/kiosk-contract.js'
import { useLanguage } from '../shell/language.js'
import { KIOSK } from './words.js'

type Paper = KioskPapers['papers'][number]

const STATES = {
  never: KIOSK.neverSent,
  sent: KIOSK.sent,
  failed: KIOSK.failedOnce,
  enough: KIOSK.atWindow,
} as const

interface Props {
  readonly papers: readonly Paper[]
  readonly busy: boolean
  /** No paper, or the printer out of order. */
  readonly stopped: boolean
  /** Of which it is being asked above whether it came out. */
  readonly asked: string | undefined
  readonly onPrint: (serial: string) => void
  readonly onFailed: (serial: string) => void
}

/** 已出具的：what each is, whether it was printed, and what can be done now. */
export function IssuedPapers({ papers, busy, stopped, asked, onPrint, onFailed }: Props) {
  const { say } = useLanguage()
  const nameOf = ({ form, year, from, through }: Paper) => {
    const of = year !== undefined ? say(KIOSK.year, { n: year }) : from && through && say(KIOSK.span, { from, through })
    return `${say(PAPER_FORM_NAMES[form])} ${of ?? ''}`
  }
  return (
    <section>
      <h2>{say(KIOSK.issued)}</h2>
      <ul className="kiosk-papers">
        {papers.map((paper) => (
          <li key={paper.serial}>
            <span>
              {nameOf(paper)}
              <small>
                {paper.serial} · {say(STATES[paper.print])}
              </small>
            </span>
            {(paper.print === 'never' || paper.print === 'failed') && (
              <button type="button" disabled={busy || stopped} onClick={() => onPrint(paper.serial)}>
                {say(KIOSK.print)}
              </button>
            )}
            {paper.print === 'sent' && asked !== paper.serial && (
              <button type="button" disabled={busy} onClick={() => onFailed(paper.serial)}>
                {say(KIOSK.failed)}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
