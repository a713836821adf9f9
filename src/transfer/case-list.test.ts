import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import type { Instant } from '../kernel/day.js'
import { insertCase, insertStep, listCases } from './case-store.js'
import type { TransferState } from './transfer-words.js'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

let opened = 0
/** One case, a day after the one before, that has come to where it is said. */
async function made(...states: TransferState[]): Promise<string> {
  const caseId = randomUUID()
  const at = (++opened * 86_400_000) as Instant
  const place = { agency: '999901', area: '999900', insurance: '110', personId: '7', partner: 'agency-371000' }
  await db.app.transaction({}, async (trx) => {
    const told = { letterNumber: `L-${opened}`, body: randomBytes(8), openedBy: '900', openedAt: at }
    await insertCase(trx, { caseId, direction: 'in', ...place, ...told })
    for (const state of states) await insertStep(trx, { caseId, side: 'ours', state, at })
  })
  return caseId
}

article('M14-10a', '转移清单：没有办完的，再旧也不被办完的挤出', () => {
  test('办完的多于一页，旧的在办件仍列在最前', async () => {
    const [oldest, next] = [await made('applied'), await made('applied', 'letterSent')]
    for (let i = 0; i < 3; i++) await made('applied', 'refused')
    const listed = await db.app.transaction({}, (trx) => listCases(trx, ['999901'], 3))
    expect(listed.slice(0, 2).map(({ caseId }) => caseId)).toEqual([next, oldest])
    expect(listed).toHaveLength(3)
  })
})
