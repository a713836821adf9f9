import type { Explained, Unit } from '../kernel/explain.js'
import type { Period } from '../kernel/period.js'
import type { TermKey } from '../kernel/terms.js'
import type { Fact, Posted } from '../ledger/fact.js'
import type { PolicyBook } from '../policy/book.js'
import type { MonthRow } from './contributions.js'
import { compare } from './live.js'
import { recordOf } from './record.js'
import type { AsOf, RightsRecord } from './rights-record.js'

/** 一处变化。One figure of one person that comes out otherwise under the other parameters. */
export interface WhatIfFigure {
  readonly insurance: string
  readonly term: TermKey
  readonly unit: Unit
  /** Missing where the rules have no answer: a rate not yet published, a month outside the parameters. */
  readonly before?: number | undefined
  readonly after?: number | undefined
  /** 已记账的数：what stands in the ledger, where the rule only says what it should have been. */
  readonly stored?: number | undefined
  /** 暂行：rests on what is to be published yet. */
  readonly provisional: boolean
}

/** 变更所及的月份；a row outside them is not asked about. */
export interface Span {
  readonly from: string
  readonly through: string
}

export const ALWAYS: Span = { from: '0000-00', through: '9999-99' }

/**
 * 试算：同一批事实，换一本参数簿。What differs, figure by figure: dues by the rule beside what was posted, accounts year by
 * year, months and years, benefits by the rule. Pure: nothing is posted and nothing kept.
 */
export function whatIf(
  facts: readonly Posted<Fact>[],
  before: PolicyBook,
  after: PolicyBook,
  asOf: AsOf,
  span: Span = ALWAYS,
): WhatIfFigure[] {
  const [was, is] = [recordOf(facts, before, asOf), recordOf(facts, after, asOf)]
  return [...differing(figuresOf(was), figuresOf(is)), ...rowsDiffering(was, is, span), ...benefitsDiffering(was, is)]
}

interface Found {
  readonly insurance: string
  readonly explained: Explained
  readonly provisional: boolean
}

function differing(was: ReadonlyMap<string, Found>, is: ReadonlyMap<string, Found>): WhatIfFigure[] {
  const paths = [...new Set([...was.keys(), ...is.keys()])].sort(compare)
  return paths.flatMap((path) => {
    const [one, other] = [was.get(path), is.get(path)]
    const { insurance, explained } = (other ?? one)!
    const [before, after] = [numberOf(one?.explained), numberOf(other?.explained)]
    if (before === after) return []
    const { term, unit } = explained
    return [{ insurance, term, unit, before, after, provisional: other?.provisional ?? false }]
  })
}

/** What the rule only repeats: each year's opening is the last one's balance, its closing the balance again. */
const REPEATED: ReadonlySet<string> = new Set(['opening', 'closing'])

/** 记录中由规则推导的数字, by path: whatever the record holds of accounts, years and months. */
function figuresOf({ accounts, years, insurances }: RightsRecord): Map<string, Found> {
  const found = new Map<string, Found>()
  const months = insurances.map(({ insurance, months: own }) => ({ insurance, months: own }))
  walk(found, { accounts, years, months }, '', { insurance: '', provisional: false })
  return found
}

function walk(
  found: Map<string, Found>,
  value: unknown,
  path: string,
  at: { readonly insurance: string; readonly provisional: boolean },
): void {
  if (typeof value !== 'object' || value === null || 'ref' in value) return
  if (isExplained(value)) {
    found.set(path, { ...at, explained: value })
    return
  }
  const own = value as Readonly<Record<string, unknown>>
  const insurance = typeof own['insurance'] === 'string' ? own['insurance'] : at.insurance
  const provisional = at.provisional || own['state'] === 'provisional' || own['provisional'] === true
  for (const [name, part] of Object.entries(own)) {
    if (REPEATED.has(name)) continue
    walk(found, part, `${path}/${Array.isArray(value) ? placeOf(part, name) : name}`, { insurance, provisional })
  }
}

/** Years and insurances are known by name, so that a year more at one end shifts nothing. */
function placeOf(part: unknown, index: string): string {
  const { insurance, year } = (part ?? {}) as { insurance?: string; year?: number }
  return insurance === undefined && year === undefined ? index : [insurance, year].join(' ')
}

function isExplained(value: object): value is Explained {
  return 'term' in value && 'unit' in value && 'value' in value
}

function numberOf(explained: Explained | undefined): number | undefined {
  return typeof explained?.value === 'number' ? explained.value : undefined
}

const SIDES = [
  ['base', 'contributionBase'],
  ['dueEmployer', 'dueEmployer'],
  ['duePerson', 'duePerson'],
] as const

/** 应缴：what the rule makes of the wage that was filed, beside what was posted. */
function rowsDiffering(was: RightsRecord, is: RightsRecord, span: Span): WhatIfFigure[] {
  return was.insurances.flatMap(({ insurance, rows }, i) =>
    rows.flatMap((row, n) => {
      const other = is.insurances[i]?.rows[n]
      if (other === undefined || row.dues.length === 0 || !touches(row, span)) return []
      return SIDES.flatMap(([side, term]): WhatIfFigure[] => {
        const [before, after] = [byRule(row[side]), byRule(other[side])]
        if (before === after) return []
        const provisional = restsOnProvisional(other[side])
        return [{ insurance, term, unit: 'fen', before, after, stored: row[side].value, provisional }]
      })
    }),
  )
}

function touches({ month, settlementMonths }: MonthRow, { from, through }: Span): boolean {
  const last: Period = settlementMonths.at(-1) ?? month
  return month <= through && (last >= from || month >= from)
}

function benefitsDiffering(was: RightsRecord, is: RightsRecord): WhatIfFigure[] {
  return was.benefits.flatMap(({ insurance, items }, i) =>
    items.flatMap((item, n): WhatIfFigure[] => {
      const other = is.benefits[i]?.items[n]
      if (other === undefined) return []
      const [before, after] = [byRule(item.amount), byRule(other.amount)]
      if (before === after) return []
      const provisional = item.provisional || restsOnProvisional(other.amount)
      return [{ insurance, term: item.amount.term, unit: 'fen', before, after, stored: item.amount.value, provisional }]
    }),
  )
}

/** A posted amount unfolds to the rule's own; a sum of several to each of theirs. Nothing where the rule has no answer. */
function byRule(explained: Explained): number | undefined {
  const { fact, from } = explained
  if (fact !== undefined) return numberOf(from[0])
  const parts = from.map(byRule)
  if (parts.length === 0 || parts.includes(undefined)) return undefined
  return (parts as number[]).reduce((sum, part) => sum + part, 0)
}

function restsOnProvisional(explained: Explained): boolean {
  const status = explained.parameter?.status
  return (status !== undefined && status !== 'final') || explained.from.some(restsOnProvisional)
}
