import { Segmented } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { OBJECTION_STATES, type ObjectionList, type ObjectionView, OUTCOMES } from '../../src/objections/contract.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { useLanguage } from '../shell/language.js'
import { Page } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer, Empty } from '../shell/states.js'
import { ClockLine } from './clock.js'
import { OBJECTION } from './words.js'

/** 异议的待办：the first due stands first. */
export function ObjectionsPage() {
  const { say } = useLanguage()
  const [state, setState] = useState<'open' | 'overdue' | 'closed'>('open')
  const list = useAsk<ObjectionList>('/api/desk/objections', { state })
  const columns: Column<ObjectionView>[] = [
    {
      name: 'serial',
      title: OBJECTION.receipt,
      cell: ({ id, serial }) => (
        <Link className="number" to={`/objections/${id}`}>
          {serial}
        </Link>
      ),
    },
    { name: 'who', title: OBJECTION.who, cell: ({ about }) => about },
    { name: 'item', title: OBJECTION.item, cell: ({ item, shown }) => `${say(item)} ${say(shown)}` },
    {
      name: 'state',
      title: OBJECTION.state,
      cell: (one) => (
        <>
          {say(OBJECTION_STATES[one.state])} {one.outcome && <span className="tag">{say(OUTCOMES[one.outcome])}</span>}
          {one.otherKeeper && <span className="tag tag-warn">{say(OBJECTION.otherKeeper)}</span>}
        </>
      ),
    },
    { name: 'agency', title: OBJECTION.agency, cell: ({ agency }) => agency },
    { name: 'due', title: OBJECTION.due, cell: ({ clock }) => <ClockLine clock={clock} /> },
  ]
  return (
    <Page
      title={say(OBJECTION.list)}
      lead={say(OBJECTION.listLead)}
      actions={
        <Segmented
          value={state}
          options={[
            { value: 'open', label: say(OBJECTION.open) },
            { value: 'overdue', label: say(OBJECTION.escalated) },
            { value: 'closed', label: say(OBJECTION.closed) },
          ]}
          onChange={setState}
        />
      }
    >
      <Answer of={list} rows={6}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={say(OBJECTION.none)} />
          ) : (
            <div className="page-body">
              <DataTable
                caption={say(OBJECTION.list)}
                columns={columns}
                rows={items}
                keyOf={({ id }) => id}
                toneOf={({ clock }) => (clock.overdue ? 'bad' : clock.due ? 'warn' : undefined)}
              />
            </div>
          )
        }
      </Answer>
    </Page>
  )
}
