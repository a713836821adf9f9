import { type Static, Type } from '@sinclair/typebox'
import { AmountFen, DayText, InsuranceCode, PeriodText, RefusedRow, Sentence, Uuid } from './contract.js'
import { CORRECTION_REASONS, type CorrectionReason, type PersonFactKind } from './kinds.js'

export { BATCH_KINDS, type BatchKind } from './batch-kinds.js'

export { CORRECTABLE, CORRECTION_REASONS, type CorrectionReason, type PersonFactKind } from './kinds.js'

const Short = (most: number) => Type.String({ minLength: 1, maxLength: most })
const closed = { additionalProperties: false }
export const Reason = Type.Unsafe<CorrectionReason>(
  Type.Union(Object.keys(CORRECTION_REASONS).map((key) => Type.Literal(key))),
)
/** 事由须有代码，也须有说明。 */
export const Grounds = {
  reason: Reason,
  explanation: Type.String({ minLength: 4, maxLength: 500 }),
  documentId: Uuid,
}
export const NamedPerson = Type.Object({ identityNumber: Short(40), fullName: Short(100) }, closed)
export type NamedPerson = Static<typeof NamedPerson>

/** 合并：POST /api/desk/merges → SubmissionDetail。Both are registered; `kept` is the number the record goes by from then on. */
export const MergeRequest = Type.Object(
  { kept: NamedPerson, merged: NamedPerson, document: Short(100), ...Grounds },
  closed,
)
export type MergeRequest = Static<typeof MergeRequest>
/** 预览：POST /api/desk/merges/preview → MergePreview。 */
export const MergeLook = Type.Object({ kept: NamedPerson, merged: NamedPerson }, closed)
export type MergeLook = Static<typeof MergeLook>

/** 撤销：POST /api/desk/merges/undo → SubmissionDetail。`posting` names the merge; any number of the person names the person. */
export const MergeUndoRequest = Type.Object(
  { person: NamedPerson, posting: Type.String({ pattern: '^\\d{1,18}$' }), document: Short(100), ...Grounds },
  closed,
)
export type MergeUndoRequest = Static<typeof MergeUndoRequest>

export const InsuranceShare = Type.Object({
  insurance: Type.String(),
  due: AmountFen,
  paid: AmountFen,
  months: Type.Integer(),
  first: Type.Optional(PeriodText),
  last: Type.Optional(PeriodText),
})
export type InsuranceShare = Static<typeof InsuranceShare>

/** 并列的一边。Numbers are masked. */
export const PersonSide = Type.Object({
  personId: Type.String(),
  fullName: Type.String(),
  identityNumber: Type.String(),
  sex: Type.String(),
  birthDate: Type.String(),
  agency: Type.String(),
  shares: Type.Array(InsuranceShare),
  kinds: Type.Array(Type.Object({ says: Sentence, rows: Type.Integer() })),
})
export type PersonSide = Static<typeof PersonSide>

export const OverlapMonth = Type.Object({
  insurance: Type.String(),
  month: Type.String(),
  amount: AmountFen,
  amountToo: AmountFen,
})
export type OverlapMonth = Static<typeof OverlapMonth>

export const MergePreview = Type.Object({
  kept: PersonSide,
  merged: PersonSide,
  together: Type.Array(InsuranceShare),
  overlap: Type.Array(OverlapMonth),
  notes: Type.Array(Sentence),
})
export type MergePreview = Static<typeof MergePreview>

/** 疑似重复：POST /api/desk/merges/candidates，of one person; without one, those of the whole district. */
export const CandidateQuery = Type.Object({ person: Type.Optional(NamedPerson) }, closed)
export type CandidateQuery = Static<typeof CandidateQuery>
const CandidateSide = Type.Object({
  personId: Type.String(),
  fullName: Type.String(),
  identityNumber: Type.String(),
  birthDate: Type.String(),
})
export const Candidates = Type.Object({
  pairs: Type.Array(Type.Object({ one: CandidateSide, other: CandidateSide, why: Sentence })),
  /** 已成的合并，still standing, of the person who was asked for. */
  standing: Type.Array(
    Type.Object({ posting: Type.String(), kept: CandidateSide, merged: CandidateSide, document: Type.String() }),
  ),
  more: Type.Boolean(),
})
export type Candidates = Static<typeof Candidates>

/** 选取：by months, insurance and employer together, or row by row. */
export const SplitChoice = Type.Object(
  {
    from: Type.Optional(PeriodText),
    through: Type.Optional(PeriodText),
    insurances: Type.Optional(Type.Array(InsuranceCode, { minItems: 1, uniqueItems: true })),
    creditCode: Type.Optional(Short(18)),
    facts: Type.Optional(
      Type.Array(
        Type.Object(
          {
            posting: Type.String({ pattern: '^\\d{1,18}$' }),
            ordinal: Type.Integer({ minimum: 0, maximum: 2_147_483_647 }),
          },
          closed,
        ),
        { minItems: 1, maxItems: 1000 },
      ),
    ),
  },
  closed,
)
export type SplitChoice = Static<typeof SplitChoice>

const NewPerson = Type.Object(
  {
    sex: Type.Optional(Type.Union([Type.Literal('1'), Type.Literal('2'), Type.Literal('9')])),
    birthDate: Type.Optional(DayText),
    nationality: Type.Optional(Type.String({ pattern: '^[A-Z]{3}$' })),
  },
  closed,
)

const SplitLookFields = {
  person: NamedPerson,
  to: NamedPerson,
  /** 随凭证登记：given where the other person was never registered. */
  register: Type.Optional(NewPerson),
  choice: SplitChoice,
}
export const SplitLook = Type.Object(SplitLookFields, closed)
export type SplitLook = Static<typeof SplitLook>

/** 拆分：POST /api/desk/splits → SubmissionDetail；预览：…/preview → SplitPreview。 */
export const SplitRequest = Type.Object({ ...SplitLookFields, ...Grounds }, closed)
export type SplitRequest = Static<typeof SplitRequest>

export const SplitFact = Type.Object({
  posting: Type.String(),
  ordinal: Type.Integer(),
  factKind: Type.Unsafe<PersonFactKind>(Type.String()),
  says: Sentence,
  insurance: Type.Optional(Type.String()),
  month: Type.Optional(Type.String()),
  employer: Type.Optional(Type.String()),
  amount: Type.Optional(AmountFen),
  chosen: Type.Boolean(),
})
export type SplitFact = Static<typeof SplitFact>

export const BeforeAfter = Type.Object({
  before: Type.Array(InsuranceShare),
  after: Type.Array(InsuranceShare),
})
export const SplitPreview = Type.Object({
  person: BeforeAfter,
  to: BeforeAfter,
  isNew: Type.Boolean(),
  facts: Type.Array(SplitFact),
  chosen: Type.Integer(),
  overlap: Type.Array(OverlapMonth),
  /** 两人合计，before and after: the same, or nothing is filed. */
  totals: Type.Object({ before: AmountFen, after: AmountFen }),
})
export type SplitPreview = Static<typeof SplitPreview>

/** 维护复核：POST /api/desk/submissions/:id/recheck → SubmissionDetail。 */
export const RecheckRequest = Type.Object(
  {
    revision: Type.Integer({ minimum: 1, maximum: 100_000 }),
    verdict: Type.Union([Type.Literal('agreed'), Type.Literal('refused')]),
    finding: Type.String({ minLength: 2, maxLength: 500 }),
  },
  closed,
)
export type RecheckRequest = Static<typeof RecheckRequest>

/** 成批变更的一行：the due month of a person, and the wage it should stand on; without one it is reversed. */
const BatchRow = Type.Object(
  {
    identityNumber: Short(40),
    fullName: Short(100),
    insurance: InsuranceCode,
    contributionMonth: PeriodText,
    declaredWage: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000_000_000 })),
  },
  closed,
)
export type BatchRow = Static<typeof BatchRow>

/** 选取：an employer's dues of these months, computed anew under the rules in force, or reversed. */
const BatchSelection = Type.Object(
  {
    from: PeriodText,
    through: PeriodText,
    insurances: Type.Optional(Type.Array(InsuranceCode, { minItems: 1, uniqueItems: true })),
    act: Type.Union([Type.Literal('recompute'), Type.Literal('reverse')]),
  },
  closed,
)

/** 清单文件：POST /api/desk/batch-changes/file（multipart：kind、reason、explanation、documentId、file）→ ImportJob。 */
export const BATCH_FILE_PATH = '/api/desk/batch-changes/file'

const BatchLookFields = {
  creditCode: Short(18),
  rows: Type.Optional(Type.Array(BatchRow, { minItems: 1, maxItems: 1000 })),
  selection: Type.Optional(BatchSelection),
}
export const BatchLook = Type.Object(BatchLookFields, closed)
export type BatchLook = Static<typeof BatchLook>

/** 成批变更：POST /api/desk/batch-changes → SubmissionDetail；试算：…/dry-run → BatchDryRun。 */
export const BatchRequest = Type.Object({ ...BatchLookFields, ...Grounds }, closed)
export type BatchRequest = Static<typeof BatchRequest>

const BatchAmounts = Type.Object({
  declaredWage: AmountFen,
  base: AmountFen,
  employerAmount: AmountFen,
  personAmount: AmountFen,
})
export const BatchTotals = Type.Object({ rows: Type.Integer(), employerAmount: AmountFen, personAmount: AmountFen })
export type BatchTotals = Static<typeof BatchTotals>
export const BatchDryRun = Type.Object({
  rows: Type.Array(
    Type.Object({
      row: Type.Integer(),
      fullName: Type.String(),
      identityNumber: Type.String(),
      insurance: Type.String(),
      month: Type.String(),
      before: BatchAmounts,
      after: Type.Optional(BatchAmounts),
    }),
  ),
  refused: Type.Array(RefusedRow),
  before: BatchTotals,
  after: BatchTotals,
  most: Type.Integer(),
})
export type BatchDryRun = Static<typeof BatchDryRun>

/** 许可：GET /api/desk/batch-changes/:id。The list by its digest, who approved it, until when it may be carried out. */
export const BatchPermit = Type.Object({
  id: Uuid,
  revision: Type.Integer(),
  state: Type.String(),
  rows: Type.Integer(),
  most: Type.Integer(),
  listDigest: Type.String(),
  before: BatchTotals,
  after: BatchTotals,
  approvedAt: Type.Optional(Type.Integer()),
  until: Type.Optional(Type.Integer()),
  mayExecute: Type.Boolean(),
  /** 可以再看受阻的：somebody of the re-checking post who took no part. */
  mayLookAgain: Type.Boolean(),
  /** 已执行与未能执行的凭证，of so many: a large list is carried out a few at a time, and goes on where it stopped. */
  vouchers: Type.Integer(),
  executed: Type.Integer(),
  blocked: Type.Integer(),
  /** 清单的种类与事由，of a list that came as a file. */
  list: Type.Optional(
    Type.Object({ kind: Type.String(), reason: Type.String(), explanation: Type.String(), documentId: Uuid }),
  ),
})
export type BatchPermit = Static<typeof BatchPermit>

/** 受阻的再看一次：POST /api/desk/batch-changes/:id/again。By the re-checking post; nothing is posted by it. */
export const AgainRequest = Type.Object({ revision: Type.Integer({ minimum: 1, maximum: 100_000 }) }, closed)
export type AgainRequest = Static<typeof AgainRequest>

/** 再看的结果，一份一条：`clear` may be carried out again; of the others the rows that stand in the way, and how many there are. */
export const BatchAgain = Type.Object({
  parts: Type.Array(
    Type.Object({
      part: Type.Integer(),
      clear: Type.Boolean(),
      inTheWay: Type.Integer(),
      rows: Type.Array(Type.Object({ row: Type.Integer(), says: Sentence })),
    }),
  ),
})
export type BatchAgain = Static<typeof BatchAgain>

/** 执行：POST /api/desk/batch-changes/:id/execute，naming the list by its digest. */
export const ExecuteRequest = Type.Object(
  { revision: Type.Integer({ minimum: 1, maximum: 100_000 }), listDigest: Type.String({ pattern: '^[0-9a-f]{64}$' }) },
  closed,
)
export type ExecuteRequest = Static<typeof ExecuteRequest>
