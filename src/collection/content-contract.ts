import { type Static, Type } from '@sinclair/typebox'
import { Sentence } from './contract.js'

/** 算得的数，逐层说明：its name, its value as printed, what it rests on, and what it was made from. */
export const ComputedNode = Type.Recursive((This) =>
  Type.Object({
    says: Sentence,
    text: Sentence,
    /** Document and article, or the parameter's source. */
    basis: Type.Optional(Type.String()),
    since: Type.Optional(Type.String()),
    isProvisional: Type.Optional(Type.Boolean()),
    from: Type.Array(This),
  }),
)
export type ComputedNode = Static<typeof ComputedNode>

/** 一栏：现有与报来。`before` is what stands now; `risk` says why a reviewer should look here first. */
export const ContentField = Type.Object({
  name: Type.String(),
  label: Sentence,
  before: Type.Optional(Sentence),
  after: Type.Optional(Sentence),
  changed: Type.Boolean(),
  isAmount: Type.Boolean(),
  risk: Type.Optional(Sentence),
})
export type ContentField = Static<typeof ContentField>

/** 一行：whom it concerns, what it posts, field by field. Numbers of persons are masked. */
export const ContentLine = Type.Object({
  row: Type.Integer(),
  fullName: Type.String(),
  identityNumber: Type.String(),
  /** What this block of fields is: a contribution, a determination of an item … */
  says: Sentence,
  fields: Type.Array(ContentField),
  notes: Type.Array(Sentence),
  computed: Type.Array(ComputedNode),
})
export type ContentLine = Static<typeof ContentLine>

/** 一份原始资料：open it at GET /api/desk/submissions/:id/papers/:documentId。 */
export const ContentPaper = Type.Object({
  documentId: Type.String(),
  revision: Type.Integer(),
  mediaType: Type.String(),
  size: Type.Integer(),
  fileName: Type.Optional(Type.String()),
})
export type ContentPaper = Static<typeof ContentPaper>

/** 审核所见：GET /api/desk/submissions/:id/content?page=n（每页 50 行，从 1 起）。 */
export const SubmissionContent = Type.Object({
  revision: Type.Integer(),
  page: Type.Integer(),
  pages: Type.Integer(),
  total: Type.Integer(),
  /** 没有原始资料的，所陈依据. */
  ground: Type.Optional(Type.String()),
  lines: Type.Array(ContentLine),
  papers: Type.Array(ContentPaper),
  /** 本页由保密人员专办岗查看的行数. */
  withheld: Type.Integer(),
})
export type SubmissionContent = Static<typeof SubmissionContent>

/** 预览：POST /api/desk/facts/<kind>/preview。Computed and checked as if it were filed; nothing is. */
export const FactPreview = Type.Object({ lines: Type.Array(ContentLine) })
export type FactPreview = Static<typeof FactPreview>
