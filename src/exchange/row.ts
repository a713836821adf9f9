import type { RefusedRow } from '../collection/kinds.js'
import { refusedBy } from '../collection/row-refusals.js'
import { parseCreditCode } from '../kernel/credit-code.js'
import { type Day, parseDay } from '../kernel/day.js'
import { parsePersonName } from '../kernel/name.js'
import { parsePeriod } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import { isInsurance } from '../kernel/terms.js'
import type { ItemEntry, Matter } from './matters.js'
import { matterEntry } from './matters.js'
import type { BodyRow } from './message.js'
import { brokenRow, futureItem, missingItem, numberOrBirth, wrongItem } from './refusals-rows.js'

/** 读出的一行。Texts by item, amounts in fen; an item that was not given is not there. */
export interface Row {
  readonly line: number
  readonly matter: Matter
  readonly texts: Readonly<Record<string, string>>
  readonly amounts: Readonly<Record<string, number>>
}

const STATES = {
  employerState: ['active', 'changed', 'cancelled', 'revoked'],
  institutionState: ['active', 'changed', 'abolished'],
  sex: ['1', '2'],
} as const

const LATER = ['throughDay']

/** 读一行。An identity number is kept as it was written: one that is misspelt may still be somebody's, one digit off. */
export function readExchangeRow(matter: Matter, { line, object }: BodyRow, today: Day): Row | RefusedRow {
  const texts: Record<string, string> = {}
  const amounts: Record<string, number> = {}
  let column = ''
  try {
    if (object === undefined) throw new Refusal(brokenRow, {})
    for (const [item, entry] of Object.entries(matterEntry(matter).items)) {
      column = entry.zh
      const value = object[item]
      if (value === undefined || value === null || value === '') {
        if (entry.required) throw new Refusal(missingItem, entry)
      } else if (entry.form === 'money') amounts[item] = amountOf(entry, value)
      else texts[item] = textOf(item, entry, value, today)
    }
    if (matter === 'death' && texts['identityNumber'] === undefined && texts['birthDate'] === undefined)
      throw new Refusal(numberOrBirth, {})
    return { line, matter, texts, amounts }
  } catch (error) {
    if (error instanceof Refusal) return refusedBy(line, column, error)
    throw error
  }
}

export function isRefusedRow(row: Row | RefusedRow): row is RefusedRow {
  return 'code' in row
}

function amountOf(entry: ItemEntry, value: unknown): number {
  if (!Number.isSafeInteger(value))
    throw new Refusal(wrongItem, { ...entry, how: '以分计的整数', howEn: 'a whole number of fen' })
  return value as number
}

function textOf(item: string, entry: ItemEntry, value: unknown, today: Day): string {
  if (typeof value !== 'string' || value.length > 200 || /\p{Cc}/u.test(value))
    throw new Refusal(wrongItem, { ...entry, how: '不超过 200 字的文字', howEn: 'a text of at most 200 characters' })
  const text = value.trim()
  switch (entry.form) {
    case 'day':
      if (parseDay(text) > today && !LATER.includes(item)) throw new Refusal(futureItem, entry)
      return text
    case 'month':
      return parsePeriod(text)
    case 'name':
      return parsePersonName(text)
    case 'creditCode':
      return parseCreditCode(text)
    case 'insurance':
      if (!isInsurance(text))
        throw new Refusal(wrongItem, { ...entry, how: '部颁险种代码', howEn: "the ministry's code" })
      return text
    case 'employerState':
    case 'institutionState':
    case 'sex': {
      const words: readonly string[] = STATES[entry.form]
      if (!words.includes(text))
        throw new Refusal(wrongItem, { ...entry, how: words.join('、'), howEn: words.join(', ') })
      return text
    }
    default:
      return text
  }
}
