import { periodOfDay } from '../kernel/day.js'
import { type Period, yearOf } from '../kernel/period.js'
import type { Due, Fact, Paid, Posted } from '../ledger/fact.js'
import { AreaPolicy } from '../policy/area.js'
import { NATIONAL, type PolicyBook } from '../policy/book.js'
import { accountsOf } from './account.js'
import { closesOf, NO_CLOSES } from './account-closes.js'
import { benefitRule } from './benefit-rule.js'
import { benefitsOf } from './benefits.js'
import { doubtsOf } from './contradictions.js'
import { weightOf } from './contributions.js'
import { areaOf, insurancesOf } from './insurance-record.js'
import { findArea } from './keeping.js'
import { lifeOf } from './life.js'
import { liveFacts, ofKind } from './live.js'
import { inOrder, registrationOf } from './registration.js'
import type { AsOf, RightsRecord } from './rights-record.js'
import { rulingsOf } from './rulings.js'
import { yearsOf } from './years.js'

export const PENSION = '110'

/**
 * 推导权益记录。Pure: the same facts in any order, the same parameters and the same day give the same record. Reversed
 * rows and their reversals fall away; only money that arrived makes a month count or an account grow.
 */
export function recordOf(facts: readonly Posted<Fact>[], book: PolicyBook, asOf: AsOf): RightsRecord {
  const live = liveFacts(facts)
  const through = asOf.through ?? latestMonth(live, periodOfDay(asOf.today))
  const known = live.filter((fact) => isWithin(fact, through))
  const enrolments = inOrder(ofKind(known, 'enrolment'))
  const insurances = insurancesOf(known, book, { through, today: asOf.today })
  const determinations = ofKind(known, 'benefitDetermination')
  const area = areaIn(known, book)
  const deemed = ofKind(known, 'deemedPeriod')
  const transfers = ofKind(known, 'transfer')
  const life = lifeOf(ofKind(known, 'lifeEvent'), determinations)
  const closes = (insurance: string) =>
    asOf.through === undefined ? closesOf(facts, insurance, asOf.leafOf) : NO_CLOSES
  const accounts = accountsOf(known, { life, book, today: asOf.today, through }, closes)
  const kept = {
    through,
    today: asOf.today,
    registration: registrationOf(goingBy(known), enrolments, {
      categories: ofKind(known, 'personCategory'),
      guardianships: ofKind(known, 'guardianship'),
      contacts: ofKind(known, 'personContact'),
    }),
    insurances,
    accounts,
    account: accounts.find(({ insurance }) => insurance === PENSION)?.years ?? [],
    years: yearsOf({ insurances, deemed, transfers, area, at: through }),
    area,
    deemed,
    subsidies: ofKind(known, 'subsidy'),
    transfers,
    life,
    rulings: rulingsOf(ofKind(known, 'ruling')),
  }
  const ruleOf = benefitRule({ ...kept, determinations }, book)
  const payments = ofKind(known, 'benefitPayment')
  const benefits = benefitsOf(determinations, payments, through, ruleOf, ofKind(known, 'benefitChange'))
  return { ...kept, benefits, doubts: doubtsOf(known, { ...kept, benefits }) }
}

/** 合并之后，记录以沿用编号的登记为准。 */
function goingBy(known: readonly Posted<Fact>[]) {
  const registrations = ofKind(known, 'personRegistration')
  const merged = new Set(ofKind(known, 'personAlias').flatMap((one) => (one.role === 'merged' ? [one.personId] : [])))
  const kept = registrations.filter(({ personId }) => !merged.has(personId))
  return kept.length === 0 ? registrations : kept
}

function isWithin(fact: Posted<Fact>, through: Period): boolean {
  if (fact.kind === 'due' || fact.kind === 'paid') return lineMonth(fact) <= through
  if (fact.kind === 'enrolment') return fact.fromMonth <= through
  if (fact.kind === 'subsidy') return fact.settlementMonth <= through
  if (fact.kind === 'benefitDetermination') return fact.eventMonth <= through
  if (fact.kind === 'benefitPayment') return fact.payMonth <= through
  if (fact.kind === 'transfer') return fact.month <= through
  if (fact.kind === 'ruling') return fact.receivedDay.slice(0, 7) <= through
  if (fact.kind === 'lifeEvent') return fact.day.slice(0, 7) <= through
  if (fact.kind === 'personCategory' || fact.kind === 'guardianship') return fact.fromDay.slice(0, 7) <= through
  return fact.kind === 'openingBalance' ? fact.year <= yearOf(through) : true
}

/** The month a line is for; a year paid in one amount, which is for its last month, shows from the month it was settled. */
function lineMonth(line: Due | Paid): Period {
  return weightOf([line]) === 1 ? line.contributionMonth : line.settlementMonth
}

function latestMonth(facts: readonly Posted<Fact>[], today: Period): Period {
  let latest = today
  for (const fact of facts) {
    if (fact.kind !== 'due' && fact.kind !== 'paid') continue
    const month = lineMonth(fact)
    if (month > latest) latest = month
  }
  return latest
}

/** The rules of the person's area; the nation's where it is not known. */
function areaIn(known: readonly Posted<Fact>[], book: PolicyBook): AreaPolicy {
  const code = areaOf(known)
  return (code === undefined ? undefined : findArea(book, code)) ?? findArea(book, NATIONAL) ?? NOWHERE
}

const NOWHERE = new AreaPolicy({ code: '', zh: '', en: '', invented: false }, new Map(), undefined)
