import { Readable } from 'node:stream'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type { FastifyRequest } from 'fastify'
import type { Actor } from '../access/actor.js'
import type { Gate } from '../access/gate-service.js'
import { parsePeriod } from '../kernel/period.js'
import { AnnotatedService } from './annotated-service.js'
import { CaseService } from './case-service.js'
import { PeriodText, SubmissionDetail, Uuid } from './contract.js'
import { Door } from './door-service.js'
import { EmployerMonths, FilingPreview, LinePage, SubmitRequest } from './filing-contract.js'
import { FilingService } from './filing-service.js'
import { FollowService } from './follow-service.js'
import { ImportJob, RefusedPage } from './import-contract.js'
import { importRoutes } from './import-routes.js'
import { ImportService } from './import-service.js'
import { isKept, received } from './import-upload.js'
import { OwnList, OwnListQuery } from './own-list-contract.js'
import { OwnListService } from './own-list-service.js'
import type { CollectionPorts } from './ports.js'
import { refusedCsv } from './refused-csv.js'
import { RefusedPages } from './refused-page-service.js'
import { withdrawRoutes } from './work-routes.js'

const Id = Type.Object({ id: Uuid })
const tags = ['单位申报']

/** 单位的各项：file a month, follow it, see its own. Mounted under /api of the public listener. */
export function employerRoutes(ports: CollectionPorts, gate: Gate): FastifyPluginAsyncTypebox {
  const [filings, cases] = [new FilingService(ports), new CaseService(ports)]
  const imports = new ImportService(ports)
  const door = new Door(ports, gate)
  const employerIn = async (request: FastifyRequest): Promise<Actor & { employerId: string }> => {
    const actor = await request.actorIn('operator')
    return { ...actor, employerId: actor.employerId ?? '0' }
  }
  return async (app) => {
    const upload = { summary: '上传月度申报并预览', tags, response: { 200: FilingPreview, 202: ImportJob } }
    app.post('/filings', { schema: upload }, async (request, reply) => {
      const actor = await employerIn(request)
      await door.ofEmployer(actor, 'filing.submit', actor.employerId)
      const file = await received(ports, request)
      const asked = { employerId: actor.employerId, settlementMonth: parsePeriod(file.field('settlementMonth')) }
      const { fileName } = file
      if (!isKept(file)) return filings.upload(actor, { ...asked, fileName, bytes: file.bytes })
      return reply.code(202).send(await imports.begin(actor, { form: 'filing', ...asked, fileName }, file.kept))
    })

    const resubmit = { summary: '退回后重报', tags, params: Id, response: { 200: FilingPreview, 202: ImportJob } }
    app.post('/filings/:id/resubmit', { schema: resubmit }, async (request, reply) => {
      const actor = await employerIn(request)
      await door.ofEmployer(actor, 'filing.submit', actor.employerId)
      const file = await received(ports, request)
      if (!isKept(file)) return filings.resubmit(actor, request.params.id, file)
      const filed = (await cases.show(actor, request.params.id)).settlementMonth
      const settlementMonth = parsePeriod(filed ?? '')
      const asked = {
        form: 'filing',
        employerId: actor.employerId,
        settlementMonth,
        resubmits: request.params.id,
      } as const
      return reply.code(202).send(await imports.begin(actor, { ...asked, fileName: file.fileName }, file.kept))
    })

    const submit = { summary: '提交审核', tags, params: Id, body: SubmitRequest, response: { 200: SubmissionDetail } }
    app.post('/filings/:id/submit', { schema: submit }, async (request) => {
      const actor = await employerIn(request)
      await door.ofEmployer(actor, 'filing.submit', actor.employerId)
      return filings.submit(actor, request.params.id, request.body)
    })

    await app.register(ownRoutes(ports, door, employerIn))
    await app.register(submissionRoutes(ports, gate, employerIn))
    await app.register(importRoutes(ports, gate, employerIn))
    await app.register(withdrawRoutes(ports, gate, employerIn))
  }
}

type EmployerIn = (request: FastifyRequest) => Promise<Actor & { employerId: string }>

/** 本单位的报送与各月。 */
function ownRoutes(ports: CollectionPorts, door: Door, employerIn: EmployerIn): FastifyPluginAsyncTypebox {
  const [own, follows] = [new OwnListService(ports), new FollowService(ports)]
  return async (app) => {
    app.get(
      '/filings',
      { schema: { summary: '本单位的报送', tags, querystring: OwnListQuery, response: { 200: OwnList } } },
      async (request) => {
        const actor = await employerIn(request)
        await door.ofEmployer(actor, 'filing.read', actor.employerId)
        return own.list(actor, request.query)
      },
    )

    const range = Type.Object({ from: PeriodText, through: PeriodText })
    const months = { summary: '本单位各月应缴与实缴', tags, querystring: range, response: { 200: EmployerMonths } }
    app.get('/employer/months', { schema: months }, async (request) => {
      const actor = await employerIn(request)
      await door.ofEmployer(actor, 'employer.read', actor.employerId)
      const { from, through } = request.query
      return follows.months(actor.employerId, parsePeriod(from), parsePeriod(through))
    })
  }
}

/** 一份报送的查看：the same addresses for employers and staff, each on their own listener. */
export function submissionRoutes(
  ports: CollectionPorts,
  gate: Gate,
  actorIn: (request: FastifyRequest) => Promise<Actor>,
): FastifyPluginAsyncTypebox {
  const [cases, door] = [new CaseService(ports), new Door(ports, gate)]
  const pages = new RefusedPages(ports)
  return async (app) => {
    const show = { summary: '查看报送', tags, params: Id, response: { 200: SubmissionDetail } }
    app.get('/submissions/:id', { schema: show }, async (request) => {
      const actor = await actorIn(request)
      await door.ofSubmission(actor, 'filing.read', request.params.id)
      return cases.show(actor, request.params.id)
    })

    const voucher = Type.Object({ voucher: Type.Integer({ minimum: 1, maximum: 10_000, default: 1 }) })
    const lines = { summary: '申报明细', tags, params: Id, querystring: voucher, response: { 200: LinePage } }
    app.get('/submissions/:id/lines', { schema: lines }, async (request) => {
      const actor = await actorIn(request)
      const [{ id }, { voucher: part }] = [request.params, request.query]
      await door.ofSubmission(actor, 'filing.read', id, await cases.personsIn(actor, id, part))
      return cases.lines(actor, id, part)
    })

    const paging = Type.Object({
      page: Type.Integer({ minimum: 1, maximum: 100_000, default: 1 }),
      code: Type.Optional(Type.String({ maxLength: 80 })),
    })
    const paged = { summary: '未接受的行，逐页', tags, params: Id, querystring: paging, response: { 200: RefusedPage } }
    app.get('/submissions/:id/refused', { schema: paged }, async (request) => {
      const actor = await actorIn(request)
      await door.ofSubmission(actor, 'filing.read', request.params.id)
      return pages.page(actor, request.params.id, request.query.page, request.query.code)
    })

    app.get(
      '/submissions/:id/refused.csv',
      { schema: { summary: '下载未接受的行', tags, params: Id } },
      async (request, reply) => {
        const actor = await actorIn(request)
        await door.ofSubmission(actor, 'filing.read', request.params.id)
        const rows = await cases.refusedRows(actor, request.params.id)
        return reply
          .header('content-disposition', 'attachment; filename="refused.csv"')
          .type('text/csv; charset=utf-8')
          .send(refusedCsv(rows))
      },
    )
    await app.register(annotatedRoutes(ports, door, actorIn))
  }
}

/** 标注件：rows with their verdicts, and a look for everybody on them. */
function annotatedRoutes(
  ports: CollectionPorts,
  door: Door,
  actorIn: (request: FastifyRequest) => Promise<Actor>,
): FastifyPluginAsyncTypebox {
  const annotated = new AnnotatedService(ports)
  return async (app) => {
    const form = Type.Object({ as: Type.Optional(Type.Union([Type.Literal('csv'), Type.Literal('xlsx')])) })
    const copy = { summary: '下载标注件：原件各行及核验结果', tags, params: Id, querystring: form }
    app.get('/submissions/:id/annotated', { schema: copy }, async (request, reply) => {
      const actor = await actorIn(request)
      const { id } = request.params
      const looks = (persons: readonly string[]) => door.ofSubmission(actor, 'filing.read', id, persons)
      await looks([])
      const { fileName, mediaType, bytes } = await annotated.open(actor, id, request.query.as, looks)
      const name = encodeURIComponent(fileName)
      return reply
        .header('content-disposition', `attachment; filename="annotated"; filename*=UTF-8''${name}`)
        .type(mediaType)
        .send(Readable.from(bytes))
    })
  }
}
