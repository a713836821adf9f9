import { Link } from 'react-router'
import { STATES } from '../../src/collection/contract.js'
import type { ParameterChangeSummary } from '../../src/collection/parameter-contract.js'
import { instantText } from '../shell/amounts.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { useLanguage } from '../shell/language.js'
import { PARAMETER } from './words.js'

/** 参数变更一览。 */
export function ChangesTable({ items }: { readonly items: readonly ParameterChangeSummary[] }) {
  const { say, language } = useLanguage()
  const columns: Column<ParameterChangeSummary>[] = [
    {
      name: 'at',
      title: PARAMETER.proposedAt,
      cell: ({ id, enteredAt }) => <Link to={`/parameter-changes/${id}`}>{instantText(enteredAt, language)}</Link>,
    },
    {
      name: 'by',
      title: PARAMETER.proposedBy,
      cell: ({ fromRelease, enteredBy }) => (fromRelease ? say(PARAMETER.byRelease) : enteredBy),
    },
    { name: 'count', title: PARAMETER.count, amount: true, cell: ({ versions }) => versions },
    { name: 'state', title: PARAMETER.state, cell: (one) => <ChangeState change={one} /> },
  ]
  return (
    <div className="page-body">
      <DataTable
        caption={say(PARAMETER.changes)}
        columns={columns}
        rows={items}
        keyOf={({ id }) => id}
        toneOf={({ state, blocked }) => (blocked ? 'bad' : state === 'posted' ? 'quiet' : undefined)}
      />
    </div>
  )
}

/** What is agreed is not posted yet: it waits for the administrator. */
export function ChangeState({ change: { state, blocked } }: { readonly change: ParameterChangeSummary }) {
  const { say } = useLanguage()
  if (blocked && state === 'agreed') return <span className="tag tag-bad">{say(PARAMETER.blockedState)}</span>
  if (state === 'agreed') return <span className="tag tag-warn">{say(PARAMETER.agreedState)}</span>
  return <span className="tag">{say(state === 'posted' ? PARAMETER.postedState : STATES[state])}</span>
}
