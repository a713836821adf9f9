import { type Static, Type } from '@sinclair/typebox'
import { MATERIALS, type Material } from './material.js'
import { PROBLEM_KINDS, type ProblemKind } from './problem.js'

export { isMaterial, MATERIALS, type Material } from './material.js'
export { PROBLEM_KINDS, type ProblemKind } from './problem.js'

export const Uuid = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' })
export const DayGiven = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' })
export const Said = Type.String({ minLength: 4, maxLength: 500 })
export const NumberGiven = Type.String({ minLength: 1, maxLength: 60 })
const MaterialName = Type.Unsafe<Material>(Type.Union(Object.keys(MATERIALS).map((key) => Type.Literal(key))))

/** 保管期限，as it is shown. */
export const RetentionView = Type.Object({
  kind: Type.Union([Type.Literal('unknown'), Type.Literal('permanent'), Type.Literal('fixed')]),
  material: Type.Optional(MaterialName),
  years: Type.Optional(Type.Integer()),
  overOn: Type.Optional(Type.String()),
  basis: Type.Optional(Type.String()),
  isSpecial: Type.Optional(Type.Boolean()),
})
export type RetentionView = Static<typeof RetentionView>

/** 目录的一行。 */
export const PaperRow = Type.Object({
  documentId: Uuid,
  kind: Type.String(),
  mediaType: Type.String(),
  size: Type.Integer(),
  digest: Type.String(),
  agency: Type.String(),
  receivedAt: Type.Integer(),
  archiveNumber: Type.Optional(Type.String()),
  place: Type.Optional(Type.String()),
  vouchers: Type.Array(Type.String()),
  scan: Type.Union(['clean', 'waiting', 'notScanned', 'infected', 'none'].map((one) => Type.Literal(one))),
  retention: RetentionView,
  /** 期限已满，尚未销毁：may be listed for destruction. */
  over: Type.Boolean(),
  destroyedBy: Type.Optional(Type.String()),
  lent: Type.Boolean(),
})
export type PaperRow = Static<typeof PaperRow>

/** 资料目录：GET /api/desk/archive/papers。 */
export const CatalogueQuery = Type.Object(
  {
    number: Type.Optional(Type.String({ maxLength: 60 })),
    place: Type.Optional(Type.String({ maxLength: 60 })),
    kind: Type.Optional(Type.String({ pattern: '^[A-Za-z]{1,40}$' })),
    digest: Type.Optional(Type.String({ pattern: '^[0-9a-f]{4,64}$' })),
    voucher: Type.Optional(Uuid),
    /** 期限已满的。 */
    over: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)
export type CatalogueQuery = Static<typeof CatalogueQuery>
export const Catalogue = Type.Object({ papers: Type.Array(PaperRow), most: Type.Integer(), mayKeep: Type.Boolean() })
export type Catalogue = Static<typeof Catalogue>

/** 记存放处：POST /api/desk/archive/papers/:id/place。 */
export const PlaceRequest = Type.Object(
  {
    archiveNumber: Type.String({ maxLength: 60 }),
    place: Type.String({ maxLength: 60 }),
    reason: Said,
  },
  { additionalProperties: false },
)
export type PlaceRequest = Static<typeof PlaceRequest>

export const PaperDetail = Type.Object({
  paper: PaperRow,
  changes: Type.Array(
    Type.Object({
      field: Type.Union([Type.Literal('archiveNumber'), Type.Literal('place')]),
      before: Type.Optional(Type.String()),
      after: Type.Optional(Type.String()),
      reason: Type.String(),
      by: Type.String(),
      at: Type.Integer(),
    }),
  ),
})
export type PaperDetail = Static<typeof PaperDetail>

/** 保管期限表：GET /api/desk/archive/retention；a row without a period blocks destruction. */
export const RetentionTable = Type.Object({
  rows: Type.Array(Type.Object({ material: MaterialName, general: RetentionView, special: RetentionView })),
})
export type RetentionTable = Static<typeof RetentionTable>

/** 档案近况：GET /api/desk/archive/state。 */
export const ArchiveState = Type.Object({
  scanner: Type.String(),
  scans: Type.Object({
    clean: Type.Integer(),
    waiting: Type.Integer(),
    notScanned: Type.Integer(),
    infected: Type.Integer(),
  }),
  reading: Type.Object({
    last: Type.Optional(
      Type.Object({
        day: Type.String(),
        seed: Type.String(),
        sampled: Type.Integer(),
        failed: Type.Integer(),
        destroyed: Type.Integer(),
      }),
    ),
    nextBy: Type.Optional(Type.String()),
    missed: Type.Boolean(),
  }),
  problems: Type.Array(
    Type.Object({
      id: Uuid,
      kind: Type.Unsafe<ProblemKind>(Type.Union(Object.keys(PROBLEM_KINDS).map((key) => Type.Literal(key)))),
      agency: Type.String(),
      documentId: Type.Optional(Uuid),
      found: Type.String(),
      owner: Type.String(),
      dueDay: Type.String(),
      isLate: Type.Boolean(),
    }),
  ),
  overdueLoans: Type.Integer(),
  mayKeep: Type.Boolean(),
})
export type ArchiveState = Static<typeof ArchiveState>

export const CloseProblem = Type.Object({ outcome: Said }, { additionalProperties: false })
export const Done = Type.Object({ done: Type.Literal(true) })

export const ARCHIVE_PATHS = {
  state: '/api/desk/archive/state',
  papers: '/api/desk/archive/papers',
  paper: '/api/desk/archive/papers/:id',
  place: '/api/desk/archive/papers/:id/place',
  file: '/api/desk/archive/papers/:id/file',
  retention: '/api/desk/archive/retention',
  closeProblem: '/api/desk/archive/problems/:id/close',
  read: '/api/desk/archive/reading',
  destructions: '/api/desk/archive/destructions',
  destruction: '/api/desk/archive/destructions/:id',
  destructionStep: '/api/desk/archive/destructions/:id/:step',
  loans: '/api/desk/archive/loans',
  returned: '/api/desk/archive/loans/:id/return',
  agreements: '/api/desk/archive/agreements',
  endAgreement: '/api/desk/archive/agreements/:id/end',
  batches: '/api/desk/archive/batches',
  batch: '/api/desk/archive/batches/:id',
  batchCheck: '/api/desk/archive/batches/:id/check',
  batchPage: '/api/desk/archive/batches/:id/pages/:page',
  batchReturn: '/api/desk/archive/batches/:id/return',
  batchAccept: '/api/desk/archive/batches/:id/accept',
  vendorBatches: '/api/desk/scanning/batches',
  vendorTake: '/api/desk/scanning/batches/:id/take',
  vendorPage: '/api/desk/scanning/batches/:id/pages/:page',
  inspections: '/api/desk/archive/inspections',
  inspection: '/api/desk/archive/inspections/:id',
  inspectionItem: '/api/desk/archive/inspections/:id/items/:item',
  inspectionPaper: '/api/desk/archive/inspections/:id/items/:item/papers/:documentId',
  inspectionClose: '/api/desk/archive/inspections/:id/close',
} as const
