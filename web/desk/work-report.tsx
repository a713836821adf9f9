import { Input } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { WorkReport } from '../../src/collection/work-contract.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer, Empty } from '../shell/states.js'
import { today } from '../shell/today.js'
import { DESK_PATHS } from './paths.js'
import { DESK } from './words.js'
import { WORK } from './work-words.js'

type Row = WorkReport['rows'][number]

/** 移交与搁置，of a span of days. */
export function WorkReportSection() {
  const { say } = useLanguage()
  const [from, setFrom] = useState(`${today().slice(0, 8)}01`)
  const [through, setThrough] = useState<string>(today())
  const report = useAsk<WorkReport>(DESK_PATHS.workReport, { from, through }, from !== '' && through !== '')
  return (
    <Section
      title={say(WORK.report)}
      aside={
        <span className="desk-tools no-print">
          <label className="desk-day">
            {say(WORK.from)}
            <Input type="date" value={from} onChange={({ target }) => setFrom(target.value)} />
          </label>
          <label className="desk-day">
            {say(WORK.through)}
            <Input type="date" value={through} onChange={({ target }) => setThrough(target.value)} />
          </label>
        </span>
      }
    >
      <Answer of={report}>{(found) => <Found report={found} />}</Answer>
    </Section>
  )
}

function Found({ report: { rows, cases, movesMost, idleDays } }: { readonly report: WorkReport }) {
  const { say } = useLanguage()
  const columns: Column<Row>[] = [
    { name: 'kind', title: DESK.kind, cell: ({ id, says }) => <Link to={`/submissions/${id}`}>{say(says)}</Link> },
    { name: 'state', title: DESK.state, cell: ({ stateSays }) => say(stateSays) },
    { name: 'moves', title: WORK.moves, amount: true, cell: ({ moves }) => moves },
    {
      name: 'idle',
      title: WORK.idle,
      amount: true,
      cell: ({ idle, idleProvisional }) => `${idle}${idleProvisional ? '+' : ''}`,
    },
    {
      name: 'overdue',
      title: WORK.overdue,
      cell: ({ overdue }) => overdue && <span className="tag tag-bad">{say(WORK.overdue)}</span>,
    },
  ]
  return (
    <>
      <p>{say(WORK.reportLead, { cases, moves: movesMost, days: idleDays })}</p>
      {rows.length === 0 ? (
        <Empty title={say(WORK.nothingIdle)} />
      ) : (
        <DataTable caption={say(WORK.report)} columns={columns} rows={rows} keyOf={({ id }) => id} />
      )}
    </>
  )
}
