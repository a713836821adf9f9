import type { Explained, FactRef } from '../kernel/explain.js'
import type { Fen, Ppm } from '../kernel/money.js'
import type { Period } from '../kernel/period.js'

/**
 * 个人账户一年。closing = opening + interestOnOpening + credits + interestOnCredits − paidOut − interestOnPaid + movedIn −
 * movedOut; a part that does not occur is left out. A year that is not over, or whose rate is not published, has no
 * interest and no closing; a provisional year is settled at a rate that is to be replaced. Of an account kept elsewhere
 * (medical) only what was credited is told.
 */
export interface AccountYearRecord {
  readonly year: number
  readonly state: AccountYearState
  readonly opening: Explained<Fen>
  readonly credits: Explained<Fen>
  readonly interestOnOpening?: Explained<Fen> | undefined
  readonly interestOnCredits?: Explained<Fen> | undefined
  /** 当年账户支出：benefits drawn, and what was paid out when the account ended. */
  readonly paidOut?: Explained<Fen> | undefined
  readonly interestOnPaid?: Explained<Fen> | undefined
  /** 转入、转出的储存额. */
  readonly movedIn?: Explained<Fen> | undefined
  readonly movedOut?: Explained<Fen> | undefined
  readonly closing?: Explained<Fen> | undefined
  /** 储存额：the closing balance, or what stands there where there is no interest yet. */
  readonly balance: Explained<Fen>
  readonly rate?: Explained<Ppm> | undefined
  /** 1 to 12 where the account ended within the year. */
  readonly closedAfter?: number | undefined
  /** 年度结息所记的行，where a stored close stands behind the year. */
  readonly close?: FactRef | undefined
}

export type AccountYearState = 'settled' | 'provisional' | 'rateNotPublished' | 'running' | 'creditsOnly'

/** 一险种的个人账户, oldest year first. */
export interface AccountRecord {
  readonly insurance: string
  readonly years: readonly AccountYearRecord[]
  readonly balance: Explained<Fen>
  /** 终止：why and in which month; a pensioner's account goes on being drawn and has not ended. */
  readonly ended?: AccountEnd | undefined
  /** 某月末的储存额, with the interest up to it where the year's rate is known: what an account pension is made from. */
  readonly balanceAt: (month: Period) => Explained<Fen>
}

export interface AccountEnd {
  readonly month: Period
  readonly why: 'death' | 'settledAbroad' | 'transferredOut'
  readonly fact: FactRef
}

/** 有个人账户的险种。 */
export const ACCOUNT_INSURANCES = ['110', '120', '170', '310', 'annuity'] as const
export type AccountInsurance = (typeof ACCOUNT_INSURANCES)[number]

export function hasAccount(insurance: string): insurance is AccountInsurance {
  return (ACCOUNT_INSURANCES as readonly string[]).includes(insurance)
}

/** 只记划入的账户：the medical account is kept and settled by its own keeper. */
export const CREDITS_ONLY = '310'
