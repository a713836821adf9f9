import type { ObjectionCounts } from '../../src/objections/contract.js'
import { OBJECTION_STATES } from '../../src/objections/contract.js'
import { dayText } from '../shell/amounts.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { useLanguage } from '../shell/language.js'
import { Page, Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer } from '../shell/states.js'
import { OBJECTION } from './words.js'

type Row = ObjectionCounts['agencies'][number]

const FIGURES = [
  ['open', OBJECTION.open],
  ['overdue', OBJECTION.overdue],
  ['reminded', OBJECTION.dueSoon],
  ['oldestDays', OBJECTION.oldest],
  ['closed', OBJECTION.closed],
  ['upheld', OBJECTION.upheld],
  ['partly', OBJECTION.partly],
  ['notUpheld', OBJECTION.notUpheld],
  ['moved', OBJECTION.moved],
  ['rightsOpen', OBJECTION.rights],
] as const

/** 监督：counts and ages by agency. */
export function ObjectionCountsPage() {
  const { say, language } = useLanguage()
  const counts = useAsk<ObjectionCounts>('/api/desk/objections/counts')
  const columns: Column<Row>[] = [
    { name: 'agency', title: OBJECTION.agency, cell: ({ name }) => name },
    ...FIGURES.map(([name, title]) => ({ name, title, amount: true, cell: (row: Row) => row[name] })),
  ]
  return (
    <Page title={say(OBJECTION.counts)} lead={say(OBJECTION.countsLead)}>
      <Answer of={counts} rows={4}>
        {({ agencies, overdue }) => (
          <>
            <DataTable
              caption={say(OBJECTION.counts)}
              columns={columns}
              rows={agencies}
              keyOf={({ agency }) => agency}
              toneOf={(row) => (row.overdue > 0 ? 'bad' : undefined)}
            />
            <Section title={say(OBJECTION.overdueList)}>
              <DataTable
                caption={say(OBJECTION.overdueList)}
                rows={overdue}
                keyOf={({ serial }) => serial}
                columns={[
                  { name: 'serial', title: OBJECTION.receipt, cell: ({ serial }) => serial },
                  { name: 'agency', title: OBJECTION.agency, cell: ({ agency }) => agency },
                  { name: 'state', title: OBJECTION.state, cell: ({ state }) => say(OBJECTION_STATES[state]) },
                  { name: 'due', title: OBJECTION.due, cell: ({ dueDay }) => dayText(dueDay, language) },
                ]}
              />
            </Section>
          </>
        )}
      </Answer>
    </Page>
  )
}
