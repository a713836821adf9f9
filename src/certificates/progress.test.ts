import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import type { ProgressAnswer } from '../collection/intake-contract.js'
import type { Instant } from '../kernel/day.js'
import { askProgress, type ProgressDesk } from './progress-service.js'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

const SERIAL = 'R999901202600000011'
const FOUND: ProgressAnswer['found'] = {
  ...{ serial: SERIAL, kind: 'personRegistration', progress: 'initialReview', agency: '示例处', receivedAt: 1 },
  ...{ due: { day: '2026-03-20', provisional: false }, missing: [] },
}
const written: string[] = []
const desk = (limits: { perCode: number; perAddress: number; fileMegabytes: number }): ProgressDesk => ({
  database: db.app,
  keyed: (text) => createHash('sm3').update(text).digest(),
  now: () => Date.parse('2026-03-16T04:00:00Z') as Instant,
  limits: () => limits,
  pace: (work) => work,
  write: async (_trx, { outcome }) => {
    written.push(outcome)
  },
  find: async ({ serial, lastFour }) => (serial === SERIAL && lastFour === '9991' ? FOUND : undefined),
})
const ask = (at: ProgressDesk, lastFour: string, address: string) =>
  askProgress(at, { serial: SERIAL, lastFour }, address)

article('M14-13', '办理进度的公开查询：不对的、试得太多的，同一个答复', () => {
  test('都对才有；每次查询留一行', async () => {
    const open = desk({ perCode: 100, perAddress: 100, fileMegabytes: 5 })
    expect(await ask(open, '9991', '10.0.0.1')).toEqual({ state: 'found', found: FOUND })
    expect(await ask(open, '0000', '10.0.0.1')).toEqual({ state: 'unknown' })
    expect(written).toEqual(['true', 'unknown'])
  })

  test('一个编号试错多次之后，对的也不答；对照：限数之内答', async () => {
    const tight = desk({ perCode: 3, perAddress: 100, fileMegabytes: 5 })
    for (let i = 0; i < 3; i++) expect((await ask(tight, `000${i}`, '10.0.0.2')).state).toBe('unknown')
    expect(await ask(tight, '9991', '10.0.0.3')).toEqual({ state: 'unknown' })
    expect((await ask(desk({ perCode: 100, perAddress: 100, fileMegabytes: 5 }), '9991', '10.0.0.3')).state).toBe(
      'found',
    )
  })

  test('一处来得太多，也不答', async () => {
    const tight = desk({ perCode: 100, perAddress: 2, fileMegabytes: 5 })
    const states = []
    for (let i = 0; i < 4; i++) states.push((await ask(tight, '9991', '10.0.0.4')).state)
    expect(states).toEqual(['found', 'found', 'unknown', 'unknown'])
  })
})
