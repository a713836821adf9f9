import type { SubmissionSummary } from '../../src/collection/contract.js'
import { amountText } from '../shell/amounts.js'
import { useLanguage } from '../shell/language.js'
import { WORDS } from '../words.js'
import { EMPLOYER } from './words.js'

/** 三个数：接受、未接受、应缴。 */
export function Outcome({ of }: { readonly of: SubmissionSummary }) {
  const { say } = useLanguage()
  const { accepted, refused, employerTotal, personTotal } = of
  const parts = { employer: amountText(employerTotal), person: amountText(personTotal) }
  return (
    <dl className="outcome">
      <div>
        <dt>{say(EMPLOYER.accepted)}</dt>
        <dd className="number">{say(EMPLOYER.rows, { n: accepted })}</dd>
      </div>
      <div className={refused > 0 ? 'outcome-bad' : ''}>
        <dt>{say(EMPLOYER.refused)}</dt>
        <dd className="number">{say(EMPLOYER.rows, { n: refused })}</dd>
      </div>
      <div className="outcome-sum">
        <dt>{say(EMPLOYER.due)}</dt>
        <dd className="number">
          {amountText(employerTotal + personTotal)} <small>{say(WORDS.yuan)}</small>
        </dd>
        <dd className="number outcome-parts">{say(EMPLOYER.ofWhich, parts)}</dd>
      </div>
    </dl>
  )
}
