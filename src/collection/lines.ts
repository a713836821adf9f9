import type { Day } from '../kernel/day.js'
import type { FactRef } from '../kernel/explain.js'
import type { Fen } from '../kernel/money.js'
import type { Period } from '../kernel/period.js'
import type {
  BenefitKind,
  CatalogueEntry,
  Deferral,
  EmployerRegistration,
  Enrolment,
  Fact,
  Guardianship,
  PersonCategory,
  PersonRegistration,
  Succession,
} from '../ledger/fact.js'
import type { ContributionKind } from '../policy/charge-kinds.js'
import type { PlacedChange } from '../policy/parameter-edit.js'
import type { BatchAsked } from './batch-kinds.js'
import type { ContactLine } from './contact-change.js'
import type { ContributionBusinessLine } from './contribution-lines.js'
import type { PersonFactKind, Sentence, SubmissionKind } from './kinds.js'
import type { LegacyLine } from './legacy-lines.js'
import type { MergeLine, SplitLine } from './maintenance-lines.js'
import type { RouteEntry } from './route-book.js'

/** 一个险种的应缴，随凭证审定。 */
export interface Item {
  readonly insurance: string
  readonly base: Fen
  readonly employer: Fen
  readonly person: Fen
  readonly employerToAccount: Fen
  readonly personToAccount: Fen
}

/** 申报的一行：one person, one contribution month; yields one due fact per insurance. */
export interface ContributionLine {
  readonly row: number
  readonly personId: string
  readonly identityNumber: string
  readonly fullName: string
  readonly contributionMonth: Period
  readonly contributionKind: string
  readonly declaredWage: Fen
  readonly personKind: 'employee' | 'flexible' | 'institution'
  readonly items: readonly Item[]
  /** 补差或退收，依何种缴费类型算得：its amounts rest on what is due already, and are computed again when posted. */
  readonly asked?: ContributionKind | undefined
  /** 成批补差与多单位申报的各行各有单位；elsewhere the submission's. */
  readonly employerId?: string | undefined
}

/** 征收结果的一行：one payment of one insurance, found to fit, to differ, or to belong to nobody. */
export interface LevyLine {
  readonly row: number
  readonly levyVoucher: string
  readonly creditCode: string
  readonly identityNumber: string
  readonly fullName: string
  readonly insurance: string
  readonly settlementMonth: Period
  readonly contributionMonth: Period
  readonly contributionKind: string
  readonly base: Fen
  readonly employerAmount: Fen
  readonly personAmount: Fen
  readonly arrivalDay: Day
  readonly outcome: 'fitting' | 'differing' | 'suspense'
  readonly reason?: string | undefined
  readonly personId?: string | undefined
  readonly employerId?: string | undefined
  readonly agency: string
  readonly area: string
  readonly employerToAccount: Fen
  readonly personToAccount: Fen
  /** 其中清偿应缴的金额，of both sides: what a late fee is reckoned on. */
  readonly settles?: Fen | undefined
}

/** 个人登记的一行。`registration` is left out where the person was registered before and only enrolments join. */
export interface RegistrationLine {
  readonly row: number
  readonly personId: string
  readonly identityNumber: string
  readonly fullName: string
  readonly documentType: string
  /** Whether the person id, its key and index entries are made by this posting. */
  readonly isNew: boolean
  readonly registration?: Omit<PersonRegistration, 'kind' | 'line'> | undefined
  readonly enrolments: readonly Omit<Enrolment, 'kind' | 'line'>[]
  /** 随登记而来的类别与监护. */
  readonly also?: readonly RegistrationAlso[] | undefined
  /** 监护人，如资料所写. */
  readonly guardian?: { readonly identityNumber: string; readonly fullName: string } | undefined
  /** 未成年而未填监护人：becomes a task. */
  readonly lacksGuardian?: boolean | undefined
}

export type RegistrationAlso = Omit<PersonCategory, 'line'> | Omit<Guardianship, 'line'>

/** 个人基本信息变更的一行：the registration as it stood, and as it will stand. */
export interface PersonChangeLine {
  readonly row: number
  readonly personId: string
  readonly identityNumber: string
  readonly fullName: string
  readonly former: Omit<PersonRegistration, 'kind' | 'line'> & { readonly ref: FactRef }
  readonly registration: Omit<PersonRegistration, 'kind' | 'line'>
  readonly reason: string
  readonly explanation: string
}

/** 单位承继的一行。 */
export interface SuccessionLine {
  readonly row: number
  readonly creditCode: string
  readonly employerName: string
  readonly predecessorCode: string
  readonly predecessorName: string
  readonly succession: Omit<Succession, 'kind' | 'line'>
}

export interface EmployerLine {
  readonly row: number
  readonly isNew: boolean
  readonly registration: Omit<EmployerRegistration, 'kind' | 'line'>
}

/** 缓缴的一行：an approved event of an employer in one insurance. */
export interface DeferralLine {
  readonly row: number
  readonly creditCode: string
  readonly employerName: string
  readonly deferral: Omit<Deferral, 'kind' | 'line'>
}

export type CorrectableFact = Extract<Fact, { kind: PersonFactKind }>

/** 更正的一行：which row is reversed, as it stood, and what is posted in its place. */
export interface CorrectionLine {
  readonly row: number
  readonly reverses: FactRef
  readonly original: CorrectableFact
  readonly replacement?: CorrectableFact | undefined
  readonly reason: string
  readonly explanation: string
}

/** 待记的事实，没有凭证行号。 */
export type Drafted<F extends PersonFactKind = PersonFactKind> = F extends PersonFactKind
  ? Omit<Extract<Fact, { kind: F }>, 'line'>
  : never

/** 新事实的一行：one person, and the facts that are posted for them; what was computed keeps its reasons with it. */
export interface FactLine {
  readonly row: number
  readonly personId: string
  readonly identityNumber: string
  readonly fullName: string
  readonly facts: readonly Drafted[]
  readonly computed?: readonly Computed[] | undefined
  /** What the amounts were computed from: asked again before the posting. */
  readonly asked?: DeterminationAsked | undefined
  /** 存疑之处：money that arrived is posted all the same, and each becomes a task. */
  readonly doubts?: readonly Sentence[] | undefined
  /** The rows of an earlier determination that these replace. */
  readonly replaces?: readonly CorrectableFact[] | undefined
  /** 依据说明，where no paper was handed in. */
  readonly ground?: string | undefined
  /** 事实所及的另一人，如监护人，as the paper names them. */
  readonly other?: { readonly identityNumber: string; readonly fullName: string } | undefined
}

/** 待遇核定所问：kind, month and group; the amounts follow from the record and the rules. */
export interface DeterminationAsked {
  readonly insurance: string
  readonly benefitKind: BenefitKind
  readonly variant: string
  readonly eventMonth: Period
  readonly document: string
  /** 年度调整的年份. */
  readonly adjustmentYear?: number | undefined
}

/** 一个算得的数，as a plain tree that can be stored. */
export interface Computed {
  readonly term: string
  readonly unit: string
  readonly value: number | string
  readonly basis?: string | undefined
  readonly parameter?: { readonly id: string; readonly since: string; readonly basis: string; readonly status: string }
  readonly from: readonly Computed[]
}

/** 参数变更的一行：one version of one parameter, and the version that stood there when it was proposed. */
export interface ParameterLine extends PlacedChange {
  readonly row: number
  readonly explanation: string
}

/** 审核路线变更的一行：the route of one kind, and how it was written when this was proposed. */
export interface RouteLine {
  readonly row: number
  readonly routeOf: SubmissionKind
  /** The canonical writing; empty where the kind had none. */
  readonly was: string
  readonly route: RouteEntry
  readonly explanation: string
}

/** 随版本发布的参数文件：a whole file, and the digest of the one it was to replace. */
export interface ParameterFileLine {
  readonly row: number
  readonly path: string
  readonly was: string
  readonly text: string
  readonly explanation: string
}

/** 目录变更的一行，and what stood for the code when it was proposed. */
export interface CatalogueLine {
  readonly row: number
  readonly entry: Omit<CatalogueEntry, 'kind' | 'line'>
  readonly standing?: Omit<CatalogueEntry, 'kind' | 'line'> | undefined
  readonly explanation: string
}

export type Line =
  | ContactLine
  | CatalogueLine
  | ContributionBusinessLine
  | LegacyLine
  | MergeLine
  | SplitLine
  | ContributionLine
  | LevyLine
  | RegistrationLine
  | EmployerLine
  | PersonChangeLine
  | SuccessionLine
  | DeferralLine
  | CorrectionLine
  | FactLine
  | ParameterLine
  | ParameterFileLine
  | RouteLine

/** What a line adds to the sums of one insurance. */
export interface Counted {
  readonly insurance: string
  readonly base: number
  readonly employer: number
  readonly person: number
}

/** 摘要：what a revision keeps beside its vouchers. */
export interface Summary {
  readonly insurances: readonly InsuranceSum[]
  readonly notices: readonly Sentence[]
  readonly levy?: LevySums | undefined
  /** 成批变更的种类与事由。 */
  readonly batch?: BatchAsked | undefined
  /** 未接受的行，按代码计数. */
  readonly refusedBy?: readonly { readonly code: string; readonly count: number }[] | undefined
  /** 没有原始资料的，所陈依据. */
  readonly ground?: string | undefined
}

export interface InsuranceSum {
  insurance: string
  persons: number
  base: number
  employerAmount: number
  personAmount: number
}

export interface Share {
  rows: number
  amount: number
}

export interface LevySums {
  readonly batch: string
  readonly controlRows: number
  readonly controlTotal: number
  readonly fitting: Share
  readonly differing: Share
  readonly suspense: Share
  readonly refunds: Share
}
