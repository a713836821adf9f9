import { periodOfDay } from '../kernel/day.js'
import type { Explained } from '../kernel/explain.js'
import { type Fen, fen, type Rounding, ratio } from '../kernel/money.js'
import { monthOf, type Period, plus, yearOf } from '../kernel/period.js'
import type { BenefitDetermination, BenefitKind, Posted } from '../ledger/fact.js'
import type { AreaPolicy } from '../policy/area.js'
import { adjustmentOf } from '../policy/benefit-adjustment.js'
import { injuryOf } from '../policy/benefit-injury.js'
import type { BenefitItemKey } from '../policy/benefit-items.js'
import { residentPensionOf } from '../policy/benefit-resident.js'
import { survivorsOf } from '../policy/benefit-survivors.js'
import { unemploymentOf } from '../policy/benefit-unemployment.js'
import type { PolicyBook } from '../policy/book.js'
import { plainGroup } from '../policy/hazardous-work.js'
import { pensionOf } from '../policy/pension.js'
import { countedYears } from '../policy/pension-years.js'
import { RETIREMENT_GROUPS, type RetirementGroup } from '../policy/retirement.js'
import type { BenefitRule } from './benefits.js'
import { figure, total } from './figure.js'
import { asked, findArea } from './keeping.js'
import type { Life } from './life.js'
import { type PensionRecord, pensionInputOf } from './pension-input.js'

/** What of a record the rules of benefits rest on. */
export interface BenefitFacts extends PensionRecord {
  readonly life: Life
  readonly determinations: readonly Posted<BenefitDetermination>[]
}

type Items = Partial<Record<BenefitItemKey, Explained<Fen>>>
type Rule = (facts: BenefitFacts, one: Posted<BenefitDetermination>, area: AreaPolicy) => Items

const RULES: Partial<Record<BenefitKind, Rule>> = { retirement, residentPension, survivors, unemployment, injury }
const MONTHS = 12

/**
 * 规则算得的待遇。What the published rules make of the facts at hand for an item that was determined; undefined where they
 * have no answer: no parameters, no registration, an item that only its paper tells. Each event is computed once.
 */
export function benefitRule(facts: BenefitFacts, book: PolicyBook): BenefitRule {
  const known = new Map<string, Items | undefined>()
  return (one) => {
    const key = [one.insurance, one.benefitKind, one.eventMonth, one.variant, isAdjustment(one) && one.fromMonth].join()
    if (!known.has(key)) known.set(key, itemsOf(facts, one, book))
    return known.get(key)?.[one.item as BenefitItemKey]
  }
}

function itemsOf(facts: BenefitFacts, one: Posted<BenefitDetermination>, book: PolicyBook): Items | undefined {
  const area = findArea(book, one.area)
  const rule = RULES[one.benefitKind]
  if (area === undefined || rule === undefined || facts.registration.person === undefined) return undefined
  return asked(() => rule(facts, one, area))
}

function isAdjustment({ item }: BenefitDetermination): boolean {
  return item === 'adjustment'
}

function groupOf({ variant }: BenefitDetermination): RetirementGroup | undefined {
  const group = plainGroup(variant)
  return Object.hasOwn(RETIREMENT_GROUPS, group) ? (group as RetirementGroup) : undefined
}

function retirement(facts: BenefitFacts, one: Posted<BenefitDetermination>, area: AreaPolicy): Items {
  const group = groupOf(one)
  if (group === undefined) return {}
  const input = pensionInputOf(facts, group, one.eventMonth)
  if (isAdjustment(one)) return adjustment(facts, one, area, countedYears(input).value)
  const { basic, account, transitional, rounding } = pensionOf(area, input)
  return { basicPension: basic, accountPension: account, transitionalPension: transitional, pensionRounding: rounding }
}

/** 年度调整，on what was paid monthly before it. One that does not begin with a year follows another rule. */
function adjustment(facts: BenefitFacts, one: Posted<BenefitDetermination>, area: AreaPolicy, months: number): Items {
  if (monthOf(one.fromMonth) !== 1) return {}
  const own = facts.determinations.filter(
    (earlier) =>
      earlier.benefitKind === 'retirement' &&
      earlier.eventMonth === one.eventMonth &&
      earlier.periodic &&
      earlier.fromMonth < one.fromMonth,
  )
  const parts = own.map(({ amount, ref }) => figure('benefitAmount', 'fen', amount, () => [], { fact: ref }))
  const before = total('monthlyPension', parts)
  const input = { year: yearOf(one.fromMonth), birth: birthOf(facts), retirement: one.eventMonth, before, months }
  return { adjustment: adjustmentOf(area, input).total }
}

function residentPension(facts: BenefitFacts, one: Posted<BenefitDetermination>, area: AreaPolicy): Items {
  const paid = facts.insurances.find(({ insurance }) => insurance === '170')?.years ?? []
  const yearsPaid = paid.filter(({ person }) => person.value > 0).length
  const accountBalance = balanceOf(facts, '170', one.eventMonth) ?? nothing()
  const from = one.eventMonth
  const pension = residentPensionOf(area, { birth: birthOf(facts), from, yearsPaid, accountBalance })
  return {
    residentBasePension: pension.base,
    residentAccountPension: pension.account,
    residentLongPayment: pension.longPayment,
  }
}

function survivors(facts: BenefitFacts, one: Posted<BenefitDetermination>, area: AreaPolicy): Items {
  const drawn = facts.life.retirement
  const input = pensionInputOf(facts, 'man', drawn?.eventMonth ?? one.eventMonth)
  const accountBalance = balanceOf(facts, one.insurance, one.eventMonth)
  const benefit = survivorsOf(area, {
    deathMonth: one.eventMonth,
    months: countedYears(input).value,
    ...(drawn === undefined ? {} : { drawnFrom: drawn.fromMonth }),
    ...(accountBalance === undefined ? {} : { accountBalance }),
  })
  return { funeralGrant: benefit.funeral, survivorsGrant: benefit.grant, accountReturned: benefit.account }
}

function unemployment(facts: BenefitFacts, one: Posted<BenefitDetermination>, area: AreaPolicy): Items {
  const months = facts.insurances.find(({ insurance }) => insurance === '210')?.months?.actual.value ?? 0
  const { amount } = unemploymentOf(area, {
    ...{ lossMonth: one.eventMonth, paidMonths: months, carriedMonths: 0, isRegistered: true },
    isInvoluntary: one.variant === 'involuntary',
  })
  return { unemploymentBenefit: amount }
}

/** 工伤：by the grade and the own wage, the average base of the twelve months before. */
function injury(facts: BenefitFacts, one: Posted<BenefitDetermination>, area: AreaPolicy): Items {
  const rows = facts.insurances.find(({ insurance }) => insurance === '410')?.rows ?? []
  const first = plus(one.eventMonth, -MONTHS)
  const bases = rows.filter(({ month, base }) => month >= first && month < one.eventMonth && base.value > 0)
  if (bases.length === 0 || !/^([1-9]|10)$/.test(one.variant)) return {}
  const rounding = area.choice('benefit.rounding', one.eventMonth).value as Rounding
  const sum = fen(bases.reduce((all, { base }) => all + base.value, 0))
  const wage = ratio(sum, 1, bases.length, rounding)
  const { lumpSum, allowance } = injuryOf(area, Number(one.variant), wage, one.eventMonth)
  return { injuryLumpSum: lumpSum, ...(allowance === undefined ? {} : { injuryAllowance: allowance }) }
}

function birthOf({ registration }: BenefitFacts): Period {
  return periodOfDay(registration.person!.birthDate)
}

function balanceOf({ accounts }: BenefitFacts, insurance: string, month: Period): Explained<Fen> | undefined {
  return accounts.find((one) => one.insurance === insurance)?.balanceAt(month)
}

function nothing(): Explained<Fen> {
  return figure('accountBalance', 'fen', fen(0), () => [])
}
