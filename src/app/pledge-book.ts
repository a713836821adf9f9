import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type PledgeText, pledgeAt, readPledges } from '../access/pledge.js'
import type { Clock } from '../kernel/clock.js'
import { ROOT } from './place.js'

let read: readonly PledgeText[] | undefined

/** 随版本发布的承诺书文本，by day: what is in force is asked anew at each sign-in. */
export function pledgeInForce(clock: Clock): () => PledgeText | undefined {
  read ??= readPledges(readFileSync(join(ROOT, 'policies', 'pledges', 'staff.yaml'), 'utf8'))
  const texts = read
  return () => pledgeAt(texts, clock.today())
}
