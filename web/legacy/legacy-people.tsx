import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { LegacyPersons } from '../../src/collection/legacy-contract.js'
import { countText } from '../shell/amounts.js'
import { DataTable } from '../shell/data-table.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer, Empty } from '../shell/states.js'
import { LEGACY_PATH } from './legacy-page.js'
import { LEGACY } from './words.js'

type Person = LegacyPersons['items'][number]

/** 有差异的人，a page at a time: both figures, and whether each has been settled. */
export function LegacyPeople({ id, kind }: { readonly id: string; readonly kind: string | undefined }) {
  const { say } = useLanguage()
  const [after, setAfter] = useState<string>()
  const people = useAsk<LegacyPersons>(`${LEGACY_PATH}/${id}/persons`, { kind, after })
  return (
    <Section title={say(LEGACY.people)}>
      <Answer of={people} rows={5}>
        {({ items, next }) => (
          <>
            {items.length === 0 ? <Empty title={say(LEGACY.noKinds)} /> : <People items={items} />}
            <div className="legacy-actions no-print">
              {after !== undefined && <Button onClick={() => setAfter(undefined)}>{say(LEGACY.first)}</Button>}
              {next !== undefined && <Button onClick={() => setAfter(next)}>{say(LEGACY.next)}</Button>}
            </div>
          </>
        )}
      </Answer>
    </Section>
  )
}

function People({ items }: { readonly items: readonly Person[] }) {
  const { say } = useLanguage()
  return (
    <DataTable
      caption={say(LEGACY.people)}
      rows={items}
      keyOf={({ at }) => at}
      columns={[
        {
          name: 'person',
          title: LEGACY.person,
          cell: ({ personId, fullName, identityNumber }) => {
            const told = `${fullName} ${identityNumber}`
            return personId === undefined ? told : <Link to={`/persons/${personId}`}>{told}</Link>
          },
        },
        { name: 'stored', title: LEGACY.stored, amount: true, cell: ({ stored }) => countText(stored) },
        { name: 'listed', title: LEGACY.listed, amount: true, cell: ({ listed }) => countText(listed) },
        {
          name: 'found',
          title: LEGACY.found,
          cell: ({ found }) => (
            <ul>
              {found.map(({ kind, says, row, state, settledBy }) => (
                <li key={`${kind}/${row}`}>
                  {say(says)}
                  {state && ` · ${say(LEGACY[state])}`}{' '}
                  {settledBy && <Link to={`/submissions/${settledBy}`}>{say(LEGACY.decision)}</Link>}
                </li>
              ))}
            </ul>
          ),
        },
      ]}
    />
  )
}
