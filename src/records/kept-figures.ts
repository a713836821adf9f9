import { cite, type Explained } from '../kernel/explain.js'
import type { Fen } from '../kernel/money.js'
import type { DeemedPeriod, Posted, Subsidy, Transfer } from '../ledger/fact.js'
import { figure } from './figure.js'

/** 原样记载的数：figures that stand as a fact keeps them, each with the fact it is from. */

const DEEMED = cite('社会保险个人权益记录管理办法', '二（四）')
const SUBSIDIES = cite('社会保险个人权益记录管理办法', '二（二）')

/** 视同缴费月数 of one approved stretch. */
export function deemedFigure(one: Posted<DeemedPeriod>): Explained<number> {
  const tell = () => [
    figure('deemedFrom', 'month', one.fromMonth, () => []),
    figure('deemedThrough', 'month', one.throughMonth, () => []),
  ]
  return figure('deemedMonths', 'months', one.months, tell, { basis: DEEMED, fact: one.ref })
}

export function subsidyFigures(one: Posted<Subsidy>): Readonly<Record<'amount' | 'toAccount', Explained<Fen>>> {
  const place = { basis: SUBSIDIES, fact: one.ref }
  return {
    amount: figure('subsidyAmount', 'fen', one.amount, () => [], place),
    toAccount: figure('subsidyToAccount', 'fen', one.toAccount, () => [], place),
  }
}

export function transferFigures(one: Posted<Transfer>) {
  const place = { basis: DEEMED, fact: one.ref }
  const moved = one.direction === 'in' ? 'movedIn' : 'movedOut'
  return {
    months: figure('broughtInMonths', 'months', one.months, () => [], place) as Explained,
    toAccount: figure(moved, 'fen', one.toAccount, () => [], place) as Explained,
    pooled: figure('transferPooled', 'fen', one.pooled, () => [], place) as Explained,
  }
}
