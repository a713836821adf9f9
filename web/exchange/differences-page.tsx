import { Button, Segmented } from 'antd'
import { useState } from 'react'
import {
  CONFIDENCES,
  DECISIONS,
  type DifferenceList,
  type DifferenceView,
  FIELDS,
  OUTCOMES,
} from '../../src/exchange/contract.js'
import { dayText } from '../shell/amounts.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { useLanguage } from '../shell/language.js'
import { Page } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { useSession } from '../shell/session.js'
import { Answer, Empty } from '../shell/states.js'
import { DecideDialog } from './decide-dialog.js'
import { DIFFERENCES } from './paths.js'
import { sideText } from './side-text.js'
import { EXCHANGE } from './words.js'

/** 差异。Ours and theirs side by side, the first due first. */
export function DifferencesPage() {
  const { say } = useLanguage()
  const [state, setState] = useState<'open' | 'closed'>('open')
  const differences = useAsk<DifferenceList>(DIFFERENCES, { state })
  return (
    <Page
      title={say(EXCHANGE.differences)}
      lead={say(EXCHANGE.differencesLead)}
      actions={
        <Segmented
          value={state}
          options={[
            { value: 'open', label: say(EXCHANGE.open) },
            { value: 'closed', label: say(EXCHANGE.closed) },
          ]}
          onChange={setState}
        />
      }
    >
      <Answer of={differences} rows={6}>
        {({ items }) =>
          items.length === 0 ? <Empty title={say(EXCHANGE.noDifferences)} /> : <Differences items={items} />
        }
      </Answer>
    </Page>
  )
}

function Differences({ items }: { readonly items: readonly DifferenceView[] }) {
  const { say, language } = useLanguage()
  const { can } = useSession()
  const [deciding, setDeciding] = useState<DifferenceView>()
  const columns: Column<DifferenceView>[] = [
    { name: 'about', title: EXCHANGE.about, cell: ({ about }) => about },
    {
      name: 'what',
      title: EXCHANGE.what,
      cell: (one) => (
        <>
          {say(FIELDS[one.field])} · {say(OUTCOMES[one.outcome])} <small>{one.partnerName}</small> <Marks one={one} />
        </>
      ),
    },
    { name: 'ours', title: EXCHANGE.ours, cell: (one) => sideText(one, one.ours, language) || '—' },
    { name: 'theirs', title: EXCHANGE.theirs, cell: (one) => sideText(one, one.theirs, language) },
    { name: 'confidence', title: EXCHANGE.confidence, cell: ({ confidence }) => say(CONFIDENCES[confidence]) },
    {
      name: 'due',
      title: EXCHANGE.due,
      cell: ({ dueDay, dueProvisional, overdue }) => (
        <>
          <span className="number">{dayText(dueDay, language)}</span>
          {dueProvisional && say(EXCHANGE.provisional)}{' '}
          {overdue && <span className="tag tag-bad">{say(EXCHANGE.overdue)}</span>}
        </>
      ),
    },
    {
      name: 'decide',
      title: EXCHANGE.decide,
      cell: (one) =>
        one.closedAt === undefined
          ? can('exchange.decide') &&
            !one.stopped && (
              <Button size="small" onClick={() => setDeciding(one)}>
                {say(EXCHANGE.decide)}
              </Button>
            )
          : one.decision && say(DECISIONS[one.decision]),
    },
  ]
  return (
    <div className="page-body">
      <DataTable
        caption={say(EXCHANGE.differences)}
        columns={columns}
        rows={items}
        keyOf={({ id }) => id}
        toneOf={({ overdue }) => (overdue ? 'bad' : undefined)}
      />
      {deciding && <DecideDialog one={deciding} onClose={() => setDeciding(undefined)} />}
    </div>
  )
}

function Marks({ one }: { readonly one: DifferenceView }) {
  const { say } = useLanguage()
  return (
    <>
      {one.stopped && <span className="tag tag-bad">{say(EXCHANGE.underStop)}</span>}
      {one.asked && one.closedAt === undefined && <span className="tag tag-warn">{say(EXCHANGE.asked)}</span>}
      {one.toFile && <span className="tag tag-warn">{say(EXCHANGE.toFile)}</span>}
    </>
  )
}
