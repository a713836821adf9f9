import type { CorrectionRequest } from '../../src/collection/entry-contract.js'
import { parseYuan } from '../../src/kernel/money.js'
import { Refusal } from '../../src/kernel/refusal.js'
import type { Explanation } from '../../src/query/contract.js'
import type { ContributionRow, InsuranceContributions } from '../../src/query/contribution-contract.js'

export type Side = 'due' | 'paid'

/** A row of the ledger that could be reversed, as the explanation of a figure names it. */
export interface FactAt {
  readonly posting: string
  readonly ordinal: number
}

/** 可更正的险种：kept here, and with rows. */
export function correctableIn(contributions: readonly InsuranceContributions[]): InsuranceContributions[] {
  return contributions.filter(
    ({ keeper, years }) => keeper.correctableHere && years.some(({ rows }) => rows.length > 0),
  )
}

/** Newest month first. */
export function rowsOf({ years }: InsuranceContributions): ContributionRow[] {
  return years.flatMap(({ rows }) => rows).sort((a, b) => b.month.localeCompare(a.month))
}

/** The rows of the ledger a figure rests on, each once. */
export function factsIn(node: Explanation): FactAt[] {
  const found = new Map<string, FactAt>()
  const visit = ({ fact, from }: Explanation): void => {
    if (fact) found.set(`${fact.posting}/${fact.ordinal}`, { posting: fact.posting, ordinal: fact.ordinal })
    for (const part of from) visit(part)
  }
  visit(node)
  return [...found.values()]
}

export type Replacement = NonNullable<CorrectionRequest['replacement']>
export const AMOUNT_FIELDS = ['declaredWage', 'base', 'employerAmount', 'personAmount'] as const
export type AmountField = (typeof AMOUNT_FIELDS)[number]
export type Typed = Readonly<Partial<Record<AmountField | 'contributionMonth', string>>>

/** What was typed, in fen; the name of the first field that is no amount. */
export function replacementOf(typed: Typed): Replacement | AmountField {
  const replacement: Partial<Record<AmountField, number>> & { contributionMonth?: string } = {}
  for (const field of AMOUNT_FIELDS) {
    const text = (typed[field] ?? '').trim()
    if (text === '') continue
    const amount = amountOf(text)
    if (amount === undefined) return field
    replacement[field] = amount
  }
  if (typed.contributionMonth) replacement.contributionMonth = typed.contributionMonth
  return replacement
}

export function amountOf(yuan: string): number | undefined {
  try {
    return parseYuan(yuan.replaceAll(',', '').trim())
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}
