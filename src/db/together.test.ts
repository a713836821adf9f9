import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { together } from './together.js'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

const ID = '018f0000-0000-7000-8000-000000000001'

describe('一次往返问若干', () => {
  test('各得各的答，次序不乱；类型与单问时一样；只有一次往返', async () => {
    const answers = await db.app.transaction({}, async (trx) => {
      let asked = 0
      const query = trx.client.query.bind(trx.client) as (...given: unknown[]) => unknown
      const counting = { ...trx, client: Object.assign(Object.create(trx.client), { query: counted }) }
      function counted(...given: unknown[]) {
        asked++
        return query(...given)
      }
      const given = await together(counting, [
        (t) => t.rows('select $1::uuid as id, $2::int as n', [ID, 7]),
        (t) => t.rows('select unnest($1::bigint[]) as person', [['12', '3']]),
        (t) => t.rows(`select '\\x00ff'::bytea as bytes, date '2026-03-01' as day, $1::int as none`, [null]),
        async () => 'nothing asked',
      ])
      return { given, asked }
    })
    expect(answers.asked).toBe(1)
    expect(answers.given).toEqual([
      [{ id: ID, n: 7 }],
      [{ person: '12' }, { person: '3' }],
      [{ bytes: Buffer.from([0, 255]), day: '2026-03-01', none: null }],
      'nothing asked',
    ])
  })

  test('第二问单独去问；值照原样带去', async () => {
    const [rows, wild] = await db.app.transaction({}, (trx) =>
      together(trx, [
        async (t) => {
          const [first] = await t.rows<{ n: number }>('select 1 as n')
          return t.rows('select $1::text as told', [`${first!.n}'; 原样`])
        },
        (t) => t.rows('select $1::text as x', ["'; drop"]),
      ]),
    )
    expect(rows).toEqual([{ told: "1'; 原样" }])
    expect(wild).toEqual([{ x: "'; drop" }])
  })

  test('一问有错，各问都得知', async () => {
    const asked = db.app.transaction({}, (trx) =>
      together(trx, [(t) => t.rows('select 1 as n'), (t) => t.rows('select 1 / $1::int as n', [0])]),
    )
    await expect(asked).rejects.toThrow('division by zero')
  })
})
