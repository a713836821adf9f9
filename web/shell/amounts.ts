import { fen, yuanText } from '../../src/kernel/money.js'
import type { Language } from '../../src/kernel/refusal.js'

/** 金额：1234567 → 12,345.67. Thousands are set apart on screen only. */
export function amountText(amount: number): string {
  const [yuan = '', cents] = yuanText(fen(amount)).split('.')
  return `${yuan.replace(/\B(?=(\d{3})+$)/g, ',')}.${cents}`
}

/** 月数：137 → 11年5个月. */
export function monthsText(months: number, language: Language): string {
  const [years, rest] = [Math.floor(months / 12), months % 12]
  if (language === 'en') return years === 0 ? `${rest} mo` : `${years} yr ${rest} mo`
  if (years === 0) return `${rest}个月`
  return rest === 0 ? `${years}年` : `${years}年${rest}个月`
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** 月份：'2026-03' → 2026年3月. */
export function monthText(month: string, language: Language): string {
  const [year, number] = [month.slice(0, 4), Number(month.slice(5, 7))]
  return language === 'zh' ? `${year}年${number}月` : `${MONTHS[number - 1]} ${year}`
}

/** 日期：'2026-03-05' → 2026年3月5日. */
export function dayText(day: string, language: Language): string {
  const number = Number(day.slice(8, 10))
  return language === 'zh' ? `${monthText(day, language)}${number}日` : `${number} ${monthText(day, language)}`
}

/** 时刻，北京时间。 */
export function instantText(at: number, language: Language): string {
  const { year, month, day, hour, minute } = Object.fromEntries(
    BEIJING.formatToParts(at).map(({ type, value }) => [type, value]),
  )
  return `${dayText(`${year}-${month}-${day}`, language)} ${hour}:${minute}`
}

const BEIJING = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** 个数。Grouped by thousands, as amounts are. */
export function countText(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}
