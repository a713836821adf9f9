import type { Explained, ParameterVersion, Unit } from '../kernel/explain.js'
import { invariant } from '../kernel/invariant.js'
import type { Fen, Ppm } from '../kernel/money.js'
import type { Period } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import type { Choice } from './choices.js'
import type { Axis, Parameter, ParameterUnit, ParameterValue, Version } from './parameter.js'
import { missingVersion } from './refusals.js'

/** 统筹区。`invented` marks an area of no real place. */
export interface Area {
  readonly code: string
  readonly zh: string
  readonly en: string
  readonly invented: boolean
}

const UNIT_SHOWN: Readonly<Record<ParameterUnit, Unit>> = {
  yuan: 'fen',
  percent: 'ppm',
  months: 'months',
  days: 'count',
  minutes: 'count',
  count: 'count',
  choice: 'text',
  list: 'text',
}

/**
 * 一个统筹区的政策参数。The version in force in a month: the area's own, else the nation's. Lookups are remembered, so
 * that a filing of a million rows parses and searches nothing twice; the answers are the same with or without.
 */
export class AreaPolicy implements Area {
  readonly code: string
  readonly zh: string
  readonly en: string
  readonly invented: boolean
  private readonly found = new Map<string, Explained<ParameterValue> | undefined>()
  private readonly kept = new Map<string, unknown>()

  constructor(
    area: Area,
    private readonly own: ReadonlyMap<string, Parameter>,
    private readonly nation: AreaPolicy | undefined,
    /** Newest first: what a worked case or a what-if puts above the area's own versions. */
    private readonly over: readonly ReadonlyMap<string, Parameter>[] = [],
  ) {
    this.code = area.code
    this.zh = area.zh
    this.en = area.en
    this.invented = area.invented
  }

  /** 金额参数（分）。Stops with `parameter.missing-version` when none is in force. */
  fen(id: string, period: Period, variant = ''): Explained<Fen> {
    return this.get(id, period, variant, 'yuan') as Explained<Fen>
  }

  /** 比率参数（百万分之一）。 */
  ppm(id: string, period: Period, variant = ''): Explained<Ppm> {
    return this.get(id, period, variant, 'percent') as Explained<Ppm>
  }

  /** 月数参数。 */
  months(id: string, period: Period, variant = ''): Explained<number> {
    return this.get(id, period, variant, 'months') as Explained<number>
  }

  /** 计数参数：days, minutes or a plain number, each as its unit says. */
  count(id: string, period: Period, variant = '', unit: 'count' | 'days' | 'minutes' = 'count'): Explained<number> {
    return this.get(id, period, variant, unit) as Explained<number>
  }

  /** 选项参数。One of the words of CHOICES. */
  choice(id: string, period: Period, variant = ''): Explained<Choice> {
    return this.get(id, period, variant, 'choice') as Explained<Choice>
  }

  /** 文字参数（列表）。 */
  text(id: string, period: Period, variant = ''): Explained<string> {
    return this.get(id, period, variant, 'list') as Explained<string>
  }

  /** 查找参数版本。Undefined when none is in force: for questions whose answer may be "not yet published". */
  find(id: string, period: Period, variant = ''): Explained<ParameterValue> | undefined {
    const key = `${id}|${period}|${variant}`
    const known = this.found.get(key)
    if (known !== undefined || this.found.has(key)) return known
    const found = this.search(id, period, variant)
    this.found.set(key, found)
    return found
  }

  /** 另有参数的同一统筹区。In the months these versions cover they answer; in all others, and of all else, this does. */
  overlaid(parameters: ReadonlyMap<string, Parameter>): AreaPolicy {
    return new AreaPolicy(this, this.own, this.nation, [parameters, ...this.over])
  }

  /** The same area above another nation. */
  under(nation: AreaPolicy): AreaPolicy {
    return new AreaPolicy(this, this.own, nation, this.over)
  }

  /** 参数按哪个月份取版本。 */
  axisOf(id: string): Axis {
    return this.parameter(id)?.axis ?? 'contribution'
  }

  /** 参数及其全部版本（含仅供查阅的历史行）。For pages that show the book itself. */
  parameter(id: string): Parameter | undefined {
    return this.own.get(id) ?? this.over.find((one) => one.has(id))?.get(id) ?? this.nation?.parameter(id)
  }

  /** The ids of all parameters this area can answer, its own and the nation's, in order. */
  parameterIds(): string[] {
    const here = [this.own, ...this.over].flatMap((one) => [...one.keys()])
    return [...new Set([...here, ...(this.nation?.parameterIds() ?? [])])].sort()
  }

  /** What was made once from the parameters alone (a month's terms, say) is made once. */
  remember<T>(key: string, make: () => T): T {
    const kept = this.kept.get(key) as T | undefined
    if (kept !== undefined) return kept
    const made = make()
    this.kept.set(key, made)
    return made
  }

  private get(id: string, period: Period, variant: string, unit: ParameterUnit): Explained<ParameterValue> {
    const found = this.find(id, period, variant)
    if (found === undefined) {
      const what = this.parameter(id)?.what ?? id
      throw new Refusal(missingVersion, { parameter: id, what, area: this.zh, month: period, variant })
    }
    invariant(found.unit === UNIT_SHOWN[unit], `${id} is not a parameter of unit ${unit}`)
    return found
  }

  private search(id: string, period: Period, variant: string): Explained<ParameterValue> | undefined {
    for (const layer of [...this.over, this.own]) {
      const parameter = layer.get(id)
      const version = parameter?.versions.findLast(({ since }) => since <= period)
      if (parameter === undefined || version === undefined || !covers(version, period)) continue
      if (version.same !== undefined) return this.find(version.same, period, variant)
      const value = version.value ?? version.by?.get(variant)
      if (value !== undefined) return this.leaf(parameter, version, value)
      return undefined
    }
    return this.nation?.find(id, period, variant)
  }

  private leaf(parameter: Parameter, version: Version, value: ParameterValue): Explained<ParameterValue> {
    const { since, basis, status } = version
    const shown: ParameterVersion = { id: parameter.id, area: this.code, since, basis, status }
    return { term: parameter.term, unit: UNIT_SHOWN[parameter.unit], value, parameter: shown, from: [] }
  }
}

function covers(version: Version, period: Period): boolean {
  return version.until === undefined || period <= version.until
}
