import { afterAll, beforeAll, expect, test } from 'vitest'
import { staff } from '../../test/access.js'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { registrationFact } from '../../test/ledger.js'
import { pdf } from '../../test/paper-samples.js'
import { testReading } from '../../test/reading.js'
import { RecordService } from './record-service.js'

let db: TestDatabase
let records: RecordService
let person: string
let other: string
let fact: { posting: string; ordinal: number }
let documentId: string

const DESK = staff(['frontDesk'], '999901', '60')
const CITED = '0190d2a0-0000-7000-8000-0000000000c1'

beforeAll(async () => {
  db = await testDatabase()
  const reading = testReading(db)
  const [one, two] = await reading.ledger.newPersons(2)
  ;[person, other] = [one!, two!]
  documentId = (await reading.ports.papers.receive('999901', 'personRegistration', pdf())).documentId
  const posting = await reading.ledger.post([registrationFact(person)], { voucherId: CITED })
  fact = { posting, ordinal: 0 }
  await db.admin.transaction({}, async (trx) => {
    await trx.rows(
      `insert into desk.revision (submission_id, revision, content_digest, document_id, summary, rows_in, accepted, refused,
         vouchers, employer_total, person_total, business_day, entered_by, entered_realm, entered_account,
         entered_organisation, entered_at)
       values ($1, 1, '\\x00', $2, '\\x00', 1, 1, 0, 1, 0, 0, '2026-03-02', 1, 'staff', 'a', '999901', now())`,
      [CITED, documentId],
    )
    await trx.rows(
      `insert into desk.voucher (submission_id, revision, part, voucher_id, lines, body, body_digest)
       values ($1, 1, 1, $1, 1, '\\x00', '\\x00')`,
      [CITED],
    )
  })
  records = new RecordService({ ...reading.ports, paperPersons: async () => [person, other] })
})
afterAll(() => db.close())

const looks = () =>
  db.admin.transaction({}, (trx) =>
    trx.rows<{ person_id: string; outcome: string }>(
      'select person_id, outcome from access.look where actor_person_id = 60 order by at, person_id',
    ),
  )

article('M14-2a', '调出原件：由记录中的任何一行，调出它所据的资料', () => {
  test('没有用途，不予办理并留行', async () => {
    await expect(records.original(DESK, person, { ...fact, documentId }, '')).rejects.toMatchObject({
      entry: { code: 'access.denied' },
    })
    expect(await looks()).toEqual([{ person_id: person, outcome: 'refused' }])
  })

  test('有用途，调得出；资料上的每个人各得一行', async () => {
    const { bytes, mediaType } = await records.original(DESK, person, { ...fact, documentId }, '核对原件')
    expect([mediaType, bytes.subarray(0, 5).toString()]).toEqual(['application/pdf', '%PDF-'])
    const shown = (await looks()).filter(({ outcome }) => outcome === 'shown').map(({ person_id }) => person_id)
    expect([...shown].sort()).toEqual([person, other].sort())
  })

  test('凭证写明资料的编号，只对经办；不是这一行所据的，调不出', async () => {
    const { documents } = await records.voucher(DESK, person, fact, '核对原件')
    expect(documents.map((one) => one.documentId)).toEqual([documentId])
    const stranger = '0190d2a0-0000-7000-8000-0000000000c2'
    await expect(records.original(DESK, person, { ...fact, documentId: stranger }, '核对原件')).rejects.toMatchObject({
      entry: { kind: 'missing' },
    })
    await expect(records.original(DESK, other, { ...fact, documentId }, '核对原件')).rejects.toBeDefined()
  })
})
