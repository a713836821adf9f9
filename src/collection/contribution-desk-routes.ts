import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type { Gate } from '../access/gate-service.js'
import { BalanceService } from './balance-service.js'
import { Balance, BalanceQuery, BankPreview, SignRequest } from './bank-contract.js'
import { BankService } from './bank-service.js'
import { Candidates, ClaimQuery, ClaimRequest } from './claim-contract.js'
import { ClaimService } from './claim-service.js'
import { SubmissionDetail, Uuid } from './contract.js'
import { contributionCounterRoutes } from './contribution-employer-routes.js'
import { DepositQuery, DepositReversalRequest, DepositsFound } from './deposit-reversal-contract.js'
import { DepositReversalService } from './deposit-reversal-service.js'
import { Door } from './door-service.js'
import { SubmitRequest } from './filing-contract.js'
import type { CollectionPorts } from './ports.js'
import { EmployerEvents, EventCorrectionRequest, EventsQuery, ReliefRequest } from './relief-contract.js'
import { ReliefService } from './relief-service.js'
import { uploaded } from './uploaded.js'

const tags = ['缴费与基金']
const Id = Type.Object({ id: Uuid })
const again = Type.Object({ resubmits: Type.Optional(Uuid) })
const filed = { querystring: again, response: { 200: SubmissionDetail }, tags }

/** 经办端的缴费业务：claims of suspense, reliefs and what of employers is corrected, bank statements and the balance. */
export function contributionDeskRoutes(ports: CollectionPorts, gate: Gate): FastifyPluginAsyncTypebox {
  const door = new Door(ports, gate)
  return async (app) => {
    await app.register(contributionCounterRoutes(ports, gate))
    await app.register(claimRoutes(ports, door))
    await app.register(eventRoutes(ports, door))
    await app.register(fundRoutes(ports, door))
    await app.register(depositRoutes(ports, door))
  }
}

function claimRoutes(ports: CollectionPorts, door: Door): FastifyPluginAsyncTypebox {
  const claims = new ClaimService(ports)
  return async (app) => {
    const look = { summary: '待认领款项的候选', tags, querystring: ClaimQuery, response: { 200: Candidates } }
    app.get('/desk/suspense/candidates', { schema: look }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'entry.submit')
      const { persons, answer } = await claims.candidates(actor, request.query)
      await door.ofPersons(actor, 'entry.submit', async () => persons)
      return answer
    })

    app.post(
      '/desk/suspense-claims',
      { schema: { summary: '认领或退还待认领款项', body: ClaimRequest, ...filed }, attachValidation: true },
      async (request) => {
        const actor = await request.actorIn('staff')
        await door.ofAgency(actor, 'entry.submit')
        door.within(request, 'suspenseClaim')
        return claims.claim(actor, request.body, request.query.resubmits)
      },
    )
  }
}

function eventRoutes(ports: CollectionPorts, door: Door): FastifyPluginAsyncTypebox {
  const reliefs = new ReliefService(ports)
  return async (app) => {
    const list = {
      summary: '单位的缓缴、滞纳金、减免与核销',
      tags,
      querystring: EventsQuery,
      response: { 200: EmployerEvents },
    }
    app.get('/desk/employer-events', { schema: list }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofEmployer(actor, 'employer.read', await door.employerIdOf(request.query.creditCode))
      return reliefs.events(actor, request.query.creditCode)
    })

    app.post(
      '/desk/reliefs',
      { schema: { summary: '减免与核销', body: ReliefRequest, ...filed }, attachValidation: true },
      async (request) => {
        const actor = await request.actorIn('staff')
        await door.ofAgency(actor, 'entry.submit')
        door.within(request, 'relief')
        return reliefs.relieve(actor, request.body, request.query.resubmits)
      },
    )

    app.post(
      '/desk/employer-corrections',
      {
        schema: { summary: '红冲单位的缓缴、滞纳金、减免', body: EventCorrectionRequest, ...filed },
        attachValidation: true,
      },
      async (request) => {
        const actor = await request.actorIn('staff')
        await door.ofAgency(actor, 'correction.submit')
        door.within(request, 'employerCorrection')
        return reliefs.correct(actor, request.body, request.query.resubmits)
      },
    )
  }
}

function fundRoutes(ports: CollectionPorts, door: Door): FastifyPluginAsyncTypebox {
  const [banks, balances] = [new BankService(ports), new BalanceService(ports)]
  return async (app) => {
    const upload = { summary: '接收银行流水并预览', tags, response: { 200: BankPreview } }
    app.post('/desk/bank-statements', { schema: upload }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'bank.submit')
      return banks.upload(actor, await uploaded(request))
    })

    const submit = {
      summary: '提交银行流水',
      tags,
      params: Id,
      body: SubmitRequest,
      response: { 200: SubmissionDetail },
    }
    app.post('/desk/bank-statements/:id/submit', { schema: submit }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'bank.submit')
      return banks.submit(actor, request.params.id, request.body)
    })

    const show = { summary: '三方平衡', tags, querystring: BalanceQuery, response: { 200: Balance } }
    app.get('/desk/balance', { schema: show }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'balance.read')
      return balances.show(actor, request.query.month)
    })

    const sign = { summary: '签认月末平衡', tags, body: SignRequest, response: { 200: Balance } }
    app.post('/desk/balance/sign', { schema: sign }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'balance.sign')
      return balances.sign(actor, request.body)
    })
  }
}

/** 红冲一笔入账：found by its serial, applied for by the cashier. */
function depositRoutes(ports: CollectionPorts, door: Door): FastifyPluginAsyncTypebox {
  const reversals = new DepositReversalService(ports)
  return async (app) => {
    const look = { summary: '按流水号查专户入账', tags, querystring: DepositQuery, response: { 200: DepositsFound } }
    app.get('/desk/deposits', { schema: look }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'bank.submit')
      return reversals.find(actor, request.query.serial)
    })

    const reverse = { summary: '申请红冲一笔专户入账', body: DepositReversalRequest, ...filed }
    app.post('/desk/deposit-reversals', { schema: reverse }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'bank.submit')
      return reversals.reverse(actor, request.body, request.query.resubmits)
    })
  }
}
