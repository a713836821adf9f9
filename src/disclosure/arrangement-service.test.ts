import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { staff } from '../../test/access.js'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { codeOf, PEOPLE, type TestDisclosure, testDisclosure } from '../../test/disclosure.js'
import { employerFact, enrolmentFact } from '../../test/ledger.js'
import { looksOf } from '../access/book-store.js'
import type { Day } from '../kernel/day.js'
import { encodeBase64 } from '../log/base64.js'
import { generatePrivateKey, publicKeyOf, type Sm2PrivateKey, signSm2 } from '../log/sm2.js'
import { publicKeyPem } from '../log/sm2-encoding.js'
import { signedText } from './arrangement.js'
import type { ApplyArrangement, PartnerQuery } from './arrangement-contract.js'

const ONE = { fullName: '测试一', identityNumber: '110101196501129991' }
const TWO = { fullName: '测试二', identityNumber: '110101196501129983' }
const { cityDesk, supervisor, desk } = PEOPLE

let db: TestDatabase
let house: TestDisclosure
let one: string
const key = generatePrivateKey(randomBytes)
beforeAll(async () => {
  db = await testDatabase()
  house = testDisclosure(db)
  one = await house.reading.person(ONE.identityNumber, ONE.fullName)
  await house.reading.person(TWO.identityNumber, TWO.fullName)
  const { ledger } = house.reading
  await ledger.post([employerFact('7', '91110108QYT0000144', '示例制造有限公司'), enrolmentFact(one, '7', '2024-01')])
  await house.recipients.enter(cityDesk, { recipient: 'civil', name: '示例市民政局', kind: 'organ' })
  await agreement('civil')
})
afterAll(async () => {
  house?.close()
  await db?.close()
})
beforeEach(() => house.clock.pass(1))

const agreement = (recipient: string) =>
  house.recipients.note(cityDesk, recipient, 'agreement', {
    ...{ note: '保密协议', agreement: 'QYT-BM-1', from: '2026-01-01', through: '2026-12-31' },
  })
const request = (change: Partial<ApplyArrangement> = {}): ApplyArrangement => ({
  ...{ recipient: 'civil', basis: '社会保险个人权益记录管理办法第十八条', purpose: '低保待遇核对' },
  ...{ scope: 'class', subjectClass: 'enrolled', sections: ['registration'], fromMonth: '2025-01' },
  ...{ quota: 5, quotaPer: 'day', startOn: '2026-03-01', endOn: '2026-12-31', reviewOn: '2026-09-01' },
  publicKey: publicKeyPem(publicKeyOf(key)),
  ...change,
})
async function applied(change: Partial<ApplyArrangement> = {}): Promise<string> {
  const { items } = await house.arrangements.apply(cityDesk, request(change))
  return items[0]!.id
}
async function approved(change: Partial<ApplyArrangement> = {}): Promise<string> {
  const id = await applied(change)
  await house.arrangements.decide(supervisor, id, { verdict: 'approve', note: '同意执行' })
  return id
}

let calls = 0
function call(arrangement: string, change: Partial<PartnerQuery> = {}, by: Sm2PrivateKey = key) {
  const asked = {
    ...{ arrangement, at: house.clock.now(), nonce: `nonce-of-this-test-${calls++}`, ownCase: '民核 2026-1' },
    ...ONE,
    ...change,
  }
  const signature = encodeBase64(signSm2(by, publicKeyOf(by), Buffer.from(signedText(asked)), randomBytes))
  return house.calls.call(
    { signature, ...asked, ...(change.signature === undefined ? {} : { signature: change.signature }) },
    '203.0.113.9',
  )
}

article('BQ-11', '长期安排：市级登记，行政部门批准，区里没有这条路', () => {
  test('区里不能登记、不能批准；登记的人、经办机构都不能批准', async () => {
    expect(await codeOf(house.arrangements.apply(desk, request()))).toBe('access.denied')
    const id = await applied()
    const verdict = { verdict: 'approve' as const, note: '同意执行' }
    expect(await codeOf(house.arrangements.decide(desk, id, verdict))).toBe('access.denied')
    expect(await codeOf(house.arrangements.decide(PEOPLE.cityApprover, id, verdict))).toBe('access.denied')
    const both = staff(['frontDesk', 'supervisor'], '999900', '27')
    expect(await codeOf(house.arrangements.decide(both, id, verdict))).toBe('arrangement.same-person')
    const { items } = await house.arrangements.decide(supervisor, id, verdict)
    expect(items.find((one) => one.id === id)?.state).toBe('approved')
    expect(await codeOf(house.arrangements.decide(supervisor, id, verdict))).toBe('arrangement.state')
  })

  test.each([
    ['期限太长', { endOn: '2028-01-01' }],
    ['已经过期', { startOn: '2025-01-01', endOn: '2025-06-30', reviewOn: '2025-02-01' }],
    ['复核在期限之外', { reviewOn: '2027-06-01' }],
    ['按类而列名单', { persons: [ONE] }],
    ['名单而不列人', { scope: 'list' as const }],
    ['不是公钥', { publicKey: 'x'.repeat(120) }],
    ['次数过多', { quota: 1_000_000 }],
  ])('不收：%s', async (_what, change) => {
    const { subjectClass: _, ...asked } = request(change)
    const whole = 'scope' in change ? asked : request(change)
    expect(await codeOf(house.arrangements.apply(cityDesk, whole))).toBe('arrangement.wrong')
  })

  test('凭签名查一件：只有所批的类别，登记一条，被查的人一行', async () => {
    const id = await approved()
    const answer = await call(id)
    expect([answer.outcome, Object.keys(answer.record ?? {}), answer.left]).toEqual(['answered', ['registration'], 4])
    expect(answer.record?.registration?.identityNumber).toBe('110101********9991')
    const [look] = await db.app.transaction({ persons: [one] }, (trx) => looksOf(trx, one, { most: 1 }))
    expect(look).toMatchObject({
      realm: 'partner',
      organisation: '示例市民政局',
      matter: answer.call,
      outcome: 'shown',
    })
    const { items } = await house.register.search(PEOPLE.cityApprover, { words: answer.filing })
    expect(items[0]).toMatchObject({ unit: '示例市民政局', kind: 'standing', persons: 1, resultHash: answer.digest })
    const today = house.clock.today()
    expect((await house.register.check(PEOPLE.cityApprover, today, today)).even).toBe(true)
  })

  test('凭协议的服务机构，登记为向服务机构提供，逐日核对同样相符', async () => {
    await house.recipients.enter(cityDesk, { recipient: 'bank', name: '示例代发银行', kind: 'institution' })
    await agreement('bank')
    const answer = await call(await approved({ recipient: 'bank' }))
    const { items } = await house.register.search(PEOPLE.cityApprover, { kind: 'institution' })
    expect(items).toMatchObject([{ unit: '示例代发银行', number: answer.filing, resultHash: answer.digest }])
    const today = house.clock.today()
    expect((await house.register.check(PEOPLE.cityApprover, today, today)).even).toBe(true)
  })

  test('不属这一类、查无此人、名单之外：没有内容，也登记、也计数', async () => {
    const id = await approved()
    expect(await call(id, TWO)).toMatchObject({ outcome: 'notInScope', left: 4 })
    expect(await call(id, { ...ONE, fullName: '别名' })).toMatchObject({ outcome: 'noRecord', left: 3 })
    const { subjectClass: _, ...listed } = request({ scope: 'list', persons: [TWO] })
    const { items } = await house.arrangements.apply(cityDesk, listed)
    await house.arrangements.decide(supervisor, items[0]!.id, { verdict: 'approve', note: '同意执行' })
    expect((await call(items[0]!.id)).outcome).toBe('notInScope')
    expect((await call(items[0]!.id, TWO)).outcome).toBe('answered')
  })

  test('一页列不下的，导出逐页取全，一条不漏，一条不重', async () => {
    const lines = (text: string) => text.trim().split('\r\n').slice(2)
    const whole = lines(await house.register.export(PEOPLE.cityApprover, { purpose: '季度核查' }))
    expect(whole.length).toBeGreaterThan(5)
    const { setting } = house.ports
    const short = vi
      .spyOn(house.ports, 'setting')
      .mockImplementation(((name: never, of: never) =>
        (name as string) === 'business.register-most' ? 2 : setting(name, of)) as typeof setting)
    const { items, more } = await house.register.search(PEOPLE.cityApprover, {})
    const paged = lines(await house.register.export(PEOPLE.cityApprover, { purpose: '季度核查' }))
    short.mockRestore()
    expect([items.length, more]).toEqual([2, true])
    expect(paged).toEqual(whole)
  })

  test('有保密标识者不属任何一类；名单写明的，照名单', async () => {
    const id = await approved()
    const mark = (change: 'begin' | 'end') =>
      house.reading.ledger.post([
        {
          ...{ kind: 'protection', personId: one, change, fromDay: '2026-03-01' as Day, line: 1 },
          ...{ agency: '999901', area: '999900', ground: '司法机关的保护决定', document: '保护决定 1 号' },
        },
      ])
    await mark('begin')
    const marked = await call(id)
    expect([marked.outcome, marked.record]).toEqual(['notInScope', undefined])
    const { subjectClass: _, ...listed } = request({ scope: 'list', persons: [ONE] })
    const { items } = await house.arrangements.apply(cityDesk, listed)
    await house.arrangements.decide(supervisor, items[0]!.id, { verdict: 'approve', note: '同意执行' })
    expect((await call(items[0]!.id)).outcome).toBe('answered')
    await mark('end')
    expect((await call(id)).outcome).toBe('answered')
  })

  test('重放、过时、改动、别人的密钥、没有的安排：一概不答', async () => {
    const id = await approved()
    const nonce = 'the-same-nonce-twice'
    await call(id, { nonce })
    expect(await codeOf(call(id, { nonce }))).toBe('partner.replayed')
    expect(await codeOf(call(id, { at: house.clock.now() - 6 * 60_000 }))).toBe('partner.outside-window')
    expect(await codeOf(call(id, { signature: encodeBase64(Buffer.alloc(64, 1)) }))).toBe('partner.unproven')
    expect(await codeOf(call(id, {}, generatePrivateKey(randomBytes)))).toBe('partner.unproven')
    expect(await codeOf(call('00000000-0000-4000-8000-000000000000'))).toBe('partner.unproven')
  })

  test('配额：同时来的也不多答一次', async () => {
    const id = await approved({ quota: 2 })
    const answers = await Promise.all(Array.from({ length: 6 }, () => codeOf(call(id))))
    expect(answers.filter((one) => one === 'done')).toHaveLength(2)
    expect(answers.filter((one) => one === 'partner.quota')).toHaveLength(4)
  })

  test('未批准的不答；撤销即时生效', async () => {
    const waiting = await applied()
    expect(await codeOf(call(waiting))).toBe('access.denied')
    const id = await approved()
    await call(id)
    await house.arrangements.revoke(supervisor, id, '情况有变')
    expect(await codeOf(call(id))).toBe('access.denied')
  })

  test('期满即止', async () => {
    const id = await approved({ startOn: '2026-03-02', endOn: '2026-03-02', reviewOn: '2026-03-02' })
    house.clock.pass(24 * 3600)
    expect(await codeOf(call(id))).toBe('partner.not-in-force')
  })
})

article(
  ['M14-24', 'M14-27', 'M14-29', 'M14-30', 'BQ-16', 'BQ-18', 'BQ-20', 'BQ-21'],
  '对方登记：停用一举生效，历史照留，证据包齐全',
  () => {
    test('误用报告即停，全部安排都停；恢复由行政监督', async () => {
      const [first, second] = [await approved(), await approved()]
      await house.recipients.note(cityDesk, 'civil', 'misuse', { note: '接到泄露举报', suspend: true })
      expect([await codeOf(call(first)), await codeOf(call(second))]).toEqual([
        'recipient.not-usable',
        'recipient.not-usable',
      ])
      expect(await codeOf(house.recipients.note(cityDesk, 'civil', 'resumed', { note: '查无实据' }))).toBe(
        'recipient.resume',
      )
      await house.recipients.note(supervisor, 'civil', 'resumed', { note: '查无实据' })
      expect((await call(first)).outcome).toBe('answered')
    })

    test('协议终止，当即停；再签再用；历史都在', async () => {
      const id = await approved()
      await house.recipients.note(cityDesk, 'civil', 'ended', { note: '对方申请终止' })
      expect(await codeOf(call(id))).toBe('recipient.not-usable')
      await agreement('civil')
      expect((await call(id)).outcome).toBe('answered')
      const pack = await house.recipients.evidence(supervisor, 'civil')
      expect(pack.events.map(({ act }) => act)).toEqual(
        expect.arrayContaining(['agreement', 'misuse', 'suspended', 'resumed', 'ended']),
      )
      expect(pack.received.length).toBeGreaterThan(5)
      expect(pack.received.every(({ resultHash }) => /^[0-9a-f]{64}$/.test(resultHash))).toBe(true)
    })

    test('协议须有编号与起止；没登记的对方不收；区里进不来', async () => {
      const { note } = house.recipients
      expect(await codeOf(note.call(house.recipients, cityDesk, 'civil', 'agreement', { note: '没有编号' }))).toBe(
        'recipient.agreement',
      )
      expect(await codeOf(note.call(house.recipients, cityDesk, 'nobody', 'suspended', { note: '没有登记' }))).toBe(
        'recipient.unknown',
      )
      expect(await codeOf(house.recipients.list(desk))).toBe('access.denied')
    })

    test.each(['desk.recipient_event', 'desk.arrangement_call', 'desk.inquiry_step'])('改不了：%s', async (table) => {
      const changing = db.app.transaction({}, (trx) => trx.rows(`delete from ${table}`))
      await expect(changing).rejects.toMatchObject({ code: '42501' })
    })
  },
)
