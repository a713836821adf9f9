import { afterAll, beforeAll, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { citizen, clerk, type TestDesk, testDesk } from '../../test/desk.js'
import { fundPorts } from '../../test/levy-desk.js'
import { Refusal } from '../kernel/refusal.js'
import { isAmong } from '../ledger/alias-store.js'
import type { PersonAlias } from '../ledger/fact.js'
import { BalanceService } from './balance-service.js'
import { findNamedPerson } from './entry-service.js'
import { WorkService } from './work-service.js'

const CODE = '91110108QYT0000144'
const ALL = ['frontDesk', 'initialReviewer', 'reviewer', 'rechecker', 'approver'] as const

let db: TestDatabase
let desk: TestDesk
let ids: string[]

beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db)
  await desk.employer(CODE)
  await desk.persons(
    [0, 1, 2].map((n) => [citizen(n), '测试员']),
    CODE,
  )
  ids = await Promise.all(
    [0, 1, 2].map(
      async (n) => (await findNamedPerson(desk.ports, { identityNumber: citizen(n), fullName: '测试员' })).personId,
    ),
  )
  await desk.ledger.post([alias(0, 1, 'kept'), alias(1, 0, 'merged')])
})
afterAll(() => db.close())

function alias(one: number, other: number, role: 'kept' | 'merged'): PersonAlias {
  const place = { line: 1, agency: '999901', area: '999900', document: '合并 1 号' }
  return { kind: 'personAlias', ...place, personId: ids[one]!, otherPersonId: ids[other]!, role, change: 'merge' }
}

const entered = (n: number, month: string) =>
  desk.entries.enter(clerk(ids[n]!, ...ALL), {
    ...{ identityNumber: citizen(2), fullName: '测试员', creditCode: CODE, insurances: ['110' as const] },
    ...{ settlementMonth: '2026-03', contributionMonth: month, contributionKind: month === '2026-03' ? '1' : '2' },
    ...{ declaredWage: 800_000, ground: '合并过的经办人' },
  })
const codeOf = (doing: Promise<unknown>) =>
  doing.then(
    () => undefined,
    (error: unknown) => (error instanceof Refusal ? error.entry.code : error),
  )

article(
  ['M14-7c', 'BD-28a'],
  '一个自然人的两个号码合并之后，以哪个号码登录都是同一人：录入、审核、认领都不得两次',
  () => {
    test('以另一号码登录，不能审自己录入的；对照：没有合并的人可以', async () => {
      const { id, revision } = await entered(0, '2026-03')
      const pass = (n: number) => desk.reviews.pass(clerk(ids[n]!, ...ALL), id, { stage: 'review', revision })
      expect(await codeOf(pass(1))).toBe('review.same-person')
      expect((await desk.lists.inbox(clerk(ids[1]!, ...ALL))).items.map((one) => one.id)).not.toContain(id)
      expect(await codeOf(new WorkService(desk.ports).claim(clerk(ids[1]!, ...ALL), id, { revision }))).toBe(
        'review.same-person',
      )
      expect(await codeOf(pass(2))).toBeUndefined()
    })

    test('以两个号码先后办两个环节，也不能', async () => {
      const { id, revision } = await entered(2, '2026-02')
      const pass = (n: number, stage: 'initialReview' | 'review') =>
        desk.reviews.pass(clerk(ids[n]!, ...ALL), id, { stage, revision })
      await pass(1, 'initialReview')
      expect(await codeOf(pass(0, 'review'))).toBe('review.same-person')
    })

    test('以另一号码是该单位的经办人，也不能审该单位的；对照：没有合并的人可以', async () => {
      const { id, revision } = await entered(2, '2026-01')
      const employerId = (await desk.cases.show(clerk(ids[2]!, ...ALL), id)).employer!.id
      desk.operators.add(`${ids[0]}|${employerId}`)
      const pass = (who: string) => desk.reviews.pass(clerk(who, ...ALL), id, { stage: 'initialReview', revision })
      expect(await codeOf(pass(ids[1]!))).toBe('review.affiliated')
      expect(await codeOf(pass('901'))).toBeUndefined()
      desk.operators.clear()
    })

    test('以两个号码签认月末平衡的两岗，也不能；对照：没有合并的人可以', async () => {
      const balances = new BalanceService(fundPorts(desk, db))
      const { figures } = await balances.show(clerk(ids[0]!, 'cashier'), '2026-01')
      const ask = { month: '2026-01', figures }
      await balances.sign(clerk(ids[0]!, 'cashier'), ask)
      expect(await codeOf(balances.sign(clerk(ids[1]!, 'accountant'), ask))).toBe('review.same-person')
      expect(await codeOf(balances.sign(clerk(ids[2]!, 'accountant'), ask))).toBeUndefined()
    })

    test('任何一处问“此人办过没有”，两个号码都算此人；没有合并的不算，编造的不算', async () => {
      const among = (one: string, people: readonly string[]) =>
        db.app.transaction({}, (trx) => isAmong(trx, one, people))
      expect(await among(ids[1]!, ['system', ids[0]!])).toBe(true)
      expect(await among(ids[0]!, [ids[1]!])).toBe(true)
      expect(await among(ids[2]!, [ids[0]!, ids[1]!])).toBe(false)
      expect(await among('system', [ids[0]!])).toBe(false)
      expect(await among(ids[2]!, [])).toBe(false)
    })
  },
)
