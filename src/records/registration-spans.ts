import type { Day } from '../kernel/day.js'
import type { Guardianship, PersonCategory, Posted } from '../ledger/fact.js'
import { compare, groupBy } from './live.js'

/** 有起止的一段：a kind of person or a guardianship, from a day to a day. */
export interface DaySpan {
  /** The category, or the person id of the guardian. */
  readonly name: string
  readonly from: Day
  /** The day it ended; undefined while it lasts. */
  readonly through?: Day | undefined
  readonly document: string
}

/** 人员类别与监护关系的各段, oldest first. A beginning while one lasts, and an end of nothing, change nothing. */
export function daySpans(facts: readonly Posted<PersonCategory | Guardianship>[]): DaySpan[] {
  const spans = [...groupBy(facts, nameOf)].flatMap(([name, changes]) => spansOf(name, changes))
  return spans.sort((a, b) => compare(a.from, b.from) || compare(a.name, b.name))
}

function spansOf(name: string, changes: readonly Posted<PersonCategory | Guardianship>[]): DaySpan[] {
  const spans: DaySpan[] = []
  let begun: DaySpan | undefined
  for (const { change, fromDay, document } of [...changes].sort((a, b) => compare(a.fromDay, b.fromDay))) {
    if (change === 'begin') begun ??= { name, from: fromDay, document }
    else if (begun !== undefined) {
      spans.push({ ...begun, through: fromDay })
      begun = undefined
    }
  }
  return begun === undefined ? spans : [...spans, begun]
}

function nameOf(fact: PersonCategory | Guardianship): string {
  return fact.kind === 'personCategory' ? fact.category : fact.guardianPersonId
}
