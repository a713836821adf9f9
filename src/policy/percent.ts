import { type Ppm, ppm } from '../kernel/money.js'

/** 解析百分数。'1.9' is 19_000 ppm; at most four decimals, and undefined for anything else. */
export function findPercent(text: string): Ppm | undefined {
  const match = /^(0|[1-9]\d{0,4})(?:\.(\d{1,4}))?$/.exec(text)
  if (match === null) return undefined
  return ppm(Number(match[1]) * 10_000 + Number((match[2] ?? '').padEnd(4, '0')))
}

/** 百分数的书写：19_000 ppm is '1.9'. */
export function percentText(rate: Ppm): string {
  const whole = Math.floor(rate / 10_000)
  const rest = String(rate % 10_000).padStart(4, '0')
  const decimals = rest.replace(/0+$/, '')
  return decimals === '' ? String(whole) : `${whole}.${decimals}`
}
