import { afterAll, beforeAll, expect, test } from 'vitest'
import { staff } from '../../test/access.js'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { type TestReading, testReading } from '../../test/reading.js'
import { looksOf } from '../access/book-store.js'
import type { Day } from '../kernel/day.js'
import type { Guardianship, Mandate } from '../ledger/fact.js'
import { AgentsService } from './agents-service.js'

let db: TestDatabase
let reading: TestReading
let agents: AgentsService
let [busy, kin] = ['', '']
const least = 3
beforeAll(async () => {
  db = await testDatabase()
  reading = testReading(db)
  const { gate, clock, vault } = reading.ports
  const agenciesUnder = (code: string) =>
    (code === '999900' ? ['999900', '999901', '999902'] : [code]).map((one) => ({ code: one }))
  agents = new AgentsService({ gate, clock, vault, verify: db.verify, agenciesUnder, setting: () => least })
  busy = await reading.person('110101197501019975', '代理人甲')
  kin = await reading.person('110101197501019983', '亲属乙')
})
afterAll(() => db.close())

let serial = 0
const principal = () => reading.person(`11010119650112996${serial++ % 10}`, '委托人丙')
const PLACE = { line: 1, agency: '999901', area: '999900' }
const mandate = (personId: string, representativePersonId: string, change: Partial<Mandate> = {}): Mandate => ({
  ...{
    ...PLACE,
    kind: 'mandate',
    personId,
    representativePersonId,
    capacity: 'agent',
    scope: 'registration,record.read',
  },
  ...{ change: 'begin', fromDay: '2026-01-01' as Day, document: `授权书 ${personId}`, ...change },
})
const ward = (personId: string, guardianPersonId: string): Guardianship => ({
  ...{ ...PLACE, kind: 'guardianship', personId, guardianPersonId, change: 'begin' },
  ...{ fromDay: '2020-01-01' as Day, document: '户口簿' },
})
const supervisor = staff(['supervisor'], '999900', '77')
const counted = async () => (await agents.list(supervisor)).agents.map(({ principals }) => principals)

article('M14-15c', '受多名无关系者委托的代理人列给行政监督', () => {
  test('不到限数的不列；到了限数的列出，姓名遮盖，不见委托人；本人看得到这次查看', async () => {
    const all = [await principal(), await principal(), await principal()]
    await reading.ledger.post([mandate(all[0]!, busy), mandate(all[1]!, busy)])
    await reading.ledger.post([mandate(all[1]!, busy, { document: '授权书 又一份' })])
    expect(await counted()).toEqual([])
    await reading.ledger.post([mandate(all[2]!, busy)])
    reading.clock.pass(1)
    const answer = await agents.list(supervisor)
    expect(answer).toMatchObject({ least, agents: [{ name: '代***', principals: 3 }] })
    expect(answer.agents[0]!.papers).toHaveLength(4)
    expect(JSON.stringify(answer)).not.toContain('委托人丙')
    const [look] = await db.app.transaction({ persons: [busy] }, (trx) => looksOf(trx, busy, { most: 1 }))
    expect(look).toMatchObject({ action: 'oversight.read', outcome: 'shown', actorPersonId: '77' })
  })

  test('亲属与监护不算；撤销、期满的不算；对照：没有撤销的仍在', async () => {
    const all = [await principal(), await principal(), await principal()]
    await reading.ledger.post(all.map((one) => mandate(one, kin)))
    expect(await counted()).toEqual([3, 3])
    await reading.ledger.post([ward(all[0]!, kin)])
    expect(await counted()).toEqual([3])
    const extra = await principal()
    await reading.ledger.post([mandate(extra, kin, { throughDay: '2026-02-28' as Day, document: '短期' })])
    expect(await counted()).toEqual([3])
    await reading.ledger.post([mandate(extra, kin)])
    expect(await counted()).toEqual([3, 3])
    await reading.ledger.post([mandate(extra, kin, { change: 'end' })])
    expect(await counted()).toEqual([3])
  })

  test('别的区看不到；不是行政监督的不予查看，并记一行', async () => {
    expect((await agents.list(staff(['supervisor'], '999902', '78'))).agents).toEqual([])
    await expect(agents.list(staff(['frontDesk'], '999901', '79'))).rejects.toMatchObject({
      entry: { code: 'access.denied' },
    })
    const lines = await db.admin.transaction({}, (trx) =>
      trx.rows('select outcome from access.event where actor_person_id = 79'),
    )
    expect(lines).toEqual([{ outcome: 'refused' }])
  })
})
