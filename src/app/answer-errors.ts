import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Language, Refusal, type RefusalKind } from '../kernel/refusal.js'

const STATUS: Readonly<Record<RefusalKind, number>> = { invalid: 400, denied: 403, conflict: 409, missing: 404 }

/** Refusals that mean "sign in first" or "wait" have statuses of their own, which clients know what to do with. */
const SPECIAL: Readonly<Record<string, number>> = {
  'session.missing': 401,
  'session.expired': 401,
  'session.kiosk': 401,
  'session.token': 401,
  'identity.wait': 429,
  'voice.too-many-calls': 429,
  'token.too-many-calls': 429,
  'sms.too-soon': 429,
  'paper.too-many-checks': 429,
  'sign-in.failed': 401,
  'sign-in.wait': 429,
}

/** 答复的错误。A code that never changes, a sentence that says what to do, and the facts it speaks of. */
export interface Problem {
  readonly code: string
  readonly message: string
  readonly facts?: object
}

/** The one place where a thrown thing becomes an answer. What a client sent wrongly is never a 500. */
export function answerErrors(app: FastifyInstance, log: (error: unknown) => void): void {
  app.setErrorHandler((error: FastifyError | Refusal, request, reply) => {
    const language = languageOf(request)
    if (error instanceof Refusal) {
      const status = SPECIAL[error.entry.code] ?? STATUS[error.entry.kind]
      return send(reply, status, { code: error.entry.code, message: error.say(language), facts: error.facts })
    }
    if (error.validation !== undefined) return send(reply, 400, malformed(error, language))
    const status = error.statusCode ?? 500
    if (status < 500) return send(reply, status, unreadable(error, language))
    log(error)
    return send(reply, 500, { code: 'defect', message: DEFECT[language] })
  })
  app.setNotFoundHandler((request, reply) =>
    send(reply, 404, { code: 'request.no-such-address', message: NO_ADDRESS[languageOf(request)] }),
  )
}

/** What the framework could not even route: an address that is no text. */
export function answerUnreadable(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  send(reply, error.statusCode ?? 400, unreadable(error, languageOf(request)))
}

export function languageOf(request: FastifyRequest): Language {
  return /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh'
}

function send(reply: FastifyReply, status: number, problem: Problem): FastifyReply {
  return reply.code(status).header('cache-control', 'no-store').type('application/json; charset=utf-8').send(problem)
}

/** Names the field, never repeats what was in it: it may be somebody's number. */
function malformed(error: FastifyError, language: Language): Problem {
  const first = error.validation?.[0]
  const field =
    (first?.instancePath ?? '').split('/').filter(Boolean).join('.') ||
    missingOf(first?.params) ||
    error.validationContext
  const message =
    language === 'zh'
      ? `请求中的“${field}”缺失或格式不符，请按接口说明填写后重试。`
      : `“${field}” of the request is missing or malformed; see the API description and try again.`
  return { code: 'request.malformed', message, facts: { field, rule: first?.keyword } }
}

function missingOf(params: Record<string, unknown> | undefined): string | undefined {
  const name = params?.['missingProperty'] ?? params?.['additionalProperty']
  return typeof name === 'string' ? name.slice(0, 60) : undefined
}

function unreadable(error: FastifyError, language: Language): Problem {
  const said = UNREADABLE[error.code] ?? UNREADABLE['']!
  return { code: 'request.unreadable', message: said[language], facts: { reason: error.code } }
}

const TOO_LARGE = {
  zh: '内容太大，超过一次所收的大小。请压缩图片，或者分成几份后重试。',
  en: 'This is larger than what is taken at once. Make the picture smaller, or send it in several parts.',
}
const TOO_MANY = {
  zh: '一次只收一份文件和它的填写项。请逐份上传。',
  en: 'One file with its fields is taken at a time. Send them one by one.',
}

/** 框架读不了的请求：what a person may run into by a file has words of its own; the framework's word is a fact for whoever looks. */
const UNREADABLE: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: TOO_LARGE,
  FST_REQ_FILE_TOO_LARGE: TOO_LARGE,
  FST_FILES_LIMIT: TOO_MANY,
  FST_PARTS_LIMIT: TOO_MANY,
  FST_FIELDS_LIMIT: TOO_MANY,
  '': {
    zh: '请求无法读取。请检查内容格式、编码与大小后重试。',
    en: 'The request could not be read; check its format, encoding and size, then try again.',
  },
}

const DEFECT: Readonly<Record<Language, string>> = {
  zh: '系统内部出现错误，已记录；您的资料未被改动。请稍后再试，或拨打 12333。',
  en: 'Something went wrong on our side and was recorded; your data were not changed. Please try again later or call 12333.',
}

const NO_ADDRESS: Readonly<Record<Language, string>> = {
  zh: '没有这个地址。请从首页重新进入。',
  en: 'There is no such address. Please start from the home page.',
}
