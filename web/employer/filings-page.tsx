import { Link } from 'react-router'
import type { SubmissionSummary } from '../../src/collection/contract.js'
import { SUBMISSION_KINDS } from '../../src/collection/contract.js'
import type { OwnList } from '../../src/collection/own-list-contract.js'
import { IMPORT } from '../imports/words.js'
import { amountText, instantText, monthText } from '../shell/amounts.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { type Both, useLanguage } from '../shell/language.js'
import { Page, Section } from '../shell/page.js'
import { MorePages, usePages } from '../shell/pages.js'
import { Answer, Empty } from '../shell/states.js'
import { StateTag } from '../submission/state-tag.js'
import { EMPLOYER, EMPLOYER_PATHS } from './words.js'

/** 办理进度：what the employer goes on with, then all its filings, the newest first. */
export function FilingsPage() {
  const { say } = useLanguage()
  const filings = usePages<OwnList>(EMPLOYER_PATHS.filings, 'before')
  return (
    <Page
      title={say(EMPLOYER.progress)}
      lead={say(EMPLOYER.progressLead)}
      actions={<Link to="/employer/imports">{say(IMPORT.title)}</Link>}
    >
      <Answer of={filings} rows={6}>
        {({ pages: [first, ...older] }) =>
          first === undefined || first.items.length === 0 ? (
            <Empty title={say(EMPLOYER.noFilings)}>
              <Link to="/employer/month">{say(EMPLOYER.startFiling)}</Link>
            </Empty>
          ) : (
            <>
              <Waiting first={first} />
              <Section title={say(EMPLOYER.allFilings)}>
                <Filings caption={EMPLOYER.allFilings} items={[first, ...older].flatMap(({ items }) => items)} />
                <MorePages of={filings} says={EMPLOYER.older} />
              </Section>
            </>
          )
        }
      </Answer>
    </Page>
  )
}

const WARN: ReadonlySet<string> = new Set(['draft', 'awaitingPapers'])

/** 待您续办。 */
function Waiting({ first: { waiting = [], more } }: { readonly first: OwnList }) {
  const { say } = useLanguage()
  if (waiting.length === 0) return null
  return (
    <Section title={say(EMPLOYER.goOnWith)}>
      {more && <p className="lead">{say(EMPLOYER.moreToGoOn, { n: waiting.length })}</p>}
      <Filings caption={EMPLOYER.goOnWith} items={waiting} />
    </Section>
  )
}

interface FilingsProps {
  readonly caption: Both
  readonly items: readonly SubmissionSummary[]
}

function Filings({ caption, items }: FilingsProps) {
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
        caption={say(caption)}
        step={Number.MAX_SAFE_INTEGER}
        columns={columns}
        rows={items}
        keyOf={({ id }) => id}
        toneOf={({ state }) => (state === 'returned' ? 'bad' : WARN.has(state) ? 'warn' : undefined)}
      />
    </div>
  )
}
