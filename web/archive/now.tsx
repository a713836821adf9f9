import { Button } from 'antd'
import { useState } from 'react'
import { ARCHIVE_PATHS, type ArchiveState, PROBLEM_KINDS } from '../../src/archive/catalogue-contract.js'
import { dayText } from '../shell/amounts.js'
import { pathOf } from '../shell/api.js'
import { DataTable } from '../shell/data-table.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer, Empty } from '../shell/states.js'
import { Asking } from './asking.js'
import { MissingCarriers } from './missing-carriers.js'
import { useSend } from './use-send.js'
import { ARCHIVE } from './words.js'

type ProblemRow = ArchiveState['problems'][number]

/** 近况：the scanner, the readability runs, and what is to be put right. */
export function Now() {
  const { say } = useLanguage()
  const state = useAsk<ArchiveState>(ARCHIVE_PATHS.state)
  return (
    <Answer of={state} rows={6}>
      {(found) => (
        <>
          <Section title={say(ARCHIVE.scanner)}>
            <p>{found.scanner === 'none' ? say(ARCHIVE.noScanner) : found.scanner}</p>
            <p>{say(ARCHIVE.scans, found.scans)}</p>
          </Section>
          <Reading state={found} />
          {found.overdueLoans > 0 && <p role="alert">{say(ARCHIVE.overdueLoans, { n: found.overdueLoans })}</p>}
          <Problems state={found} />
          <MissingCarriers />
        </>
      )}
    </Answer>
  )
}

function Reading({ state: { reading, mayKeep } }: { readonly state: ArchiveState }) {
  const { say, language } = useLanguage()
  const running = useSend()
  const { last, nextBy, missed } = reading
  return (
    <Section title={say(ARCHIVE.reading)}>
      <p>
        {last === undefined
          ? say(ARCHIVE.neverRead)
          : say(ARCHIVE.lastRead, { ...last, day: dayText(last.day, language) })}{' '}
        {nextBy !== undefined && say(ARCHIVE.nextBy, { day: dayText(nextBy, language) })}{' '}
        {missed && (
          <span className="tag tag-warn" role="alert">
            {say(ARCHIVE.missed)}
          </span>
        )}
      </p>
      {mayKeep && (
        <p className="no-print">
          <Button loading={running.isPending} onClick={() => running.mutate({ path: ARCHIVE_PATHS.read })}>
            {say(ARCHIVE.readNow)}
          </Button>
          <FormProblem error={running.error} />
        </p>
      )}
    </Section>
  )
}

function Problems({ state: { problems, mayKeep } }: { readonly state: ArchiveState }) {
  const { say, language } = useLanguage()
  const [closing, setClosing] = useState<string>()
  if (problems.length === 0) return <Empty title={say(ARCHIVE.noProblems)} />
  const due = ({ dueDay, isLate }: ProblemRow) => (
    <>
      {dayText(dueDay, language)} {isLate && <span className="tag tag-warn">{say(ARCHIVE.late)}</span>}
    </>
  )
  return (
    <Section title={say(ARCHIVE.problems)}>
      <DataTable
        caption={say(ARCHIVE.problems)}
        rows={problems}
        keyOf={({ id }) => id}
        columns={[
          { name: 'kind', title: ARCHIVE.kind, cell: ({ kind }) => say(PROBLEM_KINDS[kind]) },
          { name: 'paper', title: ARCHIVE.papers, cell: ({ documentId, found }) => <code>{documentId ?? found}</code> },
          { name: 'owner', title: ARCHIVE.owner, cell: ({ owner }) => owner },
          { name: 'due', title: ARCHIVE.due, cell: due },
          {
            name: 'close',
            title: ARCHIVE.close,
            cell: ({ id }) =>
              mayKeep && (
                <Button size="small" onClick={() => setClosing(id)}>
                  {say(ARCHIVE.close)}
                </Button>
              ),
          },
        ]}
      />
      {closing !== undefined && (
        <Asking
          title={ARCHIVE.close}
          path={pathOf(ARCHIVE_PATHS.closeProblem, { id: closing })}
          fields={[{ name: 'outcome', label: ARCHIVE.outcome, most: 500 }]}
          bodyOf={({ outcome = '' }) => ({ outcome })}
          onDone={() => setClosing(undefined)}
        />
      )}
    </Section>
  )
}
