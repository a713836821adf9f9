import { type Static, Type } from '@sinclair/typebox'

export const LOOK_PROOF_PATHS = { proof: '/api/my/looks/:lookId/proof', trees: '/api/trees' } as const

export const LookParams = Type.Object(
  { lookId: Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }) },
  { additionalProperties: false },
)

const Hex = Type.String({ pattern: '^[0-9a-f]*$' })

/** 查阅证明，as the file the person keeps. */
export const LookProofFile = Type.Object({
  form: Type.Literal('quanyi-look-proof/1'),
  row: Type.Object({
    form: Type.String(),
    columns: Type.Array(Type.Tuple([Type.String(), Type.String()])),
    cells: Type.Array(Type.Union([Type.String(), Type.Null()])),
  }),
  salt: Hex,
  batch: Type.Object({ index: Type.Integer(), path: Type.Array(Hex), entry: Type.String() }),
  log: Type.String(),
  purpose: Type.String(),
})
export type LookProofFile = Static<typeof LookProofFile>

/** 存证树的公开身份：what a proof is held against; whoever checks keeps it. */
export const TreesAnswer = Type.Object({
  trees: Type.Array(
    Type.Object({
      name: Type.String(),
      origin: Type.String(),
      /** name+id+key, as c2sp.org/signed-note writes a trusted key. */
      keys: Type.Array(Type.String()),
      checkpoint: Type.String(),
    }),
  ),
})
export type TreesAnswer = Static<typeof TreesAnswer>
