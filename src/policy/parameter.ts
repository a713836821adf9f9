import { parseYuan } from '../kernel/money.js'
import { type Period, parsePeriod } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import { TERMS, type TermKey } from '../kernel/terms.js'
import { isChoice } from './choices.js'
import { misfit } from './parameter-form.js'
import { findPercent } from './percent.js'
import { malformedParameterFile, overlappingVersions } from './refusals.js'

export type ParameterUnit = 'yuan' | 'percent' | 'months' | 'days' | 'minutes' | 'count' | 'choice' | 'list'
/** 参数按哪个月份取版本：对应费款所属期、费款所属期、出生年月、退休年月。 */
export type Axis = 'contribution' | 'settlement' | 'birth' | 'retirement'
export type Status = 'final' | 'provisional' | 'unconfirmed'
/** Fen, ppm, a count of months, or the text of a choice or list. */
export type ParameterValue = number | string

/** 参数版本。One published value with its months and source. */
export interface Version {
  /** A month; of a history row also text such as '1998-?', which answers no lookup. */
  readonly since: string
  readonly until?: Period
  readonly value?: ParameterValue
  /** By class (injury class, employer class, kind of person), where the value differs so. */
  readonly by?: ReadonlyMap<string, ParameterValue>
  /** The id of a parameter of the same area whose value holds here too. */
  readonly same?: string
  readonly basis: string
  readonly status: Status
  readonly history: boolean
}

/** 参数。What the law fixes by date: its meaning, unit and versions in order of month. */
export interface Parameter {
  readonly id: string
  readonly what: string
  readonly term: TermKey
  readonly unit: ParameterUnit
  readonly axis: Axis
  readonly yearly: boolean
  /** 类别（WH-2(3)）：政策、业务、系统, told by the id. */
  readonly sort: ParameterSort
  /** 维护人：which side answers for its content. */
  readonly keeper: string
  /** Versions that answer lookups, ascending and apart. */
  readonly versions: readonly Version[]
  /** 仅供查阅的历史行。 */
  readonly history: readonly Version[]
}

/** 参数的三类：policy from the law, business of the agency's own handling, system of its operation. */
export const PARAMETER_SORTS = {
  policy: { zh: '政策参数', en: 'policy', keeper: '业务主管科室' },
  business: { zh: '业务参数', en: 'business', keeper: '业务主管科室' },
  system: { zh: '系统参数', en: 'system', keeper: '信息化部门' },
} as const
export type ParameterSort = keyof typeof PARAMETER_SORTS

export function sortOf(id: string): ParameterSort {
  if (id.startsWith('business.')) return 'business'
  return id.startsWith('system.') ? 'system' : 'policy'
}

type Raw = Readonly<Record<string, unknown>>

const PARAMETER_KEYS = ['what', 'term', 'unit', 'axis', 'yearly', 'keeper', 'versions']
const VERSION_KEYS = ['since', 'until', 'value', 'by', 'same', 'basis', 'status', 'history']
const UNITS: readonly string[] = ['yuan', 'percent', 'months', 'days', 'minutes', 'count', 'choice', 'list']
/** Whole numbers, each of its own unit. */
const COUNTED: ReadonlySet<ParameterUnit> = new Set(['months', 'days', 'minutes', 'count'])
const AXES: readonly string[] = ['contribution', 'settlement', 'birth', 'retirement']
const STATUSES: readonly string[] = ['final', 'provisional', 'unconfirmed']

/** 解析一个参数。Everything an analyst may get wrong is refused with file and key. */
export function parseParameter(file: string, id: string, raw: unknown): Parameter {
  const check: Check = checker(file, id)
  check(isRecord(raw), 'a parameter needs what, term, unit and versions', raw)
  const { what, term, unit, axis = 'contribution', versions, keeper = PARAMETER_SORTS[sortOf(id)].keeper } = raw
  check(typeof what === 'string' && Array.isArray(versions), 'a parameter needs what, term, unit and versions', raw)
  onlyKeys(check, raw, PARAMETER_KEYS)
  check(typeof term === 'string' && Object.hasOwn(TERMS, term), 'term is not in the catalogue of terms', term)
  check(UNITS.includes(unit as string), 'unit is not known', unit)
  check(AXES.includes(axis as string), 'axis is not one of contribution, settlement, birth, retirement', axis)
  check(typeof keeper === 'string' && keeper.trim() !== '', 'keeper is empty', keeper)
  const yearly = isMarked(check, raw, 'yearly')
  const parsed = versions.map((version) => parseVersion(file, id, version, unit as ParameterUnit))
  const live = parsed.filter(({ history }) => !history)
  for (const version of live) {
    check(!yearly || version.until !== undefined, 'a yearly parameter needs until in every version', version.since)
  }
  refuseOverlaps(file, id, live)
  return {
    id,
    what,
    term: term as TermKey,
    unit: unit as ParameterUnit,
    axis: axis as Axis,
    yearly,
    sort: sortOf(id),
    keeper,
    versions: live,
    history: parsed.filter(({ history }) => history),
  }
}

function parseVersion(file: string, id: string, raw: unknown, unit: ParameterUnit): Version {
  const check: Check = checker(file, `${id} ${isRecord(raw) ? show(raw['since']) : ''}`.trim())
  check(isRecord(raw), 'a version needs exactly one of value, by, same', raw)
  onlyKeys(check, raw, VERSION_KEYS)
  const { since, until, value, by, same, basis, status = 'final' } = raw
  const history = isMarked(check, raw, 'history')
  check(typeof since === 'string' && (history || isPeriod(since)), 'since or until is not a month', since)
  check(until === undefined || isPeriod(until), 'since or until is not a month', until)
  check(until === undefined || history || until >= since, 'until is before since', until)
  check(
    [value, by, same].filter((one) => one !== undefined).length === 1,
    'a version needs exactly one of value, by, same',
    raw,
  )
  check(by === undefined || isRecord(by), 'the value does not fit the unit', by)
  check(same === undefined || typeof same === 'string', 'same names no parameter of the same unit', same)
  check(typeof basis === 'string' && basis.trim() !== '', 'a version needs its basis', basis)
  check(STATUSES.includes(status as string), 'status is not one of final, provisional, unconfirmed', status)
  const read = (text: unknown) => {
    const found = typeof text === 'string' ? findValue(text, unit) : undefined
    check(found !== undefined, 'the value does not fit the unit', text)
    const wrong = misfit(id, unit, found)
    check(wrong === undefined, wrong ?? '', text)
    return found
  }
  return {
    since,
    ...(until === undefined ? {} : { until: parsePeriod(until) }),
    ...(value === undefined ? {} : { value: read(value) }),
    ...(isRecord(by) ? { by: new Map(Object.entries(by).map(([key, one]) => [key, read(one)])) } : {}),
    ...(typeof same === 'string' ? { same } : {}),
    basis,
    status: status as Status,
    history,
  }
}

/** Texts only: the files are read with YAML's failsafe schema, so no number ever passes through a float. */
function findValue(text: string, unit: ParameterUnit): ParameterValue | undefined {
  if (unit === 'percent') return findPercent(text)
  if (unit === 'choice') return isChoice(text) ? text : undefined
  if (unit === 'list') return text.trim() === '' ? undefined : text
  if (COUNTED.has(unit)) return /^\d{1,6}$/.test(text) ? Number(text) : undefined
  try {
    return parseYuan(text)
  } catch {
    return undefined
  }
}

function refuseOverlaps(file: string, key: string, versions: readonly Version[]): void {
  for (const [index, version] of versions.entries()) {
    const before = versions[index - 1]
    if (before === undefined) continue
    if (version.since > before.since && (before.until === undefined || before.until < version.since)) continue
    throw new Refusal(overlappingVersions, { file, key, since: version.since, before: before.since })
  }
}

export type Check = (holds: boolean, problem: string, found: unknown) => asserts holds

/** 核对。Stops with `policy.malformed-file` naming the file, the key and what was found there. */
export function checker(file: string, key: string): Check {
  return (holds, problem, found) => {
    if (!holds) throw new Refusal(malformedParameterFile, { file, key, problem, found: show(found) })
  }
}

function onlyKeys(check: Check, raw: Raw, known: readonly string[]): void {
  for (const key of Object.keys(raw)) check(known.includes(key), 'a key is not known here', key)
}

/** A mark is true or false and nothing else: `yes` must not pass for no. */
function isMarked(check: Check, raw: Raw, key: string): boolean {
  const { [key]: mark = 'false' } = raw
  check(mark === 'true' || mark === 'false', 'a mark is true or false', mark)
  return mark === 'true'
}

export function isRecord(raw: unknown): raw is Raw {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw)
}

function isPeriod(text: unknown): text is string {
  return typeof text === 'string' && /^\d{4}-(0[1-9]|1[0-2])$/.test(text)
}

function show(found: unknown): string {
  if (found === undefined) return '空'
  return (typeof found === 'string' ? found : JSON.stringify(found)).slice(0, 60)
}
