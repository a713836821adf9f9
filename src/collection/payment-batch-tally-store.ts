import type { Sentence } from './kinds.js'
import type { BatchOf, PersonBatch } from './payment-batch.js'
import type { BatchPreview } from './payment-batch-contract.js'
import { GONE, PAY_DIFFERENCES, type PayDifference } from './payment-batch-words.js'
import { goneRow } from './payment-left-out.js'

const SHOWN = 200
const ORDER = Object.keys(PAY_DIFFERENCES) as PayDifference[]
const KEPT_OF_EACH = SHOWN

interface LeftOut {
  readonly personId: string
  readonly amount: number
  readonly why: Sentence
}

/** 合计。Counts and the riskiest persons only, so that it does not grow with the batch. */
export class Tally {
  persons = 0
  rows = 0
  total = 0
  private lastPersons = 0
  private lastTotal = 0
  private leftOutPersons = 0
  private readonly counts = new Map<PayDifference, { persons: number; amount: number }>()
  private readonly kept = new Map<PayDifference, PersonBatch[]>()
  private readonly leftOut: LeftOut[] = []

  add(one: PersonBatch, stop: Sentence | undefined): void {
    if (one.before > 0) {
      this.lastPersons++
      this.lastTotal += one.before
    }
    const out = goneRow(0, one, stop)
    if (out !== undefined) {
      this.leftOutPersons++
      const amount = stop !== undefined ? one.total : one.overpaid
      if (this.leftOut.length < SHOWN) this.leftOut.push({ personId: one.personId, amount, why: out.sentence })
    }
    if (stop !== undefined) return
    if (one.total > 0) {
      this.persons++
      this.rows += one.rows.length
      this.total += one.total
    }
    if (one.difference !== undefined) this.count(one.difference, one)
  }

  private count(difference: PayDifference, one: PersonBatch): void {
    const sum = this.counts.get(difference) ?? { persons: 0, amount: 0 }
    this.counts.set(difference, { persons: sum.persons + 1, amount: sum.amount + one.total - one.before })
    const kept = this.kept.get(difference) ?? []
    if (kept.length < KEPT_OF_EACH) kept.push(one)
    this.kept.set(difference, kept)
  }

  private shown(): PersonBatch[] {
    return ORDER.flatMap((difference) => this.kept.get(difference) ?? []).slice(0, SHOWN)
  }

  /** 有保密标识的：counted and paid as anybody, and not named in a list. */
  hide(marked: ReadonlySet<string>): void {
    for (const [difference, kept] of this.kept) {
      this.kept.set(
        difference,
        kept.filter(({ personId }) => !marked.has(personId)),
      )
    }
    const named = this.leftOut.filter(({ personId }) => !marked.has(personId))
    this.leftOut.splice(0, this.leftOut.length, ...named)
  }

  personsShown(): string[] {
    return [...new Set([...this.shown(), ...this.leftOut].map(({ personId }) => personId))]
  }

  preview(
    { payMonth, insurance, benefitKind }: BatchOf,
    who: (personId: string) => { fullName: string; identityNumber: string },
  ): BatchPreview {
    return {
      ...{ payMonth, insurance, benefitKind, persons: this.persons, rows: this.rows, total: this.total },
      ...{ lastPersons: this.lastPersons, lastTotal: this.lastTotal, leftOutPersons: this.leftOutPersons },
      counts: ORDER.flatMap((difference) => {
        const sum = this.counts.get(difference)
        return sum === undefined ? [] : [{ difference, ...sum }]
      }),
      shown: this.shown().map(({ personId, difference, before, total, rows, why }) => ({
        ...who(personId),
        ...{ difference: difference!, before, after: total },
        months: new Set(rows.map(({ benefitMonth }) => benefitMonth)).size,
        ...(why === undefined ? {} : { why: GONE[why] }),
      })),
      leftOut: this.leftOut.map(({ personId, amount, why }) => ({ ...who(personId), amount, why })),
    }
  }
}
