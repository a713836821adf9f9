import { Refusal } from '../kernel/refusal.js'
import type { CatalogueEntry } from '../ledger/fact.js'
import { earlierEntry, knownEntry, sameEntry, unknownEntry } from './refusals-catalogue.js'

type Entry = Omit<CatalogueEntry, 'kind' | 'line'>

/** 此变更须能成立：an add only of what is not there, a change or a deletion only of what is. */
export function requireChange(entry: Entry, standing: Entry | undefined): void {
  const { code, change, fromDay } = entry
  const isThere = standing !== undefined && standing.change !== 'delete'
  if (change === 'add' && isThere) throw new Refusal(knownEntry, { code, name: standing.name })
  if (change !== 'add' && !isThere) throw new Refusal(unknownEntry, { code })
  if (standing !== undefined && fromDay < standing.fromDay)
    throw new Refusal(earlierEntry, { code, given: fromDay, known: standing.fromDay })
  if (change === 'change' && isThere && isSame(entry, standing)) throw new Refusal(sameEntry, { code })
}

function isSame(one: Entry, other: Entry): boolean {
  const fields = ['name', 'category', 'selfPay', 'amount', 'unit'] as const
  return fields.every((field) => one[field] === other[field])
}
