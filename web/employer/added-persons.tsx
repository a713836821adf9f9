import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import type { FromBasesRequest } from '../../src/collection/dues-contract.js'
import { BASES, CHANGES, DUES } from '../contribution/words.js'
import { fenOf } from '../contribution/yuan.js'
import { amountText, monthText } from '../shell/amounts.js'
import { useLanguage } from '../shell/language.js'
import { MonthSelect } from '../shell/month-select.js'

export type Added = NonNullable<FromBasesRequest['added']>[number]

const EMPTY = { identityNumber: '', fullName: '', wage: '' }

/** 另加一行：accepted or refused as any row of a filing is. */
export function AddPerson({ month, onAdd }: { readonly month: string; readonly onAdd: (one: Added) => void }) {
  const { say } = useLanguage()
  const [given, setGiven] = useState(EMPTY)
  const [of, setOf] = useState(month)
  const wage = fenOf(given.wage)
  const isFull = given.identityNumber.trim() !== '' && given.fullName.trim() !== '' && wage !== undefined
  const add = (event: FormEvent) => {
    event.preventDefault()
    if (!isFull) return
    const [identityNumber, fullName] = [given.identityNumber.trim(), given.fullName.trim()]
    onAdd({ identityNumber, fullName, wage, contributionMonth: of })
    setGiven(EMPTY)
    // The button shuts now that nothing is given.
    event.currentTarget instanceof HTMLFormElement && event.currentTarget.querySelector('input')?.focus()
  }
  const field = (name: keyof typeof EMPTY, label: (typeof BASES)[keyof typeof BASES] | typeof DUES.wage) => (
    <Input
      aria-label={`${say(DUES.add)} ${say(label)}`}
      placeholder={say(label)}
      value={given[name]}
      onChange={({ target }) => setGiven({ ...given, [name]: target.value })}
    />
  )
  return (
    <form className="toolbar no-print" aria-label={say(DUES.add)} onSubmit={add}>
      <span>{say(DUES.add)}</span>
      {field('identityNumber', BASES.number)}
      {field('fullName', BASES.name)}
      {field('wage', DUES.wage)}
      <MonthSelect label={say(DUES.month)} value={of} newest={month} onChange={setOf} />
      <Button htmlType="submit" disabled={!isFull}>
        {say(CHANGES.add)}
      </Button>
    </form>
  )
}

interface ListProps {
  readonly rows: readonly Added[]
  readonly onRemove: (at: number) => void
}

export function AddedList({ rows, onRemove }: ListProps) {
  const { say, language } = useLanguage()
  if (rows.length === 0) return null
  return (
    <ul>
      {rows.map(({ identityNumber, fullName, wage, contributionMonth = '' }, at) => (
        <li key={`${identityNumber}/${contributionMonth}`}>
          {fullName} <span className="number">{identityNumber}</span> {amountText(wage)}{' '}
          {monthText(contributionMonth, language)}{' '}
          <Button size="small" onClick={() => onRemove(at)}>
            {say(CHANGES.remove)}
          </Button>
        </li>
      ))}
    </ul>
  )
}
