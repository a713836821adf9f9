import type { Day } from '../kernel/day.js'
import type { Fen } from '../kernel/money.js'
import type { Period } from '../kernel/period.js'
import type { BenefitKind, FactCommon, PersonFact } from './fact-common.js'

/** 自然人合并（重复）。Two ids of one natural person, joined or parted again: a row lies under each of them. */
export interface PersonAlias extends PersonFact {
  readonly kind: 'personAlias'
  readonly otherPersonId: string
  /** Which of the two the record goes by from now on. */
  readonly role: 'kept' | 'merged'
  readonly change: 'merge' | 'undo'
  readonly document: string
}

/** 联系方式。A later row stands for the whole of an earlier one; feeds no derivation. */
export interface PersonContact extends PersonFact {
  readonly kind: 'personContact'
  readonly mobilePhone?: string | undefined
  readonly email?: string | undefined
  readonly mailingAddress?: string | undefined
  readonly postalCode?: string | undefined
  /** 对账单送达方式。 */
  readonly delivery?: 'post' | 'digital' | 'counter' | undefined
}

/** 人员类别。Several at once and over time, each with its days. */
export const PERSON_CATEGORIES = [
  ...(['working', 'retired', 'flexible', 'resident', 'landLost', 'dependant', 'paymentOnly'] as const),
  ...(['student', 'foreigner', 'minor'] as const),
] as const
export interface PersonCategory extends PersonFact {
  readonly kind: 'personCategory'
  readonly category: (typeof PERSON_CATEGORIES)[number]
  readonly change: 'begin' | 'end'
  readonly fromDay: Day
  readonly document: string
}

/** 书面授权（代理人）与亲属代表：who may act for this person, in which classes, from a day through a day. */
export interface Mandate extends PersonFact {
  readonly kind: 'mandate'
  readonly representativePersonId: string
  readonly capacity: 'agent' | 'relative'
  /** 授权范围：classes of the record and acts, joined by commas. */
  readonly scope: string
  readonly change: 'begin' | 'end'
  readonly fromDay: Day
  readonly throughDay?: Day | undefined
  readonly document: string
}

/** 保密标识。From that day on this person is in no search, list, statistic or batch; named posts only. */
export interface Protection extends PersonFact {
  readonly kind: 'protection'
  readonly change: 'begin' | 'end'
  readonly fromDay: Day
  readonly ground: string
  readonly document: string
}

/** 年度缴费工资申报。What the bases of these months are taken from, where a monthly filing does not say otherwise. */
export interface BaseDeclaration extends PersonFact {
  readonly kind: 'baseDeclaration'
  readonly employerId: string
  readonly fromMonth: Period
  readonly throughMonth: Period
  /** 上年度月平均工资。 */
  readonly declaredWage: Fen
  /** 职工确认之日；left out where the employer vouches with a paper that the staff was told. */
  readonly confirmedDay?: Day | undefined
  readonly document: string
}

/** 待遇的暂停、恢复与终止。 */
export interface BenefitChange extends PersonFact {
  readonly kind: 'benefitChange'
  readonly insurance: string
  readonly benefitKind: BenefitKind
  readonly change: 'suspend' | 'resume' | 'end'
  readonly fromMonth: Period
  readonly reason: string
  readonly document: string
}

/** 待遇领取资格认证。 */
export interface EntitlementCheck extends PersonFact {
  readonly kind: 'entitlementCheck'
  readonly method: 'counter' | 'face' | 'homeVisit' | 'comparison' | 'abroad'
  readonly result: 'passed' | 'failed'
  readonly checkedDay: Day
  readonly validThrough: Day
  readonly document: string
}

/** 特殊工种工作年限。Found by two people from three sources before anything rests on it. */
export interface SpecialWork extends PersonFact {
  readonly kind: 'specialWork'
  readonly employerId?: string | undefined
  readonly workKind: string
  readonly fromMonth: Period
  readonly throughMonth: Period
  readonly months: number
  readonly document: string
}

/** 专家意见。The conclusion and the digest of what was signed; who signed it is closed to all but the secretariat. */
export interface ExpertOpinion extends PersonFact {
  readonly kind: 'expertOpinion'
  readonly matter: string
  readonly conclusion: string
  readonly opinionDigest: string
  readonly day: Day
  readonly document: string
}

/** 单位联系方式。 */
export interface EmployerContact extends FactCommon {
  readonly kind: 'employerContact'
  readonly employerId: string
  readonly contactPerson?: string | undefined
  readonly phone?: string | undefined
  readonly email?: string | undefined
  readonly mailingAddress?: string | undefined
  readonly postalCode?: string | undefined
}

/** 单位承继。Merger, division or change of form: whose rights and debts this employer carries on. */
export interface Succession extends FactCommon {
  readonly kind: 'succession'
  readonly employerId: string
  readonly predecessorId: string
  readonly fromMonth: Period
  readonly document: string
}

/** 减免与核销。An approved event of the employer; arrears vanish in no other way. */
export interface Relief extends FactCommon {
  readonly kind: 'relief'
  readonly employerId: string
  readonly insurance: string
  readonly reliefKind: 'reduction' | 'writeOff'
  readonly contributionMonth: Period
  /** 单位部分的金额；a person's own part is never let off. */
  readonly amount: Fen
  readonly document: string
}

/** 专户入账。What the bank says arrived in the special account, and on which day. */
export interface BankDeposit extends FactCommon {
  readonly kind: 'bankDeposit'
  readonly account: string
  readonly serial: string
  readonly levyVoucher: string
  readonly insurance: string
  readonly amount: Fen
  /** 税务征收到账之日与存入专户之日。 */
  readonly arrivalDay: Day
  readonly depositDay: Day
}

/** 维护复核。The look after a change of what was stored: which posting, and whether it stands. */
export interface Recheck extends FactCommon {
  readonly kind: 'recheck'
  readonly recheckedPosting: string
  readonly verdict: 'agreed' | 'refused'
  readonly finding: string
}
