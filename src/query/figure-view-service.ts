import type { Explained, Unit } from '../kernel/explain.js'
import { type Fen, yuanText } from '../kernel/money.js'
import type { Language } from '../kernel/refusal.js'
import { counted } from '../kernel/spoken.js'
import type { Figure, FigureStatus } from './figure-contract.js'

/** 数字的书写。The value as a person reads it, in the language asked for; the unit says how. */
export function printValue(unit: Unit, value: unknown, language: Language): string {
  if (value === undefined || value === null) return ''
  switch (unit) {
    case 'fen':
      return `${grouped(yuanText(value as Fen))}${language === 'zh' ? '元' : ' yuan'}`
    case 'index':
      return decimals(Math.round(Number(value) / 100), 4)
    case 'tenths':
      return decimals(Number(value), 1)
    case 'days':
      return language === 'zh' ? `${value}天` : counted(Number(value), 'day')
    case 'ppm':
      return `${trimmed(Number(value))}%`
    case 'months':
      return monthsText(Number(value), language)
    case 'month':
      return monthText(String(value), language)
    case 'count':
    case 'fenMonths':
    case 'day':
    case 'text':
      return String(value)
  }
}

export function figureView(explained: Explained, path: string, language: Language, status?: FigureStatus): Figure {
  const { term, unit } = explained
  const value = explained.value as number | string
  const text = printValue(unit, value, language)
  return { term, value, unit, text, path, ...(status === undefined ? {} : { status }) }
}

function grouped(amount: string): string {
  const [whole = '', cents = ''] = amount.split('.')
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${cents}`
}

/** 9_000 of four decimals → 0.9000；1_378 of one → 137.8。 */
function decimals(value: number, places: number): string {
  const digits = String(value).padStart(places + 1, '0')
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`
}

/** 80_000 → 8；26_200 → 2.62。 */
function trimmed(rate: number): string {
  const whole = Math.trunc(rate / 10_000)
  const rest = String(rate % 10_000)
    .padStart(4, '0')
    .replace(/0+$/, '')
  return rest === '' ? String(whole) : `${whole}.${rest}`
}

/** XX年XX个月，不满一年只写月。 */
function monthsText(months: number, language: Language): string {
  const [years, rest] = [Math.floor(months / 12), months % 12]
  if (language === 'en') return `${years === 0 ? '' : `${counted(years, 'year')} `}${counted(rest, 'month')}`
  return years === 0 ? `${rest}个月` : `${years}年${rest}个月`
}

function monthText(month: string, language: Language): string {
  return language === 'en' ? month : `${month.slice(0, 4)}年${Number(month.slice(5))}月`
}
