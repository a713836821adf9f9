import { type Day, periodOfDay } from '../kernel/day.js'
import type { Period } from '../kernel/period.js'
import type {
  BenefitChange,
  BenefitDetermination,
  BenefitPayment,
  DeemedPeriod,
  Enrolment,
  EntitlementCheck,
  Fact,
  LifeEvent,
  Mandate,
  OpeningBalance,
  Paid,
  Posted,
  Protection,
  Ruling,
  SpecialWork,
  Subsidy,
  Transfer,
} from '../ledger/fact.js'
import { standing } from './employer-terms.js'
import { Enrolments } from './enrolment-state.js'
import type { Span } from './registration-contradictions.js'

/** 已知的一生：what stands in the ledger of a person, as far as a new fact can contradict it. */
export interface KnownLife {
  readonly birth?: Day | undefined
  readonly death?: Posted<LifeEvent> | undefined
  readonly events: readonly Posted<LifeEvent>[]
  readonly determinations: readonly Posted<BenefitDetermination>[]
  readonly deemed: readonly Posted<DeemedPeriod>[]
  readonly openings: readonly Posted<OpeningBalance>[]
  readonly transfers: readonly Posted<Transfer>[]
  readonly subsidies: readonly Posted<Subsidy>[]
  readonly spans: readonly Posted<Span>[]
  readonly mandates: readonly Posted<Mandate>[]
  readonly protections: readonly Posted<Protection>[]
  readonly payments: readonly Posted<BenefitPayment>[]
  readonly changes: readonly Posted<BenefitChange>[]
  readonly checks: readonly Posted<EntitlementCheck>[]
  readonly specialWork: readonly Posted<SpecialWork>[]
  readonly rulings: readonly Posted<Ruling>[]
  /** `险种|年月` of the months with money. */
  readonly paidMonths: ReadonlySet<string>
  readonly enrolments: Enrolments
}

export function knownLife(facts: readonly Posted<Fact>[]): KnownLife {
  const of = <K extends Fact['kind']>(kind: K) =>
    standing(facts.filter((fact): fact is Posted<Extract<Fact, { kind: K }>> => fact.kind === kind))
  const events = of('lifeEvent').sort((a, b) => (a.day < b.day ? -1 : 1))
  return {
    birth: of('personRegistration').at(-1)?.birthDate,
    death: events.find(({ event }) => event === 'death'),
    events,
    determinations: of('benefitDetermination'),
    deemed: of('deemedPeriod'),
    openings: of('openingBalance'),
    transfers: of('transfer'),
    subsidies: of('subsidy'),
    spans: [...of('personCategory'), ...of('guardianship')],
    mandates: of('mandate'),
    protections: of('protection'),
    payments: of('benefitPayment'),
    changes: of('benefitChange'),
    checks: of('entitlementCheck'),
    specialWork: of('specialWork'),
    rulings: of('ruling'),
    paidMonths: monthsWithMoney(of('paid')),
    enrolments: new Enrolments(of('enrolment') as Posted<Enrolment>[]),
  }
}

function monthsWithMoney(paid: readonly Posted<Paid>[]): Set<string> {
  const sums = new Map<string, number>()
  for (const { insurance, contributionMonth, employerAmount, personAmount } of paid) {
    const key = `${insurance}|${contributionMonth}`
    sums.set(key, (sums.get(key) ?? 0) + employerAmount + personAmount)
  }
  return new Set([...sums].flatMap(([key, amount]) => (amount > 0 ? [key] : [])))
}

/** 年限与缴费的终止：death, a pension of the insurance itself, or the relation with its months sent on to another place. */
export type Ended = 'dead' | 'retired' | 'sentOn'

/** 退休不再缴的险种：a pensioner owes no pension and no unemployment contribution; medical and injury may go on. */
const ENDED_BY_RETIREMENT: ReadonlySet<string> = new Set(['110', '120', 'annuity', '210'])

type Ending = Pick<KnownLife, 'death' | 'determinations' | 'transfers'>

/** 该月还能不能缴：after the month of death nothing, after that of retirement no pension and no unemployment. */
export function whyEnded(life: Ending, insurance: string, month: Period): Ended | undefined {
  if (life.death !== undefined && month > periodOfDay(life.death.day)) return 'dead'
  const ended = life.determinations.some(
    ({ benefitKind, eventMonth }) =>
      month > eventMonth &&
      ((benefitKind === 'retirement' && ENDED_BY_RETIREMENT.has(insurance)) ||
        (benefitKind === 'residentPension' && insurance === '170')),
  )
  if (ended) return 'retired'
  return life.transfers.some((one) => isSentOn(one, insurance, month)) ? 'sentOn' : undefined
}

/** 已随关系转出的月份：they stay here for reference, closed for ordinary change (M14-10b). */
export function isSentOn(
  { direction, insurance, fromMonth, throughMonth }: Omit<Transfer, 'line'>,
  of: string,
  month: Period,
): boolean {
  return direction === 'out' && insurance === of && month >= fromMonth && month <= throughMonth
}

/** 许多人的终止：what a file of a thousand rows is held against. */
export class Endings {
  private readonly byPerson = new Map<
    string,
    { death?: Posted<LifeEvent>; determinations: Posted<BenefitDetermination>[]; transfers: Posted<Transfer>[] }
  >()

  constructor(
    events: readonly Posted<LifeEvent>[],
    determinations: readonly Posted<BenefitDetermination>[],
    transfers: readonly Posted<Transfer>[] = [],
  ) {
    for (const one of standing(transfers)) this.of(one.personId).transfers.push(one)
    for (const one of standing(events)) {
      const known = this.of(one.personId)
      if (one.event === 'death' && (known.death === undefined || one.day < known.death.day)) known.death = one
    }
    for (const one of standing(determinations)) this.of(one.personId).determinations.push(one)
  }

  whyEnded(personId: string, insurance: string, month: Period): Ended | undefined {
    const known = this.byPerson.get(personId)
    return known === undefined ? undefined : whyEnded({ death: undefined, ...known }, insurance, month)
  }

  private of(personId: string) {
    const known = this.byPerson.get(personId) ?? { determinations: [], transfers: [] }
    this.byPerson.set(personId, known)
    return known
  }
}
