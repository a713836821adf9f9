import { type Static, Type } from '@sinclair/typebox'
import { CATALOGUES, type CatalogueName } from '../ledger/catalogue-fact.js'
import { CATALOGUE_CHANGES } from './catalogue-words.js'
import { DayText, Uuid } from './contract.js'

export { CATALOGUE_CHANGES, CATALOGUE_NAMES } from './catalogue-words.js'

const closed = { additionalProperties: false }
const Short = (most: number) => Type.String({ minLength: 1, maxLength: most })
export const Catalogue = Type.Unsafe<CatalogueName>(Type.Union(CATALOGUES.map((name) => Type.Literal(name))))
const Change = Type.Unsafe<keyof typeof CATALOGUE_CHANGES>(
  Type.Union(Object.keys(CATALOGUE_CHANGES).map((key) => Type.Literal(key))),
)
const Code = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$' })

const told = {
  name: Short(200),
  category: Type.Optional(Short(40)),
  /** 个人先行自付比例（百万分之一）。 */
  selfPay: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
  /** 限价或结算标准（分）。 */
  amount: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000_000_000 })),
  unit: Type.Optional(Short(40)),
}

/** 提出目录变更：POST /api/desk/catalogues/changes → SubmissionDetail。 */
export const CatalogueChangeRequest = Type.Object(
  {
    catalogue: Catalogue,
    changes: Type.Array(Type.Object({ code: Code, change: Change, fromDay: DayText, ...told }, closed), {
      minItems: 1,
      maxItems: 1000,
    }),
    document: Short(100),
    explanation: Type.String({ minLength: 4, maxLength: 500 }),
    documentId: Type.Optional(Uuid),
  },
  closed,
)
export type CatalogueChangeRequest = Static<typeof CatalogueChangeRequest>

const Row = Type.Object({
  code: Type.String(),
  change: Change,
  fromDay: DayText,
  name: Type.String(),
  category: Type.Optional(Type.String()),
  selfPay: Type.Optional(Type.Integer()),
  amount: Type.Optional(Type.Integer()),
  unit: Type.Optional(Type.String()),
  document: Type.String(),
  posting: Type.String(),
})
export type CatalogueRow = Static<typeof Row>

/** 目录的现行内容：GET /api/desk/catalogues/:catalogue?find=…&page=n（每页 50 行）。 */
export const CataloguePage = Type.Object({
  catalogue: Catalogue,
  page: Type.Integer(),
  pages: Type.Integer(),
  total: Type.Integer(),
  items: Type.Array(Row),
})
export type CataloguePage = Static<typeof CataloguePage>

export const CatalogueQuery = Type.Object({
  find: Type.Optional(Type.String({ maxLength: 60 })),
  page: Type.Integer({ minimum: 1, maximum: 1_000_000, default: 1 }),
})
export const CataloguePlace = Type.Object({ catalogue: Catalogue })
export const EntryPlace = Type.Object({ catalogue: Catalogue, code: Code })

/** 一个编码的来历：GET /api/desk/catalogues/:catalogue/:code。The oldest first; each row stands for the whole of the one before. */
export const CatalogueHistory = Type.Object({ catalogue: Catalogue, code: Type.String(), items: Type.Array(Row) })
export type CatalogueHistory = Static<typeof CatalogueHistory>
