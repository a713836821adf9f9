import { timingSafeEqual } from 'node:crypto'
import cookies from '@fastify/cookie'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '../kernel/refusal.js'
import { abilitiesOf } from './abilities.js'
import type { AccountService } from './account-service.js'
import { type Actor, type Channel, type Realm, signedInRealm } from './actor.js'
import type { SignedIn } from './begin-session-service.js'
import type { DraftKeyService } from './draft-key-service.js'
import type { Gate } from './gate-service.js'
import { PledgeAnswer, PledgeBody } from './pledge-contract.js'
import type { PledgeService } from './pledge-service.js'
import type { Presumed } from './presumed.js'
import { csrfMissing, intakeMalformed, sessionMissing } from './refusals.js'
import { switchedElsewhere } from './refusals-acting.js'
import { csrfOf } from './secrets.js'
import { NO_STORE } from './security-headers.js'
import { ActivationAnswer, ActivationBody, DraftKey, RealmQuery, SignInBody, Whoami } from './session-contract.js'
import type { SignInService } from './sign-in-service.js'
import { standsOf } from './stands.js'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** 未签保密承诺书也可以用的：showing who is signed in, and signing it. */
    unpledged?: true
  }
  interface FastifyRequest {
    /** The live session's actor in one of these realms; refused when there is none, or a writing request is forged. */
    actorIn(...realms: readonly Realm[]): Promise<Actor>
    /** Who this was when last asked, for what confirms it in its own transaction; undefined where it must be asked. */
    presumedIn?(realm: Realm): Presumed | undefined
  }
}

/** 监听端口的设定。The public listener serves citizens and operators, the staff listener staff; never each other's. */
export interface ListenerSettings {
  readonly realms: readonly Realm[]
  /** Origins of this listener's own pages, as `https://host:port`. */
  readonly origins: readonly string[]
  /** False only where there is no HTTPS, as the demo on 127.0.0.1. */
  readonly secureCookies: boolean
  readonly channel?: Channel | undefined
}

export interface SessionPorts {
  readonly signIn: SignInService
  readonly accounts: AccountService
  readonly gate: Gate
  readonly settings: ListenerSettings
  readonly drafts: DraftKeyService
  readonly pledges: PledgeService
}

/** Cookies and `request.actorIn` for every route of this listener; call it on the listener itself, before the rooms. */
export async function identify(app: FastifyInstance, ports: SessionPorts): Promise<void> {
  const { signIn, settings } = ports
  await app.register(cookies)
  // Before anything of the request is read: what another site's page sends changes nothing here, whatever it is.
  app.addHook('onRequest', async (request) => {
    if (!isSafe(request.method)) refuseForeign(request, settings)
  })
  app.decorateRequest('actorIn', async function (this: FastifyRequest, ...realms: readonly Realm[]) {
    const realm = realmOf(this, settings, realms)
    const token = this.cookies[cookieName(settings, realm)]
    if (!isSafe(this.method)) refuseForged(this, settings, token)
    const { unpledged = false } = this.routeOptions.config
    const actor = unpledged ? (await signIn.unpledgedOf(token, realm)).actor : await signIn.sessionOf(token, realm)
    if (isStale(this, actor)) throw new Refusal(switchedElsewhere, {})
    return { ...actor, terminal: addressOf(this), ...intakeOf(this) }
  })
  app.decorateRequest('presumedIn', function (this: FastifyRequest, realm: Realm) {
    return presumedIn(this, ports, realm)
  })
}

/** Reading alone, with nothing in the request that would have to be checked besides. */
function presumedIn(request: FastifyRequest, { signIn, settings }: SessionPorts, realm: Realm): Presumed | undefined {
  if (!isSafe(request.method) || request.headers['x-quanyi-intake'] !== undefined) return undefined
  const presumed = signIn.presume(request.cookies[cookieName(settings, realm)], realm)
  if (presumed !== undefined && isStale(request, presumed.actor)) return undefined
  return presumed && { ...presumed, actor: { ...presumed.actor, terminal: addressOf(request) } }
}

/** 本页是为另一人、另一家单位画的：it says for whom, and the session has been switched since. */
function isStale({ headers }: FastifyRequest, actor: Actor): boolean {
  const seen = headers['x-quanyi-stands']
  return seen !== undefined && seen !== encodeURIComponent(standsOf(actor))
}

/** 登录、退出、激活、本人。 */
export function sessionRoutes(ports: SessionPorts): FastifyPluginAsyncTypebox {
  const { signIn, accounts, settings } = ports
  return async (app) => {
    app.addHook('onSend', async (_request, reply) => {
      reply.headers(NO_STORE)
    })
    const signInSchema = { summary: '登录', tags: ['会话'], body: SignInBody, response: { 200: Whoami } }
    app.post('/sign-in', { schema: signInSchema }, async (request, reply) => {
      refuseForeign(request, settings)
      requireServed(settings, request.body.realm)
      const [channel, device] = [settings.channel ?? 'web', deviceOf(request, settings)]
      const from = { channel, address: addressOf(request), device }
      const entered = await signIn.signIn({ ...request.body, ...from })
      giveSession(reply, settings, entered)
      return whoami(ports, entered.actor, entered.csrf, entered.pledgeDue)
    })

    const signOutSchema = { summary: '退出', tags: ['会话'], body: RealmQuery, response: { 204: Type.Null() } }
    app.post('/sign-out', { schema: signOutSchema }, async (request, reply) => {
      const { realm } = request.body
      const token = request.cookies[cookieName(settings, realm)]
      refuseForged(request, settings, token)
      await signIn.signOut(token ?? '', realm)
      takeCookie(reply, settings, realm)
      return reply.code(204).send(null)
    })

    const activationSchema = {
      summary: '激活',
      tags: ['会话'],
      body: ActivationBody,
      response: { 200: ActivationAnswer },
    }
    app.post('/activation', { schema: activationSchema }, async (request) => {
      refuseForeign(request, settings)
      requireServed(settings, request.body.realm)
      return accounts.activate({ ...request.body, address: addressOf(request) })
    })

    ownRoutes(app, ports)
    if (settings.realms.includes('staff')) pledgeRoutes(app, ports)
  }
}

/** 本人：the key of the own drafts, and who is signed in. */
function ownRoutes(app: Parameters<FastifyPluginAsyncTypebox>[0], ports: SessionPorts): void {
  const { signIn, settings } = ports
  const keySchema = { summary: '本人的草稿密钥', tags: ['会话'], body: RealmQuery, response: { 200: DraftKey } }
  app.post('/draft-key', { schema: keySchema }, async (request) => {
    requireServed(settings, request.body.realm)
    return ports.drafts.keyOf(await request.actorIn(request.body.realm))
  })

  const whoamiSchema = {
    summary: '本人；没有登录的答 204',
    tags: ['会话'],
    querystring: RealmQuery,
    response: { 200: Whoami, 204: Type.Null() },
  }
  app.get('/whoami', { schema: whoamiSchema, config: { unpledged: true } }, async (request, reply) => {
    const { realm } = request.query
    requireServed(settings, realm)
    const token = request.cookies[cookieName(settings, realm)]
    if (token === undefined) return reply.code(204).send(null)
    const actor = await request.actorIn(realm)
    return whoami(ports, actor, csrfOf(token), (await signIn.unpledgedOf(token, realm)).pledgeDue)
  })
}

/** 保密承诺书：shown to whoever activates, signed by whoever is asked for it after the second factor. */
function pledgeRoutes(app: Parameters<FastifyPluginAsyncTypebox>[0], ports: SessionPorts): void {
  const { pledges, settings } = ports
  const shown = { summary: '现行的保密承诺书', tags: ['会话'], response: { 200: PledgeAnswer } }
  app.get('/pledge', { schema: shown }, async () => pledges.inForce())
  const signed = { summary: '签署保密承诺书', tags: ['会话'], body: PledgeBody, response: { 200: Whoami } }
  app.post('/pledge/signature', { schema: signed, config: { unpledged: true } }, async (request) => {
    const actor = await request.actorIn('staff')
    await pledges.sign(actor, request.body)
    return whoami(ports, actor, csrfOf(request.cookies[cookieName(settings, 'staff')] ?? ''))
  })
}

export function whoami({ gate }: Pick<SessionPorts, 'gate'>, actor: Actor, csrf: string, pledgeDue = false): Whoami {
  const { name = '', agency, posts } = actor
  const realm = signedInRealm(actor)
  const abilities = pledgeDue ? [] : [...abilitiesOf(actor, gate.wouldPass)]
  const told = { realm, name, posts: [...posts], abilities, csrf, stands: standsOf(actor) }
  return { ...told, ...(agency === undefined ? {} : { agency }), ...(pledgeDue ? { pledgeDue } : {}) }
}

/** `__Host-` binds a cookie to this host, path / and HTTPS. */
function cookieName({ secureCookies }: ListenerSettings, realm: Realm): string {
  return secureCookies ? `__Host-quanyi-${realm}` : `quanyi-${realm}`
}

/** 会话与浏览器的凭据：the one ends with the browser, the other stays, so that the next sign-in is no surprise. */
export function giveSession(reply: FastifyReply, settings: ListenerSettings, { actor, token, device }: SignedIn): void {
  const { secureCookies: secure } = settings
  const terms = { path: '/', httpOnly: true, sameSite: 'strict', secure } as const
  const realm = signedInRealm(actor)
  reply.setCookie(cookieName(settings, realm), token, terms)
  if (realm !== 'staff') reply.setCookie(deviceName(settings), device, { ...terms, maxAge: YEAR_S })
}

const YEAR_S = 365 * 24 * 3600

/** A browser makes up nothing here: what does not look like ours is as good as none. */
export function deviceOf(request: FastifyRequest, settings: ListenerSettings): string | undefined {
  const device = request.cookies[deviceName(settings)]
  return device !== undefined && /^[\w-]{20,100}$/.test(device) ? device : undefined
}

function deviceName({ secureCookies }: ListenerSettings): string {
  return secureCookies ? '__Host-quanyi-device' : 'quanyi-device'
}

function takeCookie(reply: FastifyReply, settings: ListenerSettings, realm: Realm): void {
  const { secureCookies: secure } = settings
  reply.clearCookie(cookieName(settings, realm), { path: '/', httpOnly: true, sameSite: 'strict', secure })
}

/** A route open to several realms takes the one the page names, else the one that is signed in. */
function realmOf(request: FastifyRequest, settings: ListenerSettings, realms: readonly Realm[]): Realm {
  const served = realms.filter((realm) => settings.realms.includes(realm))
  const named = served.find((realm) => realm === request.headers['x-quanyi-realm'])
  const signedIn = served.find((realm) => request.cookies[cookieName(settings, realm)] !== undefined)
  const realm = named ?? signedIn ?? served[0]
  if (realm === undefined) throw new Refusal(sessionMissing, {})
  return realm
}

export function requireServed({ realms }: ListenerSettings, realm: Realm): void {
  if (!realms.includes(realm)) throw new Refusal(sessionMissing, {})
}

const INTAKE = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** 所凭的受理登记，named in a header, since every form of entry may have one. */
function intakeOf({ headers }: FastifyRequest): { intake?: string } {
  const named = headers['x-quanyi-intake']
  if (named === undefined) return {}
  if (typeof named !== 'string' || !INTAKE.test(named)) throw new Refusal(intakeMalformed, {})
  return { intake: named }
}

/** 网络地址，a mapped one as itself; nothing of whoever has hung up already. */
export function addressOf({ socket: { remoteAddress }, ip }: FastifyRequest): string {
  return remoteAddress === undefined ? '' : ip.replace(/^::ffff:/, '')
}

/** 网页所在：the page's own origin where it is one of ours, else the first of ours. */
export function siteOf({ headers }: FastifyRequest, { origins }: ListenerSettings): { readonly origin: string } {
  const named = origins.find((one) => one === headers.origin)
  return { origin: named ?? origins[0] ?? 'http://localhost' }
}

function isSafe(method: string): boolean {
  return method === 'GET' || method === 'HEAD'
}

/** 防跨站：own origin, and the token that only our own page can know. */
function refuseForged(request: FastifyRequest, settings: ListenerSettings, token: string | undefined): void {
  refuseForeign(request, settings)
  if (token === undefined) throw new Refusal(sessionMissing, {})
  const given = Buffer.from(String(request.headers['x-quanyi-csrf'] ?? ''))
  const right = Buffer.from(csrfOf(token))
  if (given.length !== right.length || !timingSafeEqual(given, right)) throw new Refusal(csrfMissing, {})
}

/** Browsers name the origin of every writing request; a command line names none, and has no cookies to be abused. */
export function refuseForeign(request: FastifyRequest, { origins }: ListenerSettings): void {
  const { origin, 'sec-fetch-site': site } = request.headers
  const own = origin === undefined ? site === undefined || site === 'same-origin' : origins.includes(origin)
  if (!own) throw new Refusal(csrfMissing, {})
}
