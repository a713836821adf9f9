import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { dueFact, enrolmentFact, paidFact } from '../../test/ledger.js'
import { type TestReading, testReading } from '../../test/reading.js'
import { parsePeriod } from '../kernel/period.js'
import { inRange } from './extract-rows-service.js'

let db: TestDatabase
let reading: TestReading
let [one, other] = ['', '']
beforeAll(async () => {
  db = await testDatabase()
  reading = testReading(db)
  one = await reading.person('110101196501129991', '测试甲')
  other = await reading.person('110101196501129983', '测试乙')
  await reading.ledger.post(
    [one, other].flatMap((id) => [enrolmentFact(id, '7', '2024-01'), dueFact(id, '2025-08'), paidFact(id, '2025-08')]),
  )
  await reading.sequence()
})
afterAll(() => db.close())

const extracted = async () => {
  const [from, through] = [parsePeriod('2025-01'), parsePeriod('2025-12')]
  const range = { from, through, insurance: '110', agencies: new Set(['999901']) }
  const found: string[] = []
  for await (const { personId } of inRange(db.verify, range as never, () => '10')) found.push(personId)
  return found.sort()
}
const request = randomUUID()
const write = (sql: string, values: unknown[]) => db.app.transaction({}, (trx) => trx.rows(sql, values))

article('M14-17b', '去标识的摘录：本人限制了这一用途的不在其中；解除之后如常', () => {
  test('申请未答复仍在，准予之后不在，解除之后又在；另一人始终在', async () => {
    const both = [one, other].sort()
    await write(
      `insert into desk.rights_request (request_id, serial, person_id, agency, right_asked, extra, body, raised_as, raised_by,
         raised_at) values ($1, 'R1', $2, '999901', 'restrict', 'extract', '', 'self', $2, now())`,
      [request, one],
    )
    expect(await extracted()).toEqual(both)
    await write(
      `insert into desk.rights_answer (request_id, answer, body, answered_by, at) values ($1, 'granted', '', 9, now())`,
      [request],
    )
    expect(await extracted()).toEqual([other])
    await write(`insert into desk.rights_lift (request_id, raised_as, lifted_by, at) values ($1, 'self', $2, now())`, [
      request,
      one,
    ])
    expect(await extracted()).toEqual(both)
  })
})
