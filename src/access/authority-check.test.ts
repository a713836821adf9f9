import { randomUUID } from 'node:crypto'
import { afterAll, describe, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { AuthorityHouse, CITY, codeOf, EAST, HANDS, official, WEST } from '../../test/authority.js'
import { testDatabase } from '../../test/city.js'
import { noteUses } from './authority-check-service.js'
import { SignatureService } from './signature-service.js'

const house = new AuthorityHouse(await testDatabase())
const { chief, head, keeper, department, clerk } = HANDS
const WAIT = { timeout: 20_000, interval: 200 }
afterAll(() => house.db.close())

article('BD-28a', '岗位有任期：未到与届满，下一次请求即不算数', () => {
  test('任期之外的岗位不算', async () => {
    const { accountId, body } = await house.opened({ posts: ['frontDesk'], from: '2026-03-02', through: '2026-03-02' })
    const session = await house.signedIn(accountId, body.login)
    expect((await session()).posts).toEqual(['frontDesk'])
    const day = 24 * 3600
    house.clock.pass(day)
    const again = await house.signedIn(accountId, body.login)
    expect((await again()).posts).toEqual([])
    expect(await house.postsOf(accountId)).toEqual(['frontDesk']) // control: the row alone would still say so
    await house.check.check()
    expect(await house.postsOf(accountId)).toEqual([])
    const [last] = await house.sql<{ kind: string }>(
      'select kind from desk.post_grant where account_id = $1 order by granted_at desc limit 1',
      [accountId],
    )
    expect(last?.kind).toBe('over')
    const later = house.changing(accountId, ['frontDesk'], { from: '2026-04-01', through: '2026-04-30' })
    await house.through(later)
    const waiting = await house.signedIn(accountId, body.login)
    expect((await waiting()).posts).toEqual([])
  })
})

article('BD-28b', '绕过授权直接改表：下一次请求即不算数，核对时找出、恢复并列入监督', () => {
  const granted = (id: string, posts: string) =>
    house.sql(`update desk.account set posts = $2 where account_id = $1`, [id, posts])

  test('凭空多出的岗位', async () => {
    const { accountId, body } = await house.opened()
    const session = await house.signedIn(accountId, body.login)
    await granted(accountId, '{frontDesk,reviewer}')
    expect((await session()).posts).toEqual(['frontDesk'])
    const found = await house.check.check()
    expect(found).toEqual([expect.objectContaining({ accountId, what: 'posts', restored: ['frontDesk'] })])
    expect(await house.postsOf(accountId)).toEqual(['frontDesk'])
    expect(await codeOf(session())).toBe('session.expired')
    expect(await house.check.check()).toEqual([]) // once it was brought back, there is nothing more to tell
    const { findings } = await house.views.accounts(department)
    expect(findings[0]).toMatchObject({ what: 'posts', found: ['frontDesk', 'reviewer'], restored: ['frontDesk'] })
  })

  test('台账里也补了一行：封对不上，照样找出；日期写在将来的，账户停用', async () => {
    for (const [days, state] of [
      ['0 days', 'pending'],
      ['9 days', 'blocked'],
    ]) {
      const { accountId } = await house.opened()
      await granted(accountId, '{frontDesk,approver}')
      await house.sql(
        `insert into desk.post_grant (grant_id, account_id, person_id, posts, posts_before, requested_by, approved_by,
           granted_by, granted_at, kind, from_days, through_days, request_id, seal)
         select gen_random_uuid(), account_id, person_id, '{frontDesk,approver}', posts_before, requested_by, approved_by,
           granted_by, granted_at + interval '1 second' + $2::interval, kind, '{"",""}', '{"",""}', request_id, seal
         from desk.post_grant where account_id = $1`,
        [accountId, days],
      )
      house.clock.pass(2)
      const found = (await house.check.check()).filter((one) => one.accountId === accountId)
      expect(found.map(({ what }) => what)).toEqual(['grant', 'posts'])
      expect(await house.postsOf(accountId)).toEqual(['frontDesk'])
      const [row] = await house.sql<{ state: string }>('select state from desk.account where account_id = $1', [
        accountId,
      ])
      expect(row?.state).toBe(state)
    }
  })

  test('凭空多出的账户：停用', async () => {
    const id = randomUUID()
    await house.sql(
      `insert into desk.account (account_id, person_id, realm, login_digest, state, agency, posts, created_at)
       values ($1, 700777, 'staff', '\\x01', 'active', $2, '{systemAdmin}', now())`,
      [id, CITY],
    )
    expect(await house.check.check()).toEqual([
      expect.objectContaining({ accountId: id, what: 'ungranted', restored: [] }),
    ])
    const [row] = await house.sql('select state, posts from desk.account where account_id = $1', [id])
    expect(row).toEqual({ state: 'blocked', posts: [] })
  })

  test('首任有台账，核对无所见；此制之前的账户升级时写入一次', async () => {
    await house.desk.accounts.create({
      personId: '700888',
      realm: 'staff',
      login: 'first',
      agency: CITY,
      posts: ['systemAdmin'],
    })
    expect(await house.check.check()).toEqual([])
    expect(await house.check.adopt()).toBe(0)
    await house.sql('alter table desk.authority_adoption disable trigger all')
    await house.sql('delete from desk.authority_adoption')
    const id = randomUUID()
    await house.sql(
      `insert into desk.account (account_id, person_id, realm, login_digest, state, agency, posts, created_at)
       values ($1, 700999, 'staff', '\\x02', 'active', $2, '{auditor}', now())`,
      [id, CITY],
    )
    expect(await house.check.adopt()).toBeGreaterThan(0)
    expect(await house.check.adopt()).toBe(0)
    expect((await house.check.check()).filter(({ accountId }) => accountId === id)).toEqual([])
    expect(await house.postsOf(id)).toEqual(['auditor'])
  })

  test('不相容岗位的，连同停用列入监督', async () => {
    const { accountId, body } = await house.opened()
    await granted(accountId, '{frontDesk,systemAdmin}')
    const swept = await house.desk.accounts.sweep()
    const personId = house.people.get(body.identityNumber)!.personId
    expect(swept.map((one) => one.personId)).toContain(personId)
    const told = await house.check.tellIncompatible([personId])
    expect(told).toEqual([expect.objectContaining({ accountId, what: 'incompatible' })])
  })
})

article('BD-28a', '闲置的岗位：自查阅之书算出，提请撤销，同走三人', () => {
  test('用过的不算闲置，没用过的满日数才算', async () => {
    const { accountId, body } = await house.opened({ posts: ['frontDesk', 'reviewer'] })
    const personId = house.people.get(body.identityNumber)!.personId
    const mine = async () => (await house.views.accounts(chief)).accounts.find((one) => one.accountId === accountId)!
    await noteUses(house.ports)
    expect((await mine()).unused).toEqual([])
    house.clock.pass(80 * 24 * 3600)
    const me = { ...official(['frontDesk', 'reviewer'], EAST, personId), accountId }
    const used = { action: 'account.activate' as const, matter: 'x' }
    await house.desk.gate.pass(
      { actor: me, ...used, resource: { kind: 'Account', person: '1', agency: EAST } },
      async () => 1,
    )
    // The book is gone through up to where nothing older can still be committed: others work on this cluster.
    await expect
      .poll(async () => {
        await noteUses(house.ports)
        return house.sql('select 1 from desk.post_use where person_id = $1', [personId])
      }, WAIT)
      .toHaveLength(1)
    house.clock.pass(20 * 24 * 3600)
    const { unused } = await mine()
    expect(unused.map(({ post }) => post)).toEqual(['reviewer'])
    const said = { accountId, reason: '满九十天未用', proof: '闲置提请' }
    const busy = { kind: 'unused' as const, requestId: randomUUID(), remove: ['frontDesk' as const], ...said }
    expect(await codeOf(house.requests.request(chief, busy))).toBe('authority.in-use')
    const idle = { ...busy, requestId: randomUUID(), remove: ['reviewer' as const] }
    await house.requests.request(chief, idle)
    expect(await house.postsOf(accountId)).toEqual(['frontDesk', 'reviewer']) // never by itself
    await house.requests.decide(head, idle.requestId, { verdict: 'approve' })
    await house.requests.execute(keeper, idle.requestId)
    expect(await house.postsOf(accountId)).toEqual(['frontDesk'])
    expect((await mine()).terms).toEqual([{ post: 'frontDesk', from: body.from, through: body.through, counts: true }])
  })
})

article('M14-26a', '权限清单：打印，由机构定期签署', () => {
  test('所签即所见；签过之后才算有日子', async () => {
    const signatures = new SignatureService(house.ports)
    const list = await house.views.accounts(chief)
    expect([list.canSign, list.isSignDue]).toEqual([true, true])
    expect(await codeOf(signatures.sign(clerk, list.digest))).toBe('access.denied')
    await house.opened()
    expect(await codeOf(signatures.sign(chief, list.digest))).toBe('authority.list-changed')
    const { digest, accounts } = await house.views.accounts(chief)
    const made = await signatures.sign(chief, digest)
    const after = await house.views.accounts(chief)
    expect([after.isSignDue, after.signatures[0]?.signatureId]).toEqual([false, made.signatureId])
    const kept = await signatures.signed(chief, made.signatureId)
    expect(kept.rows.map(({ name }) => name)).toEqual(accounts.map(({ name }) => name))
    expect(await codeOf(signatures.signed(official(['approver'], WEST, '109'), made.signatureId))).toBe(
      'authority.signature-missing',
    )
  })
})

describe('清单', () => {
  test('各人岗位、任期与三人的姓名；外区的看不到，没有依据的不给看', async () => {
    const names = [
      ['101', EAST, 'approver', '示东'],
      ['102', CITY, 'approver', '示市'],
      ['104', CITY, 'permissionMaintainer', '示权'],
    ] as const
    for (const [personId, agency, post, name] of names)
      await house.desk.accounts.create({
        personId,
        realm: 'staff',
        login: `n-${personId}`,
        name,
        agency: agency!,
        posts: [post],
      })
    const { accountId } = await house.opened()
    const { accounts } = await house.views.accounts(chief)
    expect(accounts.find((one) => one.accountId === accountId)?.granted).toMatchObject({
      ...{ kind: 'grant', requestedBy: '示东', approvedBy: '示市', grantedBy: '示权' },
    })
    expect(new Set(accounts.map(({ agency }) => agency))).toEqual(new Set([EAST]))
    expect(await codeOf(house.views.accounts(clerk))).toBe('access.denied')
    const { items } = await house.views.requests(head)
    expect(items.filter(({ canDecide }) => canDecide).every(({ state }) => state === 'waiting')).toBe(true)
  })
})
