import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { subjectOf } from './actor.js'
import type { Gate } from './gate-service.js'
import { LOOK_PROOF_PATHS, LookParams, LookProofFile, TreesAnswer } from './look-proof-contract.js'
import { type LookProofPorts, proveLook } from './look-proof-service.js'
import { ownRecord } from './resource.js'

/** 查阅证明与存证树的公开身份。 */
export function lookProofRoutes(
  ports: LookProofPorts & { readonly gate: Gate; readonly trees: () => TreesAnswer },
): FastifyPluginAsyncTypebox {
  const tags = ['查询']
  return async (app) => {
    app.get(
      LOOK_PROOF_PATHS.proof,
      { schema: { summary: '一次查阅的证明文件', tags, params: LookParams, response: { 200: LookProofFile } } },
      async (request) => {
        const actor = await request.actorIn('citizen')
        const person = subjectOf(actor)
        const ask = { actor, action: 'looks.read' as const, resource: ownRecord(person), subjects: [person] }
        const proof = await ports.gate.pass(ask, (trx) =>
          proveLook(ports, trx, [...(trx.persons ?? [person])], request.params.lookId),
        )
        return proof as LookProofFile
      },
    )
    app.get(
      LOOK_PROOF_PATHS.trees,
      { schema: { summary: '存证树的名称、公钥与检查点', tags: ['核验'], response: { 200: TreesAnswer } } },
      async () => ports.trees(),
    )
  }
}
