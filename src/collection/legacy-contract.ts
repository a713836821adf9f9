import { type Static, Type } from '@sinclair/typebox'
import { Sentence, Uuid } from './contract.js'
import { LEGACY_STATES, type LegacyState } from './legacy-words.js'

export {
  LEGACY_DIFFERENCES,
  LEGACY_REASONS,
  LEGACY_STATES,
  LEGACY_TABLES,
  type LegacyDifference,
  type LegacyState,
  type LegacyTable,
} from './legacy-words.js'

const State = Type.Unsafe<LegacyState>(Type.Union(Object.keys(LEGACY_STATES).map((key) => Type.Literal(key))))
const Sum = Type.Object({ rows: Type.Integer(), amount: Type.Integer() })
const closed = { additionalProperties: false }

/** 可办事项：a button exists only where the request would pass. */
export const LEGACY_ABILITIES = ['replace', 'load', 'resume', 'explain', 'close'] as const
export type LegacyAbility = (typeof LEGACY_ABILITIES)[number]

/** 一张表的合计，in fen: rows in = stored + listed; `posted` once vouchers stand in the ledger. */
export const LegacyTableSum = Type.Object({
  table: Type.String(),
  rows: Type.Integer(),
  amount: Type.Integer(),
  stored: Type.Integer(),
  storedAmount: Type.Integer(),
  listed: Type.Integer(),
  listedAmount: Type.Integer(),
  control: Type.Optional(Sum),
  posted: Type.Optional(Sum),
})
export type LegacyTableSum = Static<typeof LegacyTableSum>

export const LegacySummary = Type.Object({
  id: Uuid,
  series: Type.String(),
  fileName: Type.String(),
  agency: Type.String(),
  state: State,
  rowsDone: Type.Integer(),
  share: Type.Integer({ description: '已做的份额，百万分之一' }),
  madeAt: Type.Integer(),
  triedAt: Type.Optional(Type.Integer()),
  closedAt: Type.Optional(Type.Integer()),
  persons: Type.Integer(),
  disputed: Type.Integer(),
  why: Type.Optional(Sentence),
})
export type LegacySummary = Static<typeof LegacySummary>
export const LegacyList = Type.Object({ items: Type.Array(LegacySummary) })

/** 说明：of one reason of listing, or of one kind of difference of the sums. */
export const Explained = Type.Object(
  { code: Type.String({ minLength: 1, maxLength: 60 }), text: Type.String({ minLength: 4, maxLength: 500 }) },
  closed,
)
export const ExplainRequest = Type.Object(
  { explanations: Type.Array(Explained, { minItems: 1, maxItems: 100 }) },
  closed,
)
export type ExplainRequest = Static<typeof ExplainRequest>

/** 一包的试装报告：GET /api/desk/legacy/:id。Counts and sums only, never a person. */
export const LegacyReport = Type.Composite([
  LegacySummary,
  Type.Object({
    size: Type.Integer(),
    digest: Type.String({ description: '数据包的 SM3 摘要' }),
    madeBy: Type.String(),
    tables: Type.Array(LegacyTableSum),
    employers: Type.Integer(),
    differences: Type.Array(Type.Object({ kind: Type.String(), persons: Type.Integer() })),
    listed: Type.Array(
      Type.Object({
        code: Type.String(),
        rows: Type.Integer(),
        says: Type.Optional(Sentence),
        explained: Type.Optional(Type.String()),
      }),
    ),
    /** 与控制总额不符的表. */
    controlDiffers: Type.Array(Type.String()),
    submissionId: Type.Optional(Uuid),
    documentId: Uuid,
    closedBy: Type.Optional(Type.String()),
    abilities: Type.Array(Type.Unsafe<LegacyAbility>(Type.Union(LEGACY_ABILITIES.map((one) => Type.Literal(one))))),
  }),
])
export type LegacyReport = Static<typeof LegacyReport>

/** 逐人：GET /api/desk/legacy/:id/persons?kind=&after=。 */
export const LegacyPersons = Type.Object({
  items: Type.Array(
    Type.Object({
      /** Opaque: where the next page begins. */
      at: Type.String(),
      /** Set once it is registered here. */
      personId: Type.Optional(Type.String()),
      fullName: Type.String(),
      /** Masked. */
      identityNumber: Type.String(),
      stored: Type.Integer(),
      listed: Type.Integer(),
      found: Type.Array(
        Type.Object({
          kind: Type.String(),
          says: Sentence,
          table: Type.String(),
          row: Type.Integer(),
          /** 遗留待核，或已由哪一件更正了结；left out before it is posted. */
          state: Type.Optional(Type.Union([Type.Literal('pending'), Type.Literal('settled')])),
          settledBy: Type.Optional(Uuid),
        }),
      ),
    }),
  ),
  next: Type.Optional(Type.String()),
})
export type LegacyPersons = Static<typeof LegacyPersons>

/** 列出的各行：GET /api/desk/legacy/:id/listed?after=。 */
export const LegacyListed = Type.Object({
  rows: Type.Array(
    Type.Object({
      ordinal: Type.Integer(),
      table: Type.String(),
      row: Type.Integer(),
      column: Type.String(),
      code: Type.String(),
      sentence: Sentence,
      remedy: Sentence,
    }),
  ),
  next: Type.Optional(Type.Integer()),
})
export type LegacyListed = Static<typeof LegacyListed>
