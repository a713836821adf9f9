import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { citizen, clerk, FRONT_DESK, type TestDesk, testDesk } from '../../test/desk.js'
import type { Actor } from '../access/actor.js'
import type { Day, Instant } from '../kernel/day.js'
import type { Refusal } from '../kernel/refusal.js'
import type { PersonRegistrationRequest } from './entry-contract.js'
import type { IntakeRequest } from './intake-contract.js'
import { IntakeService } from './intake-service.js'
import { takeNumbers } from './intake-store.js'
import { OutageService } from './outage-service.js'
import { parseSerialText, serialText } from './receipt-serial.js'
import { ReceiptService } from './receipt-service.js'

let db: TestDatabase
let desk: TestDesk
let [intakes, outages, receipts]: [IntakeService, OutageService, ReceiptService] = [] as never
/** The clock stands at noon of the desk's day, and can be turned. */
const NOON = Date.parse('2026-03-16T04:00:00Z') as Instant
const HOUR = 3_600_000
let now = NOON

beforeAll(async () => {
  db = await testDatabase()
  const made = testDesk(db)
  const clock = { now: () => now, today: () => new Date(now + 8 * HOUR).toISOString().slice(0, 10) as Day }
  Object.assign(made.ports, { clock })
  desk = made
  intakes = new IntakeService(desk.ports)
  outages = new OutageService(desk.ports)
  receipts = new ReceiptService(desk.ports)
})
afterAll(() => db.close())

let people = 700
const registration = (change: Partial<PersonRegistrationRequest> = {}): PersonRegistrationRequest => ({
  ...{ identityNumber: citizen(people++), fullName: '测试甲', insurances: [], fromMonth: '2026-03' },
  ground: '窗口核验了本人的居民身份证',
  ...change,
})
const intake = (change: Partial<IntakeRequest> = {}): IntakeRequest => ({
  ...{ id: randomUUID(), kind: 'personRegistration' },
  papers: [{ paper: 'identityDocument', received: true }],
  ...change,
})
const enter = (actor: Actor, change: Partial<PersonRegistrationRequest> = {}) =>
  desk.registrations.registerPerson(actor, registration(change))
const codeOf = (doing: Promise<unknown>) =>
  doing.then(
    () => 'done',
    (thrown: Refusal) => thrown.entry?.code ?? String(thrown),
  )

article(['M14-13', 'M14-6a'], '受理：应收的收齐，缺的说明依据，否则不受理', () => {
  test('必收材料缺而没有依据的，不予受理', async () => {
    const none = intake({ papers: [{ paper: 'bankCard', received: true }] })
    expect(await codeOf(intakes.take(FRONT_DESK, none))).toBe('intake.paper-missing')
    const blank = intake({ papers: [{ paper: 'identityDocument', received: false, ground: '    ' }] })
    expect(await codeOf(intakes.take(FRONT_DESK, blank))).toBe('intake.paper-missing')
    const odd = intake({ papers: [{ paper: 'passport', received: true }] })
    expect(await codeOf(intakes.take(FRONT_DESK, odd))).toBe('intake.unknown-paper')
  })

  test('写明依据的，可以受理；受理单列出应补正的', async () => {
    const papers = [{ paper: 'identityDocument', received: false, ground: '证件在补办，持有临时证明' }]
    const asked = intake({ papers })
    await intakes.take(FRONT_DESK, asked)
    const { id } = await enter({ ...FRONT_DESK, intake: asked.id })
    const receipt = await receipts.show(FRONT_DESK, id)
    expect(receipt.papers[0]).toMatchObject({ required: true, received: false, ground: '证件在补办，持有临时证明' })
  })

  test('受理登记送两次是一次；换了内容的拒绝；一个登记只成一件', async () => {
    const asked = intake()
    expect(await intakes.take(FRONT_DESK, asked)).toEqual(await intakes.take(FRONT_DESK, asked))
    const changed = {
      ...asked,
      papers: [
        { paper: 'identityDocument', received: true },
        { paper: 'bankCard', received: true },
      ],
    }
    expect(await codeOf(intakes.take(FRONT_DESK, changed))).toBe('intake.used')
    expect(await codeOf(enter({ ...clerk('910', 'frontDesk'), intake: asked.id }))).toBe('intake.missing')
    const typed = registration()
    const actor = { ...FRONT_DESK, intake: asked.id }
    const first = await desk.registrations.registerPerson(actor, typed)
    expect((await desk.registrations.registerPerson(actor, typed)).id).toBe(first.id)
    expect(await codeOf(enter(actor))).toBe('intake.used')
  })

  test('别的业务的受理登记不能用', async () => {
    const asked = intake({ kind: 'transfer', papers: [{ paper: 'transferForm', received: true }] })
    await intakes.take(FRONT_DESK, asked)
    expect(await codeOf(enter({ ...FRONT_DESK, intake: asked.id }))).toBe('intake.other-matter')
  })
})

article('M14-13', '受理单：在同一事务内取号，不缺号', () => {
  test('二十件同时录入，其中一半不成：成的号连着，一个不缺', async () => {
    const before = (await runs()).length
    const done = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        codeOf(enter(FRONT_DESK, i % 2 === 0 ? {} : { insurances: ['nothing' as never] })),
      ),
    )
    expect(done.filter((code) => code === 'done').length).toBeGreaterThanOrEqual(10)
    const all = await runs()
    expect(all).toEqual(all.map((_, i) => i + 1))
    expect(all.length).toBe(before + done.filter((code) => code === 'done').length)
  })

  test('事务不成，号退回：下一件用的还是它', async () => {
    const before = (await runs()).length
    await db.app
      .transaction({}, async (trx) => {
        expect(await takeNumbers(trx, 'receipt', '999901', 2026)).toBe(before + 1)
        throw new Error('undone')
      })
      .catch(() => undefined)
    await enter(FRONT_DESK)
    expect((await runs()).at(-1)).toBe(before + 1)
  })

  test('期限自受理次日起按工作日计；单上写明何人受理', async () => {
    const { id } = await enter(FRONT_DESK)
    const receipt = await receipts.show(FRONT_DESK, id)
    expect(receipt.serial).toMatch(/^R9999012026\d{6}[\dX]$/)
    expect(parseSerialText('receipt', receipt.serial.toLowerCase())).toBe(receipt.serial)
    expect(receipt.due.day > '2026-03-16').toBe(true)
    expect(receipt).toMatchObject({ kind: 'personRegistration', takenBy: expect.any(String) })
    expect(receipt.applicant).not.toContain('测试')
  })

  test('公开查询：编号与末四位都对才有进度，其余同一个答复', async () => {
    const typed = registration()
    const { id } = await desk.registrations.registerPerson(FRONT_DESK, typed)
    const { serial } = await receipts.show(FRONT_DESK, id)
    const lastFour = typed.identityNumber.slice(-4)
    expect(await receipts.progress({ serial, lastFour })).toMatchObject({ serial, progress: 'initialReview' })
    for (const asked of [
      { serial, lastFour: '0000' },
      { serial: serialText('receipt', '999901', 2026, 99_999), lastFour },
      { serial: 'R1', lastFour },
    ])
      expect(await receipts.progress(asked)).toBeUndefined()
    expect(JSON.stringify(await receipts.progress({ serial, lastFour }))).not.toContain(
      typed.identityNumber.slice(6, 14),
    )
  })

  test('所录的内容留存，退回后照此打开', async () => {
    const typed = registration()
    const { id } = await desk.registrations.registerPerson(FRONT_DESK, typed)
    expect(await receipts.typed(FRONT_DESK, id)).toEqual({ kind: 'personRegistration', content: typed })
  })
})

async function runs(): Promise<number[]> {
  const rows = await db.app.transaction({}, (trx) =>
    trx.rows<{ running: number }>(`select running from desk.receipt where agency = '999901' order by running`),
  )
  return rows.map(({ running }) => running)
}

article(['M14-6a', 'M14-13'], '应急受理凭单：先印后用，一张一次，缺号可见', () => {
  test('编号连续，有校验码；抄错一位看得出', async () => {
    const book = await outages.print(FRONT_DESK, { kind: 'personRegistration', count: 5 })
    expect(book.slips).toHaveLength(5)
    const serial = book.slips[0]!.serial
    for (let i = 1; i < serial.length; i++) {
      const wrong = serial.slice(0, i) + (serial[i] === '9' ? '0' : '9') + serial.slice(i + 1)
      expect(parseSerialText('slip', wrong)).toBeUndefined()
    }
    expect(parseSerialText('receipt', `R${serial.slice(1)}`)).toBeUndefined()
    expect(book.fields.length).toBeGreaterThan(5)
    expect((await outages.print(FRONT_DESK, { kind: 'transfer', count: 1 })).slips[0]!.serial > serial).toBe(true)
  })

  test('补录：真实受理时间留在录入时间旁，期限从它起算；一张凭单只用一次', async () => {
    const book = await outages.print(FRONT_DESK, { kind: 'personRegistration', count: 3 })
    const [slip, other] = [book.slips[1]!.serial, book.slips[2]!.serial]
    const receivedAt = now + HOUR
    now = (now + 72 * HOUR) as Instant
    const asked = intake({ slip: { serial: slip, receivedAt } })
    await intakes.take(FRONT_DESK, asked)
    const detail = await enter({ ...FRONT_DESK, intake: asked.id })
    expect(detail).toMatchObject({ receivedAt, slip, enteredAt: now })
    const plain = await enter(FRONT_DESK)
    expect(detail.due!.day < plain.due!.day).toBe(true)
    expect(await codeOf(intakes.take(FRONT_DESK, intake({ slip: { serial: slip, receivedAt } })))).toBe('slip.spent')
    const two = [0, 1].map(() => intake({ slip: { serial: other, receivedAt } }))
    for (const one of two) await intakes.take(FRONT_DESK, one)
    const codes = await Promise.all(two.map(({ id }) => codeOf(enter({ ...FRONT_DESK, intake: id }))))
    expect(codes.sort()).toEqual(['done', 'slip.spent'])
    const [shown] = (await outages.list(FRONT_DESK)).items.filter(({ id }) => id === book.id)
    expect(shown).toMatchObject({ used: 2, void: 0, unused: 1, gaps: [book.slips[0]!.serial] })
  })

  test('资料所载日期照原件所填；晚于受理之日的不行，没有这一天的不行；同一登记换了日期的拒绝', async () => {
    const asked = intake({ documentDay: '2026-02-27' })
    await intakes.take(FRONT_DESK, asked)
    expect(await codeOf(intakes.take(FRONT_DESK, { ...asked, documentDay: '2026-02-26' }))).toBe('intake.used')
    expect((await enter({ ...FRONT_DESK, intake: asked.id })).documentDay).toBe('2026-02-27')
    expect((await enter(FRONT_DESK)).documentDay).toBeUndefined()
    expect(await codeOf(intakes.take(FRONT_DESK, intake({ documentDay: '2027-01-01' })))).toBe('intake.document-later')
    expect(await codeOf(intakes.take(FRONT_DESK, intake({ documentDay: '2026-02-30' })))).toBe('day.malformed')
  })

  test('时间在印制之前、在将来的，别的机构的，作废的，都不行', async () => {
    const book = await outages.print(FRONT_DESK, { kind: 'personRegistration', count: 2 })
    const [serial, second] = book.slips.map((slip) => slip.serial) as [string, string]
    const at = (receivedAt: number, actor: Actor = FRONT_DESK) =>
      codeOf(intakes.take(actor, intake({ slip: { serial, receivedAt } })))
    expect(await at(now - 1000)).toBe('slip.received-when')
    expect(await at(now + 1000)).toBe('slip.received-when')
    expect(await at(now, { ...FRONT_DESK, agency: '999902' })).toBe('slip.unknown')
    const other = intake({ kind: 'transfer', papers: [{ paper: 'transferForm', received: true }] })
    expect(await codeOf(intakes.take(FRONT_DESK, { ...other, slip: { serial, receivedAt: now } }))).toBe(
      'intake.other-matter',
    )
    await outages.makeVoid(FRONT_DESK, serial, '填写时写坏了')
    expect(await at(now)).toBe('slip.spent')
    expect(await codeOf(outages.makeVoid(FRONT_DESK, serial, '填写时写坏了'))).toBe('slip.spent')
    expect(await codeOf(outages.makeVoid({ ...FRONT_DESK, agency: '999902' }, second, '不是本机构的'))).toBe(
      'slip.unknown',
    )
    const accounts = await outages.accounts(['999901'])
    expect(accounts.used + accounts.void + accounts.unused).toBe(accounts.slips)
    expect(accounts.withGaps.length).toBeGreaterThan(0)
  })
})
