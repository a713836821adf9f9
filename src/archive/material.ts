/** 材料类别。The rows of the retention table; a kind of paper is mapped to one, and its period is dated data. */
export const MATERIALS = {
  employerRegistration: { zh: '参保单位登记材料', en: 'employer enrolment registration' },
  personRegistration: { zh: '参保人员登记、变更材料', en: 'person registration and changes' },
  accountReconciliation: { zh: '个人账户对账、修改材料', en: 'reconciliation and change of personal accounts' },
  registrationCertificate: { zh: '登记证管理材料', en: 'registration certificates' },
  card: { zh: '卡、手册管理材料', en: 'cards and handbooks' },
  entitlementCheck: { zh: '待遇资格验证材料', en: 'entitlement verification' },
  maternityClaim: { zh: '生育待遇核定材料', en: 'maternity claims and approvals' },
  maternityPayment: { zh: '生育支付明细表、汇总表', en: 'maternity payment details' },
  paymentYearSummary: { zh: '支付年度汇总表', en: 'yearly summary of fund payments' },
  yearStatistics: { zh: '年度统计报表', en: 'yearly statistics' },
  analysisReport: { zh: '数据和分析报告', en: 'data and analysis reports' },
  monthStatistics: { zh: '月、季统计报表', en: 'monthly and quarterly statistics' },
  audit: { zh: '稽核、监察、内控材料', en: 'audit, inspection and internal control' },
  contributionCheck: { zh: '缴费申报、核定材料', en: 'contribution declarations and checks' },
  pensionBenefit: { zh: '养老待遇材料', en: 'pension benefit files' },
  unemploymentBenefit: { zh: '失业待遇材料', en: 'unemployment benefit files' },
  injuryBenefit: { zh: '工伤待遇材料', en: 'work-injury benefit files' },
  accountingVoucher: { zh: '会计凭证、账簿', en: 'accounting vouchers and books' },
  accountingReport: { zh: '年度财务会计报告', en: 'yearly accounting reports' },
} as const
export type Material = keyof typeof MATERIALS

export function isMaterial(text: string): text is Material {
  return Object.hasOwn(MATERIALS, text)
}

/** A paper may fall under the general table and, by another law, under a special one as well (第三十一条). */
export interface Filed {
  readonly material: Material
  readonly special?: Material | undefined
}

const plain = (material: Material): Filed => ({ material })
const accounting = (material: Material): Filed => ({ material, special: 'accountingVoucher' })

/**
 * 资料种类 → 材料类别。The kind of the business that rests on a paper says where it is filed. What stands in no row here is
 * filed nowhere, has no period, and is never destroyed.
 */
const FILED: Readonly<Record<string, Filed>> = {
  employerRegistration: plain('employerRegistration'),
  employerChange: plain('employerRegistration'),
  employerCancellation: plain('employerRegistration'),
  succession: plain('employerRegistration'),
  personRegistration: plain('personRegistration'),
  enrolmentChange: plain('personRegistration'),
  staffChange: plain('personRegistration'),
  personChange: plain('personRegistration'),
  personMerge: plain('personRegistration'),
  personSplit: plain('personRegistration'),
  guardianship: plain('personRegistration'),
  mandate: plain('personRegistration'),
  protection: plain('personRegistration'),
  personCategory: plain('personRegistration'),
  contactChange: plain('personRegistration'),
  batchChange: plain('personRegistration'),
  maintenanceRecheck: plain('personRegistration'),
  lifeEvent: plain('personRegistration'),
  transfer: plain('personRegistration'),
  correction: plain('accountReconciliation'),
  openingBalance: plain('accountReconciliation'),
  legacyLoad: plain('accountReconciliation'),
  entitlementCheck: plain('entitlementCheck'),
  monthlyFiling: plain('contributionCheck'),
  baseDeclaration: plain('contributionCheck'),
  singleContribution: plain('contributionCheck'),
  backPay: plain('contributionCheck'),
  residentPayment: plain('contributionCheck'),
  subsidy: plain('contributionCheck'),
  deferral: plain('contributionCheck'),
  relief: plain('contributionCheck'),
  levyResult: accounting('contributionCheck'),
  bankStatement: accounting('contributionCheck'),
  suspenseClaim: accounting('contributionCheck'),
  deemedPeriod: plain('pensionBenefit'),
  specialWork: plain('pensionBenefit'),
  ruling: plain('injuryBenefit'),
  expertOpinion: plain('injuryBenefit'),
  benefitDetermination: plain('pensionBenefit'),
  benefitChange: plain('pensionBenefit'),
  benefitPayment: accounting('pensionBenefit'),
  inspection: plain('audit'),
}

export function filedAs(kind: string): Filed | undefined {
  if (isMaterial(kind)) return plain(kind)
  return Object.hasOwn(FILED, kind) ? FILED[kind] : undefined
}
