import type { Trx } from '../db/database.js'
import { Refusal } from '../kernel/refusal.js'
import { coarsened, groupOf, LADDER, type Measured, measureOf } from './coarsen.js'
import { type Alike, givenAway } from './extract-difference.js'
import { toldAlike, toldOf } from './extract-member-store.js'
import type { InRange } from './extract-rows-service.js'
import type { Ages, PublishedTable } from './extract-tables.js'
import { tooManyExtracts } from './refusals.js'

const AT_ONCE = 1000

/** 概化所问：k, the share that may be left out, how many classes can be compared at most; what is published of these people. */
export interface Measuring {
  readonly insurance: string
  readonly least: number
  readonly share: number
  readonly most: number
  readonly ages: Ages
  readonly tables: readonly PublishedTable[]
}

/**
 * 概化到 k，与此前的提取、与已公布的表相减也不露。Coarsened as far as the groups under k ask for, then as far as the earlier extracts of the
 * same insurance do: a group whose difference to what was told before would be a few people is left out. Where no level
 * keeps that share, the level that leaves out the fewest.
 */
export async function measured(
  trx: Trx,
  people: () => AsyncIterable<InRange>,
  sizes: readonly ReadonlyMap<string, number>[],
  { insurance, least, share, most, ages, tables }: Measuring,
): Promise<Measured> {
  const found = coarsened(sizes, least, share)
  const earlier = await toldAlike(trx, insurance)
  if (earlier.length === 0 && tables.length === 0) return found
  const steps = LADDER.slice(found.step)
  const alike = earlier.length === 0 ? [] : await classesOf(trx, people(), insurance, found.step, earlier)
  let best: Measured | undefined
  for (const [i, level] of steps.entries()) {
    const step = found.step + i
    const own = sizes[step] ?? new Map()
    const published = ages.against(tables, step, least)
    const before = measureOf(own, level, step, least, published)
    const classes = alike[i] ?? []
    if (classes.length > most) throw new Refusal(tooManyExtracts, { wanted: classes.length, most })
    const here = measureOf(own, level, step, least, new Set([...published, ...givenAway(classes, before.keep, least)]))
    if (best === undefined || here.suppressedPersons < best.suppressedPersons) best = here
    if (here.suppressedPersons * 1_000_000 <= (here.persons + here.suppressedPersons) * share) return here
  }
  return best ?? found
}

/** 各级上处处同列的各类人，in one pass over the range; the rest of the earlier extracts is in none of the new groups. */
async function classesOf(
  trx: Trx,
  people: AsyncIterable<InRange>,
  insurance: string,
  first: number,
  earlier: readonly { readonly told: string[]; readonly size: number }[],
): Promise<Alike[][]> {
  const levels = LADDER.slice(first)
  const counts = levels.map(() => new Map<string, Alike>())
  const rest = new Map(earlier.map(({ told, size }) => [JSON.stringify(told), { told, size }]))
  const add = async (part: readonly InRange[]) => {
    const known = await toldOf(
      trx,
      insurance,
      part.map(({ personId }) => personId),
    )
    for (const { personId, quasi } of part) {
      const told = known.get(personId) ?? []
      const left = rest.get(JSON.stringify(told))
      if (left !== undefined) left.size--
      for (const [i, level] of levels.entries()) {
        const group = groupOf(quasi, level)
        const key = JSON.stringify([group, told])
        counts[i]!.set(key, { group, told, size: 1 + (counts[i]!.get(key)?.size ?? 0) })
      }
    }
  }
  const part: InRange[] = []
  for await (const one of people) {
    part.push(one)
    if (part.length >= AT_ONCE) await add(part.splice(0))
  }
  if (part.length > 0) await add(part)
  const others = [...rest.values()].filter(({ size }) => size > 0).map((one) => ({ ...one, group: undefined }))
  return counts.map((of) => [...of.values(), ...others])
}
