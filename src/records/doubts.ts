import type { FactRef } from '../kernel/explain.js'
import type { Period } from '../kernel/period.js'
import { compare } from './live.js'

/**
 * 存疑。Where history contradicts itself the figure stands as the facts give it, and the contradiction is named beside it:
 * nothing is clamped, dropped or repaired in silence.
 */
export interface Doubt {
  readonly key: DoubtKey
  readonly zh: string
  readonly en: string
  /** The facts that contradict one another. */
  readonly facts: readonly FactRef[]
  readonly insurance?: string | undefined
  /** The months concerned, oldest first. */
  readonly months: readonly Period[]
  /** 所涉数字的路径：the figures it is shown beside, each by the path it is asked for with. */
  readonly paths: readonly string[]
}

type Place = Pick<Doubt, 'facts' | 'paths'> & Partial<Pick<Doubt, 'insurance' | 'months'>>

/** 各种矛盾，如何对人说。What differs from case to case is given as texts: months, days, amounts, documents. */
const SAYS = {
  outsideEnrolment: {
    zh: ([months]: Texts) => `${months}有缴费，但当时没有参保登记。`,
    en: ([months]: Texts) => `Contributions for ${months}, when there was no enrolment.`,
  },
  afterDeath: {
    zh: ([day, months]: Texts) => `登记的死亡日期是${day}，其后仍有：${months}。`,
    en: ([day, months]: Texts) => `Death is recorded on ${day}, yet there are entries after it: ${months}.`,
  },
  afterRetirement: {
    zh: ([month, months]: Texts) => `核定的退休年月是${month}，其后仍有缴费：${months}。`,
    en: ([month, months]: Texts) =>
      `Retirement was determined for ${month}, yet there are contributions for ${months}.`,
  },
  twoRetirements: {
    zh: ([months]: Texts) => `核定了不止一次退休：${months}。按最早的一次列示。`,
    en: ([months]: Texts) => `More than one retirement was determined: ${months}. The earliest is shown.`,
  },
  deathBeforeBirth: {
    zh: ([day, birth]: Texts) => `登记的死亡日期${day}早于出生日期${birth}。`,
    en: ([day, birth]: Texts) => `Death is recorded on ${day}, before the birth on ${birth}.`,
  },
  twoDeaths: {
    zh: ([days]: Texts) => `登记了不止一次死亡：${days}。按最早的一次列示。`,
    en: ([days]: Texts) => `More than one death is recorded: ${days}. The earliest is shown.`,
  },
  deemedOverlapsPaid: {
    zh: ([months]: Texts) => `${months}既认定为视同缴费，又有实际缴费。`,
    en: ([months]: Texts) => `${months} are both deemed and actually paid.`,
  },
  deemedOverlapsDeemed: {
    zh: ([months]: Texts) => `${months}被认定为视同缴费不止一次。`,
    en: ([months]: Texts) => `${months} are deemed more than once.`,
  },
  paidInTwoPlaces: {
    zh: ([months]: Texts) => `${months}在不止一处有缴费，年限只计一次。`,
    en: ([months]: Texts) => `${months} were paid in more than one place; each month counts once.`,
  },
  residentAndEmployee: {
    zh: ([months]: Texts) => `${months}同时缴了职工养老和居民养老，以职工养老为准。`,
    en: ([months]: Texts) =>
      `${months} were paid to both the employees' and the residents' pension; the former stands.`,
  },
  accountBelowZero: {
    zh: ([year, amount]: Texts) => `${year}年个人账户支出超过了账户里的钱，差${amount}元。`,
    en: ([year, amount]: Texts) => `In ${year} more was taken from the account than it held: ${amount} yuan too much.`,
  },
  creditAfterClose: {
    zh: ([month, months]: Texts) => `账户已在${month}终止，其后仍有记账：${months}。`,
    en: ([month, months]: Texts) => `The account ended in ${month}, yet there are credits in ${months}.`,
  },
  legacyPending: {
    zh: ([what, told, derived]: Texts) =>
      `遗留待核：${what}，旧系统记为${told}，由同一批数据按规则得${derived}，尚未核定。`,
    en: ([what, told, derived]: Texts) =>
      `To be checked since the old system: ${what} was ${told} there; the same rows come to ${derived} by the rules.`,
  },
  differsFromRule: {
    zh: ([determined, rule]: Texts) => `核定为${determined}元，按规则和现有事实算得${rule}元。`,
    en: ([determined, rule]: Texts) => `Determined as ${determined} yuan; the rule and the facts at hand give ${rule}.`,
  },
} as const

type Texts = readonly string[]
export type DoubtKey = keyof typeof SAYS

/** 列示的先后. */
export const DOUBT_ORDER = Object.keys(SAYS) as readonly DoubtKey[]

/** 记下一处矛盾。`zh` and `en` are the texts its sentence names, in order; the English ones where they differ. */
export function doubt(key: DoubtKey, place: Place, zh: Texts, en: Texts = zh): Doubt {
  const says = SAYS[key]
  return { key, zh: says.zh(zh), en: says.en(en), months: [], ...place }
}

/** 月份的书写：runs of months as from–through; beyond a handful only the first ones and the count. */
export function monthsText(months: readonly Period[]): { readonly zh: string; readonly en: string } {
  const runs = runsOf([...new Set(months)].sort(compare))
  const shown = runs.slice(0, MOST_RUNS)
  const [zh, en] = (['至', ' to '] as const).map((to) =>
    shown.map(([from, through]) => (from === through ? from : `${from}${to}${through}`)),
  ) as [string[], string[]]
  if (runs.length <= MOST_RUNS) return { zh: zh.join('、'), en: en.join(', ') }
  return { zh: `${zh.join('、')}等${new Set(months).size}个月`, en: `${en.join(', ')} and more` }
}

const MOST_RUNS = 4

/** The month after one, without parsing: these are months already. */
function runsOf(months: readonly Period[]): [Period, Period][] {
  const runs: [Period, Period][] = []
  for (const month of months) {
    const last = runs.at(-1)
    if (last !== undefined && ordinal(last[1]) + 1 === ordinal(month)) last[1] = month
    else runs.push([month, month])
  }
  return runs
}

function ordinal(month: Period): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5))
}
