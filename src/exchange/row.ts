import type { RefusedRow } from '../collection/kinds.js'
import { refusedBy } from '../collection/row-refusals.js'
import { parseCreditCode } from '../kernel/credit-code.js'
import type { Day } from '../kernel/day.js'
import { parsePersonName } from '../kernel/name.js'
import { Refusal } from '../kernel/refusal.js'
import type { Standard } from '../policy/standard.js'
import { firstFault, settled } from '../policy/standard-check.js'
import type { StandardField } from '../policy/standard-field.js'
import { fieldOf } from './item-field.js'
import type { ItemEntry, Matter } from './matters.js'
import { matterEntry } from './matters.js'
import type { BodyRow } from './message.js'
import { brokenRow, futureItem, numberOrBirth, wrongItem } from './refusals-rows.js'

/** 依何标准，在何日。 */
export interface RowTerms {
  readonly standard: Standard
  readonly today: Day
}

/** 读出的一行。Texts by item, amounts in fen; an item that was not given is not there. */
export interface Row {
  readonly line: number
  readonly matter: Matter
  readonly texts: Readonly<Record<string, string>>
  readonly amounts: Readonly<Record<string, number>>
}

const LATER = ['throughDay']

/**
 * 读一行，依采集标准的规则：what is wrong with an item is found and said as at the counter, in a file or on the web. An
 * identity number is kept as it was written: one that is misspelt may still be somebody's, one digit off.
 */
export function readExchangeRow(
  matter: Matter,
  { line, object }: BodyRow,
  { standard, today }: RowTerms,
): Row | RefusedRow {
  const texts: Record<string, string> = {}
  const amounts: Record<string, number> = {}
  let column = ''
  try {
    if (object === undefined) throw new Refusal(brokenRow, {})
    for (const [item, entry] of Object.entries(matterEntry(matter).items)) {
      column = entry.zh
      const value = object[item] ?? ''
      if (entry.form === 'money' && value !== '') amounts[item] = amountOf(entry, value)
      else {
        const field = fieldOf(standard, item, entry)
        const fault = faultOf(field, writtenIn(entry, value), today)
        if (fault !== undefined) return { row: line, column, ...fault }
        if (value !== '') texts[item] = textOf(field, entry, value as string, today)
      }
    }
    if (matter === 'death' && texts['identityNumber'] === undefined && texts['birthDate'] === undefined)
      throw new Refusal(numberOrBirth, {})
    return { line, matter, texts, amounts }
  } catch (error) {
    if (error instanceof Refusal) return refusedBy(line, column, error)
    throw error
  }
}

function faultOf(
  field: StandardField,
  written: string,
  today: Day,
): Pick<RefusedRow, 'code' | 'sentence' | 'remedy'> | undefined {
  const kind = { fields: [field], anyOf: [], received: false }
  const fault = firstFault(kind, () => written, { today, channel: undefined })
  return fault && { code: fault.code, sentence: fault.sentence, remedy: fault.remedy }
}

export function isRefusedRow(row: Row | RefusedRow): row is RefusedRow {
  return 'code' in row
}

function amountOf(entry: ItemEntry, value: unknown): number {
  if (!Number.isSafeInteger(value))
    throw new Refusal(wrongItem, { ...entry, how: '以分计的整数', howEn: 'a whole number of fen' })
  return value as number
}

/** What is no text at all is told by the format of the message, before any rule. */
function writtenIn(entry: ItemEntry, value: unknown): string {
  if (typeof value === 'string') return value
  throw new Refusal(wrongItem, { ...entry, how: '文字', howEn: 'a text' })
}

function textOf(field: StandardField, entry: ItemEntry, value: string, today: Day): string {
  const text = settled(field, value).trim()
  if (entry.form === 'day' && text > today && !LATER.includes(field.id)) throw new Refusal(futureItem, entry)
  if (entry.form === 'name') return parsePersonName(text)
  return entry.form === 'creditCode' ? parseCreditCode(text) : text
}
