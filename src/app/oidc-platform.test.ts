import { createHmac, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { handClock } from '../../test/access.js'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { realPerson, testEntrance } from '../../test/entrance.js'
import { CLIENT, openPlatformServer, type Platform } from '../../test/platform.js'
import { openPlatform } from './oidc-platform.js'
import { readSettings } from './settings.js'

const REDIRECT = 'http://127.0.0.1:9/oidc/return'
const REAL_NAME = { number: 'id_number', name: 'real_name' }
const WAY = { channel: 'web' as const, address: '198.51.100.9' }
const NAMES = { id: 'platform', zh: '平台', en: 'Platform', scope: 'openid', ...CLIENT, algorithm: 'RS256' as const }
const users = new Map<string, Record<string, string>>()
let db: TestDatabase
let platform: Platform
let next = 900

beforeAll(async () => {
  db = await testDatabase()
  platform = await openPlatformServer(REDIRECT, (user) => users.get(user) ?? {})
})
afterAll(async () => {
  await platform?.close()
  await db.close()
})

function house(isTrusted = true) {
  const trusted = isTrusted ? { realName: REAL_NAME } : {}
  const settings = { ...NAMES, issuer: platform.issuer, ...trusted }
  const room = testEntrance(db, [openPlatform(settings, REDIRECT)], handClock(Date.now()))
  const own = realPerson(++next)
  room.people.push(own)
  const user = `user-${own.personId}`
  users.set(user, { id_number: own.number, real_name: own.name })
  const come = async (as = user) => {
    const { url, binding } = await room.oidc.start('platform')
    return { search: await platform.visit(url, as), binding, ...WAY }
  }
  const enter = async (as = user) => room.oidc.finish(await come(as))
  return { ...room, own, user, come, enter }
}

article(['BQ-13a', 'M14-26b'], '经外部身份平台登录', () => {
  test('实名可信的平台：号码与姓名都相符，登录；再来凭关联', async () => {
    const { own, enter, user } = house()
    expect((await enter())?.actor.personId).toBe(own.personId)
    users.set(user, {})
    expect((await enter())?.actor.personId).toBe(own.personId)
  })

  test.each([
    ['姓名不符', (own: { number: string }) => ({ id_number: own.number, real_name: '另一人' })],
    ['号码不在登记中', () => ({ id_number: '110105199003079991', real_name: '某人' })],
    ['没有给号码', (own: { name: string }) => ({ real_name: own.name })],
    ['什么也没给', () => ({})],
  ])('%s：不予登录，答复一样', async (_what, claims) => {
    const { own, user, enter } = house()
    users.set(user, claims(own as never) as never)
    await expect(enter()).rejects.toThrow('oidc.failed')
  })

  test('没有设为实名可信的平台：给了号码也不作数；本人关联之后可以', async () => {
    const { own, enter, user, oidc, accounts, signIn } = house(false)
    await expect(enter()).rejects.toThrow('oidc.failed')
    const accountId = await accounts.create({ personId: own.personId, realm: 'citizen', login: own.number })
    await accounts.equip(accountId, 'Correct-horse-7')
    const { actor } = await signIn.signIn({
      ...{ realm: 'citizen', login: own.number, password: 'Correct-horse-7', channel: 'web' },
    })
    const { url, binding } = await oidc.start('platform', actor)
    expect(await oidc.finish({ search: await platform.visit(url, user), binding, ...WAY })).toBeUndefined()
    expect((await enter())?.actor.personId).toBe(own.personId)
    const unlink = () => db.app.transaction({}, (trx) => oidc.unlink(trx, accountId, 'platform'))
    await unlink()
    await expect(unlink()).rejects.toThrow('security.missing')
    await expect(enter()).rejects.toThrow('oidc.failed')
  })

  test('一个平台用户只关联一个账户', async () => {
    const [one, other] = [house(), house()]
    await one.enter()
    users.set(other.user, { id_number: other.own.number, real_name: other.own.name })
    await other.enter()
    const { actor } = (await other.enter())!
    const { url, binding } = await other.oidc.start('platform', actor)
    const back = { search: await platform.visit(url, one.user), binding, ...WAY }
    await expect(other.oidc.finish(back)).rejects.toThrow('oidc.taken')
  })

  test('停用的账户不予登录，答复一样', async () => {
    const { own, enter, accounts } = house()
    const id = await accounts.create({ personId: own.personId, realm: 'citizen', login: own.number })
    await db.admin.transaction({}, (trx) =>
      trx.rows(`update desk.account set state = 'blocked' where account_id = $1`, [id]),
    )
    await expect(enter()).rejects.toThrow('oidc.failed')
  })

  test('别的浏览器、没有去过的、用过的、过了时限的、改了的，都不作数', async () => {
    const { come, oidc, clock, enter } = house()
    const back = await come()
    await expect(oidc.finish({ ...back, binding: 'another-browser' })).rejects.toThrow('oidc.failed')
    await expect(oidc.finish({ ...(await come()), binding: undefined })).rejects.toThrow('oidc.failed')
    await expect(oidc.finish({ search: '?code=x&state=y', binding: 'z', ...WAY })).rejects.toThrow('oidc.failed')
    const once = await come()
    await oidc.finish(once)
    await expect(oidc.finish(once)).rejects.toThrow('oidc.failed')
    const late = await come()
    clock.pass(301)
    await expect(oidc.finish(late)).rejects.toThrow('oidc.failed')
    clock.pass(-301)
    const [mine, theirs] = [await come(), await come()]
    const state = new URLSearchParams(mine.search).get('state') ?? ''
    const mixed = new URLSearchParams(theirs.search)
    mixed.set('state', state)
    await expect(oidc.finish({ ...mine, search: `?${mixed}` })).rejects.toThrow('oidc.failed')
    await expect(oidc.start('elsewhere')).rejects.toThrow('oidc.failed')
    await expect(enter()).resolves.toBeDefined()
  })
})

describe('ID 令牌：凡有一处不对，即不作数', () => {
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const others = generateKeyPairSync('rsa', { modulusLength: 2048 })
  let server: Server
  let issuer = ''
  let token: (nonce: string) => string
  let nonce = ''

  beforeAll(async () => {
    server = createServer((request, response) => {
      response.setHeader('content-type', 'application/json')
      if (request.url?.includes('openid-configuration')) {
        const algorithms = { id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'] }
        const base = {
          issuer,
          authorization_endpoint: `${issuer}/a`,
          token_endpoint: `${issuer}/t`,
          jwks_uri: `${issuer}/k`,
        }
        return response.end(JSON.stringify({ ...base, ...algorithms, response_types_supported: ['code'] }))
      }
      if (request.url === '/k') {
        const jwk = keys.publicKey.export({ format: 'jwk' })
        return response.end(JSON.stringify({ keys: [{ ...jwk, kid: '1', use: 'sig', alg: 'RS256' }] }))
      }
      return response.end(JSON.stringify({ access_token: 'x', token_type: 'bearer', id_token: token(nonce) }))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => void server.close())

  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const claims = (change: object = {}) => {
    const now = Math.floor(Date.now() / 1000)
    return { iss: issuer, aud: CLIENT.clientId, sub: 'u', iat: now, exp: now + 60, nonce, ...change }
  }
  const signed = (body: object, key: KeyObject = keys.privateKey, alg = 'RS256') => {
    const text = `${part({ alg, kid: '1' })}.${part(body)}`
    return `${text}.${createSign('sha256').update(text).sign(key).toString('base64url')}`
  }
  const finish = async () => {
    const opened = openPlatform({ ...NAMES, issuer }, REDIRECT)
    const ask = { state: 's-'.padEnd(43, 's'), nonce: 'n-'.padEnd(43, 'n'), verifier: 'v-'.padEnd(43, 'v') }
    nonce = ask.nonce
    await opened.begin(ask)
    return opened.finish(ask, `?code=c&state=${ask.state}`)
  }

  test('对照：一处不错的，认', async () => {
    token = () => signed(claims())
    expect((await finish()).subject).toBe('u')
  })

  test.each<[string, () => string]>([
    ['别的签发者', () => signed(claims({ iss: 'https://elsewhere.example' }))],
    ['给别人的', () => signed(claims({ aud: 'somebody-else' }))],
    ['过期的', () => signed(claims({ exp: Math.floor(Date.now() / 1000) - 120 }))],
    ['别的一次的 nonce', () => signed(claims({ nonce: 'another' }))],
    ['没有 nonce', () => signed(claims({ nonce: undefined }))],
    ['没有 sub', () => signed(claims({ sub: undefined }))],
    ['别人的私钥', () => signed(claims(), others.privateKey)],
    ['改了内容', () => signed(claims()).replace(/\.[^.]+\./, `.${part(claims({ sub: 'x' }))}.`)],
    ['不签名 none', () => `${part({ alg: 'none' })}.${part(claims())}.`],
    [
      '以共用的密钥签',
      () => {
        const text = `${part({ alg: 'HS256', kid: '1' })}.${part(claims())}`
        return `${text}.${createHmac('sha256', CLIENT.clientSecret).update(text).digest('base64url')}`
      },
    ],
    ['写成别的算法', () => signed(claims(), keys.privateKey, 'RS512')],
    ['不是令牌', () => 'x.y'],
  ])('%s', async (_what, make) => {
    token = make
    await expect(finish()).rejects.toThrow()
  })
})

describe('身份平台的设定', () => {
  const env = { QUANYI_OIDC_ISSUER: 'https://id.example', QUANYI_OIDC_CLIENT_ID: 'q', QUANYI_OIDC_CLIENT_SECRET: 's' }
  test('不设即没有；设了须齐全；算法只在名单之内；没说实名可信的即不可信', () => {
    expect(readSettings({}, true).oidc).toBeUndefined()
    expect(readSettings(env, true).oidc).toMatchObject({ algorithm: 'RS256', issuer: 'https://id.example' })
    expect(readSettings(env, true).oidc?.realName).toBeUndefined()
    const claims = { QUANYI_OIDC_NUMBER_CLAIM: 'n', QUANYI_OIDC_NAME_CLAIM: 'm' }
    expect(readSettings({ ...env, ...claims }, true).oidc?.realName).toEqual({ number: 'n', name: 'm' })
    for (const bad of [
      { QUANYI_OIDC_CLIENT_SECRET: '' },
      { QUANYI_OIDC_ALGORITHM: 'HS256' },
      { QUANYI_OIDC_ALGORITHM: 'none' },
    ])
      expect(() => readSettings({ ...env, ...bad }, true)).toThrow('settings.oidc')
  })
})
