import type { EntryField, FactField } from './entry-fields.js'
import type { Typed } from './entry-values.js'

type Plain = Readonly<Record<string, unknown>>
const inside = (value: unknown): Plain => (typeof value === 'object' && value !== null ? (value as Plain) : {})

/** 请求 → 表单：what was sent before, as it was typed; the reverse of `requestOf`. */
export function typedFrom(fields: readonly EntryField[], request: unknown): Typed {
  const sent = inside(request)
  return Object.fromEntries(
    fields.map((field) => {
      const holder = field.isChange ? inside(sent['changes']) : sent
      return [field.name, writtenFrom(field, holder[field.name.replace(/^new\./, '')])]
    }),
  )
}

/** 同上，of a form of facts: the first item, what stands beside it, and what was determined elsewhere. */
export function factTypedFrom(fields: readonly FactField[], request: unknown): Typed {
  const sent = inside(request)
  const items = Array.isArray(sent['items']) ? (sent['items'] as unknown[]) : []
  const item = inside(items[0])
  const holderOf = (place: FactField['place']) =>
    place === 'request' ? sent : place === 'elsewhere' ? inside(item['elsewhere']) : item
  return Object.fromEntries(
    fields.map((field) => [field.name, writtenFrom(field, holderOf(field.place)[field.name.replace(/^new\./, '')])]),
  )
}

function writtenFrom({ kind }: EntryField, value: unknown): Typed[string] {
  if (value === undefined || value === null) return undefined
  if (Array.isArray(value)) return value.map(String)
  if (kind === 'yes') return value === true ? 'yes' : undefined
  if (typeof value !== 'number') return String(value)
  if (kind === 'yuan') return yuan(value)
  return kind === 'percent' ? String(value / 10_000) : String(value)
}

/** Fen as yuan, in whole digits: no fraction is ever computed. */
function yuan(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0')
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}
