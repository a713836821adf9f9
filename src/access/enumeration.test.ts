import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TEST_LIMITS } from '../../test/access.js'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { realPerson, testEntrance } from '../../test/entrance.js'
import { mannWhitney, median } from '../../test/mann-whitney.js'
import { TIMING, type Try, told } from '../../test/timing.js'
import { Refusal } from '../kernel/refusal.js'
import { findByLogin } from './account-store.js'
import type { OidcPlatform } from './oidc.js'
import { passwordFits } from './password.js'

const PASSWORD = 'Correct-horse-7'
const WAY = { channel: 'web' as const, address: '198.51.100.3' }
let db: TestDatabase
let room: ReturnType<typeof testEntrance>
let named = { number: '', name: '' }
const known = realPerson(1)
const pending = realPerson(2, { personId: '80002', number: '110105199102029971' })
const unknown = '110105198811119998'

const platform: OidcPlatform = {
  ...{ id: 'p', zh: '平台', en: 'Platform', issuer: 'https://p.example', realName: { number: 'n', name: 'm' } },
  begin: async ({ state }) => state,
  finish: async () => ({ subject: 'x', claim: (name) => (name === 'n' ? named.number : named.name) }),
}

beforeAll(async () => {
  db = await testDatabase()
  const generous = {
    tries: () => ({ free: 1_000_000, firstWait: 1, longestWait: 1 }),
    addressTries: () => ({ most: 1_000_000, window: 3_600_000 }),
  }
  Object.assign(TEST_LIMITS, generous)
  room = testEntrance(db, [platform])
  room.people.push(known, pending)
  for (const one of [known, pending]) {
    const { personId, number: login, name } = one
    const id = await room.accounts.create({ personId, realm: 'citizen', login, name })
    if (one === known) await room.accounts.equip(id, PASSWORD)
  }
})
afterAll(() => db.close())

const signIn: Try = (login) => room.signIn.signIn({ realm: 'citizen', login, password: 'Wrong-horse-7', ...WAY })
const activate: Try = (login) =>
  room.accounts.activate({ realm: 'citizen', login, code: 'AAAA-BBBB-CCCC', password: PASSWORD, address: WAY.address })
const letter: Try = (login) => room.activation.byLetter(login, '某人', WAY.address)
const byPlatform: Try = async (login) => {
  named = { number: login, name: '另一人' }
  const { url: state, binding } = await room.oidc.start('p')
  return room.oidc.finish({ search: `?state=${state}`, binding, ...WAY })
}
/** 对照：looks first, and does the slow work only for somebody who is there. */
const leaky: Try = async (login) => {
  const { loginDigest } = await import('./login-digest.js')
  const digest = loginDigest(room.secrets, 'citizen', login)
  const account = await db.app.transaction({}, (trx) => findByLogin(trx, 'citizen', digest))
  if (account?.password_hash == null) throw new Error('no')
  await passwordFits(account.password_hash, 'Wrong-horse-7')
  throw new Error('no')
}

async function answerOf(trying: Promise<unknown>): Promise<unknown> {
  try {
    return ['done', await trying]
  } catch (error) {
    return error instanceof Refusal ? [error.entry.code, error.facts, error.say('zh'), error.say('en')] : error
  }
}

article(['BQ-13a', 'M14-6b'], '有没有这个人，从答复和快慢上都看不出来', () => {
  const cases: [string, Try, string][] = [
    ['登录：有账户的', signIn, known.number],
    ['登录：有账户而未激活的', signIn, pending.number],
    ['激活', activate, pending.number],
    ['信函领码', letter, known.number],
    ['外部身份平台', byPlatform, known.number],
  ]
  test.each(cases)('%s与没有的，一字不差', async (_what, trying, login) => {
    expect(await answerOf(trying(login))).toEqual(await answerOf(trying(unknown)))
  })

  test.each(cases)('%s与没有的，快慢无别', TIMING, async (_what, trying, login) => {
    const { isTold, rounds } = await told(trying, login, unknown)
    expect(isTold, JSON.stringify(rounds)).toBe(false)
  })

  test('对照：先查后算的，次次看得出来', TIMING, async () => {
    expect((await told(leaky, known.number, unknown)).isTold).toBe(true)
  })
})

describe('检验本身', () => {
  test('同一批数看不出，错开的看得出，与已知的值相符', () => {
    const numbers = Array.from({ length: 100 }, (_, i) => (i * 37) % 101)
    expect(mannWhitney(numbers, numbers)).toBeGreaterThan(0.9)
    expect(
      mannWhitney(
        numbers,
        numbers.map((n) => n + 30),
      ),
    ).toBeLessThan(0.001)
    expect(mannWhitney([1, 2, 3, 4, 5], [6, 7, 8, 9, 10])).toBeCloseTo(0.012, 2)
    expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5])
  })
})
