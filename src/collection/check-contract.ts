import { type Static, Type } from '@sinclair/typebox'
import { CHECK_SOURCES, type CheckSource } from './check-sheet.js'
import { Sentence, StageName } from './contract.js'

const Source = Type.Unsafe<CheckSource>(Type.Union(Object.keys(CHECK_SOURCES).map((key) => Type.Literal(key))))
const Filled = Type.String({ maxLength: 100 })
const closed = { additionalProperties: false }

/** 填核对表：POST /api/desk/submissions/:id/check-sheet/fill → CheckSheet。 */
export const CheckRequest = Type.Object(
  {
    stage: StageName,
    revision: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
    handbook: Type.Optional(
      Type.Object({ issued: Type.Boolean(), reason: Type.Optional(Type.String({ maxLength: 200 })) }, closed),
    ),
    items: Type.Array(
      Type.Object(
        {
          row: Type.Integer({ minimum: 1, maximum: 1000 }),
          item: Type.String({ minLength: 1, maxLength: 40 }),
          file: Filled,
          handbook: Type.Optional(Filled),
          ticked: Type.Boolean(),
          resolution: Type.Optional(
            Type.Object({ stands: Source, reason: Type.String({ minLength: 4, maxLength: 300 }) }, closed),
          ),
        },
        closed,
      ),
      { maxItems: 2000 },
    ),
  },
  closed,
)
export type CheckRequest = Static<typeof CheckRequest>

/** 核对表：GET /api/desk/submissions/:id/check-sheet?stage=…。One sheet a stage; earlier ones are shown beside it. */
export const CheckSheet = Type.Object({
  stage: StageName,
  revision: Type.Integer(),
  sources: Type.Array(Source),
  /** A difference may be settled here with a reason; elsewhere it stops the case. */
  settles: Type.Boolean(),
  handbook: Type.Optional(Type.Object({ issued: Type.Boolean(), reason: Type.Optional(Type.String()) })),
  items: Type.Array(
    Type.Object({
      row: Type.Integer(),
      item: Type.String(),
      label: Sentence,
      database: Type.String(),
      file: Type.String(),
      handbook: Type.String(),
      ticked: Type.Boolean(),
      resolution: Type.Optional(Type.Object({ stands: Source, reason: Type.String() })),
      fault: Type.Optional(Sentence),
    }),
  ),
  isComplete: Type.Boolean(),
  /** Who filled it in, and when; empty where nobody did. */
  by: Type.String(),
  at: Type.Optional(Type.Integer()),
})
export type CheckSheet = Static<typeof CheckSheet>

export const CheckQuery = Type.Object({ stage: StageName })
