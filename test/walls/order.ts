import type { Breach, Source } from './source.js'
import { folderOf } from './source.js'

/** The floors and rooms in their order: a folder may import itself and what stands before it. */
export const HOUSE: readonly string[] = [
  ...['kernel', 'db', 'log', 'access', 'policy', 'ledger', 'records'],
  ...['archive', 'collection', 'closing', 'exchange', 'transfer', 'custody', 'query', 'certificates', 'objections'],
  ...['disclosure', 'statistics', 'channels', 'quality', 'oversight', 'app'],
]

/** Inside a folder each kind may import its own and the kinds before it; plain nouns come first (rank 0). */
const KINDS = ['contract', 'store', 'service', 'routes']

/** 门规一：房间有先后。 */
export function orderBreaches(source: Source): Breach[] {
  const folder = folderOf(source.path)
  if (folder === undefined) return []
  const breach = (says: string): Breach => ({ wall: 'order', path: source.path, says })
  if (!HOUSE.includes(folder)) return [breach(`folder “${folder}” is not in the house`)]
  return source.imports.flatMap(({ to, relative }) => {
    if (to === '(computed)') return folder === 'app' ? [] : [breach('imports a computed name')]
    if (!relative) return isAlias(to) ? [breach(`imports ${to} by another way than its path`)] : []
    const target = folderOf(to)
    if (target === undefined) return mayLeave(source, to) ? [] : [breach(`leaves the house: ${to}`)]
    return HOUSE.includes(target) && HOUSE.indexOf(target) <= HOUSE.indexOf(folder) ? [] : [breach(`imports ${to}`)]
  })
}

/** A name a bundler or Node would turn into a path: the walls could not see through it. */
export function isAlias(name: string): boolean {
  return /^([/~#]|@\/|src\/|web\/|file:|data:|https?:)/.test(name)
}

function mayLeave(source: Source, to: string): boolean {
  if (source.isTest) return to.startsWith('test/')
  return folderOf(source.path) === 'app' && !/\.tsx?$/.test(to) && !to.startsWith('..')
}

/** 门规二：房间里有梯级。`filing-store.ts` and `filing.store.ts` stand on the step of `store.ts`. */
export function ladderBreaches(source: Source): Breach[] {
  const folder = folderOf(source.path)
  if (folder === undefined || folder === 'app' || source.isTest) return []
  return source.imports
    .filter(({ to, relative }) => relative && folderOf(to) === folder && step(to) > step(source.path))
    .map(({ to }) => ({ wall: 'ladder', path: source.path, says: `imports ${to}, which stands above it` }))
}

export function step(path: string): number {
  const kind = /(?:^|[/.-])(contract|store|service|routes)\.tsx?$/.exec(path)?.[1]
  return kind === undefined ? 0 : KINDS.indexOf(kind) + 1
}

/** No file reaches itself by imports, erased ones included. Each circle is told once. */
export function cycleBreaches(sources: readonly Source[]): Breach[] {
  const byPath = new Map(sources.map((source) => [source.path, source]))
  const done = new Set<string>()
  const breaches: Breach[] = []
  const visit = (path: string, trail: readonly string[]) => {
    if (trail.includes(path)) {
      const circle = [...trail.slice(trail.indexOf(path)), path].join(' → ')
      breaches.push({ wall: 'cycle', path, says: circle })
      return
    }
    if (done.has(path)) return
    for (const next of filesImported(byPath, path)) visit(next, [...trail, path])
    done.add(path)
  }
  for (const { path } of sources) visit(path, [])
  return breaches
}

/** The files of the repository that a file imports. A path without its exact name is looked for as .tsx too. */
export function filesImported(byPath: ReadonlyMap<string, Source>, path: string, erasedToo = true): string[] {
  const imports = byPath.get(path)?.imports ?? []
  return imports
    .filter(({ relative, typeOnly }) => relative && (erasedToo || !typeOnly))
    .map(({ to }) => [to, `${to}x`, `${to}.ts`, `${to}.tsx`].find((name) => byPath.has(name)))
    .filter((name) => name !== undefined)
}
