import { determined, type Line } from './subtraction.js'

/** 处处同列的一类人：told in the same groups by every extract so far; `group` is where the new one would tell them. */
export interface Alike {
  readonly group: string | undefined
  /** 'extract=group' of each earlier extract they are in. */
  readonly told: readonly string[]
  readonly size: number
}

interface Part extends Alike {
  readonly key: string
}

/**
 * 与此前的提取相减即可得的：the groups of the new extract that must not be told, since with what was told before they would
 * give away a class of fewer than `least` people. Whoever holds every extract is thought to add and subtract at will. What
 * the earlier ones give away among themselves no new group can take back.
 */
export function givenAway(alike: readonly Alike[], keep: ReadonlySet<string>, least: number): ReadonlySet<string> {
  const dropped = new Set<string>()
  for (;;) {
    const parts = merged(alike, (group) => keep.has(group) && !dropped.has(group))
    const more = new Set(islands(parts).flatMap((island) => givenBy(island, least)))
    if (more.size === 0) return dropped
    for (const group of more) dropped.add(group)
  }
}

/** Those whom the new extract does not tell are one class with all who were told alike. */
function merged(alike: readonly Alike[], isTold: (group: string) => boolean): Part[] {
  const found = new Map<string, Part>()
  for (const { group, told, size } of alike) {
    const own = group !== undefined && isTold(group) ? group : undefined
    const key = JSON.stringify([own ?? null, told])
    found.set(key, { key, group: own, told, size: size + (found.get(key)?.size ?? 0) })
  }
  return [...found.values()].filter(({ size }) => size > 0)
}

function linesOf({ group, told }: Pick<Alike, 'group' | 'told'>): string[] {
  return group === undefined ? [...told] : [...told, `new=${group}`]
}

/** 互不相干的各块：classes that share no line cannot be told from each other. */
function islands(parts: readonly Part[]): Part[][] {
  const over = new Map<string, string>()
  const top = (line: string): string => {
    let at = line
    while (over.get(at) !== undefined && over.get(at) !== at) at = over.get(at)!
    return at
  }
  for (const part of parts) {
    const [first = '', ...rest] = linesOf(part)
    for (const line of rest) over.set(top(line), top(first))
  }
  const found = new Map<string, Part[]>()
  for (const part of parts) {
    const at = top(linesOf(part)[0] ?? '')
    found.set(at, [...(found.get(at) ?? []), part])
  }
  return [...found.values()]
}

function givenBy(parts: readonly Part[], least: number): string[] {
  if (!parts.some(({ group }) => group !== undefined) || !parts.some(({ told }) => told.length > 0)) return []
  const before = smallIn(parts, ({ told }) => told, least)
  const small = [...smallIn(parts, linesOf, least)].filter((key) => !before.has(key))
  const near = new Set(small.flatMap((key) => parts.find((part) => part.key === key)!.told))
  const own = small.flatMap((key) => parts.find((part) => part.key === key)!.group ?? [])
  const beside = parts.filter(({ told }) => told.some((line) => near.has(line))).flatMap(({ group }) => group ?? [])
  return [...own, ...beside]
}

/** 可得的小类：those whose number follows, and those that are all that is left of a told total. */
function smallIn(parts: readonly Part[], linesOfPart: (part: Part) => readonly string[], least: number): Set<string> {
  const sizes = new Map(parts.map(({ key, size }) => [key, size]))
  const lines = new Map<string, string[]>()
  for (const part of parts)
    for (const line of linesOfPart(part)) lines.set(line, [...(lines.get(line) ?? []), part.key])
  const sum = (keys: readonly string[]) => keys.reduce((total, key) => total + sizes.get(key)!, 0)
  const known = new Map([...lines].map(([line, keys]) => [line, sum(keys)]))
  const all: Line[] = [...lines].map(([total, keys]) => ({ total, parts: keys }))
  const told = new Set(determined(all, new Set(sizes.keys()), (key) => known.get(key)!))
  const rests = [...lines.values()]
    .map((keys) => keys.filter((key) => !told.has(key)))
    .filter((keys) => keys.length > 0 && sum(keys) < least)
  return new Set([...[...told].filter((key) => sizes.get(key)! < least), ...rests.flat()])
}
