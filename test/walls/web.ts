import { builtinModules } from 'node:module'
import { filesImported, isAlias, step } from './order.js'
import type { Breach, Source } from './source.js'

/** Packages a contract may stand on: they run in a browser as well. */
const CONTRACT_PACKAGES = new Set(['@sinclair/typebox'])

/** 门规五（一）：网页只认 contract 与 kernel。 */
export function webBreaches(source: Source): Breach[] {
  if (!source.path.startsWith('web/') || source.path.endsWith('.config.ts')) return []
  return source.imports
    .filter(({ to, relative }) => (relative ? !mayShow(to) : isOfNode(to) || isAlias(to)))
    .map(({ to }) => ({ wall: 'web', path: source.path, says: `imports ${to}` }))
}

function mayShow(to: string): boolean {
  return to.startsWith('web/') || to.startsWith('src/kernel/') || (to.startsWith('src/') && step(to) === 1)
}

function isOfNode(name: string): boolean {
  return name.startsWith('node:') || name === '(computed)' || builtinModules.includes(name)
}

/** 门规五（二）：what a contract or kernel file loads, however far, runs in a browser. */
export function reachBreaches(sources: readonly Source[]): Breach[] {
  const byPath = new Map(sources.map((source) => [source.path, source]))
  const starts = sources.filter(({ path, isTest }) => path.startsWith('src/') && !isTest && step(path) === 1)
  return starts.flatMap(({ path }) => {
    const reached = reach(byPath, path)
    return reached.flatMap((at) =>
      (byPath.get(at)?.imports ?? [])
        .filter(({ to, relative, typeOnly }) => !relative && !typeOnly && !CONTRACT_PACKAGES.has(to))
        .map(({ to }) => ({ wall: 'web', path, says: `reaches ${to} through ${at}` })),
    )
  })
}

function reach(byPath: ReadonlyMap<string, Source>, from: string): string[] {
  const seen = new Set([from])
  for (const at of seen) for (const next of filesImported(byPath, at, false)) seen.add(next)
  return [...seen]
}
