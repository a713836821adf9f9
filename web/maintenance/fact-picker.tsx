import { type KeyboardEvent, useRef, useState } from 'react'
import type { SplitFact } from '../../src/collection/maintenance-contract.js'
import { insuranceName } from '../../src/kernel/terms.js'
import { amountText } from '../shell/amounts.js'
import { useLanguage } from '../shell/language.js'
import { MAINTAIN } from './words.js'

interface Props {
  readonly facts: readonly SplitFact[]
  readonly picked: ReadonlySet<string>
  readonly onPick: (picked: ReadonlySet<string>) => void
}

export function placeOf({ posting, ordinal }: SplitFact): string {
  return `${posting}/${ordinal}`
}

const HEADS = [
  ...[MAINTAIN.what, MAINTAIN.insurance, MAINTAIN.month, MAINTAIN.employer],
  ...[MAINTAIN.amount, MAINTAIN.row],
] as const

/** 逐行选取，不用鼠标也行：arrows move, space picks, with shift from the last one picked up to here. */
export function FactPicker({ facts, picked, onPick }: Props) {
  const { say } = useLanguage()
  const [at, setAt] = useState(0)
  const last = useRef(0)
  const list = useRef<HTMLDivElement>(null)
  const pick = (index: number, isRange: boolean) => {
    const chosen = new Set(picked)
    const [from, to] = isRange ? [Math.min(last.current, index), Math.max(last.current, index)] : [index, index]
    const adds = isRange || !chosen.has(placeOf(facts[index]!))
    for (const fact of facts.slice(from, to + 1)) {
      if (adds) chosen.add(placeOf(fact))
      else chosen.delete(placeOf(fact))
    }
    last.current = index
    onPick(chosen)
  }
  const move = (to: number) => {
    const next = Math.max(0, Math.min(facts.length - 1, to))
    setAt(next)
    list.current?.querySelectorAll<HTMLElement>('[role="option"]')[next]?.focus()
  }
  const press = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: facts.length }
    const to = steps[event.key]
    if (to !== undefined) move(to)
    else if (event.key === ' ') pick(at, event.shiftKey)
    else return
    event.preventDefault()
  }
  return (
    <>
      <p className="desk-note">{say(MAINTAIN.pickHelp)}</p>
      <div className="month-heads" aria-hidden="true">
        {[undefined, ...HEADS].map((head) => (
          <span key={head?.en ?? ''}>{head && say(head)}</span>
        ))}
      </div>
      <div
        ref={list}
        className="card month-picker"
        role="listbox"
        aria-multiselectable="true"
        aria-label={say(MAINTAIN.pick)}
        tabIndex={-1}
        onKeyDown={press}
      >
        {facts.map((fact, index) => (
          <FactOption
            key={placeOf(fact)}
            fact={fact}
            isPicked={picked.has(placeOf(fact))}
            isCurrent={index === at}
            onPick={(isRange) => {
              setAt(index)
              pick(index, isRange)
            }}
          />
        ))}
      </div>
    </>
  )
}

function FactOption({
  fact,
  isPicked,
  isCurrent,
  onPick,
}: {
  readonly fact: SplitFact
  readonly isPicked: boolean
  readonly isCurrent: boolean
  readonly onPick: (isRange: boolean) => void
}) {
  const { say } = useLanguage()
  const { says, insurance, month, employer, amount } = fact
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list takes the keys of all its options
    <div
      role="option"
      aria-selected={isPicked}
      tabIndex={isCurrent ? 0 : -1}
      onClick={({ shiftKey }) => onPick(shiftKey)}
    >
      <span aria-hidden="true" className="month-pick" />
      <span>{say(says)}</span>
      <span>{insurance === undefined ? '' : say(insuranceName(insurance))}</span>
      <span className="number">{month ?? ''}</span>
      <span>{employer ?? ''}</span>
      <span className="number">{amount === undefined ? '' : amountText(amount)}</span>
      <span className="number">{placeOf(fact)}</span>
    </div>
  )
}
