import { Input } from 'antd'
import { useState } from 'react'
import { Link, useLocation } from 'react-router'
import { plus } from '../../src/kernel/period.js'
import { MONTH_STATES, QUERY_PATHS } from '../../src/query/contract.js'
import type { EmployerStaffAnswer } from '../../src/query/employer-contract.js'
import { Mark } from '../objections/mark.js'
import { OBJECTION } from '../objections/words.js'
import { amountText, monthText } from '../shell/amounts.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { useLanguage } from '../shell/language.js'
import { MonthSelect, thisMonth } from '../shell/month-select.js'
import { Grounds, Page } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer, Empty } from '../shell/states.js'
import { shortInsurance } from '../submission/words.js'
import { useMonthToFile } from './month-to-file.js'
import { EMPLOYER } from './words.js'

type Person = EmployerStaffAnswer['staff'][number]
type Cover = Person['insurances'][number]

/** 本单位职工：a month's people, with what the law lets an employer see. */
export function StaffPage() {
  const { say } = useLanguage()
  const toFile = useMonthToFile()
  const { state } = useLocation()
  const [chosen, setMonth] = useState<string | undefined>((state as { month?: string } | null)?.month)
  const month = chosen ?? (toFile && plus(toFile, -1))
  const [name, setName] = useState('')
  const staff = useAsk<EmployerStaffAnswer>(QUERY_PATHS.employerStaff, { month }, month !== undefined)
  return (
    <Page title={say(EMPLOYER.staff)} lead={say(EMPLOYER.staffLead)}>
      <div className="toolbar no-print">
        <MonthSelect label={say(EMPLOYER.month)} value={month ?? thisMonth()} onChange={setMonth} count={96} />
        <Input
          allowClear
          placeholder={say(EMPLOYER.findStaff)}
          aria-label={say(EMPLOYER.findStaff)}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
        {staff.data && <span className="toolbar-note">{say(EMPLOYER.people, { n: staff.data.staff.length })}</span>}
      </div>
      <Answer of={staff} rows={8}>
        {(answer) => (
          <>
            <Staff staff={answer.staff} name={name.trim()} month={answer.month} />
            <Grounds grounds={answer.grounds} />
          </>
        )}
      </Answer>
    </Page>
  )
}

function Staff({
  staff,
  name,
  month,
}: {
  readonly staff: readonly Person[]
  readonly name: string
  readonly month: string
}) {
  const { say } = useLanguage()
  if (staff.length === 0) return <Empty title={say(EMPLOYER.noStaff)} />
  const found = staff.filter(({ fullName }) => fullName.includes(name))
  if (found.length === 0) return <Empty title={say(EMPLOYER.nobodyFound)} />
  const columns: Column<Person>[] = [
    { name: 'name', title: EMPLOYER.name, cell: ({ fullName }) => fullName },
    {
      name: 'number',
      title: EMPLOYER.number,
      cell: ({ identityNumber }) => <span className="number">{identityNumber}</span>,
    },
    { name: 'insurances', title: EMPLOYER.insurances, cell: (person) => <Covers person={person} month={month} /> },
    {
      name: 'base',
      title: EMPLOYER.base,
      amount: true,
      cell: ({ insurances }) => amountText(insurances[0]?.base ?? 0),
    },
    { name: 'due', title: EMPLOYER.dueName, amount: true, cell: (person) => sumOf(person, 'dueEmployer', 'duePerson') },
    {
      name: 'paid',
      title: EMPLOYER.paidName,
      amount: true,
      cell: (person) => sumOf(person, 'paidEmployer', 'paidPerson'),
    },
  ]
  return (
    <DataTable
      caption={say(EMPLOYER.staff)}
      columns={columns}
      rows={found}
      keyOf={({ identityNumber, fullName }, i) => `${identityNumber}${fullName}${i}`}
      step={60}
    />
  )
}

/** Each insurance by its colour: paid, partly, not. Unfolded, the figures of each. */
function Covers({ person, month }: { readonly person: Person; readonly month: string }) {
  const { say, language } = useLanguage()
  const underReview = person.insurances.map((cover) => cover.underReview).find((since) => since !== undefined)
  return (
    <details className="covers">
      <summary>
        {person.insurances.map((cover) => (
          <span key={cover.insurance} className={`tag ${toneOf(cover)}`}>
            {say(shortInsurance(cover.insurance))}
          </span>
        ))}
        {underReview !== undefined && <Mark since={underReview} />}
      </summary>
      <ul>
        {person.insurances.map((cover) => (
          <li key={cover.insurance}>
            <strong>{say(shortInsurance(cover.insurance))}</strong> {say(stateName(cover))}
            <small className="number">
              {cover.enrolledFrom && `${say(EMPLOYER.since, { month: monthText(cover.enrolledFrom, language) })} · `}
              {say(EMPLOYER.base)} {amountText(cover.base)} · {say(EMPLOYER.dueName)}{' '}
              {amountText(cover.dueEmployer + cover.duePerson)} · {say(EMPLOYER.paidName)}{' '}
              {amountText(cover.paidEmployer + cover.paidPerson)}
            </small>{' '}
            {cover.underReview === undefined ? (
              <Link className="no-print" to="/employer/objections" state={objecting(person, cover, month)}>
                {say(OBJECTION.raise)}
              </Link>
            ) : (
              <Mark since={cover.underReview} />
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}

/** 自这一行提出异议：the line as it is shown; the server finds whose it is among its own staff of that month. */
function objecting({ fullName, identityNumber }: Person, { insurance }: Cover, month: string) {
  return { fullName, identityNumber, insurance, month }
}

const TONES: Readonly<Record<string, string>> = { paid: 'tag-good', unpaid: 'tag-bad' }

/** A month nobody has filed yet owes nothing: it is not shown as unpaid. */
const isUnfiled = ({ state, dueEmployer, duePerson }: Cover) => state === 'unpaid' && dueEmployer + duePerson === 0

const toneOf = (cover: Cover) => (isUnfiled(cover) ? '' : (TONES[cover.state] ?? 'tag-warn'))

function stateName(cover: Cover) {
  const { state } = cover
  if (isUnfiled(cover)) return EMPLOYER.unfiled
  return MONTH_STATES[state as keyof typeof MONTH_STATES] ?? { zh: state, en: state }
}

type Side = 'dueEmployer' | 'duePerson' | 'paidEmployer' | 'paidPerson'

function sumOf({ insurances }: Person, ...sides: readonly Side[]): string {
  return amountText(insurances.reduce((total, one) => total + sides.reduce((part, side) => part + one[side], 0), 0))
}
