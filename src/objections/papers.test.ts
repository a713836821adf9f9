import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { citizen, clerk, type TestDesk, testDesk } from '../../test/desk.js'
import { dueFact, paidFact } from '../../test/ledger.js'
import { insured, signedIn, testObjections } from '../../test/objecting.js'
import { HAS_PDFTOTEXT, pdfText as textOf } from '../../test/pdf-text.js'
import { PRINTER, sampleOrigin } from '../../test/sample-paper.js'
import { hire, setClock } from '../../test/work-desk.js'
import type { Actor } from '../access/actor.js'
import { markLaterChanged, type PaperDesk } from '../certificates/issue-service.js'
import { openPrinter } from '../certificates/print.js'
import type { PaperCipher } from '../certificates/secrets.js'
import { StatementService } from '../certificates/statement-service.js'
import { findNamedPerson } from '../collection/entry-service.js'
import { dataKey, decrypt, encrypt } from '../ledger/cipher.js'
import { marksOf } from './marks-service.js'

const CODE = '91110108QYT0000144'
const PATH = 'contribution/110/2025-02/1/paidPerson'

let db: TestDatabase
let desk: TestDesk
let room: ReturnType<typeof testObjections>
let paperDesk: PaperDesk
let [handler, decider, filer] = [] as unknown as [Actor, Actor, Actor]

const keyOf = (personId: string) => dataKey(createHash('sm3').update(`person ${personId}`).digest())
const cipher: PaperCipher = {
  load: async () => undefined,
  seal: (personId, plain) => encrypt(keyOf(personId), randomBytes(16), plain),
  open: (personId, sealed) => decrypt(keyOf(personId), sealed),
}
const keyed = (text: string) => createHmac('sm3', 'a key for tests only').update(text).digest()

beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db)
  room = testObjections(db, desk)
  const employerId = await desk.employer(CODE)
  await desk.persons([[citizen(0), '测试单']], CODE)
  const personId = await idOf()
  await desk.ledger.post([dueFact(personId, '2025-02', { employerId }), paidFact(personId, '2025-02', { employerId })])
  const random = (count: number) => randomBytes(count)
  paperDesk = {
    printer: openPrinter(PRINTER),
    ...{ cipher, keyed, random, newId: randomUUID, host: 'https://quanyi.example.cn', lifeDays: () => 365 },
  }
  ;[handler, decider, filer] = await Promise.all([
    hire(db, '961', ['reviewer']).then(signedIn),
    hire(db, '962', ['approver']).then(signedIn),
    hire(db, '963', ['initialReviewer']).then(signedIn),
  ])
  setClock(desk, '2026-03-16T09:00:00+08:00')
  Object.assign(desk.ports, {
    recordsChanged: async (trx: never, changes: never, { voucherId, by, at }: Record<string, string>) => {
      await markLaterChanged(trx, changes, { at, by, reason: voucherId } as never)
    },
  })
})
afterAll(async () => {
  paperDesk.printer.close()
  await db.close()
})

const idOf = async () =>
  (await findNamedPerson(desk.ports, { identityNumber: citizen(0), fullName: '测试单' })).personId

const statements = (printsMarks: boolean) =>
  new StatementService({
    ...{ gate: room.gate, desk: paperDesk, records: room.records, marksOf, printsMarks: () => printsMarks },
    clock: { now: () => desk.ports.clock.now(), today: () => desk.ports.clock.today() },
    agencyOf: (code) => ({ agency: { ...sampleOrigin().agency, code }, areaCode: '999900', areaName: '示例市' }),
    checkpoint: () => ({ treeSize: 1, root: '0'.repeat(64) }),
  })

async function issued(me: Actor, printsMarks: boolean) {
  const room = statements(printsMarks)
  const { serial } = await room.issue(me, me.personId, { year: 2025 })
  return { serial, text: textOf(await room.pdf(me, serial)) }
}

describe.skipIf(!HAS_PDFTOTEXT)('印出的纸', () => {
  article(
    ['M14-16b', 'M14-16c'],
    '核查中的项目依设定印在记录单上；异议成立更正之后，所发的记录单标为“记录有变化”',
    () => {
      test('设定为印的印，为不印的不印；没有核查的不印；成立更正记账之后，先前的单标为有变化', async () => {
        const me = insured(await idOf())
        const before = await issued(me, true)
        expect(before.text).not.toContain('起在核查中')
        const id = await room.raising.raise(me, { path: PATH, reason: 'amount', words: '扣得比工资条上少。' })
        expect((await issued(me, true)).text).toContain('2025-02个人实缴：自2026年3月16日起在核查中')
        expect((await issued(me, false)).text).not.toContain('起在核查中')
        const stateOf = async (serial: string) =>
          (await statements(true).list(me)).papers.find((paper) => paper.serial === serial)?.state
        expect(await stateOf(before.serial)).toBe('true')

        await room.handling.handle(handler, id, { act: 'accept' })
        await room.handling.handle(handler, id, { act: 'check', note: '查对征收凭证，记账有误。' })
        await room.handling.decide(decider, id, { outcome: 'upheld' })
        const { facts } = await room.cases.show(handler, id)
        const { posting, ordinal } = facts.find(({ factKind }) => factKind === 'paid')!
        const replacement = { personAmount: 60_000, base: 750_000 }
        const submissionId = await room.handling.correct(filer, id, {
          correction: { factKind: 'paid', posting, ordinal, explanation: '依异议更正个人缴费金额', replacement },
        })
        expect(await stateOf(before.serial)).toBe('true')
        await desk.passAll(await desk.cases.show(clerk('900', 'frontDesk'), submissionId))
        await desk.agreed.postAgreed(submissionId)
        await room.handling.settle()
        expect(await stateOf(before.serial)).toBe('laterChanged')
        const after = await issued(me, true)
        expect(after.text).not.toContain('起在核查中')
        expect(await stateOf(after.serial)).toBe('true')
      })
    },
  )
})
