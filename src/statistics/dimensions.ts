import { ALL } from './cells.js'
import type { Topic } from './topics.js'

/** 分组的维：what a figure may be broken down by, and what a filter may name. */
export const DIMENSIONS = ['agency', 'age', 'kind', 'sex', 'employerType'] as const
export type Dimension = (typeof DIMENSIONS)[number]

export const DIMENSION_WORDS = {
  agency: { zh: '机构', en: 'Agency' },
  age: { zh: '年龄段', en: 'Age' },
  kind: { zh: '人员身份', en: 'Kind of person' },
  sex: { zh: '性别', en: 'Sex' },
  employerType: { zh: '单位类型', en: 'Type of employer' },
} as const

/** 没有单位的人，如灵活就业人员。 */
export const NO_EMPLOYER = '0'

/** 单位没有年龄与性别：what a measure can be broken down by. */
export function dimensionsOf(measure: Topic): readonly Dimension[] {
  return measure === 'employers' ? ['agency', 'employerType'] : DIMENSIONS
}

/** 一处：one insurance, and of each dimension a value or the whole ('*'). */
export type Spot = { readonly insurance: string } & Readonly<Record<Dimension, string>>

/** 最细的一格，as `measured` keys it: insurance, agency, age, kind, sex, type of employer. */
export function spotOf(key: string): Spot {
  const [insurance = '', agency = ALL, age = ALL, kind = ALL, sex = ALL, employerType = ALL] = key.split('|')
  return { insurance, agency, age, kind, sex, employerType }
}

export function spotKey(spot: Spot): string {
  return [spot.insurance, ...DIMENSIONS.map((dimension) => spot[dimension])].join('|')
}

/** 一张表怎么分：which dimensions, which values of which, within which agencies. */
export interface Shape {
  readonly dimensions: readonly Dimension[]
  readonly filter: Readonly<Partial<Record<Dimension, readonly string[]>>>
  readonly insurances?: readonly string[] | undefined
  readonly agencies: ReadonlySet<string>
}

/** 最细的一格归到表的哪一格；nothing where the table does not count it. */
export function leafOf(shape: Shape, base: Spot): Spot | undefined {
  if (!shape.agencies.has(base.agency)) return undefined
  if (shape.insurances !== undefined && !shape.insurances.includes(base.insurance)) return undefined
  for (const dimension of DIMENSIONS) {
    const wanted = shape.filter[dimension]
    if (wanted !== undefined && !wanted.includes(base[dimension])) return undefined
  }
  const leaf: Record<string, string> = { insurance: base.insurance }
  for (const dimension of DIMENSIONS) leaf[dimension] = shape.dimensions.includes(dimension) ? base[dimension] : ALL
  return leaf as unknown as Spot
}

/** 各级合计：the leaf itself and every sum it goes into. */
export function marginsOf(shape: Pick<Shape, 'dimensions'>, leaf: Spot): Spot[] {
  const spots: Spot[] = []
  for (let bits = 0; bits < 1 << shape.dimensions.length; bits++) {
    const wider: Record<string, string> = { ...leaf }
    for (const [i, dimension] of shape.dimensions.entries()) if (bits & (1 << i)) wider[dimension] = ALL
    spots.push(wider as unknown as Spot)
  }
  return spots
}
