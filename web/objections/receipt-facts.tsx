import type { ReactNode } from 'react'
import { useLanguage } from '../shell/language.js'
import { ClockLine } from './clock.js'
import { OBJECTION } from './words.js'

interface Props {
  readonly serial: string
  readonly clock: Parameters<typeof ClockLine>[0]['clock']
  /** 理由，once it was decided. */
  readonly reasons?: string | undefined
  /** What else is told between the receipt and the term. */
  readonly children?: ReactNode
}

/** 受理单号、期限与理由：of an objection and of a personal-information request alike. */
export function ReceiptFacts({ serial, clock, reasons, children }: Props) {
  const { say } = useLanguage()
  return (
    <dl>
      <dt>{say(OBJECTION.receipt)}</dt>
      <dd className="number">{serial}</dd>
      {children}
      <dt>{say(OBJECTION.due)}</dt>
      <dd>
        <ClockLine clock={clock} />
      </dd>
      {reasons && (
        <>
          <dt>{say(OBJECTION.reasons)}</dt>
          <dd>{reasons}</dd>
        </>
      )}
    </dl>
  )
}
