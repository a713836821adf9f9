import { afterAll, beforeAll, expect, test } from 'vitest'
import { AGENCIES, handClock, staff, testChance, testGuard } from '../../test/access.js'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { testKeys } from '../../test/keys.js'
import { memoryTree } from '../../test/memory-tree.js'
import { LookSequencer } from './batch-service.js'
import { openLineSealer } from './book.js'
import { looksOf } from './book-store.js'
import { type Ask, type Gate, openGate } from './gate-service.js'
import { SealService } from './seal-service.js'
import { verifyLooks } from './verify-service.js'

const CASE = '0190d2a0-0000-7000-8000-00000000ca5e'
const keys = testKeys()
let db: TestDatabase
let gate: Gate
let seals: SealService
const clock = handClock()
const asker = staff(['query'], '999901', '41')
const approver = staff(['queryApprover'], '999901', '42')

beforeAll(async () => {
  db = await testDatabase()
  gate = openGate({
    ...{ database: db.app, guard: testGuard(), sealer: openLineSealer(keys), conceal: (text: string) => text },
    ...{ clock, chance: testChance, alarm: (says: string) => expect.fail(says) },
  })
  seals = new SealService({
    ...{ gate, clock, chance: testChance, longestDays: () => 180, agencyName: (code: string) => code },
    staffNames: async (ids) => new Map(ids.map((id) => [id, `经办${id}`])),
    agenciesOf: (agency) =>
      AGENCIES.filter(({ code, parent }) => code === agency || parent === agency).map(({ code }) => code),
  })
})
afterAll(() => db.close())

const looks = (today = clock.today()) =>
  db.app.transaction({ persons: ['101'] }, (trx) => looksOf(trx, '101', { most: 100, today }))
const body = {
  caseId: CASE,
  matter: '示侦〔2026〕7号',
  basis: '中华人民共和国刑事诉讼法 第五十四条',
  untilDay: '2026-03-20',
}
const looking = (sealedUnder?: string): Ask => ({
  ...{ actor: asker, action: 'record.read', sections: ['contribution'], subjects: ['101'] },
  ...{ purpose: '依法查询', matter: '示侦〔2026〕7号', sealedUnder },
  resource: { kind: 'Record', person: '101', agencies: ['999901'], employers: [] },
})
const look = (sealedUnder?: string) => gate.pass(looking(sealedUnder), async () => 'answer')
const code = (error: unknown) => (error as { entry?: { code?: string } }).entry?.code

article(['M14-18', 'M14-21'], '依法封存的查阅：封存期内不露痕迹，期满以真实时间出现', () => {
  test('没有封存令，不得按封存查询', async () => {
    await expect(look(CASE)).rejects.toSatisfy((error) => code(error) === 'seal.missing')
    expect(await looks()).toEqual([]) // 也不留下日后会消失的一行；拒绝记在事件里
    const events = await db.admin.transaction({}, (trx) => trx.rows('select action, outcome from access.event'))
    expect(events).toContainEqual({ action: 'record.read', outcome: 'refused' })
  })

  test('须写明依据、期限，并由另一人批准', async () => {
    await expect(seals.propose(approver, body)).rejects.toSatisfy((error) => code(error) === 'access.denied')
    for (const untilDay of ['2026-03-02', '2027-01-01'])
      await expect(async () => seals.propose(asker, { ...body, untilDay })).rejects.toSatisfy(
        (e) => code(e) === 'seal.days',
      )
    const both = staff(['query', 'queryApprover'], '999901', '43')
    const own = await seals.propose(both, body)
    await expect(seals.decide(both, own.proposalId, { decision: 'approve' })).rejects.toSatisfy(
      (error) => code(error) === 'seal.needs-another',
    )
    await expect(async () => seals.decide(approver, own.proposalId, { decision: 'refuse' })).rejects.toSatisfy(
      (error) => code(error) === 'seal.needs-reason',
    )
    await seals.decide(approver, own.proposalId, { decision: 'refuse', reason: '依据不足' })
    await expect(seals.decide(approver, own.proposalId, { decision: 'approve' })).rejects.toSatisfy(
      (error) => code(error) === 'seal.not-open',
    )
  })

  test('封存期内本人那里没有行、没有空位、没有计数；公开的一行照常', async () => {
    const before = await looks()
    const { proposalId } = await seals.propose(asker, body)
    expect((await seals.decide(approver, proposalId, { decision: 'approve' })).state).toBe('approved')
    clock.pass(60)
    await look(CASE)
    clock.pass(60)
    expect(await looks()).toEqual(before)
    await look()
    expect(await looks()).toHaveLength(before.length + 1)
    const { seals: listed } = await seals.list(staff(['supervisor'], '999900', '50'))
    expect(listed.find((one) => one.proposalId === proposalId)).toMatchObject({
      ...{ basis: body.basis, state: 'approved', untilDay: body.untilDay },
      ...{ proposedBy: '经办41', decidedBy: '经办42' },
    })
  })

  test('本人范围内的数据库查询也查不出：第二道墙', async () => {
    const rows = (persons: string[]) =>
      db.app.transaction({ persons }, (trx) => trx.rows('select 1 from access.sealed_look where person_id = 101'))
    await db.admin.transaction({}, async (trx) => {
      await trx.rows('set local session_replication_role = replica')
      await trx.rows(`update access.seal_order set until_day = current_date + 30`)
    })
    expect(await rows(['101'])).toEqual([])
    await db.admin.transaction({}, async (trx) => {
      await trx.rows('set local session_replication_role = replica')
      await trx.rows(`update access.seal_order set until_day = '2026-03-20'`)
    })
    expect(await rows(['101'])).not.toEqual([]) // 对照：期满之后查得出
  })

  test('期满次日起，以真实时间出现', async () => {
    const sealed = (lines: Awaited<ReturnType<typeof looks>>) => lines.map(({ at }) => at)
    const hidden = sealed(await looks('2026-03-20' as never))
    const shown = sealed(await looks('2026-03-21' as never))
    expect(shown.length).toBe(hidden.length + 1)
    expect(shown).toEqual([...shown].sort((a, b) => b - a))
    expect(shown.filter((at) => !hidden.includes(at))).toEqual([Date.UTC(2026, 2, 2, 1, 1)])
  })

  test('提前解除，当即可见', async () => {
    const another = '0190d2a0-0000-7000-8000-00000000ca5f'
    const { proposalId } = await seals.propose(asker, { ...body, caseId: another })
    await seals.decide(approver, proposalId, { decision: 'approve' })
    const before = await looks()
    await look(another)
    expect(await looks()).toHaveLength(before.length)
    expect((await seals.end(approver, proposalId, '案件已公开')).state).toBe('ended')
    expect(await looks()).toHaveLength(before.length + 1)

    const again = await seals.propose(asker, { ...body, caseId: another })
    await expect(seals.decide(approver, again.proposalId, { decision: 'approve' })).rejects.toSatisfy(
      (error) => code(error) === 'seal.lapsed',
    )
    expect(await looks()).toHaveLength(before.length + 1) // 看到过的，不再消失
  })

  test('封存期内可以延长', async () => {
    const prolonged = '0190d2a0-0000-7000-8000-00000000ca60'
    for (const untilDay of ['2026-03-20', '2026-05-20']) {
      const { proposalId } = await seals.propose(asker, { ...body, caseId: prolonged, untilDay })
      expect((await seals.decide(approver, proposalId, { decision: 'approve' })).state).toBe('approved')
    }
    await look(prolonged)
    const [shorter, longer] = [await looks('2026-04-01' as never), await looks('2026-05-21' as never)]
    expect(longer.length).toBe(shorter.length + 1)
  })

  test('封存之书同样在存证树之下：抹去一行，核验点名', async () => {
    const tree = memoryTree()
    const sequencer = new LookSequencer(db.post, keys, tree, (says) => expect.fail(says))
    while ((await sequencer.tick()) > 0);
    const { pending, findings } = await verifyLooks(db.verify, keys, tree)
    expect(findings).toEqual([])
    expect(pending).toBe(0)
    await db.admin.transaction({}, async (trx) => {
      await trx.rows('set local session_replication_role = replica')
      await trx.rows('delete from access.sealed_look where case_id = $1', [CASE])
    })
    const found = (await verifyLooks(db.verify, keys, tree)).findings
    expect(found.map(({ table, kind }) => `${table} ${kind}`)).toContain('access.sealed_look missing')
  })
})
