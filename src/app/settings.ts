import type { Clock } from '../kernel/clock.js'
import { type Day, parseDay } from '../kernel/day.js'
import { Refusal } from '../kernel/refusal.js'
import { clockStandingOn, systemClock } from './clock.js'
import { OIDC_ALGORITHMS, type OidcSettings } from './oidc-platform.js'
import { demoClock, oidcIncomplete } from './refusals.js'
import type { SmppPlace } from './smpp-client.js'
import { unreadableSetting } from './start-refusals.js'

/** 设置。Everything that comes from the environment is read here, once, and handed on. */
export interface Settings {
  readonly demo: boolean
  readonly home: string | undefined
  readonly databaseUrl: string | undefined
  readonly host: string
  readonly port: number
  readonly staffPort: number
  /** The agency's domain: part of the origins of its trees and of the address in a QR code. */
  readonly domain: string
  /** Where the public reaches us, as printed in QR codes. */
  readonly publicUrl: string
  /** Where staff reach us; its origin is the only one their requests may come from. */
  readonly staffUrl: string
  /** Cookies are `Secure` and named `__Host-`, except where the demo is served over plain HTTP on this machine. */
  readonly secureCookies: boolean
  /** 网段：the staff listener answers only inside these; empty means this machine only. */
  readonly staffZones: readonly string[]
  /** 查毒程序 clamd 的地址，as `host:port`; without it papers are taken unscanned, and the oversight page says so. */
  readonly clamd?: { readonly host: string; readonly port: number } | undefined
  /** 联网核查的部门：where identity numbers and credit codes are asked; without it every question waits. */
  readonly outside?: { readonly url: string; readonly token?: string | undefined } | undefined
  /** 外部身份平台；none is offered where none is set. */
  readonly oidc?: OidcSettings | undefined
  /** 电话系统的接入密钥；without it no telephone system is answered. */
  readonly phoneKey?: string | undefined
  /** 短信网关：SMPP, or a folder that messages are written to; without either they wait. */
  readonly smpp?: SmppPlace | undefined
  readonly smsFolder?: string | undefined
  /** 文书签名的证书与密钥 as a PEM file; without it the house makes its own. */
  readonly paperSigner?: { readonly file: string; readonly password: string } | undefined
  readonly clock: Clock
}

export function readSettings(env: NodeJS.ProcessEnv, demo: boolean): Settings {
  const port = portOf(env, 'PORT', 8080)
  const host = env['HOST'] ?? '127.0.0.1'
  const staffPort = portOf(env, 'STAFF_PORT', 8081)
  return {
    demo,
    host,
    port,
    home: env['QUANYI_HOME'],
    databaseUrl: env['DATABASE_URL'],
    staffPort,
    domain: env['QUANYI_DOMAIN'] ?? 'quanyi.example',
    publicUrl: addressOf(env, 'QUANYI_PUBLIC_URL', `http://${host}:${port}`),
    staffUrl: addressOf(env, 'QUANYI_STAFF_URL', `http://${host}:${staffPort}`),
    secureCookies: !demo,
    staffZones: (env['QUANYI_STAFF_ZONES'] ?? '').split(',').filter((zone) => zone !== ''),
    clamd: clamdOf(env['QUANYI_CLAMD']),
    outside: outsideOf(env['QUANYI_OUTSIDE_URL'], env['QUANYI_OUTSIDE_TOKEN']),
    oidc: oidcOf(env),
    phoneKey: env['QUANYI_PHONE_KEY'] || undefined,
    smpp: smppOf(env['QUANYI_SMPP'], env['QUANYI_SMPP_PASSWORD']),
    smsFolder: env['QUANYI_SMS_FOLDER'] || undefined,
    paperSigner: paperSignerOf(env['QUANYI_PAPER_SIGNER'], env['QUANYI_PAPER_SIGNER_PASSWORD']),
    clock: clockFrom(env['QUANYI_TODAY'], demo),
  }
}

/** The demo city's records reach to October 2026, and its rates to 2025: it may stand on a day of one's choice. */
function clockFrom(today: string | undefined, demo: boolean): Clock {
  if (today === undefined || today === '') return systemClock
  if (!demo) throw new Refusal(demoClock, {})
  const day: Day = parseDay(today)
  return clockStandingOn(day)
}

function clamdOf(text = ''): Settings['clamd'] {
  const [, host, port] = /^(.+):(\d{1,5})$/.exec(text) ?? []
  if (host !== undefined) return { host, port: Number(port) }
  return unlessEmpty(text, 'QUANYI_CLAMD', '127.0.0.1:3310')
}

function outsideOf(url: string | undefined, token: string | undefined): Settings['outside'] {
  if (url === undefined || url === '') return undefined
  if (!/^https?:/.test(url) || !URL.canParse(url)) return unlessEmpty(url, 'QUANYI_OUTSIDE_URL', 'https://host/path')
  return token === undefined || token === '' ? { url } : { url, token }
}

function paperSignerOf(file = '', password = ''): Settings['paperSigner'] {
  return file === '' ? undefined : { file, password }
}

/** 身份平台，from QUANYI_OIDC_*: whoever names an issuer names the client too, or the start is refused. */
function oidcOf(env: NodeJS.ProcessEnv): OidcSettings | undefined {
  const issuer = env['QUANYI_OIDC_ISSUER'] ?? ''
  if (issuer === '') return undefined
  const [clientId, clientSecret] = [env['QUANYI_OIDC_CLIENT_ID'] ?? '', env['QUANYI_OIDC_CLIENT_SECRET'] ?? '']
  const algorithm = OIDC_ALGORITHMS.find((one) => one === (env['QUANYI_OIDC_ALGORITHM'] ?? 'RS256'))
  if (clientId === '' || clientSecret === '' || algorithm === undefined) throw new Refusal(oidcIncomplete, {})
  const [number, name] = [env['QUANYI_OIDC_NUMBER_CLAIM'] ?? '', env['QUANYI_OIDC_NAME_CLAIM'] ?? '']
  const zh = env['QUANYI_OIDC_NAME'] ?? '统一身份平台'
  return {
    ...{ id: 'platform', zh, en: env['QUANYI_OIDC_NAME_EN'] ?? zh, issuer, clientId, clientSecret, algorithm },
    scope: env['QUANYI_OIDC_SCOPE'] ?? 'openid',
    ...(number === '' || name === '' ? {} : { realName: { number, name } }),
  }
}

/** `smpp://account@host:port/source`, or `smpps:` under TLS; the password stands apart. */
function smppOf(text = '', password = ''): Settings['smpp'] {
  const [, tls, systemId = '', host = '', port, source = ''] =
    /^smpp(s?):\/\/([^@/]+)@([^:/]+):(\d{1,5})\/([0-9A-Za-z]{1,20})$/.exec(text) ?? []
  if (port === undefined) return unlessEmpty(text, 'QUANYI_SMPP', 'smpps://account@host:3550/10690012345')
  return { host, port: Number(port), tls: tls === 's', systemId, password, source }
}

function addressOf(env: NodeJS.ProcessEnv, name: string, otherwise: string): string {
  const text = env[name] ?? otherwise
  if (/^https?:/.test(text) && URL.canParse(text)) return text
  throw new Refusal(unreadableSetting, { name, like: 'https://host' })
}

function portOf(env: NodeJS.ProcessEnv, name: string, otherwise: number): number {
  const text = env[name] ?? ''
  if (text === '') return otherwise
  if (/^\d{1,5}$/.test(text) && Number(text) < 65536) return Number(text)
  throw new Refusal(unreadableSetting, { name, like: String(otherwise) })
}

/** Nothing set is nothing wanted; what is set and cannot be read stops the start, rather than go without. */
function unlessEmpty(text: string, name: string, like: string): undefined {
  if (text === '') return undefined
  throw new Refusal(unreadableSetting, { name, like })
}
