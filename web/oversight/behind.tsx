import { Button } from 'antd'
import { createContext, type ReactNode, use, useMemo, useState } from 'react'
import { SUBMISSION_KINDS } from '../../src/collection/contract.js'
import { TASK_KINDS } from '../../src/collection/levy-contract.js'
import { insuranceName } from '../../src/kernel/terms.js'
import { BEHIND_PATH, type BehindQuery, type Behind as Found } from '../../src/oversight/contract.js'
import { amountText, countText, dayText, instantText } from '../shell/amounts.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { type Both, useLanguage } from '../shell/language.js'
import { useAsk } from '../shell/queries.js'
import { Sheet } from '../shell/sheet.js'
import { Answer } from '../shell/states.js'
import { OVERSIGHT } from './words.js'

type Item = Found['items'][number]
interface Asked {
  readonly title: string
  readonly query: BehindQuery
}

const Opening = createContext<(asked: Asked) => void>(() => undefined)

/** 数目之后：any figure below opens the list of what it counts, beside the page. */
export function Drilling({ children }: { readonly children: ReactNode }) {
  const [asked, setAsked] = useState<Asked>()
  const open = useMemo(() => (one: Asked) => setAsked(one), [])
  return (
    <Opening value={open}>
      {children}
      <Sheet open={asked !== undefined} title={asked?.title ?? ''} onClose={() => setAsked(undefined)}>
        {asked && <Listed query={asked.query} />}
      </Sheet>
    </Opening>
  )
}

/** 一个可以点开的数目；nothing stands behind a nought. */
export function Figure({ value, title, query }: Asked & { readonly value: number }) {
  const open = use(Opening)
  if (value === 0) return <>{countText(value)}</>
  return (
    <Button
      type="link"
      size="small"
      className="number"
      aria-label={`${title} ${value}`}
      onClick={() => open({ title, query })}
    >
      {countText(value)}
    </Button>
  )
}

function Listed({ query }: { readonly query: BehindQuery }) {
  const { say } = useLanguage()
  const found = useAsk<Found>(BEHIND_PATH, { ...query })
  const columns = useColumns(query)
  return (
    <Answer of={found} rows={6}>
      {({ total, items }) => (
        <>
          <p role="status">{say(OVERSIGHT.behind, { n: items.length, total })}</p>
          <DataTable
            caption={say(OVERSIGHT.behindTitle)}
            rows={items}
            keyOf={({ id }, at) => `${id}/${at}`}
            columns={columns}
            step={50}
          />
        </>
      )}
    </Answer>
  )
}

function useColumns({ what }: BehindQuery): Column<Item>[] {
  const { say, language } = useLanguage()
  const kinds: Readonly<Record<string, Both>> = { ...SUBMISSION_KINDS, ...TASK_KINDS }
  const id: Column<Item> = {
    name: 'id',
    title: what === 'suspense' ? OVERSIGHT.place : OVERSIGHT.submission,
    cell: ({ id }) => <code>{id || '—'}</code>,
  }
  if (what === 'suspense')
    return [
      id,
      { name: 'insurance', title: OVERSIGHT.insurance, cell: ({ kind }) => say(insuranceName(kind)) },
      { name: 'day', title: OVERSIGHT.arrived, cell: ({ day }) => (day === undefined ? '—' : dayText(day, language)) },
      { name: 'amount', title: OVERSIGHT.amount, amount: true, cell: ({ amount = 0 }) => amountText(amount) },
    ]
  const told: Column<Item>[] = [
    { name: 'kind', title: OVERSIGHT.what, cell: ({ kind }) => say(kinds[kind] ?? { zh: kind, en: kind }) },
    { name: 'at', title: OVERSIGHT.when, cell: ({ at }) => (at === undefined ? '—' : instantText(at, language)) },
  ]
  if (what === 'tasks') return [...told, id]
  const count = (name: 'rows' | 'refused' | 'returned'): Column<Item> => ({
    ...{ name, title: name === 'rows' ? OVERSIGHT.rowsIn : OVERSIGHT[name], amount: true },
    cell: (one) => countText(one[name] ?? 0),
  })
  const posted: Column<Item> = {
    ...{ name: 'posted', title: OVERSIGHT.posted },
    cell: ({ posted }) => say(posted ? OVERSIGHT.yes : OVERSIGHT.no),
  }
  return [...told, count('rows'), count('refused'), count('returned'), posted, id]
}
