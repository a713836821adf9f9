import type { Day } from '../kernel/day.js'
import type { Sentence } from './kinds.js'

/** 三方各自说的一笔：by day of arrival, insurance, employer and tax voucher. */
export interface BalanceCell {
  readonly day: Day
  readonly insurance: string
  readonly creditCode: string
  readonly levyVoucher: string
  readonly tax: number
  readonly bank: number
  readonly posted: number
  readonly suspense: number
  readonly refunded: number
}

export type Said = Pick<BalanceCell, 'day' | 'insurance' | 'creditCode' | 'levyVoucher'> &
  Partial<Pick<BalanceCell, 'tax' | 'bank' | 'posted' | 'suspense' | 'refunded'>>

export interface BalanceSums {
  readonly key: string
  readonly label: string
  readonly isBalanced: boolean
  readonly tax: number
  readonly bank: number
  readonly posted: number
  readonly suspense: number
  readonly refunded: number
}

const SIDES = ['tax', 'bank', 'posted', 'suspense', 'refunded'] as const

/**
 * 把三方所说的合到一起。The tax voucher says whose the money is; what the bank and the books say of the same voucher, insurance
 * and day is put to the employer that the tax authority named.
 */
export function cellsOf(said: readonly Said[]): BalanceCell[] {
  const codes = new Map<string, string>()
  for (const one of said) if (one.tax !== undefined) codes.set(voucherOf(one), one.creditCode)
  const cells = new Map<string, BalanceCell>()
  for (const one of said) {
    const creditCode = codes.get(voucherOf(one)) ?? one.creditCode
    const { day, insurance, levyVoucher } = one
    const key = [day, insurance, creditCode, levyVoucher].join('|')
    const cell = cells.get(key) ?? { day, insurance, creditCode, levyVoucher, ...nothing() }
    const sums = Object.fromEntries(SIDES.map((side) => [side, cell[side] + (one[side] ?? 0)]))
    cells.set(key, { ...cell, ...(sums as ReturnType<typeof nothing>) })
  }
  return [...cells.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell)
}

function voucherOf({ day, insurance, levyVoucher }: Said): string {
  return [day, insurance, levyVoucher].join('|')
}

function nothing() {
  return { tax: 0, bank: 0, posted: 0, suspense: 0, refunded: 0 }
}

/** 何处不平；undefined where the three agree. What went back to its payer may have left the bank, or not yet. */
export function differenceOf(cell: Omit<BalanceSums, 'key' | 'label' | 'isBalanced'>): Sentence | undefined {
  const { tax, bank, posted, suspense, refunded } = cell
  const booked = posted + suspense + refunded
  const banked = bank === tax || (refunded !== 0 && bank === tax - refunded)
  if (tax === booked && banked) return undefined
  if (tax === booked) {
    return bank === 0
      ? { zh: '专户没有这笔入账', en: 'not in the special account' }
      : { zh: '专户入账与征收不同', en: 'the bank says another amount than the tax authority' }
  }
  if (tax === 0) return { zh: '征收文件没有这笔', en: 'not in any file of the tax authority' }
  return booked === 0
    ? { zh: '征收文件中有，尚未记账', en: 'in a file of the tax authority, not posted' }
    : { zh: '记账与征收不同', en: 'the books say another amount than the tax authority' }
}

/** 按日、险种或单位的合计；a sum balances where each of its entries does. */
export function sumsBy(
  cells: readonly BalanceCell[],
  by: (cell: BalanceCell) => { readonly key: string; readonly label: string },
): BalanceSums[] {
  const lines = new Map<string, BalanceSums>()
  for (const cell of cells) {
    const { key, label } = by(cell)
    const line = lines.get(key) ?? { key, label, isBalanced: true, ...nothing() }
    const sums = Object.fromEntries(SIDES.map((side) => [side, line[side] + cell[side]])) as ReturnType<typeof nothing>
    lines.set(key, { ...line, ...sums, isBalanced: line.isBalanced && differenceOf(cell) === undefined })
  }
  return [...lines.values()].sort((a, b) => (a.key < b.key ? -1 : 1))
}

/** 签认的次序。 */
export const SIGNERS = {
  cashier: { zh: '出纳', en: 'cashier' },
  accountant: { zh: '会计', en: 'accountant' },
  chiefAccountant: { zh: '会计主管', en: 'chief accountant' },
} as const satisfies Record<string, Sentence>
export type Signer = keyof typeof SIGNERS
export const SIGNING_ORDER = Object.keys(SIGNERS) as Signer[]
