import { generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { realPerson, testEntrance } from '../../test/entrance.js'
import { SoftPasskey } from '../../test/soft-passkey.js'
import type { Actor } from './actor.js'

const SITE = { origin: 'https://quanyi.example' }
const DOOR = { ...SITE, channel: 'web' as const, address: '198.51.100.7' }
const PASSWORD = 'Correct-horse-7'
let db: TestDatabase
let next = 500
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

async function house() {
  const room = testEntrance(db)
  const own = realPerson(++next)
  room.people.push(own)
  const { personId, number: login, name } = own
  const accountId = await room.accounts.create({ personId, realm: 'citizen', login, name })
  await room.accounts.equip(accountId, PASSWORD)
  const signedIn = await room.signIn.signIn({ realm: 'citizen', login, password: PASSWORD, channel: 'web' })
  const key = new SoftPasskey()
  const add = async (actor: Actor = signedIn.actor, one = key) =>
    room.passkeys.register(actor, one.make(await room.passkeys.registerOptions(actor, SITE), SITE.origin), '手机', SITE)
  const enter = async (change = {}, one = key) =>
    room.passkeys.signIn(one.answer(await room.passkeys.signInOptions(SITE), SITE.origin, change), DOOR)
  return { ...room, own, accountId, ...signedIn, key, add, enter }
}

article(['BQ-13a', 'M14-26b'], '通行密钥：在设备上验证本人，别的网站骗不去', () => {
  test('登记、登录；名字与来处不以明文入库', async () => {
    const { add, enter, own, security, actor, clock } = await house()
    await add()
    clock.pass(1)
    const entered = await enter()
    expect(entered.actor.personId).toBe(own.personId)
    const { passkeys, sessions, notices } = await security.view(actor)
    expect(passkeys).toMatchObject([{ name: '手机', usedAt: expect.any(Number) }])
    expect(sessions.map(({ way, isThis }) => [way, isThis]).sort()).toEqual([
      ['passkey', false],
      ['password', true],
    ])
    expect(notices[0]).toMatchObject({ outcome: 'done', way: 'passkey', address: '198.51.100.7' })
    const stored = await db.admin.transaction({}, async (trx) => [
      ...(await trx.rows<{ row: string }>('select p::text as row from desk.passkey p')),
      ...(await trx.rows<{ row: string }>('select n::text as row from desk.sign_in_note n')),
    ])
    const text = stored.map(({ row }) => row).join()
    for (const plain of ['手机', '198.51.100.7']) {
      expect(text).not.toContain(plain)
      expect(text).not.toContain(Buffer.from(plain).toString('hex'))
    }
  })

  test('题目不列名单：有没有人登记过，看不出来', async () => {
    const { passkeys, add } = await house()
    const before = await passkeys.signInOptions(SITE)
    await add()
    const after = await passkeys.signInOptions(SITE)
    expect(after['allowCredentials']).toEqual([])
    expect({ ...after, challenge: '' }).toEqual({ ...before, challenge: '' })
  })

  test.each([
    ['别的网站的', { origin: 'https://quanyi.example.evil' }],
    ['别的主机的', { host: 'evil.example' }],
    ['设备没有验证本人的', { isVerified: false }],
    ['自造的题目', { challenge: Buffer.alloc(32).toString('base64url') }],
    ['登记时的应答', { type: 'webauthn.create' }],
    ['计数没有前进的复制品', { counter: 1 }],
    ['别人的私钥签的', { key: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey }],
  ])('%s，不予登录', async (_what, change) => {
    const { add, enter } = await house()
    await add()
    await expect(enter(change)).rejects.toThrow('passkey.failed')
    await expect(enter()).resolves.toBeDefined() // 对照：照实答的可以
  })

  test('同一应答用两次、过了时限、没登记过的密钥，都不予登录', async () => {
    const { add, key, passkeys, clock, enter } = await house()
    await add()
    const answer = key.answer(await passkeys.signInOptions(SITE), SITE.origin)
    await passkeys.signIn(answer, DOOR)
    await expect(passkeys.signIn(answer, DOOR)).rejects.toThrow('passkey.failed')
    const late = key.answer(await passkeys.signInOptions(SITE), SITE.origin)
    clock.pass(301)
    await expect(passkeys.signIn(late, DOOR)).rejects.toThrow('passkey.failed')
    await expect(enter({}, new SoftPasskey())).rejects.toThrow('passkey.failed')
  })

  test.each([
    ['别的网站的', { origin: 'https://evil.example' }],
    ['没有验证本人的', { isVerified: false }],
    ['自造的题目', { challenge: 'AAAA' }],
  ])('登记：%s不收', async (_what, change) => {
    const { actor, key, passkeys } = await house()
    const made = key.make(await passkeys.registerOptions(actor, SITE), SITE.origin, change)
    await expect(passkeys.register(actor, made, '手机', SITE)).rejects.toThrow('passkey.failed')
  })

  test('登记的应答残缺：拒绝而非出错', async () => {
    const { actor, key, passkeys } = await house()
    const made = key.make(await passkeys.registerOptions(actor, SITE), SITE.origin)
    for (const attestationObject of ['AAAA', made.response.attestationObject.slice(0, 80), 'o2NmbXQ']) {
      const bad = { ...made, response: { ...made.response, attestationObject } }
      await expect(passkeys.register(actor, bad, '手机', SITE)).rejects.toThrow('passkey.failed')
    }
  })

  test('别人的题目不能拿来登记；登记数有限', async () => {
    const [one, other] = [await house(), await house()]
    const options = await other.passkeys.registerOptions(other.actor, SITE)
    await expect(one.passkeys.register(one.actor, one.key.make(options, SITE.origin), '手机', SITE)).rejects.toThrow()
    for (let i = 0; i < 3; i++) await one.add(one.actor, new SoftPasskey())
    await expect(one.add(one.actor, new SoftPasskey())).rejects.toThrow('passkey.too-many')
  })

  test('停用的账户、删除了的密钥，不予登录', async () => {
    const { add, enter, key, actor, passkeys, accountId } = await house()
    await add()
    await db.admin.transaction({}, (trx) =>
      trx.rows(`update desk.account set state = 'blocked' where account_id = $1`, [accountId]),
    )
    await expect(enter()).rejects.toThrow('passkey.failed')
    await db.admin.transaction({}, (trx) =>
      trx.rows(`update desk.account set state = 'active' where account_id = $1`, [accountId]),
    )
    await passkeys.remove(actor, key.id.toString('base64url'))
    await expect(enter()).rejects.toThrow('passkey.failed')
    await expect(passkeys.remove(actor, key.id.toString('base64url'))).rejects.toThrow('security.missing')
  })
})

article(['M14-6b', 'WH-7(1)'], '变更之前再次确认：密码或通行密钥', () => {
  test('自己的通行密钥可以，别人的、登录时的应答不可以', async () => {
    const [one, other] = [await house(), await house()]
    await one.add()
    await other.add()
    const ask = () => one.passkeys.stepUpOptions(one.actor, SITE)
    const prove = (passkey: ReturnType<SoftPasskey['answer']>) => one.stepUp.prove(one.actor, { passkey }, SITE)
    await expect(prove(one.key.answer(await ask(), SITE.origin))).resolves.toBeUndefined()
    await expect(prove(other.key.answer(await ask(), SITE.origin))).rejects.toThrow('step-up.failed')
    const door = one.key.answer(await one.passkeys.signInOptions(SITE), SITE.origin)
    await expect(prove(door)).rejects.toThrow('step-up.failed')
    await expect(one.stepUp.prove(one.actor, { password: 'wrong' }, SITE)).rejects.toThrow('step-up.failed')
    await expect(one.stepUp.prove(one.actor, { password: PASSWORD }, SITE)).resolves.toBeUndefined()
  })
})

article('M14-26b', '我的会话：看得到，结束得了，别人的不行', () => {
  test('结束一个、结束其他；结束了的立即失效', async () => {
    const { signIn, security, own, actor, token } = await house()
    const enter = () => signIn.signIn({ realm: 'citizen', login: own.number, password: PASSWORD, channel: 'web' })
    const [one, two, three] = [await enter(), await enter(), await enter()]
    await security.endSession(actor, one.actor.sessionId)
    await expect(signIn.sessionOf(one.token, 'citizen')).rejects.toThrow('session.expired')
    await security.endOthers(actor)
    for (const gone of [two, three]) await expect(signIn.sessionOf(gone.token, 'citizen')).rejects.toThrow()
    expect((await signIn.sessionOf(token, 'citizen')).personId).toBe(own.personId)
    const other = await house()
    await expect(other.security.endSession(other.actor, actor.sessionId)).rejects.toThrow('security.missing')
  })

  test('改密码：其他会话都结束，旧密码不再有效', async () => {
    const { signIn, security, own, actor, token } = await house()
    const enter = (password: string) => signIn.signIn({ realm: 'citizen', login: own.number, password, channel: 'web' })
    const other = await enter(PASSWORD)
    await expect(security.changePassword(actor, `A-${own.number}`)).rejects.toThrow('password.weak')
    await security.changePassword(actor, 'Another-horse-8')
    await expect(signIn.sessionOf(other.token, 'citizen')).rejects.toThrow('session.expired')
    expect((await signIn.sessionOf(token, 'citizen')).personId).toBe(own.personId)
    await expect(enter(PASSWORD)).rejects.toThrow('sign-in.failed')
    await enter('Another-horse-8')
  })

  test('失败的登录也在提醒里；自助终端的会话闲置一分钟即止', async () => {
    const { signIn, security, own, actor, clock } = await house()
    const credentials = {
      realm: 'citizen' as const,
      login: own.number,
      channel: 'kiosk' as const,
      address: '192.0.2.1',
    }
    clock.pass(1)
    await expect(signIn.signIn({ ...credentials, password: 'wrong' })).rejects.toThrow('sign-in.failed')
    expect((await security.view(actor)).notices[0]).toMatchObject({ outcome: 'failed', channel: 'kiosk' })
    const { token } = await signIn.signIn({ ...credentials, password: PASSWORD })
    for (let i = 0; i < 4; i++) {
      clock.pass(40)
      await signIn.sessionOf(token, 'citizen')
    }
    clock.pass(60)
    await expect(signIn.sessionOf(token, 'citizen')).rejects.toThrow('session.expired')
    expect(
      (
        await signIn.sessionOf(
          (
            await signIn.signIn({ ...credentials, password: PASSWORD, channel: 'web' })
          ).token,
          'citizen',
        )
      ).channel,
    ).toBe('web')
  })
})
