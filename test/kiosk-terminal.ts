import { expect } from 'vitest'
import { KIOSK_PATHS } from '../src/channels/kiosk-contract.js'
import type { ServedCity } from './served.js'
import type { Visitor } from './visitor.js'

export interface Papers {
  readonly printsLeft: number
  readonly years: readonly number[]
  readonly fault: boolean
  readonly proofs?: { readonly from: string; readonly through: string; readonly years: readonly number[] }
  readonly papers: readonly {
    readonly serial: string
    readonly form: string
    readonly from?: string
    readonly through?: string
    readonly print: string
  }[]
}

/** 一台终端：its cookies, and what it asks. */
export class Kiosk {
  readonly cookies = new Map<string, string>()
  private csrf = ''

  constructor(private readonly url: string) {}

  static async joined(city: ServedCity, admin: Visitor): Promise<Kiosk> {
    const kiosk = new Kiosk(city.publicUrl)
    const { body } = await admin.ask<{ code: string }>({
      ...{ method: 'POST', path: KIOSK_PATHS.kiosks, body: { name: '一号机', agency: '999901' } },
    })
    expect((await kiosk.send('POST', KIOSK_PATHS.terminal, { code: 'AAAA-AAAA-AAAA' })).status).toBe(403)
    expect((await kiosk.send('POST', KIOSK_PATHS.terminal, { code: body.code })).status).toBe(200)
    expect((await new Kiosk(city.publicUrl).send('POST', KIOSK_PATHS.terminal, { code: body.code })).status).toBe(403)
    return kiosk
  }

  async enter(ticket: string, keyed: string): Promise<{ code?: string; csrf?: string }> {
    const answer = await this.ask<{ csrf?: string }>('POST', KIOSK_PATHS.enter, { ticket, digits: keyed })
    this.csrf = answer.csrf ?? ''
    return answer
  }

  async ask<T = object>(method: string, path: string, body?: object): Promise<T & { code?: string }> {
    return (await (await this.send(method, path, body)).json()) as T & { code?: string }
  }

  async send(method: string, path: string, body?: object): Promise<Response> {
    const response = await fetch(this.url + path, {
      method,
      headers: {
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        'x-quanyi-csrf': this.csrf,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '') this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    return response
  }
}
