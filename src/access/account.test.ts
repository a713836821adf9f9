import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { handClock, staff, TEST_LIMITS, testDesk } from '../../test/access.js'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { openAccounts } from './account-service.js'
import { findClash } from './incompatible.js'
import { checkPassword } from './password.js'
import { POST_NAMES, type Post } from './posts.js'
import { totpAt } from './secrets.js'

let db: TestDatabase
let desk: ReturnType<typeof testDesk>
beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db, handClock())
})
afterAll(() => db.close())

let next = 2000
const NAME = '测试丙'
const newPerson = () => `${++next}`
const keeper = staff(['permissionMaintainer'], '999900', '21')
const clerk = (personId: string, posts: readonly Post[] = []) =>
  desk.accounts.create({ personId, realm: 'staff', login: `staff-${personId}`, name: NAME, agency: '999901', posts })
const order = (accountId: string, posts: readonly Post[]) => ({ accountId, posts, requestedBy: '22', approvedBy: '23' })
const postsOf = async (accountId: string) =>
  (
    await db.admin.transaction({}, (trx) =>
      trx.rows<{ posts: string[] }>('select posts from desk.account where account_id = $1', [accountId]),
    )
  )[0]!.posts

article('M14-26c', '系统管理员、数据库管理员不得兼任业务经办或信息查询用户：按自然人，不按账户', () => {
  test.each(['systemAdmin', 'databaseAdmin'] as const)('授予时即不予办理：%s', async (post) => {
    const accountId = await clerk(newPerson())
    for (const business of ['frontDesk', 'reviewer', 'approver', 'query', 'auditor', 'accountant'] as const) {
      await expect(desk.accounts.grant(keeper, order(accountId, [post, business]))).rejects.toThrow('post.incompatible')
    }
    expect(await postsOf(accountId)).toEqual([])
    await desk.accounts.grant(keeper, order(accountId, [post])) // control: alone it may be held
    expect(await postsOf(accountId)).toEqual([post])
  })

  test('跨身份域：单位经办人不得当管理员，管理员不得当单位经办人', async () => {
    const [one, other] = [newPerson(), newPerson()]
    const operator = (personId: string) =>
      desk.accounts.create({ personId, realm: 'operator', login: `op-${personId}`, employerId: '501' })
    await operator(one)
    const accountId = await clerk(one)
    await expect(desk.accounts.grant(keeper, order(accountId, ['systemAdmin']))).rejects.toThrow('post.incompatible')
    await desk.accounts.grant(keeper, order(accountId, ['frontDesk']))
    await clerk(other, ['databaseAdmin'])
    await expect(operator(other)).rejects.toThrow('post.incompatible')
    await desk.accounts.create({ personId: other, realm: 'citizen', login: `id-${other}` }) // as an insured person, yes
  })

  test('同一人的两个编号，合并计算', async () => {
    const [one, other] = [newPerson(), newPerson()]
    const { signIn: _, ...rest } = desk
    const shared = { database: db.app, clock: rest.clock, secrets: rest.secrets, gate: rest.gate, pledge: rest.pledge }
    const accounts = openAccounts({
      ...shared,
      limits: TEST_LIMITS,
      chance: { bytes: (n) => new Uint8Array(n).fill(next) },
      sealer: { seal: () => ({ seal: Buffer.from('00', 'hex'), keyEpoch: 1 }) },
      aliasesOf: async () => [one, other],
    })
    await accounts.create({ personId: one, realm: 'staff', login: `a-${one}`, posts: ['systemAdmin'] })
    const again = { personId: other, realm: 'staff', login: `a-${other}`, posts: ['query'] } as const
    await expect(accounts.create(again)).rejects.toThrow('post.incompatible')
  })

  test('绕过授权直接改表：登录即拒，夜间核对找出并停用', async () => {
    const personId = newPerson()
    const accountId = await clerk(personId, ['systemAdmin'])
    const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
    await desk.accounts.equip(accountId, 'Correct-horse-7', secret)
    const { token } = await desk.signIn.signIn({
      ...{ realm: 'staff', login: `staff-${personId}`, password: 'Correct-horse-7', channel: 'web' },
      oneTimePassword: totpAt(secret, desk.clock.now()),
    })
    expect((await desk.signIn.sessionOf(token, 'staff')).posts).toEqual(['systemAdmin'])
    expect((await desk.accounts.sweep()).map((one) => one.personId)).not.toContain(personId)
    await db.admin.transaction({}, (trx) =>
      trx.rows(`update desk.account set posts = '{systemAdmin,reviewer}' where account_id = $1`, [accountId]),
    )
    await expect(desk.signIn.sessionOf(token, 'staff')).rejects.toThrow('post.incompatible')
    expect(await desk.accounts.sweep()).toContainEqual({
      personId,
      clash: expect.objectContaining({ article: 'M14-26c' }),
    })
    await expect(desk.signIn.sessionOf(token, 'staff')).rejects.toThrow('session.expired')
    expect((await desk.accounts.sweep()).map((one) => one.personId)).not.toContain(personId)
  })

  test('同时授予同一人的两项，只有一项成', async () => {
    const personId = newPerson()
    const accountId = await clerk(personId)
    const results = await Promise.allSettled([
      desk.accounts.grant(keeper, order(accountId, ['databaseAdmin'])),
      desk.accounts.create({ personId, realm: 'operator', login: `race-${personId}`, employerId: '501' }),
    ])
    expect(results.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
  })
})

article(['BD-28a', 'BD-28b'], '权限：由上级授予，三人经手，岗位制衡', () => {
  test('申请、批准、执行三人，均非本人', async () => {
    const personId = newPerson()
    const accountId = await clerk(personId)
    const bad = [
      { ...order(accountId, ['frontDesk']), approvedBy: '22' },
      { ...order(accountId, ['frontDesk']), requestedBy: '21' },
      { ...order(accountId, ['frontDesk']), approvedBy: personId },
    ]
    for (const one of bad) await expect(desk.accounts.grant(keeper, one)).rejects.toThrow('grant.three-people')
    const self = { ...keeper, personId }
    await expect(desk.accounts.grant(self, order(accountId, ['frontDesk']))).rejects.toThrow('access.denied')
    const district = staff(['permissionMaintainer'], '999901', '21')
    await expect(desk.accounts.grant(district, order(accountId, ['frontDesk']))).rejects.toThrow('access.denied')
    expect(await postsOf(accountId)).toEqual([])
    await desk.accounts.grant(keeper, order(accountId, ['frontDesk']))
    const ledger = await db.admin.transaction({}, (trx) =>
      trx.rows(
        "select posts, posts_before, requested_by, approved_by, granted_by from desk.post_grant where person_id = $1 and kind <> 'first'",
        [personId],
      ),
    )
    expect(ledger).toEqual([
      { posts: ['frontDesk'], posts_before: [], requested_by: '22', approved_by: '23', granted_by: '21' },
    ])
  })

  test('每人每域一个账户，登录名不重', async () => {
    const personId = newPerson()
    await clerk(personId)
    await expect(clerk(personId)).rejects.toThrow('account.taken')
    const taken = { personId: newPerson(), realm: 'staff', login: ` STAFF-${personId} ` } as const
    await expect(desk.accounts.create(taken)).rejects.toThrow('account.taken')
  })

  test('不相容是相互的；单独一个岗位总可持有', () => {
    for (const one of POST_NAMES) {
      expect(findClash([one])).toBeUndefined()
      for (const other of POST_NAMES) {
        expect(findClash([one, other]) === undefined).toBe(findClash([other, one]) === undefined)
      }
    }
    expect(findClash(['initialReviewer', 'reviewer', 'approver'])).toBeUndefined()
    expect(findClash(['cashier', 'accountant'])).toMatchObject({ article: 'BD-20b' })
  })
})

article('M14-26a', '一个账户只属四种之一', () => {
  test('业务与查询不混在一个账户', async () => {
    const accountId = await clerk(newPerson())
    await expect(desk.accounts.grant(keeper, order(accountId, ['reviewer', 'query']))).rejects.toMatchObject({
      facts: { article: 'M14-26a' },
    })
  })
})

describe('激活', () => {
  const identity = () => `11010519900307${++next}`.slice(0, 18)
  const desker = staff(['frontDesk'], '999901', '24')

  async function insured() {
    const login = identity()
    const accountId = await desk.accounts.create({ personId: newPerson(), realm: 'citizen', login })
    const code = await desk.accounts.issueCode(desker, accountId, '999901')
    const activate = (change = {}) =>
      desk.accounts.activate({ realm: 'citizen', login, code, password: 'a long enough one', ...change })
    const enter = () => desk.signIn.signIn({ realm: 'citizen', login, password: 'a long enough one', channel: 'web' })
    return { login, accountId, code, activate, enter }
  }

  test('凭窗口发给的一次性激活码自设密码；未激活不能登录；码只用一次', async () => {
    const { activate, enter } = await insured()
    await expect(enter()).rejects.toThrow('sign-in.failed')
    expect(await activate()).toEqual({})
    expect((await enter()).actor.realm).toBe('citizen')
    await expect(activate()).rejects.toThrow('activation.failed')
  })

  test('码错、人错、过期，一种说法；七天为限', async () => {
    const { activate } = await insured()
    await expect(activate({ code: '0000-0000-0000' })).rejects.toThrow('activation.failed')
    await expect(activate({ login: identity() })).rejects.toThrow('activation.failed')
    desk.clock.pass(7 * 24 * 3600)
    await expect(activate()).rejects.toThrow('activation.failed')
  })

  test('猜激活码也须等待', async () => {
    const { activate } = await insured()
    for (let i = 0; i < 5; i++) await expect(activate({ code: `${i}` })).rejects.toThrow('activation.failed')
    await expect(activate()).rejects.toThrow('sign-in.wait')
  })

  test('他区前台、后台人员不能发码', async () => {
    const { accountId } = await insured()
    for (const other of [staff(['frontDesk'], '999902'), staff(['reviewer']), staff(['systemAdmin'], '999900')]) {
      await expect(desk.accounts.issueCode(other, accountId, '999901')).rejects.toThrow('access.denied')
    }
  })

  test('工作人员激活，另得动态口令密钥', async () => {
    const personId = newPerson()
    const accountId = await clerk(personId, ['reviewer'])
    const login = `staff-${personId}`
    const code = await desk.accounts.issueCode(desker, accountId, '999901')
    const password = 'Correct-horse-7'
    const { totpUri } = await desk.accounts.activate({
      ...{ realm: 'staff', login, code: code.toLowerCase(), password },
      pledge: { digest: desk.pledge()!.digest, name: NAME },
    })
    const secret = new URL(totpUri!).searchParams.get('secret')!
    const enter = (oneTimePassword: string) =>
      desk.signIn.signIn({ realm: 'staff', login, password, oneTimePassword, channel: 'web' })
    await expect(enter('123456')).rejects.toThrow('sign-in.failed')
    expect((await enter(totpAt(secret, desk.clock.now()))).actor.posts).toEqual(['reviewer'])
  })

  test.each([
    ['短', 'short', 'citizen'],
    ['含证件号码一段', 'my 900307 secret', 'citizen'],
    ['证件号码后六位', 'xx-079991-xx', 'citizen'],
    ['常见', 'Password123', 'citizen'],
    ['顺序', '123456789', 'citizen'],
    ['重复', 'aaaaaaaaaa', 'citizen'],
    ['过长', 'ab1'.repeat(50), 'citizen'],
    ['工作人员须三类', 'only lower words', 'staff'],
    ['工作人员须十二位', 'Short-1', 'operator'],
  ] as const)('弱密码：%s', (_says, password, realm) => {
    expect(() => checkPassword(password, '110105199003079991', realm)).toThrow('password.weak')
    expect(() => checkPassword('Correct-horse-7', '110105199003079991', realm)).not.toThrow()
  })
})
