import { cite, type Explained, explain } from '../kernel/explain.js'
import type { Fen } from '../kernel/money.js'
import type { Period } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import type { AreaPolicy } from './area.js'
import { parseSteps, stepValue } from './benefit-steps.js'
import { notRegistered, tooFewUnemploymentMonths, voluntaryLeaving } from './refusals-benefit.js'

export interface UnemploymentInput {
  /** 失业年月. */
  readonly lossMonth: Period
  /** 累计缴费月数 since the benefit was last drawn. */
  readonly paidMonths: number
  /** 前次应领未领的月数. */
  readonly carriedMonths: number
  /** 非因本人意愿中断就业. */
  readonly isInvoluntary: boolean
  /** 已办理失业登记并有求职要求. */
  readonly isRegistered: boolean
}

export interface Unemployment {
  readonly entitledMonths: Explained<number>
  readonly amount: Explained<Fen>
}

/** 停止领取的情形。 */
export const UNEMPLOYMENT_STOPS = {
  reemployed: { zh: '重新就业', en: 'new employment' },
  conscripted: { zh: '应征服兵役', en: 'conscription' },
  movedAbroad: { zh: '移居境外', en: 'moving abroad' },
  drawsPension: { zh: '享受基本养老保险待遇', en: 'drawing a pension' },
  refusedWork: { zh: '无正当理由拒不接受适当工作或培训', en: 'refusing suitable work or training' },
} as const
export type UnemploymentStop = keyof typeof UNEMPLOYMENT_STOPS

const CONDITIONS = cite('社会保险法', 45)
const DURATION = cite('社会保险法', 46)
const AMOUNT = cite('社会保险法', 47)
const MONTHS = 12

/**
 * 失业保险金。Stops with `unemployment.voluntary`, `.not-registered` or `.too-few-months` where a condition is not met,
 * and with `parameter.missing-version` where the area has no standard published.
 */
export function unemploymentOf(area: AreaPolicy, input: UnemploymentInput): Unemployment {
  const entitledMonths = unemploymentMonths(area, input)
  const amount = explain('unemploymentBenefit', 'fen', AMOUNT, (why) =>
    why.use(area.fen('unemployment.monthly-amount', input.lossMonth)),
  )
  return { entitledMonths, amount }
}

/** 领取期限。By completed years paid, with the months not drawn before, within the most there are. */
export function unemploymentMonths(area: AreaPolicy, input: UnemploymentInput): Explained<number> {
  const { lossMonth, paidMonths, carriedMonths } = input
  refuseUnmet(area, input)
  return explain('unemploymentMonths', 'count', DURATION, (why) => {
    const paid = why.step('actualMonths', 'months', paidMonths)
    const table = why.use(area.text('unemployment.months-by-years', lossMonth))
    const own = stepValue(parseSteps('unemployment.months-by-years', table), Math.floor(paid / MONTHS)) ?? 0
    const carried = carriedMonths === 0 ? 0 : why.step('monthsCarried', 'count', carriedMonths)
    return Math.min(own + carried, why.use(area.count('unemployment.months-cap', lossMonth)))
  })
}

/** 剩余月数：what a later loss of work may add to. */
export function monthsLeft(entitled: Explained<number>, used: number): Explained<number> {
  return explain('monthsLeft', 'count', DURATION, (why) =>
    Math.max(0, why.use(entitled) - why.step('monthsDrawn', 'count', used)),
  )
}

function refuseUnmet(area: AreaPolicy, input: UnemploymentInput): void {
  const { lossMonth, paidMonths } = input
  const minimum = area.months('unemployment.minimum-months', lossMonth)
  const basis = `${CONDITIONS.document}·${CONDITIONS.article}`
  if (paidMonths < minimum.value) {
    throw new Refusal(tooFewUnemploymentMonths, { months: paidMonths, minimum: minimum.value, basis })
  }
  if (!input.isInvoluntary) throw new Refusal(voluntaryLeaving, { basis })
  if (!input.isRegistered) throw new Refusal(notRegistered, { basis })
}
