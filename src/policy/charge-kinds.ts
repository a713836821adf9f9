/** 月数如何计。What a line of this kind does to the months that count. */
export const MONTHS_RULES = {
  paidInFull: { zh: '足额到账后计入对应费款所属期', en: 'the contribution month counts once it is paid in full' },
  apart: { zh: '足额到账后计入，趸缴月数另列', en: 'counts once paid in full, and is shown apart as lump sum' },
  withDue: {
    zh: '与该月原应缴合并，全部足额方计入',
    en: 'joins what was due for the month, which counts when all is paid',
  },
  takenBack: { zh: '退后不再足额的，该月不再计入', en: 'a month no longer paid in full no longer counts' },
  byYear: { zh: '按缴费年度计入', en: 'the contribution year counts' },
  asRecorded: { zh: '按原记录', en: 'as the old record has it' },
  none: { zh: '不计月数', en: 'counts no month' },
} as const
export type MonthsRule = keyof typeof MONTHS_RULES

/** 钱如何记、从何时起息。Money enters the account when it arrives; the month interest begins in may be the area's choice. */
export const MONEY_RULES = {
  settlement: { zh: '到账记账，自费款所属期起息', en: 'credited when it arrives; interest from the settlement month' },
  backPay: {
    zh: '到账记账，补缴起息依当地参数',
    en: "credited when it arrives; interest by the area's rule of back pay",
  },
  prepayment: {
    zh: '到账记账，预缴起息依当地参数',
    en: "credited when it arrives; interest by the area's rule of prepayment",
  },
  asRecorded: { zh: '按原记录', en: 'as the old record has it' },
  none: { zh: '不入个人账户', en: 'never enters a personal account' },
} as const
export type MoneyRule = keyof typeof MONEY_RULES

/** 如何算得。From a wage, as a difference, back from what was paid, as a fixed amount, as given, or not at all. */
export type Computing = 'wage' | 'difference' | 'refund' | 'subsidy' | 'fixed' | 'notComputed'

/** 对应费款所属期与费款所属期的先后。 */
export type Timing = 'same' | 'earlier' | 'later' | 'notLater' | 'any'

export interface KindEntry {
  readonly zh: string
  readonly en: string
  readonly months: MonthsRule
  readonly money: MoneyRule
  readonly computing: Computing
  readonly timing: Timing
}

/** 缴费类型（AAE143）。Every kind of line, how its months count and how its money and interest move. */
export const CONTRIBUTION_KINDS = {
  '1': kind('正常应缴', 'normal', 'paidInFull', 'settlement', 'wage', 'same'),
  '2': kind('补收', 'back charge', 'paidInFull', 'backPay', 'wage', 'earlier'),
  '3': kind('按项目缴费', 'by project', 'none', 'none', 'notComputed', 'any'),
  '4': kind('调整补收', 'adjustment charged', 'withDue', 'backPay', 'difference', 'notLater'),
  '11': kind('补欠缴', 'arrears paid', 'paidInFull', 'backPay', 'wage', 'earlier'),
  '12': kind('预缴', 'prepaid', 'paidInFull', 'prepayment', 'wage', 'later'),
  '13': kind('补基数', 'base correction', 'withDue', 'backPay', 'difference', 'notLater'),
  '14': kind('特殊补收', 'special back charge', 'paidInFull', 'backPay', 'wage', 'earlier'),
  '18': kind('退收', 'refund', 'takenBack', 'settlement', 'refund', 'any'),
  '19': kind('一次性补收（趸缴）', 'lump sum', 'apart', 'backPay', 'wage', 'any'),
  '20': kind('补比例', 'rate correction', 'withDue', 'backPay', 'difference', 'notLater'),
  '21': kind('补费', 'supplementary charge', 'withDue', 'backPay', 'difference', 'notLater'),
  '23': kind('历史缴费记录补录', 'historical entry', 'asRecorded', 'asRecorded', 'notComputed', 'any'),
  '31': kind('补助记录', 'subsidy', 'none', 'settlement', 'subsidy', 'any'),
  '41': kind('定额缴费', 'fixed amount', 'byYear', 'backPay', 'fixed', 'any'),
} as const satisfies Record<string, KindEntry>
export type ContributionKind = keyof typeof CONTRIBUTION_KINDS

/** 解析缴费类型。'01' and '1' are the same kind; undefined for what is not in the list. */
export function findContributionKind(text: string): ContributionKind | undefined {
  const code = text.length > 1 ? text.replace(/^0(?=\d)/, '') : text
  return Object.hasOwn(CONTRIBUTION_KINDS, code) ? (code as ContributionKind) : undefined
}

function kind<C extends Computing>(
  zh: string,
  en: string,
  months: MonthsRule,
  money: MoneyRule,
  computing: C,
  timing: Timing,
): KindEntry & { readonly computing: C } {
  return { zh, en, months, money, computing, timing }
}
