import type { ContributionKind } from '../policy/charge-kinds.js'

/** 录入台可办的缴费类型：what each is, and what the clerk gives for it. No amount is ever typed. */
export const ENTRY_CHARGES = {
  '1': { zh: '正常应缴', en: 'normal' },
  '2': { zh: '补收', en: 'back charge' },
  '4': { zh: '调整补收', en: 'adjustment charged' },
  '11': { zh: '补欠缴', en: 'arrears paid' },
  '12': { zh: '预缴', en: 'prepaid' },
  '13': { zh: '补基数', en: 'base correction' },
  '14': { zh: '特殊补收', en: 'special back charge' },
  '18': { zh: '退收', en: 'refund' },
  '19': { zh: '一次性补收（趸缴）', en: 'lump sum' },
  '20': { zh: '补比例', en: 'rate correction' },
  '21': { zh: '补费', en: 'supplementary charge' },
} as const satisfies Partial<Record<ContributionKind, { zh: string; en: string }>>
export type EntryCharge = keyof typeof ENTRY_CHARGES

export function isEntryCharge(kind: string): kind is EntryCharge {
  return Object.hasOwn(ENTRY_CHARGES, kind)
}

/** 由工资计收的：the wage is given. A difference takes the wage as filed where none is given; a refund takes none. */
export const NEEDS_WAGE: ReadonlySet<string> = new Set(['1', '2', '11', '12', '13', '14', '19'])
