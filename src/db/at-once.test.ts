import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { openDatabase } from './database.js'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
  await db.admin.pool.query(`create table desk.once (n int primary key);
    grant select, insert on desk.once to quanyi_app`)
})
afterAll(() => db.close())

const PUT = 'insert into desk.once values ($1)'
const kept = async () => (await db.admin.pool.query('select n from desk.once order by n')).rows.map((row) => row.n)

describe('一次往返的事务', () => {
  test('几句一并送出，各得各的答；范围只在其中', async () => {
    const [scope, numbers, text] = await db.app.atOnce({ persons: ['12', '3'], employer: '7' }, (trx) =>
      Promise.all([
        trx.rows(`select ledger.scope_persons()::text as persons, ledger.scope_employer()::text as employer`),
        trx.rows('select $1::int as n union all select 2', [1], 'once.numbers'),
        trx.rows('select $1::text as told', [`它 '; 原样`]),
      ]),
    )
    expect(scope).toEqual([{ persons: '{12,3}', employer: '7' }])
    expect([numbers, text]).toEqual([[{ n: 1 }, { n: 2 }], [{ told: `它 '; 原样` }]])
    const [after] = (await db.app.pool.query(`select current_setting('quanyi.persons', true) as persons`)).rows
    expect(after.persons ?? '').toBe('')
  })

  test('先提交，后作答', async () => {
    let seen: number[] = []
    await db.app.atOnce({}, async (trx) => {
      await trx.rows(PUT, [1], 'once.put')
      seen = await kept()
    })
    expect(seen).toEqual([1])
  })

  test('一句有错，全部不成，谁也得不到答；连接照旧可用，记过名的语句也是', async () => {
    const one = openDatabase(
      (db.app.pool as unknown as { options: { connectionString: string } }).options.connectionString,
      1,
    )
    const answered: string[] = []
    const ask = (bad: number) =>
      one.atOnce({}, (trx) =>
        Promise.all([
          trx.rows(PUT, [2], 'once.put').then(() => answered.push('before')),
          trx.rows('select 1 / $1::int as n', [bad], 'once.divide'),
          trx.rows('select 5 as n', [], 'once.after').then(() => answered.push('after')),
        ]),
      )
    await expect(ask(0)).rejects.toMatchObject({ code: '22012' })
    expect([answered, await kept()]).toEqual([[], [1]])
    await ask(1)
    expect([answered, await kept()]).toEqual([
      ['before', 'after'],
      [1, 2],
    ])
    await expect(one.atOnce({}, (trx) => trx.rows('no such words', [], 'once.wrong'))).rejects.toMatchObject({
      code: '42601',
    })
    expect(await one.transaction({}, (trx) => trx.rows('select 5 as n', [], 'once.after'))).toEqual([{ n: 5 }])
    await one.close()
  })

  test('答后再问的，不问；不经 rows 的，不问', async () => {
    const late = db.app.atOnce({}, async (trx) => {
      await trx.rows('select 1 as n')
      return trx.rows('select 2 as n')
    })
    await expect(late).rejects.toThrow('asked too late')
    await expect(db.app.atOnce({}, async (trx) => trx.client.query('select 1'))).rejects.toThrow('by rows alone')
    await expect(db.app.atOnce({ persons: [`1'`] }, async () => undefined)).rejects.toThrow('digits only')
  })
})
