import type { Explanation } from '../src/query/contract.js'

/** Every path that an answer offers. */
export function pathsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(pathsIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'path' && typeof inner === 'string' ? [inner] : pathsIn(inner),
  )
}

/** The facts a figure rests on, however deep they lie. */
export function factsIn({ fact, from }: Explanation): NonNullable<Explanation['fact']>[] {
  return [...(fact === undefined ? [] : [fact]), ...from.flatMap(factsIn)]
}
