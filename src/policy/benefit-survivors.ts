import { cite, type Explained, explain, given } from '../kernel/explain.js'
import { type Fen, fen } from '../kernel/money.js'
import { monthsBetween, type Period } from '../kernel/period.js'
import type { AreaPolicy } from './area.js'
import { lastYear, times } from './benefit-amount.js'
import { parseSteps, stepValue } from './benefit-steps.js'

export interface SurvivorsInput {
  readonly deathMonth: Period
  /** 累计缴费年限, in months. */
  readonly months: number
  /** 开始领取养老金的年月, of who drew one. */
  readonly drawnFrom?: Period
  /** 个人账户余额, which is inherited. */
  readonly accountBalance?: Explained<Fen>
}

/** 遗属待遇。 */
export interface Survivors {
  readonly funeral: Explained<Fen>
  readonly grant: Explained<Fen>
  readonly account: Explained<Fen>
}

const RULE = cite('社会保险法', 17)
const INHERITED = cite('社会保险法', 14)
const MONTHS = 12

/**
 * 职工或退休人员因病或非因工死亡的待遇。The funeral grant and the survivors' grant in months of last year's income, and the
 * balance that is inherited. Stops with `parameter.missing-version` where the area has none published.
 */
export function survivorsOf(area: AreaPolicy, input: SurvivorsInput): Survivors {
  const { deathMonth, accountBalance } = input
  const income = area.fen('survivors.monthly-income', lastYear(deathMonth))
  const funeral = explain('funeralGrant', 'fen', RULE, (why) =>
    times(why.use(income), why.use(area.count('survivors.funeral-months', deathMonth))),
  )
  const grant = explain('survivorsGrant', 'fen', RULE, (why) =>
    times(why.use(income), why.use(grantMonths(area, input))),
  )
  const account = explain('accountReturned', 'fen', INHERITED, (why) =>
    why.use(accountBalance ?? given('accountBalance', 'fen', fen(0))),
  )
  return { funeral, grant, account }
}

/** 抚恤金的月数：by completed years paid, less so many for each year the pension was drawn, but never below the floor. */
function grantMonths(area: AreaPolicy, input: SurvivorsInput): Explained<number> {
  const { deathMonth, months, drawnFrom } = input
  return explain('grantMonths', 'count', RULE, (why) => {
    const paid = why.step('totalMonths', 'months', months)
    const table = why.use(area.text('survivors.grant-months', deathMonth))
    const full = stepValue(parseSteps('survivors.grant-months', table), Math.floor(paid / MONTHS)) ?? 0
    if (drawnFrom === undefined) return full
    const drawn = why.step('yearsDrawn', 'count', yearsDrawn(drawnFrom, deathMonth))
    const less = drawn * why.use(area.count('survivors.grant-less-per-year-drawn', deathMonth))
    const floor = why.use(area.count('survivors.grant-floor', deathMonth))
    return Math.max(Math.min(full, floor), full - less)
  })
}

/** 领取养老金满几年；who died before the first month of it drew none. */
function yearsDrawn(from: Period, death: Period): number {
  return Math.max(0, Math.floor(monthsBetween(from, death) / MONTHS))
}
