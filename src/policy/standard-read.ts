import { Refusal } from '../kernel/refusal.js'
import { malformedStandard } from './refusals-standard.js'
import {
  type Both,
  CHANNELS,
  type Channel,
  CLASSES,
  type CodeList,
  type Element,
  FIELD_TYPES,
  type FieldType,
  LEVELS,
  type Level,
  PLACES,
  type StandardField,
  type StandardPaper,
} from './standard-field.js'

/** What the elements refer to. */
export interface StandardContext {
  readonly lists: Readonly<Record<string, CodeList>>
  readonly proofs: Readonly<Record<string, Both>>
  readonly retentions: Readonly<Record<string, Both>>
}

type Given = Readonly<Record<string, unknown>>

export function isRecordOf(value: unknown): value is Given {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function text(at: string, value: unknown): string {
  if (typeof value === 'string' && value.trim() !== '' && value.length <= 500) return value
  return wrong(at, '没有写明，或不是文字', 'it is missing or no text')
}

const ELEMENT_KEYS = new Set([
  ...['zh', 'en', 'code', 'names', 'column', 'type', 'list', 'least', 'greatest', 'most'],
  ...['level', 'class', 'real', 'example', 'proof', 'retention'],
])

export function readElement(id: string, given: unknown, context: StandardContext): Element {
  const at = `elements.${id}`
  if (!isRecordOf(given)) return wrong(at, '须逐项写明', 'it lists its properties')
  refuseOdd(at, given, ELEMENT_KEYS)
  const code = given['code'] === undefined ? undefined : text(`${at}.code`, given['code'])
  if (code !== undefined && !/^[A-Z]{3}\d{3}$/.test(code)) wrong(`${at}.code`, '不是部颁指标代码', 'no ministry code')
  const type = oneOf(`${at}.type`, given['type'], FIELD_TYPES)
  const level = oneOf(`${at}.level`, given['level'], LEVELS)
  const real = flag(`${at}.real`, given['real'])
  requireLevel(at, level, type, real)
  const proof = text(`${at}.proof`, given['proof'])
  const retention = text(`${at}.retention`, given['retention'])
  if (context.proofs[proof] === undefined) wrong(`${at}.proof`, '没有这种凭证', 'there is no such paper')
  if (context.retentions[retention] === undefined) wrong(`${at}.retention`, '没有这种保管类别', 'there is no such kind')
  return {
    id,
    zh: text(`${at}.zh`, given['zh']),
    en: text(`${at}.en`, given['en']),
    code,
    names: namesOf(`${at}.names`, given['names']),
    column: given['column'] === undefined ? id : text(`${at}.column`, given['column']),
    type,
    list: listOf(at, type, given['list'], context),
    ...sizes(at, given),
    level,
    class: oneOf(`${at}.class`, given['class'], CLASSES),
    real,
    example: text(`${at}.example`, given['example']),
    proof: context.proofs[proof]!,
    retention,
  }
}

/**
 * 无需人工审核的，只能是不参与推导、不辨认身份、不关支付对象的栏目：Order 14 wants people to review all that rights rest
 * on.
 */
const UNREVIEWED: ReadonlySet<FieldType> = new Set([
  ...(['text', 'code', 'postalCode', 'mobile', 'phone', 'email', 'bankCard'] as const),
])

function requireLevel(at: string, level: Level, type: FieldType, real: boolean): void {
  if (level === 'manual' || (UNREVIEWED.has(type) && !real)) return
  wrong(`${at}.level`, '关系身份、金额、年月的栏目须人工审核', 'what rights rest on is reviewed by people')
}

const FIELD_KEYS = new Set([
  ...['id', 'is', 'zh', 'en', 'required', 'requiredWhen', 'channels', 'for', 'only', 'type', 'least', 'greatest'],
  ...['most', 'hint', 'first', 'ahead', 'place', 'example', 'level', 'column', 'names'],
])

export function readField(at: string, given: unknown, elements: Readonly<Record<string, Element>>): StandardField {
  if (!isRecordOf(given)) return wrong(at, '须逐项写明', 'it lists its properties')
  refuseOdd(at, given, FIELD_KEYS)
  const id = text(`${at}.id`, given['id'])
  const named = given['is'] === undefined ? id : text(`${at}.is`, given['is'])
  const element = elements[named]
  if (element === undefined) return wrong(`${at}.is`, `没有数据元“${named}”`, `there is no element “${named}”`)
  const told = (key: string) => (given[key] === undefined ? undefined : text(`${at}.${key}`, given[key]))
  const type = given['type'] === undefined ? element.type : oneOf(`${at}.type`, given['type'], FIELD_TYPES)
  const level = given['level'] === undefined ? element.level : oneOf(`${at}.level`, given['level'], LEVELS)
  requireLevel(at, level, type, element.real)
  const needed = given['required']
  const list = element.list === undefined ? undefined : narrowed(at, element.list, given['only'])
  return {
    ...element,
    ...sizes(at, given, element),
    ...{ id, element: named, type, level, list },
    column: told('column') ?? (element.column === named ? id : element.column),
    names: fieldNames(at, id, given, element),
    zh: told('zh') ?? element.zh,
    en: told('en') ?? element.en,
    example: told('example') ?? exampleIn(list, element.example),
    required: needed === true,
    requiredIn: needed === undefined || typeof needed === 'boolean' ? undefined : oneOf(at, needed, CHANNELS),
    channels: given['channels'] === undefined ? undefined : channelsOf(`${at}.channels`, given['channels']),
    onlyFor: conditionOf(`${at}.for`, given['for']),
    requiredWhen: conditionOf(`${at}.requiredWhen`, given['requiredWhen']),
    hint: hintOf(`${at}.hint`, given['hint']),
    first: told('first'),
    ahead: given['ahead'] as number | undefined,
    place: placeOf(`${at}.place`, given['place']),
  }
}

/** 应收材料：each names a paper of `proofs` and whether it is compulsory; none twice. */
export function readPapers(at: string, given: unknown, proofs: StandardContext['proofs']): readonly StandardPaper[] {
  if (given === undefined) return []
  if (!Array.isArray(given)) return wrong(at, '须逐项列出', 'it lists its papers')
  const papers = given.map((one: unknown, i): StandardPaper => {
    if (!isRecordOf(one)) return wrong(`${at}.${i + 1}`, '须写明材料', 'it names a paper')
    refuseOdd(`${at}.${i + 1}`, one, new Set(['is', 'required']))
    const id = text(`${at}.${i + 1}.is`, one['is'])
    const proof = proofs[id]
    if (proof === undefined) return wrong(`${at}.${i + 1}.is`, `没有材料“${id}”`, `there is no paper “${id}”`)
    return { id, ...proof, required: flag(`${at}.${i + 1}.required`, one['required']) }
  })
  const twice = papers.find(({ id }, i) => papers.findIndex((other) => other.id === id) !== i)
  return twice === undefined ? papers : wrong(at, `“${twice.id}”列了两次`, `“${twice.id}” is listed twice`)
}

/** 一类里与别栏同一数据元的，自有名称：`new.fullName` is headed as it is called. */
function fieldNames(at: string, id: string, given: Given, { names, zh }: Element): readonly string[] {
  if (given['names'] !== undefined) return namesOf(`${at}.names`, given['names'])
  return id.includes('.') ? [typeof given['zh'] === 'string' ? given['zh'] : zh] : names
}

export function channelsOf(at: string, given: unknown): readonly Channel[] {
  const isGood = Array.isArray(given) && given.length > 0 && given.every((one) => one in CHANNELS)
  return isGood ? (given as Channel[]) : wrong(at, '渠道不认识', 'a channel is not known')
}

function placeOf(at: string, given: unknown): StandardField['place'] {
  const found = PLACES.find((place) => place === given)
  return given === undefined || found !== undefined ? found : wrong(at, '没有这个位置', 'there is no such place')
}

/** An example outside the narrowed list would break the field's own rule. */
function exampleIn(list: CodeList | undefined, example: string): string {
  const first = list === undefined ? undefined : Object.keys(list.values)[0]
  const isListed = list === undefined || example.split('、').every((code) => code in list.values)
  return isListed ? example : first!
}

function narrowed(at: string, list: CodeList, only: unknown): CodeList {
  if (only === undefined) return list
  const codes = (Array.isArray(only) ? only : []).map(String)
  const odd = codes.find((code) => list.values[code] === undefined)
  if (codes.length === 0 || odd !== undefined) wrong(`${at}.only`, '有代码不在代码表中', 'a code is not in its list')
  return { ...list, values: Object.fromEntries(codes.map((code) => [code, list.values[code]!])) }
}

function listOf(at: string, type: FieldType, given: unknown, { lists }: StandardContext): CodeList | undefined {
  const needs = type === 'code' || type === 'codes'
  if (!needs)
    return given === undefined ? undefined : wrong(`${at}.list`, '这种类型没有代码表', 'this type has no list')
  const list = lists[text(`${at}.list`, given)]
  return list ?? wrong(`${at}.list`, '没有这个代码表', 'there is no such code list')
}

function namesOf(at: string, given: unknown): readonly string[] {
  const isGood = Array.isArray(given) && given.length > 0 && given.every((one) => typeof one === 'string' && one !== '')
  return isGood ? (given as string[]) : wrong(at, '须有文件里的列名', 'it has the names of its column')
}

type Sizes = Pick<Element, 'least' | 'greatest' | 'most'>

function sizes(at: string, given: Given, from: Sizes = {}): Sizes {
  const of = (key: keyof Sizes) => {
    const value = given[key]
    if (value === undefined) return from[key]
    return Number.isSafeInteger(value) && (value as number) >= 0
      ? (value as number)
      : wrong(`${at}.${key}`, '须为整数', 'it is a whole number')
  }
  return { least: of('least'), greatest: of('greatest'), most: of('most') }
}

function conditionOf(at: string, given: unknown): StandardField['onlyFor'] {
  if (given === undefined) return undefined
  if (!isRecordOf(given) || !Array.isArray(given['in']))
    return wrong(at, '须写明栏目与取值', 'it names a field and values')
  return { field: text(at, given['field']), in: given['in'].map(String) }
}

function hintOf(at: string, given: unknown): Both | undefined {
  if (given === undefined) return undefined
  if (!isRecordOf(given)) return wrong(at, '须有中英文', 'it is in both languages')
  return { zh: text(at, given['zh']), en: text(at, given['en']) }
}

function flag(at: string, given: unknown): boolean {
  if (given === undefined || typeof given === 'boolean') return given === true
  return wrong(at, '只能是 true 或 false', 'it is true or false')
}

function oneOf<T extends object>(at: string, given: unknown, words: T): keyof T & string {
  if (typeof given === 'string' && Object.hasOwn(words, given)) return given as keyof T & string
  const known = Object.keys(words).join('、')
  return wrong(at, `须为以下之一：${known}`, `it is one of: ${known}`)
}

function refuseOdd(at: string, given: Given, known: ReadonlySet<string>): void {
  const odd = Object.keys(given).find((key) => !known.has(key))
  if (odd !== undefined) wrong(`${at}.${odd}`, '没有这一项', 'there is no such key')
}

function wrong(at: string, zh: string, en: string): never {
  throw new Refusal(malformedStandard, { at, zh, en })
}
