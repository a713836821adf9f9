import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { dueFact, paidFact, registrationFact, type TestLedger, testLedger } from '../../test/ledger.js'
import type { AccountClose } from './fact.js'
import { type PersonFacts, type StreamTerms, streamPersons } from './person-stream-store.js'
import { factsOfPerson } from './record-store.js'
import { highestPlace, insertPlaces } from './sequence-store.js'

let db: TestDatabase
let ledger: TestLedger
let persons: string[]
beforeAll(async () => {
  db = await testDatabase()
  ledger = testLedger(db)
  persons = await ledger.newPersons(900)
  await post(persons.slice(0, 300).map((id) => dueFact(id, '2025-01')))
  await post(persons.flatMap((id) => [paidFact(id, '2025-01'), paidFact(id, '2025-01', { insurance: '410' })]))
  await post([
    registrationFact(persons[0]!, { fullName: '甲\t乙\\丙' }),
    dueFact(persons[0]!, '2025-02', { area: '示\\N\t例' }),
  ])
})
afterAll(() => db.close())

async function post(facts: Parameters<TestLedger['post']>[0]): Promise<string> {
  const posting = await ledger.post(facts)
  await db.post.transaction({}, async (trx) => insertPlaces(trx, (await highestPlace(trx)) + 1, [posting]))
  return posting
}

async function all(terms: StreamTerms): Promise<PersonFacts[]> {
  const found: PersonFacts[] = []
  for await (const one of streamPersons(db.verify, terms)) found.push(one)
  return found
}

const CONTRIBUTIONS: StreamTerms = { kinds: ['due', 'paid'] }

test('每人一次，依编号为序，事实与逐人查询所得相同', async () => {
  const found = await all(CONTRIBUTIONS)
  expect(found.map(({ personId }) => personId)).toEqual(persons)
  const wanted = await db.app.transaction({ persons: [persons[0]!] }, (trx) =>
    factsOfPerson(trx, persons[0]!, ledger.vault),
  )
  const money = wanted.facts.filter(({ kind }) => kind === 'due' || kind === 'paid')
  expect(found[0]!.facts).toEqual(money)
  expect(found[0]!.facts).toHaveLength(4)
})

test('只取一段人、一种险', async () => {
  const found = await all({ ...CONTRIBUTIONS, after: persons[3]!, through: persons[5]!, insurances: ['410'] })
  expect(found.map(({ personId, facts }) => [personId, facts.length])).toEqual([
    [persons[4], 1],
    [persons[5], 1],
  ])
})

test('只取某一刻树中已有的；未入树的不见', async () => {
  expect((await all({ ...CONTRIBUTIONS, knownAt: 1 })).length).toBe(300)
  await ledger.post([paidFact(persons[0]!, '2025-03')])
  expect((await all(CONTRIBUTIONS))[0]!.facts).toHaveLength(4)
})

test('不解开任何人的敏感内容：姓名、证件号码、手机均为空', async () => {
  const [one] = await all({ kinds: ['personRegistration'] })
  expect(one!.facts[0]).toMatchObject({
    ...{ fullName: '', socialSecurityNumber: '', mobilePhone: '', birthDate: '1965-01-12' },
  })
})

test('结息行逐列读出', async () => {
  const amounts = { opening: 1, credits: -2, interestOnOpening: 3, interestOnCredits: 4, paidOut: 5, interestOnPaid: 6 }
  const rest = { movedIn: 7, movedOut: 8, closing: 9, rate: 26_200, paidMonths: 10, totalMonths: 11, inputSize: 12 }
  const close = (year: number, change: object) =>
    ({
      ...{ kind: 'accountClose', line: 1, agency: '999901', area: '999900', personId: persons[9], insurance: '110' },
      ...{ ...amounts, ...rest, year, inputPolicy: 'd', ...change },
    }) as unknown as AccountClose
  const closes = [close(2023, { provisional: true }), close(2024, { provisional: false, closedAfter: 7 })]
  const posting = await post(closes)
  const [found] = await all({ kinds: ['accountClose'], after: persons[8]! })
  expect(found!.facts).toEqual(
    closes.map((one, ordinal) => ({
      ...one,
      ref: { posting, ordinal },
      reverses: undefined,
      closedAfter: one.closedAfter,
    })),
  )
})

test('半途停下，连接归还', async () => {
  for await (const _ of streamPersons(db.verify, CONTRIBUTIONS)) break
  await expect.poll(() => db.verify.pool.totalCount - db.verify.pool.idleCount).toBe(0)
})
