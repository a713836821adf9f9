import { cite, type Explained, explain } from '../kernel/explain.js'
import type { Fen } from '../kernel/money.js'
import type { Period } from '../kernel/period.js'
import type { AreaPolicy } from './area.js'
import { partOf } from './benefit-amount.js'

/** 生育或流产。 */
export const MATERNITY_EVENTS = {
  birth: { zh: '生育', en: 'birth' },
  earlyAbortion: { zh: '怀孕未满四个月流产', en: 'abortion before the fifth month' },
  lateAbortion: { zh: '怀孕满四个月流产', en: 'abortion from the fifth month on' },
} as const
export type MaternityEvent = keyof typeof MATERNITY_EVENTS

export interface MaternityInput {
  readonly event: MaternityEvent
  readonly month: Period
  readonly isDifficult: boolean
  /** 胎儿数. */
  readonly children: number
  /** 单位上年度职工月平均工资. */
  readonly employerAverage: Fen
}

export interface Maternity {
  readonly days: Explained<number>
  readonly allowance: Explained<Fen>
}

const LEAVE = cite('女职工劳动保护特别规定', 7)
const ALLOWANCE = cite('女职工劳动保护特别规定', 8)

/** 产假天数与生育津贴。The allowance is the employer's average monthly wage by the day, for each day of leave. */
export function maternityOf(area: AreaPolicy, input: MaternityInput): Maternity {
  const { month, employerAverage } = input
  const days = maternityDays(area, input)
  const allowance = explain('maternityAllowance', 'fen', ALLOWANCE, (why) => {
    const wage = why.step('employerAverageWage', 'fen', employerAverage)
    const perMonth = why.use(area.count('maternity.days-of-month', month, '', 'days'))
    return partOf(why, area, month, wage, why.use(days), perMonth)
  })
  return { days, allowance }
}

function maternityDays(area: AreaPolicy, input: MaternityInput): Explained<number> {
  const { event, month, isDifficult, children } = input
  return explain('leaveDays', 'days', LEAVE, (why) => {
    const leave = why.use(area.count('maternity.leave-days', month, event, 'days'))
    if (event !== 'birth') return leave
    const difficult = isDifficult ? why.use(area.count('maternity.more-days', month, 'difficult', 'days')) : 0
    const beyondOne = why.step('children', 'count', children) - 1
    const multiple = beyondOne > 0 ? why.use(area.count('maternity.more-days', month, 'eachChild', 'days')) : 0
    return leave + difficult + multiple * beyondOne
  })
}
