import { createHash, randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { BlockList, isIPv6 } from 'node:net'
import { join } from 'node:path'
import multipart from '@fastify/multipart'
import files from '@fastify/static'
import swagger from '@fastify/swagger'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { type Static, Type } from '@sinclair/typebox'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import fastify, { type FastifyInstance } from 'fastify'
import { NO_STORE, securityHeaders } from '../access/security-headers.js'
import { answerErrors, answerUnreadable } from './answer-errors.js'
import { inEnglish, wantsEnglish } from './api-english.js'
import { refuseInfinite, refuseUnstorable } from './plain-text.js'

/** 监听端口。One for the public, one for staff; each serves its own screens and its own routes and no others. */
export interface ListenerPlan {
  readonly name: 'public' | 'staff'
  readonly page: 'public.html' | 'desk.html'
  readonly webFolder: string
  readonly https: boolean
  /** Requests from elsewhere are refused and logged; empty: only this machine (staff) or everywhere (public). */
  readonly zones: readonly string[]
  readonly alarm: (says: string) => void
  /** 网段之外的来者，for the access book; told of every request that was refused. */
  readonly outside?: (address: string) => unknown
}

const UPLOAD_LIMIT = 50 * 1024 * 1024

export async function buildListener(plan: ListenerPlan, rooms: (app: FastifyInstance) => Promise<void>) {
  const app = fastify({
    logger: false,
    bodyLimit: 1024 * 1024,
    trustProxy: false,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: answerUnreadable,
  }).withTypeProvider<TypeBoxTypeProvider>()
  validate(app)
  refuseUnstorable(app)
  refuseInfinite(app)
  answerErrors(app, (error) => console.error(error))
  if (plan.name === 'staff') keepToZones(app, plan)
  const always = securityHeaders({ https: plan.https })
  app.addHook('onRequest', ({ url }, reply, done) => {
    reply.headers(always)
    if (!url.startsWith('/assets/')) reply.headers(NO_STORE)
    done()
  })
  await app.register(multipart, { limits: { fileSize: UPLOAD_LIMIT, files: 1, fields: 20, fieldSize: 4096 } })
  await describe(app, plan)
  app.get('/api/health', { schema: { summary: '健康检查', tags: ['系统'] } }, async () => ({
    status: 'ok',
    listener: plan.name,
  }))
  await rooms(app)
  await pages(app, plan)
  return app
}

/** 入口校验：query and path are text and may become numbers; a body is taken as it is or refused, nothing dropped. */
function validate(app: FastifyInstance): void {
  const text = new Ajv({ coerceTypes: true, useDefaults: true, removeAdditional: false, allErrors: false })
  const body = new Ajv({ coerceTypes: false, useDefaults: true, removeAdditional: false, allErrors: false })
  for (const ajv of [text, body]) addFormats.default(ajv)
  app.setValidatorCompiler(({ schema, httpPart }) => (httpPart === 'body' ? body : text).compile(schema as object))
}

function keepToZones(app: FastifyInstance, { zones, alarm, outside }: ListenerPlan): void {
  const allowed = new BlockList()
  for (const zone of zones.length > 0 ? zones : ['127.0.0.0/8', '::1/128']) {
    const [address = '', bits = '32'] = zone.split('/')
    allowed.addSubnet(address, Number(bits), isIPv6(address) ? 'ipv6' : 'ipv4')
  }
  app.addHook('onRequest', async (request, reply) => {
    const address = request.ip.replace(/^::ffff:/, '')
    if (allowed.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')) return
    alarm(`经办端口拒绝了网段之外的请求：${address}`)
    outside?.(address)
    await reply.code(403).send({ code: 'zone.outside', message: '经办端口只在业务专网内开放。' })
  })
}

async function describe(app: FastifyInstance, plan: ListenerPlan): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: plan.name === 'public' ? '权益 quanyi：公众接口' : '权益 quanyi：经办接口',
        version: '0.1.0',
        description: '社会保险个人权益记录。金额以分计，月份写作 YYYY-MM。',
      },
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    },
  })
  const query = Type.Object({ lang: Type.Optional(Type.Union([Type.Literal('zh'), Type.Literal('en')])) })
  const schema = { hide: true, querystring: query }
  app.get<{ Querystring: Static<typeof query> }>('/api/openapi.json', { schema }, async (request, reply) => {
    const english = wantsEnglish(request.query.lang, request.headers['accept-language'])
    reply.header('vary', 'accept-language').header('content-language', english ? 'en' : 'zh-CN')
    return english ? inEnglish(app.swagger()) : app.swagger()
  })
}

/** 页面。The built files as they are; every other address is the one page, with a style nonce of its own. */
async function pages(app: FastifyInstance, plan: ListenerPlan): Promise<void> {
  const page = await readFile(join(plan.webFolder, plan.page), 'utf8').catch(() => undefined)
  if (page === undefined) return
  await app.register(files, {
    root: join(plan.webFolder, 'assets'),
    prefix: '/assets/',
    immutable: true,
    maxAge: '365d',
    index: false,
    decorateReply: false,
    preCompressed: true,
    setHeaders: (reply) => void reply.setHeader('vary', 'accept-encoding'),
  })
  const worker = await workerText(plan.webFolder)
  app.get('/service-worker.js', { schema: { hide: true } }, async (_request, reply) => {
    if (worker === undefined) return reply.callNotFound()
    return reply.header('cache-control', 'no-cache').type('text/javascript; charset=utf-8').send(worker)
  })
  app.get('/*', { schema: { hide: true } }, async (request, reply) => {
    if (request.url.startsWith('/api/')) return reply.callNotFound()
    const nonce = randomBytes(16).toString('base64')
    return reply
      .headers(securityHeaders({ https: plan.https }, nonce))
      .header('cache-control', 'no-cache')
      .type('text/html; charset=utf-8')
      .send(page.replaceAll('__NONCE__', nonce))
  })
}

/** 断网所用的脚本：the built worker, with the names of this build's files in front of it. */
async function workerText(webFolder: string): Promise<string | undefined> {
  const text = await readFile(join(webFolder, 'service-worker.js'), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const names = (await readdir(join(webFolder, 'assets'))).filter((name) => /\.(js|css|svg)$/.test(name)).sort()
  const build = createHash('sha256').update(names.join()).digest('hex').slice(0, 16)
  const files = names.map((name) => `/assets/${name}`)
  return `self.QUANYI_BUILD=${JSON.stringify(build)};self.QUANYI_FILES=${JSON.stringify(files)};\n${text}`
}
