import { type Static, Type } from '@sinclair/typebox'
import type { Period } from '../kernel/period.js'
import { PAPER_FORMS, type PaperForm } from './paper-form.js'

/** 出具年度权益记录单：POST /api/my/statements. */
export const StatementBody = Type.Object(
  { year: Type.Integer({ minimum: 1992, maximum: 2999, description: '记录单的年度' }) },
  { additionalProperties: false },
)
export type StatementBody = Static<typeof StatementBody>

/** 窗口为参保人出具：POST /api/desk/insured-persons/:personId/statements. */
export const DeskStatementBody = Type.Object(
  {
    year: Type.Integer({ minimum: 1992, maximum: 2999 }),
    purpose: Type.String({ minLength: 2, maxLength: 200, description: '事由，记入查阅之书' }),
  },
  { additionalProperties: false },
)
export type DeskStatementBody = Static<typeof DeskStatementBody>

const Month = Type.Unsafe<Period>({
  type: 'string',
  pattern: '^\\d{4}-(0[1-9]|1[0-2])$',
  description: '月份，如 2026-03',
})
const span = { from: Type.Optional(Month), through: Type.Optional(Month) }

/** 出具参保缴费证明：POST /api/my/contribution-proofs. A month left out is the first or the last there is. */
export const ProofBody = Type.Object(span, { additionalProperties: false })
export type ProofBody = Static<typeof ProofBody>

/** 窗口为参保人出具参保缴费证明。 */
export const DeskProofBody = Type.Object(
  { ...span, purpose: Type.String({ minLength: 2, maxLength: 200, description: '事由，记入查阅之书' }) },
  { additionalProperties: false },
)
export type DeskProofBody = Static<typeof DeskProofBody>

/** 窗口为参保人出具待遇享受证明。 */
export const DeskBenefitProofBody = Type.Object(
  { purpose: DeskProofBody.properties.purpose },
  { additionalProperties: false },
)
export type DeskBenefitProofBody = Static<typeof DeskBenefitProofBody>

/** 连同推导附页：?explain=true. */
export const ExplainQuery = Type.Object({ explain: Type.Optional(Type.Boolean()) })

/** 一份已出具的证明。Its PDF is at GET /api/my/statements/:serial/pdf. */
export const PaperView = Type.Object({
  serial: Type.String(),
  form: Type.Unsafe<PaperForm>({ type: 'string', enum: [...PAPER_FORMS] }),
  year: Type.Optional(Type.Integer()),
  /** 参保缴费证明所证的期间. */
  from: Type.Optional(Type.String()),
  through: Type.Optional(Type.String()),
  /** Milliseconds. */
  issuedAt: Type.Integer(),
  /** The last day on which the check page says "true". */
  validUntil: Type.String(),
  /** true, laterChanged, replaced, withdrawn or expired. */
  state: Type.String(),
})
export type PaperView = Static<typeof PaperView>

/** GET /api/my/statements：the papers of the person, newest first, and the years a statement can be made for. */
export const PapersAnswer = Type.Object({
  years: Type.Array(Type.Integer()),
  /** 参保缴费证明可证的期间与年度；left out where there is nothing to certify. */
  proofs: Type.Optional(
    Type.Object({ from: Type.String(), through: Type.String(), years: Type.Array(Type.Integer()) }),
  ),
  /** 有待遇可证：a benefit proof can be made. */
  benefits: Type.Boolean(),
  papers: Type.Array(PaperView),
})
export type PapersAnswer = Static<typeof PapersAnswer>

export const SerialParam = Type.Object({ serial: Type.String({ pattern: '^[0-9A-Z-]{6,40}$' }) })
export const PersonParam = Type.Object({ personId: Type.String({ pattern: '^\\d{1,18}$' }) })
