import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { staff } from '../../test/access.js'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { realPerson, testEntrance } from '../../test/entrance.js'
import type { CounterActivation, IdentityPaper } from './activation-contract.js'
import { loginDigest } from './login-digest.js'
import type { RealPerson } from './real-names-port.js'
import { newTotpSecret } from './secrets.js'

const PASSWORD = 'Correct-horse-7'
let db: TestDatabase
let next = 0
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

const clerk = staff(['frontDesk'])

function house(change: Partial<RealPerson> = {}) {
  const room = testEntrance(db)
  const own = realPerson(++next, change)
  room.people.push(own)
  const enter = (password: string, login = own.number) =>
    room.signIn.signIn({ realm: 'citizen', login, password, channel: 'web' })
  const take = (code: string, password = PASSWORD) =>
    room.accounts.activate({ realm: 'citizen', login: own.number, code, password })
  return { ...room, own, enter, take }
}

const paper = (own: RealPerson, change: Partial<IdentityPaper> = {}): IdentityPaper => ({
  ...{ kind: 'identityCard', number: own.number, validUntil: '2030-01-01', method: 'sighted' },
  ...change,
})
const asked = (own: RealPerson, change: Partial<CounterActivation> = {}): CounterActivation => ({
  ...{ paper: paper(own), purpose: 'activation', way: 'handover' },
  ...change,
})
const rows = <R extends object>(sql: string, values: unknown[]) =>
  db.admin.transaction({}, (trx) => trx.rows<R>(sql, values))
const checksOf = (personId: string) =>
  rows<{ paper_kind: string; method: string; way: string; checked_by: string }>(
    'select paper_kind, method, way, checked_by from desk.identity_check where person_id = $1',
    [personId],
  )
const looksAt = async (personId: string) =>
  (await rows<{ outcome: string }>('select outcome from access.look where person_id = $1 order by at', [personId])).map(
    ({ outcome }) => outcome,
  )

article(['BQ-13a', 'M14-6b'], '窗口实名激活：核验了证件，才有码', () => {
  test('无权的不予办理，并记下', async () => {
    const { activation, own } = house()
    await expect(activation.atCounter(staff(['reviewer']), own.personId, asked(own))).rejects.toThrow('access.denied')
    await expect(activation.atCounter(staff(['frontDesk'], '999902'), own.personId, asked(own))).rejects.toThrow(
      'access.denied',
    )
    expect(await looksAt(own.personId)).toEqual(['refused', 'refused'])
    expect(await checksOf(own.personId)).toEqual([])
  })

  test('有权的发码一次，核验与查看都记下；没有账户的先开立；码用一次即登录得了', async () => {
    const { activation, own, take, enter } = house()
    const { code = '', validUntil } = await activation.atCounter(clerk, own.personId, asked(own))
    expect(validUntil).toBe('2026-03-09')
    expect(await checksOf(own.personId)).toEqual([
      { paper_kind: 'identityCard', method: 'sighted', way: 'handover', checked_by: '20' },
    ])
    expect(await looksAt(own.personId)).toEqual(['shown'])
    await take(code)
    expect((await enter(PASSWORD)).actor.personId).toBe(own.personId)
    await expect(take(code)).rejects.toThrow('activation.failed')
  })

  test('发了两次，只有后一个码有效', async () => {
    const { activation, own, take } = house()
    const first = await activation.atCounter(clerk, own.personId, asked(own))
    const second = await activation.atCounter(clerk, own.personId, asked(own))
    await expect(take(first.code ?? '')).rejects.toThrow('activation.failed')
    await take(second.code ?? '')
  })

  test.each([
    ['证件到期', { validUntil: '2026-03-01' }, 'identity.expired'],
    ['没写有效期', { validUntil: undefined }, 'identity.incomplete'],
    ['又写有效期又说长期', { hasNoEnd: true }, 'identity.incomplete'],
    ['号码不是本人的', { number: '110105199003079991' }, 'identity.mismatch'],
    ['号码只有空格', { number: '  ' }, 'identity.incomplete'],
    ['不是日子', { validUntil: '2026-02-30' }, 'day.malformed'],
  ])('%s：不发码', async (_what, change, code) => {
    const { activation, own } = house()
    const bad = asked(own, { paper: paper(own, change as Partial<IdentityPaper>) })
    await expect(activation.atCounter(clerk, own.personId, bad)).rejects.toThrow(code)
    expect(await checksOf(own.personId)).toEqual([])
    expect(await looksAt(own.personId)).toEqual(['refused'])
  })

  test('到期当天还可用；长期有效的写明长期', async () => {
    const { activation, own } = house()
    for (const change of [{ validUntil: '2026-03-02' }, { validUntil: undefined, hasNoEnd: true }]) {
      const good = asked(own, { paper: paper(own, change as Partial<IdentityPaper>) })
      expect((await activation.atCounter(clerk, own.personId, good)).code).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){2}$/)
    }
  })

  test('重置之后，先前的密码、会话、动态口令都不再有效', async () => {
    const { activation, own, take, enter, accounts, signIn } = house()
    await take((await activation.atCounter(clerk, own.personId, asked(own))).code ?? '')
    const { token } = await enter(PASSWORD)
    await take(
      (await activation.atCounter(clerk, own.personId, asked(own, { purpose: 'reset' }))).code ?? '',
      'Another-horse-8',
    )
    await expect(signIn.sessionOf(token, 'citizen')).rejects.toThrow('session.expired')
    await expect(enter(PASSWORD)).rejects.toThrow('sign-in.failed')
    expect((await enter('Another-horse-8')).actor.personId).toBe(own.personId)
    expect(accounts).toBeDefined()
  })

  test('本人不给自己发码', async () => {
    const { activation, own } = house()
    const self = staff(['frontDesk'], '999901', own.personId)
    await expect(activation.atCounter(self, own.personId, asked(own))).rejects.toThrow('access.denied')
  })
})

describe('单位经办人', () => {
  const operator = async (room: ReturnType<typeof house>) => {
    const login = `op-${room.own.personId}`
    await room.accounts.create({ personId: room.own.personId, realm: 'operator', login, employerId: '501' })
    return login
  }
  const proof = { kind: 'authorisation' as const, number: '授字〔2026〕3号' }

  test('本人证件与单位证明都有，才发码；证明加密留存', async () => {
    const room = house()
    const login = await operator(room)
    const good = { login, paper: paper(room.own), purpose: 'activation' as const, employerProof: proof }
    for (const bad of [
      { ...good, employerProof: { ...proof, number: ' ' } },
      { ...good, paper: paper(room.own, { number: '110105199003079991' }) },
      { ...good, login: 'nobody-at-all' },
    ]) {
      await expect(room.activation.forOperator(clerk, bad)).rejects.toThrow(/^identity\./)
    }
    const { code = '' } = await room.activation.forOperator(clerk, good)
    const { totpUri = '' } = await room.accounts.activate({
      realm: 'operator',
      login,
      code,
      password: 'Correct-horse-7',
    })
    expect(totpUri).toContain('otpauth://')
    const [row] = await rows<{ row: string }>('select c::text as row from desk.identity_check c where person_id = $1', [
      room.own.personId,
    ])
    expect(row!.row).not.toContain('授字')
    expect(row!.row).not.toContain(room.own.number)
  })

  test('他区的前台无权', async () => {
    const room = house()
    const ask = { login: await operator(room), paper: paper(room.own), purpose: 'reset' as const, employerProof: proof }
    await expect(room.activation.forOperator(staff(['frontDesk'], '999902'), ask)).rejects.toThrow('access.denied')
  })
})

article('BQ-13a', '信函领码：只寄登记的地址，柜员看不到码', () => {
  const address = (own: RealPerson) => ({ name: own.name, address: '示例市东区试验路1号', postalCode: '999900' })

  test('本人申请：有其人、姓名相符、有地址，才寄；码用得上', async () => {
    const { letters, activation, addresses, posted, own, take, enter } = house()
    addresses.set(own.personId, address(own))
    await activation.byLetter(own.number, own.name)
    expect(posted).toEqual([])
    expect(await letters.sendWaiting()).toBe(1)
    expect(posted).toMatchObject([{ to: { name: own.name }, validUntil: '2026-04-01' }])
    await take(posted[0]!.code)
    expect((await enter(PASSWORD)).actor.personId).toBe(own.personId)
  })

  test.each([
    ['没有这个人', 'unknown', (own: RealPerson) => ['110105199003079991', own.name]],
    ['姓名不符', 'unknown', (own: RealPerson) => [own.number, '另一人']],
    ['没有地址', 'noAddress', (own: RealPerson) => [own.number, own.name]],
  ])('%s：一样收下，不寄', async (_what, outcome, who) => {
    const { letters, activation, posted, own, secrets, unreached } = house()
    const [number = '', name = ''] = who(own)
    await expect(activation.byLetter(number, name)).resolves.toBeUndefined()
    await letters.sendWaiting()
    expect(posted).toEqual([])
    const told = await rows<{ outcome: string; empty: boolean }>(
      `select outcome, number = '' and name = '' as empty from desk.letter_request where login_digest = $1`,
      [loginDigest(secrets, 'citizen', number)],
    )
    expect(told).toEqual([{ outcome, empty: true }])
    expect(unreached).toEqual(outcome === 'noAddress' ? [own.personId] : [])
  })

  test('间隔之内只寄一封；间隔过了再寄', async () => {
    const { letters, activation, addresses, posted, own, clock } = house()
    addresses.set(own.personId, address(own))
    for (let i = 0; i < 2; i++) await activation.byLetter(own.number, own.name)
    await letters.sendWaiting()
    expect(posted).toHaveLength(1)
    clock.pass(7 * 86_400 + 1)
    await activation.byLetter(own.number, own.name)
    await letters.sendWaiting()
    expect(posted).toHaveLength(2)
  })

  test('窗口代办：核验之后寄出，答复里没有码', async () => {
    const { letters, activation, addresses, posted, own } = house()
    addresses.set(own.personId, address(own))
    expect(await activation.atCounter(clerk, own.personId, asked(own, { way: 'mail' }))).toEqual({ mailed: true })
    await letters.sendWaiting()
    expect(posted).toHaveLength(1)
    const stored = await rows<{ row: string }>('select a::text as row from desk.activation a', [])
    expect(stored.map(({ row }) => row).join()).not.toContain(posted[0]!.code)
  })

  test('停用的账户不寄', async () => {
    const { letters, activation, addresses, posted, own, accounts } = house()
    addresses.set(own.personId, address(own))
    const id = await accounts.create({ personId: own.personId, realm: 'citizen', login: own.number })
    await db.admin.transaction({}, (trx) =>
      trx.rows(`update desk.account set state = 'blocked' where account_id = $1`, [id]),
    )
    await activation.byLetter(own.number, own.name)
    await letters.sendWaiting()
    expect(posted).toEqual([])
  })
})

article('BQ-13a', '以卡激活：读卡器证实的人，姓名与登记一致', () => {
  test('读得到、相符、未到期，即可设密码登录', async () => {
    const { activation, cards, own, enter } = house()
    cards.set('t-1', { kind: 'identityCard', number: own.number, name: own.name, validUntil: '2026-03-02' as never })
    await activation.byCard({ ticket: 't-1', password: PASSWORD })
    expect((await enter(PASSWORD)).actor.personId).toBe(own.personId)
    expect(await checksOf(own.personId)).toMatchObject([{ way: 'card', method: 'reader', checked_by: own.personId }])
  })

  test.each([
    ['读不到', undefined],
    ['已到期', { validUntil: '2026-03-01' }],
    ['姓名不符', { name: '另一人' }],
    ['不在登记中', { number: '110105199003079991' }],
  ])('%s：同一个答复', async (_what, change) => {
    const { activation, cards, own } = house()
    if (change) cards.set('t', { kind: 'identityCard', number: own.number, name: own.name, ...(change as object) })
    await expect(activation.byCard({ ticket: 't', password: PASSWORD })).rejects.toThrow('card.unread')
  })

  test('密码取自证件号码的，不收', async () => {
    const { activation, cards, own } = house()
    cards.set('t-2', { kind: 'identityCard', number: own.number, name: own.name })
    const password = `Xx-${own.number.slice(6, 14)}`
    await expect(activation.byCard({ ticket: 't-2', password })).rejects.toThrow('password.weak')
  })
})

article('BQ-13a', '查询密码：六位，本人所设，不取自号码与生日，只存慢散列', () => {
  const own = realPerson(1, { number: '110105199003079996', phone: '13812349876' })
  test.each([
    '000000',
    '123456',
    '987654',
    '121212',
    '112233',
    '123123',
    '900307',
    '030790',
    '199003',
    '381234',
    '19900',
    '1990a3',
    '１２３８０５',
  ])('%s 不收', async (digits) => {
    const { queryPasswords } = house()
    const set = db.app.transaction({}, (trx) => queryPasswords.set(trx, '1', digits, [own.number, own.phone!]))
    await expect(set).rejects.toThrow('query-password.weak')
  })

  test('设了才认，改了认新的，取消了不认；没设的、没有其人的都不认', async () => {
    const { queryPasswords, activation, own } = house()
    const fits = (digits: string, personId: string | undefined = own.personId) =>
      db.app.transaction({}, (trx) => queryPasswords.queryPasswordFits(trx, personId, digits))
    const set = (digits: string) => db.app.transaction({}, (trx) => queryPasswords.set(trx, own.personId, digits, []))
    expect(await fits('274918')).toBe(false)
    await set('274918')
    expect([await fits('274918'), await fits('274919'), await fits('274918', '1')]).toEqual([true, false, false])
    const none = db.app.transaction({}, (trx) => queryPasswords.queryPasswordFits(trx, undefined, '274918'))
    expect(await none).toBe(false)
    await set('805162')
    expect([await fits('274918'), await fits('805162')]).toEqual([false, true])
    const [stored] = await rows<{ password_hash: string }>(
      'select password_hash from desk.query_password where person_id = $1',
      [own.personId],
    )
    expect(stored!.password_hash).toMatch(/^\$argon2id\$/)
    const bad = asked(own, { purpose: 'queryPassword', paper: paper(own, { validUntil: '2020-01-01' }) })
    await expect(activation.atCounter(clerk, own.personId, bad)).rejects.toThrow('identity.expired')
    expect(await fits('805162')).toBe(true)
    expect(await activation.atCounter(clerk, own.personId, asked(own, { purpose: 'queryPassword' }))).toEqual({
      mailed: false,
    })
    expect(await fits('805162')).toBe(false)
  })
})

article('BQ-13a', '动态口令可由参保人自行开通；没有默认的密码', () => {
  test('开通之后登录要用，停用之后不用', async () => {
    const { accounts, own, security, signIn, clock, enter } = house()
    const id = await accounts.create({ personId: own.personId, realm: 'citizen', login: own.number, name: own.name })
    await expect(enter('')).rejects.toThrow('sign-in.failed')
    await expect(enter(own.number.slice(-6))).rejects.toThrow('sign-in.failed')
    await accounts.equip(id, PASSWORD)
    const { actor } = await enter(PASSWORD)
    const secret = new URL(await security.offerTotp(actor)).searchParams.get('secret') ?? ''
    expect(secret).toHaveLength(newTotpSecret({ bytes: (n) => Buffer.alloc(n) }).length)
    expect((await enter(PASSWORD)).actor.personId).toBe(own.personId)
    const { totpAt } = await import('./secrets.js')
    await expect(security.confirmTotp(actor, '000000')).rejects.toThrow('totp.wrong')
    await security.confirmTotp(actor, totpAt(secret, clock.now()))
    await expect(enter(PASSWORD)).rejects.toThrow('sign-in.failed')
    clock.pass(30)
    const oneTimePassword = totpAt(secret, clock.now())
    await signIn.signIn({ realm: 'citizen', login: own.number, password: PASSWORD, oneTimePassword, channel: 'web' })
    await security.removeTotp(actor)
    expect((await enter(PASSWORD)).actor.personId).toBe(own.personId)
  })
})
