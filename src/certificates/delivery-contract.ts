import { type Static, Type } from '@sinclair/typebox'
import { Uuid } from '../collection/contract.js'
import {
  HAND_STEPS,
  type HandStep,
  PIECE_STATE_NAMES,
  type PieceState,
  RETURN_REASONS,
  type ReturnReason,
} from './delivery-words.js'

export {
  DELIVERY_STATES,
  HAND_STEPS,
  type HandStep,
  PIECE_REASONS,
  PIECE_STATE_NAMES,
  PIECE_STATES,
  PIECE_STEPS,
  type PieceReason,
  type PieceState,
  type PieceStep,
  RETURN_REASONS,
  type ReturnReason,
} from './delivery-words.js'

export const DELIVERY_PATH = '/api/desk/deliveries'
export const MY_DELIVERY_PATH = '/api/my/statement-deliveries'

/** 可单独出单的险种：of employees and of residents. */
export const ALONE_INSURANCES = ['110', '210', '310', '410', '510', '170', '390'] as const

const closed = { additionalProperties: false }
const literals = <T extends string>(values: readonly T[]) => Type.Unsafe<T>({ type: 'string', enum: [...values] })
const Line = (least: number, most: number) => Type.String({ minLength: least, maxLength: most, pattern: '\\S' })

/** 开批：POST /api/desk/deliveries。insurance left out: all insurances on one statement. */
export const OpenDelivery = Type.Object(
  {
    year: Type.Integer({ minimum: 1993, maximum: 2998, description: '业务年度，以其终了之日所在的年份为名' }),
    postage: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000, description: '每件邮资（分）' })),
    insurance: Type.Optional(literals(ALONE_INSURANCES)),
    reason: Type.Optional(Line(4, 500)),
  },
  closed,
)
export type OpenDelivery = Static<typeof OpenDelivery>

const Counts = Type.Object(
  Object.fromEntries(PIECE_STATE_NAMES.map((state) => [state, Type.Integer()])) as Record<
    PieceState,
    ReturnType<typeof Type.Integer>
  >,
)

/** 费用：pieces posted, pages, postage in fen, returns. */
export const DeliveryCost = Type.Object({
  postings: Type.Integer({ description: '交寄件数，再寄的另计' }),
  pages: Type.Integer(),
  postageEach: Type.Integer({ description: '每件邮资（分）' }),
  postage: Type.Integer({ description: '邮资合计（分）' }),
  returns: Type.Integer({ description: '退回件数' }),
})
export type DeliveryCost = Static<typeof DeliveryCost>

/** 一批寄送。Counts only, never a person. */
export const DeliveryRunView = Type.Object({
  id: Uuid,
  agency: Type.String(),
  agencyName: Type.String(),
  year: Type.Integer(),
  insurance: Type.Optional(Type.String()),
  formReason: Type.Optional(Type.String()),
  start: Type.String(),
  end: Type.String(),
  deadline: Type.String(),
  statementYear: Type.Integer(),
  cutOff: Type.String(),
  treeSize: Type.Integer(),
  returnDays: Type.Integer(),
  state: literals(['gathering', 'gathered'] as const),
  personsDone: Type.Integer(),
  personsTotal: Type.Integer(),
  openedBy: Type.String(),
  openedAt: Type.Integer(),
  /** 应寄送的人数：the sum of all states. */
  set: Type.Integer(),
  counts: Counts,
  ended: Type.Integer({ description: '已有终局的件数' }),
  lateEnded: Type.Integer({ description: '期限之后才有终局的件数' }),
  lateOpen: Type.Integer({ description: '期限已过而没有终局的件数' }),
  daysLeft: Type.Integer({ description: '距期限的天数，过了为负' }),
  cost: DeliveryCost,
  mayManage: Type.Boolean(),
  mayHandle: Type.Boolean(),
})
export type DeliveryRunView = Static<typeof DeliveryRunView>

export const DeliveryList = Type.Object({
  runs: Type.Array(DeliveryRunView),
  /** 最近终了的业务年度, and how it would be opened. */
  next: Type.Object({
    year: Type.Integer(),
    start: Type.String(),
    end: Type.String(),
    deadline: Type.String(),
    postage: Type.Integer(),
  }),
  mayOpen: Type.Boolean(),
})
export type DeliveryList = Static<typeof DeliveryList>

const BatchView = Type.Object({
  id: Uuid,
  number: Type.Integer(),
  postedOn: Type.String(),
  pieces: Type.Integer(),
  pages: Type.Integer(),
  vendor: Type.String(),
  agreement: Type.String(),
  madeBy: Type.String(),
  /** 名单交接的次数. */
  handovers: Type.Integer(),
})

/** 一批的交寄：batches, the agreements a list may be handed over under, and the result files taken in. */
export const DeliveryBatches = Type.Object({
  batches: Type.Array(BatchView),
  agreements: Type.Array(
    Type.Object({ id: Uuid, number: Type.String(), vendor: Type.String(), through: Type.String() }),
  ),
  results: Type.Array(
    Type.Object({ at: Type.Integer(), rows: Type.Integer(), accepted: Type.Integer(), refused: Type.Integer() }),
  ),
})
export type DeliveryBatches = Static<typeof DeliveryBatches>

/** 交寄一批：POST /api/desk/deliveries/:id/batches。 */
export const MakeBatch = Type.Object({ agreement: Uuid }, closed)
export type MakeBatch = Static<typeof MakeBatch>

/** 交寄的结果：what was posted now, what is still held, and what could not be printed. */
export const BatchMade = Type.Object({
  batch: BatchView,
  held: Type.Integer({ description: '仍待补址、待监护人、等候期未满的件数' }),
  notPrinted: Type.Integer({ description: '印不出来的件数' }),
  more: Type.Boolean({ description: '还有待交寄的，须再办一批' }),
})
export type BatchMade = Static<typeof BatchMade>

/** 密封的口令：the firm's; it is not kept. */
export const PASSWORD_LEAST = 12
export const FetchList = Type.Object({ password: Type.String({ minLength: PASSWORD_LEAST, maxLength: 200 }) }, closed)

/** 回执文件的办理：rows = accepted + refused, always. */
const Sentence = Type.Object({ zh: Type.String(), en: Type.String() })
export const ResultsTaken = Type.Object({
  rows: Type.Integer(),
  accepted: Type.Integer(),
  refused: Type.Integer(),
  refusals: Type.Array(
    Type.Object({
      row: Type.Integer(),
      column: Type.String(),
      code: Type.String(),
      sentence: Sentence,
      remedy: Sentence,
    }),
  ),
})
export type ResultsTaken = Static<typeof ResultsTaken>

export const PieceQuery = Type.Object(
  {
    state: Type.Optional(literals(PIECE_STATE_NAMES)),
    after: Type.Optional(Type.Integer({ minimum: 0, maximum: 2_000_000_000 })),
  },
  closed,
)

/** 一件：name and address masked but to the piece itself. */
export const PieceView = Type.Object({
  person: Type.String(),
  number: Type.Integer(),
  name: Type.String(),
  state: literals<PieceState>(PIECE_STATE_NAMES),
  way: Type.String(),
  toGuardian: Type.Boolean(),
  isProtected: Type.Boolean(),
  reason: Type.String(),
  attempts: Type.Integer(),
  endedOn: Type.Optional(Type.String()),
  can: Type.Array(literals<HandStep>(HAND_STEPS)),
})
export type PieceView = Static<typeof PieceView>

export const PieceList = Type.Object({ items: Type.Array(PieceView), more: Type.Boolean() })
export type PieceList = Static<typeof PieceList>

export const PieceDetail = Type.Object({
  piece: PieceView,
  steps: Type.Array(
    Type.Object({
      kind: Type.String(),
      state: literals<PieceState>(PIECE_STATE_NAMES),
      reason: Type.String(),
      note: Type.Optional(Type.String()),
      by: Type.String(),
      at: Type.Integer(),
    }),
  ),
  postings: Type.Array(
    Type.Object({
      attempt: Type.Integer(),
      serial: Type.String(),
      paper: Type.String(),
      name: Type.String(),
      address: Type.String(),
      postalCode: Type.String(),
      pages: Type.Integer(),
      postedOn: Type.String(),
      outcome: Type.Optional(Type.String()),
      outcomeOn: Type.Optional(Type.String()),
    }),
  ),
})
export type PieceDetail = Static<typeof PieceDetail>

/** 办一步：POST /api/desk/deliveries/:id/pieces/:personId/steps。 */
export const TakeStep = Type.Object(
  {
    step: literals<HandStep>(HAND_STEPS),
    reason: Type.Optional(literals<ReturnReason>(RETURN_REASONS)),
    note: Type.Optional(Line(2, 500)),
  },
  closed,
)
export type TakeStep = Static<typeof TakeStep>

/** 本人所见：GET /api/my/statement-deliveries. */
export const MyDeliveries = Type.Object({
  items: Type.Array(
    Type.Object({
      year: Type.Integer(),
      agency: Type.String(),
      state: literals<PieceState>(PIECE_STATE_NAMES),
      reason: Type.String(),
      toGuardian: Type.Boolean(),
      deadline: Type.String(),
      postedOn: Type.Optional(Type.String()),
      to: Type.Optional(Type.String({ description: '收件人与地址，已脱敏' })),
      endedOn: Type.Optional(Type.String()),
    }),
  ),
})
export type MyDeliveries = Static<typeof MyDeliveries>

export const RunParam = Type.Object({ id: Uuid })
export const BatchParam = Type.Object({ id: Uuid, batch: Uuid })
export const PieceParam = Type.Object({ id: Uuid, personId: Type.String({ pattern: '^\\d{1,18}$' }) })
