import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { dueFact, testLedger } from '../../test/ledger.js'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

describe('记账号码依记账先后', () => {
  test('两处轮流记账，后记的号码总是大的；同一凭证再来，仍是原来的号码', async () => {
    const [one, other] = [testLedger(db), testLedger(db)]
    const [person] = await one.newPersons(1)
    const numbers: bigint[] = []
    for (let i = 0; i < 12; i++) {
      const at = i % 3 === 0 ? other : one
      numbers.push(BigInt(await at.post([dueFact(person!, '2026-03')])))
    }
    const rises = numbers.slice(1).map((number, i) => number > numbers[i]!)
    expect(rises).toEqual(rises.map(() => true))
    const again = { key: 'same', voucherId: '018f0000-0000-7000-8000-000000000001' }
    const first = await one.post([dueFact(person!, '2026-04')], again)
    expect(await other.post([dueFact(person!, '2026-04')], again)).toBe(first)
  })
})
