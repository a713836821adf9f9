import { type Day, daysBetween } from '../kernel/day.js'
import { type Fen, fen, ZERO } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import { deferralBackwards } from './refusals-charge.js'

/** 足额缴费标志（AAB165）及其名称。 */
export const STANDINGS = {
  arrears: { zh: '欠缴', en: 'in arrears', code: '0' },
  partial: { zh: '部分缴费', en: 'paid in part', code: '0' },
  paid: { zh: '足额缴费', en: 'paid in full', code: '1' },
  deferred: { zh: '缓缴', en: 'deferred', code: '2' },
  over: { zh: '多缴', en: 'paid above due', code: '1' },
  notDue: { zh: '无应缴', en: 'nothing due', code: '1' },
} as const
export type StandingState = keyof typeof STANDINGS

/** 缓缴期。Approved; both days are inside. */
export interface Deferral {
  readonly from: Day
  readonly through: Day
}

export interface BothSides {
  readonly employer: Fen
  readonly person: Fen
}

/** 一个月缴得如何。 */
export interface Standing {
  readonly state: StandingState
  /** 计入月份：only what is paid in full counts. */
  readonly counts: boolean
  readonly arrears: BothSides
  readonly over: BothSides
}

/**
 * 应缴与实缴相比。Each side apart: what one paid too much does not settle the other. A month counts when both sides are
 * paid in full; within a deferral what is due stands, but is no arrears and does not count yet.
 */
export function standingOf(due: BothSides, paid: BothSides, deferral?: Deferral, on?: Day): Standing {
  const short = each((side) => fen(Math.max(0, due[side] - paid[side])))
  const over = each((side) => fen(Math.max(0, paid[side] - due[side])))
  const isShort = short.employer + short.person > 0
  const isDeferred = isShort && deferral !== undefined && on !== undefined && covers(deferral, on)
  const state = isDeferred ? 'deferred' : isShort ? shortState(paid) : fullState(due, over)
  return { state, counts: state === 'paid' || state === 'over', arrears: isDeferred ? NONE : short, over }
}

/** 缓缴期内的天数 of those after `from` through `through`. */
export function daysDeferred(deferral: Deferral | undefined, from: Day, through: Day): number {
  if (deferral === undefined) return 0
  if (deferral.through < deferral.from) throw new Refusal(deferralBackwards, { ...deferral })
  const begin = deferral.from > from ? daysBetween(from, deferral.from) : 1
  const end = daysBetween(from, deferral.through < through ? deferral.through : through)
  return Math.max(0, end - begin + 1)
}

const NONE: BothSides = { employer: ZERO, person: ZERO }

function covers({ from, through }: Deferral, on: Day): boolean {
  if (through < from) throw new Refusal(deferralBackwards, { from, through })
  return from <= on && on <= through
}

function shortState(paid: BothSides): StandingState {
  return paid.employer + paid.person > 0 ? 'partial' : 'arrears'
}

function fullState(due: BothSides, over: BothSides): StandingState {
  if (over.employer + over.person > 0) return 'over'
  return due.employer + due.person > 0 ? 'paid' : 'notDue'
}

function each(of: (side: keyof BothSides) => Fen): BothSides {
  return { employer: of('employer'), person: of('person') }
}
