import type { Period } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import type { Both, Catalogue, Indicator } from './catalogue.js'
import { notLater, wrongCatalogue } from './refusals-ad-hoc.js'
import { TOPICS, type Topic, UNITS } from './topics.js'

/** 所提的一处变更。 */
export interface IndicatorChange {
  readonly id: Topic
  readonly change: 'add' | 'change' | 'drop'
  readonly told?:
    | (Both & {
        readonly definition: Both
        readonly period: Both
        readonly basis: string
        readonly owner: string
        readonly ownerEn: string
      })
    | undefined
}

export interface Proposed {
  readonly since: Period
  readonly reason: string
  readonly ages?: readonly number[] | undefined
  readonly changes: readonly IndicatorChange[]
}

/** 改后的一版，whole. Refuses what adds what is there, drops or changes what is not, or changes nothing. */
export function changed(newest: Catalogue, version: string, asked: Proposed): Catalogue {
  const ids = asked.changes.map(({ id }) => id)
  if (new Set(ids).size < ids.length) throw wrong('同一指标改了两处', 'one indicator is changed twice')
  const indicators = new Map(newest.indicators.map((one) => [one.id, one]))
  for (const change of asked.changes) apply(indicators, change)
  if (indicators.size === 0) throw wrong('至少留一个指标', 'at least one indicator must stay')
  const ages = agesOf(newest, asked.ages)
  const listed = TOPICS.flatMap((id) => indicators.get(id) ?? [])
  const next = { ...newest, version, since: asked.since, basis: asked.reason, ages, indicators: listed }
  if (contentOf(next) === contentOf(newest)) throw wrong('没有任何改动', 'nothing is changed')
  return next
}

/** 不溯及既往：a version begins after the month now running, and after the newest there is. */
export function requireLater(since: Period, newest: Catalogue, now: Period): void {
  const after = newest.since > now ? newest.since : now
  if (since <= after) throw new Refusal(notLater, { since, after })
}

function apply(indicators: Map<Topic, Indicator>, { id, change, told }: IndicatorChange): void {
  const standing = indicators.get(id)
  if ((change === 'add') === (standing !== undefined))
    throw standing === undefined
      ? wrong(`现行口径中没有指标 ${id}`, `${id} is not in the catalogue`)
      : wrong(`现行口径中已有${standing.zh}`, `${standing.en} is in the catalogue already`)
  if ((change === 'drop') !== (told === undefined))
    throw wrong('增、改须写明内容，删则不写', 'an addition or a change tells its content; a removal tells none')
  if (told === undefined) indicators.delete(id)
  else indicators.set(id, { id, unit: UNITS[id], ...told })
}

function agesOf(newest: Catalogue, asked: readonly number[] | undefined): readonly number[] {
  if (asked === undefined) return newest.ages
  if (asked[0] !== 0 || asked.some((age, i) => i > 0 && age <= asked[i - 1]!))
    throw wrong('年龄段的下限从0起，逐段增大', 'the bands begin at 0 and rise')
  return asked
}

/** What figures come of, and what is said of them. */
function contentOf({ ages, indicators }: Catalogue): string {
  const told = indicators.map(({ id, zh, en, definition, period, basis, owner, ownerEn }) => [
    ...[id, zh, en, definition.zh, definition.en, period?.zh, period?.en, basis, owner, ownerEn],
  ])
  return JSON.stringify([ages, told])
}

function wrong(why: string, whyEn: string): Error {
  return new Refusal(wrongCatalogue, { why, whyEn })
}
