import { afterAll, beforeAll, expect, test } from 'vitest'
import { handClock, TEST_LIMITS, testSecrets } from '../../test/access.js'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { CredentialTries, type Tried } from './credential-tries-service.js'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

function desk(most = 8) {
  const clock = handClock()
  const limits = { ...TEST_LIMITS, addressTries: () => ({ most, window: 3_600_000 }) }
  const tries = new CredentialTries({ secrets: testSecrets(), limits, clock })
  const before = (tried: Tried) => db.app.transaction({}, async (trx) => (await tries.beforeTry(trx, tried)).wait)
  const right = (tried: Tried) => db.app.transaction({}, (trx) => tries.afterTry(trx, tried, true))
  return { clock, before, right }
}

const person = (login: string, address?: string): Tried => ({ realm: 'citizen', login, address })

article('BQ-13a', '失败次数跨渠道合计：网页、终端、热线、窗口用的是同一个数', () => {
  test('换渠道、换写法，仍是同一人；换人不受牵连', async () => {
    const { before } = desk()
    const told: number[] = []
    for (const login of ['甲1x', ' 甲1X ', '甲1x', '甲1X', '甲1x', '甲1x']) told.push(await before(person(login)))
    expect(told.slice(0, 5)).toEqual([0, 0, 0, 0, 0])
    expect(await before(person('甲1x'))).toBeGreaterThan(0)
    expect(await before(person('乙1x'))).toBe(0)
    expect(await before({ realm: 'operator', login: '甲1x' })).toBe(0)
  })

  test('对了一次，从头数起', async () => {
    const { before, right } = desk()
    for (let i = 0; i < 4; i++) await before(person('丙'))
    await right(person('丙'))
    for (let i = 0; i < 5; i++) expect(await before(person('丙'))).toBe(0)
  })

  test('同一地址试许多人，也要等；另一地址不必；过了这一小时重新数起', async () => {
    const { before, clock } = desk()
    for (let i = 0; i < 8; i++) expect(await before(person(`many-${i}`, '198.51.100.7'))).toBe(0)
    expect(await before(person('many-9', '198.51.100.7'))).toBeGreaterThan(0)
    expect(await before(person('many-9', '198.51.100.8'))).toBe(0)
    clock.pass(3600)
    expect(await before(person('many-10', '198.51.100.7'))).toBe(0)
  })

  test('登录成功的不占地址的次数；对照：不报成功的占', async () => {
    const { before, right } = desk(3)
    for (let i = 0; i < 10; i++) {
      expect(await before(person(`fine-${i}`, '203.0.113.9'))).toBe(0)
      await right(person(`fine-${i}`, '203.0.113.9'))
    }
    const waits: number[] = []
    for (let i = 0; i < 10; i++) waits.push(await before(person(`poor-${i}`, '203.0.113.10')))
    expect(waits.filter((wait) => wait > 0)).toHaveLength(7)
  })
})
