import { agenciesUnder, agencyName } from '../access/agency-tree.js'
import { Refusal } from '../kernel/refusal.js'
import { INSURANCES } from '../kernel/terms.js'
import type { AdHocVocabulary, RequestAdHoc } from './ad-hoc-contract.js'
import { ageBands, type Both, type Catalogue } from './catalogue.js'
import { DIMENSION_WORDS, type Dimension, dimensionsOf, type Shape } from './dimensions.js'
import { employerTypes, type StatisticsPorts } from './ports.js'
import { notInVocabulary, notYourAgency, tooFine, tooManyDimensions } from './refusals-ad-hoc.js'

type Values = Readonly<Record<Dimension, Readonly<Record<string, Both>>>>

/** 各维可选的值，as they stand for an agency under a version of the catalogue. */
export function valuesOf(ports: StatisticsPorts, agency: string, catalogue: Catalogue): Values {
  const same = (of: readonly string[], name: (one: string) => string) =>
    Object.fromEntries(of.map((one) => [one, { zh: name(one), en: name(one) }]))
  return {
    agency: same(agenciesUnder(ports.agencies(), agency), (code) => agencyName(ports.agencies(), code)),
    age: same(ageBands(catalogue), (band) => band),
    kind: catalogue.kinds,
    sex: ports.codes('sex'),
    employerType: employerTypes(ports),
  }
}

export function vocabularyOf(ports: StatisticsPorts, agency: string, catalogue: Catalogue): AdHocVocabulary {
  const copy = (of: Readonly<Record<string, Both>>) =>
    Object.fromEntries(Object.entries(of).map(([id, { zh, en }]) => [id, { zh, en }]))
  const { agency: agencies, age, kind, sex, employerType } = valuesOf(ports, agency, catalogue)
  return {
    measures: catalogue.indicators.map(({ id, zh, en }) => ({ id, zh, en, dimensions: [...dimensionsOf(id)] })),
    values: {
      ...{ agency: copy(agencies), age: copy(age), kind: copy(kind), sex: copy(sex) },
      employerType: copy(employerType),
    },
    mostDimensions: ports.setting('business.ad-hoc-dimensions'),
    mostCells: ports.setting('business.ad-hoc-cells'),
  }
}

/** 所问须在词表之内，and no finer than allowed; what is not is named. */
export function requireWithin(ports: StatisticsPorts, agency: string, catalogue: Catalogue, asked: RequestAdHoc): void {
  const values = valuesOf(ports, agency, catalogue)
  const able = dimensionsOf(asked.measure)
  const strange = (what: Both, value: string) => new Refusal(notInVocabulary, { what: what.zh, whatEn: what.en, value })
  for (const code of asked.insurances ?? [])
    if (!(INSURANCES as readonly string[]).includes(code)) throw strange({ zh: '险种', en: 'insurance' }, code)
  for (const dimension of asked.dimensions)
    if (!able.includes(dimension)) throw strange({ zh: '分组', en: 'breakdown' }, DIMENSION_WORDS[dimension].zh)
  for (const [dimension, wanted] of filtersOf(asked)) {
    const unknown = wanted.find((value) => !Object.hasOwn(values[dimension], value))
    if (unknown !== undefined && dimension === 'agency') throw new Refusal(notYourAgency, { agency: unknown })
    if (unknown !== undefined || !able.includes(dimension))
      throw strange(DIMENSION_WORDS[dimension], unknown ?? wanted[0]!)
  }
  const most = ports.setting('business.ad-hoc-dimensions')
  if (asked.dimensions.length > most) throw new Refusal(tooManyDimensions, { wanted: asked.dimensions.length, most })
  requireFew(ports, asked, values)
}

/** 至多多少格，totals counted with them. */
function requireFew(ports: StatisticsPorts, asked: RequestAdHoc, values: Values): void {
  const most = ports.setting('business.ad-hoc-cells')
  const wanted = asked.dimensions.reduce((cells, dimension) => {
    const own = asked.filter[dimension]?.length ?? Object.keys(values[dimension]).length
    return cells * (own + 1)
  }, 1)
  if (wanted > most) throw new Refusal(tooFine, { wanted, most })
}

export function filtersOf({ filter }: RequestAdHoc): [Dimension, readonly string[]][] {
  return (Object.entries(filter) as [Dimension, readonly string[] | undefined][]).flatMap(([dimension, wanted]) =>
    wanted === undefined ? [] : [[dimension, wanted] as [Dimension, readonly string[]]],
  )
}

/** 申请所求的表。 */
export function shapeOf(ports: StatisticsPorts, agency: string, asked: RequestAdHoc): Shape {
  const { dimensions, filter, insurances } = asked
  return {
    dimensions,
    filter: filter as Shape['filter'],
    insurances,
    agencies: new Set(agenciesUnder(ports.agencies(), agency)),
  }
}

/** 范围的说法：by what it is broken down, and what alone is counted. */
export function scopeOf(ports: StatisticsPorts, agency: string, catalogue: Catalogue, asked: RequestAdHoc): Both {
  const values = valuesOf(ports, agency, catalogue)
  const said = (language: 'zh' | 'en', comma: string) => {
    const by = asked.dimensions.map((dimension) => DIMENSION_WORDS[dimension][language]).join(comma)
    const only = filtersOf(asked).map(([dimension, wanted]) => {
      const names = wanted.map((value) => values[dimension][value]?.[language] ?? value).join(comma)
      return `${DIMENSION_WORDS[dimension][language]} ${names}`
    })
    return { by, only: only.join(language === 'zh' ? '；' : '; ') }
  }
  const [zh, en] = [said('zh', '、'), said('en', ', ')]
  return {
    zh: `${zh.by === '' ? '不分组' : `按${zh.by}分`}${zh.only === '' ? '' : `；只统计：${zh.only}`}`,
    en: `${en.by === '' ? 'not broken down' : `by ${en.by}`}${en.only === '' ? '' : `; only: ${en.only}`}`,
  }
}
