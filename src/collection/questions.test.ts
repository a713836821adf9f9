import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { citizen, FRONT_DESK, REVIEWERS, type TestDesk, testDesk } from '../../test/desk.js'
import type { Database } from '../db/database.js'

const CODE = '91110108QYT0000144'
let db: TestDatabase
let desk: TestDesk
let asked = 0

beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db)
  await desk.employer(CODE)
  await desk.persons([[citizen(0), '测试甲']], CODE)
  for (const one of [db.app, db.post]) count(one)
})
afterAll(() => db.close())

/** 每次往返计一。 */
function count({ pool }: Pick<Database, 'pool'>): void {
  const connect = pool.connect.bind(pool) as () => Promise<object>
  const watched = new WeakSet<object>()
  Object.assign(pool, {
    connect: async () => {
      const client = (await connect()) as { query: (...given: unknown[]) => unknown }
      if (!watched.has(client)) {
        watched.add(client)
        const query = client.query.bind(client)
        client.query = (...given) => {
          asked++
          return query(...given)
        }
      }
      return client
    },
  })
}

async function during<T>(doing: () => Promise<T>): Promise<{ made: T; asked: number }> {
  asked = 0
  const made = await doing()
  return { made, asked }
}

describe('一件的问数：不因岁月悄悄变多', () => {
  test('录入一笔缴费、通过一个环节，各在其限', async () => {
    const entry = await during(() =>
      desk.entries.enter(FRONT_DESK, {
        ...{ identityNumber: citizen(0), fullName: '测试甲', creditCode: CODE, contributionMonth: '2026-03' },
        ...{ settlementMonth: '2026-03', contributionKind: '1', declaredWage: 800_000, insurances: ['110', '410'] },
        ground: '核对工资表原件',
      }),
    )
    const { id, revision, route } = entry.made
    const stage = route[0]!
    const pass = await during(() => desk.reviews.pass(REVIEWERS[stage], id, { stage, revision }))
    console.log(`录入 ${entry.asked} 次，通过一个环节 ${pass.asked} 次`)
    expect(entry.asked).toBeLessThanOrEqual(MOST_OF_ENTRY)
    expect(pass.asked).toBeLessThanOrEqual(MOST_OF_PASS)
  })
})

/** 先前录入须五十六次。 */
const MOST_OF_ENTRY = 32
const MOST_OF_PASS = 24
