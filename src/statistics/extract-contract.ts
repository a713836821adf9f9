import { type Static, Type } from '@sinclair/typebox'
import { PeriodText, Uuid } from '../collection/contract.js'
import { closed, literals, Said } from './contract.js'
import { JobView } from './job-contract.js'
import { EXTRACT_PURPOSES, EXTRACT_STATES, type ExtractPurpose, type ExtractState } from './words.js'

export { EXTRACT_PURPOSES, EXTRACT_STATES, SEALED_FORM } from './words.js'

export const EXTRACT_PATH = '/api/desk/extracts'
const keys = <T extends object>(words: T) => Object.keys(words) as (keyof T & string)[]
const Both = Type.Object({ zh: Type.String(), en: Type.String() })

/** 提出提取申请。Without `duty` nothing that identifies anybody directly is delivered. */
export const RequestExtract = Type.Object(
  {
    receiver: Said(2, 200),
    purposeKind: literals<ExtractPurpose>(keys(EXTRACT_PURPOSES)),
    purpose: Said(4, 500),
    insurance: Type.String({ pattern: '^\\d{3}$' }),
    from: PeriodText,
    through: PeriodText,
    agency: Type.String({ minLength: 1, maxLength: 20 }),
    identified: Type.Boolean({ description: '是否含直接识别个人的信息' }),
    duty: Type.Optional(Type.Object({ document: Said(2, 200), article: Said(1, 100), why: Said(4, 500) }, closed)),
  },
  closed,
)
export type RequestExtract = Static<typeof RequestExtract>

export const DecideExtract = Type.Object(
  { verdict: literals(['approve', 'refuse'] as const), note: Said(2, 500) },
  closed,
)
export type DecideExtract = Static<typeof DecideExtract>

export const PASSWORD_LEAST = 12

/** 密封的口令：the receiver's, of an extract or of an export; it is not kept. */
export const SealFile = Type.Object({ password: Type.String({ minLength: PASSWORD_LEAST, maxLength: 200 }) }, closed)

export const ExtractFacts = Type.Object({
  rows: Type.Integer(),
  k: Type.Integer({ description: '所余最小一组的人数' }),
  least: Type.Integer(),
  groups: Type.Integer(),
  step: Type.Integer(),
  level: Both,
  suppressedGroups: Type.Integer(),
  suppressedPersons: Type.Integer(),
})
export type ExtractFacts = Static<typeof ExtractFacts>

export const ExtractView = Type.Object({
  id: Uuid,
  serial: Type.String(),
  state: literals<ExtractState>(keys(EXTRACT_STATES)),
  ...RequestExtract.properties,
  agencyName: Type.String(),
  requestedBy: Type.String(),
  requestedAt: Type.Integer(),
  steps: Type.Array(Type.Object({ state: Type.String(), note: Type.String(), by: Type.String(), at: Type.Integer() })),
  file: Type.Optional(
    Type.Object({
      digest: Type.String({ description: '密封文件的 SM3' }),
      expiresOn: Type.String(),
      there: Type.Boolean(),
      facts: ExtractFacts,
    }),
  ),
  /** 最近一次生成任务. */
  job: Type.Optional(JobView),
  can: Type.Array(literals(['decide', 'allow', 'seal', 'download'] as const)),
})
export type ExtractView = Static<typeof ExtractView>
export const ExtractList = Type.Object({
  items: Type.Array(ExtractView),
  agencies: Type.Array(Type.Object({ code: Type.String(), name: Type.String() })),
  canRequest: Type.Boolean(),
})
export type ExtractList = Static<typeof ExtractList>
