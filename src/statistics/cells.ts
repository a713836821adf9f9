/** 一格。Insurance, agency, age band and kind of person, each the whole ('*') where it is a total. */
export interface Cell {
  readonly insurance: string
  readonly agency: string
  readonly age: string
  readonly kind: string
  /** 性别、单位类型：of ad-hoc figures only. */
  readonly sex?: string | undefined
  readonly employerType?: string | undefined
  /** 人数（或单位数）。Absent where suppressed. */
  readonly count?: number | undefined
  /** 金额（分）。Absent where the indicator counts only, or where suppressed. */
  readonly amount?: number | undefined
  /** 不列：too few people, or what too few could be told from. Which of the two is not told either. */
  readonly suppressed?: true | undefined
}

export interface Summed {
  count: number
  amount: number
}

export const ALL = '*'
const DIMENSIONS = ['agency', 'age', 'kind'] as const
type Place = Pick<Cell, 'insurance' | 'agency' | 'age' | 'kind'>

export function keyOf({ insurance, agency, age, kind }: Place): string {
  return [insurance, agency, age, kind].join('|')
}

export function placeOf(key: string): Place {
  const [insurance = '', agency = '', age = '', kind = ''] = key.split('|')
  return { insurance, agency, age, kind }
}

/** 各级合计：of the leaves every sum over each choice of dimensions. Insurances are never summed: a person has several. */
export function withMargins(leaves: ReadonlyMap<string, Summed>): Map<string, Summed> {
  const all = new Map<string, Summed>()
  for (const [key, { count, amount }] of leaves) {
    const place = placeOf(key)
    for (let bits = 0; bits < 8; bits++) {
      const chosen = DIMENSIONS.filter((_, i) => bits & (1 << i))
      if (chosen.some((dimension) => place[dimension] === ALL)) continue
      const wider = { ...place }
      for (const dimension of chosen) wider[dimension] = ALL
      const at = keyOf(wider)
      const sum = all.get(at) ?? { count: 0, amount: 0 }
      all.set(at, { count: sum.count + count, amount: sum.amount + amount })
    }
  }
  return all
}

/** 等式。Each total and what it is the sum of: what anybody can subtract by. */
export interface Line {
  readonly total: string
  readonly parts: readonly string[]
}

export function linesOf(keys: Iterable<string>): Line[] {
  const lines = new Map<string, string[]>()
  for (const key of keys) {
    const place = placeOf(key)
    for (const dimension of DIMENSIONS) {
      if (place[dimension] === ALL) continue
      const total = `${keyOf({ ...place, [dimension]: ALL })}#${dimension}`
      const parts = lines.get(total) ?? []
      parts.push(key)
      lines.set(total, parts)
    }
  }
  return [...lines].map(([total, parts]) => ({ total: total.slice(0, total.lastIndexOf('#')), parts }))
}
