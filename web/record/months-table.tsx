import { MONTH_STATES } from '../../src/query/contract.js'
import type { ContributionRow } from '../../src/query/contribution-contract.js'
import { monthText } from '../shell/amounts.js'
import { type Both, useLanguage } from '../shell/language.js'
import { AmountButton } from './figure-button.js'
import { CONTRIBUTION_KINDS, RECORD } from './words.js'

const COLUMNS = ['base', 'duePerson', 'paidPerson', 'dueEmployer', 'paidEmployer'] as const
const WITHOUT_EMPLOYER = ['base', 'duePerson', 'paidPerson'] as const
type Columns = readonly (typeof COLUMNS)[number][]

/** Who pays alone is not shown month after month that no employer paid. */
export function hasEmployerPart(rows: readonly ContributionRow[]): boolean {
  return rows.some(
    ({ employerName, dueEmployer, paidEmployer }) =>
      employerName !== undefined || dueEmployer !== 0 || paidEmployer !== 0,
  )
}

interface Props {
  readonly rows: readonly ContributionRow[]
  readonly caption: string
  /** The employer all of them share; told once above, not in each month. */
  readonly sharedEmployer: string | undefined
}

/** 各月缴费。A table on a wide screen; on a phone each month is a block with its figures named. */
export function MonthsTable({ rows, caption, sharedEmployer }: Props) {
  const { say } = useLanguage()
  const columns = hasEmployerPart(rows) ? COLUMNS : WITHOUT_EMPLOYER
  const sorted = [...rows].sort((a, b) => b.month.localeCompare(a.month))
  return (
    <table className="months">
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{say(RECORD.month)}</th>
          {columns.map((name) => (
            <th key={name} scope="col" className="amount">
              {say(RECORD[name])}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {sorted.map((row) => (
          <MonthRow key={row.path} row={row} columns={columns} sharedEmployer={sharedEmployer} />
        ))}
      </tbody>
    </table>
  )
}

interface RowProps {
  readonly columns: Columns
  readonly row: ContributionRow
  readonly sharedEmployer: string | undefined
}

function MonthRow({ row, columns, sharedEmployer }: RowProps) {
  const { say } = useLanguage()
  return (
    <tr>
      <th scope="row">
        <MonthHead row={row} sharedEmployer={sharedEmployer} />
      </th>
      {columns.map((name) => (
        <td key={name} className="amount" data-label={say(RECORD[name])}>
          <AmountButton row={row.path} name={name} amount={row[name]} />
        </td>
      ))}
    </tr>
  )
}

function MonthHead({ row, sharedEmployer }: Omit<RowProps, 'columns'>) {
  const { say, language } = useLanguage()
  const { month, state, backPay, counted, employerName, kinds, settlementMonths, arrears, path } = row
  const others = settlementMonths.filter((one) => one !== month)
  const unusual = kinds.filter((kind) => kind !== '1')
  const notes = [
    ...(employerName === undefined || employerName === sharedEmployer ? [] : [employerName]),
    ...unusual.map((kind) => say(CONTRIBUTION_KINDS[kind] ?? { zh: kind, en: kind })),
    ...(others.length === 0
      ? []
      : [say(RECORD.settledIn, { months: others.map((one) => monthText(one, language)).join('、') })]),
    ...(counted ? [] : [say(RECORD.notCounted)]),
  ]
  return (
    <div className="month-head">
      <span className="month-name number">{monthText(month, language).replace(/^\d{4}年| \d{4}$/g, '')}</span>
      <span className={`tag ${TAGS[state] ?? ''}`}>{say(stateName(state))}</span>
      {backPay && <span className="tag">{say(RECORD.backPay)}</span>}
      {arrears > 0 && (
        <span className="month-arrears">
          {say(RECORD.arrearsAmount)} <AmountButton row={path} name="arrears" amount={arrears} />
        </span>
      )}
      {notes.length > 0 && <small>{notes.join(' · ')}</small>}
    </div>
  )
}

const TAGS: Readonly<Record<string, string>> = {
  paid: 'tag-good',
  partlyPaid: 'tag-warn',
  overpaid: 'tag-warn',
  withoutDue: 'tag-warn',
  differs: 'tag-warn',
  unpaid: 'tag-bad',
  deferred: 'tag-warn',
  relieved: 'tag-warn',
}

function stateName(state: string): Both {
  const names: Readonly<Record<string, Both>> = MONTH_STATES
  return names[state] ?? { zh: state, en: state }
}
