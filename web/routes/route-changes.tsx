import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { Link } from 'react-router'
import { STAGES } from '../../src/collection/contract.js'
import type { OfRevision } from '../../src/collection/parameter-contract.js'
import type { RouteChange, RouteChangeList } from '../../src/collection/route-contract.js'
import { ROUTE } from '../desk/work-words.js'
import { instantText } from '../shell/amounts.js'
import { ask, type Problem, pathOf } from '../shell/api.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { useSession } from '../shell/session.js'
import { Answer, Empty } from '../shell/states.js'
import { StateTag } from '../submission/state-tag.js'
import { ROUTE_PATHS } from './paths.js'

/** 审核路线的变更；the administrator applies what was agreed. */
export function RouteChanges({ onlyWaiting = false }: { readonly onlyWaiting?: boolean }) {
  const { say } = useLanguage()
  const changes = useAsk<RouteChangeList>(ROUTE_PATHS.changes)
  return (
    <Section title={say(ROUTE.changes)}>
      <Answer of={changes}>
        {({ items }) => {
          const shown = onlyWaiting ? items.filter(({ state, blocked }) => state === 'agreed' && !blocked) : items
          if (shown.length > 0) return <List items={shown} />
          return <Empty title={say(onlyWaiting ? ROUTE.nothingWaits : ROUTE.noChanges)} />
        }}
      </Answer>
    </Section>
  )
}

function List({ items }: { readonly items: readonly RouteChange[] }) {
  const { say, language } = useLanguage()
  const { can } = useSession()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const applying = useMutation<RouteChange, Problem, { id: string; body: OfRevision }>({
    mutationFn: ({ id, body }) => ask(pathOf(ROUTE_PATHS.apply, { id }), { method: 'POST', body }),
    onSuccess: () => void message.success(say(ROUTE.applied)),
    onSettled: () => void queries.invalidateQueries(),
  })
  const columns: Column<RouteChange>[] = [
    {
      name: 'kind',
      title: ROUTE.kind,
      cell: ({ changes }) => changes.map(({ says }) => say(says)).join(say({ zh: '、', en: ', ' })),
    },
    { name: 'before', title: ROUTE.before, cell: (one) => <Steps change={one} side="before" /> },
    { name: 'after', title: ROUTE.after, cell: (one) => <Steps change={one} side="after" /> },
    { name: 'explanation', title: ROUTE.explanation, cell: ({ explanation }) => explanation },
    {
      name: 'by',
      title: ROUTE.by,
      cell: ({ enteredBy, fromRelease, enteredAt }) =>
        `${fromRelease ? say(ROUTE.release) : enteredBy} · ${instantText(enteredAt, language)}`,
    },
    {
      name: 'state',
      title: ROUTE.open,
      cell: ({ id, state, blocked }) => (
        <>
          {can('filing.read') ? (
            <Link to={`/submissions/${id}`}>
              <StateTag state={state} />
            </Link>
          ) : (
            <StateTag state={state} />
          )}
          {blocked && <small> {say(blocked)}</small>}
        </>
      ),
    },
    {
      name: 'apply',
      title: ROUTE.apply,
      cell: ({ id, revision, abilities }) =>
        abilities.includes('apply') && (
          <Button
            type="primary"
            size="small"
            loading={applying.isPending}
            onClick={() => applying.mutate({ id, body: { revision } })}
          >
            {say(ROUTE.apply)}
          </Button>
        ),
    },
  ]
  return (
    <>
      <FormProblem error={applying.error} />
      <DataTable caption={say(ROUTE.changes)} columns={columns} rows={items} keyOf={({ id }) => id} />
    </>
  )
}

function Steps({ change, side }: { readonly change: RouteChange; readonly side: 'before' | 'after' }) {
  const { say } = useLanguage()
  return (
    <>
      {change.changes.map((one) => (
        <div key={one.kind}>
          {one[side].map(({ stage, postSays, at, atSays }) => (
            <span key={stage} className="tag">
              {say(STAGES[stage])} · {say(postSays)}
              {at !== 'own' && ` · ${say(atSays)}`}
            </span>
          ))}
          {(side === 'before' ? one.handOverBefore : one.handOverAfter).map((text) => (
            <small key={text}> {text}</small>
          ))}
        </div>
      ))}
    </>
  )
}
