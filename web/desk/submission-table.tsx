import { Link } from 'react-router'
import { SUBMISSION_KINDS, type SubmissionSummary } from '../../src/collection/contract.js'
import { amountText, monthText } from '../shell/amounts.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { useLanguage } from '../shell/language.js'
import { StateTag } from '../submission/state-tag.js'
import { DueText } from './due-text.js'
import { ageOf, isOpen, marksOf } from './marks.js'
import { DESK } from './words.js'
import { WORK } from './work-words.js'

interface Props {
  readonly items: readonly SubmissionSummary[]
  readonly now: number
  readonly current?: string | undefined
}

/** 报送一览。 */
export function SubmissionTable({ items, now, current }: Props) {
  const { say, language } = useLanguage()
  const columns: Column<SubmissionSummary>[] = [
    {
      name: 'kind',
      title: DESK.kind,
      cell: ({ id, kind }) => <Link to={`/submissions/${id}`}>{say(SUBMISSION_KINDS[kind])}</Link>,
    },
    { name: 'employer', title: DESK.employer, cell: ({ employer }) => employer?.name ?? '' },
    {
      name: 'month',
      title: DESK.month,
      cell: ({ settlementMonth }) => settlementMonth && monthText(settlementMonth, language),
    },
    { name: 'state', title: DESK.state, cell: ({ state }) => <StateTag state={state} /> },
    {
      name: 'rows',
      title: DESK.rows,
      amount: true,
      cell: ({ accepted, rowsIn }) => (accepted === rowsIn ? accepted : `${accepted} / ${rowsIn}`),
    },
    {
      name: 'amount',
      title: DESK.amount,
      amount: true,
      cell: ({ employerTotal, personTotal }) =>
        employerTotal + personTotal === 0 ? '—' : amountText(employerTotal + personTotal),
    },
    {
      name: 'age',
      title: DESK.age,
      amount: true,
      cell: (one) => (isOpen(one) ? say(...ageOf(one.enteredAt, now)) : ''),
    },
    { name: 'due', title: WORK.deadline, cell: ({ due }) => <DueText due={due} /> },
    {
      name: 'holder',
      title: WORK.holder,
      cell: ({ claim }) => claim && (claim.mine ? say(WORK.mine) : claim.by),
    },
    { name: 'marks', title: DESK.marks, cell: (one) => <Marks one={one} /> },
  ]
  return (
    <div className="page-body">
      <DataTable
        caption={say(DESK.inbox)}
        columns={columns}
        rows={items}
        keyOf={({ id }) => id}
        toneOf={(one) => marksOf(one)[0]?.tone}
        current={current}
      />
    </div>
  )
}

export function Marks({ one }: { readonly one: SubmissionSummary }) {
  const { say } = useLanguage()
  return (
    <span className="marks">
      {marksOf(one).map(({ says, facts, tone }) => (
        <span key={says.en} className={`tag tag-${tone}`}>
          {say(says, facts)}
        </span>
      ))}
    </span>
  )
}
