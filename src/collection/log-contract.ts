import { type Static, Type } from '@sinclair/typebox'
import { ContentField } from './content-contract.js'
import { DayText, Sentence } from './contract.js'
import { NamedPerson } from './maintenance-contract.js'

const Id = Type.String({ pattern: '^\\d{1,18}$' })
const Purpose = Type.String({ minLength: 2, maxLength: 200 })

/** 维护日志：POST /api/desk/maintenance-log → LogPage。All conditions together; newest first; `before` goes on. */
export const LogQuery = Type.Object(
  {
    purpose: Purpose,
    from: DayText,
    through: DayText,
    person: Type.Optional(NamedPerson),
    /** 责任人的编号, as a page of the log names it. */
    staff: Type.Optional(Id),
    kind: Type.Optional(Type.String({ pattern: '^[A-Za-z]{2,40}$' })),
    fact: Type.Optional(
      Type.Object(
        { posting: Id, ordinal: Type.Integer({ minimum: 0, maximum: 2_147_483_647 }) },
        { additionalProperties: false },
      ),
    ),
    /** 只看改动：reversals, merges, splits, changes; without what was entered for the first time. */
    changesOnly: Type.Optional(Type.Boolean()),
    before: Type.Optional(Id),
  },
  { additionalProperties: false },
)
export type LogQuery = Static<typeof LogQuery>

/** 一笔：POST /api/desk/maintenance-log/entry → LogEntry，其余各行翻页。 */
export const LogEntryQuery = Type.Object(
  { purpose: Purpose, posting: Id, page: Type.Integer({ minimum: 1, maximum: 1000 }) },
  { additionalProperties: false },
)
export type LogEntryQuery = Static<typeof LogEntryQuery>

export const LogRow = Type.Object({
  ordinal: Type.Integer(),
  row: Type.Integer(),
  says: Sentence,
  fullName: Type.String(),
  identityNumber: Type.String(),
  personId: Type.Optional(Type.String()),
  /** Which row was reversed. */
  reverses: Type.Optional(Type.String()),
  reason: Type.Optional(Sentence),
  fields: Type.Array(ContentField),
})
export type LogRow = Static<typeof LogRow>

export const LogStep = Type.Object({
  says: Sentence,
  by: Type.String(),
  name: Type.String(),
  posts: Type.Array(Sentence),
  organisation: Type.String(),
  at: Type.Integer(),
  terminal: Type.Optional(Type.String()),
})
export type LogStep = Static<typeof LogStep>

export const LogEntry = Type.Object({
  posting: Type.String(),
  voucherId: Type.String(),
  at: Type.Integer(),
  kind: Type.String(),
  says: Sentence,
  method: Sentence,
  agency: Type.String(),
  reasons: Type.Array(Sentence),
  steps: Type.Array(LogStep),
  evidence: Type.Array(Type.Object({ digest: Type.String(), kind: Type.String() })),
  /** 正文与记账时的摘要不符：the reasons told are not those that were agreed. */
  bodyDiffers: Type.Boolean(),
  recheck: Type.Optional(Type.Object({ verdict: Sentence, finding: Type.String(), posting: Type.String() })),
  total: Type.Integer(),
  page: Type.Integer(),
  rows: Type.Array(LogRow),
})
export type LogEntry = Static<typeof LogEntry>

export const LogPage = Type.Object({ entries: Type.Array(LogEntry), next: Type.Optional(Type.String()) })
export type LogPage = Static<typeof LogPage>
