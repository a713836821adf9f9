import { afterAll, beforeAll, expect, test } from 'vitest'
import { handClock, staff, testDesk, testPledges } from '../../test/access.js'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { bodyOf, pledgeAt, readPledges } from './pledge.js'
import { totpAt } from './secrets.js'

const [NAME, PASSWORD, SECRET] = ['测试丁', 'Correct-horse-7', 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP']
const CLERK = staff(['frontDesk'], '999901', '24')

let db: TestDatabase
let desk: ReturnType<typeof testDesk>
let next = 4300
beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db, handClock())
})
afterAll(() => db.close())

const rows = <R extends object>(sql: string, values: unknown[] = []) =>
  db.admin.transaction({}, (trx) => trx.rows<R>(sql, values))
const signed = (accountId: string) =>
  rows<{ version: string; way: string; name: Buffer; digest: string; person: string }>(
    `select version, way, name_typed as name, encode(text_digest, 'hex') as digest, person_id as person
     from desk.pledge where account_id = $1 order by signed_at`,
    [accountId],
  )
const events = (accountId: string) =>
  rows<{ outcome: string; matter: string }>(
    `select outcome, matter from access.event where action = 'pledge.signed' and matter like $1 order by at`,
    [`${accountId} %`],
  )

async function account(change: { name?: string } = { name: NAME }) {
  const personId = `${++next}`
  const login = `staff-${personId}`
  const accountId = await desk.accounts.create({
    personId,
    realm: 'staff',
    login,
    agency: '999901',
    posts: [],
    ...change,
  })
  const code = await desk.accounts.issueCode(CLERK, accountId, '999901')
  const activate = (pledge?: { digest: string; name: string }) =>
    desk.accounts.activate({ realm: 'staff', login, code, password: PASSWORD, ...(pledge ? { pledge } : {}) })
  return { personId, login, accountId, activate }
}
const pledge = (change: object = {}) => ({ digest: desk.pledge()!.digest, name: NAME, ...change })
const stateOf = async (accountId: string) =>
  (await rows<{ state: string }>('select state from desk.account where account_id = $1', [accountId]))[0]!.state

article(['M14-23', 'WH-16', 'BQ-15'], '保密承诺：未签承诺书，账户不得启用', () => {
  test('没有承诺书不予激活；签了才启用，签署不可改，查阅之书有一行；再签不再记', async () => {
    const one = await account()
    await expect(one.activate()).rejects.toThrow('pledge.missing')
    expect(await stateOf(one.accountId)).toBe('pending')
    const { totpUri = '' } = await one.activate(pledge())
    expect(totpUri).toContain('otpauth://')
    expect(await stateOf(one.accountId)).toBe('active')
    const [row, ...more] = await signed(one.accountId)
    expect(more).toEqual([])
    expect(row).toMatchObject({ version: '1', way: 'activation', digest: desk.pledge()!.digest, person: one.personId })
    expect(desk.secrets.decrypt(row!.name)).toBe(NAME)
    expect(row!.name.toString()).not.toContain(NAME)
    expect(await events(one.accountId)).toEqual([
      { outcome: 'activation', matter: `${one.accountId} 1 ${desk.pledge()!.digest}` },
    ])
    const actor = { ...staff([], '999901', one.personId), accountId: one.accountId }
    await desk.pledges.sign(actor, pledge())
    expect([await signed(one.accountId), await events(one.accountId)]).toMatchObject([[{}], [{}]])
    for (const sql of ['update desk.pledge set version = $1', 'delete from desk.pledge where version <> $1']) {
      await expect(rows(sql, ['9'])).rejects.toThrow()
      await expect(db.app.transaction({}, (trx) => trx.rows(sql, ['9']))).rejects.toThrow()
    }
  })

  test('姓名不符、文本不是现行的、账户没有姓名：不予激活，码不作废，写下一次未成', async () => {
    const one = await account()
    const failed = async () =>
      (await rows(`select 1 from access.event where action = 'account.activated' and outcome = 'failed'`)).length
    const before = await failed()
    await expect(one.activate(pledge({ name: '测试戊' }))).rejects.toThrow('pledge.other-name')
    expect(await failed()).toBe(before + 1)
    await expect(one.activate(pledge({ digest: '0'.repeat(64) }))).rejects.toThrow('pledge.other-text')
    expect([await stateOf(one.accountId), await signed(one.accountId)]).toEqual(['pending', []])
    await one.activate(pledge({ name: ` ${NAME} ` })) // control: the same code, the own name
    const nameless = await account({})
    await expect(nameless.activate(pledge())).rejects.toThrow('pledge.other-name')
    const wrong = desk.accounts.activate({
      ...{ realm: 'staff', login: nameless.login, code: '0000-0000-0000', password: PASSWORD },
      pledge: pledge({ name: '测试戊' }),
    })
    await expect(wrong).rejects.toThrow('activation.failed') // of the name nothing is told without the code
  })

  test('单位经办人与参保人不签；误带的说明白', async () => {
    const body = { login: 'x', code: 'x', password: 'Correct-horse-7', pledge: pledge() }
    for (const realm of ['citizen', 'operator'] as const)
      await expect(desk.accounts.activate({ ...body, realm })).rejects.toThrow('pledge.not-asked')
  })

  test('首任人员的激活码同样须签', async () => {
    const one = await account()
    const code = await desk.accounts.firstCode(one.accountId)
    const asked = { realm: 'staff', login: one.login, code, password: PASSWORD } as const
    await expect(desk.accounts.activate(asked)).rejects.toThrow('pledge.missing')
    await desk.accounts.activate({ ...asked, pledge: pledge() })
    expect(await signed(one.accountId)).toHaveLength(1)
  })
})

article('M14-23', '新文本施行：签过旧的，下一次登录先签新的', () => {
  const enter = async (login: string) => {
    desk.clock.pass(60)
    const oneTimePassword = totpAt(SECRET, desk.clock.now())
    return desk.signIn.signIn({ realm: 'staff', login, password: PASSWORD, oneTimePassword, channel: 'web' })
  }

  test('演示账户开户时代填，写明是演示；新文本施行之后什么也不开，签了才开', async () => {
    const one = await account()
    await desk.accounts.equip(one.accountId, PASSWORD, SECRET)
    expect(await signed(one.accountId)).toMatchObject([{ way: 'demo', version: '1' }])
    const before = await enter(one.login)
    expect(before.pledgeDue).toBe(false)
    expect((await desk.signIn.sessionOf(before.token, 'staff')).personId).toBe(one.personId) // control
    const [first] = testPledges()
    const day = desk.clock.today()
    desk.pledgeTexts.push({ ...first!, version: '2', since: day, digest: 'ab'.repeat(32) })
    await expect(desk.signIn.sessionOf(before.token, 'staff')).rejects.toThrow('pledge.due') // of a session that lives on
    const after = await enter(one.login)
    expect(after.pledgeDue).toBe(true)
    await expect(desk.signIn.sessionOf(after.token, 'staff')).rejects.toThrow('pledge.due')
    const { actor, pledgeDue } = await desk.signIn.unpledgedOf(after.token, 'staff')
    expect(pledgeDue).toBe(true)
    await expect(desk.pledges.sign(actor, { digest: first!.digest, name: NAME })).rejects.toThrow('pledge.other-text')
    await expect(desk.pledges.sign(actor, pledge({ name: '测试戊' }))).rejects.toThrow('pledge.other-name')
    await expect(desk.signIn.sessionOf(after.token, 'staff')).rejects.toThrow('pledge.due')
    await desk.pledges.sign(actor, pledge())
    await desk.pledges.sign(actor, pledge())
    expect((await desk.signIn.sessionOf(after.token, 'staff')).personId).toBe(one.personId)
    expect((await signed(one.accountId)).map(({ version, way }) => `${version} ${way}`)).toEqual(['1 demo', '2 signIn'])
    expect((await events(one.accountId)).map(({ outcome }) => outcome)).toEqual(['demo', 'signIn'])
    desk.pledgeTexts.pop()
  })

  test('没有施行中的文本：不予激活', async () => {
    const one = await account()
    const texts = desk.pledgeTexts.splice(0)
    await expect(one.activate({ digest: '0'.repeat(64), name: NAME })).rejects.toThrow('pledge.no-text')
    desk.pledgeTexts.push(...texts)
  })
})

article('M14-23', '承诺书的文本：有出处、有施行之日、写明约束谁', () => {
  test('随版本发布的一份读得进，中英条数相同；改一字即是另一份', () => {
    const [one] = testPledges()
    expect(one!.zh.length).toBe(one!.en.length)
    expect(one!.binds).toEqual(['department', 'agency', 'informationInstitution', 'scanVendor'])
    const yaml = (text: string, since = '2026-01-01') =>
      `- { version: "1", since: ${since}, basis: 甲, status: provisional, binds: [agency], title: { zh: 甲, en: A }, zh: [${text}], en: [b] }\n`
    expect(readPledges(yaml('甲乙'))[0]!.digest).not.toBe(readPledges(yaml('甲丙'))[0]!.digest)
    expect(readPledges(yaml('甲, 乙'))[0]!.digest).not.toBe(readPledges(yaml('甲乙'))[0]!.digest)
    expect(pledgeAt(readPledges(yaml('甲')), '2025-12-31' as never)).toBeUndefined()
    expect(() => readPledges(yaml('甲') + yaml('乙'))).toThrow('follow each other')
    for (const bad of ['[]', '{}', yaml('甲').replace('provisional', 'sure'), yaml('甲').replace('agency', 'nobody')])
      expect(() => readPledges(bad)).toThrow()
  })

  test.each([
    [['supervisor'], 'department'],
    [['scanVendor'], 'scanVendor'],
    [['databaseAdmin'], 'informationInstitution'],
    [['frontDesk', 'reviewer'], 'agency'],
  ] as const)('%s 属于 %s', (posts, body) => {
    expect(bodyOf(posts)).toBe(body)
  })
})
