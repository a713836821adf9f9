import { Segmented, Select } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { RULING_FINDINGS, RULING_SUBJECTS, type RulingList } from '../../src/collection/ruling-contract.js'
import { dayText } from '../shell/amounts.js'
import { DataTable } from '../shell/data-table.js'
import { useLanguage } from '../shell/language.js'
import { Page } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer, Empty } from '../shell/states.js'
import { BENEFIT_PATHS } from './paths.js'
import { RULING } from './ruling-words.js'

type Show = 'open' | 'late' | 'all'
type Subject = keyof typeof RULING_SUBJECTS

/** 认定与审核的台账：what waits, soonest due first, and what ran late. */
export function RulingsPage() {
  const { say } = useLanguage()
  const [show, setShow] = useState<Show>('open')
  const [subject, setSubject] = useState<Subject>()
  const list = useAsk<RulingList>(BENEFIT_PATHS.rulings, { show, subject })
  return (
    <Page
      title={say(RULING.title)}
      lead={say(RULING.lead)}
      actions={<Link to="/entry?kind=ruling">{say(RULING.enter)}</Link>}
    >
      <div className="toolbar no-print">
        <Segmented<Show>
          aria-label={say(RULING.which)}
          value={show}
          options={(['open', 'late', 'all'] as const).map((value) => ({ value, label: say(RULING[value]) }))}
          onChange={setShow}
        />
        <Select<Subject | ''>
          aria-label={say(RULING.subject)}
          value={subject ?? ''}
          style={{ minWidth: 180 }}
          options={[
            { value: '', label: say(RULING.every) },
            ...(Object.keys(RULING_SUBJECTS) as Subject[]).map((value) => ({
              ...{ value, label: say(RULING_SUBJECTS[value]) },
            })),
          ]}
          onChange={(value) => setSubject(value === '' ? undefined : value)}
        />
      </div>
      <Answer of={list} rows={6}>
        {(answer) => (answer.items.length === 0 ? <Empty title={say(RULING.none)} /> : <Listed answer={answer} />)}
      </Answer>
    </Page>
  )
}

function Listed({ answer: { all, items } }: { readonly answer: RulingList }) {
  const { say, language } = useLanguage()
  return (
    <>
      <p role="status">{say(RULING.listed, { all, n: items.length })}</p>
      <DataTable
        caption={say(RULING.title)}
        rows={items}
        keyOf={({ submissionId, reference }) => `${submissionId}/${reference}`}
        toneOf={({ late }) => (late ? 'warn' : undefined)}
        columns={[
          {
            name: 'reference',
            title: RULING.reference,
            cell: (row) => <Link to={`/submissions/${row.submissionId}`}>{row.reference}</Link>,
          },
          { name: 'subject', title: RULING.subject, cell: (row) => say(RULING_SUBJECTS[row.subject]) },
          { name: 'agency', title: RULING.agency, cell: ({ agency }) => agency },
          { name: 'received', title: RULING.received, cell: (row) => dayText(row.receivedDay, language) },
          {
            name: 'due',
            title: RULING.due,
            cell: ({ dueDay, late }) => (
              <>
                {dayText(dueDay, language)} {late && <small>{say(RULING.lateMark)}</small>}
              </>
            ),
          },
          {
            name: 'decided',
            title: RULING.decided,
            cell: ({ decidedDay }) => (decidedDay === undefined ? '—' : dayText(decidedDay, language)),
          },
          { name: 'finding', title: RULING.finding, cell: (row) => say(RULING_FINDINGS[row.finding]) },
          { name: 'version', title: RULING.version, amount: true, cell: ({ version }) => version },
        ]}
        step={30}
      />
    </>
  )
}
