import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../test/city.js'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

describe('smoke', () => {
  test('migrated', async () => {
    const rows = await db.app.transaction({ persons: ['1'] }, (trx) => trx.rows('select * from ledger.due'))
    expect(rows).toEqual([])
  })
})
