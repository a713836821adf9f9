import { RELIEF_KINDS } from '../../src/collection/relief-contract.js'
import type { EmployerPaymentsAnswer } from '../../src/query/employer-contract.js'
import { amountText, monthText } from '../shell/amounts.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { shortInsurance } from '../submission/words.js'

type Relief = EmployerPaymentsAnswer['reliefs'][number]

const WORDS = {
  title: { zh: '减免与核销', en: 'Reductions and write-offs' },
  month: { zh: '费款所属期', en: 'Month' },
  insurance: { zh: '险种', en: 'Insurance' },
  kind: { zh: '种类', en: 'Kind' },
  amount: { zh: '金额（单位部分）', en: "Amount (employer's part)" },
  document: { zh: '批复', en: 'Approval' },
} as const

/** 本单位的减免与核销，逐笔凭批复。 */
export function Reliefs({ answer }: { readonly answer: EmployerPaymentsAnswer }) {
  const { say, language } = useLanguage()
  if (answer.reliefs.length === 0) return null
  const columns: Column<Relief>[] = [
    { name: 'month', title: WORDS.month, cell: ({ month }) => monthText(month, language) },
    { name: 'insurance', title: WORDS.insurance, cell: ({ insurance }) => say(shortInsurance(insurance)) },
    { name: 'kind', title: WORDS.kind, cell: ({ reliefKind }) => say(RELIEF_KINDS[reliefKind]) },
    { name: 'amount', title: WORDS.amount, amount: true, cell: ({ amount }) => amountText(amount) },
    { name: 'document', title: WORDS.document, cell: ({ document }) => document },
  ]
  return (
    <Section title={say(WORDS.title)}>
      <DataTable
        caption={say(WORDS.title)}
        columns={columns}
        rows={answer.reliefs}
        keyOf={({ month, insurance, document, amount }) => [month, insurance, document, amount].join()}
      />
    </Section>
  )
}
