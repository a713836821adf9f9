import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { staff } from '../../test/access.js'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import {
  codeOf,
  organRequest,
  PEOPLE,
  type TestDisclosure,
  testDisclosure,
  unitRequest,
} from '../../test/disclosure.js'
import { dueFact, employerFact, enrolmentFact, paidFact } from '../../test/ledger.js'
import { looksOf } from '../access/book-store.js'
import { comparedDays, entriesOfInquiries } from '../access/query-entry-store.js'
import type { ReceiveInquiry } from './contract.js'
import { ExecuteService } from './execute-service.js'
import { narrowedTo, refuseBeyond } from './result.js'

const ONE = { fullName: '测试一', identityNumber: '110101196501129991' }
const TWO = { fullName: '测试二', identityNumber: '110101196501129983' }
const WEST = { fullName: '测试西', identityNumber: '110101196501129975' }
const NOBODY = { fullName: '查无此人', identityNumber: '110101196501129967' }
const { desk, desk2, approver, reviewer } = PEOPLE

let db: TestDatabase
let house: TestDisclosure
let one: string
let two: string
let papers: string[]
beforeAll(async () => {
  db = await testDatabase()
  house = testDisclosure(db)
  one = await house.reading.person(ONE.identityNumber, ONE.fullName)
  two = await house.reading.person(TWO.identityNumber, TWO.fullName)
  await house.reading.person(WEST.identityNumber, WEST.fullName, '999902')
  const { ledger } = house.reading
  await ledger.post([employerFact('7', '91110108QYT0000144', '示例制造有限公司'), enrolmentFact(one, '7', '2024-01')])
  await ledger.post([
    dueFact(one, '2025-08'),
    paidFact(one, '2025-08'),
    dueFact(one, '2025-09'),
    paidFact(one, '2025-09'),
  ])
  papers = await Promise.all(['公务证明', '专用表', '批准文书', '证甲', '证乙'].map((says) => house.paper(says)))
})
afterAll(async () => {
  house?.close()
  await db?.close()
})
beforeEach(() => house.clock.pass(1))

const receive = (request: ReceiveInquiry, by = desk) =>
  house.inquiries.receive(by, request).then(({ items }) => items[0]!.id)
const organ = (change: Partial<ReceiveInquiry> = {}) => ({ ...organRequest(papers, [ONE]), ...change })
const provide = { verdict: 'provide' as const, reason: '依法提供' }
const looks = (person: string) =>
  db.app.transaction({ persons: [person] }, (trx) => looksOf(trx, person, { most: 100 }))

article(
  ['M14-18', 'BQ-10b', 'WH-12(1)', 'WH-12(2)'],
  '国家机关查询：无依据即拒并记录，有依据则办并记录，送两次只办一次',
  () => {
    test('无岗位：不予收件，记一行', async () => {
      const before = await eventsOf('refused')
      expect(await codeOf(receive(organ(), staff(['initialReviewer'])))).toBe('access.denied')
      expect(await eventsOf('refused')).toBe(before + 1)
    })

    test('收件、批准、办理由三人；结果只有批准的月份，逐人一行，登记一条', async () => {
      const id = await receive(organ())
      expect(await codeOf(house.executing.execute(reviewer, id))).toBe('access.denied')
      const approved = await house.deciding.decide(approver, id, provide)
      expect([approved.state, approved.gapList]).toEqual(['approved', []])
      const done = await house.executing.execute(reviewer, id)
      expect([done.state, done.outputs.length, done.outputs[0]!.act]).toEqual(['executed', 1, 'take'])
      const [entry] = await db.app.transaction({}, (trx) => entriesOfInquiries(trx, [id]))
      expect(entry).toMatchObject({
        unit: '示例市第一人民法院',
        subjects: [one],
        subjectCount: 1,
        items: ['contribution'],
      })
      expect([entry!.handlerId, entry!.approverId, entry!.months]).toEqual(['24', '23', '2025-08/2025-08'])
      const look = (await looks(one)).find(({ action, outcome }) => action === 'inquiry.execute' && outcome === 'shown')
      expect(look).toMatchObject({ matter: `${done.serial}/1`, outcome: 'shown', policies: ['disclosure.execute'] })
      expect(house.ports.vault.reveal(look!.purpose)).toBe('向示例市第一人民法院提供：执行案件查明财产')
    })

    test('送两次只办一次', async () => {
      const id = await receive(organ())
      await house.deciding.decide(approver, id, provide)
      const first = await house.executing.execute(reviewer, id)
      const again = await house.executing.execute(reviewer, id)
      expect(again.outputs).toEqual(first.outputs)
      expect(await db.app.transaction({}, (trx) => entriesOfInquiries(trx, [id]))).toHaveLength(1)
    })

    test('两人同时办理，只成一次', async () => {
      const id = await receive(organ())
      await house.deciding.decide(approver, id, provide)
      await Promise.allSettled([
        house.executing.execute(reviewer, id),
        house.executing.execute(staff(['reviewer'], '999901', '44'), id),
      ])
      expect(await db.app.transaction({}, (trx) => entriesOfInquiries(trx, [id]))).toHaveLength(1)
    })

    test('一名办案人员、证件过期、未见原件、缺件：收件出回执，一次列清，不能批准', async () => {
      const [first, second] = organRequest(papers, [ONE]).officers
      const id = await receive(
        organ({
          papers: { dutyProof: papers[0]! },
          officers: [{ ...first!, originalSeen: false, validThrough: '2025-01-01' }],
        }),
      )
      const { gapList } = await house.inquiries.show(approver, id)
      expect(gapList.map(({ key }) => key)).toEqual(['form', 'approval', 'officers', 'original', 'valid'])
      expect(await codeOf(house.deciding.decide(approver, id, provide))).toBe('inquiry.gaps')
      const { form, approval, approvalNumber } = organRequest(papers, [ONE]).papers
      const more = { form: form!, approval: approval!, approvalNumber: approvalNumber! }
      const full = await house.inquiries.supplement(desk2, id, { papers: more, officers: [first!, second!] })
      expect(full.gapList).toEqual([])
      expect((await house.deciding.decide(approver, id, provide)).state).toBe('approved')
    })

    test('同一证件号码不算两人', async () => {
      const [first] = organRequest(papers, [ONE]).officers
      const twice = organ({ officers: [first!, { ...first!, name: '另一人' }] })
      expect(await codeOf(receive(twice))).toBe('inquiry.officer-twice')
    })
  },
)

article(['BQ-9', 'BQ-10a'], '先问记录单是否够用，答复照存而不阻碍；按参保地归口', () => {
  test('不问不收；答够用的，仍可依法查询', async () => {
    const { standard: _, ...without } = organ()
    expect(await codeOf(receive(without))).toBe('inquiry.standard-record')
    const id = await receive(organ({ standard: { reason: 'enough', says: '记录单即可，坚持直接查询' } }))
    expect((await house.deciding.decide(approver, id, provide)).standard?.reason).toBe('enough')
  })

  test('别处参保的：说出几人在何处；分案，或者写明理由交市级', async () => {
    const both = organ({ persons: [ONE, WEST] })
    expect(await codeOf(receive(both))).toBe('inquiry.elsewhere')
    const { items } = await house.inquiries.receive(desk, { ...both, route: 'split' })
    expect(items.map(({ agency, persons }) => [agency, persons]).sort()).toEqual([
      ['999901', 1],
      ['999902', 1],
    ])
    expect(await codeOf(receive({ ...both, route: 'city' }))).toBe('inquiry.city-reason')
    const city = await house.inquiries.receive(desk, { ...both, route: 'city', cityReason: '两区人员须一并查明' })
    expect(city.items[0]).toMatchObject({ agency: '999900', persons: 2 })
    expect(await codeOf(house.deciding.decide(approver, city.items[0]!.id, provide))).toBe('access.denied')
    expect((await house.deciding.decide(PEOPLE.cityApprover, city.items[0]!.id, provide)).state).toBe('approved')
  })

  test('市级直接收的也要写明理由', async () => {
    expect(await codeOf(receive(organ(), PEOPLE.cityDesk))).toBe('inquiry.elsewhere')
  })
})

article(['M14-20(1)', 'BQ-14a'], '各环节由不同的人，步骤不能跳过', () => {
  test('收件人不能决定，决定人不能办理，收件人不能办理', async () => {
    const both = staff(['frontDesk', 'approver', 'reviewer'], '999901', '21')
    const id = await receive(organ(), both)
    expect(await codeOf(house.deciding.decide(both, id, provide))).toBe('access.denied')
    const decider = staff(['approver', 'reviewer'], '999901', '23')
    await house.deciding.decide(decider, id, provide)
    expect(await codeOf(house.executing.execute(decider, id))).toBe('access.denied')
    expect(await codeOf(house.executing.execute(both, id))).toBe('access.denied')
  })

  test('补收过材料的人也不能决定', async () => {
    const id = await receive(organ())
    const helper = staff(['frontDesk', 'approver'], '999901', '22')
    await house.inquiries.supplement(helper, id, { papers: { approvalNumber: '（2026）示执2号' } })
    expect(await codeOf(house.deciding.decide(helper, id, provide))).toBe('inquiry.same-person')
  })

  test('照填的依据，不写明已核对不能批准', async () => {
    const id = await receive(organ({ basis: { document: '某办法', article: '第九条' } }))
    expect(await codeOf(house.deciding.decide(approver, id, provide))).toBe('inquiry.basis-unreviewed')
    expect((await house.deciding.decide(approver, id, { ...provide, basisReviewed: true })).state).toBe('approved')
  })

  test('批准之后增加对象或月份，须重新批准', async () => {
    const id = await receive(organ())
    await house.deciding.decide(approver, id, provide)
    const wider = await house.inquiries.widen(desk2, id, { persons: [TWO], through: '2025-09', reason: '追加被执行人' })
    expect([wider.state, wider.persons]).toEqual(['received', 2])
    expect(await codeOf(house.executing.execute(reviewer, id))).toBe('access.denied')
    await house.deciding.decide(approver, id, provide)
    const done = await house.executing.execute(reviewer, id)
    expect(done.state).toBe('executed')
    const [entry] = await db.app.transaction({}, (trx) => entriesOfInquiries(trx, [id]))
    expect([entry!.subjects, entry!.months]).toEqual([[one, two], '2025-08/2025-09'])
  })
})

article(['M14-22b', 'BQ-10c', 'WH-12(0)', 'WH-12(4)'], '结果只从记录来，超出批准的一律不出门', () => {
  test('查询放宽一点，就不出门，也不登记', async () => {
    const late = await receive(organ({ from: '2025-09', through: '2025-09' }))
    await house.deciding.decide(approver, late, provide)
    const widened = new ExecuteService(house.ports, house.inquiries, (all, limits) =>
      narrowedTo(all, { ...limits, from: '2000-01' }),
    )
    expect(await codeOf(widened.execute(reviewer, late))).toBe('inquiry.beyond-approval')
    expect(await db.app.transaction({}, (trx) => entriesOfInquiries(trx, [late]))).toEqual([])
    expect((await house.inquiries.show(approver, late)).outputs).toEqual([])
  })

  const approved = {
    persons: [{ ...ONE, personId: '1' }],
    ...{ sections: ['contribution' as const], from: '2025-08', through: '2025-09' },
  }
  const row = { insurance: '110', month: '2025-08', employer: '甲', base: 1, paidEmployer: 1, paidPerson: 1 }
  test.each([
    ['多一个人', { personId: '2', record: { contribution: [row] } }],
    ['多一类', { personId: '1', record: { benefit: [] } }],
    ['早一个月', { personId: '1', record: { contribution: [{ ...row, month: '2025-07' }] } }],
    ['晚一个月', { personId: '1', record: { contribution: [{ ...row, month: '2025-10' }] } }],
  ])('门上能发现：%s', (_what, result) => {
    expect(() => refuseBeyond([result], approved)).toThrow(/beyond-approval/)
  })
  test('对照：照批准的，放行', () => {
    expect(() => refuseBeyond([{ personId: '1', record: { contribution: [row] } }], approved)).not.toThrow()
  })

  test('结果印有承诺与方式，PDF 封存，摘要相符；再取用，被查的人多一行', async () => {
    const id = await receive(organ({ persons: [ONE, NOBODY] }))
    await house.deciding.decide(approver, id, provide)
    const printed = vi.spyOn(house.ports.printer, 'plain')
    const { outputs } = await house.executing.execute(reviewer, id)
    const { facts } = printed.mock.calls[0]![1] as { facts: [string, string][] }
    expect(new Map(facts).get('准许提供的条文')).toMatch(/《社会保险个人权益记录管理办法》第18条/)
    printed.mockRestore()
    const before = (await looks(one)).length
    house.clock.pass(1)
    const pdf = await house.inquiries.output(approver, id, outputs[0]!.id)
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    expect((await looks(one)).length).toBe(before + 1)
    const [kept] = await db.admin.transaction({}, (trx) =>
      trx.rows<{ pdf_digest: Buffer; pdf: Buffer }>(
        'select pdf_digest, pdf from desk.inquiry_output where inquiry_id = $1',
        [id],
      ),
    )
    expect(createHash('sm3').update(pdf).digest().equals(kept!.pdf_digest)).toBe(true)
    expect(kept!.pdf.includes(Buffer.from('%PDF-'))).toBe(false)
  })

  test('只有查无此人的，也登记一条', async () => {
    const id = await receive(organ({ persons: [NOBODY] }))
    await house.deciding.decide(approver, id, provide)
    await house.executing.execute(reviewer, id)
    const [entry] = await db.app.transaction({}, (trx) => entriesOfInquiries(trx, [id]))
    expect([entry!.subjects, entry!.subjectCount]).toEqual([[], 1])
  })

  test('号码对、姓名不对，当作查无此人', async () => {
    const id = await receive(organ({ persons: [{ ...ONE, fullName: '错名' }] }))
    expect((await house.inquiries.show(approver, id)).named).toEqual([
      { fullName: '错*', identityNumber: '110101********9991', onRecord: false },
    ])
  })
})

article(
  ['M14-19a', 'M14-19(1)', 'M14-19(2)', 'M14-19(3)', 'M14-20(2)', 'BQ-12a'],
  '其他单位：申请、审查、不予提供须有理由与救济',
  () => {
    test('没有申请、申请没有批准，都没有结果；批准了的有', async () => {
      const none = '00000000-0000-4000-8000-000000000000'
      expect(await codeOf(house.executing.execute(reviewer, none))).toBe('inquiry.unknown')
      const id = await receive(unitRequest([ONE], papers[0]))
      expect(await codeOf(house.executing.execute(reviewer, id))).toBe('access.denied')
      await house.deciding.decide(approver, id, provide)
      const { outputs } = await house.executing.execute(reviewer, id)
      expect(outputs.map(({ kind }) => kind)).toEqual(['result'])
    })

    test('缺单位证明：出回执、列缺件，不能批准', async () => {
      const id = await receive(unitRequest([ONE]))
      const shown = await house.inquiries.show(approver, id)
      expect(shown.gapList.map(({ key }) => key)).toEqual(['unitProof'])
      expect(await codeOf(house.deciding.decide(approver, id, provide))).toBe('inquiry.gaps')
    })

    test('不予提供：告知书生成，送达登记在案，被查的人没有提供的一行', async () => {
      const id = await receive(unitRequest([ONE], papers[0]))
      const refused = await house.deciding.decide(approver, id, {
        verdict: 'refuse',
        reason: '所引条款不是查询的法律依据',
      })
      expect([refused.state, refused.outputs.map(({ kind }) => kind)]).toEqual(['refused', ['letter']])
      const letter = await house.inquiries.output(approver, id, refused.outputs[0]!.id)
      expect(letter.subarray(0, 5).toString()).toBe('%PDF-')
      const sent = await house.inquiries.send(desk, id, { way: 'post', note: '挂号 QYT0001' })
      expect(sent.steps.at(-1)).toMatchObject({ act: 'sent', reason: '邮寄：挂号 QYT0001' })
      expect(await codeOf(house.executing.execute(reviewer, id))).toBe('access.denied')
      expect((await looks(one)).filter(({ matter }) => matter.startsWith(`${refused.serial}/`))).toEqual([
        expect.objectContaining({ outcome: 'refused' }),
      ])
    })

    test('别的区看不到、办不了', async () => {
      const id = await receive(unitRequest([ONE], papers[0]))
      expect(await codeOf(house.inquiries.show(PEOPLE.west, id))).toBe('access.denied')
      expect(await codeOf(house.inquiries.supplement(PEOPLE.westDesk, id, { papers: { approvalNumber: '1' } }))).toBe(
        'access.denied',
      )
    })
  },
)

article(['M14-21', 'BQ-13b', 'WH-12(3)'], '登记簿：可按人查、可导出、改不了，提供几次登记几条', () => {
  test('按人查到，按单位查到；导出的字不被当作公式', async () => {
    const of = (query: object) => house.register.search(PEOPLE.auditor, query).then(({ items }) => items)
    expect((await of({ identityNumber: ONE.identityNumber })).length).toBeGreaterThan(3)
    expect((await of({ identityNumber: TWO.identityNumber })).length).toBe(1)
    expect((await of({ words: '第一人民法院' })).every(({ unit }) => unit === '示例市第一人民法院')).toBe(true)
    const [first] = await of({})
    expect(await house.register.show(PEOPLE.auditor, first!.id)).toMatchObject({ number: first!.number })
    const text = await house.register.export(PEOPLE.auditor, { purpose: '季度核查' })
    expect(text.split('\r\n').some((line) => line.includes('示例市第一人民法院'))).toBe(true)
    expect(text).not.toContain(ONE.identityNumber)
    const [mark] = text.split('\r\n')
    expect(mark).toMatch(/内部资料，不得外传｜.+｜2026\/3\/2 [\d:]+｜用途：季度核查/)
  })

  test('没有岗位的查不了；别的区的看不到', async () => {
    expect(await codeOf(house.register.search(desk, {}))).toBe('access.denied')
    expect((await house.register.search(PEOPLE.west, {})).items).toEqual([])
  })

  test.each([
    'update access.query_entry set unit = unit',
    'delete from access.query_entry',
    'truncate access.query_entry',
  ])('改不了：%s', async (sql) => {
    const changing = db.admin.transaction({}, async (trx) => {
      await trx.rows('set local role quanyi_owner')
      // The owner can lift row-level security from what it owns; the trigger is what stands behind it.
      await trx.rows('alter table access.query_entry no force row level security')
      await trx.rows(sql)
    })
    await expect(changing).rejects.toMatchObject({ code: '42501' })
  })

  test('逐日核对：相等；种下一次没有登记的提供，就查得出来', async () => {
    const today = house.clock.today()
    expect((await house.register.check(PEOPLE.auditor, today, today)).even).toBe(true)
    const { gate } = house.ports
    const resource = { kind: 'Inquiry', inquiry: 'x', agency: '999901', ground: 'organ', state: 'approved' } as const
    const of = {
      ...resource,
      persons: [one],
      sections: ['contribution'] as const,
      receivedBy: '21',
      approvedBy: '23',
      officers: 2,
    }
    const ask = { actor: reviewer, action: 'inquiry.execute' as const, resource: of, subjects: [one] }
    await gate.pass({ ...ask, sections: ['contribution'], purpose: '暗中', matter: '没有登记' }, async () => undefined)
    const { even, days } = await house.register.check(PEOPLE.auditor, today, today)
    expect([even, days.at(-1)!.unentered]).toEqual([false, ['没有登记']])
    const compared = await db.verify.transaction({}, (trx) => comparedDays(trx, today, today))
    expect(compared.at(-1)!.disclosures).toBe(compared.at(-1)!.entries + 1)
  })
})

describe('坏的输入', () => {
  test.each([
    ['月份颠倒', { from: '2025-09', through: '2025-08' }, 'inquiry.months'],
    ['同一人两次', { persons: [ONE, ONE] }, 'inquiry.person-twice'],
    ['没有的依据', { basis: { id: 'nothing' } }, 'inquiry.unknown-basis'],
    ['只给单位用的依据', { basis: { id: 'm14-19' } }, 'inquiry.unknown-basis'],
    ['没有的资料', { papers: { form: '00000000-0000-4000-8000-000000000000' } }, 'paper.missing'],
    ['号码不成号码', { persons: [{ fullName: '甲', identityNumber: '123' }] }, expect.stringMatching(/^identity\./)],
  ])('%s', async (_what, change, code) => {
    expect(await codeOf(receive(organ(change as Partial<ReceiveInquiry>)))).toEqual(code)
  })
  test('没有的案件', async () => {
    expect(await codeOf(house.inquiries.show(approver, '00000000-0000-4000-8000-000000000000'))).toBe('inquiry.unknown')
  })
})

async function eventsOf(outcome: string): Promise<number> {
  const [row] = await db.admin.transaction({}, (trx) =>
    trx.rows<{ n: number }>(
      `select count(*)::int as n from access.event where action = 'inquiry.receive' and outcome = $1`,
      [outcome],
    ),
  )
  return row!.n
}
