/** 差错率的估计，in ppm. The interval is Wilson's score interval at 95 %, rounded outwards. */
export interface ErrorRate {
  readonly rate: number
  readonly low: number
  readonly high: number
}

/** 威尔逊区间，the name that is printed beside the figures. */
export const INTERVAL_NAME = {
  zh: '威尔逊区间（Wilson score interval），95%',
  en: 'Wilson score interval, 95 %',
} as const

/** The square of the normal quantile for 95 %, in millionths: the chi-square quantile of one degree of freedom. */
const QUANTILE_SQUARED = 3_841_459n
const PPM = 1_000_000n
const FINE = 1_000_000_000_000n

/** So many wrong of so many drawn, in whole numbers throughout. Nothing drawn says nothing: from nought to all. */
export function errorRate(wrong: number, drawn: number): ErrorRate {
  if (drawn === 0) return { rate: 0, low: 0, high: Number(PPM) }
  const [x, n] = [BigInt(wrong), BigInt(drawn)]
  const below = n * PPM + QUANTILE_SQUARED
  const centre = x * PPM + QUANTILE_SQUARED / 2n
  const spread = (QUANTILE_SQUARED * PPM * x * (n - x)) / n + (QUANTILE_SQUARED * QUANTILE_SQUARED) / 4n
  const half = root(spread * FINE)
  const fine = centre * PPM
  const [low, high] = [fine - half, fine + half]
  return {
    rate: Number((2n * x * PPM + n) / (2n * n)),
    low: wrong === 0 ? 0 : Number(low / below),
    high: wrong === drawn ? Number(PPM) : Number((high + below - 1n) / below),
  }
}

/** 整数平方根：the largest whole number whose square is not more. */
function root(of: bigint): bigint {
  if (of < 2n) return of
  let [guess, next] = [of, (of + 1n) / 2n]
  while (next < guess) [guess, next] = [next, (next + of / next) / 2n]
  return guess
}
