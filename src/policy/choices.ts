/**
 * 选项参数的取值。A parameter of unit `choice` holds one of these words; a person reads zh or en, never the key.
 */
export const CHOICES = {
  halfUp: { zh: '四舍五入', en: 'rounded half up' },
  up: { zh: '向上进位', en: 'rounded up' },
  down: { zh: '舍去尾数', en: 'rounded down' },
  monthlyProduct: { zh: '月积数法', en: 'monthly product method' },
  yearly: { zh: '年度计算法', en: 'yearly method' },
  humanResources: { zh: '人力资源社会保障', en: 'human resources and social security' },
  medicalSecurity: { zh: '医疗保障', en: 'medical security' },
  charged: { zh: '征缴', en: 'levied' },
  notCharged: { zh: '不征缴', en: 'not levied' },
  withMedical: { zh: '并入职工基本医疗保险征缴', en: 'levied together with medical insurance' },
  settlement: { zh: '费款所属期', en: 'settlement month' },
  contribution: { zh: '对应费款所属期', en: 'contribution month' },
  given: { zh: '给予', en: 'given' },
  notGiven: { zh: '不给予', en: 'not given' },
  none: { zh: '不暂用，待公布', en: 'none; awaits publication' },
  lastPublished: { zh: '暂用最近一次公布的数', en: 'the last published one stands in' },
  counted: { zh: '计息', en: 'counted' },
  notCounted: { zh: '不计息', en: 'not counted' },
  recomputed: { zh: '重算', en: 'recomputed' },
  kept: { zh: '不重算', en: 'kept as they are' },
  included: { zh: '计入累计', en: 'included' },
  apart: { zh: '单列，不计入累计', en: 'apart, not included' },
  national: { zh: '全国通行公式', en: 'the national formula' },
  beijing: { zh: '北京公式', en: "Beijing's formula" },
  twoBases: { zh: '双基数公式', en: 'the formula with two bases' },
  paid: { zh: '按实际缴费月数平均', en: 'averaged over the months paid' },
  due: { zh: '按应缴费月数平均（中断月份计入）', en: 'averaged over the months due, gaps included' },
  priorYear: { zh: '上一年', en: 'the year before' },
  sameYear: { zh: '当年', en: 'the same year' },
  exactTwelfths: { zh: '按月数除以十二，不取整', en: 'exact twelfths' },
  twoDecimals: { zh: '折算为年，保留两位小数', en: 'in years of two decimals' },
  interpolated: { zh: '按月插值，保留一位小数', en: 'interpolated by months to one decimal' },
  wholeAge: { zh: '按整周岁', en: 'by completed years of age' },
  asSummed: { zh: '各项相加，不再取整', en: 'the plain sum' },
  ceilJiao: { zh: '见分进角', en: 'rounded up to the next 0.1 yuan' },
  ceilYuan: { zh: '见角进元', en: 'rounded up to the next yuan' },
  averageIndex: { zh: '按本人平均缴费工资指数', en: 'by the own average index' },
  indexOfOne: { zh: '按指数一', en: 'by an index of one' },
  permanent: { zh: '永久', en: 'permanent' },
  fixed: { zh: '定期', en: 'for a fixed period' },
  afterYearMade: { zh: '自形成次年的1月1日起', en: 'from 1 January after the year it was made' },
  fromFund: { zh: '工伤保险基金支付', en: 'paid by the fund' },
  fromEmployer: { zh: '用人单位支付', en: 'paid by the employer' },
} as const

export type Choice = keyof typeof CHOICES

export function isChoice(text: string): text is Choice {
  return Object.hasOwn(CHOICES, text)
}
