import { type Static, Type } from '@sinclair/typebox'

export { BODY_KIND_NAMES, BODY_KINDS, type BodyKind } from './body-kinds.js'

const closed = { additionalProperties: false }
const Both = Type.Object({ zh: Type.String(), en: Type.String() })

/** 现行的保密承诺书：GET /api/pledge。Open to whoever is about to activate. */
export const PledgeAnswer = Type.Object({
  version: Type.String(),
  since: Type.String(),
  basis: Type.String(),
  digest: Type.String({ description: '文本的 SM3 摘要；签署时带回' }),
  title: Both,
  zh: Type.Array(Type.String()),
  en: Type.Array(Type.String()),
})
export type PledgeAnswer = Static<typeof PledgeAnswer>

/** 签署：the text that was read, and the own name typed. */
export const PledgeBody = Type.Object(
  {
    digest: Type.String({ pattern: '^[0-9a-f]{64}$', description: '所读文本的摘要' }),
    name: Type.String({ minLength: 1, maxLength: 100, description: '本人姓名，亲手填写' }),
  },
  closed,
)
export type PledgeBody = Static<typeof PledgeBody>

export const PLEDGE_PATHS = { shown: '/api/pledge', signed: '/api/pledge/signature' } as const
