import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { rowsOfText } from './row-text.js'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

describe('行文', () => {
  const awkward = [
    '',
    ' ',
    ',',
    '(',
    ')',
    '"',
    '""',
    '\\',
    '\\\\',
    '"\\"',
    'a\nb',
    '\t',
    ')\n(',
    '甲，乙',
    '𠮷',
    "'",
    'NULL',
  ]
  const cell = fc.option(
    fc.oneof(
      fc.constantFrom(...awkward),
      fc.array(fc.constantFrom(...awkward)).map((parts) => parts.join('')),
    ),
  )

  test('whatever PostgreSQL writes as rows is read back as the driver reads it, null and empty told apart', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 }), async (rows) => {
        const columns = [0, 1, 2].map((i) => rows.map((row) => row[i] ?? null))
        const [told] = await db.app.transaction({}, (trx) =>
          trx.rows<{ text: string }>(
            `select string_agg(t::text, e'\\n') as text from (
               select a, b, c from unnest($1::text[], $2::text[], $3::text[]) as u (a, b, c)) t`,
            columns,
          ),
        )
        expect(rowsOfText(told!.text)).toEqual(rows)
      }),
      { numRuns: 200 },
    )
  })

  test('no rows are no rows', () => {
    expect(rowsOfText('')).toEqual([])
  })
})
