import { timingSafeEqual } from 'node:crypto'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { csrfMissing } from '../access/refusals.js'
import { csrfOf } from '../access/secrets.js'
import { NO_STORE } from '../access/security-headers.js'
import { requestWithin, requirePlace } from '../collection/standard-gate.js'
import { Refusal } from '../kernel/refusal.js'
import { KioskContactService } from './kiosk-contact-service.js'
import {
  DigitsBody,
  EnterBody,
  JoinBody,
  KIOSK_PATHS,
  KioskContact,
  KioskContactBody,
  KioskContent,
  KioskObjection,
  KioskPapers,
  KioskProofBody,
  KiosksAnswer,
  KioskVisit,
  LeaveBody,
  ObjectionRaised,
  PrintBody,
  RegisterBody,
  Registered,
  TerminalAnswer,
  TerminalParams,
  TopicParams,
  YearBody,
} from './kiosk-contract.js'
import type { Visitor } from './kiosk-paper-service.js'
import { KioskService } from './kiosk-service.js'
import type { ChannelPorts } from './ports.js'
import { TerminalService } from './terminal-service.js'

const tags = ['自助终端']
const Pdf = Type.Unsafe<Uint8Array>({ type: 'string', format: 'binary', description: 'application/pdf' })

/** Cookies of their own: a visit at a terminal is no session of the web, and the other way round. */
export interface KioskCookies {
  readonly secure: boolean
  readonly origins: readonly string[]
}

/** 自助终端用的接口，on the public listener. */
export function kioskRoutes(ports: ChannelPorts, cookies: KioskCookies): FastifyPluginAsyncTypebox {
  const kiosk = new KioskService(ports)
  const door = new KioskDoor(kiosk, cookies)
  return async (app) => {
    app.addHook('onSend', async (_request, reply) => {
      reply.headers(NO_STORE)
    })
    const terminal = { tags, response: { 200: TerminalAnswer } }
    app.get(KIOSK_PATHS.terminal, { schema: { ...terminal, summary: '这台终端' } }, (request) =>
      kiosk.terminals.tell(door.key(request)),
    )
    app.post(
      KIOSK_PATHS.terminal,
      { schema: { ...terminal, summary: '以启用码启用这台终端', body: JoinBody } },
      async (request, reply) => {
        door.refuseForeign(request)
        const key = await kiosk.terminals.join(request.body.code)
        door.give(reply, 'terminal', key, TEN_YEARS)
        return kiosk.terminals.tell(key)
      },
    )
    const enter = { summary: '放卡并输入查询密码', tags, body: EnterBody, response: { 200: KioskVisit } }
    app.post(KIOSK_PATHS.enter, { schema: enter }, async (request, reply) => {
      door.refuseForeign(request)
      const { token, ...visit } = await kiosk.enter(door.key(request), request.body)
      door.give(reply, 'kiosk', token)
      return visit
    })
    const none = { 204: Type.Null() }
    app.post(KIOSK_PATHS.stay, { schema: { summary: '还在办理', tags, response: none } }, async (request, reply) => {
      await kiosk.stay(await door.visitor(request))
      return reply.code(204).send(null)
    })
    app.post(
      KIOSK_PATHS.leave,
      { schema: { summary: '结束，清除一切', tags, body: LeaveBody, response: none } },
      async (request, reply) => {
        const visitor = await door.visitor(request)
        await kiosk.leave(visitor, request.body.reason)
        door.take(reply, 'kiosk')
        return reply.code(204).header('clear-site-data', '"cache", "storage"').send(null)
      },
    )
    await app.register(visitRoutes(ports, kiosk, door))
  }
}

function visitRoutes(ports: ChannelPorts, kiosk: KioskService, door: KioskDoor): FastifyPluginAsyncTypebox {
  return async (app) => {
    const content = { summary: '本人的缴费、待遇', tags, params: TopicParams, response: { 200: KioskContent } }
    app.get(KIOSK_PATHS.content, { schema: content }, async (request) =>
      kiosk.shown(await door.visitor(request), request.params.topic),
    )
    const papers = { tags, response: { 200: KioskPapers } }
    app.get(KIOSK_PATHS.statements, { schema: { ...papers, summary: '可打印的证明' } }, async (request) =>
      kiosk.papers.list(await door.visitor(request)),
    )
    app.post(
      KIOSK_PATHS.statements,
      { schema: { ...papers, summary: '出具一年的权益记录单', body: YearBody } },
      async (request) => kiosk.papers.statement(await door.visitor(request), request.body.year),
    )
    app.post(
      KIOSK_PATHS.proofs,
      { schema: { ...papers, summary: '出具参保缴费证明', body: KioskProofBody } },
      async (request) => kiosk.papers.proof(await door.visitor(request), request.body.year),
    )
    const nothing = Type.Object({}, { additionalProperties: false })
    app.post(
      KIOSK_PATHS.benefitProofs,
      { schema: { ...papers, summary: '出具待遇享受证明', body: nothing } },
      async (request) => kiosk.papers.benefitProof(await door.visitor(request)),
    )
    app.post(
      KIOSK_PATHS.failed,
      { schema: { ...papers, summary: '这一份没有打出来', body: PrintBody } },
      async (request) => kiosk.papers.failed(await door.visitor(request), request.body.serial),
    )
    const prints = {
      summary: '打印一份：逐份计数',
      tags,
      body: PrintBody,
      produces: ['application/pdf'],
      response: { 200: Pdf },
    }
    app.post(KIOSK_PATHS.prints, { schema: prints }, async (request, reply) => {
      const pdf = await kiosk.papers.print(await door.visitor(request), request.body.serial)
      return reply.type('application/pdf').send(Buffer.from(pdf)) as unknown as Uint8Array
    })
    const object = { summary: '提出异议', tags, body: KioskObjection, response: { 201: ObjectionRaised } }
    app.post(KIOSK_PATHS.objections, { schema: object }, async (request, reply) =>
      reply.code(201).send(await kiosk.object(await door.visitor(request), request.body)),
    )
    await app.register(contactRoutes(ports, kiosk, door))
    const digits = { summary: '更改查询密码', tags, body: DigitsBody, response: { 204: Type.Null() } }
    app.put(KIOSK_PATHS.digits, { schema: digits }, async (request, reply) => {
      const visitor = await door.visitor(request)
      await kiosk.changeDigits(visitor, await kiosk.numberOf(visitor), request.body)
      return reply.code(204).send(null)
    })
  }
}

function contactRoutes(ports: ChannelPorts, kiosk: KioskService, door: KioskDoor): FastifyPluginAsyncTypebox {
  const contacts = new KioskContactService(ports, kiosk)
  return async (app) => {
    const contact = { tags, response: { 200: KioskContact } }
    app.get(KIOSK_PATHS.contact, { schema: { ...contact, summary: '现在的手机与送达方式' } }, async (request) =>
      contacts.show(await door.visitor(request)),
    )
    const change = { ...contact, summary: '变更手机与送达方式：即时保存', body: KioskContactBody }
    app.put(KIOSK_PATHS.contact, { schema: change, attachValidation: true }, async (request) => {
      const visitor = await door.visitor(request)
      requirePlace(request)
      await contacts.pass(visitor)
      const terms = { standard: ports.standard(), kind: 'contactChange', today: ports.clock.today() }
      requestWithin(request, { ...terms, channel: 'kiosk' })
      return contacts.change(visitor, request.body)
    })
  }
}

/** 登记终端，on the staff listener. */
export function terminalRoutes(ports: ChannelPorts): FastifyPluginAsyncTypebox {
  const terminals = new TerminalService(ports)
  return async (app) => {
    const all = { tags, response: { 200: KiosksAnswer } }
    app.get(KIOSK_PATHS.kiosks, { schema: { ...all, summary: '自助终端' } }, async (request) =>
      terminals.list(await request.actorIn('staff')),
    )
    app.post(
      KIOSK_PATHS.kiosks,
      { schema: { summary: '登记终端，发一次性启用码', tags, body: RegisterBody, response: { 200: Registered } } },
      async (request) => terminals.register(await request.actorIn('staff'), request.body),
    )
    const one = { ...all, params: TerminalParams }
    app.post(KIOSK_PATHS.kioskEnd, { schema: { ...one, summary: '停用终端' } }, async (request) =>
      terminals.end(await request.actorIn('staff'), request.params.terminal),
    )
    app.post(KIOSK_PATHS.kioskRefill, { schema: { ...one, summary: '加纸：重置可打印份数' } }, async (request) =>
      terminals.refill(await request.actorIn('staff'), request.params.terminal),
    )
  }
}

const TEN_YEARS = 10 * 365 * 24 * 3600

/** 终端之门：the key of the terminal and the visit, each in a cookie no script can read. */
class KioskDoor {
  constructor(
    private readonly kiosk: KioskService,
    private readonly cookies: KioskCookies,
  ) {}

  key(request: FastifyRequest): string | undefined {
    return request.cookies[this.name('terminal')]
  }

  async visitor(request: FastifyRequest): Promise<Visitor> {
    const token = request.cookies[this.name('kiosk')]
    const visitor = await this.kiosk.visitor(this.key(request), token)
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      this.refuseForeign(request)
      const given = Buffer.from(String(request.headers['x-quanyi-csrf'] ?? ''))
      const right = Buffer.from(csrfOf(visitor.token))
      if (given.length !== right.length || !timingSafeEqual(given, right)) throw new Refusal(csrfMissing, {})
    }
    return visitor
  }

  refuseForeign({ headers }: FastifyRequest): void {
    const { origin, 'sec-fetch-site': site } = headers
    const own =
      origin === undefined ? site === undefined || site === 'same-origin' : this.cookies.origins.includes(origin)
    if (!own) throw new Refusal(csrfMissing, {})
  }

  give(reply: FastifyReply, what: 'terminal' | 'kiosk', value: string, maxAge?: number): void {
    const { secure } = this.cookies
    const lasting = maxAge === undefined ? {} : { maxAge }
    reply.setCookie(this.name(what), value, { path: '/', httpOnly: true, sameSite: 'strict', secure, ...lasting })
  }

  take(reply: FastifyReply, what: 'terminal' | 'kiosk'): void {
    const { secure } = this.cookies
    reply.clearCookie(this.name(what), { path: '/', httpOnly: true, sameSite: 'strict', secure })
  }

  private name(what: 'terminal' | 'kiosk'): string {
    return this.cookies.secure ? `__Host-quanyi-${what}` : `quanyi-${what}`
  }
}
