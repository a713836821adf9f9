import { type Static, Type } from '@sinclair/typebox'
import { InsuranceContributions } from './contribution-contract.js'
import { DisputeMark } from './dispute-contract.js'
import { Both, DayText, Figure, InsuranceCode, Keeper, Month } from './figure-contract.js'
import {
  AccountView,
  AccountYear,
  BenefitView,
  DeemedView,
  DoubtView,
  RulingView,
  SubsidyView,
  TransferView,
  YearsView,
} from './section-contract.js'

/**
 * 查询的合同。What the screens ask and get. Codes and terms are printed on the client from kernel/terms.ts and the
 * catalogues below; `text` is the figure already written out in the language asked for. Amounts are whole fen.
 */

const Id = Type.String({ pattern: '^\\d{1,18}$' })
/** What a PostgreSQL integer holds. */
const MOST_ORDINAL = 2_147_483_647
const LanguageCode = Type.Union([Type.Literal('zh'), Type.Literal('en')])

/** 个人基本信息。Long numbers are masked; the person's own full number is never sent to a screen. */
export const PersonView = Type.Object({
  fullName: Type.String(),
  documentType: Type.String(),
  identityNumber: Type.String(),
  sex: Type.String(),
  birthDate: DayText,
  nationality: Type.String(),
  workStartDate: Type.Optional(DayText),
  mobilePhone: Type.Optional(Type.String()),
  email: Type.Optional(Type.String()),
  mailingAddress: Type.Optional(Type.String()),
  postalCode: Type.Optional(Type.String()),
  bankAccount: Type.Optional(Type.String()),
})
export type PersonView = Static<typeof PersonView>

export const ENROLMENT_STATES = {
  enrolled: { zh: '参保缴费', en: 'enrolled' },
  suspended: { zh: '暂停缴费', en: 'suspended' },
  ended: { zh: '终止', en: 'ended' },
} as const

export const EnrolmentView = Type.Object({
  insurance: InsuranceCode,
  area: Type.String(),
  keeper: Keeper,
  /** 首次参保年月. */
  firstMonth: Type.Optional(Figure),
  /** A key of ENROLMENT_STATES. */
  state: Type.Optional(Type.String()),
  since: Type.Optional(Month),
  employerName: Type.Optional(Type.String()),
  personKind: Type.Optional(Type.String()),
})
export type EnrolmentView = Static<typeof EnrolmentView>

/** 单位变动。One stretch of enrolment in one insurance with one employer (none: flexible employment). */
export const EmployerStretch = Type.Object({
  insurance: InsuranceCode,
  employerName: Type.Optional(Type.String()),
  from: Month,
  /** Last month; absent while it lasts. */
  through: Type.Optional(Month),
})
export type EmployerStretch = Static<typeof EmployerStretch>

export const MONTH_STATES = {
  paid: { zh: '已缴', en: 'paid' },
  partlyPaid: { zh: '部分缴纳', en: 'partly paid' },
  unpaid: { zh: '未缴', en: 'unpaid' },
  deferred: { zh: '缓缴', en: 'deferred' },
  relieved: { zh: '单位部分有减免或核销', en: "employer's part let off" },
  overpaid: { zh: '多缴', en: 'overpaid' },
  withoutDue: { zh: '有缴费无申报', en: 'paid without a filing' },
  differs: { zh: '与规则不符', en: 'differs from the rule' },
} as const

export const MonthsCounted = Type.Object({
  insurance: InsuranceCode,
  keeper: Keeper,
  /** Absent where the keeper is not connected. */
  actualMonths: Type.Optional(Figure),
  arrearsMonths: Type.Optional(Figure),
})
export type MonthsCounted = Static<typeof MonthsCounted>

/** 有起止的一段。 */
const DaySpanView = Type.Object({ from: DayText, through: Type.Optional(DayText) })

export const RecordSections = Type.Object({
  registration: Type.Optional(
    Type.Object({
      person: PersonView,
      enrolments: Type.Array(EnrolmentView),
      employers: Type.Array(EmployerStretch),
      /** 人员类别, and guardianships by their days; who the guardian is stands in the guardian's own record. */
      categories: Type.Array(Type.Composite([Type.Object({ says: Both }), DaySpanView])),
      guardianships: Type.Array(DaySpanView),
    }),
  ),
  contributions: Type.Optional(Type.Array(InsuranceContributions)),
  account: Type.Optional(
    Type.Object({
      months: Type.Array(MonthsCounted),
      /** Newest year first. Empty where the person never had a pension account here. */
      years: Type.Array(AccountYear),
      balance: Type.Optional(Figure),
    }),
  ),
  /** 待遇, newest first. */
  benefits: Type.Optional(Type.Array(BenefitView)),
  /** 认定与审核, newest application first. */
  rulings: Type.Optional(Type.Array(RulingView)),
  /** 缴费年限. */
  years: Type.Optional(YearsView),
  /** 各险种的个人账户. */
  accounts: Type.Optional(Type.Array(AccountView)),
  deemed: Type.Optional(Type.Array(DeemedView)),
  subsidies: Type.Optional(Type.Array(SubsidyView)),
  transfers: Type.Optional(Type.Array(TransferView)),
  /** 存疑：contradictions in the history, each beside the figures it concerns. */
  doubts: Type.Optional(Type.Array(DoubtView)),
})
export type RecordSections = Static<typeof RecordSections>

/** 图表。Oldest year first, whole fen. */
export const Charts = Type.Object({
  contributions: Type.Array(
    Type.Object({
      year: Type.Integer(),
      insurance: InsuranceCode,
      employer: Type.Integer(),
      person: Type.Integer(),
    }),
  ),
  balances: Type.Array(Type.Object({ year: Type.Integer(), balance: Type.Integer(), settled: Type.Boolean() })),
})
export type Charts = Static<typeof Charts>

/** 依据。The policies that allowed the look, as a person reads them. */
export const Ground = Type.Object({ policy: Type.String(), says: Type.String(), article: Type.String() })
export type Ground = Static<typeof Ground>

/** 可办事项。A button exists only where the request would pass. */
export const RecordAbilities = Type.Object({
  canExplain: Type.Boolean(),
  canSeeVoucher: Type.Boolean(),
  canSeeReviewers: Type.Boolean(),
  canSeeLooks: Type.Boolean(),
  canPrintStatement: Type.Boolean(),
  canObject: Type.Boolean(),
  canCorrect: Type.Boolean(),
})
export type RecordAbilities = Static<typeof RecordAbilities>

export const RecordAnswer = Type.Object({
  asOf: Type.Object({
    /** Last contribution month shown. */
    through: Month,
    /** 知晓界限：only postings below this tree index were read. */
    knownAt: Type.Integer(),
    /** False when an earlier state of knowledge was asked for. */
    latest: Type.Boolean(),
    today: DayText,
    /** 推导所用参数的摘要：the parameters as they stood then. */
    policyDigest: Type.String(),
  }),
  grounds: Type.Array(Ground),
  /** 授权只及的险种与月份；left out where all is shown. */
  narrowed: Type.Optional(Type.Object({ zh: Type.String(), en: Type.String() })),
  sections: RecordSections,
  charts: Type.Optional(Charts),
  /** 核查中的各项. */
  marks: Type.Optional(Type.Array(DisputeMark)),
  abilities: RecordAbilities,
})
export type RecordAnswer = Static<typeof RecordAnswer>

export const RecordQuery = Type.Object({
  through: Type.Optional(Month),
  knownAt: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })),
  language: Type.Optional(LanguageCode),
})
export type RecordQuery = Static<typeof RecordQuery>

/** A clerk names why: the purpose goes into the access book, and the citizen reads it there. */
export const PurposeText = Type.String({ minLength: 2, maxLength: 200 })
export const DeskRecordQuery = Type.Composite([RecordQuery, Type.Object({ purpose: PurposeText })])
export type DeskRecordQuery = Static<typeof DeskRecordQuery>

export const FigureQuery = Type.Composite([RecordQuery, Type.Object({ path: Type.String({ maxLength: 120 }) })])
export type FigureQuery = Static<typeof FigureQuery>
export const DeskFigureQuery = Type.Composite([FigureQuery, Type.Object({ purpose: PurposeText })])
export type DeskFigureQuery = Static<typeof DeskFigureQuery>

/** 审核环节：by post and agency. The natural person is named to staff only. */
export const ReviewStepView = Type.Object({
  stage: Type.String(),
  stageName: Both,
  verdict: Type.String(),
  organisation: Type.String(),
  at: Type.Integer(),
  /** 以何岗位；an employer's operator, and a leaf of the first form, tell none. */
  posts: Type.Array(Both),
  /** 经办人员的编号与姓名。 */
  by: Type.Optional(Type.String()),
  name: Type.Optional(Type.String()),
})
export type ReviewStepView = Static<typeof ReviewStepView>

/** 凭证。Where a fact came from. */
export const VoucherView = Type.Object({
  voucherId: Type.String(),
  revision: Type.Integer(),
  kind: Type.String(),
  agency: Type.String(),
  businessDay: DayText,
  postedAt: Type.Integer(),
  line: Type.Integer(),
  settlementMonth: Type.Optional(Month),
  contributionMonth: Type.Optional(Month),
  reviewers: Type.Array(ReviewStepView),
  /** `documentId` is told to staff, who may open the original. */
  documents: Type.Array(
    Type.Object({ digest: Type.String(), kind: Type.String(), documentId: Type.Optional(Type.String()) }),
  ),
})
export type VoucherView = Static<typeof VoucherView>

/** 推导树的节点，打印好的。 */
export const Explanation = Type.Recursive((This) =>
  Type.Object({
    term: Type.String(),
    zh: Type.String(),
    en: Type.String(),
    value: Type.Union([Type.Number(), Type.String()]),
    unit: Type.String(),
    text: Type.String(),
    /** Document and article, as printed: 社会保险法·12. */
    basis: Type.Optional(Type.String()),
    parameter: Type.Optional(
      Type.Object({
        id: Type.String(),
        area: Type.String(),
        areaName: Type.String(),
        since: Type.String(),
        basis: Type.String(),
        status: Type.String(),
      }),
    ),
    fact: Type.Optional(
      Type.Object({
        posting: Type.String(),
        ordinal: Type.Integer(),
        voucher: Type.Optional(VoucherView),
      }),
    ),
    /** Told whole under this path of the same answer; only where the whole record is explained at once. */
    path: Type.Optional(Type.String()),
    from: Type.Array(This),
  }),
)
export type Explanation = Static<typeof Explanation>

/** 谁查过我的记录。 */
export const LookView = Type.Object({
  lookId: Type.String(),
  at: Type.Integer(),
  realm: Type.String(),
  organisation: Type.String(),
  channel: Type.String(),
  action: Type.String(),
  sections: Type.String(),
  outcome: Type.String(),
  grounds: Type.Array(Ground),
  purpose: Type.String(),
  self: Type.Boolean(),
})
export type LookView = Static<typeof LookView>
export const LooksAnswer = Type.Object({ looks: Type.Array(LookView) })
export type LooksAnswer = Static<typeof LooksAnswer>

/** 查人。At least two keys; an exact identity number, a name (two characters or more), a birth date, an employer. */
export const SearchBody = Type.Object(
  {
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
    identityNumber: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
    birthDate: Type.Optional(DayText),
    employerCode: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
    purpose: PurposeText,
  },
  { additionalProperties: false },
)
export type SearchBody = Static<typeof SearchBody>

export const SearchAnswer = Type.Object({
  /** True when more than 20 fit: narrow the search. */
  more: Type.Boolean(),
  hits: Type.Array(
    Type.Object({
      personId: Id,
      /** Masked. */
      fullName: Type.String(),
      identityNumber: Type.String(),
      birthYear: Type.Integer(),
      sex: Type.String(),
    }),
  ),
})
export type SearchAnswer = Static<typeof SearchAnswer>

export const PersonParams = Type.Object({ personId: Id })
export const FactParams = Type.Object({ posting: Id, ordinal: Type.Integer({ minimum: 0, maximum: MOST_ORDINAL }) })
export const PersonFactParams = Type.Composite([PersonParams, FactParams])
/** 调阅原始资料：the paper behind a fact of this person. */
export const OriginalParams = Type.Composite([
  PersonFactParams,
  Type.Object({ documentId: Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }) }),
])
export const DeskFactQuery = Type.Object({ purpose: PurposeText })

/** 路径。Screens and routes name them once, here. */
export const QUERY_PATHS = {
  myRecord: '/api/my/record',
  myFigure: '/api/my/record/figure',
  myVoucher: '/api/my/vouchers/:posting/:ordinal',
  myLooks: '/api/my/looks',
  search: '/api/persons/search',
  record: '/api/persons/:personId/record',
  figure: '/api/persons/:personId/record/figure',
  voucher: '/api/persons/:personId/vouchers/:posting/:ordinal',
  original: '/api/persons/:personId/vouchers/:posting/:ordinal/papers/:documentId',
  employerPayments: '/api/employer/payments',
  employerFigure: '/api/employer/payments/figure',
  employerStaff: '/api/employer/staff',
} as const
