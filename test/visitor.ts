import { setTimeout } from 'node:timers/promises'
import { totpAt } from '../src/access/secrets.js'
import type { Whoami } from '../src/access/session-contract.js'
import type { Instant } from '../src/kernel/day.js'

/** 答复，whole: what came back, as text and as data. */
export interface Answer<T = unknown> {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly body: T
}

/** 请求的各处，each of which a test may say otherwise. */
export interface Asking {
  readonly method?: string
  readonly path: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export interface Credentials {
  readonly realm: 'citizen' | 'operator' | 'staff'
  readonly login: string
  readonly password: string
  readonly totpSecret?: string | undefined
}

const TOTP_STEP = 30_000
const usedSteps = new Map<string, number>()

/** 来访者。A browser's manners over HTTP: keeps the cookie, sends its origin and the token of its page. */
export class Visitor {
  private cookie = ''
  private csrf = ''

  constructor(
    readonly url: string,
    private readonly now: () => number = Date.now,
  ) {}

  /** The session's token, as the server put it into the cookie. */
  get token(): string {
    return this.cookie.split('=')[1] ?? ''
  }

  /** The same session carried to another listener, if need be under another cookie's name. */
  at(url: string, name = this.cookie.split('=')[0]): Visitor {
    const other = new Visitor(url, this.now)
    other.cookie = `${name}=${this.token}`
    other.csrf = this.csrf
    return other
  }

  async signIn({ realm, login, password, totpSecret }: Credentials): Promise<Whoami> {
    const oneTime = totpSecret === undefined ? {} : { oneTimePassword: await this.freshCode(totpSecret) }
    const body = { realm, login, password, ...oneTime }
    const answer = await this.ask<Whoami>({ method: 'POST', path: '/api/sign-in', body })
    if (answer.status !== 200) throw new Error(`${login} could not sign in: ${answer.status} ${answer.text}`)
    this.cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    this.csrf = answer.body.csrf
    return answer.body
  }

  /** 没有用过的动态口令：who signs in twice within its time takes the next one, which counts already; a third waits. */
  private async freshCode(secret: string): Promise<string> {
    const [key, current] = [`${this.url} ${secret}`, () => Math.floor(this.now() / TOTP_STEP)]
    const last = usedSteps.get(key)
    while (this.now === Date.now && last === current() + 1) await setTimeout(200)
    const step = last === current() ? current() + 1 : current()
    usedSteps.set(key, step)
    return totpAt(secret, (step * TOTP_STEP) as Instant)
  }

  /** Sends what it is given and takes what comes; a header set to the empty text is left out. */
  async ask<T = unknown>({ method = 'GET', path, body, headers = {} }: Asking): Promise<Answer<T>> {
    const own = { cookie: this.cookie, 'x-quanyi-csrf': this.csrf, origin: this.url }
    const isPlain = typeof body === 'string' || body instanceof FormData || body instanceof Uint8Array
    const type = body === undefined || isPlain ? {} : { 'content-type': 'application/json' }
    const sent = Object.entries({ ...own, ...type, ...headers }).filter(([, value]) => value !== '')
    const response = await fetch(this.url + path, {
      method,
      headers: sent,
      ...(body === undefined ? {} : { body: (isPlain ? body : JSON.stringify(body)) as string }),
    })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json') === true
    return { status: response.status, headers: response.headers, text, body: (isJson ? JSON.parse(text) : text) as T }
  }

  get<T>(path: string): Promise<T> {
    return this.want<T>({ path })
  }

  post<T>(path: string, body: unknown): Promise<T> {
    return this.want<T>({ method: 'POST', path, body })
  }

  upload<T>(path: string, fileName: string, bytes: Uint8Array, fields: Readonly<Record<string, string>> = {}) {
    return this.want<T>({ method: 'POST', path, body: formOf(fileName, bytes, fields) })
  }

  private async want<T>(asking: Asking): Promise<T> {
    const answer = await this.ask<T>(asking)
    if (answer.status >= 300) throw new Error(`${asking.path}: ${answer.status} ${answer.text.slice(0, 400)}`)
    return answer.body
  }
}

/** 表单。Fields first, as a browser sends them when they stand above the file. */
export function formOf(fileName: string, bytes: Uint8Array, fields: Readonly<Record<string, string>> = {}): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  form.append('file', new Blob([Uint8Array.from(bytes)]), fileName)
  return form
}
