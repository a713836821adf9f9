import { parse } from 'yaml'
import { invariant } from '../kernel/invariant.js'
import { type Period, parsePeriod } from '../kernel/period.js'
import { TOPICS, type Topic } from './topics.js'

export interface Both {
  readonly zh: string
  readonly en: string
}

export interface Indicator extends Both {
  readonly id: Topic
  /** person and employer are counted; fen is money, beside which the persons behind it are counted. */
  readonly unit: 'person' | 'employer' | 'fen'
  /** 口径：the formula in words. */
  readonly definition: Both
  /** 时期：at what point, or over what stretch, it is counted. */
  readonly period?: Both | undefined
  /** 依据；that of the whole version where none is told. */
  readonly basis?: string | undefined
  /** 归口：who answers for it. */
  readonly owner?: string | undefined
  readonly ownerEn?: string | undefined
}

/** 指标口径的一版。A figure keeps the version it was made by. */
export interface Catalogue {
  readonly version: string
  readonly since: Period
  readonly basis: string
  /** 年龄段的下限. */
  readonly ages: readonly number[]
  readonly kinds: Readonly<Record<string, Both>>
  readonly indicators: readonly Indicator[]
}

/** 读指标口径（policies/statistics/catalogue.yaml）。Whatever is malformed stops the start. */
export function readCatalogues(text: string): readonly Catalogue[] {
  const rows: unknown = parse(text)
  invariant(Array.isArray(rows) && rows.length > 0, 'the catalogue of indicators is a list of versions')
  const versions = rows.map(versionOf)
  invariant(new Set(versions.map(({ version }) => version)).size === versions.length, 'two versions share a name')
  return versions
}

/** 当月施行的口径：the newest version that had begun. */
export function catalogueAt(all: readonly Catalogue[], month: Period): Catalogue | undefined {
  return [...all].sort((a, b) => (a.since < b.since ? 1 : -1)).find(({ since }) => since <= month)
}

/** 年龄段，as `35-44`, the last one open: `65+`. */
export function ageBand(ages: readonly number[], age: number): string {
  const at = ages.findLastIndex((least) => age >= least)
  const [least, next] = [ages[Math.max(at, 0)] ?? 0, ages[Math.max(at, 0) + 1]]
  return next === undefined ? `${least}+` : `${least}-${next - 1}`
}

export function ageBands({ ages }: Catalogue): string[] {
  return ages.map((least) => ageBand(ages, least))
}

/** Whatever is malformed stops: in a file the start, in a case its proposal. */
export function versionOf(row: Readonly<Record<string, unknown>>): Catalogue {
  const { version, since, basis, ages, kinds, indicators } = row
  invariant(typeof version === 'string' && typeof basis === 'string', 'a catalogue has a version and a basis')
  invariant(
    Array.isArray(ages) && ages.every((age, i) => Number.isInteger(age) && age > (ages[i - 1] ?? -1)),
    'ages rise',
  )
  invariant(typeof kinds === 'object' && kinds !== null && 'other' in kinds, 'kinds of persons end with “other”')
  invariant(Array.isArray(indicators), 'a catalogue lists its indicators')
  for (const one of indicators as Indicator[]) {
    const texts = [one.zh, one.en, one.definition.zh, one.definition.en]
    invariant(TOPICS.includes(one.id) && texts.every(Boolean), `the texts of indicator ${one.id}`)
    invariant(['person', 'employer', 'fen'].includes(one.unit), `the unit of indicator ${one.id}`)
  }
  return {
    ...{ version, basis, since: parsePeriod(String(since)), ages: ages as number[] },
    ...{ kinds: kinds as Catalogue['kinds'], indicators: indicators as Indicator[] },
  }
}
