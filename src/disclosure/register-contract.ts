import { type Static, Type } from '@sinclair/typebox'
import { QUERY_KINDS } from '../access/query-kinds.js'
import { DayText, Uuid } from '../collection/contract.js'
import { RecipientView } from './arrangement-contract.js'
import { closed, keyOf, Words } from './contract.js'
import { RECIPIENT_KINDS, RECIPIENT_STATES } from './words.js'

export { QUERY_KINDS } from '../access/query-kinds.js'

const optional = Type.Optional
export const REGISTER_PATH = '/api/desk/query-register'

export const RegisterQuery = Type.Object(
  {
    words: optional(Words(1, 100)),
    kind: optional(keyOf(QUERY_KINDS)),
    identityNumber: optional(Words(1, 40)),
    from: optional(DayText),
    through: optional(DayText),
    before: optional(Uuid),
  },
  closed,
)
export type RegisterQuery = Static<typeof RegisterQuery>

/** 导出登记簿：what for is told, and stands in the file. */
export const RegisterExport = Type.Object({ ...RegisterQuery.properties, purpose: Words(2, 100) }, closed)
export type RegisterExport = Static<typeof RegisterExport>

export const EntryView = Type.Object({
  id: Uuid,
  inquiry: Uuid,
  number: Type.String(),
  at: Type.Integer(),
  agencyName: Type.String(),
  kind: keyOf(QUERY_KINDS),
  unit: Type.String(),
  officers: Type.String(),
  basis: Type.String(),
  purpose: Type.String(),
  persons: Type.Integer(),
  onRecord: Type.Integer(),
  items: Type.Array(Type.String()),
  months: Type.String(),
  handler: Type.String(),
  approver: Type.String(),
  resultHash: Type.String(),
})
export type EntryView = Static<typeof EntryView>
export const RegisterList = Type.Object({ items: Type.Array(EntryView), more: Type.Boolean() })
export type RegisterList = Static<typeof RegisterList>

export const EntryDetail = Type.Composite([
  EntryView,
  Type.Object({ subjects: Type.Array(Type.Object({ fullName: Type.String(), identityNumber: Type.String() })) }),
])
export type EntryDetail = Static<typeof EntryDetail>

export const RegisterCheckQuery = Type.Object({ from: DayText, through: DayText }, closed)
export const RegisterCheck = Type.Object({
  days: Type.Array(
    Type.Object({
      day: DayText,
      disclosures: Type.Integer(),
      entries: Type.Integer(),
      unentered: Type.Array(Type.String()),
      untold: Type.Array(Type.String()),
    }),
  ),
  even: Type.Boolean(),
})
export type RegisterCheck = Static<typeof RegisterCheck>

/** 证据包. */
export const Evidence = Type.Object({
  recipient: Type.String(),
  name: Type.String(),
  kind: keyOf(RECIPIENT_KINDS),
  state: keyOf(RECIPIENT_STATES),
  madeAt: Type.Integer(),
  undertaking: Type.String(),
  events: RecipientView.properties.events,
  received: Type.Array(
    Type.Object({
      number: Type.String(),
      at: Type.Integer(),
      kind: keyOf(QUERY_KINDS),
      basis: Type.String(),
      purpose: Type.String(),
      officers: Type.String(),
      persons: Type.Integer(),
      items: Type.Array(Type.String()),
      months: Type.String(),
      resultHash: Type.String(),
    }),
  ),
})
export type Evidence = Static<typeof Evidence>
