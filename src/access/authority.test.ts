import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { AuthorityHouse, CITY, codeOf, EAST, HANDS, official, WEST } from '../../test/authority.js'
import { testDatabase } from '../../test/city.js'
import type { OpenRequest } from './authority-contract.js'
import type { Post } from './posts.js'

const house = new AuthorityHouse(await testDatabase())
const { chief, head, second, keeper, auditor, department, clerk } = HANDS
afterAll(() => house.db.close())

article(['BD-28a', 'BD-28b', 'M14-26a'], '授权：申请、上级批准、执行，三人经手', () => {
  test('无依据：不予办理，并记入查阅之书', async () => {
    const before = await house.sql(
      `select 1 from access.event where action = 'account.propose' and outcome = 'refused'`,
    )
    expect(await codeOf(house.requests.request(clerk, house.opening()))).toBe('access.denied')
    expect(await codeOf(house.requests.request(chief, house.opening({ agency: WEST })))).toBe('access.denied')
    expect(await codeOf(house.requests.request(keeper, house.opening()))).toBe('access.denied')
    const after = await house.sql(`select 1 from access.event where action = 'account.propose' and outcome = 'refused'`)
    expect(after.length - before.length).toBe(3)
  })

  test('有依据：三步各归一人，台账与查阅之书都写着', async () => {
    const { body, handover, accountId } = await house.opened()
    expect(handover.code).toMatch(/\S{8,}/)
    expect(await house.postsOf(accountId)).toEqual(['frontDesk'])
    const [grant] = await house.sql(
      'select kind, posts, from_days, through_days, requested_by, approved_by, granted_by from desk.post_grant where account_id = $1',
      [accountId],
    )
    expect(grant).toEqual({
      ...{ kind: 'grant', posts: ['frontDesk'], from_days: ['2026-03-02'], through_days: ['2026-12-31'] },
      ...{ requested_by: '101', approved_by: '102', granted_by: '104' },
    })
    const lines = await house.sql<{ action: string }>(
      `select action from access.event where matter = $1 and outcome = 'done' order by at, event_id`,
      [body.requestId],
    )
    expect(lines.map(({ action }) => action).sort()).toEqual(['account.approve', 'account.grant', 'account.propose'])
  })

  test('同一申请发两次，一件；同一编号换了内容，不予办理', async () => {
    const body = house.opening()
    const one = await house.requests.request(chief, body)
    expect(await house.requests.request(chief, body)).toEqual(one)
    expect(
      await house.sql('select 1 from desk.authority_request where request_id = $1', [body.requestId]),
    ).toHaveLength(1)
    expect(await codeOf(house.requests.request(chief, { ...body, posts: ['reviewer'] }))).toBe(
      'authority.sent-otherwise',
    )
    expect(await codeOf(house.requests.request(head, body))).toBe('authority.sent-otherwise')
    await house.requests.decide(head, body.requestId, { verdict: 'approve' })
    await house.requests.decide(head, body.requestId, { verdict: 'approve' })
    const first = await house.requests.execute(keeper, body.requestId)
    const again = await house.requests.execute(keeper, body.requestId)
    expect([first.handover === undefined, again.handover === undefined]).toEqual([false, true])
    expect(await house.sql('select 1 from desk.authority_step where request_id = $1', [body.requestId])).toHaveLength(2)
  })

  test('批准只归上级：区的归市级负责人，市的归另一负责人或行政监督', async () => {
    const district = house.opening()
    await house.requests.request(chief, district)
    const another = official(['approver'], EAST, '108')
    for (const actor of [another, department, auditor, keeper])
      expect(await codeOf(house.requests.decide(actor, district.requestId, { verdict: 'approve' }))).toBe(
        'access.denied',
      )
    expect((await house.requests.decide(head, district.requestId, { verdict: 'approve' })).state).toBe('approved')
    const city = house.opening({ agency: CITY })
    await house.requests.request(head, city)
    expect(await codeOf(house.requests.decide(head, city.requestId, { verdict: 'approve' }))).toBe('access.denied')
    expect(await codeOf(house.requests.decide(chief, city.requestId, { verdict: 'approve' }))).toBe('access.denied')
    expect((await house.requests.decide(department, city.requestId, { verdict: 'approve' })).state).toBe('approved')
    const other = house.opening({ agency: CITY })
    await house.requests.request(head, other)
    expect((await house.requests.decide(second, other.requestId, { verdict: 'approve' })).state).toBe('approved')
  })

  test('三人均非本人：本人不得申请、批准、执行自己的', async () => {
    const mine = await house.opened({ agency: CITY, posts: ['approver'] })
    const person = house.people.get(mine.body.identityNumber)!.personId
    const self = (posts: readonly Post[]) => official(posts, CITY, person)
    const body = house.changing(mine.accountId, ['rechecker'])
    expect(await codeOf(house.requests.request(self(['approver']), body))).toBe('access.denied')
    await house.requests.request(auditor, body)
    expect(await codeOf(house.requests.decide(self(['approver']), body.requestId, { verdict: 'approve' }))).toBe(
      'access.denied',
    )
    await house.requests.decide(head, body.requestId, { verdict: 'approve' })
    expect(await codeOf(house.requests.execute(self(['permissionMaintainer']), body.requestId))).toBe('access.denied')
    for (const by of ['102', '105'])
      expect(await codeOf(house.requests.execute(official(['permissionMaintainer'], CITY, by), body.requestId))).toBe(
        'grant.three-people',
      )
    expect(await codeOf(house.requests.execute(keeper, body.requestId))).toBe('done')
  })

  test('未经批准不得执行；不予批准须有理由；撤回只归申请人', async () => {
    const body = house.opening()
    await house.requests.request(chief, body)
    expect(await codeOf(house.requests.execute(keeper, body.requestId))).toBe('authority.moved')
    expect(await codeOf(house.requests.decide(head, body.requestId, { verdict: 'refuse' }))).toBe('authority.reason')
    expect((await house.requests.decide(head, body.requestId, { verdict: 'refuse', note: '编制已满' })).state).toBe(
      'refused',
    )
    expect(await codeOf(house.requests.execute(keeper, body.requestId))).toBe('authority.moved')
    const other = house.opening()
    await house.requests.request(chief, other)
    expect(await codeOf(house.requests.withdraw(head, other.requestId))).toBe('authority.not-yours')
    expect((await house.requests.withdraw(chief, other.requestId)).state).toBe('withdrawn')
    expect(await codeOf(house.requests.decide(head, other.requestId, { verdict: 'approve' }))).toBe('authority.moved')
    expect(await codeOf(house.requests.withdraw(chief, randomUUID()))).toBe('authority.missing')
  })

  test('被另一变动取代的，批准与执行都不予办理', async () => {
    const { accountId } = await house.opened()
    const [one, other] = [house.changing(accountId, ['reviewer']), house.changing(accountId, ['rechecker'])]
    await house.requests.request(chief, one)
    await house.requests.request(chief, other)
    await house.requests.decide(head, other.requestId, { verdict: 'approve' })
    await house.requests.decide(head, one.requestId, { verdict: 'approve' })
    await house.requests.execute(keeper, one.requestId)
    expect(await codeOf(house.requests.execute(keeper, other.requestId))).toBe('authority.overtaken')
    expect(await house.postsOf(accountId)).toEqual(['reviewer'])
    const twice = [house.opening(), house.opening()].map((body) => ({
      ...body,
      identityNumber: 'no-same',
      name: '同一人',
    }))
    for (const body of twice) await house.requests.request(chief, body)
    await house.requests.decide(head, twice[0]!.requestId, { verdict: 'approve' })
    await house.requests.execute(keeper, twice[0]!.requestId)
    expect(await codeOf(house.requests.decide(head, twice[1]!.requestId, { verdict: 'approve' }))).toBe(
      'authority.overtaken',
    )
    expect(await codeOf(house.requests.request(chief, { ...twice[0]!, requestId: randomUUID() }))).toBe(
      'authority.account-held',
    )
  })

  test.each<[string, Partial<OpenRequest>, string]>([
    ['不相容岗位，申请时即拒', { posts: ['frontDesk', 'accountant'] }, 'post.incompatible'],
    ['两种账户的岗位', { posts: ['frontDesk', 'query'] }, 'post.incompatible'],
    ['只设在市级的岗位', { posts: ['permissionMaintainer'] }, 'authority.city-post'],
    ['起日已过', { from: '2026-03-01' }, 'authority.days'],
    ['止日在起日之前', { from: '2026-05-02', through: '2026-05-01' }, 'authority.days'],
    ['姓名不符', { identityNumber: 'no-named', name: '另一人' }, 'authority.name'],
    ['姓名写了数字', { name: '张3' }, 'name.digit'],
  ])('%s', async (_, change, code) => {
    house.people.set('no-named', { personId: '700001', name: '登记人' })
    expect(await codeOf(house.requests.request(chief, house.opening(change)))).toBe(code)
  })

  test('申请之后才有的不相容，执行时再拒', async () => {
    const body = house.opening({ identityNumber: 'no-later', posts: ['auditor'] })
    await house.requests.request(chief, body)
    await house.requests.decide(head, body.requestId, { verdict: 'approve' })
    const { personId } = house.people.get('no-later')!
    await house.desk.accounts.create({ personId, realm: 'operator', login: `op-${personId}`, employerId: '501' })
    expect(await codeOf(house.requests.execute(keeper, body.requestId))).toBe('post.incompatible')
  })

  test('终止：岗位与会话即时没有；再行启用，另发激活码', async () => {
    const { accountId, body } = await house.opened()
    const session = await house.signedIn(accountId, body.login)
    expect((await session()).posts).toEqual(['frontDesk'])
    const said = { reason: '调离', proof: '调令' }
    await house.through({ kind: 'end', requestId: randomUUID(), accountId, ...said })
    expect(await codeOf(session())).toBe('session.expired')
    expect(await house.postsOf(accountId)).toEqual([])
    expect(
      await codeOf(house.requests.request(chief, { kind: 'end', requestId: randomUUID(), accountId, ...said })),
    ).toBe('authority.closed')
    const { handover } = await house.through(house.changing(accountId, ['frontDesk']))
    expect(handover?.code).toMatch(/\S{8,}/)
    expect(await codeOf(house.requests.codeAgain(chief, accountId))).toBe('access.denied')
    expect((await house.requests.codeAgain(keeper, accountId)).code).not.toBe(handover?.code)
  })

  test('申请、各步与台账只增不改', async () => {
    for (const table of [
      'authority_request',
      'authority_step',
      'post_grant',
      'authority_finding',
      'authority_signature',
    ])
      for (const act of [`update desk.${table} set`, `delete from desk.${table}`])
        expect(
          await house.db.app
            .transaction({}, (trx) =>
              trx.rows(act.endsWith('set') ? `${act} ${COLUMN[table]} = ${COLUMN[table]}` : act),
            )
            .then(
              () => 'done',
              (error: { code?: string }) => error.code,
            ),
        ).toBe('42501')
  })
})

const COLUMN: Readonly<Record<string, string>> = {
  ...{ authority_request: 'kind', authority_step: 'step', post_grant: 'posts' },
  ...{ authority_finding: 'what', authority_signature: 'accounts' },
}
