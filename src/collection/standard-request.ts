import { type Fen, yuanText } from '../kernel/money.js'
import { settled } from '../policy/standard-check.js'
import { keyOf, type StandardField, type StandardKind } from '../policy/standard-field.js'

type Plain = Readonly<Record<string, unknown>>

export function isObject(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** 请求里的各行；a request of one thing is its own row, one whose list was left out has none to ask for. */
export function rowsOf({ rows }: StandardKind, body: unknown): readonly unknown[] {
  const list = inside(body, rows ?? 'items')
  if (Array.isArray(list)) return list
  return [rows === undefined ? body : undefined]
}

/** 这一件要问的各栏：what belongs to a part that was left out whole is not asked for; the contract tells which parts must be. */
export function askedIn(kind: StandardKind, body: unknown, item: unknown): StandardKind {
  const fields = kind.fields.map((field) => {
    const isThere = isObject(holderOf(field, body, item))
    return isThere ? field : { ...field, required: false, requiredIn: undefined, requiredWhen: undefined }
  })
  return { ...kind, fields }
}

/** Where a field is held: the row, the request about it, or a part of either. */
function holderOf({ place }: StandardField, body: unknown, item: unknown): unknown {
  if (place === undefined) return item
  return place === 'request' ? body : (inside(item, place) ?? inside(body, place))
}

function inside(holder: unknown, name: string): unknown {
  return isObject(holder) && Object.hasOwn(holder, name) ? holder[name] : undefined
}

/** What was written in a field, as a file would hold it: amounts in yuan, rates in percent, several codes with 、. */
export function writtenIn({ fields }: StandardKind, id: string, body: unknown, item: unknown): string | undefined {
  const field = fields.find((one) => one.id === id)
  return field === undefined ? undefined : writtenAs(field, inside(holderOf(field, body, item), keyOf(id)))
}

export function writtenAs({ type }: Pick<StandardField, 'type'>, value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined
  if (Array.isArray(value)) return value.map(String).join('、')
  if (typeof value !== 'number') return typeof value === 'string' ? value : JSON.stringify(value)
  const isMoney = type === 'yuan' || type === 'signedYuan'
  if (isMoney && Number.isSafeInteger(value)) return yuanText(value as Fen)
  if (type === 'percent' && Number.isSafeInteger(value)) return String(value / 10_000)
  return String(value)
}

/** 写法归一的请求：names of a list become codes, months and days are written one way; all else is as it was sent. */
export function settledRequest(kind: StandardKind, body: object): object {
  const copy = structuredClone(body)
  for (const item of rowsOf(kind, copy))
    for (const field of kind.fields) {
      const holder = holderOf(field, copy, item)
      const value = inside(holder, keyOf(field.id))
      if (value !== undefined) (holder as Record<string, unknown>)[keyOf(field.id)] = settledValue(field, value)
    }
  return copy
}

function settledValue(field: StandardField, value: unknown): unknown {
  if (!SETTLED.has(field.type)) return value
  if (typeof value === 'string') return settled(field, value)
  return Array.isArray(value) ? value.map((one) => (typeof one === 'string' ? settled(field, one) : one)) : value
}

/** 可有几种写法的类型。 */
export const SETTLED: ReadonlySet<string> = new Set(['code', 'codes', 'month', 'day'])
