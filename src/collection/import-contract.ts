import { type Static, Type } from '@sinclair/typebox'
import { RefusedRow, Sentence, Uuid } from './contract.js'

/** 按哪一种表读。 */
export const IMPORT_FORMS = {
  filing: { zh: '月度缴费申报', en: 'monthly filing' },
  filings: { zh: '多单位月度缴费申报', en: 'monthly filing for many employers' },
  levy: { zh: '征收结果', en: 'levy result' },
  registration: { zh: '成批个人登记', en: 'registrations by file' },
  payment: { zh: '待遇支付批次', en: 'benefit payment batch' },
  batch: { zh: '成批变更清单', en: 'list of a batch change' },
} as const
export type ImportForm = keyof typeof IMPORT_FORMS

export const IMPORT_STATES = {
  waiting: { zh: '等候读取', en: 'waiting' },
  running: { zh: '正在读取', en: 'being read' },
  stopped: { zh: '已停下', en: 'stopped' },
  done: { zh: '已读完，待提交', en: 'read, to be submitted' },
  refused: { zh: '整件不予接收', en: 'refused whole' },
  failed: { zh: '读取出错，已停下', en: 'broke off' },
  withdrawn: { zh: '已放弃', en: 'given up' },
} as const
export type ImportState = keyof typeof IMPORT_STATES

/** 可办事项：a button exists only where the request would pass. */
export const IMPORT_ABILITIES = ['stop', 'resume', 'withdraw'] as const
export type ImportAbility = (typeof IMPORT_ABILITIES)[number]

const oneOf = <K extends string>(keys: readonly K[]) => Type.Unsafe<K>(Type.Union(keys.map((key) => Type.Literal(key))))

/** 大件读取的进度：GET /api/imports/:id，上传大件时亦以此作答（202）。Counts only, never a person. */
export const ImportJob = Type.Object({
  id: Uuid,
  form: oneOf(Object.keys(IMPORT_FORMS) as ImportForm[]),
  state: oneOf(Object.keys(IMPORT_STATES) as ImportState[]),
  /** 读完之后的报送；before that it cannot be opened. */
  submissionId: Uuid,
  fileName: Type.String(),
  size: Type.Integer({ description: '文件的字节数' }),
  share: Type.Integer({ description: '已读的份额，百万分之一' }),
  rows: Type.Integer({ description: '已读的行数' }),
  accepted: Type.Integer(),
  refused: Type.Integer(),
  rowsPerSecond: Type.Optional(Type.Integer()),
  secondsLeft: Type.Optional(Type.Integer()),
  madeAt: Type.Integer(),
  finishedAt: Type.Optional(Type.Integer()),
  /** 整件不收或停下的原因。 */
  why: Type.Optional(Type.Object({ code: Type.String(), says: Sentence })),
  /** 同一文件正在读取或已读过：nothing new was begun. */
  again: Type.Boolean(),
  abilities: Type.Array(oneOf(IMPORT_ABILITIES)),
})
export type ImportJob = Static<typeof ImportJob>

/** GET /api/imports：those in hand and the latest done, newest first. */
export const ImportList = Type.Object({ items: Type.Array(ImportJob) })
export type ImportList = Static<typeof ImportList>

/** GET /api/imports，GET /api/imports/:id，POST /api/imports/:id/stop | resume | withdraw。 */
export const IMPORTS_PATH = '/api/imports'

/** 未接受的行，逐页：GET /api/submissions/:id/refused?page=&code=。A page holds a thousand rows at most. */
export const RefusedPage = Type.Object({
  page: Type.Integer(),
  pages: Type.Integer(),
  rows: Type.Array(RefusedRow),
  /** 本件未接受的行，按代码计数。 */
  codes: Type.Array(Type.Object({ code: Type.String(), count: Type.Integer() })),
})
export type RefusedPage = Static<typeof RefusedPage>
