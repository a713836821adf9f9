import { type Static, Type } from '@sinclair/typebox'
import { ComputedNode } from './content-contract.js'
import { AmountFen, DayText, PeriodText, Sentence, SubmissionSummary } from './contract.js'
import { TASK_KINDS, type TaskKind } from './kinds.js'

const Share = Type.Object({ rows: Type.Integer(), amount: AmountFen })

/**
 * 征收结果的预览：POST /api/desk/levy-results（multipart：file）。fitting + differing + suspense = controlTotal, always;
 * refunds are counted within them and told apart. Submit it by POST /api/desk/levy-results/:id/submit.
 */
export const LevyPreview = Type.Object({
  submission: SubmissionSummary,
  again: Type.Boolean(),
  batch: Type.String(),
  controlRows: Type.Integer(),
  controlTotal: AmountFen,
  fitting: Share,
  differing: Share,
  suspense: Share,
  refunds: Share,
  notices: Type.Array(Sentence),
  differences: Type.Array(
    Type.Object({
      row: Type.Integer(),
      identityNumber: Type.String(),
      fullName: Type.String(),
      insurance: Type.String(),
      contributionMonth: PeriodText,
      outcome: Type.Union([Type.Literal('differing'), Type.Literal('suspense')]),
      reason: Sentence,
      amount: AmountFen,
    }),
  ),
})
export type LevyPreview = Static<typeof LevyPreview>

/** 滞纳金的预览：GET /api/desk/levy-results/:id/late-fees。Each is its employer's, posted with the levy result. */
export const LateFees = Type.Object({
  count: Type.Integer(),
  total: AmountFen,
  items: Type.Array(
    Type.Object({
      creditCode: Type.String(),
      name: Type.String(),
      insurance: Type.String(),
      contributionMonth: PeriodText,
      arrears: AmountFen,
      fromDay: DayText,
      paidDay: DayText,
      days: Type.Integer(),
      amount: AmountFen,
      levyVoucher: Type.String(),
      computed: ComputedNode,
    }),
  ),
})
export type LateFees = Static<typeof LateFees>

/** 待认领：GET /api/desk/suspense。 */
export const SuspenseList = Type.Object({
  /** 全部待认领，含由保密人员专办岗查看的。 */
  total: AmountFen,
  /** 由保密人员专办岗查看的笔数. */
  withheld: Type.Integer(),
  items: Type.Array(
    Type.Object({
      posting: Type.String(),
      ordinal: Type.Integer(),
      insurance: Type.String(),
      creditCode: Type.String(),
      identityNumber: Type.String(),
      fullName: Type.String(),
      contributionMonth: PeriodText,
      amount: AmountFen,
      arrivalDay: DayText,
      reason: Sentence,
    }),
  ),
})
export type SuspenseList = Static<typeof SuspenseList>

export type { TaskKind } from './kinds.js'
export { TASK_KINDS } from './kinds.js'

/** 任务：GET /api/desk/tasks?state=open；办结：POST /api/desk/tasks/:id/close。 */
export const Task = Type.Object({
  id: Type.String(),
  kind: Type.Unsafe<TaskKind>(Type.Union(Object.keys(TASK_KINDS).map((key) => Type.Literal(key)))),
  state: Type.Union([Type.Literal('open'), Type.Literal('closed')]),
  agency: Type.String(),
  submissionId: Type.Optional(Type.String()),
  personId: Type.Optional(Type.String()),
  row: Type.Optional(Type.Integer()),
  says: Sentence,
  openedAt: Type.Integer(),
  closedAt: Type.Optional(Type.Integer()),
  outcome: Type.Optional(Type.String()),
})
export type Task = Static<typeof Task>
/** `more`: the kinds of which there are more than are listed. */
export const TaskList = Type.Object({ items: Type.Array(Task), more: Type.Optional(Type.Array(Task.properties.kind)) })
export type TaskList = Static<typeof TaskList>

export const CloseTask = Type.Object(
  { outcome: Type.String({ minLength: 2, maxLength: 500 }) },
  { additionalProperties: false },
)
export type CloseTask = Static<typeof CloseTask>
