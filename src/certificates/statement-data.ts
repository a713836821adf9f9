import type { Section } from '../access/sections.js'
import type { Day } from '../kernel/day.js'
import type { Fen } from '../kernel/money.js'
import type { Narrowing } from '../kernel/narrowing.js'
import type { Period } from '../kernel/period.js'
import type { StatementAnnex } from './statement-annex.js'

/** 出具机构。 */
export interface PaperAgency {
  /** Its code; the first six digits are its region's. */
  readonly code: string
  readonly name: string
  readonly address: string
  readonly postalCode?: string
  readonly phone: string
  readonly website: string
}

/** 记录所属之人。The identity number is given whole and printed masked. */
export interface PaperPerson {
  readonly name: string
  readonly identityNumber: string
  readonly documentType: string
  readonly personNumber: string
  readonly workStart?: Day
}

/** 出具时事实之树的检查点。 */
export interface PaperCheckpoint {
  readonly treeSize: number
  /** 32 bytes as hex. */
  readonly root: string
}

/** What every paper says of itself. */
export interface PaperOrigin {
  readonly agency: PaperAgency
  readonly person: PaperPerson
  readonly areaName: string
  readonly dataCutoff: Day
  readonly printedAt: Day
  readonly checkpoint: PaperCheckpoint
  /** 准许出具的条文, as the policies that decided name them, e.g. M14-15d. */
  readonly articles: readonly string[]
  /** 在核查中的项目, where the setting has them printed; as they stand on the page. */
  readonly underReview?: readonly string[]
  /** 所载类别，where a mandate opens fewer than all; left out of a whole paper. */
  readonly shows?: readonly Section[]
  /** 所载范围与代谁索取，as they stand on the page. */
  readonly scope?: readonly string[]
  /** 授权所及的险种与月份，where it goes over some only. */
  readonly narrowed?: Narrowing | undefined
}

/** 参保状态。notConnected: kept by another department whose data is not here; it is never shown as zero. */
export type InsuranceState = 'enrolled' | 'suspended' | 'ended' | 'notEnrolled' | 'notConnected'

/** 缴费标记：paid, in arrears, paid elsewhere and transferred in, nothing due. */
export type MonthMark = 'paid' | 'arrears' | 'transferred' | 'none'

/** 险种的一年。A figure left out is printed as a dash: not kept here, or not of this insurance. */
export interface InsuranceYear {
  /** 险种类型 AAE140, e.g. 110. */
  readonly insurance: string
  readonly name: string
  readonly state: InsuranceState
  readonly firstEnrolled?: Period
  /** 月均缴费基数 of the months paid. */
  readonly averageBase?: Fen
  readonly employerPaid?: Fen
  readonly personPaid?: Fen
  /** 本年补缴历年欠费的个人部分。 */
  readonly arrearsPaid?: Fen
  readonly arrearsPaidMonths?: number
  readonly yearMonths?: number
  readonly actualMonths?: number
  readonly arrearsMonths?: number
  /** Twelve marks, January to December. */
  readonly marks: readonly MonthMark[]
  /** Who keeps it, where the figures come from and until when. */
  readonly keeper: string
  readonly source: string
  readonly cutoff?: Day
}

/**
 * 基本养老保险个人账户的一年。closed is the identity of its terms: opening + credited + both interests, plus what else came
 * in and less what left, = closing.
 * Until the year's notional rate is published there is no interest and no closing balance, and none is guessed.
 */
export type PensionAccountYear =
  | {
      readonly state: 'closed'
      readonly opening: Fen
      readonly credited: Fen
      readonly interestOnOpening: Fen
      readonly interestOnCredits: Fen
      /** 转入储存额, where there was any. */
      readonly movedIn?: Fen
      /** 支出与转出（连同其少计的利息）, where there was any. */
      readonly left?: Fen
      readonly closing: Fen
      /** 记账利率 as printed, e.g. “2.62%”. */
      readonly rate: string
    }
  | { readonly state: 'rateUnpublished'; readonly opening?: Fen; readonly credited: Fen }
  | { readonly state: 'none' }

/** 待遇。Printed only for those who received it in the year: lines of label and value, as its keeper gave them. */
export interface BenefitYear {
  readonly title: string
  readonly source: string
  readonly lines: readonly (readonly [label: string, value: string])[]
}

/** 记录单的类别：城镇职工、城乡居民。 */
export type StatementClass = 'employee' | 'resident'

/** 居民险种的一年。A figure left out is printed as a dash. */
export interface ResidentYear {
  /** 险种类型 AAE140, 170 or 390. */
  readonly insurance: string
  readonly name: string
  readonly state: InsuranceState
  readonly firstEnrolled?: Period
  readonly personPaid?: Fen
  /** 集体补助、政府补贴、政府代缴. */
  readonly collective?: Fen
  readonly government?: Fen
  readonly onBehalf?: Fen
  /** 累计缴费年数 through the end of the year. */
  readonly paidYears?: number
  readonly source: string
}

/** 年度社会保险个人权益记录单的内容。 */
export interface StatementData extends PaperOrigin {
  readonly year: number
  readonly group: StatementClass
  readonly periodStart: Period
  readonly periodEnd: Period
  readonly employer?: { readonly name: string; readonly number: string }
  /** 职工各险种；on the residents' form those the person took part in too. */
  readonly insurances: readonly InsuranceYear[]
  /** 居民各险种；on the employees' form those the person took part in too. */
  readonly residents: readonly ResidentYear[]
  readonly account: PensionAccountYear
  readonly benefits: readonly BenefitYear[]
  /** 缴费年限, where there is more to it than the months paid here. */
  readonly years?: BenefitYear
  /** 推导附页, where it was asked for. */
  readonly annex?: StatementAnnex
}

/** 参保缴费证明的一行。 */
export interface ProofRow {
  readonly name: string
  readonly state: InsuranceState
  readonly firstEnrolled?: Period
  readonly employer?: string
  readonly months?: number
  readonly source: string
}

/** 参保缴费证明的内容。 */
export interface ContributionProofData extends PaperOrigin {
  readonly from: Period
  readonly through: Period
  readonly employer?: { readonly name: string; readonly number: string }
  readonly rows: readonly ProofRow[]
}

/** 待遇的状态。single: paid once and for all; paidOnly: paid here, determined elsewhere or before. */
export type BenefitState = 'running' | 'suspended' | 'ended' | 'single' | 'paidOnly'

/** 待遇享受证明的一行。 */
export interface BenefitProofRow {
  readonly insurance: string
  readonly benefit: string
  /** 发生年月：of retirement, of the loss of work, of the injury. */
  readonly eventMonth: Period
  readonly since: Period
  readonly state: BenefitState
  /** 月待遇 in force; nought while suspended. */
  readonly monthly?: Fen
  /** 已发至：the last month that was paid for. */
  readonly paidThrough?: Period
  /** 预发，to be determined anew. */
  readonly provisional: boolean
}

/** 待遇享受证明的内容。 */
export interface BenefitProofData extends PaperOrigin {
  readonly rows: readonly BenefitProofRow[]
}
