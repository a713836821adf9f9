import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { citizen, handClock, operatorOf, staff, testChance, testGuard, testLineSealer } from '../../test/access.js'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { Refusal } from '../kernel/refusal.js'
import type { LineSealer } from './book.js'
import { looksOf } from './book-store.js'
import type { Guard } from './cedar.js'
import { type Ask, type GatePorts, openGate } from './gate-service.js'
import { accountMissing } from './refusals.js'
import { ownRecord, type Resource } from './resource.js'

let db: TestDatabase
let alarms: string[] = []
let ports: GatePorts
const guard = testGuard()

beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())
beforeEach(() => {
  alarms = []
  ports = {
    ...{
      database: db.app,
      guard,
      sealer: testLineSealer,
      conceal: (text: string) => text,
      clock: handClock(),
      chance: testChance,
    },
    alarm: (says) => alarms.push(says),
  }
})

const looks = (person: string) =>
  db.app.transaction({ persons: [person] }, (trx) => looksOf(trx, person, { most: 100 }))
const events = () =>
  db.admin.transaction({}, (trx) =>
    trx.rows<{ action: string; outcome: string; policies: string }>('select * from access.event order by event_id'),
  )
const record = (person: string, agencies = ['999901'], employers = ['501']): Resource => ({
  kind: 'Record',
  person,
  agencies,
  employers,
})
const own = (person: string): Ask => ({
  actor: citizen(person),
  action: 'record.read',
  resource: ownRecord(person),
  subjects: [person],
  sections: ['account'],
  purpose: '本人查询',
})
const answer = async () => 'answer'

article('M14-26b', '每次查看与每次拒绝，先记一行，后作答', () => {
  test('有依据：办成，记一行，写明依据与条款', async () => {
    expect(await openGate(ports).pass(own('101'), async (_trx, { decision }) => decision.sections)).toEqual(['account'])
    expect(await looks('101')).toMatchObject([
      {
        ...{ personId: '101', actorPersonId: '101', realm: 'citizen', channel: 'web', action: 'record.read' },
        ...{ outcome: 'shown', sections: ['account'], policies: ['citizen.record'], articles: ['M14-15b'] },
        ...{ purpose: '本人查询', at: Date.UTC(2026, 2, 2, 1) },
      },
    ])
  })

  test('无依据：不予办理，同样记一行', async () => {
    const ask: Ask = { ...own('102'), actor: citizen('103') }
    const work = () => Promise.reject(new Error('the work must not run'))
    await expect(openGate(ports).pass(ask, work)).rejects.toMatchObject({ entry: { code: 'access.denied' } })
    expect(await looks('102')).toMatchObject([{ outcome: 'refused', actorPersonId: '103', sections: ['account'] }])
  })

  test('客体须先查明的：在同一事务里查明、决定、记一行', async () => {
    const ask = (employers: string[]): Ask => ({
      ...{ actor: operatorOf('501'), action: 'record.read', subjects: ['104'], sections: ['contribution'] },
      resource: async (trx) => {
        const [row] = await trx.rows<{ scope: string }>(`select current_setting('quanyi.persons') as scope`)
        return record(row!.scope, ['999901'], employers)
      },
    })
    expect(await openGate(ports).pass(ask(['501']), async (_t, { decision }) => decision.employment)).toBe('501')
    await expect(openGate(ports).pass(ask(['502']), answer)).rejects.toThrow('access.denied')
    expect((await looks('104')).map((line) => line.outcome).sort()).toEqual(['refused', 'shown'])
  })

  test('经办途中的不予办理，也记一行', async () => {
    const work = () => Promise.reject(new Refusal(accountMissing, {}))
    await expect(openGate(ports).pass(own('105'), work)).rejects.toThrow('account.missing')
    expect(await looks('105')).toMatchObject([{ outcome: 'refused' }])
  })

  test('写不成行，就不作答', async () => {
    const broken: LineSealer = {
      seal: () => {
        throw new Error('no seal')
      },
    }
    let worked = false
    const gate = openGate({ ...ports, sealer: broken })
    const work = async () => {
      worked = true
      return 'secret'
    }
    await expect(gate.pass(own('106'), work)).rejects.toThrow('no seal')
    expect(worked).toBe(true)
    expect(await looks('106')).toEqual([])
    await expect(gate.pass({ ...own('106'), actor: citizen('103') }, work)).rejects.toThrow('no seal')
    expect(await openGate(ports).pass(own('106'), work)).toBe('secret') // control: with a working seal it answers
  })

  test('行提交之后才作答', async () => {
    const seen: number[] = []
    const slow = {
      ...db.app,
      transaction: async <R>(...args: Parameters<typeof db.app.transaction<R>>) => {
        const result = await db.app.transaction(...args)
        seen.push((await looks('107')).length)
        return result
      },
    }
    await openGate({ ...ports, database: slow }).pass(own('107'), answer)
    expect(seen).toEqual([1])
  })

  test('引擎出错：不许、报警、留痕', async () => {
    const failing: Guard = {
      groundOf: () => undefined,
      posts: new Map(),
      decide: () => ({ allowed: false, policies: [], articles: [], says: [], sections: [], alarm: 'broken' }),
    }
    await expect(openGate({ ...ports, guard: failing }).pass(own('108'), answer)).rejects.toThrow('access.denied')
    expect(alarms).toEqual(['access engine: broken'])
    expect(await looks('108')).toMatchObject([{ outcome: 'refused', policies: ['engine.alarm'] }])
  })
})

article('M14-22b', '检索：两项条件，所示各人各记一行', () => {
  const search = (keys: number): Ask => ({
    ...{ actor: staff(['frontDesk']), action: 'record.search', purpose: '窗口办理', context: { keys } },
    resource: { kind: 'Agency', agency: '999901' },
  })

  test('不足两项：说明缘由，记一行事件', async () => {
    await expect(openGate(ports).pass(search(1), answer)).rejects.toMatchObject({
      entry: { code: 'search.two-keys' },
      facts: { given: 1 },
    })
    expect((await events()).at(-1)).toMatchObject({ action: 'record.search', outcome: 'refused' })
  })

  test('示出一人，记一行；一人未示，也有一行事件', async () => {
    const shown = await openGate(ports).pass(search(2), async (trx, pass) => {
      await pass.show(['111', '112'])
      return trx.rows<{ scope: string }>(`select current_setting('quanyi.persons') as scope`)
    })
    expect(shown[0]!.scope).toBe('111,112')
    for (const person of ['111', '112']) {
      expect(await looks(person)).toMatchObject([
        { action: 'record.search', outcome: 'shown', sections: ['registration'] },
      ])
    }
    await openGate(ports).pass(search(2), answer)
    expect((await events()).map((line) => line.outcome).sort()).toEqual(['done', 'refused'])
  })
})

describe('第二道墙', () => {
  test('事务只见所请示的人', async () => {
    await openGate(ports).pass(own('121'), answer)
    const seen = await openGate(ports).pass(own('122'), (trx) => looksOf(trx, '121', { most: 10 }))
    expect(seen).toEqual([])
    expect(await openGate(ports).pass(own('121'), (trx) => looksOf(trx, '121', { most: 10 }))).toHaveLength(1)
  })

  test('分页：新的在前，接着往下看', async () => {
    const clock = handClock()
    for (let i = 0; i < 5; i++) {
      clock.pass(1)
      await openGate({ ...ports, clock }).pass({ ...own('131'), matter: `${i}` }, answer)
    }
    const page = (before?: string) =>
      db.app.transaction({ persons: ['131'] }, (trx) => looksOf(trx, '131', { most: 3, before }))
    const first = await page()
    expect(first.map((line) => line.matter)).toEqual(['4', '3', '2'])
    expect((await page(first.at(-1)!.lookId)).map((line) => line.matter)).toEqual(['1', '0'])
  })
})
