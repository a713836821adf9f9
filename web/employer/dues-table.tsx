import { Checkbox, Input } from 'antd'
import type { KeyboardEvent } from 'react'
import type { Roster } from '../../src/collection/dues-contract.js'
import { BASES, CHANGES, DUES } from '../contribution/words.js'
import { yuanOf } from '../contribution/yuan.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { useLanguage } from '../shell/language.js'
import { shortInsurance } from '../submission/words.js'

type Row = Roster['rows'][number]

interface Props {
  readonly rows: readonly Row[]
  readonly given: Readonly<Record<string, string>>
  readonly leaveOut: readonly string[]
  readonly isWrong: (text: string) => boolean
  readonly onGiven: (key: string, text: string) => void
  readonly onLeaveOut: (key: string, isOut: boolean) => void
}

/** 拟申报的各人：the declared wage, which may be changed, and whether the person is in the filing. */
export function DuesTable({ rows, given, leaveOut, isWrong, onGiven, onLeaveOut }: Props) {
  const { say } = useLanguage()
  const isOut = (key: string) => leaveOut.includes(key)
  const textOf = ({ key, wage }: Row) => given[key] ?? (wage === undefined ? '' : yuanOf(wage))
  const columns: Column<Row>[] = [
    { name: 'name', title: BASES.name, cell: ({ fullName }) => fullName },
    {
      name: 'number',
      title: BASES.number,
      cell: ({ identityNumber }) => <span className="number">{identityNumber}</span>,
    },
    {
      name: 'insurances',
      title: CHANGES.insurances,
      cell: ({ insurances }) => insurances.map((one) => say(shortInsurance(one))).join(' '),
    },
    {
      name: 'wage',
      title: DUES.wage,
      cell: (row) => (
        <Input
          inputMode="decimal"
          aria-label={`${row.fullName} ${say(DUES.wage)}`}
          value={textOf(row)}
          disabled={isOut(row.key)}
          onKeyDown={walk}
          status={isWrong(textOf(row)) ? 'error' : textOf(row) === '' ? 'warning' : ''}
          onChange={({ target }) => onGiven(row.key, target.value)}
        />
      ),
    },
    {
      name: 'out',
      title: DUES.leaveOut,
      cell: ({ key, fullName }) => (
        <Checkbox
          aria-label={`${fullName} ${say(DUES.leaveOut)}`}
          checked={isOut(key)}
          onKeyDown={walk}
          onChange={({ target }) => onLeaveOut(key, target.checked)}
        />
      ),
    },
  ]
  return (
    <DataTable
      caption={say(DUES.title)}
      columns={columns}
      rows={rows}
      keyOf={({ key }) => key}
      toneOf={(row) => (isOut(row.key) ? 'quiet' : textOf(row) === '' ? 'warn' : undefined)}
      step={60}
    />
  )
}

/** 如在表格软件里：up and down, and Enter, go to the same column of another person. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const steps: Readonly<Record<string, number>> = { ArrowDown: 1, Enter: 1, ArrowUp: -1 }
  const [by, cell] = [steps[event.key], event.currentTarget.closest('td')]
  const row = cell?.closest('tr')
  if (by === undefined || cell == null || row == null || event.nativeEvent.isComposing) return
  event.preventDefault()
  for (let next = sibling(row, by); next !== null; next = sibling(next, by)) {
    const there = next.children[[...row.children].indexOf(cell)]?.querySelector<HTMLInputElement>('input:enabled')
    if (there === null || there === undefined) continue
    there.focus()
    if (there.type !== 'checkbox') there.select()
    return
  }
}

function sibling(row: Element, by: number): Element | null {
  return by > 0 ? row.nextElementSibling : row.previousElementSibling
}
