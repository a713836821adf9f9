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
type Place = Pick<Cell, 'insurance' | 'agency' | 'age' | 'kind'>

export function keyOf({ insurance, agency, age, kind }: Place): string {
  return [insurance, agency, age, kind].join('|')
}

export function placeOf(key: string): Place {
  const [insurance = '', agency = '', age = '', kind = ''] = key.split('|')
  return { insurance, agency, age, kind }
}
