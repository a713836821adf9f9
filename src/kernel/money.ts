import { invariant } from './invariant.js'
import { echo } from './mask.js'
import { Refusal } from './refusal.js'
import { malformedAmount } from './refusals.js'

/** 金额（分）。Money is a whole number of fen; yuan exist only on paper and on screen. */
export type Fen = number & { readonly unit: 'fen' }

/** 比率（百万分之一）。8% is 80_000. Rates are whole numbers too: no float ever touches an account. */
export type Ppm = number & { readonly unit: 'ppm' }

/** 尾数处理。The caller always names it, because the rules do. */
export type Rounding = 'down' | 'halfUp' | 'up'

export const ZERO = 0 as Fen

export function fen(amount: number): Fen {
  if (!Number.isSafeInteger(amount)) invariant(false, `${amount} is not a whole number of fen`)
  return amount as Fen
}

export function ppm(rate: number): Ppm {
  invariant(Number.isSafeInteger(rate) && rate >= 0, `${rate} is not a whole, nonnegative number of parts per million`)
  return rate as Ppm
}

export function sum(parts: Iterable<Fen>): Fen {
  let total = 0
  for (const part of parts) total += part
  return fen(total)
}

export function clamp(amount: Fen, floor: Fen, ceiling: Fen): Fen {
  invariant(floor <= ceiling, `floor ${floor} is above ceiling ${ceiling}`)
  return fen(Math.min(Math.max(amount, floor), ceiling))
}

/** 按比率取份额。The caller names the rounding. Amounts are nonnegative: reverse an entry whole instead. */
export function share(amount: Fen, rate: Ppm, rounding: Rounding): Fen {
  return ratio(amount, rate, 1_000_000, rounding)
}

/** 按分数取份额：amount × numerator ÷ denominator, exact until the one named rounding. */
export function ratio(amount: Fen, numerator: number | bigint, denominator: number | bigint, rounding: Rounding): Fen {
  invariant(amount >= 0 && numerator >= 0 && denominator > 0, 'shares are taken of nonnegative amounts')
  if (typeof numerator === 'number' && typeof denominator === 'number') {
    const product = amount * numerator
    if (product <= Number.MAX_SAFE_INTEGER) {
      const rest = product % denominator
      return fen((product - rest) / denominator + carry(rest, denominator, rounding))
    }
  }
  const scaled = BigInt(amount) * BigInt(numerator)
  const whole = BigInt(denominator)
  const rest = scaled % whole
  const up = rounding === 'up' ? rest > 0n : rounding === 'halfUp' && rest * 2n >= whole
  return fen(Number(scaled / whole) + (up ? 1 : 0))
}

function carry(rest: number, denominator: number, rounding: Rounding): 0 | 1 {
  if (rounding === 'up') return rest > 0 ? 1 : 0
  return rounding === 'halfUp' && rest >= denominator - rest ? 1 : 0
}

/** 解析以元为单位的金额文本。At most two decimals, no sign, no separators; otherwise `amount.malformed`. */
export function parseYuan(text: string): Fen {
  const match = /^(0|[1-9]\d{0,10})(?:\.(\d{1,2}))?$/.exec(text)
  if (match === null) throw new Refusal(malformedAmount, { text: echo(text) })
  return fen(Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')))
}

/** 金额的书写：yuan with two decimals, as paper and screens show it. */
export function yuanText(amount: Fen): string {
  const digits = String(Math.abs(amount)).padStart(3, '0')
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}
