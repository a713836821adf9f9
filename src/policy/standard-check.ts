import { parseBankCard, parseMobile } from '../kernel/contact.js'
import { parseCreditCode } from '../kernel/credit-code.js'
import { type Day, parseDay } from '../kernel/day.js'
import { parseIdentity } from '../kernel/identity.js'
import { echo } from '../kernel/mask.js'
import { parseYuan } from '../kernel/money.js'
import { parsePersonName } from '../kernel/name.js'
import { type Period, parsePeriod } from '../kernel/period.js'
import { Refusal, type RefusalEntry } from '../kernel/refusal.js'
import { isScientific, showSign, stripEdges } from '../kernel/signs.js'
import { toldApart } from '../kernel/told.js'
import {
  fullWidthField,
  malformedEmail,
  malformedNation,
  malformedPercent,
  malformedPhone,
  malformedPostalCode,
  malformedRegion,
  missingField,
  nothingGiven,
  notListed,
  notWhole,
  notYesOrNo,
  scientificField,
  tooLongField,
  tooShortField,
  unseenField,
} from './refusals-standard.js'
import type { Both, Channel, FieldType, StandardField } from './standard-field.js'

/** 一栏的错：the same code, sentence and remedy whatever channel it came by. */
export interface Fault {
  readonly field: string
  readonly column: string
  readonly code: string
  readonly sentence: Both
  readonly remedy: Both
}

export interface Checked {
  readonly fields: readonly StandardField[]
  readonly anyOf: readonly string[]
  readonly received: boolean
}

export interface CheckTerms {
  readonly today: Day
  /** Undefined: whatever any channel would need. */
  readonly channel: Channel | undefined
}

export type Given = (field: string) => string | undefined

/**
 * 依标准核对一件，得第一处错。The one function of validation: form, file, employer, citizen, kiosk and feed all call it,
 * with what was written as it was written; nothing is mended.
 */
export function firstFault(kind: Checked, given: Given, terms: CheckTerms): Fault | undefined {
  for (const field of kind.fields) {
    const fault = faultOf(kind, field, given, terms)
    if (fault !== undefined) return fault
  }
  return nothingIn(kind, given)
}

/** 依标准核对一件，得全部的错。 */
export function faultsIn(kind: Checked, given: Given, terms: CheckTerms): readonly Fault[] {
  const faults = kind.fields.flatMap((field) => faultOf(kind, field, given, terms) ?? [])
  return faults.length > 0 ? faults : [nothingIn(kind, given) ?? []].flat()
}

function faultOf(kind: Checked, field: StandardField, given: Given, { today, channel }: CheckTerms): Fault | undefined {
  if (channel !== undefined && field.channels !== undefined && !field.channels.includes(channel)) return undefined
  const written = given(field.id) ?? ''
  const isEmpty = stripEdges(written) === ''
  if (isEmpty && !isNeeded(kind, field, given, channel)) return undefined
  try {
    if (isEmpty && !SAYS_MISSING.has(field.type)) refuse(missingField, field)
    RULES[typeIn(kind, field)](written, field, today)
    return undefined
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { field: field.id, column: field.names[0]!, code: error.entry.code, ...toldApart(error) }
  }
}

/** Of what is taken as it comes, numbers and names need not be right: whose it is, is found out later. */
function typeIn({ received }: Checked, { type }: StandardField): FieldType {
  const isAnybody = type === 'identity' || type === 'name' || type === 'creditCode' || type === 'code'
  return received && isAnybody ? 'text' : type
}

function isNeeded(kind: Checked, field: StandardField, given: Given, channel: Channel | undefined): boolean {
  const { required, requiredIn, requiredWhen } = field
  if (requiredWhen !== undefined && isSaid(kind, requiredWhen, given)) return true
  return required || (requiredIn !== undefined && channel === requiredIn)
}

/** By its code, however it was written. */
function isSaid({ fields }: Checked, on: NonNullable<StandardField['requiredWhen']>, given: Given): boolean {
  const word = stripEdges(given(on.field) ?? '')
  const field = fields.find(({ id }) => id === on.field)
  return on.in.includes(field?.list === undefined ? word : (codeIn(field, word) ?? word))
}

function nothingIn({ fields, anyOf }: Checked, given: Given): Fault | undefined {
  if (anyOf.length === 0 || anyOf.some((name) => stripEdges(given(name) ?? '') !== '')) return undefined
  const known = fields.filter(({ id }) => anyOf.includes(id))
  const told = { zh: known.map(({ zh }) => zh).join('、'), en: known.map(({ en }) => en).join(', ') }
  const refused = new Refusal(nothingGiven, told)
  return { field: known[0]!.id, column: known[0]!.names[0]!, code: nothingGiven.code, ...toldApart(refused) }
}

/** Their own parsers say that they are missing. */
const SAYS_MISSING: ReadonlySet<FieldType> = new Set(['identity', 'name', 'creditCode'])

type Rule = (written: string, field: StandardField, today: Day) => void

/** 数字栏：what spreadsheets do to numbers has words of its own. */
function asNumber(rule: Rule): Rule {
  return (written, field, today) => {
    const text = stripEdges(written)
    if (isScientific(text)) refuse(scientificField, { ...field, text })
    if (/[\uff10-\uff19\uff0e\uff0c\uff0d]/.test(text)) refuse(fullWidthField, { ...field, text: echo(text) })
    rule(text, field, today)
  }
}

function matches(form: RegExp, entry: RefusalEntry<Both & { text: string }>): Rule {
  return (written, field) => {
    const text = stripEdges(written)
    if (!form.test(text)) refuse(entry, { ...field, text: echo(text) })
  }
}

function whole(smallest: number, largest: number): Rule {
  return (text, field) => {
    const [least, greatest] = [field.least ?? smallest, field.greatest ?? largest]
    const isWhole = /^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= greatest
    if (!isWhole) refuse(notWhole, { ...field, text: echo(text), least, greatest })
  }
}

const RULES: Readonly<Record<FieldType, Rule>> = {
  identity: (written, _, today) => void parseIdentity(written, today),
  name: (written) => void parsePersonName(written),
  creditCode: (written) => void parseCreditCode(written),
  text: plainText,
  month: asNumber((text) => void parseMonth(text)),
  day: asNumber((text) => void parseDay(dayWritten(text))),
  yuan: asNumber((text) => void parseYuan(text)),
  signedYuan: asNumber((text) => void parseYuan(text.replace(/^[-−]/, ''))),
  percent: asNumber(matches(/^(0|[1-9]\d{0,2})(\.\d{1,4})?$/, malformedPercent)),
  number: asNumber(whole(0, 999_999)),
  year: asNumber(whole(1950, 2200)),
  code: (written, field) => void requireListed(field, stripEdges(written)),
  codes: (written, field) => {
    for (const word of wordsOf(written)) requireListed(field, word)
  },
  mobile: asNumber((text) => void parseMobile(text)),
  phone: asNumber(matches(/^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8}(-\d{1,6})?|400-?\d{3}-?\d{4})$/, malformedPhone)),
  email: matches(/^[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}$/, malformedEmail),
  postalCode: asNumber(matches(/^\d{6}$/, malformedPostalCode)),
  bankCard: (written) => void parseBankCard(written),
  nationality: matches(/^[A-Z]{3}$/, malformedNation),
  areaCode: asNumber(matches(/^\d{6}$/, malformedRegion)),
  flag: matches(/^(true|false|是|否)$/, notYesOrNo),
}

function plainText(written: string, field: StandardField): void {
  const text = stripEdges(written)
  const signs = [...text]
  const bad = signs.findIndex((sign) => /[\p{Cc}\p{Cs}\u2028\u2029]/u.test(sign))
  if (bad >= 0) refuse(unseenField, { ...field, sign: showSign(signs[bad]!), position: bad + 1 })
  if (field.most !== undefined && signs.length > field.most) refuse(tooLongField, { ...field, most: field.most })
  if (field.least !== undefined && signs.length < field.least) refuse(tooShortField, { ...field, least: field.least })
}

/** 一格里的几个代码。 */
export function wordsOf(written: string): string[] {
  return written.split(/[\s,，、/;；]+/).filter((word) => word !== '')
}

/** 代码，或它的中英文说法。Undefined for what is not in the list. */
export function codeIn({ list }: Pick<StandardField, 'list'>, word: string): string | undefined {
  const plain = word.replace(/^0+(?=\d)/, '')
  const found = Object.entries(list?.values ?? {}).find(
    ([code, { zh, en }]) => code === word || code === plain || zh === word || en === word || `${code} ${zh}` === word,
  )
  return found?.[0]
}

/**
 * 写法归一：a name of the list becomes its code, a month and a day are written as the house writes them. What does not fit
 * the standard stays as it was written.
 */
export function settled(field: Pick<StandardField, 'type' | 'list'>, written: string): string {
  const text = stripEdges(written)
  if (text === '' || (field.list !== undefined && Object.hasOwn(field.list.values, text))) return text
  if (/^\d{4}-\d{2}(-\d{2})?$/.test(text)) return text
  if (field.type === 'code') return codeIn(field, text) ?? text
  if (field.type === 'codes')
    return wordsOf(text)
      .map((word) => codeIn(field, word) ?? word)
      .join('、')
  if (field.type !== 'month' && field.type !== 'day') return written
  try {
    return field.type === 'month' ? parseMonth(text) : parseDay(dayWritten(text))
  } catch (error) {
    if (error instanceof Refusal) return text
    throw error
  }
}

/** 代码表各有自己的代码，先已用开的不改：险种、缴费类型、待遇种类。 */
const LIST_CODES: Readonly<Record<string, RefusalEntry['code']>> = {
  insurance: 'row.insurance',
  contributionKind: 'row.contribution-kind',
  benefitKind: 'row.benefit-kind',
  personCategory: 'row.category',
}

function requireListed(field: StandardField, word: string): void {
  if (codeIn(field, word) !== undefined) return
  const known = Object.entries(field.list?.values ?? {})
  const shown = known.slice(0, 12)
  const more = known.length > shown.length
  refuse(notListed(LIST_CODES[field.list?.id ?? ''] ?? 'field.not-in-list'), {
    ...field,
    text: echo(word),
    known: `${shown.map(([code, { zh }]) => `${code}（${zh}）`).join('、')}${more ? '等，见模板的代码表' : ''}`,
    knownEn: `${shown.map(([code, { en }]) => `${code} (${en})`).join(', ')}${more ? ' and more, see the template' : ''}`,
  })
}

/** 年月：2026-03、202603、2026/3、2026年3月。 */
export function parseMonth(text: string): Period {
  const match = /^(\d{4})[-/.年]?(\d{1,2})月?$/.exec(text)
  return parsePeriod(match === null ? text : `${match[1]}-${match[2]!.padStart(2, '0')}`)
}

/** 日期：2026-03-15、20260315、2026/3/15、2026年3月15日. */
function dayWritten(text: string): string {
  const match = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?$/.exec(text)
  return match === null ? text : `${match[1]}-${match[2]!.padStart(2, '0')}-${match[3]!.padStart(2, '0')}`
}

function refuse<F extends object>(entry: RefusalEntry<F>, facts: F): never {
  throw new Refusal(entry, facts)
}
