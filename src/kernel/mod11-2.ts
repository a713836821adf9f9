const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const
const SYMBOLS = '10X98765432'

/** 校验码（GB 11643，ISO 7064 MOD 11-2）。The eighteenth character that belongs to seventeen digits. */
export function mod112(body: string): string {
  let sum = 0
  for (let i = 0; i < 17; i++) sum += (body.charCodeAt(i) - 48) * WEIGHTS[i]!
  return SYMBOLS[sum % 11]!
}
