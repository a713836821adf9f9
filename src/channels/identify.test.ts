import { afterAll, beforeAll, expect, test } from 'vitest'
import { TEST_LIMITS, testLineSealer } from '../../test/access.js'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { realPerson, testEntrance } from '../../test/entrance.js'
import { TIMING, type Try, told } from '../../test/timing.js'
import { CredentialTries } from '../access/credential-tries-service.js'
import { IdentifyService } from './identify-service.js'

let db: TestDatabase
let identify: IdentifyService
const [known, without] = [realPerson(11), realPerson(12)]
const unknown = '110105198811119998'
const DIGITS = '730196'

beforeAll(async () => {
  db = await testDatabase()
  const generous = {
    tries: () => ({ free: 1_000_000, firstWait: 1, longestWait: 1 }),
    addressTries: () => ({ most: 1_000_000, window: 3_600_000 }),
  }
  Object.assign(TEST_LIMITS, generous)
  const room = testEntrance(db)
  for (const { personId, number: login, name } of [known, without]) {
    const id = await room.accounts.create({ personId, realm: 'citizen', login, name })
    await room.accounts.equip(id, 'Correct-horse-7')
  }
  await db.app.transaction({}, (trx) => room.queryPasswords.set(trx, known.personId, DIGITS, [known.number]))
  const tries = new CredentialTries({ secrets: room.secrets, limits: TEST_LIMITS, clock: room.clock })
  const ids = { uuid: () => crypto.randomUUID() }
  const { secrets, clock, queryPasswords } = room
  identify = new IdentifyService({ app: db.app, tries, queryPasswords, secrets, sealer: testLineSealer, clock, ids })
})
afterAll(() => db.close())

const by: Try = (number) =>
  identify.identify({ number, digits: '111222', channel: 'hotline', sessionId: crypto.randomUUID() })

article(['BQ-13a', 'BQ-5(4)'], '热线上，号码在不在、设没设查询密码，都听不出来', () => {
  test('对的才认得；别的，答复一字不差', async () => {
    const one = { number: known.number, digits: DIGITS, channel: 'hotline' as const, sessionId: crypto.randomUUID() }
    expect(await identify.identify(one)).toMatchObject({ kind: 'known', actor: { personId: known.personId } })
    for (const number of [known.number, without.number, unknown]) expect(await by(number)).toEqual({ kind: 'unknown' })
  })

  const pairs: [string, string][] = [
    ['设了查询密码的', known.number],
    ['没有设的', without.number],
  ]
  test.each(pairs)('%s与没有这个人的，快慢无别', TIMING, async (_what, number) => {
    const { isTold, rounds } = await told(by, number, unknown)
    expect(isTold, JSON.stringify(rounds)).toBe(false)
  })
})
