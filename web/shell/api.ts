import type { Whoami } from '../../src/access/session-contract.js'
import type { Language } from '../../src/kernel/refusal.js'
import { tellReached } from './network.js'

export type Realm = Whoami['realm']

/** 不予办理或差错，服务器说的话。`code` is the refusal's; `defect` is ours, `unreachable` the network's. */
export class Problem extends Error {
  constructor(
    readonly code: string,
    override readonly message: string,
    readonly status: number,
    readonly facts: Readonly<Record<string, unknown>> = {},
  ) {
    super(message)
    this.name = 'Problem'
  }
}

type Params = Readonly<Record<string, string | number | boolean | undefined>>

export interface Asked {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly query?: Params | undefined
  /** Sent as JSON, or as it is when it is a FormData. */
  readonly body?: unknown
  readonly signal?: AbortSignal | undefined
  /** 受理登记：under which this is entered. */
  readonly intake?: string | undefined
}

/** Who is in is asked without saying for whom this page was drawn: the answer says it anew. */
const WHO = '/api/whoami'

/** Who asks: in which realm, in which language, with which token, and for whom or which employer the page was drawn. One for the page, kept by the session. */
const asker: { realm: Realm; language: Language; csrf: string | undefined; stands: string | undefined } = {
  realm: 'citizen',
  language: 'zh',
  csrf: undefined,
  stands: undefined,
}

export function speakAs(change: Partial<typeof asker>): void {
  Object.assign(asker, change)
}

/** 问服务器。The answer as the contract says, or a Problem with the server's sentence. */
export async function ask<T>(path: string, asked: Asked = {}): Promise<T> {
  const response = await send(path, asked)
  if (response.status === 204) return undefined as T
  return (await response.json()) as T
}

/** A file: a statement, a template, a table. */
export async function askFile(path: string, asked: Asked = {}): Promise<{ blob: Blob; name: string }> {
  const response = await send(path, asked)
  return { blob: await response.blob(), name: nameIn(response.headers.get('content-disposition')) }
}

/** `/api/persons/:personId/record` with its parts put in. */
export function pathOf(pattern: string, parts: Readonly<Record<string, string | number>>): string {
  return pattern.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(parts[name])))
}

async function send(path: string, { method = 'GET', query, body, signal, intake }: Asked): Promise<Response> {
  const isForm = body instanceof FormData
  const init: RequestInit = {
    method,
    credentials: 'same-origin',
    headers: {
      accept: 'application/json, application/pdf, text/csv',
      'accept-language': asker.language === 'zh' ? 'zh-CN' : 'en',
      'x-quanyi-realm': asker.realm,
      ...(method !== 'GET' && asker.csrf !== undefined ? { 'x-quanyi-csrf': asker.csrf } : {}),
      ...(asker.stands === undefined || path === WHO ? {} : { 'x-quanyi-stands': encodeURIComponent(asker.stands) }),
      ...(intake === undefined ? {} : { 'x-quanyi-intake': intake }),
      ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  }
  const response = await fetch(path + searchOf(query), init).catch((error: unknown) => {
    if (signal?.aborted) throw error
    tellReached(false)
    throw new Problem('unreachable', '', 0)
  })
  tellReached(true)
  if (!response.ok) throw await problemIn(response)
  return response
}

function searchOf(query: Params = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value))
  return search.size === 0 ? '' : `?${search}`
}

async function problemIn(response: Response): Promise<Problem> {
  const told: unknown = await response.json().catch(() => undefined)
  if (typeof told !== 'object' || told === null) return new Problem('defect', '', response.status)
  const { code, message, facts } = told as Record<string, unknown>
  if (typeof code !== 'string' || typeof message !== 'string') return new Problem('defect', '', response.status)
  return new Problem(code, message, response.status, (facts ?? {}) as Record<string, unknown>)
}

function nameIn(disposition: string | null): string {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1]
  if (encoded !== undefined) return decodeURIComponent(encoded)
  return /filename="?([^";]+)"?/i.exec(disposition ?? '')?.[1] ?? 'download'
}
