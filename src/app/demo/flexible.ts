import { itemsOf } from '../../collection/employer-terms.js'
import type { SingleContributionRequest } from '../../collection/entry-contract.js'
import { fen } from '../../kernel/money.js'
import { type Period, parsePeriod, periodsFrom } from '../../kernel/period.js'
import type { City } from './city.js'
import { EAST } from './employers.js'
import type { Payment } from './payment.js'

/** 灵活就业人员：from when enrolled, from when paying, and whose earlier months came in one lump. */
export const FLEXIBLE = [
  { key: 'flexible-1', enrolled: parsePeriod('2024-01'), pays: parsePeriod('2024-01') },
  { key: 'flexible-2', enrolled: parsePeriod('2024-07'), pays: parsePeriod('2025-01') },
] as const
export const FLEXIBLE_INSURANCES = ['110', '310'] as const
/** 趸缴：the months before the second one began to pay, all in one month. */
const LUMP = { month: parsePeriod('2025-03'), from: parsePeriod('2024-07'), through: parsePeriod('2024-12') }
const NORMAL = '1'
const LUMP_SUM = '19'

/** 某月由经办人录入的灵活就业缴费。 */
export function flexibleEntries({ cases }: City, month: Period): SingleContributionRequest[] {
  if (cases === undefined) return []
  return FLEXIBLE.flatMap(({ key, pays }) => {
    const life = cases.alone.find((one) => one.key === key)
    if (life === undefined || month < pays) return []
    const { identityNumber, fullName } = life
    const entry = (contributionMonth: Period, contributionKind: string): SingleContributionRequest => ({
      ...{ identityNumber, fullName, settlementMonth: month, contributionMonth, contributionKind },
      ...{ declaredWage: life.startingWage * 100, insurances: [...FLEXIBLE_INSURANCES] },
      ground: '本人到窗口办理，核验居民身份证原件',
    })
    const lump = key === 'flexible-2' && month === LUMP.month ? [...periodsFrom(LUMP.from, LUMP.through)] : []
    return [
      entry(month, NORMAL),
      ...lump.map((earlier) => ({ ...entry(earlier, LUMP_SUM), insurances: ['110' as const] })),
    ]
  })
}

/** 同月到账的各笔，without an employer. */
export function flexiblePayments(city: City, month: Period, agency: string): Payment[] {
  if (agency !== EAST) return []
  return flexibleEntries(city, month).flatMap((entry, i) => {
    const contributionMonth = parsePeriod(entry.contributionMonth)
    const items = itemsOf(city.area, undefined, {
      ...{ insurances: entry.insurances, contributionMonth, settlementMonth: month },
      ...{ declaredWage: fen(entry.declaredWage ?? 0), personKind: 'flexible' },
    })
    return items.map((item) => ({
      levyVoucher: `5${agency}${month.replace('-', '')}${String(i).padStart(4, '0')}`,
      ...{ creditCode: '', identityNumber: entry.identityNumber, fullName: entry.fullName, insurance: item.insurance },
      ...{ settlementMonth: month, contributionMonth, contributionKind: entry.contributionKind, base: item.base },
      ...{
        employerAmount: item.employer,
        personAmount: item.person,
        arrivalDay: `${month}-20` as Payment['arrivalDay'],
      },
    }))
  })
}
