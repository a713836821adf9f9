import { type Static, Type } from '@sinclair/typebox'
import { Figure, InsuranceCode, Keeper, Month } from './figure-contract.js'

/** 权益记录各节的合同：accounts, years, deemed periods, subsidies, transfers, benefits and doubts. */

export const ACCOUNT_STATES = {
  settled: { zh: '已结息', en: 'interest credited' },
  provisional: { zh: '按暂用利率结息，利率公布后重算', en: 'interest at a provisional rate, to be recomputed' },
  rateNotPublished: { zh: '记账利率未公布，未计息', en: 'rate not yet published; no interest shown' },
  creditsOnly: { zh: '只列划入，由医疗保障部门结算', en: 'credits only; settled by the medical security agency' },
  running: { zh: '年度未结束，未计息', en: 'the year is not over; no interest shown' },
} as const

/** 个人账户一年。The four terms and the balance; a year without a published rate has no interest and no closing balance. */
export const AccountYear = Type.Object({
  year: Type.Integer(),
  /** A key of ACCOUNT_STATES. */
  state: Type.String(),
  opening: Figure,
  credits: Figure,
  interestOnOpening: Type.Optional(Figure),
  interestOnCredits: Type.Optional(Figure),
  /** 当年账户支出及其少计的利息；转入、转出: only where they occur. */
  paidOut: Type.Optional(Figure),
  interestOnPaid: Type.Optional(Figure),
  movedIn: Type.Optional(Figure),
  movedOut: Type.Optional(Figure),
  closing: Type.Optional(Figure),
  /** The month (1 to 12) at whose end the account ended, where it did in this year. */
  closedAfter: Type.Optional(Type.Integer()),
  /** 已年度结息：a stored close stands behind the year. */
  closed: Type.Boolean(),
  /** 储存额：the closing balance, or what stands there before interest. */
  balance: Figure,
  rate: Type.Optional(Figure),
  /** final, provisional or unconfirmed: an unconfirmed rate says so on the screen. */
  rateStatus: Type.Optional(Type.String()),
})
export type AccountYear = Static<typeof AccountYear>

export const ACCOUNT_ENDS = {
  death: { zh: '参保人死亡，账户终止', en: 'the person died; the account ended' },
  settledAbroad: { zh: '出国（境）定居，账户终止', en: 'settled abroad; the account ended' },
  transferredOut: { zh: '关系转出，账户终止', en: 'transferred away; the account ended' },
} as const

/** 一险种的个人账户. */
export const AccountView = Type.Object({
  insurance: InsuranceCode,
  keeper: Keeper,
  balance: Figure,
  /** Newest year first. */
  years: Type.Array(AccountYear),
  ended: Type.Optional(
    Type.Object({
      month: Month,
      /** A key of ACCOUNT_ENDS. */
      why: Type.String(),
    }),
  ),
})
export type AccountView = Static<typeof AccountView>

/** 缴费年限。The figure and its parts; a part that does not occur is left out. */
export const YearsView = Type.Object({
  /** 累计 = 实际 + 视同. */
  total: Figure,
  actual: Figure,
  /** 其中转入. */
  broughtIn: Type.Optional(Figure),
  deemed: Type.Optional(Figure),
  /** 特殊工种折算，单列. */
  converted: Type.Optional(Figure),
  /** 趸缴，单列. */
  lumpSum: Type.Optional(Figure),
  /** 城乡居民养老保险，单列. */
  resident: Type.Optional(Figure),
})
export type YearsView = Static<typeof YearsView>

/** 视同缴费期间. */
export const DeemedView = Type.Object({
  insurance: InsuranceCode,
  /** A key of DEEMED_KINDS. */
  kind: Type.String(),
  from: Month,
  through: Month,
  months: Figure,
  document: Type.String(),
})
export type DeemedView = Static<typeof DeemedView>

/** 补贴与代缴. */
export const SubsidyView = Type.Object({
  insurance: InsuranceCode,
  /** A key of SUBSIDY_KINDS. */
  kind: Type.String(),
  /** A key of PAYERS, or the payer's name. */
  payer: Type.String(),
  month: Month,
  amount: Figure,
  toAccount: Figure,
})
export type SubsidyView = Static<typeof SubsidyView>

/** 关系转移. */
export const TransferView = Type.Object({
  insurance: InsuranceCode,
  direction: Type.Union([Type.Literal('in'), Type.Literal('out')]),
  month: Month,
  otherArea: Type.String(),
  otherAgency: Type.String(),
  from: Month,
  through: Month,
  months: Figure,
  toAccount: Figure,
  pooled: Figure,
})
export type TransferView = Static<typeof TransferView>

export const BENEFIT_KINDS = {
  retirement: { zh: '基本养老金', en: 'pension' },
  residentPension: { zh: '居民养老金', en: "residents' pension" },
  survivors: { zh: '丧葬补助与抚恤', en: 'funeral and survivors' },
  unemployment: { zh: '失业待遇', en: 'unemployment' },
  injury: { zh: '工伤待遇', en: 'work injury' },
  maternity: { zh: '生育待遇', en: 'maternity' },
  medical: { zh: '医疗待遇', en: 'medical' },
} as const

/** 核定的一个项目. */
export const BenefitItemView = Type.Object({
  /** A key of the items of policy; its term is the figure's. */
  item: Type.String(),
  amount: Figure,
  periodic: Type.Boolean(),
  from: Month,
  through: Type.Optional(Month),
  provisional: Type.Boolean(),
  document: Type.String(),
})

/** 一项待遇：what, how much, since when, and what was paid in which year. */
export const BenefitView = Type.Object({
  insurance: InsuranceCode,
  /** A key of BENEFIT_KINDS. */
  kind: Type.String(),
  eventMonth: Month,
  since: Month,
  /** The last month of what has ended. */
  through: Type.Optional(Month),
  provisional: Type.Boolean(),
  /** 月待遇 in force. */
  monthly: Type.Optional(Figure),
  items: Type.Array(BenefitItemView),
  /** Newest year first. */
  paidYears: Type.Array(
    Type.Object({
      year: Type.Integer(),
      months: Type.Integer(),
      paid: Figure,
      fromAccount: Type.Optional(Figure),
    }),
  ),
})
export type BenefitView = Static<typeof BenefitView>

/** 认定与审核：an application for a finding and what came of it. */
export const RulingView = Type.Object({
  /** A key of RULING_SUBJECTS. */
  subject: Type.String(),
  reference: Type.String(),
  finding: Type.Union([Type.Literal('pending'), Type.Literal('granted'), Type.Literal('refused')]),
  receivedDay: Type.String(),
  decidedDay: Type.Optional(Type.String()),
  because: Type.Optional(Type.String()),
  document: Type.String(),
  /** 审定金额. */
  amount: Type.Optional(Figure),
  /** 先前作出、已被替代的. */
  earlier: Type.Array(Type.Object({ finding: Type.String(), decidedDay: Type.String() })),
})
export type RulingView = Static<typeof RulingView>

/** 存疑. */
export const DoubtView = Type.Object({
  key: Type.String(),
  zh: Type.String(),
  en: Type.String(),
  insurance: Type.Optional(InsuranceCode),
  months: Type.Array(Month),
  /** 所涉数字的路径, or the beginnings of them. */
  paths: Type.Array(Type.String()),
  facts: Type.Array(Type.Object({ posting: Type.String(), ordinal: Type.Integer() })),
})
export type DoubtView = Static<typeof DoubtView>
