import type { Instant } from './day.js'
import { invariant } from './invariant.js'

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/**
 * UUIDv7（RFC 9562）。The first 48 bits are the instant, the rest is chance: ten bytes of it, of which six bits give way
 * to the version and variant. Time and chance come from outside; the kernel has neither.
 */
export function uuidV7(at: Instant, chance: Uint8Array): string {
  invariant(chance.length >= 10, 'a UUIDv7 takes ten bytes of chance')
  const time = at.toString(16).padStart(12, '0')
  let rest = ''
  for (let i = 0; i < 10; i++) rest += HEX[chance[i]!]!
  const variant = '89ab'[chance[2]! >> 6]!
  return `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(1, 4)}-${variant}${rest.slice(5, 8)}-${rest.slice(8, 20)}`
}

/** 无。Stands where an id is compulsory and there is nothing to name, as the session of a failed sign-in. */
export const NO_UUID = '00000000-0000-0000-0000-000000000000'
