/**
 * 术语目录。One English word per Chinese term; explanations, cases and screens all print through this table, so that
 * no code word reaches a person. `code` is the ministry's indicator (LD/T 92) where there is one.
 */
export interface Term {
  readonly zh: string
  readonly en: string
  readonly code?: string
}

export const TERMS = {
  declaredWage: { zh: '申报工资', en: 'declared wage', code: 'AAC040' },
  contributionBase: { zh: '缴费基数', en: 'contribution base', code: 'AAE180' },
  baseFloor: { zh: '下限', en: 'lower limit' },
  baseCeiling: { zh: '上限', en: 'upper limit' },
  employerRate: { zh: '单位费率', en: 'employer rate', code: 'AAA042' },
  personRate: { zh: '个人费率', en: 'person rate', code: 'AAA041' },
  personFlatAmount: { zh: '个人定额', en: 'flat amount from the person' },
  injuryBaseRate: { zh: '工伤基准费率', en: 'work-injury base rate' },
  injuryFloat: { zh: '浮动系数', en: 'float factor' },
  injuryStageFactor: { zh: '阶段性系数', en: 'stage factor' },
  injuryClass: { zh: '工伤风险类别', en: 'injury risk class' },
  rounding: { zh: '尾数处理', en: 'rounding' },
  employerContribution: { zh: '单位缴费', en: 'employer contribution', code: 'AAE020' },
  personContribution: { zh: '个人缴费', en: 'personal contribution', code: 'AAE022' },
  accountCreditShare: { zh: '记账比例', en: 'share credited to the account' },
  accountCredit: { zh: '记账', en: 'account credit', code: 'AAE023' },
  notionalRate: { zh: '记账利率', en: 'notional rate' },
  interestMethod: { zh: '计息方法', en: 'interest method' },
  openingBalance: { zh: '上年末储存额', en: 'balance at the end of last year' },
  yearCredits: { zh: '当年记账金额', en: 'credited this year' },
  interestOnOpening: { zh: '上年末储存额利息', en: 'interest on the opening balance' },
  interestOnCredits: { zh: '当年记账利息', en: "interest on this year's credits" },
  monthlyProduct: { zh: '月积数', en: 'monthly product' },
  closingBalance: { zh: '本年末储存额', en: 'balance at the end of the year', code: 'AAE240' },
  accountBalance: { zh: '个人账户储存额', en: 'personal account balance' },
  actualMonths: { zh: '实际缴费月数', en: 'months actually paid', code: 'AAE201' },
  yearPaidMonths: { zh: '本年实缴月数', en: 'months paid this year', code: 'AIC079' },
  monthCounted: { zh: '计入月份', en: 'month counted' },
  arrearsMonths: { zh: '累计欠缴月数', en: 'months in arrears' },
  contributionMonth: { zh: '对应费款所属期', en: 'contribution month', code: 'AAE003' },
  settlementMonth: { zh: '费款所属期', en: 'settlement month', code: 'AAE002' },
  insuranceType: { zh: '险种', en: 'insurance', code: 'AAE140' },
  poolingArea: { zh: '统筹区', en: 'pooling area', code: 'AAA027' },
  fullName: { zh: '姓名', en: 'name', code: 'AAC003' },
  socialSecurityNumber: { zh: '社会保障号码', en: 'social security number', code: 'AAC002' },
  duePerson: { zh: '个人应缴', en: 'due from the person', code: 'AAE022' },
  dueEmployer: { zh: '单位应缴', en: 'due from the employer', code: 'AAE020' },
  paidPerson: { zh: '个人实缴', en: 'paid by the person', code: 'AAE082' },
  paidEmployer: { zh: '单位实缴', en: 'paid by the employer', code: 'AAE080' },
  paidToAccount: { zh: '实缴划入个人账户', en: 'paid into the account', code: 'AAE083' },
  chargedState: { zh: '征缴方式', en: 'how it is levied' },
  chargedInsurances: { zh: '应缴险种', en: 'insurances levied' },
  keeper: { zh: '经办系统', en: 'keeper' },
  personToAccount: { zh: '个人缴费划入个人账户', en: 'credited from the person' },
  employerToAccount: { zh: '单位缴费划入个人账户', en: 'credited from the employer' },
  yearlyMethodFactor: { zh: '年度计算法系数', en: 'factor of the yearly method' },
  monthsInAccountYear: { zh: '计息月数', en: 'months that bear interest' },
  principal: { zh: '本金（上年末储存额与当年记账之和）', en: "principal (opening balance and this year's credits)" },
  accountPaid: { zh: '当年账户支出', en: 'paid from the account this year' },
  yearInterest: { zh: '本年利息', en: 'interest of the year' },
  yearsAndMonths: { zh: '缴费年限', en: 'years and months' },
  birthMonth: { zh: '出生年月', en: 'month of birth' },
  originalRetirementAge: { zh: '原法定退休年龄（月数）', en: 'original retirement age in months' },
  retirementDelay: { zh: '延迟月数', en: 'months of delay' },
  retirementDelayStep: { zh: '每延迟一个月的出生月数', en: 'birth months per month of delay' },
  retirementDelayCap: { zh: '最多延迟月数', en: 'most months of delay' },
  retirementAge: { zh: '法定退休年龄（月数）', en: 'statutory retirement age in months' },
  statutoryRetirement: { zh: '法定退休年月', en: 'month of statutory retirement' },
  minimumMonths: { zh: '最低缴费月数', en: 'minimum months of contribution' },
  firstEnrolmentMonth: { zh: '首次参保年月', en: 'month first enrolled' },
  arrearsAmount: { zh: '欠缴金额', en: 'amount in arrears' },
  paidDifference: { zh: '实缴与应缴之差', en: 'paid less due' },
  yearEmployerPaid: { zh: '本年单位实缴', en: 'paid by the employer this year' },
  yearPersonPaid: { zh: '本年个人实缴', en: 'paid by the person this year' },
  openingMonths: { zh: '期初月数（导入，不可重算）', en: 'months brought in (imported, not recomputable)' },
  importedBalance: { zh: '期初储存额（导入，不可重算）', en: 'balance brought in (imported, not recomputable)' },
  averageBase: { zh: '月均缴费基数', en: 'average monthly base' },
  backPayMonths: { zh: '补缴历年月数', en: 'months of earlier years paid' },
  backPayAmount: { zh: '本年个人补缴欠费金额', en: 'arrears paid by the person this year' },
  refunded: { zh: '退费', en: 'refund' },
  settingValue: { zh: '设定值', en: 'setting' },
  earliestWorkAge: { zh: '最低就业年龄（月数）', en: 'earliest working age in months' },
  deemedThrough: { zh: '连续工龄视同缴费的最后月份', en: 'last month that continuous service can be deemed' },
  benefitAmount: { zh: '待遇核定金额', en: 'benefit determined' },
  monthlyBenefit: { zh: '月待遇', en: 'monthly benefit' },
  benefitPaid: { zh: '待遇支付', en: 'benefit paid' },
  benefitFromAccount: { zh: '其中由个人账户支付', en: 'of which from the account' },
  benefitMonth: { zh: '待遇所属月', en: 'month the benefit is for' },
  deemedMonths: { zh: '视同缴费月数', en: 'months deemed', code: 'AAE200' },
  broughtInMonths: { zh: '转入月数', en: 'months transferred in' },
  totalMonths: { zh: '累计缴费年限', en: 'contribution years in all' },
  lumpSumMonths: { zh: '趸缴月数', en: 'months paid as a lump sum' },
  residentMonths: { zh: '城乡居民养老保险缴费月数', en: 'months of resident pension' },
  deemedFrom: { zh: '视同起始月', en: 'deemed from' },
  movedIn: { zh: '转入储存额', en: 'balance transferred in' },
  movedOut: { zh: '转出储存额', en: 'balance transferred out' },
  interestOnPaid: { zh: '账户支出冲减利息', en: 'interest less on what was paid out' },
  subsidyAmount: { zh: '补贴与代缴', en: 'subsidy or payment on behalf' },
  subsidyToAccount: { zh: '补贴划入个人账户', en: 'subsidy credited to the account' },
  transferPooled: { zh: '统筹基金转移额', en: 'pooled funds transferred' },
  medicalAgeBand: { zh: '划入年龄段', en: 'age band of the account' },
  employerAccountShare: { zh: '单位缴费划入个人账户的比例', en: "employer's share credited to the account" },
  dueBefore: { zh: '原应缴', en: 'due before' },
  newlyDue: { zh: '重新核定应缴', en: 'due as determined anew' },
  employerDifference: { zh: '单位补差', en: 'difference due from the employer' },
  personDifference: { zh: '个人补差', en: 'difference due from the person' },
  refundAmount: { zh: '退收金额', en: 'amount refunded' },
  interestFromMonth: { zh: '起息月份', en: 'month from which it bears interest' },
  interestFromRule: { zh: '起息规则', en: 'rule of the month interest begins' },
  lateFee: { zh: '滞纳金', en: 'late fee' },
  lateFeeRate: { zh: '滞纳金日费率', en: 'daily rate of the late fee' },
  lateDays: { zh: '滞纳天数', en: 'days late' },
  undeclaredShare: {
    zh: '未申报时按上月缴费额确定的比例',
    en: "share of last month's payment where nothing was declared",
  },
  lastMonthPaid: { zh: '上月缴费额', en: "last month's payment" },
  residentGrade: { zh: '缴费档次', en: 'contribution grade' },
  residentGrades: { zh: '可选缴费档次', en: 'grades offered' },
  residentSubsidyBands: { zh: '缴费补贴标准（按档次）', en: 'subsidy by grade' },
  residentSubsidy: { zh: '政府缴费补贴', en: 'government subsidy' },
  residentSubsidyShare: { zh: '补贴分担比例', en: 'share of the subsidy by level of government' },
  paidOnBehalf: { zh: '代缴', en: 'paid on behalf' },
  collectiveAid: { zh: '集体补助', en: 'collective aid' },
  backPaidSubsidy: { zh: '补缴年度的补贴', en: 'subsidy of a back-paid year' },
  residentToAccount: { zh: '居民缴费划入个人账户', en: "credited to the resident's account" },
  employmentSubsidy: { zh: '社会保险补贴', en: 'social-insurance subsidy' },
} as const satisfies Record<string, Term>

export type TermKey = keyof typeof TERMS

/**
 * 险种（AAE140）。In the order of their codes; occupational annuity has no code of the ministry's. Areas that code the
 * residents' insurances otherwise map them where data enters.
 */
export const INSURANCES = ['110', '120', '170', '210', '310', '390', '410', '510', 'annuity'] as const
export type Insurance = (typeof INSURANCES)[number]

/** 职工五险。What an employer files for its employees. */
export const EMPLOYEE_INSURANCES = ['110', '210', '310', '410', '510'] as const satisfies readonly Insurance[]

export const INSURANCE_NAMES: Readonly<Record<Insurance, Term>> = {
  '110': { zh: '企业职工基本养老保险', en: 'employee pension' },
  '120': { zh: '机关事业单位养老保险', en: 'public-institution pension' },
  '170': { zh: '城乡居民基本养老保险', en: 'resident pension' },
  '210': { zh: '失业保险', en: 'unemployment insurance' },
  '310': { zh: '职工基本医疗保险', en: 'employee medical insurance' },
  '390': { zh: '城乡居民基本医疗保险', en: 'resident medical insurance' },
  '410': { zh: '工伤保险', en: 'work-injury insurance' },
  '510': { zh: '生育保险', en: 'maternity insurance' },
  annuity: { zh: '职业年金', en: 'occupational annuity' },
}

export function isInsurance(text: string): text is Insurance {
  return (INSURANCES as readonly string[]).includes(text)
}
