import { COARSENING } from './words.js'

/** 准标识。What together could point at somebody; each told more coarsely the higher its level. */
export interface Quasi {
  readonly age: number | undefined
  readonly agency: string
  readonly employerType: string
  readonly sex: string
}

/** 概化的级。One number for each, from fine (0) to not told. */
export interface Level {
  readonly age: number
  readonly area: number
  readonly employer: number
  readonly sex: number
}

/** 逐级概化的次序：what says least about the matter goes first, and each step only widens. */
export const LADDER: readonly Level[] = [
  { age: 0, area: 0, employer: 0, sex: 0 },
  { age: 0, area: 0, employer: 1, sex: 0 },
  { age: 1, area: 0, employer: 1, sex: 0 },
  { age: 1, area: 1, employer: 1, sex: 0 },
  { age: 1, area: 1, employer: 1, sex: 1 },
  { age: 2, area: 1, employer: 1, sex: 1 },
]

const STEPS = [10, 20]
export const UNTOLD = '*'

export function coarse(
  quasi: Quasi,
  level: Level,
): readonly [age: string, area: string, employer: string, sex: string] {
  const step = STEPS[level.age]
  const from = step === undefined || quasi.age === undefined ? undefined : Math.floor(quasi.age / step) * step
  return [
    from === undefined ? UNTOLD : `${from}-${from + step! - 1}`,
    level.area === 0 ? quasi.agency : UNTOLD,
    level.employer === 0 ? quasi.employerType : UNTOLD,
    level.sex === 0 ? quasi.sex : UNTOLD,
  ]
}

export function groupOf(quasi: Quasi, level: Level): string {
  return coarse(quasi, level).join('|')
}

/** 量得的结果：which level was needed, which groups go, and the smallest group left. */
export interface Measured {
  readonly level: Level
  readonly step: number
  readonly k: number
  readonly groups: number
  readonly persons: number
  readonly suppressedGroups: number
  readonly suppressedPersons: number
  readonly keep: ReadonlySet<string>
}

/**
 * 概化到 k。Coarsened step by step until no more than the given share (ppm) of the people is in groups under k; those
 * groups are left out and counted. The sizes at every level are counted in one pass beforehand.
 */
export function coarsened(sizes: readonly ReadonlyMap<string, number>[], k: number, share: number): Measured {
  let last: Measured | undefined
  for (const [step, level] of LADDER.entries()) {
    last = measureOf(sizes[step] ?? new Map(), level, step, k)
    if (last.suppressedPersons * 1_000_000 <= (last.persons + last.suppressedPersons) * share) break
  }
  return last!
}

/** 在这一级上量得的；`dropped` are the groups that must go for another reason than their size. */
export function measureOf(
  groups: ReadonlyMap<string, number>,
  level: Level,
  step: number,
  k: number,
  dropped: ReadonlySet<string> = new Set(),
): Measured {
  const all = [...groups]
  const large = all.filter(([group, size]) => size >= k && !dropped.has(group))
  const sum = (of: readonly (readonly [string, number])[]) => of.reduce((total, [, size]) => total + size, 0)
  return {
    ...{ level, step, groups: large.length, persons: sum(large), keep: new Set(large.map(([group]) => group)) },
    k: large.length === 0 ? 0 : large.reduce((least, [, size]) => Math.min(least, size), Number.MAX_SAFE_INTEGER),
    suppressedGroups: all.length - large.length,
    suppressedPersons: sum(all) - sum(large),
  }
}

/** 概化的说法。 */
export function levelWords({ age, area, employer, sex }: Level): { zh: string; en: string } {
  const told = [COARSENING.age[age]!, COARSENING.area[area]!, COARSENING.employer[employer]!, COARSENING.sex[sex]!]
  return { zh: told.map(({ zh }) => zh).join('、'), en: told.map(({ en }) => en).join(', ') }
}
