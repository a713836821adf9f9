import { cite, type Explained, explain } from '../kernel/explain.js'
import { type Fen, fen, type Ppm } from '../kernel/money.js'
import type { Period } from '../kernel/period.js'
import type { AreaPolicy } from './area.js'
import { lastYear, shareOf, times } from './benefit-amount.js'
import type { Choice } from './choices.js'

/** 生活自理障碍等级。 */
export const NURSING_LEVELS = {
  full: { zh: '生活完全不能自理', en: 'no self-care' },
  mostly: { zh: '生活大部分不能自理', en: 'little self-care' },
  partly: { zh: '生活部分不能自理', en: 'partial self-care' },
} as const
export type NursingLevel = keyof typeof NURSING_LEVELS

/** 供养亲属。A lone old person or an orphan has a further share. */
export interface Dependant {
  readonly relation: 'spouse' | 'other'
  readonly isAlone: boolean
}

export interface InjuryBenefit {
  readonly lumpSum: Explained<Fen>
  /** None for the grades that have no monthly allowance. */
  readonly allowance?: Explained<Fen>
  readonly payer?: Explained<Choice>
}

export interface InjuryDeath {
  readonly funeral: Explained<Fen>
  /** One each, in the order given. */
  readonly dependants: readonly Explained<Fen>[]
  readonly grant: Explained<Fen>
}

const DISABILITY = cite('工伤保险条例', '三十五至三十七')
const NURSING = cite('工伤保险条例', 34)
const DEATH = cite('工伤保险条例', 39)

/** 伤残待遇。By the grade of the assessment (1 to 10) and the own wage before the injury. */
export function injuryOf(area: AreaPolicy, grade: number, ownWage: Fen, injuryMonth: Period): InjuryBenefit {
  const of = String(grade)
  const lumpSum = explain('injuryLumpSum', 'fen', DISABILITY, (why) => {
    const wage = why.step('ownWage', 'fen', ownWage)
    return times(wage, why.use(area.count('injury.lump-sum-months', injuryMonth, of)))
  })
  const rate = area.find('injury.allowance-share', injuryMonth, of) as Explained<Ppm> | undefined
  if (rate === undefined) return { lumpSum }
  const allowance = explain('injuryAllowance', 'fen', DISABILITY, (why) =>
    shareOf(why, area, injuryMonth, why.step('ownWage', 'fen', ownWage), why.use(rate)),
  )
  return { lumpSum, allowance, payer: area.choice('injury.allowance-payer', injuryMonth, of) }
}

/** 生活护理费：a share of the local average wage of last year. */
export function nursingFee(area: AreaPolicy, level: NursingLevel, month: Period): Explained<Fen> {
  return explain('nursingFee', 'fen', NURSING, (why) => {
    const wage = why.use(area.fen('pension.average-wage', lastYear(month)))
    return shareOf(why, area, month, wage, why.use(area.ppm('injury.nursing-share', month, level)))
  })
}

/** 退休后的差额：the allowance stops, and what the pension is less is topped up. */
export function injuryTopUp(allowance: Explained<Fen>, pension: Explained<Fen>): Explained<Fen> {
  return explain('injuryTopUp', 'fen', DISABILITY, (why) => fen(Math.max(0, why.use(allowance) - why.use(pension))))
}

/**
 * 工亡待遇。Funeral in months of the local average wage of last year, each dependant's share of the own wage, and the lump
 * sum in years of the nation's urban disposable income. Stops with `parameter.missing-version` where one is not known.
 */
export function injuryDeathOf(
  area: AreaPolicy,
  deathMonth: Period,
  ownWage: Fen,
  dependants: readonly Dependant[],
): InjuryDeath {
  const funeral = explain('injuryFuneral', 'fen', DEATH, (why) => {
    const wage = why.use(area.fen('pension.average-wage', lastYear(deathMonth)))
    return times(wage, why.use(area.count('injury.funeral-months', deathMonth)))
  })
  const grant = explain('injuryDeathGrant', 'fen', DEATH, (why) => {
    const income = why.use(area.fen('injury.urban-income', lastYear(deathMonth)))
    return times(income, why.use(area.count('injury.death-income-years', deathMonth)))
  })
  const pensions = dependants.map((one) => dependantPension(area, deathMonth, ownWage, one))
  return { funeral, dependants: pensions, grant }
}

function dependantPension(area: AreaPolicy, at: Period, ownWage: Fen, dependant: Dependant): Explained<Fen> {
  return explain('dependantPension', 'fen', DEATH, (why) => {
    const wage = why.step('ownWage', 'fen', ownWage)
    const own = why.use(area.ppm('injury.dependant-share', at, dependant.relation))
    const more = dependant.isAlone ? why.use(area.ppm('injury.dependant-share', at, 'alone')) : 0
    return shareOf(why, area, at, wage, (own + more) as Ppm)
  })
}
