import { type Citation, cite, type Explained, explain } from '../kernel/explain.js'
import { clamp, type Fen, fen, type Ppm, ppm, type Rounding, ratio, share, yuanText, ZERO } from '../kernel/money.js'
import type { Period } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import { INSURANCE_NAMES, type Insurance } from '../kernel/terms.js'
import type { AreaPolicy } from './area.js'
import { type EmployerKind, levyState, PERSON_KINDS, type PersonKind, PREFIX } from './levy.js'
import { percentText } from './percent.js'
import { fixedYearly, floatNotAllowed, injuryClassNeeded, limitsCrossed, notCharged } from './refusals.js'

/** 一人一险种一个月的缴费要素。 */
export interface ContributionInput {
  readonly insurance: Insurance
  /** 对应费款所属期（AAE003）: the month the money is for. */
  readonly contributionMonth: Period
  /** 费款所属期（AAE002）: the month it is settled in; the same month unless it is back pay. */
  readonly settlementMonth?: Period
  /** 申报工资, in fen; a flexible worker's chosen base. */
  readonly declaredWage: Fen
  readonly personKind: PersonKind
  /** 单位类别; an enterprise unless told otherwise. */
  readonly employerKind?: EmployerKind
  /** 工伤风险类别, 1 to 8; needed for work injury only. */
  readonly injuryClass?: number
  /** 浮动系数; 100 % unless told otherwise. */
  readonly injuryFloat?: Ppm
  /** 周岁 in the month. Needed only for the part of an employer's medical contribution that an area credits by age. */
  readonly age?: number
  /** 户口性质. Rural workers paid no unemployment contribution of their own where an area kept that rule. */
  readonly household?: Household
}

/** 户口性质（AAC009）, as far as a rate differs by it. */
export const HOUSEHOLDS = { urban: { zh: '城镇', en: 'urban' }, rural: { zh: '农村', en: 'rural' } } as const
export type Household = keyof typeof HOUSEHOLDS

/**
 * 一人一险种一个月的应缴：one amount per side, and what of each side enters the personal account. The part of an
 * employer's medical contribution that is credited by age is told only where the age is given.
 */
export interface Contribution {
  readonly base: Explained<Fen>
  readonly employer: Explained<Fen>
  readonly person: Explained<Fen>
  readonly personToAccount: Explained<Fen>
  readonly employerToAccount: Explained<Fen>
}

/** What one month, insurance and kind of payer share: looked up once, used for every person of a filing. */
interface Terms {
  readonly floor: Explained<Fen>
  readonly ceiling: Explained<Fen>
  readonly rounding: Explained<Rounding>
  readonly personRate: Explained<Ppm> | undefined
  readonly personFlat: Explained<Fen> | undefined
  readonly accountShare: Explained<Ppm> | undefined
  /** 单位缴费划入个人账户：of annuity all, of medical insurance a share by age until the reform. */
  readonly employerShare: EmployerShare | undefined
  readonly employerRates: readonly Explained<Ppm>[]
}

interface EmployerShare {
  readonly rate: Explained<Ppm>
  readonly bands?: Explained<string> | undefined
}

/** 不浮动：the base rate as it stands. */
const UNFLOATED = ppm(1_000_000)

/** 缴费基数的依据 and, per insurance, who pays by 社会保险法. */
const BASE_RULE = cite('国办发〔2019〕13号', '三')
const PAYER_RULE: Readonly<Record<Insurance, Citation>> = {
  '110': cite('社会保险法', 12),
  '120': cite('社会保险法', 10),
  '170': cite('社会保险法', 20),
  '210': cite('社会保险法', 44),
  '310': cite('社会保险法', 23),
  '390': cite('社会保险法', 25),
  '410': cite('社会保险法', 33),
  '510': cite('社会保险法', 53),
  annuity: cite('国发〔2015〕2号', '八'),
}
/** What an account holds of it: pension and medical insurance have one. */
const ACCOUNT_RULE: Readonly<Record<Insurance, Citation>> = {
  ...PAYER_RULE,
  '110': cite('国发〔2005〕38号', '六'),
  '310': cite('国办发〔2021〕14号', '二'),
}
/** 险种各有所缴：who pays nothing, and whose payments an account holds. */
const PERSON_PAYS_NOTHING: ReadonlySet<Insurance> = new Set(['410', '510'])
const WITH_ACCOUNT: ReadonlySet<Insurance> = new Set(['110', '120', '310', 'annuity'])
const YEARLY: ReadonlySet<Insurance> = new Set(['170', '390'])

/**
 * 应缴金额。Base, employer and person amounts of one insurance for one contribution month, and the parts credited to the
 * personal account. Stops with `parameter.missing-version` where nothing is published, `contribution.not-charged` where
 * the insurance is not levied (maternity after its merger), `contribution.fixed-yearly` for the residents' insurances,
 * which have no base, and the injury refusals.
 */
export function contributionOf(area: AreaPolicy, input: ContributionInput): Contribution {
  const terms = termsOf(area, input)
  const rule = PAYER_RULE[input.insurance]
  const base = baseWithin(terms, input.declaredWage)
  const person = explain('personContribution', 'fen', rule, (why) => {
    if (terms.personRate === undefined) return ZERO
    const amount = share(why.use(base), why.use(terms.personRate), why.use(terms.rounding))
    return terms.personFlat === undefined ? amount : fen(amount + why.use(terms.personFlat))
  })
  const employer = explain('employerContribution', 'fen', rule, (why) => {
    const rates = terms.employerRates
    if (rates.length === 0) return ZERO
    const amount = why.use(base)
    if (rates.length === 1) return share(amount, why.use(rates[0]!), why.use(terms.rounding))
    const numerator = rates.reduce((product, rate) => product * BigInt(why.use(rate)), 1n)
    return ratio(amount, numerator, 1_000_000n ** BigInt(rates.length), why.use(terms.rounding))
  })
  const saved = ACCOUNT_RULE[input.insurance]
  const credit = creditOn(terms, base, saved)
  const personToAccount = explain('personToAccount', 'fen', saved, (why) =>
    fen(Math.min(why.use(credit), why.use(person))),
  )
  const employerToAccount = explain('employerToAccount', 'fen', saved, (why) => {
    const rest = fen(why.use(credit) - why.use(personToAccount))
    if (terms.employerShare === undefined) return rest
    if (terms.employerShare.bands !== undefined) why.use(terms.employerShare.bands)
    return fen(rest + share(why.use(base), why.use(terms.employerShare.rate), why.use(terms.rounding)))
  })
  return { base, employer, person, personToAccount, employerToAccount }
}

/** 缴费基数：申报工资，限于当期公布的下限与上限之间。 */
export function contributionBase(area: AreaPolicy, insurance: Insurance, at: Period, wage: Fen): Explained<Fen> {
  const [floor, ceiling] = limitsOf(area, insurance, at, at)
  return baseWithin({ floor, ceiling }, wage)
}

/** 记账金额：the base times the share credited to the account, whoever paid it (11% until 2005, 8% after). */
export function accountCredit(area: AreaPolicy, insurance: Insurance, at: Period, wage: Fen): Explained<Fen> {
  const accountShare = area.ppm(`${PREFIX[insurance]}.account-share`, at)
  const rounding = area.choice('contribution.rounding', at) as Explained<Rounding>
  return creditOn({ accountShare, rounding }, contributionBase(area, insurance, at, wage), ACCOUNT_RULE[insurance])
}

function baseWithin({ floor, ceiling }: Pick<Terms, 'floor' | 'ceiling'>, wage: Fen): Explained<Fen> {
  return explain('contributionBase', 'fen', BASE_RULE, (why) =>
    clamp(why.step('declaredWage', 'fen', wage), why.use(floor), why.use(ceiling)),
  )
}

function creditOn(
  terms: Pick<Terms, 'accountShare' | 'rounding'>,
  base: Explained<Fen>,
  rule: Citation,
): Explained<Fen> {
  const { accountShare, rounding } = terms
  return explain('accountCredit', 'fen', rule, (why) =>
    accountShare === undefined ? ZERO : share(why.use(base), why.use(accountShare), why.use(rounding)),
  )
}

function termsOf(area: AreaPolicy, input: ContributionInput): Terms {
  const { insurance, contributionMonth, settlementMonth, personKind, employerKind, injuryClass, injuryFloat } = input
  const byPerson = insurance === '310' ? input.age : insurance === '210' ? input.household : undefined
  const who = `${personKind}|${employerKind ?? ''}|${injuryClass ?? ''}|${injuryFloat ?? ''}|${byPerson ?? ''}`
  return area.remember(`terms|${insurance}|${contributionMonth}|${settlementMonth ?? ''}|${who}`, () =>
    readTerms(area, input),
  )
}

function readTerms(area: AreaPolicy, input: ContributionInput): Terms {
  const { insurance, contributionMonth: at, settlementMonth: settled = at, personKind } = input
  refuseUncharged(area, insurance, at, personKind)
  const name = PREFIX[insurance]
  const month = (id: string) => (area.axisOf(id) === 'settlement' ? settled : at)
  const rate = (id: string, variant = '') => area.ppm(id, month(id), variant)
  const [floor, ceiling] = limitsOf(area, insurance, at, settled)
  const flexible = personKind === 'flexible'
  const own = flexible ? 'flexible-rate' : paysAsRural(area, input, at) ? 'rural-person-rate' : 'person-rate'
  const flat = `${name}.person-flat`
  return {
    floor,
    ceiling,
    rounding: area.choice('contribution.rounding', month('contribution.rounding')) as Explained<Rounding>,
    personRate: !flexible && PERSON_PAYS_NOTHING.has(insurance) ? undefined : rate(`${name}.${own}`),
    personFlat: insurance === '310' ? area.fen(flat, month(flat)) : undefined,
    accountShare: WITH_ACCOUNT.has(insurance) ? rate(`${name}.account-share`) : undefined,
    employerShare: flexible ? undefined : employerShare(area, input, month),
    employerRates: flexible ? [] : employerRates(area, input, rate),
  }
}

/** 农村户籍职工的失业保险：a rate of their own, where the area has one in force. */
function paysAsRural(area: AreaPolicy, { insurance, household }: ContributionInput, at: Period): boolean {
  return insurance === '210' && household === 'rural' && area.find('unemployment.rural-person-rate', at) !== undefined
}

/** 单位缴费划入个人账户的比例。By age band where the area has bands; none where nothing is published of it. */
function employerShare(
  area: AreaPolicy,
  { insurance, age }: ContributionInput,
  month: (id: string) => Period,
): EmployerShare | undefined {
  const id = `${PREFIX[insurance]}.employer-account-share`
  if (insurance === 'annuity') return { rate: area.ppm(id, month(id)) }
  if (insurance !== '310' || age === undefined) return undefined
  const bands = area.find('medical.age-bands', month('medical.age-bands')) as Explained<string> | undefined
  if (bands === undefined) return undefined
  const band = bands.value.split(' ').findLast((from) => Number(from) <= age)
  return band === undefined ? undefined : { rate: area.ppm(id, month(id), band), bands }
}

function employerRates(
  area: AreaPolicy,
  input: ContributionInput,
  rate: (id: string, variant?: string) => Explained<Ppm>,
): readonly Explained<Ppm>[] {
  const { insurance, personKind } = input
  const { employerKind = personKind === 'institution' ? 'publicInstitution' : 'enterprise' } = input
  if (insurance !== '410') return [rate(`${PREFIX[insurance]}.employer-rate`, employerKind)]
  const { injuryClass, injuryFloat = UNFLOATED, contributionMonth } = input
  if (injuryClass === undefined || !Number.isInteger(injuryClass) || injuryClass < 1 || injuryClass > 8) {
    throw new Refusal(injuryClassNeeded, { found: String(injuryClass ?? '') })
  }
  const allowed = requireFloat(area, { injuryClass, injuryFloat }, contributionMonth)
  const chosen: Explained<Ppm> = { term: 'injuryFloat', unit: 'ppm', value: injuryFloat, from: [allowed] }
  return [rate('injury.class-rate', String(injuryClass)), chosen, rate('injury.stage-factor')]
}

/** 浮动档。The float of an employer is one of those published for its class; any other is refused, at registration too. */
export function requireFloat(
  area: AreaPolicy,
  { injuryClass, injuryFloat }: { readonly injuryClass: number; readonly injuryFloat: Ppm },
  at: Period,
): Explained<string> {
  const allowed = area.text('injury.float-choices', at, String(injuryClass))
  const float = percentText(injuryFloat)
  if (allowed.value.split(' ').includes(float)) return allowed
  throw new Refusal(floatNotAllowed, { injuryClass, float, allowed: allowed.value.replaceAll(' ', '、') })
}

function limitsOf(area: AreaPolicy, insurance: Insurance, at: Period, settled: Period) {
  const [floor, ceiling] = [`${PREFIX[insurance]}.base-floor`, `${PREFIX[insurance]}.base-ceiling`]
  const month = (id: string) => (area.axisOf(id) === 'settlement' ? settled : at)
  const limits = [area.fen(floor, month(floor)), area.fen(ceiling, month(ceiling))] as const
  if (limits[0].value <= limits[1].value) return limits
  const [least, most] = [yuanText(limits[0].value), yuanText(limits[1].value)]
  throw new Refusal(limitsCrossed, { insurance: INSURANCE_NAMES[insurance].zh, area: area.zh, month: at, least, most })
}

function refuseUncharged(area: AreaPolicy, insurance: Insurance, at: Period, personKind: PersonKind): void {
  const levy = levyState(area, insurance, at, personKind)
  const zh = INSURANCE_NAMES[insurance].zh
  if (levy === 'charged' && YEARLY.has(insurance)) throw new Refusal(fixedYearly, { insurance: zh })
  if (levy === 'charged') return
  throw new Refusal(notCharged, {
    insurance: zh,
    area: area.zh,
    month: at,
    personKind: PERSON_KINDS[personKind].zh,
    merged: levy === 'withMedical',
  })
}
