import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { CardActivation, LetterRequest, SignInWays } from './activation-contract.js'
import type { ActivationService } from './activation-service.js'
import type { SignedIn } from './begin-session-service.js'
import type { Gate } from './gate-service.js'
import type { OidcService } from './oidc-service.js'
import type { PasskeyService } from './passkey-service.js'
import {
  EmptyBody,
  OidcBegin,
  OidcBegun,
  OidcFinish,
  OidcFinished,
  PasskeyOptions,
  PasskeySignIn,
} from './security-contract.js'
import { NO_STORE } from './security-headers.js'
import { Whoami } from './session-contract.js'
import {
  addressOf,
  deviceOf,
  giveSession,
  type ListenerSettings,
  refuseForeign,
  siteOf,
  whoami,
} from './session-routes.js'

export interface WayPorts {
  readonly gate: Gate
  readonly settings: ListenerSettings
  readonly passkeys: PasskeyService
  readonly oidc: OidcService
  readonly activation: ActivationService
  /** What this installation has: a card reader, a queue of the post. */
  readonly ways: Omit<SignInWays, 'platforms'>
}

const tags = ['会话']

/** 各种激活与登录方式：open to whoever is nobody yet, so each is counted by address and answers everybody alike. */
export function wayRoutes(ports: WayPorts): FastifyPluginAsyncTypebox {
  const { activation, ways, settings } = ports
  return async (app) => {
    app.addHook('onSend', async (_request, reply) => {
      reply.headers(NO_STORE)
    })
    const list = { summary: '可用的激活与登录方式', tags, response: { 200: SignInWays } }
    app.get('/sign-in-ways', { schema: list }, async () => ({ ...ways, platforms: ports.oidc.listed() }))

    const letter = { summary: '信函领码：寄往登记的地址', tags, body: LetterRequest, response: { 204: Type.Null() } }
    app.post('/activation/letter', { schema: letter }, async (request, reply) => {
      refuseForeign(request, settings)
      await activation.byLetter(request.body.login, request.body.name, addressOf(request))
      return reply.code(204).send(null)
    })

    const card = { summary: '以卡激活', tags, body: CardActivation, response: { 204: Type.Null() } }
    app.post('/activation/card', { schema: card }, async (request, reply) => {
      refuseForeign(request, settings)
      await activation.byCard(request.body, addressOf(request))
      return reply.code(204).send(null)
    })
    await app.register(passkeyWay(ports))
    await app.register(platformWay(ports))
  }
}

function passkeyWay(ports: WayPorts): FastifyPluginAsyncTypebox {
  const { passkeys, settings } = ports
  return async (app) => {
    const ask = { summary: '通行密钥登录的题目', tags, body: EmptyBody, response: { 200: PasskeyOptions } }
    app.post('/passkeys/sign-in/options', { schema: ask }, async (request) => {
      refuseForeign(request, settings)
      return { options: await passkeys.signInOptions(siteOf(request, settings)) }
    })

    const enter = { summary: '以通行密钥登录', tags, body: PasskeySignIn, response: { 200: Whoami } }
    app.post('/passkeys/sign-in', { schema: enter }, async (request, reply) => {
      refuseForeign(request, settings)
      const from = { ...siteOf(request, settings), ...comingFrom(request, settings) }
      return entered(ports, reply, await passkeys.signIn(request.body.passkey, from))
    })
  }
}

function platformWay(ports: WayPorts): FastifyPluginAsyncTypebox {
  const { oidc, settings } = ports
  return async (app) => {
    const start = { summary: '经外部身份平台登录：去往何处', tags, body: OidcBegin, response: { 200: OidcBegun } }
    app.post('/oidc/start', { schema: start }, async (request, reply) => {
      refuseForeign(request, settings)
      const { url, binding } = await oidc.start(request.body.provider)
      bind(reply, settings, binding)
      return { url }
    })

    const finish = { summary: '经外部身份平台登录：回来之后', tags, body: OidcFinish, response: { 200: OidcFinished } }
    app.post('/oidc/finish', { schema: finish }, async (request, reply) => {
      refuseForeign(request, settings)
      const binding = request.cookies[bindingName(settings)]
      const back = { search: request.body.search, binding, ...comingFrom(request, settings) }
      reply.clearCookie(bindingName(settings), bindingTerms(settings))
      const signedIn = await oidc.finish(back)
      return signedIn === undefined
        ? { outcome: 'linked' as const }
        : {
            outcome: 'signedIn' as const,
            who: entered(ports, reply, signedIn),
          }
    })
  }
}

function comingFrom(request: FastifyRequest, settings: ListenerSettings) {
  return { channel: settings.channel ?? 'web', address: addressOf(request), device: deviceOf(request, settings) }
}

function entered({ gate, settings }: WayPorts, reply: FastifyReply, signedIn: SignedIn): Whoami {
  giveSession(reply, settings, signedIn)
  return whoami({ gate }, signedIn.actor, signedIn.csrf)
}

/** 与此浏览器相系：whoever comes back must be the browser that went. */
export function bind(reply: FastifyReply, settings: ListenerSettings, binding: string): void {
  reply.setCookie(bindingName(settings), binding, bindingTerms(settings))
}

function bindingName({ secureCookies }: ListenerSettings): string {
  return secureCookies ? '__Host-quanyi-oidc' : 'quanyi-oidc'
}

function bindingTerms({ secureCookies: secure }: ListenerSettings) {
  return { path: '/', httpOnly: true, sameSite: 'strict', secure } as const
}
