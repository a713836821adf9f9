import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testLineSealer } from '../../test/access.js'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { AREA, citizen, type TestDesk, testDesk } from '../../test/desk.js'
import { dueFact, paidFact } from '../../test/ledger.js'
import { insured, signedIn, testObjections } from '../../test/objecting.js'
import { HAS_PDFTOTEXT, pdfText } from '../../test/pdf-text.js'
import { PRINTER, sampleOrigin } from '../../test/sample-paper.js'
import { codeOf, hire as hireOf, setClock } from '../../test/work-desk.js'
import type { Actor } from '../access/actor.js'
import { openPrinter, type Printer } from '../certificates/print.js'
import { findNamedPerson } from '../collection/entry-service.js'
import { SlipService } from '../objections/slip-service.js'
import type { DisclosurePorts } from './ports.js'
import { RegisterService } from './register-service.js'

const CODE = '91110108QYT0000144'
const DAY = '2026-03-16'

let db: TestDatabase
let desk: TestDesk
let room: ReturnType<typeof testObjections>
let printer: Printer
let slips: SlipService
let register: RegisterService
let [handler, maker, reader] = [] as unknown as [Actor, Actor, Actor]
let employerId: string

beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db)
  room = testObjections(db, desk)
  printer = openPrinter(PRINTER)
  employerId = await desk.employer(CODE)
  await desk.persons(
    [0, 1, 2].map((n) => [citizen(n), '测试转']),
    CODE,
  )
  const hire = async (...of: Parameters<typeof hireOf>) => signedIn(await hireOf(...of))
  handler = await hire(db, '961', ['reviewer'])
  maker = await hire(db, '962', ['reviewer'])
  reader = await hire(db, '963', ['query'], AREA)
  await hire(db, '964', ['approver'])
  setClock(desk, `${DAY}T09:00:00+08:00`)
  const paperAgency = (code: string) => ({ ...sampleOrigin().agency, code })
  slips = new SlipService({ ...room.ports, printer, sealer: testLineSealer, paperAgency })
  const { collection, gate } = room.ports
  register = new RegisterService({
    ...{ app: db.app, verify: db.verify, gate, vault: collection.vault, setting: collection.setting },
    clock: { now: () => desk.ports.clock.now(), today: () => desk.ports.clock.today() },
    agencies: () => [
      { code: AREA, name: '示例市社会保险中心' },
      { code: '999901', name: '东城示例区社会保险中心', parent: AREA },
    ],
    staffNames: async (ids: readonly string[]) => new Map(ids.map((id) => [id, `经办${id}`])),
  } as unknown as DisclosurePorts)
})
afterAll(async () => {
  printer?.close()
  await db?.close()
})

const idOf = async (n: number) =>
  (await findNamedPerson(desk.ports, { identityNumber: citizen(n), fullName: '测试转' })).personId

/** 医疗保险的一个月，objected to by the person: with the other keeper at once. */
async function withKeeper(n: number): Promise<{ readonly id: string; readonly personId: string }> {
  const personId = await idOf(n)
  const fact = { employerId, insurance: '310' }
  await desk.ledger.post([dueFact(personId, '2025-02', fact), paidFact(personId, '2025-02', fact)])
  const item = {
    path: 'contribution/310/2025-02/1/paidPerson',
    reason: 'amount',
    words: '二月份的医保\n少了。',
  } as const
  return { id: await room.raising.raise(insured(personId), item), personId }
}
const slipLooks = async (personId: string) =>
  db.admin.transaction({}, (trx) =>
    trx.rows<{ matter: string; outcome: string }>(
      `select matter, outcome from access.look where person_id = $1 and matter like '%/slip/%' order by at, look_id`,
      [personId],
    ),
  )

article(['M14-21', 'M14-16b'], '异议转办单：交给别的主管机构的，一份一条登记，本人也看得到', () => {
  test('没有转办的、没有这项权限的：不予办理，写下来，不登记', async () => {
    const personId = await idOf(2)
    await desk.ledger.post([
      dueFact(personId, '2025-02', { employerId }),
      paidFact(personId, '2025-02', { employerId }),
    ])
    const item = { path: 'contribution/110/2025-02/1/paidPerson', reason: 'amount', words: '二月份少了。' } as const
    const own = await room.raising.raise(insured(personId), item)
    expect(await codeOf(slips.print(handler, own))).toBe('objection.out-of-turn')
    expect(await codeOf(slips.print(reader, own))).toBe('access.denied')
    expect((await slipLooks(personId)).map(({ outcome }) => outcome)).toEqual(['refused'])
    expect((await register.search(reader, {})).items).toEqual([])
  })

  test('印一份：载明何人何项与准许的条文；登记簿一条，查阅之书一行，事由相同，摘要即所印', async () => {
    const { id, personId } = await withKeeper(0)
    const { pdf, serial } = await slips.print(handler, id)
    if (HAS_PDFTOTEXT) {
      const text = pdfText(pdf).replace(/\s+/g, '')
      for (const part of ['异议转办单', '医疗保障经办机构：', '测试转', citizen(0), serial, '二月份的医保少了。'])
        expect(text).toContain(part)
      expect(text).toMatch(/准许转送的条文：《.*第16条/)
    }
    const { items } = await register.search(reader, {})
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({
      ...{ kind: 'agency', unit: '医疗保障经办机构', persons: 1, onRecord: 1, inquiry: id },
      ...{ basis: '社会保险个人权益记录管理办法第十六条', purpose: `异议转办（${serial}）` },
      ...{
        items: ['registration', 'contribution'],
        months: '2025-02/2025-02',
        handler: '经办961',
        approver: '经办961',
      },
      resultHash: createHash('sm3').update(pdf).digest('hex'),
    })
    const looks = await slipLooks(personId)
    expect(looks.map(({ outcome }) => outcome)).toEqual(['shown'])
    expect(looks[0]!.matter.startsWith(`${id}/slip/`)).toBe(true)
  })

  test('按人、按种类、按单位查得到，导出与逐日核对都有；别人名下没有', async () => {
    const found = (query: object) => register.search(reader, query).then(({ items }) => items.length)
    expect(await found({ identityNumber: citizen(0) })).toBe(1)
    expect(await found({ identityNumber: citizen(1) })).toBe(0)
    expect(await found({ kind: 'agency', words: '医疗保障' })).toBe(1)
    expect(await found({ kind: 'organ' })).toBe(0)
    expect(await register.export(reader, { purpose: '季度核查' })).toContain('经办机构之间传送,医疗保障经办机构')
    expect(await register.check(reader, DAY, DAY)).toMatchObject({ even: true, days: [{ disclosures: 1, entries: 1 }] })
  })

  test('转办的人与印单的人各有其名；同一件再印一份，是又一次提供，又一条', async () => {
    const { id } = await withKeeper(1)
    await Promise.all([slips.print(maker, id), slips.print(maker, id)])
    const { items } = await register.search(reader, { identityNumber: citizen(1) })
    expect(items.map(({ handler: by }) => by)).toEqual(['经办962', '经办962'])
    expect(await register.check(reader, DAY, DAY)).toMatchObject({ even: true, days: [{ disclosures: 3, entries: 3 }] })
  })

  test('对照：给了单而没有登记，逐日核对指得出来', async () => {
    await db.admin.transaction({}, async (trx) => {
      await trx.rows('alter table access.query_entry disable trigger append_only_row')
      await trx.rows(
        `delete from access.query_entry where entry_id = (select max(entry_id::text)::uuid from access.query_entry)`,
      )
      await trx.rows('alter table access.query_entry enable trigger append_only_row')
    })
    const { even, days } = await register.check(reader, DAY, DAY)
    expect([even, days[0]!.unentered.length]).toEqual([false, 1])
  })
})
