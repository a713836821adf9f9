/** 合并与拆分所说的形状，as plain values: the contract prints the same. */
export interface InsuranceShare {
  insurance: string
  due: number
  paid: number
  months: number
  first?: string
  last?: string
}

/** 两份记录都有实缴的一个月。 */
export interface OverlapMonth {
  insurance: string
  month: string
  amount: number
  amountToo: number
}

/** 拆分的选取：by months, insurance and employer together, or row by row. */
export interface SplitChoice {
  from?: string
  through?: string
  insurances?: string[]
  creditCode?: string
  facts?: { posting: string; ordinal: number }[]
}
