import type { LateFees } from '../../src/collection/levy-contract.js'
import { amountText, monthText } from '../shell/amounts.js'
import { pathOf } from '../shell/api.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { shortInsurance } from '../submission/words.js'
import { LEVY } from './levy-words.js'
import { DESK_PATHS } from './paths.js'

type Fee = LateFees['items'][number]

/** 随征收结果产生的滞纳金，记账之前先看。 */
export function LevyLateFees({ id }: { readonly id: string }) {
  const { say, language } = useLanguage()
  const { data: fees } = useAsk<LateFees>(pathOf(DESK_PATHS.lateFees, { id }))
  if (fees === undefined || fees.count === 0) return null
  const columns: Column<Fee>[] = [
    { name: 'employer', title: LEVY.employer, cell: ({ name }) => name },
    { name: 'insurance', title: LEVY.insurance, cell: ({ insurance }) => say(shortInsurance(insurance)) },
    { name: 'month', title: LEVY.month, cell: ({ contributionMonth }) => monthText(contributionMonth, language) },
    { name: 'late', title: LEVY.late, amount: true, cell: ({ arrears }) => amountText(arrears) },
    { name: 'arrival', title: LEVY.arrival, cell: ({ paidDay }) => paidDay },
    { name: 'days', title: LEVY.days, amount: true, cell: ({ days }) => days },
    { name: 'fee', title: LEVY.fee, amount: true, cell: ({ amount }) => amountText(amount) },
  ]
  return (
    <Section title={say(LEVY.lateFees)}>
      <p className="desk-note">{say(LEVY.lateFeesSay, { n: fees.count, amount: amountText(fees.total) })}</p>
      <DataTable
        caption={say(LEVY.lateFees)}
        columns={columns}
        rows={fees.items}
        keyOf={({ creditCode, insurance, contributionMonth, paidDay, levyVoucher }) =>
          [creditCode, insurance, contributionMonth, paidDay, levyVoucher].join()
        }
      />
    </Section>
  )
}
