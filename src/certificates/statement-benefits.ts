import type { Period } from '../kernel/period.js'
import { insuranceName, TERMS } from '../kernel/terms.js'
import { yearsAndMonthsText } from '../policy/months.js'
import type { BenefitItem } from '../records/benefits.js'
import type { StatementBenefit } from '../records/statement.js'
import type { ContributionYears } from '../records/years.js'
import { money, monthText } from './page-text.js'
import type { BenefitYear, StatementData } from './statement-data.js'

/** 一项待遇在记录单上的一块：what was determined, and what was paid in the year. */
export function benefitYear({ benefit, paid }: StatementBenefit): BenefitYear {
  const { insurance, monthly, items, since, provisional } = benefit
  const lines: [string, string][] = [['享受开始年月', monthText(since)]]
  for (const item of items) lines.push([nameOf(item, since), amountOf(item)])
  if (monthly !== undefined) lines.push(['月待遇合计', money(monthly.value)])
  if (paid !== undefined) {
    lines.push(['本年发放金额', money(paid.paid.value)])
    lines.push(['本年发放月数', String(paid.months)])
    if (paid.fromAccount.value !== 0) lines.push(['其中个人账户支付', money(paid.fromAccount.value)])
  }
  const name = insuranceName(insurance).zh
  return { title: `${name}待遇`, source: provisional ? '预发，待重算' : '本机构', lines }
}

/** An item that came later, as a yearly adjustment does, says from when. */
function nameOf({ amount, from }: BenefitItem, since: Period): string {
  const name = TERMS[amount.term].zh
  return from === since ? name : `${name}（${monthText(from)}起）`
}

function amountOf({ amount, periodic, provisional }: BenefitItem): string {
  return `${money(amount.value)}${periodic ? '/月' : ''}${provisional ? '（预发）' : ''}`
}

const PARTS = [
  ['actual', '实际缴费年限'],
  ['broughtIn', '其中转入'],
  ['deemed', '视同缴费年限'],
  ['converted', '特殊工种折算（单列）'],
  ['lumpSum', '趸缴（单列）'],
  ['total', '累计缴费年限'],
  ['resident', '居民养老保险缴费（单列）'],
] as const satisfies readonly (readonly [keyof ContributionYears, string])[]

/** 缴费年限, where there is more to it than the months paid here: those stand in the table above already. */
export function yearsBlock(years: ContributionYears): Pick<StatementData, 'years'> {
  const more = [years.broughtIn, years.deemed, years.converted, years.lumpSum, years.resident]
  if (more.every(({ value }) => value === 0)) return {}
  const shown = PARTS.filter(([name]) => name === 'actual' || name === 'total' || years[name].value > 0)
  const lines = shown.map(([name, label]) => [label, yearsAndMonthsText(years[name].value)] as const)
  return { years: { title: '养老保险缴费年限', source: '截至本年末', lines } }
}
