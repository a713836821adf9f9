import { periodOfDay } from '../kernel/day.js'
import type { FactRef } from '../kernel/explain.js'
import type { Period } from '../kernel/period.js'
import type { BenefitDetermination, Fact, LifeEvent, PersonRegistration, Posted } from '../ledger/fact.js'
import { type Doubt, doubt, monthsText } from './doubts.js'
import type { Life } from './life.js'
import { compare, groupBy, ofKind } from './live.js'

/** 生死与退休的矛盾。 */
export function doubtsOfLife(
  known: readonly Posted<Fact>[],
  life: Life,
  person: Posted<PersonRegistration> | undefined,
): Doubt[] {
  const deaths = ofKind(known, 'lifeEvent').filter(({ event }) => event === 'death')
  return [
    ...twoDeaths(deaths),
    ...deathBeforeBirth(life, person),
    ...afterDeath(known, life),
    ...(['retirement', 'residentPension'] as const).flatMap((kind) => [
      ...twoRetirements(ofKind(known, 'benefitDetermination').filter(({ benefitKind }) => benefitKind === kind)),
      ...afterRetirement(known, life[kind]),
    ]),
  ]
}

function twoDeaths(deaths: readonly Posted<LifeEvent>[]): Doubt[] {
  if (deaths.length < 2) return []
  const days = [...new Set(deaths.map(({ day }) => day))].sort(compare)
  const months = days.map(periodOfDay)
  return [doubt('twoDeaths', { facts: refs(deaths), months, paths: [] }, [days.join('、')], [days.join(', ')])]
}

function deathBeforeBirth({ death }: Life, person: Posted<PersonRegistration> | undefined): Doubt[] {
  if (death === undefined || person === undefined || death.day >= person.birthDate) return []
  return [doubt('deathBeforeBirth', { facts: [person.ref, death.ref], paths: [] }, [death.day, person.birthDate])]
}

/** 死亡之后的缴费与本人待遇。Survivors' and funeral payments come after a death by their nature. */
function afterDeath(known: readonly Posted<Fact>[], { death }: Life): Doubt[] {
  if (death === undefined) return []
  const last = periodOfDay(death.day)
  const late = known.flatMap((fact): Late[] => {
    const month = ownMonthOf(fact)
    return month !== undefined && month.month > last ? [{ ...month, fact: fact.ref }] : []
  })
  return [...groupBy(late, ({ insurance }) => insurance)].map(([insurance, own]) => {
    const months = monthsIn(own)
    const text = monthsText(months)
    const place = { insurance, months, facts: [death.ref, ...own.map(({ fact }) => fact)], paths: pathsOf(own) }
    return doubt('afterDeath', place, [death.day, text.zh], [death.day, text.en])
  })
}

interface OwnMonth {
  readonly insurance: string
  readonly month: Period
  readonly path: string
}
interface Late extends OwnMonth {
  readonly fact: FactRef
}

function ownMonthOf(fact: Posted<Fact>): OwnMonth | undefined {
  switch (fact.kind) {
    case 'due':
    case 'paid':
    case 'subsidy': {
      const { insurance, contributionMonth: month } = fact
      return { insurance, month, path: `contribution/${insurance}/${month}` }
    }
    case 'benefitPayment': {
      if (fact.benefitKind === 'survivors' || fact.amount <= 0) return undefined
      return { insurance: fact.insurance, month: fact.benefitMonth, path: 'benefit' }
    }
    default:
      return undefined
  }
}

function twoRetirements(determinations: readonly Posted<BenefitDetermination>[]): Doubt[] {
  return [...groupBy(determinations, ({ insurance }) => insurance)].flatMap(([insurance, own]) => {
    const months = [...new Set(own.map(({ eventMonth }) => eventMonth))].sort(compare)
    if (months.length < 2) return []
    const place = { insurance, months, facts: refs(own), paths: ['benefit'] }
    return [doubt('twoRetirements', place, [months.join('、')], [months.join(', ')])]
  })
}

/** 退休之后的养老保险缴费. The month of retirement itself may still be paid for. */
function afterRetirement(
  known: readonly Posted<Fact>[],
  retirement: Posted<BenefitDetermination> | undefined,
): Doubt[] {
  if (retirement === undefined) return []
  const { insurance, eventMonth } = retirement
  const concerned = insurance === '120' ? ['120', 'annuity'] : [insurance]
  const late = known.flatMap((fact): Late[] => {
    if (fact.kind !== 'due' && fact.kind !== 'paid') return []
    const own = concerned.includes(fact.insurance) && fact.contributionMonth > eventMonth
    return own ? [{ ...ownMonthOf(fact)!, fact: fact.ref }] : []
  })
  if (late.length === 0) return []
  const months = monthsIn(late)
  const text = monthsText(months)
  const facts = [retirement.ref, ...late.map(({ fact }) => fact)]
  const place = { insurance, months, facts, paths: pathsOf(late) }
  return [doubt('afterRetirement', place, [eventMonth, text.zh], [eventMonth, text.en])]
}

function monthsIn(late: readonly OwnMonth[]): Period[] {
  return [...new Set(late.map(({ month }) => month))].sort(compare)
}

function pathsOf(late: readonly OwnMonth[]): string[] {
  return [...new Set(late.map(({ path }) => path))].sort(compare)
}

function refs(facts: readonly Posted<Fact>[]): FactRef[] {
  return facts.map(({ ref }) => ref)
}
