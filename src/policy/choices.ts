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
} as const

export type Choice = keyof typeof CHOICES

export function isChoice(text: string): text is Choice {
  return Object.hasOwn(CHOICES, text)
}
