import type { FactField } from './entry-fields.js'
import { requestOf, type Typed } from './entry-values.js'

export interface Ground {
  readonly documentId?: string | undefined
  readonly ground: string
}

/** 表单 → 请求：the person's fields into one item, the batch's beside it, and what was determined elsewhere inside. */
export function factRequestOf(fields: readonly FactField[], typed: Typed, { documentId, ground }: Ground): object {
  const of = (place: FactField['place']) =>
    requestOf(
      fields.filter((field) => field.place === place),
      typed,
    )
  const elsewhere = of('elsewhere')
  const variant = fields.some(({ name }) => name === 'variant') ? { variant: '' } : {}
  const determined = Object.keys(elsewhere).length === 0 ? {} : { elsewhere: { periodic: true, ...elsewhere } }
  return {
    items: [{ ...variant, ...of(undefined), ...determined }],
    ...of('request'),
    ...(documentId === undefined ? {} : { documentId }),
    ...(ground.trim() === '' ? {} : { ground: ground.trim() }),
  }
}
