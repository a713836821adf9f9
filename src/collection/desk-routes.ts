import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type { FastifyRequest } from 'fastify'
import { organisationOf } from '../access/actor.js'
import type { Gate } from '../access/gate-service.js'
import { PaperView } from '../archive/contract.js'
import { parsePeriod } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import { CaseService } from './case-service.js'
import { CompareService } from './compare-service.js'
import { contentRoutes } from './content-routes.js'
import { PassRequest, PeriodText, ReturnRequest, SubmissionDetail, SubmissionList, Uuid } from './contract.js'
import { Door } from './door-service.js'
import { EmployerMonths, FilingPreview, SubmitRequest } from './filing-contract.js'
import { FilingService } from './filing-service.js'
import { FollowService } from './follow-service.js'
import { ImportJob } from './import-contract.js'
import { importRoutes } from './import-routes.js'
import { ImportService } from './import-service.js'
import { isKept, received } from './import-upload.js'
import { LateFeeService } from './late-fee-service.js'
import { legacyRoutes } from './legacy-routes.js'
import { CloseTask, LateFees, LevyPreview, SuspenseList, Task, TaskList } from './levy-contract.js'
import { LevyService } from './levy-service.js'
import type { CollectionPorts } from './ports.js'
import { submissionRoutes } from './public-routes.js'
import { fieldsFirst } from './refusals.js'
import { Comparison } from './review-contract.js'
import { ReviewService } from './review-service.js'
import { TaskService } from './task-service.js'
import { type Uploaded, uploaded } from './uploaded.js'
import { WorkListService } from './work-list-service.js'

const Id = Type.Object({ id: Uuid })
/** 待续办的，of all submissions of the agency: what this person goes on with. */
const ListQuery = Type.Object({ standing: Type.Optional(Type.Literal('unfinished')) }, { additionalProperties: false })
const tags = ['经办']

/** 经办台：inbox, review, levy results, tasks. Mounted under /api of the staff listener. */
export function deskRoutes(ports: CollectionPorts, gate: Gate): FastifyPluginAsyncTypebox {
  const door = new Door(ports, gate)
  return async (app) => {
    await app.register(submissionRoutes(ports, gate, (request) => request.actorIn('staff')))
    await app.register(importRoutes(ports, gate, (request) => request.actorIn('staff')))
    await app.register(legacyRoutes(ports, gate))
    await app.register(reviewRoutes(ports, door))
    await app.register(contentRoutes(ports, door))
    await app.register(levyRoutes(ports, door))
    await app.register(counterRoutes(ports, door))
  }
}

function reviewRoutes(ports: CollectionPorts, door: Door): FastifyPluginAsyncTypebox {
  const [reviews, cases, compares] = [new ReviewService(ports), new CaseService(ports), new CompareService(ports)]
  const lists = new WorkListService(ports)
  return async (app) => {
    app.get(
      '/desk/inbox',
      { schema: { summary: '待我办理', tags, response: { 200: SubmissionList } } },
      async (request) => {
        const actor = await request.actorIn('staff')
        await door.ofAgency(actor, 'filing.read')
        return lists.inbox(actor)
      },
    )

    const all = { summary: '本机构的报送', tags, querystring: ListQuery, response: { 200: SubmissionList } }
    app.get('/desk/submissions', { schema: all }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'filing.read')
      if (request.query.standing === 'unfinished') return lists.unfinished(actor)
      return cases.list(actor, [organisationOf(actor)])
    })

    const compare = { summary: '差异视图', tags, params: Id, response: { 200: Comparison } }
    app.get('/desk/submissions/:id/compare', { schema: compare }, async (request) => {
      const actor = await request.actorIn('staff')
      const { persons, comparison } = await compares.compareWith(actor, request.params.id)
      await door.ofSubmission(actor, 'filing.read', request.params.id, persons)
      return comparison
    })

    const pass = { summary: '通过', tags, params: Id, body: PassRequest, response: { 200: SubmissionDetail } }
    app.post('/desk/submissions/:id/pass', { schema: pass }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofStage(actor, request.params.id, request.body.stage)
      return reviews.pass(actor, request.params.id, request.body)
    })

    const back = { summary: '退回', tags, params: Id, body: ReturnRequest, response: { 200: SubmissionDetail } }
    app.post('/desk/submissions/:id/return', { schema: back }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofStage(actor, request.params.id, request.body.stage)
      return reviews.return(actor, request.params.id, request.body)
    })
  }
}

function levyRoutes(ports: CollectionPorts, door: Door): FastifyPluginAsyncTypebox {
  const [levies, tasks, fees] = [new LevyService(ports), new TaskService(ports), new LateFeeService(ports)]
  return async (app) => {
    const upload = { summary: '接收征收结果并预览', tags, response: { 200: LevyPreview, 202: ImportJob } }
    app.post('/desk/levy-results', { schema: upload }, async (request, reply) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'levy.submit')
      const file = await received(ports, request)
      if (!isKept(file)) return levies.upload(actor, file)
      const plan = { form: 'levy', fileName: file.fileName } as const
      return reply.code(202).send(await new ImportService(ports).begin(actor, plan, file.kept))
    })

    const submit = {
      summary: '提交征收结果',
      tags,
      params: Id,
      body: SubmitRequest,
      response: { 200: SubmissionDetail },
    }
    app.post('/desk/levy-results/:id/submit', { schema: submit }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'levy.submit')
      return levies.submit(actor, request.params.id, request.body)
    })

    const late = { summary: '滞纳金的预览', tags, params: Id, response: { 200: LateFees } }
    app.get('/desk/levy-results/:id/late-fees', { schema: late }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofSubmission(actor, 'filing.read', request.params.id)
      return fees.preview(actor, request.params.id)
    })

    await app.register(taskRoutes(door, levies, tasks))
  }
}

function taskRoutes(door: Door, levies: LevyService, tasks: TaskService): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/desk/suspense',
      { schema: { summary: '待认领', tags, response: { 200: SuspenseList } } },
      async (request) => {
        const actor = await request.actorIn('staff')
        await door.ofAgency(actor, 'suspense.read')
        return levies.suspense(actor)
      },
    )

    const state = Type.Object({
      state: Type.Union([Type.Literal('open'), Type.Literal('closed')], { default: 'open' }),
    })
    const list = { summary: '任务', tags, querystring: state, response: { 200: TaskList } }
    app.get('/desk/tasks', { schema: list }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'task.read')
      return tasks.list(actor, request.query.state === 'open')
    })

    const close = { summary: '办结任务', tags, params: Id, body: CloseTask, response: { 200: Task } }
    app.post('/desk/tasks/:id/close', { schema: close }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'task.close', request.body.outcome)
      return tasks.close(actor, request.params.id, request.body)
    })
  }
}

/** What the front desk does for an employer at the counter, and with papers. */
function counterRoutes(ports: CollectionPorts, door: Door): FastifyPluginAsyncTypebox {
  const filings = new FilingService(ports)
  const staffOf = (request: FastifyRequest) => request.actorIn('staff')
  return async (app) => {
    const upload = { summary: '前台代收申报并预览', tags, response: { 200: FilingPreview, 202: ImportJob } }
    app.post('/desk/filings', { schema: upload }, async (request, reply) => {
      const actor = await staffOf(request)
      let asked = false
      const employerOf = async (field: Uploaded['field']) => {
        const given = field('employerId')
        const employerId = given === '' ? await door.employerIdOf(field('creditCode')) : idOrNobody(given)
        if (!asked) await door.ofEmployer(actor, 'filing.submit', employerId)
        asked = true
        return employerId
      }
      // A large file is stored as it comes in: whose it is has to be known, and allowed, before that.
      const file = await received(ports, request, async (field) => {
        if (field('employerId') === '' && field('creditCode') === '') throw new Refusal(fieldsFirst, {})
        await employerOf(field)
      })
      const { fileName, field } = file
      const employerId = await employerOf(field)
      const filing = { employerId, settlementMonth: parsePeriod(field('settlementMonth')), fileName }
      if (!isKept(file)) return filings.upload(actor, { ...filing, bytes: file.bytes })
      return reply.code(202).send(await new ImportService(ports).begin(actor, { form: 'filing', ...filing }, file.kept))
    })

    const many = {
      summary: '多单位申报：每行写明单位，上传并预览',
      tags,
      response: { 200: FilingPreview, 202: ImportJob },
    }
    app.post('/desk/filings/many', { schema: many }, async (request, reply) => {
      const actor = await staffOf(request)
      await door.ofAgency(actor, 'entry.submit')
      const file = await received(ports, request)
      const asked = { settlementMonth: parsePeriod(file.field('settlementMonth')), fileName: file.fileName }
      if (!isKept(file)) return filings.uploadMany(actor, { ...asked, bytes: file.bytes })
      return reply.code(202).send(await new ImportService(ports).begin(actor, { form: 'filings', ...asked }, file.kept))
    })

    const submit = {
      summary: '提交代收的申报',
      tags,
      params: Id,
      body: SubmitRequest,
      response: { 200: SubmissionDetail },
    }
    app.post('/desk/filings/:id/submit', { schema: submit }, async (request) => {
      const actor = await staffOf(request)
      await door.ofAgency(actor, 'entry.submit')
      return filings.submit(actor, request.params.id, request.body)
    })

    await app.register(followRoutes(ports, door))
  }
}

function followRoutes(ports: CollectionPorts, door: Door): FastifyPluginAsyncTypebox {
  const follows = new FollowService(ports)
  const staffOf = (request: FastifyRequest) => request.actorIn('staff')
  return async (app) => {
    const range = Type.Object({
      employerId: Type.String({ pattern: '^\\d{1,18}$' }),
      from: PeriodText,
      through: PeriodText,
    })
    const months = { summary: '单位各月应缴与实缴', tags, querystring: range, response: { 200: EmployerMonths } }
    app.get('/desk/employer/months', { schema: months }, async (request) => {
      const { employerId, from, through } = request.query
      await door.ofEmployer(await staffOf(request), 'employer.read', employerId)
      return follows.months(employerId, parsePeriod(from), parsePeriod(through))
    })

    app.post(
      '/desk/papers',
      { schema: { summary: '接收原始资料', tags, response: { 200: PaperView } } },
      async (request) => {
        const actor = await staffOf(request)
        await door.ofAgency(actor, 'entry.submit')
        const { bytes, fileName } = await uploaded(request)
        return ports.papers.receive(organisationOf(actor), 'attachment', bytes, { fileName })
      },
    )
  }
}

/** What is no number names nobody, and the gate refuses it. */
function idOrNobody(given: string): string {
  return /^\d{1,18}$/.test(given) ? given : '0'
}
