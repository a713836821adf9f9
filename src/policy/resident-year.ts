import { cite, type Explained, explain } from '../kernel/explain.js'
import { type Fen, fen, type Ppm, type Rounding, share, yuanText, ZERO } from '../kernel/money.js'
import { type Period, parsePeriod } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import { INSURANCE_NAMES } from '../kernel/terms.js'
import type { AreaPolicy } from './area.js'
import { levyState, PERSON_KINDS, PREFIX } from './levy.js'
import { gradeNotOffered, notCharged } from './refusals.js'
import { bandAmount, isOffered, parseBands, parseGrades } from './resident-grade.js'

/** 居民医疗保险的参保人群。Each pays an amount of its own. */
export const RESIDENT_GROUPS = {
  studentChild: { zh: '学生儿童', en: 'students and children' },
  workingAge: { zh: '劳动年龄内居民', en: 'residents of working age' },
  elder: { zh: '老年居民', en: 'elderly residents' },
} as const
export type ResidentGroup = keyof typeof RESIDENT_GROUPS

/** 缴费困难群体。For whom government pays all or part. */
export const RELIEF_KINDS = {
  minimumLiving: { zh: '最低生活保障对象', en: 'persons on minimum living allowance' },
  destitute: { zh: '特困人员', en: 'destitute persons' },
  severelyDisabled: { zh: '重度残疾人', en: 'severely disabled persons' },
} as const
export type ReliefKind = keyof typeof RELIEF_KINDS

/** 分担补贴的各级政府，由高到低。 */
export const SUBSIDY_LEVELS = {
  central: { zh: '中央', en: 'central' },
  province: { zh: '省级', en: 'province' },
  city: { zh: '市级', en: 'city' },
  county: { zh: '县级', en: 'county' },
} as const
export type SubsidyLevel = keyof typeof SUBSIDY_LEVELS

interface YearAsked {
  /** 缴费年度. */
  readonly year: number
  readonly onBehalf?: ReliefKind | undefined
  /** 补缴年度：most areas give no subsidy for it. */
  readonly backPaid?: boolean | undefined
  /** 集体补助, as it was given. */
  readonly collectiveAid?: Fen | undefined
}

/** 养老按档次（元/年），医疗按人群。 */
export type ResidentInput = YearAsked &
  ({ readonly insurance: '170'; readonly grade: Fen } | { readonly insurance: '390'; readonly grade: ResidentGroup })

/** 居民一个缴费年度：what the person pays, what others pay for him, and what of it all enters the account. */
export interface ResidentYear {
  /** 缴费档次 or 定额, whoever pays it. */
  readonly amount: Explained<Fen>
  readonly person: Explained<Fen>
  readonly onBehalf: Explained<Fen>
  readonly subsidy: Explained<Fen>
  /** By level of government, where the area says how they share it; they add up to the subsidy. */
  readonly subsidyBy: readonly { readonly level: SubsidyLevel; readonly amount: Explained<Fen> }[]
  readonly collectiveAid: Explained<Fen>
  readonly toAccount: Explained<Fen>
}

const RULE = { '170': cite('国发〔2014〕8号', '四'), '390': cite('社会保险法', 25) } as const

/**
 * 城乡居民缴费年度。Yearly fixed amounts without a base, by the version in force in January of the year. Stops with
 * `resident.grade-not-offered`, with `contribution.not-charged`, and where nothing is published.
 */
export function residentYear(area: AreaPolicy, input: ResidentInput): ResidentYear {
  const { insurance, year } = input
  const at = parsePeriod(`${year}-01`)
  refuseUnlevied(area, input, at)
  const rule = RULE[insurance]
  const amount = amountOf(area, input, at)
  const onBehalf = explain('paidOnBehalf', 'fen', rule, (why) => {
    if (input.onBehalf === undefined) return ZERO
    const most = why.use(area.fen(`${PREFIX[insurance]}.on-behalf`, at, input.onBehalf))
    return fen(Math.min(most, why.use(amount)))
  })
  const person = explain('personContribution', 'fen', rule, (why) => fen(why.use(amount) - why.use(onBehalf)))
  const subsidy = subsidyOf(area, input, at, amount)
  const collectiveAid: Explained<Fen> = {
    term: 'collectiveAid',
    unit: 'fen',
    value: input.collectiveAid ?? ZERO,
    from: [],
  }
  const toAccount = explain('residentToAccount', 'fen', rule, (why) =>
    insurance === '390' ? ZERO : fen(why.use(person) + why.use(onBehalf) + why.use(collectiveAid) + why.use(subsidy)),
  )
  return { amount, person, onBehalf, subsidy, subsidyBy: shares(area, input, at, subsidy), collectiveAid, toAccount }
}

function amountOf(area: AreaPolicy, input: ResidentInput, at: Period): Explained<Fen> {
  if (input.insurance === '390') return area.fen('resident-medical.person-amount', at, input.grade)
  const { grade } = input
  const offered = area.text('resident-pension.grades', at)
  if (!isOffered(parseGrades('resident-pension.grades', offered.value), grade)) {
    throw new Refusal(gradeNotOffered, {
      area: area.zh,
      year: input.year,
      grade: yuanText(grade),
      offered: offered.value,
    })
  }
  return explain('residentGrade', 'fen', RULE['170'], (why) => {
    why.use(offered)
    return why.step('residentGrade', 'fen', grade)
  })
}

/** 政府缴费补贴。By the grade for pension, by the group for medical insurance; a back-paid year has it where the area says so. */
function subsidyOf(area: AreaPolicy, input: ResidentInput, at: Period, amount: Explained<Fen>): Explained<Fen> {
  const name = PREFIX[input.insurance]
  return explain('residentSubsidy', 'fen', RULE[input.insurance], (why) => {
    if (input.backPaid === true && why.use(area.choice(`${name}.back-pay-subsidy`, at)) === 'notGiven') return ZERO
    if (input.insurance === '390') return why.use(area.fen(`${name}.subsidy`, at, input.grade))
    return bandAmount(parseBands(`${name}.subsidy`, why.use(area.text(`${name}.subsidy`, at))), why.use(amount))
  })
}

/** 各级分担。Each level's share of the whole; the last one named bears what rounding leaves. */
function shares(area: AreaPolicy, { insurance }: ResidentInput, at: Period, subsidy: Explained<Fen>) {
  const id = `${PREFIX[insurance]}.subsidy-share`
  const parts = (Object.keys(SUBSIDY_LEVELS) as SubsidyLevel[]).flatMap((level) => {
    const rate = area.find(id, at, level) as Explained<Ppm> | undefined
    return rate === undefined ? [] : [{ level, rate }]
  })
  const rounding = () => area.choice('contribution.rounding', at) as Explained<Rounding>
  const told: { level: SubsidyLevel; amount: Explained<Fen> }[] = []
  for (const [n, { level, rate }] of parts.entries()) {
    const before = [...told]
    const amount = explain('residentSubsidy', 'fen', RULE[insurance], (why) => {
      const whole = why.use(subsidy)
      if (n < parts.length - 1) return share(whole, why.use(rate), why.use(rounding()))
      return fen(before.reduce((rest, one) => rest - why.use(one.amount), whole as number))
    })
    told.push({ level, amount })
  }
  return told
}

function refuseUnlevied(area: AreaPolicy, { insurance }: ResidentInput, month: Period): void {
  if (levyState(area, insurance, month, 'resident') === 'charged') return
  throw new Refusal(notCharged, {
    insurance: INSURANCE_NAMES[insurance].zh,
    area: area.zh,
    month,
    personKind: PERSON_KINDS.resident.zh,
    merged: false,
  })
}
