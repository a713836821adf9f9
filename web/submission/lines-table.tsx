import type { FilingLine } from '../../src/collection/filing-contract.js'
import { amountText, monthText } from '../shell/amounts.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { useLanguage } from '../shell/language.js'
import { SUBMISSION, shortInsurance } from './words.js'

/** 明细：one line a person and month; what each insurance comes to stands under it. */
export function LinesTable({ lines }: { readonly lines: readonly FilingLine[] }) {
  const { say, language } = useLanguage()
  const columns: Column<FilingLine>[] = [
    { name: 'row', title: SUBMISSION.row, cell: ({ row }) => <span className="number">{row}</span> },
    { name: 'name', title: SUBMISSION.name, cell: ({ fullName }) => fullName },
    {
      name: 'number',
      title: SUBMISSION.number,
      cell: ({ identityNumber }) => <span className="number">{identityNumber}</span>,
    },
    { name: 'month', title: SUBMISSION.month, cell: ({ contributionMonth }) => monthText(contributionMonth, language) },
    { name: 'wage', title: SUBMISSION.wage, amount: true, cell: ({ declaredWage }) => amountText(declaredWage) },
    { name: 'insurance', title: SUBMISSION.insurance, cell: (line) => <Insurances line={line} /> },
    { name: 'employer', title: SUBMISSION.employerAmount, amount: true, cell: (line) => sumOf(line, 'employerAmount') },
    { name: 'person', title: SUBMISSION.personAmount, amount: true, cell: (line) => sumOf(line, 'personAmount') },
  ]
  return (
    <DataTable
      caption={say(SUBMISSION.lines)}
      columns={columns}
      rows={lines}
      keyOf={({ row, contributionMonth }, i) => `${row}/${contributionMonth}/${i}`}
      step={isPhone() ? 8 : 50}
    />
  )
}

function Insurances({ line }: { readonly line: FilingLine }) {
  const { say } = useLanguage()
  return (
    <details className="line-insurances">
      <summary>{line.insurances.map(({ insurance }) => say(shortInsurance(String(insurance)))).join(' ')}</summary>
      <ul>
        {line.insurances.map(({ insurance, base, employerAmount, personAmount }) => (
          <li key={String(insurance)} className="number">
            <span>{say(shortInsurance(String(insurance)))}</span>
            <small>
              {say(SUBMISSION.base)} {amountText(base)} · {say(SUBMISSION.employerAmount)} {amountText(employerAmount)}{' '}
              · {say(SUBMISSION.personAmount)} {amountText(personAmount)}
            </small>
          </li>
        ))}
      </ul>
    </details>
  )
}

function sumOf({ insurances }: FilingLine, side: 'employerAmount' | 'personAmount'): string {
  return amountText(insurances.reduce((total, one) => total + one[side], 0))
}

/** A phone shows each line as a block of its own: a few will do until more are asked for. */
function isPhone(): boolean {
  return matchMedia('(max-width: 720px)').matches
}
