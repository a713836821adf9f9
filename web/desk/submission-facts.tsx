import type { SubmissionDetail } from '../../src/collection/contract.js'
import { amountText, dayText, instantText, monthText } from '../shell/amounts.js'
import { type Both, useLanguage } from '../shell/language.js'
import { DueText } from './due-text.js'
import { Marks } from './submission-table.js'
import { DESK } from './words.js'
import { WORK } from './work-words.js'

/** What goes out to people has no employer's and no person's part. */
export const PAID_OUT: ReadonlySet<string> = new Set(['benefitDetermination', 'benefitPayment'])

/** 这份报送的要点。 */
export function SubmissionFacts({ detail }: { readonly detail: SubmissionDetail }) {
  const { language, say } = useLanguage()
  const { settlementMonth, employer, fileName, enteredAt, businessDay, agencyName, rowsIn, accepted, refused } = detail
  const { employerTotal, personTotal, vouchers, posted } = detail
  const hasMoney = employerTotal + personTotal !== 0
  const isContribution = hasMoney && !PAID_OUT.has(detail.kind)
  const rows: readonly (readonly [Both, string | undefined])[] = [
    [DESK.month, settlementMonth && monthText(settlementMonth, language)],
    [DESK.employer, employer && `${employer.name} ${employer.creditCode}`],
    [DESK.rows, say(refused > 0 ? DESK.rowsWithRefused : DESK.rowsAll, { rowsIn, accepted, refused })],
    [DESK.employerTotal, isContribution ? amountText(employerTotal) : undefined],
    [DESK.personTotal, isContribution ? amountText(personTotal) : undefined],
    [DESK.amount, hasMoney ? amountText(employerTotal + personTotal) : undefined],
    [DESK.file, fileName],
    [DESK.enteredAt, instantText(enteredAt, language)],
    [DESK.businessDay, dayText(businessDay, language)],
    [DESK.agency, agencyName],
    [DESK.vouchers, vouchers === 0 ? undefined : `${posted} / ${vouchers}`],
  ]
  return (
    <div className="card desk-facts">
      <dl>
        {rows.map(
          ([name, value]) =>
            value !== undefined && (
              <div key={name.en}>
                <dt>{say(name)}</dt>
                <dd className="number">{value}</dd>
              </div>
            ),
        )}
        {detail.due && (
          <div>
            <dt>{say(WORK.deadline)}</dt>
            <dd>
              <DueText due={detail.due} />
            </dd>
          </div>
        )}
      </dl>
      <Marks one={detail} />
    </div>
  )
}
