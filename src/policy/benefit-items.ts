import type { TermKey } from '../kernel/terms.js'

/** 待遇项目。Its name is the term of the same key; `code` is that of the ministry's list, where it has one. */
export interface BenefitItem {
  readonly zh: string
  readonly en: string
  readonly code?: string
  readonly benefitKind: BenefitItemKind
  /** Paid month by month, or once. */
  readonly periodic: boolean
}

/** 待遇种类, as facts of benefits name them. */
export type BenefitItemKind =
  | 'retirement'
  | 'residentPension'
  | 'survivors'
  | 'unemployment'
  | 'injury'
  | 'maternity'
  | 'medical'

const monthly = (benefitKind: BenefitItemKind, zh: string, en: string, code?: string): BenefitItem => ({
  zh,
  en,
  ...(code === undefined ? {} : { code }),
  benefitKind,
  periodic: true,
})

const once = (benefitKind: BenefitItemKind, zh: string, en: string, code?: string): BenefitItem => ({
  ...monthly(benefitKind, zh, en, code),
  periodic: false,
})

/** 待遇项目目录。Codes of pensions are those of AIC230, of unemployment those of AJA001. */
export const BENEFIT_ITEMS = {
  basicPension: monthly('retirement', '基础养老金', 'basic pension', '011'),
  accountPension: monthly('retirement', '个人账户养老金', 'personal-account pension', '012'),
  transitionalPension: monthly('retirement', '过渡性养老金', 'transitional pension', '013'),
  pensionRounding: monthly('retirement', '养老金尾数进位', 'rounding of the pension'),
  adjustment: monthly('retirement', '养老金调整', 'pension adjustment', '021'),
  pensionArrears: once('retirement', '补发养老金', 'pension paid in arrears'),
  accountReturned: once('retirement', '个人账户一次性支付', 'account paid out at once'),
  residentBasePension: monthly('residentPension', '居民基础养老金', "residents' base pension"),
  residentAccountPension: monthly('residentPension', '居民个人账户养老金', "residents' account pension"),
  residentLongPayment: monthly('residentPension', '居民长缴增发的基础养老金', "residents' supplement for long payment"),
  funeralGrant: once('survivors', '丧葬补助金', 'funeral grant'),
  survivorsGrant: once('survivors', '抚恤金', "survivors' grant"),
  unemploymentBenefit: monthly('unemployment', '失业保险金', 'unemployment benefit', '11'),
  jobIntroductionSubsidy: once('unemployment', '职业介绍补贴', 'job introduction subsidy', '12'),
  trainingSubsidy: once('unemployment', '职业培训补贴', 'training subsidy', '13'),
  unemploymentMedical: monthly('unemployment', '失业人员医疗补助金', 'medical subsidy of the unemployed', '14'),
  unemploymentOther: once('unemployment', '其他失业待遇', 'other unemployment benefit', '19'),
  unemploymentFuneral: once('unemployment', '失业人员丧葬补助金', 'funeral grant of the unemployed', '21'),
  unemploymentSurvivors: once('unemployment', '失业人员抚恤金', "survivors' grant of the unemployed", '22'),
  injuryLumpSum: once('injury', '一次性伤残补助金', 'lump sum for disability'),
  injuryAllowance: monthly('injury', '伤残津贴', 'disability allowance'),
  injuryTopUp: monthly('injury', '伤残津贴差额', 'top-up to the disability allowance'),
  nursingFee: monthly('injury', '生活护理费', 'nursing fee'),
  injuryFuneral: once('injury', '工亡丧葬补助金', 'funeral grant after a death at work'),
  dependantPension: monthly('injury', '供养亲属抚恤金', "dependants' pension"),
  injuryDeathGrant: once('injury', '一次性工亡补助金', 'lump sum for a death at work'),
  maternityAllowance: once('maternity', '生育津贴', 'maternity allowance'),
  maternityMedical: once('maternity', '生育医疗费用', 'maternity medical costs'),
  medicalReimbursement: once('medical', '医疗费用报销', 'medical costs reimbursed'),
} as const satisfies Partial<Readonly<Record<TermKey, BenefitItem>>>

export type BenefitItemKey = keyof typeof BENEFIT_ITEMS

export function isBenefitItem(text: string): text is BenefitItemKey {
  return Object.hasOwn(BENEFIT_ITEMS, text)
}
