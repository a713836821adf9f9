import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import type { Cluster } from '../../test/cluster.js'
import type { Database, Trx } from './database.js'
import { copyIn, inOrder, openPiped } from './piped.js'
import { together } from './together.js'

let db: TestDatabase
let piped: Database
beforeAll(async () => {
  db = await testDatabase()
  const { adminUrl }: Cluster = inject('cluster')
  const { rows } = await db.admin.pool.query<{ name: string }>('select current_database() as name')
  const url = new URL(adminUrl)
  url.pathname = `/${rows[0]!.name}`
  piped = openPiped(url.toString(), 2)
  await db.admin.pool.query('create table public.kept (id int primary key, says text)')
})
afterAll(async () => {
  await piped.close()
  await db.close()
})

const keep = (trx: Trx, id: number, says = '') => trx.rows('insert into public.kept values ($1, $2)', [id, says])
const kept = async () => (await db.admin.pool.query<{ id: number }>('select id from public.kept order by id')).rows

describe('成批办理的库', () => {
  test('一口气问的各得各的答，次序不乱', async () => {
    const answers = await piped.transaction({}, async (trx) => {
      await keep(trx, 1, '甲')
      return together(trx, [
        (t) => t.rows('select says from public.kept where id = $1', [1]),
        (t) => t.rows('select $1::text as any', ['带引号的‘文字’']),
        (t) => t.rows('select 7 as seven'),
      ])
    })
    expect(answers).toEqual([[{ says: '甲' }], [{ any: '带引号的‘文字’' }], [{ seven: 7 }]])
  })

  test('一处不成，全不成：先发的、后发的都不留；连接照旧可用', async () => {
    const failing = piped.transaction({}, async (trx) => {
      await inOrder(trx, [() => keep(trx, 2), () => keep(trx, 1), () => keep(trx, 3)])
    })
    await expect(failing).rejects.toThrow(/duplicate key/)
    expect((await kept()).map(({ id }) => id)).toEqual([1])
    await expect(piped.transaction({}, () => Promise.reject(new Error('不办了')))).rejects.toThrow('不办了')
    expect(await piped.transaction({}, (trx) => trx.rows('select 1 as one'))).toEqual([{ one: 1 }])
  })

  test('办到一半反悔，也不留', async () => {
    const failing = piped.transaction({}, async (trx) => {
      await keep(trx, 4)
      throw new Error('不办了')
    })
    await expect(failing).rejects.toThrow('不办了')
    expect((await kept()).map(({ id }) => id)).toEqual([1])
  })

  test('成批写入排在前后两句之间；写入不成，全不成', async () => {
    const copy = (trx: Trx, text: string) => copyIn(trx, 'copy public.kept from stdin', Buffer.from(text))
    await piped.transaction({}, (trx) =>
      inOrder(trx, [() => keep(trx, 5), () => copy(trx, '6\t六\n7\t七\n'), () => keep(trx, 8)]),
    )
    expect((await kept()).map(({ id }) => id)).toEqual([1, 5, 6, 7, 8])
    const failing = piped.transaction({}, (trx) =>
      inOrder(trx, [() => keep(trx, 9), () => copy(trx, '10\t十\n5\t重复\n'), () => keep(trx, 11)]),
    )
    await expect(failing).rejects.toThrow(/duplicate key/)
    await expect(piped.transaction({}, (trx) => copy(trx, '不是数\t一\n'))).rejects.toThrow(/invalid input syntax/)
    expect((await kept()).map(({ id }) => id)).toEqual([1, 5, 6, 7, 8])
  })

  test('数据范围只在这一次事务里：另起一次，谁也看不见', async () => {
    const setting = (trx: Trx) =>
      trx.rows(`select current_setting('quanyi.persons') as persons, current_setting('quanyi.employer') as employer`)
    const seen = await piped.transaction({ persons: ['12', '3'], employer: '9' }, async (trx) => ({
      persons: trx.persons,
      set: await setting(trx),
    }))
    expect(seen.persons?.toSorted()).toEqual(['12', '3'])
    expect(seen.set).toEqual([{ persons: expect.stringMatching(/^(12,3|3,12)$/), employer: '9' }])
    for (let i = 0; i < 3; i++) expect(await piped.transaction({}, setting)).toEqual([{ persons: '', employer: '' }])
  })
})
