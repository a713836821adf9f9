import { Link } from 'react-router'
import type { SubmissionList, SubmissionSummary } from '../../src/collection/contract.js'
import { SUBMISSION_KINDS } from '../../src/collection/contract.js'
import { IMPORT } from '../imports/words.js'
import { amountText, instantText, monthText } from '../shell/amounts.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { useLanguage } from '../shell/language.js'
import { Page } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer, Empty } from '../shell/states.js'
import { StateTag } from '../submission/state-tag.js'
import { EMPLOYER, EMPLOYER_PATHS } from './words.js'

/** 办理进度：all filings of this employer, the newest first. */
export function FilingsPage() {
  const { say } = useLanguage()
  const filings = useAsk<SubmissionList>(EMPLOYER_PATHS.filings)
  return (
    <Page
      title={say(EMPLOYER.progress)}
      lead={say(EMPLOYER.progressLead)}
      actions={<Link to="/employer/imports">{say(IMPORT.title)}</Link>}
    >
      <Answer of={filings} rows={6}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={say(EMPLOYER.noFilings)}>
              <Link to="/employer/month">{say(EMPLOYER.startFiling)}</Link>
            </Empty>
          ) : (
            <Filings items={items} />
          )
        }
      </Answer>
    </Page>
  )
}

function Filings({ items }: { readonly items: readonly SubmissionSummary[] }) {
  const { say, language } = useLanguage()
  const columns: Column<SubmissionSummary>[] = [
    {
      name: 'month',
      title: EMPLOYER.month,
      cell: ({ id, settlementMonth, kind }) => (
        <Link to={`/employer/filings/${id}`}>
          {settlementMonth ? monthText(settlementMonth, language) : say(SUBMISSION_KINDS[kind])}
        </Link>
      ),
    },
    { name: 'state', title: EMPLOYER.state, cell: ({ state }) => <StateTag state={state} /> },
    { name: 'file', title: EMPLOYER.file, cell: ({ fileName }) => <span className="file-name">{fileName}</span> },
    {
      name: 'rows',
      title: EMPLOYER.rowsTitle,
      amount: true,
      cell: ({ accepted, rowsIn }) => (accepted === rowsIn ? accepted : `${accepted} / ${rowsIn}`),
    },
    {
      name: 'amount',
      title: EMPLOYER.amount,
      amount: true,
      cell: ({ employerTotal, personTotal }) => amountText(employerTotal + personTotal),
    },
    {
      name: 'at',
      title: EMPLOYER.filedAt,
      cell: ({ enteredAt }) => <span className="number">{instantText(enteredAt, language)}</span>,
    },
  ]
  return (
    <div className="page-body">
      <DataTable
        caption={say(EMPLOYER.progress)}
        columns={columns}
        rows={items}
        keyOf={({ id }) => id}
        toneOf={({ state }) => (state === 'returned' ? 'bad' : state === 'draft' ? 'warn' : undefined)}
      />
    </div>
  )
}
