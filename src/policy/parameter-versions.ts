import { parse } from 'yaml'
import { isRecord } from './parameter.js'

/** 版本的文字。One version as it is written in a file: texts only, so that what was agreed is what is posted. */
export interface VersionText {
  readonly since: string
  readonly until?: string | undefined
  readonly value?: string | undefined
  readonly by?: Readonly<Record<string, string>> | undefined
  readonly same?: string | undefined
  readonly basis: string
  readonly status: 'final' | 'provisional' | 'unconfirmed'
}

/** 文件中各参数的版本，in the order they are written; history rows, which answer no lookup, are left out. */
export function versionsIn(text: string): Map<string, VersionText[]> {
  const read: unknown = text.trim() === '' ? {} : parse(text, { schema: 'failsafe' })
  if (!isRecord(read)) return new Map()
  return new Map(
    Object.entries(read).flatMap(([id, raw]) => {
      const versions = isRecord(raw) ? raw['versions'] : undefined
      return Array.isArray(versions) ? [[id, versions.filter(isLive).map(versionOf)] as const] : []
    }),
  )
}

/** Whether two versions say the same; two that are not there do. */
export function sameVersion(one: VersionText | undefined, other: VersionText | undefined): boolean {
  return fingerprint(one) === fingerprint(other)
}

export function fingerprint(version: VersionText | undefined): string {
  if (version === undefined) return ''
  const { since, until, value, by, same, basis, status } = version
  const sorted = by && Object.entries(by).sort(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify([since, until ?? null, value ?? null, sorted ?? null, same ?? null, basis, status])
}

function isLive(raw: unknown): raw is Record<string, unknown> {
  return isRecord(raw) && raw['history'] !== 'true'
}

function versionOf(raw: Readonly<Record<string, unknown>>): VersionText {
  const text = (name: string) => (typeof raw[name] === 'string' ? raw[name] : undefined)
  const by = raw['by']
  return {
    since: text('since') ?? '',
    until: text('until'),
    value: text('value'),
    by: isRecord(by) ? (by as Record<string, string>) : undefined,
    same: text('same'),
    basis: text('basis') ?? '',
    status: (text('status') ?? 'final') as VersionText['status'],
  }
}
