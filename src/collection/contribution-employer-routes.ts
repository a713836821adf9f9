import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type { FastifyRequest } from 'fastify'
import type { Actor } from '../access/actor.js'
import type { Gate } from '../access/gate-service.js'
import { PaperView } from '../archive/contract.js'
import { periodOfDay } from '../kernel/day.js'
import { parsePeriod } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import type { Channel } from '../policy/standard-field.js'
import { BaseSheet, DeclareRequest, MyWages, WageAnswer, WagesRead, WagesRequest } from './base-contract.js'
import { BaseDeclaringService } from './base-declaring-service.js'
import { BaseSheetService } from './base-sheet-service.js'
import { SubmissionDetail } from './contract.js'
import { Door } from './door-service.js'
import { FromBasesRequest, Roster, RosterQuery } from './dues-contract.js'
import { DuesService } from './dues-service.js'
import { FilingPreview } from './filing-contract.js'
import type { CollectionPorts } from './ports.js'
import { seasonNotOpen } from './refusals-contribution.js'
import { RosterService } from './roster-service.js'
import { StaffChangePreview, StaffChangeRequest } from './staff-change-contract.js'
import { StaffChangeService } from './staff-change-service.js'
import { uploaded } from './uploaded.js'

/** 谁为哪个单位办：an operator for the own one, the front desk for one that it names. */
type Whose = (request: FastifyRequest) => Promise<Actor & { readonly employerId: string }>

const tags = ['单位缴费业务']
const OF_EMPLOYER = Type.Object(
  { creditCode: Type.String({ minLength: 1, maxLength: 18 }) },
  { additionalProperties: false },
)

/** 单位端：the yearly season, dues from it, joins and leaves. Mounted under /api of the public listener. */
export function contributionEmployerRoutes(ports: CollectionPorts, gate: Gate): FastifyPluginAsyncTypebox {
  const whose: Whose = async (request) => {
    const actor = await request.actorIn('operator')
    return { ...actor, employerId: actor.employerId ?? '0' }
  }
  return async (app) => {
    await app.register(citizenRoutes(ports, gate))
    await app.register(seasonRoutes(ports, gate, { whose, base: '', query: undefined, channel: 'employer' }))
    await app.register(rosterRoutes(ports, gate, { whose, base: '', query: undefined, channel: 'employer' }))
    await app.register(changeRoutes(ports, gate, { whose, base: '', query: undefined, channel: 'employer' }))
  }
}

/** 窗口：the same for an employer at the counter, named by its credit code. */
export function contributionCounterRoutes(ports: CollectionPorts, gate: Gate): FastifyPluginAsyncTypebox {
  const door = new Door(ports, gate)
  const whose: Whose = async (request) => {
    const actor = await request.actorIn('staff')
    const { creditCode } = request.query as { creditCode: string }
    return { ...actor, employerId: await door.employerIdOf(creditCode) }
  }
  return async (app) => {
    await app.register(seasonRoutes(ports, gate, { whose, base: '/desk', query: OF_EMPLOYER, channel: 'form' }))
    await app.register(rosterRoutes(ports, gate, { whose, base: '/desk', query: OF_EMPLOYER, channel: 'form' }))
    await app.register(changeRoutes(ports, gate, { whose, base: '/desk', query: OF_EMPLOYER, channel: 'form' }))
  }
}

interface Side {
  readonly whose: Whose
  readonly base: string
  readonly query: typeof OF_EMPLOYER | undefined
  readonly channel: Channel
}

const asked = ({ query }: Side) => (query === undefined ? {} : { querystring: query })

function citizenRoutes(ports: CollectionPorts, gate: Gate): FastifyPluginAsyncTypebox {
  const [declares, door] = [new BaseDeclaringService(ports), new Door(ports, gate)]
  return async (app) => {
    const mine = { summary: '单位为我申报的工资', tags: ['本人'], response: { 200: MyWages } }
    app.get('/my/declared-wages', { schema: mine }, async (request) => {
      const actor = await request.actorIn('citizen')
      await door.ofOwnRecord(actor, 'record.read')
      return declares.mine(actor)
    })

    const answer = { summary: '确认或提出异议', tags: ['本人'], body: WageAnswer, response: { 200: MyWages } }
    app.post('/my/declared-wages', { schema: answer, attachValidation: true }, async (request) => {
      const actor = await request.actorIn('citizen')
      await door.ofOwnRecord(actor, 'wage.answer')
      door.within(request, 'wageAnswer', 'citizen')
      return declares.answer(actor, request.body)
    })
  }
}

function seasonRoutes(ports: CollectionPorts, gate: Gate, side: Side): FastifyPluginAsyncTypebox {
  const [sheets, declares, door] = [new BaseSheetService(ports), new BaseDeclaringService(ports), new Door(ports, gate)]
  const { whose, base, channel } = side
  return async (app) => {
    const show = { summary: '年度缴费工资申报表', tags, ...asked(side), response: { 200: BaseSheet } }
    app.get(`${base}/base-season`, { schema: show }, async (request) => {
      const actor = await whose(request)
      await door.ofEmployer(actor, 'employer.staff', actor.employerId)
      const { persons, sheet } = await sheets.sheet(actor.employerId)
      await door.ofStaff(actor, 'employer.staff', actor.employerId, persons)
      return sheet
    })

    const enter = { summary: '填报工资', tags, ...asked(side), body: WagesRequest, response: { 200: BaseSheet } }
    app.post(`${base}/base-season/wages`, { schema: enter, attachValidation: true }, async (request) => {
      const actor = await whose(request)
      await door.ofEmployer(actor, 'filing.submit', actor.employerId)
      door.within(request, 'baseDeclaration', channel)
      return sheets.enter(actor, actor.employerId, request.body)
    })

    const file = { summary: '按文件填报工资', tags, ...asked(side), response: { 200: WagesRead } }
    app.post(`${base}/base-season/file`, { schema: file }, async (request) => {
      const actor = await whose(request)
      await door.ofEmployer(actor, 'filing.submit', actor.employerId)
      const { bytes, field } = await uploaded(request)
      return sheets.upload(actor, actor.employerId, yearIn(field('payYear')), bytes)
    })

    const vouch = { summary: '以签名表担保', tags, ...asked(side), response: { 200: BaseSheet } }
    app.post(`${base}/base-season/vouch`, { schema: vouch }, async (request) => {
      const actor = await whose(request)
      await door.ofEmployer(actor, 'filing.submit', actor.employerId)
      const { bytes, field } = await uploaded(request)
      return sheets.vouch(actor, actor.employerId, yearIn(field('payYear')), bytes)
    })

    const submit = {
      summary: '提交年度申报',
      tags,
      ...asked(side),
      body: DeclareRequest,
      response: { 200: SubmissionDetail },
    }
    app.post(`${base}/base-season/submit`, { schema: submit }, async (request) => {
      const actor = await whose(request)
      await door.ofEmployer(actor, 'filing.submit', actor.employerId)
      return declares.submit(actor, actor.employerId, request.body)
    })
  }
}

/** What is no year is a season that is not open. */
function yearIn(text: string): number {
  if (!/^\d{4}$/.test(text)) throw new Refusal(seasonNotOpen, { payYear: 0, opens: '', current: 0 })
  return Number(text)
}

function rosterRoutes(ports: CollectionPorts, gate: Gate, side: Side): FastifyPluginAsyncTypebox {
  const [rosters, dues] = [new RosterService(ports), new DuesService(ports)]
  const door = new Door(ports, gate)
  const { whose, base } = side
  return async (app) => {
    const query = Type.Composite([RosterQuery, side.query ?? Type.Object({})], { additionalProperties: false })
    const roster = { summary: '职工名册与在办的增减员', tags, querystring: query, response: { 200: Roster } }
    app.get(`${base}/roster`, { schema: roster }, async (request) => {
      const actor = await whose(request)
      await door.ofEmployer(actor, 'employer.staff', actor.employerId)
      const month = (request.query as { month?: string }).month
      const period = month === undefined ? periodOfDay(ports.clock.today()) : parsePeriod(month)
      const { persons, answer } = await rosters.show(actor.employerId, period)
      await door.ofStaff(actor, 'employer.staff', actor.employerId, persons)
      return answer
    })

    const propose = {
      summary: '按申报工资生成应缴',
      tags,
      ...asked(side),
      body: FromBasesRequest,
      response: { 200: FilingPreview },
    }
    app.post(`${base}/filings/from-bases`, { schema: propose }, async (request) => {
      const actor = await whose(request)
      await door.ofEmployer(actor, 'filing.submit', actor.employerId)
      return dues.propose(actor, actor.employerId, request.body)
    })
  }
}

function changeRoutes(ports: CollectionPorts, gate: Gate, side: Side): FastifyPluginAsyncTypebox {
  const [changes, door] = [new StaffChangeService(ports), new Door(ports, gate)]
  const { whose, base, channel } = side
  return async (app) => {
    const preview = {
      summary: '增减员：预览',
      tags,
      ...asked(side),
      body: StaffChangeRequest,
      response: { 200: StaffChangePreview },
    }
    app.post(`${base}/staff-changes/preview`, { schema: preview, attachValidation: true }, async (request) => {
      const actor = await whose(request)
      await door.ofEmployer(actor, 'filing.submit', actor.employerId)
      door.within(request, 'staffChange', channel)
      const { changes: given, documentId } = request.body
      const found = await changes.preview(actor, actor.employerId, given, documentId)
      await door.ofStaff(actor, 'filing.submit', actor.employerId, found.persons)
      return found.preview
    })

    const file = { summary: '增减员：按文件预览', tags, ...asked(side), response: { 200: StaffChangePreview } }
    app.post(`${base}/staff-changes/file`, { schema: file }, async (request) => {
      const actor = await whose(request)
      await door.ofEmployer(actor, 'filing.submit', actor.employerId)
      const found = await changes.read(actor, actor.employerId, (await uploaded(request)).bytes)
      await door.ofStaff(actor, 'filing.submit', actor.employerId, found.persons)
      return found.preview
    })

    const paper = { summary: '增减员：证明', tags, ...asked(side), response: { 200: PaperView } }
    app.post(`${base}/staff-changes/paper`, { schema: paper }, async (request) => {
      const actor = await whose(request)
      await door.ofEmployer(actor, 'filing.submit', actor.employerId)
      return changes.receive(actor.employerId, (await uploaded(request)).bytes)
    })

    const send = {
      summary: '增减员：报送',
      tags,
      ...asked(side),
      body: StaffChangeRequest,
      response: { 200: SubmissionDetail },
    }
    app.post(`${base}/staff-changes`, { schema: send, attachValidation: true }, async (request) => {
      const actor = await whose(request)
      await door.ofEmployer(actor, 'filing.submit', actor.employerId)
      door.within(request, 'staffChange', channel)
      return changes.send(actor, actor.employerId, request.body)
    })
  }
}
