import { parse } from 'yaml'
import type { PolicyText } from './book.js'
import { areaOfPath } from './parameter-files.js'
import { sameVersion, type VersionText, versionsIn } from './parameter-versions.js'

/** 参数的一处差异。A version that came, went or changed between two sets of files. */
export interface ParameterDifference {
  readonly area: string
  readonly parameter: string
  readonly path: string
  readonly since: string
  readonly before?: VersionText | undefined
  readonly after?: VersionText | undefined
}

/** 两套参数文件的差异，by version; comments and order do not count. */
export function parameterDifferences(
  before: readonly PolicyText[],
  after: readonly PolicyText[],
): ParameterDifference[] {
  const [was, is] = [versionsByPlace(before), versionsByPlace(after)]
  return [...new Set([...was.keys(), ...is.keys()])].sort().flatMap((key) => {
    const [one, other] = [was.get(key), is.get(key)]
    if (sameVersion(one?.version, other?.version)) return []
    const { area, parameter, path, version } = (other ?? one)!
    return [{ area, parameter, path, since: version.since, before: one?.version, after: other?.version }]
  })
}

/** 两份参数文件所定是否相同。Comments, order of parameters and what they are called do not count. */
export function sameParameters(before: string, after: string): boolean {
  return told(before) === told(after)
}

function told(text: string): string {
  const read = (parse(text, { schema: 'failsafe' }) ?? {}) as Readonly<Record<string, unknown>>
  const parameters = Object.entries(read).map(([id, raw]) => {
    const keys = Object.entries((raw ?? {}) as object).filter(([key]) => key !== 'what')
    return [id, keys.sort(([a], [b]) => (a < b ? -1 : 1))] as const
  })
  return JSON.stringify(parameters.sort(([a], [b]) => (a < b ? -1 : 1)))
}

interface Placed {
  readonly area: string
  readonly parameter: string
  readonly path: string
  readonly version: VersionText
}

function versionsByPlace(texts: readonly PolicyText[]): Map<string, Placed> {
  const placed = new Map<string, Placed>()
  for (const { path, text } of texts) {
    if (path.endsWith('/area.yaml')) continue
    const area = areaOfPath(texts, path)
    for (const [parameter, versions] of versionsIn(text)) {
      for (const version of versions) {
        placed.set(`${area}|${parameter}|${version.since}`, { area, parameter, path, version })
      }
    }
  }
  return placed
}
