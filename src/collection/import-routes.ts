import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type { FastifyRequest } from 'fastify'
import type { Action } from '../access/actions.js'
import type { Actor } from '../access/actor.js'
import type { Gate } from '../access/gate-service.js'
import { Uuid } from './contract.js'
import { Door } from './door-service.js'
import { IMPORT_ABILITIES, type ImportForm, ImportJob, ImportList } from './import-contract.js'
import { ImportService } from './import-service.js'
import type { CollectionPorts } from './ports.js'

const Id = Type.Object({ id: Uuid })
const tags = ['大件读取']
const SAYS = { stop: '停下', resume: '续做', withdraw: '放弃' } as const

const ACTION_OF: Readonly<Record<Exclude<ImportForm, 'filing'>, Action>> = {
  filings: 'entry.submit',
  levy: 'levy.submit',
  registration: 'registration.submit',
  payment: 'entry.submit',
  batch: 'correction.submit',
}

/** 大件读取的进度与停续：the same addresses for employers and staff, each on their own listener. */
export function importRoutes(
  ports: CollectionPorts,
  gate: Gate,
  actorIn: (request: FastifyRequest) => Promise<Actor>,
): FastifyPluginAsyncTypebox {
  const [imports, door] = [new ImportService(ports), new Door(ports, gate)]
  const reads = (actor: Actor) =>
    actor.realm === 'operator'
      ? door.ofEmployer(actor, 'filing.read', actor.employerId ?? '0')
      : door.ofAgency(actor, 'filing.read')
  return async (app) => {
    const list = { summary: '正在读取与近来读完的大件', tags, response: { 200: ImportList } }
    app.get('/imports', { schema: list }, async (request) => {
      const actor = await actorIn(request)
      await reads(actor)
      return imports.list(actor)
    })

    const one = { summary: '一件的读取进度', tags, params: Id, response: { 200: ImportJob } }
    app.get('/imports/:id', { schema: one }, async (request) => {
      const actor = await actorIn(request)
      await reads(actor)
      return imports.show(actor, request.params.id)
    })

    for (const move of IMPORT_ABILITIES) {
      const schema = { summary: `${SAYS[move]}一件的读取`, tags, params: Id, response: { 200: ImportJob } }
      app.post(`/imports/:id/${move}`, { schema }, async (request) => {
        const actor = await actorIn(request)
        await reads(actor) // who may not read of any is not told which there are
        const { form, employerId } = await imports.get(actor, request.params.id)
        if (form === 'filing') await door.ofEmployer(actor, 'filing.submit', employerId ?? '0')
        else await door.ofAgency(actor, ACTION_OF[form])
        return imports.move(actor, request.params.id, move)
      })
    }
  }
}
