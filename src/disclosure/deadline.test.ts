import { afterAll, beforeAll, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { organRequest, PEOPLE, type TestDisclosure, testDisclosure, unitRequest } from '../../test/disclosure.js'
import { employerFact, enrolmentFact } from '../../test/ledger.js'
import { openJson } from '../collection/voucher-body.js'
import { remindOfTerms } from './deadline-service.js'

const ONE = { fullName: '测试一', identityNumber: '110101196501129991' }
const DAY = 24 * 3600
const { desk, approver } = PEOPLE

let db: TestDatabase
let house: TestDisclosure
let id: string
beforeAll(async () => {
  db = await testDatabase()
  house = testDisclosure(db)
  const one = await house.reading.person(ONE.identityNumber, ONE.fullName)
  const { ledger } = house.reading
  await ledger.post([employerFact('7', '91110108QYT0000144', '示例制造有限公司'), enrolmentFact(one, '7', '2024-01')])
  const papers = await Promise.all(['公务证明', '专用表', '批准文书', '证甲', '证乙'].map((says) => house.paper(says)))
  await house.inquiries.receive(desk, organRequest(papers, [ONE]))
  id = (await house.inquiries.receive(desk, unitRequest([ONE], papers[0]))).items[0]!.id
})
afterAll(async () => {
  house?.close()
  await db?.close()
})

const tasks = async () => {
  const rows = await db.admin.transaction({}, (trx) =>
    trx.rows<{ kind: string; agency: string; says: Buffer; closed: boolean }>(
      `select kind, agency, says, closed_at is not null as closed from desk.task where kind like 'inquiry%' order by opened_at, agency`,
    ),
  )
  return rows.map(({ says, ...row }) => ({ ...row, says: openJson<{ zh: string }>(house.ports.vault, says).zh }))
}

/** Received on 2 March 2026, a Monday: due on the tenth working day after, 16 March. */
article('BQ-12b', '其他单位的申请：临近期限提醒，逾期督办到上级，各一次；决定之后办结', () => {
  test('未到提醒之日：没有任务；国家机关的没有这个期限', async () => {
    expect([await remindOfTerms(house.ports), await tasks()]).toEqual([0, []])
  })

  test('余三日、余一日各提醒一次，看多少遍也只一件', async () => {
    house.clock.pass(9 * DAY)
    for (let i = 0; i < 3; i++) expect(await remindOfTerms(house.ports)).toBe(1)
    expect(await tasks()).toMatchObject([{ kind: 'inquiryDue', agency: '999901', closed: false }])
    expect((await tasks())[0]!.says).toMatch(/2026-03-16 前作出决定，尚余 3 个工作日/)
    house.clock.pass(2 * DAY)
    await remindOfTerms(house.ports)
    expect((await tasks()).map(({ kind }) => kind)).toEqual(['inquiryDue', 'inquiryDue'])
  })

  test('逾期：本机构与市级各一件督办', async () => {
    house.clock.pass(4 * DAY)
    await remindOfTerms(house.ports)
    await remindOfTerms(house.ports)
    const late = (await tasks()).filter(({ kind }) => kind === 'inquiryOverdue')
    expect(late.map(({ agency }) => agency)).toEqual(['999900', '999901'])
    expect(late.every(({ says, closed }) => says.includes('已逾期') && !closed)).toBe(true)
    expect(late.some(({ says }) => says.includes('测试'))).toBe(false)
  })

  test('作出决定：各件随之办结，不再提醒', async () => {
    await house.deciding.decide(approver, id, { verdict: 'refuse', reason: '所引条款不是查询的法律依据' })
    expect((await tasks()).every(({ closed }) => closed)).toBe(true)
    expect([await remindOfTerms(house.ports), (await tasks()).length]).toEqual([0, 4])
  })
})
