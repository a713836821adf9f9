import { mod112 } from '../kernel/mod11-2.js'

/**
 * 差一位的号码。Of a number whose check sign does not hold, the numbers that do hold and differ in one digit, or in two
 * neighbours written the wrong way round. A number that holds has none: the check finds every single slip.
 */
export function nearNumbers(given: string): string[] {
  const text = given.toUpperCase()
  if (!/^\d{17}[\dX]$/.test(text) || mod112(text) === text[17]) return []
  const near = new Set<string>([text.slice(0, 17) + mod112(text)])
  for (let at = 0; at < 17; at++) {
    for (const digit of '0123456789') {
      const other = text.slice(0, at) + digit + text.slice(at + 1)
      if (mod112(other) === other[17]) near.add(other)
    }
    const swapped = text.slice(0, at) + text[at + 1]! + text[at]! + text.slice(at + 2)
    if (/^\d{17}[\dX]$/.test(swapped) && mod112(swapped) === swapped[17]) near.add(swapped)
  }
  return [...near]
}
