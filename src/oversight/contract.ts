import { type Static, Type } from '@sinclair/typebox'
import { DelayView } from './delay-contract.js'

/**
 * 监督的合同：GET /api/desk/oversight。Aggregates only: figures of agencies and months, never of a person or an employer
 * (第三条、第十七条).
 */
export const OversightAnswer = Type.Object({
  agencies: Type.Array(Type.Object({ code: Type.String(), name: Type.String(), english: Type.String() })),
  /** Newest month first. */
  months: Type.Array(
    Type.Object({
      agency: Type.String(),
      month: Type.String(),
      submissions: Type.Integer(),
      rowsIn: Type.Integer(),
      refused: Type.Integer(),
      posted: Type.Integer(),
      returned: Type.Integer(),
      /** 由录入到最后一次审核的平均天数；nothing reviewed yet: absent. */
      days: Type.Optional(Type.Number()),
    }),
  ),
  tasks: Type.Array(Type.Object({ agency: Type.String(), kind: Type.String(), open: Type.Integer() })),
  suspense: Type.Array(
    Type.Object({ agency: Type.String(), rows: Type.Integer(), amount: Type.Integer({ description: '分' }) }),
  ),
  delays: DelayView,
  /** 事后抽查：postings drawn by chance for a second look at their papers; nobody is named. */
  sample: Type.Object({
    /** 抽查比例, in ppm, that of kinds of high risk, and the first day it covers. */
    share: Type.Integer(),
    highShare: Type.Integer(),
    since: Type.String(),
    postings: Type.Array(
      Type.Object({
        voucherId: Type.String(),
        kind: Type.String(),
        agency: Type.String(),
        businessDay: Type.String(),
        rows: Type.Integer(),
      }),
    ),
  }),
  /** 用印（电子印章）：counts only; mass and idle ones are marked. */
  stamps: Type.Array(
    Type.Object({
      agency: Type.String(),
      name: Type.String(),
      uses: Type.Integer(),
      lastUse: Type.Optional(Type.Integer()),
      busiestDay: Type.Optional(Type.String()),
      busiest: Type.Integer(),
      unstamped: Type.Integer(),
      isMass: Type.Boolean(),
      isIdle: Type.Boolean(),
    }),
  ),
  /** 原始资料的近况：the scanner, what it has not seen, and whether a readability run was missed (第九条第二项). */
  papers: Type.Object({
    scanner: Type.String(),
    waiting: Type.Integer(),
    notScanned: Type.Integer(),
    readingMissed: Type.Boolean(),
    readingNextBy: Type.Optional(Type.String()),
    openProblems: Type.Integer(),
  }),
  /** 有保密标识的事项而没有专办岗的机构，and which above it has them; nobody is named. */
  unhandled: Type.Array(Type.Object({ agency: Type.String(), by: Type.Optional(Type.String()) })),
  /** 保管台账的问题：no rules, no steward, checks overdue or faulty (第八条、第九条第一项、第十一条). */
  keeping: Type.Array(
    Type.Object({ agency: Type.String(), finding: Type.String(), name: Type.Optional(Type.String()) }),
  ),
  /** 绕过授权的改动：found by the check of rights and taken back; who it was stands in the list of accounts. */
  rights: Type.Array(
    Type.Object({ id: Type.String(), agency: Type.String(), at: Type.Integer(), what: Type.String() }),
  ),
  /** 业务专网：the network zones inside which the staff listener answers; none set is this machine only. */
  zones: Type.Array(Type.String()),
  /** 存证：how many postings and batches of looks the signed trees hold. */
  evidence: Type.Object({ postings: Type.Integer(), looks: Type.Integer(), control: Type.Integer() }),
})
export type OversightAnswer = Static<typeof OversightAnswer>

/**
 * 一个数目之后的清单：GET /api/desk/oversight/behind。Which submissions, tasks or payments a figure counts; like the figure, it
 * names nobody.
 */
export const BehindQuery = Type.Object(
  {
    agency: Type.String({ pattern: '^\\d{6,12}$' }),
    what: Type.Union(
      (['submissions', 'refused', 'returned', 'posted', 'tasks', 'suspense'] as const).map((one) => Type.Literal(one)),
    ),
    /** Of submissions. */
    month: Type.Optional(Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$' })),
    /** Of tasks. */
    kind: Type.Optional(Type.String({ pattern: '^[A-Za-z]{2,60}$' })),
  },
  { additionalProperties: false },
)
export type BehindQuery = Static<typeof BehindQuery>

export const Behind = Type.Object({
  total: Type.Integer(),
  items: Type.Array(
    Type.Object({
      /** 报送或账册位置. */
      id: Type.String(),
      kind: Type.String(),
      at: Type.Optional(Type.Integer()),
      day: Type.Optional(Type.String()),
      rows: Type.Optional(Type.Integer()),
      refused: Type.Optional(Type.Integer()),
      returned: Type.Optional(Type.Integer()),
      posted: Type.Optional(Type.Boolean()),
      amount: Type.Optional(Type.Integer({ description: '分' })),
    }),
  ),
})
export type Behind = Static<typeof Behind>
export const BEHIND_PATH = '/api/desk/oversight/behind'

export const OVERSIGHT_PATH = '/api/desk/oversight'
