import { echo } from './mask.js'
import { Refusal } from './refusal.js'
import { malformedPeriod } from './refusals.js'

/** 月份（如费款所属期）。Kept as its own text: 'YYYY-MM' sorts, compares, stores and prints as itself. */
export type Period = string & { readonly unit: 'month' }

export function parsePeriod(text: string): Period {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) throw new Refusal(malformedPeriod, { text: echo(text) })
  return text as Period
}

export function plus(period: Period, months: number): Period {
  return periodOf(ordinal(period) + months)
}

export function monthsBetween(from: Period, to: Period): number {
  return ordinal(to) - ordinal(from)
}

export function* periodsFrom(from: Period, through: Period): Generator<Period> {
  for (let n = ordinal(from); n <= ordinal(through); n++) yield periodOf(n)
}

export function yearOf(period: Period): number {
  return twoDigits(period, 0) * 100 + twoDigits(period, 2)
}

export function monthOf(period: Period): number {
  return twoDigits(period, 5)
}

/** From the signs themselves: a close asks for the year of every row there is, and makes no text for it. */
function twoDigits(period: Period, at: number): number {
  return (period.charCodeAt(at) - ZERO) * 10 + period.charCodeAt(at + 1) - ZERO
}

const ZERO = 48

/** Months since year 0. No Date, no time zone, no daylight saving: a month is not a moment. */
function ordinal(period: Period): number {
  return yearOf(period) * 12 + monthOf(period) - 1
}

function periodOf(n: number): Period {
  return parsePeriod(`${String(Math.floor(n / 12)).padStart(4, '0')}-${String((n % 12) + 1).padStart(2, '0')}`)
}
