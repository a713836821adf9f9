import { headingOf, templateFields } from '../src/collection/template.js'
import {
  type FieldType,
  keyOf,
  type Place,
  type StandardField,
  type StandardKind,
} from '../src/policy/standard-field.js'
import { citizen } from './desk.js'

/** 每一类型各一种坏的写法，as people write them. */
const BAD: Readonly<Record<FieldType, string>> = {
  ...{ identity: '1.10101E+17', name: '测试1', creditCode: '91110108QYT0000145', month: '2026-13', day: '2026-02-30' },
  ...{
    yuan: '1,234',
    signedYuan: '８０',
    percent: '百分之百',
    number: '1.5',
    year: '26',
    code: '不在表中',
    codes: '999',
  },
  ...{ mobile: '1.38E+10', phone: '12345', email: 'li@', postalCode: '10000', bankCard: '6222', nationality: 'cn' },
  ...{ areaCode: '37', flag: '也许', text: '坏\u0007字' },
}
export const GOOD_NUMBER = citizen(1)

/** A text is too long where it has a length; a control character would condemn the file as a whole. */
export function badOf({ type, most }: StandardField): string {
  return type === 'text' && most !== undefined ? '长'.repeat(most + 1) : BAD[type]
}

export function goodOf({ type, example }: StandardField): string {
  return type === 'identity' ? GOOD_NUMBER : example
}

/** 一件的填写，by the id of each field. */
export type Written = Readonly<Record<string, string>>

/** 一件写对的：the example of every field that must be filled in, and of the one that is tried. */
export function written(kind: StandardKind, tried: StandardField, text: string): Written {
  const isNeeded = (one: StandardField) => one.required || one.requiredIn !== undefined || one.id === kind.anyOf[0]
  const needed = kind.fields.filter((one) => isNeeded(one) || one.id === tried.id)
  return { ...Object.fromEntries(needed.map((one) => [one.id, goodOf(one)])), [tried.id]: text }
}

/** As a form of the web sends it; what is badly written is sent as it was written. */
function sent(field: StandardField, text: string): unknown {
  if (field.type === 'codes') return text.split('、')
  if (text === badOf(field)) return text
  if (field.type === 'yuan' || field.type === 'signedYuan') return Math.round(Number(text) * 100)
  if (field.type === 'percent') return Number(text) * 10_000
  if (field.type === 'flag') return text === '是'
  return field.type === 'number' || field.type === 'year' ? Number(text) : text
}

/** 由表单送出的请求：each field in its place, the rows in their list. */
export function bodyOf(kind: StandardKind, given: Written, isListed: boolean): object {
  const of = (place: Place | undefined) =>
    Object.fromEntries(
      kind.fields
        .filter((field) => field.place === place && given[field.id] !== undefined)
        .map((field) => [keyOf(field.id), sent(field, given[field.id]!)]),
    )
  const places = [...new Set(kind.fields.flatMap(({ place }) => (place === undefined ? [] : [place])))]
  const parts = Object.fromEntries(
    places.filter((place) => place !== 'request').flatMap((place) => (hasAny(of(place)) ? [[place, of(place)]] : [])),
  )
  if (!isListed) return { ...of(undefined), ...of('request'), ...parts }
  const { elsewhere, ...beside } = parts
  return {
    [kind.rows ?? 'items']: [{ ...of(undefined), ...(elsewhere === undefined ? {} : { elsewhere }) }],
    ...of('request'),
    ...beside,
  }
}

function hasAny(part: object): boolean {
  return Object.keys(part).length > 0
}

let files = 0
/** 由模板填成的一份文件，no two alike. */
export function fileOf(kind: StandardKind, given: Written): { readonly fileName: string; readonly bytes: Buffer } {
  const fields = templateFields(kind)
  const cell = (text: string) => (/[",\n]/.test(text) ? `"${text}"` : text)
  const rows = [fields.map(headingOf), fields.map(({ id }) => cell(given[id] ?? ''))]
  const control = kind.received ? [['批次号', `B${files}`, '行数', '1', '金额合计', '1920.00']] : []
  const text = [...control, ...rows].map((cells) => cells.join(',')).join('\r\n')
  files++
  return { fileName: `表${files}.csv`, bytes: Buffer.from(`${text}\r\n${'\r\n'.repeat(files % 7)}`) }
}
