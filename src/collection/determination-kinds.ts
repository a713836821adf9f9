import type { Explained } from '../kernel/explain.js'
import { type Fen, fen, type Rounding, ratio } from '../kernel/money.js'
import { parsePeriod, plus, yearOf } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import type { Posted, SpecialWork } from '../ledger/fact.js'
import { adjustmentOf } from '../policy/benefit-adjustment.js'
import { injuryOf } from '../policy/benefit-injury.js'
import type { BenefitItemKey } from '../policy/benefit-items.js'
import { MATERNITY_EVENTS, type MaternityEvent, maternityOf } from '../policy/benefit-maternity.js'
import { residentPensionOf } from '../policy/benefit-resident.js'
import { survivorsOf } from '../policy/benefit-survivors.js'
import { unemploymentOf } from '../policy/benefit-unemployment.js'
import { chosenRetirement } from '../policy/flexible-retirement.js'
import { isHazardous, plainGroup, requireHazardous } from '../policy/hazardous-work.js'
import { pensionOf } from '../policy/pension.js'
import { countedYears } from '../policy/pension-years.js'
import { RETIREMENT_GROUPS, type RetirementGroup } from '../policy/retirement.js'
import { figure, total } from '../records/figure.js'
import { pensionInputOf } from '../records/pension-input.js'
import type { DeterminationCase, DeterminedItem } from './determination-case.js'
import { standing } from './employer-terms.js'
import { requireOpinion } from './opinion.js'
import { badAmount, noRuleYet, notDetermined, secondRetirement, tooFewYears } from './refusals-facts.js'

type Rule = (one: DeterminationCase) => DeterminedItem[]

const MONTHS = 12

/** 各类待遇怎样核定。Medical benefits are another department's and have no rule here. */
export const DETERMINE: Readonly<Record<string, Rule | undefined>> = {
  retirement: (one) => (one.asked.adjustmentYear === undefined ? retirement(one) : adjustment(one)),
  residentPension,
  survivors,
  unemployment,
  injury,
  maternity,
}

function item(
  one: DeterminationCase,
  name: BenefitItemKey,
  amount: Explained<Fen>,
  more: Partial<DeterminedItem> = {},
): DeterminedItem {
  const fromMonth = plus(one.asked.eventMonth, 1)
  return { item: name, amount, periodic: true, fromMonth, provisional: false, ...more }
}

/** 按月领取的养老金：refused before the earliest age, and where the months do not suffice. */
function retirement(one: DeterminationCase): DeterminedItem[] {
  const { area, record, birth, asked } = one
  const group = groupOf(one)
  const input = pensionInputOf(record, group, asked.eventMonth)
  if (!isHazardous(asked.variant)) chosenRetirement(area, group, birth, asked.eventMonth, countedYears(input).value)
  else requireHazardous(area, group, { birth, chosen: asked.eventMonth }, foundWork(one))
  const pension = pensionOf(area, input)
  if (pension.shortfall.value > 0) {
    const [known, given] = [String(pension.minimumMonths.value), String(pension.years.value)]
    throw new Refusal(tooFewYears, { given, known })
  }
  const { provisional } = pension
  return [
    item(one, 'basicPension', pension.basic, { provisional }),
    item(one, 'accountPension', pension.account),
    item(one, 'transitionalPension', pension.transitional, { provisional }),
    ...(pension.rounding.value === 0 ? [] : [item(one, 'pensionRounding', pension.rounding, { provisional })]),
  ]
}

function groupOf({ asked, record }: DeterminationCase): RetirementGroup {
  const variant = plainGroup(asked.variant)
  const isMan = record.registration.person?.sex === '1'
  if (!Object.hasOwn(RETIREMENT_GROUPS, variant) || (variant === 'man') !== isMan)
    throw new Refusal(noRuleYet, { given: `“${variant}”`, known: '' })
  return variant as RetirementGroup
}

/** 已认定的特殊工种：posted after two checks and an approval, done by the month of retirement, not reversed since. */
function foundWork({ facts, asked }: DeterminationCase): Posted<SpecialWork>[] {
  const found = facts.filter((fact): fact is Posted<SpecialWork> => fact.kind === 'specialWork')
  return standing(found).filter(({ throughMonth }) => throughMonth <= asked.eventMonth)
}

/** 年度调整：an item added to the pension that was determined, never an overwriting. */
function adjustment(one: DeterminationCase): DeterminedItem[] {
  const { area, record, birth, asked, determinations } = one
  const year = asked.adjustmentYear!
  const own = determinations.filter(
    ({ benefitKind, eventMonth }) => benefitKind === 'retirement' && eventMonth === asked.eventMonth,
  )
  if (own.length === 0) throw new Refusal(notDetermined, { given: asked.eventMonth, known: '' })
  const from = parsePeriod(`${year}-01`)
  const again = own.find((earlier) => earlier.item === 'adjustment' && earlier.fromMonth === from)
  if (again !== undefined) throw new Refusal(secondRetirement, { given: from, known: from })
  const before = own.filter(({ periodic, fromMonth }) => periodic && fromMonth < from)
  const paid = total(
    'monthlyPension',
    before.map(({ amount, ref }) => figure('benefitAmount', 'fen', amount, () => [], { fact: ref })),
  )
  const months = countedYears(pensionInputOf(record, groupOf(one), asked.eventMonth)).value
  const { total: amount } = adjustmentOf(area, { year, birth, retirement: asked.eventMonth, before: paid, months })
  return [item(one, 'adjustment', amount, { fromMonth: from })]
}

function residentPension(one: DeterminationCase): DeterminedItem[] {
  const { area, record, birth, asked } = one
  const paid = record.insurances.find(({ insurance }) => insurance === '170')?.years ?? []
  const yearsPaid = paid.filter(({ person }) => person.value > 0).length
  const account = record.accounts.find(({ insurance }) => insurance === '170')
  const accountBalance = account?.balanceAt(asked.eventMonth) ?? figure('accountBalance', 'fen', fen(0), () => [])
  const pension = residentPensionOf(area, { birth, from: asked.eventMonth, yearsPaid, accountBalance })
  return [
    item(one, 'residentBasePension', pension.base),
    item(one, 'residentAccountPension', pension.account),
    item(one, 'residentLongPayment', pension.longPayment),
  ]
}

function survivors(one: DeterminationCase): DeterminedItem[] {
  const { area, record, asked, determinations } = one
  const died = record.life.death?.day
  if (died === undefined || !died.startsWith(asked.eventMonth))
    throw new Refusal(notDetermined, { given: asked.eventMonth, known: '' })
  const drawnFrom = determinations.find(({ benefitKind }) => benefitKind === 'retirement')
  const input = pensionInputOf(record, 'man', drawnFrom?.eventMonth ?? asked.eventMonth)
  const account = record.accounts.find(({ insurance }) => insurance === asked.insurance)
  const benefit = survivorsOf(area, {
    deathMonth: asked.eventMonth,
    months: countedYears(input).value,
    ...(drawnFrom === undefined ? {} : { drawnFrom: drawnFrom.fromMonth }),
    ...(account === undefined ? {} : { accountBalance: account.balanceAt(asked.eventMonth) }),
  })
  const once = { periodic: false }
  return [
    item(one, 'funeralGrant', benefit.funeral, once),
    item(one, 'survivorsGrant', benefit.grant, once),
    item(one, 'accountReturned', benefit.account, once),
  ]
}

/** 失业：the variant says whether the work was lost against the person's will; the paper shows the registration. */
function unemployment(one: DeterminationCase): DeterminedItem[] {
  const { area, record, asked } = one
  const paid = record.insurances.find(({ insurance }) => insurance === '210')?.months?.actual.value ?? 0
  const { amount, entitledMonths } = unemploymentOf(area, {
    lossMonth: asked.eventMonth,
    paidMonths: paid,
    carriedMonths: 0,
    isInvoluntary: asked.variant === 'involuntary',
    isRegistered: true,
  })
  return [item(one, 'unemploymentBenefit', amount, { throughMonth: plus(asked.eventMonth, entitledMonths.value) })]
}

/** 工伤：by the grade and the own wage, the average base of the twelve months before. */
function injury(one: DeterminationCase): DeterminedItem[] {
  const { area, record, asked } = one
  const rows = record.insurances.find(({ insurance }) => insurance === '410')?.rows ?? []
  const first = plus(asked.eventMonth, -MONTHS)
  const bases = rows.filter(({ month, base }) => month >= first && month < asked.eventMonth && base.value > 0)
  const grade = Number(asked.variant)
  if (bases.length === 0 || !Number.isInteger(grade) || grade < 1 || grade > 10)
    throw new Refusal(badAmount, { given: `“${asked.variant}”`, known: '1–10' })
  requireOpinion(one.facts, 'injuryGrade', asked.variant)
  const rounding = area.choice('benefit.rounding', asked.eventMonth).value as Rounding
  const sum = fen(bases.reduce((all, { base }) => all + base.value, 0))
  const benefit = injuryOf(area, grade, ratio(sum, 1, bases.length, rounding), asked.eventMonth)
  const allowance = benefit.payer?.value === 'fromFund' ? benefit.allowance : undefined
  return [
    item(one, 'injuryLumpSum', benefit.lumpSum, { periodic: false }),
    ...(allowance === undefined ? [] : [item(one, 'injuryAllowance', allowance)]),
  ]
}

/** 生育：the variant is the event, with `+difficult` and `+2` (children) where they apply. */
function maternity(one: DeterminationCase): DeterminedItem[] {
  const { area, asked, employerAverage } = one
  const [event = '', ...more] = asked.variant.split('+')
  if (!Object.hasOwn(MATERNITY_EVENTS, event) || employerAverage === undefined)
    throw new Refusal(noRuleYet, { given: `“${asked.variant}” ${yearOf(asked.eventMonth)}`, known: '' })
  const { allowance } = maternityOf(area, {
    event: event as MaternityEvent,
    month: asked.eventMonth,
    isDifficult: more.includes('difficult'),
    children: Number(more.find((word) => /^[1-9]$/.test(word)) ?? '1'),
    employerAverage,
  })
  return [item(one, 'maternityAllowance', allowance, { periodic: false, fromMonth: asked.eventMonth })]
}
