import { type Static, Type } from '@sinclair/typebox'
import { PeriodText, Uuid } from '../collection/contract.js'
import { closed, literals, Said } from './contract.js'
import { EXPORT_STATES, type ExportState, LISTS, type ListName } from './words.js'

export { EXPORT_STATES, LISTS } from './words.js'

export const EXPORT_PATH = '/api/desk/exports'
const keys = <T extends object>(words: T) => Object.keys(words) as (keyof T & string)[]

export const RequestExport = Type.Object(
  {
    list: literals<ListName>(keys(LISTS)),
    creditCode: Type.String({ minLength: 18, maxLength: 18, pattern: '^[0-9A-Za-z]{18}$' }),
    from: PeriodText,
    through: PeriodText,
    format: literals(['csv', 'xlsx'] as const),
    purpose: Said(4, 500),
  },
  closed,
)
export type RequestExport = Static<typeof RequestExport>

export const DecideExport = Type.Object(
  { verdict: literals(['approve', 'refuse'] as const), note: Said(2, 500) },
  closed,
)
export type DecideExport = Static<typeof DecideExport>

export const ExportView = Type.Object({
  id: Uuid,
  serial: Type.String(),
  list: literals<ListName>(keys(LISTS)),
  format: Type.String(),
  creditCode: Type.String(),
  from: Type.String(),
  through: Type.String(),
  purpose: Type.String(),
  state: literals<ExportState>(keys(EXPORT_STATES)),
  rows: Type.Integer(),
  done: Type.Integer(),
  requestedBy: Type.String(),
  requestedAt: Type.Integer(),
  approvedBy: Type.Optional(Type.String()),
  note: Type.String(),
  digest: Type.Optional(Type.String()),
  expiresOn: Type.Optional(Type.String()),
  downloads: Type.Integer(),
  can: Type.Array(literals(['decide', 'start', 'download'] as const)),
})
export type ExportView = Static<typeof ExportView>

const AttemptView = Type.Object({
  at: Type.Integer(),
  by: Type.String(),
  list: literals<ListName>(keys(LISTS)),
  code: Type.String(),
  wanted: Type.Integer(),
  most: Type.Integer(),
})

export const ExportList = Type.Object({
  items: Type.Array(ExportView),
  /** 被拒的导出，for whoever approves or supervises. */
  attempts: Type.Array(AttemptView),
  canRequest: Type.Boolean(),
  canApprove: Type.Boolean(),
  caps: Type.Object({
    approvalOver: Type.Integer(),
    perDay: Type.Integer(),
    days: Type.Integer(),
    personMost: Type.Integer(),
    unitMost: Type.Integer(),
    life: Type.Integer(),
  }),
})
export type ExportList = Static<typeof ExportList>

/** 核对泄露的文件：the ticket it names, by the serial it still shows or by its marks. */
export const LeakAnswer = Type.Object({
  rows: Type.Integer(),
  /** 核对了多少张：every ticket of the agency and those below it that a file was made of. */
  candidates: Type.Integer(),
  way: literals(['serial', 'marks', 'none'] as const),
  ticket: Type.Optional(ExportView),
})
export type LeakAnswer = Static<typeof LeakAnswer>
