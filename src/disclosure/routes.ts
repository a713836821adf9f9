import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { Uuid } from '../collection/contract.js'
import {
  ApplyArrangement,
  ArrangementList,
  DecideArrangement,
  EnterRecipient,
  PARTNER_PATH,
  PartnerAnswer,
  PartnerQuery,
  RecipientActName,
  RecipientList,
  RecipientNote,
  RevokeArrangement,
} from './arrangement-contract.js'
import { ArrangementService } from './arrangement-service.js'
import { CallService } from './call-service.js'
import {
  AcknowledgeInquiry,
  BasisList,
  DecideInquiry,
  InquiryDetail,
  InquiryList,
  ReceivedInquiries,
  ReceiveInquiry,
  SendLetter,
  SupplementInquiry,
  WidenInquiry,
} from './contract.js'
import { DecideService } from './decide-service.js'
import { ExecuteService } from './execute-service.js'
import { InquiryService } from './inquiry-service.js'
import type { DisclosurePorts } from './ports.js'
import { RecipientService } from './recipient-service.js'
import {
  EntryDetail,
  Evidence,
  RegisterCheck,
  RegisterCheckQuery,
  RegisterExport,
  RegisterList,
  RegisterQuery,
} from './register-contract.js'
import { RegisterService } from './register-service.js'

const tags = ['查询与使用']
const Id = Type.Object({ id: Uuid })

/** 查询与使用各地址，on the staff listener. */
export function disclosureRoutes(ports: DisclosurePorts): FastifyPluginAsyncTypebox {
  return async (app) => {
    await app.register(inquiryRoutes(ports))
    await app.register(stepRoutes(ports))
    await app.register(arrangementRoutes(ports))
    await app.register(registerRoutes(ports))
  }
}

function inquiryRoutes(ports: DisclosurePorts): FastifyPluginAsyncTypebox {
  const inquiries = new InquiryService(ports)
  return async (app) => {
    const bases = { summary: '查询依据目录', tags, response: { 200: BasisList } }
    app.get('/desk/inquiry-bases', { schema: bases }, async (request) => {
      await request.actorIn('staff')
      return inquiries.bases()
    })

    const list = { summary: '查询案件', tags, response: { 200: InquiryList } }
    app.get('/desk/inquiries', { schema: list }, async (request) => inquiries.list(await request.actorIn('staff')))

    const receive = { summary: '收受查询申请', tags, body: ReceiveInquiry, response: { 200: ReceivedInquiries } }
    app.post('/desk/inquiries', { schema: receive }, async (request) =>
      inquiries.receive(await request.actorIn('staff'), request.body),
    )

    const one = { summary: '一件查询案件', tags, params: Id, response: { 200: InquiryDetail } }
    app.get('/desk/inquiries/:id', { schema: one }, async (request) =>
      inquiries.show(await request.actorIn('staff'), request.params.id),
    )

    const params = Type.Object({ id: Uuid, output: Uuid })
    const file = { summary: '查询结果或告知书（PDF）', tags, params, produces: ['application/pdf'] }
    app.get('/desk/inquiries/:id/outputs/:output', { schema: file }, async (request, reply) => {
      const { id, output } = request.params
      const pdf = await inquiries.output(await request.actorIn('staff'), id, output)
      return reply
        .header('content-disposition', `inline; filename="${output}.pdf"`)
        .header('cache-control', 'no-store')
        .type('application/pdf')
        .send(pdf)
    })
  }
}

function stepRoutes(ports: DisclosurePorts): FastifyPluginAsyncTypebox {
  const inquiries = new InquiryService(ports)
  const [deciding, executing] = [new DecideService(ports, inquiries), new ExecuteService(ports, inquiries)]
  const step = (summary: string) => ({ summary, tags, params: Id, response: { 200: InquiryDetail } })
  return async (app) => {
    app.post(
      '/desk/inquiries/:id/supplement',
      { schema: { ...step('补收材料'), body: SupplementInquiry } },
      async (request) => inquiries.supplement(await request.actorIn('staff'), request.params.id, request.body),
    )
    app.post(
      '/desk/inquiries/:id/widen',
      { schema: { ...step('增加对象或内容，须重新批准'), body: WidenInquiry } },
      async (request) => inquiries.widen(await request.actorIn('staff'), request.params.id, request.body),
    )
    app.post(
      '/desk/inquiries/:id/decide',
      { schema: { ...step('决定提供或者不予提供'), body: DecideInquiry } },
      async (request) => deciding.decide(await request.actorIn('staff'), request.params.id, request.body),
    )
    app.post('/desk/inquiries/:id/execute', { schema: step('照批准办理，生成结果并登记') }, async (request) =>
      executing.execute(await request.actorIn('staff'), request.params.id),
    )
    app.post(
      '/desk/inquiries/:id/send',
      { schema: { ...step('登记告知书的送达'), body: SendLetter } },
      async (request) => inquiries.send(await request.actorIn('staff'), request.params.id, request.body),
    )
    app.post(
      '/desk/inquiries/:id/acknowledge',
      { schema: { ...step('登记对方的签收与承诺'), body: AcknowledgeInquiry } },
      async (request) => inquiries.acknowledge(await request.actorIn('staff'), request.params.id, request.body),
    )
  }
}

function arrangementRoutes(ports: DisclosurePorts): FastifyPluginAsyncTypebox {
  const [recipients, arrangements] = [new RecipientService(ports), new ArrangementService(ports)]
  const Recipient = Type.Object({ recipient: EnterRecipient.properties.recipient })
  const ofRecipient = { tags, response: { 200: RecipientList } }
  const ofArrangement = { tags, response: { 200: ArrangementList } }
  return async (app) => {
    app.get('/desk/recipients', { schema: { summary: '对方登记', ...ofRecipient } }, async (request) =>
      recipients.list(await request.actorIn('staff')),
    )
    app.post(
      '/desk/recipients',
      { schema: { summary: '登记对方', ...ofRecipient, body: EnterRecipient } },
      async (request) => recipients.enter(await request.actorIn('staff'), request.body),
    )
    app.post(
      '/desk/recipients/:recipient/:act',
      {
        schema: {
          ...{ summary: '对方的协议、承诺、误用报告、停用与恢复', ...ofRecipient, body: RecipientNote },
          params: Type.Composite([Recipient, Type.Object({ act: RecipientActName })]),
        },
      },
      async (request) => {
        const { recipient, act } = request.params
        return recipients.note(await request.actorIn('staff'), recipient, act, request.body)
      },
    )
    const evidence = { summary: '对方的证据包', tags, params: Recipient, response: { 200: Evidence } }
    app.get('/desk/recipients/:recipient/evidence', { schema: evidence }, async (request) =>
      recipients.evidence(await request.actorIn('staff'), request.params.recipient),
    )
    app.get('/desk/arrangements', { schema: { summary: '长期查询安排', ...ofArrangement } }, async (request) =>
      arrangements.list(await request.actorIn('staff')),
    )
    app.post(
      '/desk/arrangements',
      { schema: { summary: '登记长期查询安排的申请', ...ofArrangement, body: ApplyArrangement } },
      async (request) => arrangements.apply(await request.actorIn('staff'), request.body),
    )
    app.post(
      '/desk/arrangements/:id/decide',
      { schema: { summary: '批准长期查询安排', ...ofArrangement, params: Id, body: DecideArrangement } },
      async (request) => arrangements.decide(await request.actorIn('staff'), request.params.id, request.body),
    )
    app.post(
      '/desk/arrangements/:id/revoke',
      { schema: { summary: '撤销长期查询安排，立即生效', ...ofArrangement, params: Id, body: RevokeArrangement } },
      async (request) => arrangements.revoke(await request.actorIn('staff'), request.params.id, request.body.note),
    )
  }
}

function registerRoutes(ports: DisclosurePorts): FastifyPluginAsyncTypebox {
  const register = new RegisterService(ports)
  return async (app) => {
    const list = { summary: '查询登记簿', tags, querystring: RegisterQuery, response: { 200: RegisterList } }
    app.get('/desk/query-register', { schema: list }, async (request) =>
      register.search(await request.actorIn('staff'), request.query),
    )
    const file = { summary: '导出登记簿（CSV）', tags, querystring: RegisterExport, produces: ['text/csv'] }
    app.get('/desk/query-register/export', { schema: file }, async (request, reply) => {
      const text = await register.export(await request.actorIn('staff'), request.query)
      return reply
        .header('content-disposition', 'attachment; filename="query-register.csv"')
        .type('text/csv; charset=utf-8')
        .send(text)
    })
    const check = {
      summary: '逐日核对：提供之数与登记之数',
      ...{ tags, querystring: RegisterCheckQuery, response: { 200: RegisterCheck } },
    }
    app.get('/desk/query-register/check', { schema: check }, async (request) => {
      const { from, through } = request.query
      return register.check(await request.actorIn('staff'), from, through)
    })
    const one = { summary: '登记簿的一条', tags, params: Id, response: { 200: EntryDetail } }
    app.get('/desk/query-register/:id', { schema: one }, async (request) =>
      register.show(await request.actorIn('staff'), request.params.id),
    )
  }
}

/** 长期安排的接口，on the public listener. No session: the signature says who asks, the arrangement what for. */
export function partnerRoutes(ports: DisclosurePorts): FastifyPluginAsyncTypebox {
  const calls = new CallService(ports)
  return async (app) => {
    const schema = {
      summary: '长期安排的接口：逐件查询',
      description:
        '凭安排所登记的 SM2 密钥签名。被签文字为以下各行，以换行相接：quanyi-partner/1、arrangement、at、nonce、ownCase、identityNumber、fullName。签名为 r‖s 64 字节或 DER，base64。nonce 只可用一次；at 与系统时间相差不得超过设定的分钟数。每次调用计入配额并登记。见 docs/partner-api.md。',
      ...{ tags: ['对方接口'], body: PartnerQuery, response: { 200: PartnerAnswer } },
    }
    app.post(PARTNER_PATH, { schema }, async (request) => calls.call(request.body, request.ip))
  }
}
