import type { Day } from '../kernel/day.js'
import type { Fen, Ppm } from '../kernel/money.js'
import type { FactCommon } from './fact-common.js'

/** 目录：drugs, treatments and devices that are paid for, the standards they are settled by, and who may settle. */
export const CATALOGUES = ['drug', 'treatment', 'device', 'settlement', 'institution'] as const
export type CatalogueName = (typeof CATALOGUES)[number]

/** 目录与定点机构的一次变更。A later row stands for the whole of an earlier one of the same code. */
export interface CatalogueEntry extends FactCommon {
  readonly kind: 'catalogueEntry'
  readonly catalogue: CatalogueName
  readonly code: string
  readonly change: 'add' | 'change' | 'delete'
  readonly fromDay: Day
  readonly name: string
  /** 甲类、乙类、医院等级. */
  readonly category?: string | undefined
  /** 个人先行自付比例. */
  readonly selfPay?: Ppm | undefined
  /** 限价或结算标准. */
  readonly amount?: Fen | undefined
  readonly unit?: string | undefined
  readonly document: string
}
