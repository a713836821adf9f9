import { afterAll, beforeAll, expect, test } from 'vitest'
import { staff, testDesk, testPledges } from '../../test/access.js'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { type TestReading, testReading } from '../../test/reading.js'
import type { BodyKind } from '../access/body-kinds.js'
import type { PledgeText } from '../access/pledge.js'
import type { Post } from '../access/posts.js'
import { insertAgreement } from '../archive/agreement-store.js'
import { insertEvent, insertRecipient } from '../disclosure/recipient-store.js'
import { type Day, plusDays } from '../kernel/day.js'
import { ConfidentialityService } from './confidentiality-service.js'

const WARN = 30
let db: TestDatabase
let reading: TestReading
let desk: ReturnType<typeof testDesk>
let service: ConfidentialityService
let texts: PledgeText[]
let today: Day
beforeAll(async () => {
  db = await testDatabase()
  reading = testReading(db)
  desk = testDesk(db)
  texts = testPledges()
  const { gate, clock, vault } = reading.ports
  today = clock.today()
  service = new ConfidentialityService({
    ...{ gate, clock, vault, setting: () => WARN, pledge: () => texts.at(-1), city: () => '999900' },
    nameOf: (name) => desk.secrets.decrypt(name),
    agenciesUnder: (code) =>
      (code === '999900' ? ['999900', '999901', '999902'] : [code]).map((one) => ({
        code: one,
        name: one,
        english: one,
      })),
  })
})
afterAll(() => db.close())

const auditor = (agency = '999900') => staff(['auditor'], agency, '71')
const supervisor = staff(['supervisor'], '999900', '72')
const agree = (vendor: string, kind: BodyKind, from: number, through: number, agency = '999901') =>
  db.app.transaction({}, (trx) => {
    const days = { fromDay: plusDays(today, from), throughDay: plusDays(today, through) }
    const one = {
      agreementId: crypto.randomUUID(),
      agency,
      kind,
      number: `协议 ${vendor}`,
      vendor,
      ...days,
      workers: [],
    }
    return insertAgreement(trx, { ...one, by: '961', at: reading.clock.now() }, [])
  })
let next = 7100
async function account(name: string, posts: readonly Post[], equip = true) {
  const personId = `${++next}`
  const told = { personId, realm: 'staff', login: `s-${personId}`, name, agency: '999901', posts } as const
  const id = await desk.accounts.create(told)
  if (equip) await desk.accounts.equip(id, 'Correct-horse-7', 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP')
}

article(['M14-23', 'BQ-15', 'WH-16'], '保密协议与承诺的台账：按种类列单位，按种类数人', () => {
  test('没有依据的不予办理，写下；有依据的列出，写下；再看一次同样', async () => {
    const refused = async () =>
      (
        await db.admin.transaction({}, (trx) =>
          trx.rows(`select 1 from access.event where action = 'oversight.read' and outcome = 'refused'`),
        )
      ).length
    for (const one of [staff(['frontDesk']), staff(['systemAdmin'], '999900'), staff(['archivist'])])
      await expect(service.list(one)).rejects.toThrow('access.denied')
    expect(await refused()).toBe(3)
    const first = await service.list(auditor())
    expect(await service.list(auditor())).toEqual(first)
  })

  test('协议：在期、将到期、未生效、已到期、已终止；长期查询的对方由市级看', async () => {
    await agree('示例银行', 'payingBank', -10, 300)
    await agree('示例药店', 'designatedPharmacy', -10, WARN - 1)
    await agree('示例康复', 'injuryRehabilitation', 5, 300)
    await agree('示例器具', 'assistiveDevice', -300, -1)
    await agree('西区印务', 'printingFirm', -1, 300, '999902')
    const { vault } = reading.ports
    await db.app.transaction({}, async (trx) => {
      const at = reading.clock.now()
      await insertRecipient(trx, {
        recipient: 'yy',
        name: '示例医院',
        kind: 'designatedHospital',
        enteredBy: '1',
        enteredAt: at,
      })
      const signed = { act: 'agreement', agreement: 'BM-1', note: '签', by: '1', at } as const
      await insertEvent(trx, vault, 'yy', { ...signed, from: plusDays(today, -9), through: plusDays(today, 99) })
      await insertEvent(trx, vault, 'yy', { act: 'ended', note: '终止', by: '1', at })
      await insertEvent(trx, vault, 'yy', { ...signed, agreement: 'BM-2', from: today, through: plusDays(today, 99) })
    })
    const states = async (agency: string) =>
      Object.fromEntries(
        (await service.list(auditor(agency))).agreements.map(({ body, number, kind, state }) => [
          `${body} ${number.slice(-4)}`,
          `${kind} ${state}`,
        ]),
      )
    const east = {
      '示例银行 示例银行': 'payingBank inForce',
      '示例药店 示例药店': 'designatedPharmacy ending',
      '示例康复 示例康复': 'injuryRehabilitation notBegun',
      '示例器具 示例器具': 'assistiveDevice over',
    }
    expect(await states('999901')).toEqual(east)
    expect(await states('999900')).toEqual({
      ...east,
      '西区印务 西区印务': 'printingFirm inForce',
      '示例医院 BM-1': 'designatedHospital ended',
      '示例医院 BM-2': 'designatedHospital inForce',
    })
  })

  test('承诺：监督只见各类各版的数，稽核见到谁签了哪一版、谁没有签', async () => {
    await account('测试己', ['frontDesk'])
    await account('测试庚', ['scanVendor'])
    await account('测试辛', ['databaseAdmin'], false)
    const seen = await service.list(supervisor)
    expect(seen.people).toBeUndefined()
    expect(JSON.stringify(seen)).not.toContain('测试')
    expect(seen.pledges).toEqual(
      expect.arrayContaining([
        { agency: '999901', kind: 'agency', version: '1', isCurrent: true, accounts: 1 },
        { agency: '999901', kind: 'scanVendor', version: '1', isCurrent: true, accounts: 1 },
        { agency: '999901', kind: 'informationInstitution', isCurrent: false, accounts: 1 },
      ]),
    )
    const { people = [] } = await service.list(auditor())
    const told = people.map(({ name, version, isCurrent, way }) => [name, version, isCurrent, way] as const)
    const order = ['测试己', '测试庚', '测试辛']
    expect(told.sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))).toEqual([
      ['测试己', '1', true, 'demo'],
      ['测试庚', '1', true, 'demo'],
      ['测试辛', undefined, false, undefined],
    ])
    expect((await service.list(auditor('999902'))).people).toEqual([])
    texts.push({ ...texts[0]!, version: '2', digest: 'cd'.repeat(32) })
    const later = await service.list(auditor())
    expect(later.pledge).toMatchObject({ version: '2' })
    expect(later.people?.map(({ isCurrent }) => isCurrent)).toEqual([false, false, false])
    texts.pop()
  })
})
