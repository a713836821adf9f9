import { afterAll, beforeAll, expect, test } from 'vitest'
import { handClock, testDesk } from '../../test/access.js'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { Refusal } from '../kernel/refusal.js'
import type { Realm } from './actor.js'
import { csrfOf, newTotpSecret, totpAt } from './secrets.js'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

const PASSWORD = 'Correct-horse-7'
let next = 1000
const outcomesOf = async (action: string, personId: string) =>
  (
    await db.admin.transaction({}, (trx) =>
      trx.rows<{ outcome: string }>('select outcome from access.event where action = $1 and actor_person_id = $2', [
        action,
        personId,
      ]),
    )
  )
    .map((row) => row.outcome)
    .sort()

/** A ready account of its own for each test, and the way to enter with it. */
async function person(realm: Realm, clock = handClock()) {
  const desk = testDesk(db, clock)
  const personId = `${++next}`
  const login = `name-${personId}`
  const secret = newTotpSecret({ bytes: (n) => Buffer.alloc(n, next) })
  const posts = realm === 'staff' ? (['reviewer'] as const) : []
  const accountId = await desk.accounts.create({ personId, realm, login, name: '测试𠮷', agency: '999901', posts })
  await desk.accounts.equip(accountId, PASSWORD, realm === 'citizen' ? undefined : secret)
  const enter = (password = PASSWORD, oneTimePassword = totpAt(secret, clock.now()), as = login) =>
    desk.signIn.signIn({ realm, login: as, password, oneTimePassword, channel: 'web' })
  return { ...desk, personId, login, accountId, secret, enter }
}

async function told(trying: Promise<unknown>): Promise<unknown> {
  try {
    await trying
    return 'let in'
  } catch (error) {
    return error instanceof Refusal ? [error.entry.code, error.facts, error.say('zh')] : error
  }
}

article('M14-26b', '登录：密码与动态口令，会话存于服务器', () => {
  test('会话认人、认岗位；密码、登录名、姓名、令牌均不以明文入库', async () => {
    const clerk = await person('staff')
    const { actor, token, csrf } = await clerk.enter()
    expect(actor).toMatchObject({ personId: clerk.personId, realm: 'staff', posts: ['reviewer'], name: '测试𠮷' })
    expect(await clerk.signIn.sessionOf(token, 'staff')).toEqual(actor)
    expect(csrf).toBe(csrfOf(token))
    await expect(clerk.signIn.sessionOf(token, 'citizen')).rejects.toThrow('session.expired')
    const stored = await db.admin.transaction({}, async (trx) => [
      ...(await trx.rows<{ row: string }>('select s::text as row from desk.session s')),
      ...(await trx.rows<{ row: string }>('select a::text as row from desk.account a')),
    ])
    const text = stored.map((one) => one.row).join('\n')
    for (const plain of [PASSWORD, clerk.login, clerk.secret, '测试', token]) {
      expect(text).not.toContain(plain)
      expect(text).not.toContain(Buffer.from(plain).toString('hex'))
    }
  })

  test('没有会话、会话已结束', async () => {
    const one = await person('citizen')
    await expect(one.signIn.sessionOf(undefined, 'citizen')).rejects.toThrow('session.missing')
    await expect(one.signIn.sessionOf('nonsense', 'citizen')).rejects.toThrow('session.expired')
    const { token } = await one.enter()
    await one.signIn.signOut(token, 'citizen')
    await expect(one.signIn.sessionOf(token, 'citizen')).rejects.toThrow('session.expired')
    expect(await outcomesOf('session.sign-in', one.personId)).toEqual(['done'])
    expect(await outcomesOf('session.sign-out', one.personId)).toEqual(['ended'])
  })

  test.each([
    ['citizen', 120],
    ['operator', 480],
    ['staff', 480],
  ] as const)('%s：闲置 15 分钟、总共 %i 分钟', async (realm, whole) => {
    const one = await person(realm)
    const idle = await one.enter()
    one.clock.pass(15 * 60 - 1)
    expect(await told(one.signIn.sessionOf(idle.token, realm))).toBe('let in')
    one.clock.pass(15 * 60)
    await expect(one.signIn.sessionOf(idle.token, realm)).rejects.toThrow('session.expired')

    const busy = await one.enter()
    for (let minute = 10; minute < whole; minute += 10) {
      one.clock.pass(600)
      expect(await told(one.signIn.sessionOf(busy.token, realm))).toBe('let in')
    }
    one.clock.pass(600)
    await expect(one.signIn.sessionOf(busy.token, realm)).rejects.toThrow('session.expired')
  })

  test('工作人员同时只有一个会话；参保人可有几个', async () => {
    for (const [realm, lives] of [
      ['staff', false],
      ['citizen', true],
    ] as const) {
      const one = await person(realm)
      const first = await one.enter()
      one.clock.pass(30)
      const second = await one.enter()
      expect((await told(one.signIn.sessionOf(first.token, realm))) === 'let in').toBe(lives)
      expect(await told(one.signIn.sessionOf(second.token, realm))).toBe('let in')
    }
  })

  test('停用账户，会话立即失效', async () => {
    const one = await person('staff')
    const { token } = await one.enter()
    await db.admin.transaction({}, (trx) =>
      trx.rows(`update desk.account set state = 'blocked' where account_id = $1`, [one.accountId]),
    )
    await expect(one.signIn.sessionOf(token, 'staff')).rejects.toThrow('session.expired')
    one.clock.pass(30)
    await expect(one.enter()).rejects.toThrow('sign-in.failed')
  })

  test('动态口令只用一次，前后各容一步', async () => {
    const clerk = await person('staff')
    const used = totpAt(clerk.secret, clerk.clock.now())
    await clerk.enter(PASSWORD, used)
    expect(await told(clerk.enter(PASSWORD, used))).toMatchObject({ 0: 'sign-in.failed' })
    clerk.clock.pass(30)
    await clerk.enter()
    clerk.clock.pass(120)
    await expect(clerk.enter(PASSWORD, used)).rejects.toThrow('sign-in.failed')
  })

  test('同一动态口令同时到达，只有一个登录', async () => {
    const clerk = await person('operator')
    const now = totpAt(clerk.secret, clerk.clock.now())
    const answers = await Promise.all([1, 2, 3].map(() => told(clerk.enter(PASSWORD, now))))
    expect(answers.filter((answer) => answer === 'let in')).toHaveLength(1)
  })

  test('失败只有一种说法：不分账号、密码、口令、停用、未激活', async () => {
    const clerk = await person('staff')
    const pending = await clerk.accounts.create({ personId: `${++next}`, realm: 'staff', login: 'pending-1' })
    expect(pending).toMatch(/^[0-9a-f-]{36}$/)
    const answers = [
      await told(clerk.enter('Wrong-horse-77')),
      await told(clerk.enter(PASSWORD, '000000')),
      await told(clerk.enter(PASSWORD, '')),
      await told(clerk.enter(PASSWORD, undefined, 'nobody-at-all')),
      await told(clerk.enter(PASSWORD, undefined, 'pending-1')),
    ]
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]).toMatchObject({ 0: 'sign-in.failed' })
    expect(await outcomesOf('session.sign-in', clerk.personId)).toEqual(['failed', 'failed', 'failed'])
  })
})

article('M14-26b', '新的设备：认得出，认过的不再提', () => {
  test('第一次登录不提；换一台提一次；同一台再来不提；浏览器的凭据不以明文入库', async () => {
    const me = await person('citizen')
    const matters = async () =>
      (
        await db.admin.transaction({}, (trx) =>
          trx.rows<{ matter: string }>(
            `select matter from access.event where action = 'session.sign-in' and actor_person_id = $1 order by event_id`,
            [me.personId],
          ),
        )
      ).map(({ matter }) => matter)
    const from = (device?: string) =>
      me.signIn.signIn({ realm: 'citizen', login: me.login, password: PASSWORD, channel: 'web', device })
    const first = await from()
    expect((await from(first.device)).device).toBe(first.device)
    const other = await from()
    expect(other.device).not.toBe(first.device)
    await from(other.device)
    expect((await matters()).filter((matter) => matter !== '')).toEqual(['new-device'])
    const stored = await db.admin.transaction({}, (trx) =>
      trx.rows<{ row: string }>('select d::text as row from desk.known_device d where account_id = $1', [me.accountId]),
    )
    expect(stored).toHaveLength(2)
    expect(stored.map(({ row }) => row).join()).not.toContain(Buffer.from(first.device).toString('hex'))
  })
})

article('M14-6b', '尝试次数有限：先等待，逐次加倍', () => {
  test('五次之后须等待，逐次加倍，至多十五分钟；等待之中，对的也不收', async () => {
    const one = await person('citizen')
    for (let i = 0; i < 5; i++) await expect(one.enter('wrong')).rejects.toThrow('sign-in.failed')
    const waits: number[] = []
    for (let i = 0; i < 8; i++) {
      const [code, facts] = (await told(one.enter())) as [string, { seconds: number }]
      expect(code).toBe('sign-in.wait')
      waits.push(facts.seconds)
      one.clock.pass(facts.seconds)
      await expect(one.enter('wrong')).rejects.toThrow('sign-in.failed')
    }
    expect(waits).toEqual([30, 60, 120, 240, 480, 900, 900, 900])
    one.clock.pass(900)
    expect(await told(one.enter())).toBe('let in')
    expect(await told(one.enter('wrong'))).toMatchObject({ 0: 'sign-in.failed' }) // counted from the start again
    expect(await told(one.enter())).toBe('let in')
  })

  test('不存在的登录名同样等待；一时齐发也不过五次', async () => {
    const one = await person('citizen')
    for (const as of ['nobody-1', one.login]) {
      const answers = await Promise.all(Array.from({ length: 12 }, () => told(one.enter('wrong', '', as))))
      const codes = answers.map((answer) => (answer as string[])[0])
      expect(codes.filter((code) => code === 'sign-in.failed')).toHaveLength(5)
      expect(codes.filter((code) => code === 'sign-in.wait')).toHaveLength(7)
    }
  })
})
