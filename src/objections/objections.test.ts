import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { AREA, citizen, clerk as clerkOf, operator as operatorOf, type TestDesk, testDesk } from '../../test/desk.js'
import { dueFact, paidFact } from '../../test/ledger.js'
import { insured, signedIn, testObjections } from '../../test/objecting.js'
import { codeOf, hire as hireOf, setClock } from '../../test/work-desk.js'
import type { Actor } from '../access/actor.js'
import { findNamedPerson } from '../collection/entry-service.js'
import type { RaiseRequest } from './contract.js'
import { EchoService } from './echo-service.js'

const CODE = '91110108QYT0000144'
const MONTHS = ['2025-01', '2025-02', '2025-03']
const PATH = 'contribution/110/2025-02/1/paidPerson'
const TOLD = { reason: 'amount', words: '二月份扣得比工资条上少。' } as const

let db: TestDatabase
let desk: TestDesk
let room: ReturnType<typeof testObjections>
let employerId: string
let handler: Actor
let decider: Actor
let cityHandler: Actor
let cityDecider: Actor

beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db)
  room = testObjections(db, desk)
  employerId = await desk.employer(CODE)
  await desk.persons(
    Array.from({ length: 16 }, (_, n) => [citizen(n), '测试异']),
    CODE,
  )
  for (let n = 0; n < 16; n++) await pay(n)
  handler = await hire(db, '961', ['reviewer'])
  decider = await hire(db, '962', ['approver'])
  cityHandler = await hire(db, '963', ['reviewer'], AREA)
  cityDecider = await hire(db, '964', ['approver'], AREA)
  setClock(desk, '2026-03-16T09:00:00+08:00')
})
afterAll(() => db.close())

const clerk = (...of: Parameters<typeof clerkOf>) => signedIn(clerkOf(...of))
const operator = (...of: Parameters<typeof operatorOf>) => signedIn(operatorOf(...of))
const hire = async (...of: Parameters<typeof hireOf>) => signedIn(await hireOf(...of))
const idOf = async (n: number) =>
  (await findNamedPerson(desk.ports, { identityNumber: citizen(n), fullName: '测试异' })).personId

async function pay(n: number): Promise<void> {
  const personId = await idOf(n)
  await desk.ledger.post(
    MONTHS.flatMap((month) => [dueFact(personId, month, { employerId }), paidFact(personId, month, { employerId })]),
  )
}

const me = async (n: number) => insured(await idOf(n))
const raise = async (n: number, more: Partial<RaiseRequest> = {}) =>
  room.raising.raise(await me(n), { path: PATH, ...TOLD, ...more })
const shown = (id: string, by = handler) => room.cases.show(by, id)

async function checked(n: number, more: Partial<RaiseRequest> = {}): Promise<string> {
  const id = await raise(n, more)
  await room.handling.handle(handler, id, { act: 'accept' })
  await room.handling.handle(handler, id, { act: 'check', note: '查对征收凭证与记账。' })
  return id
}

async function lines(where: string): Promise<number> {
  const [row] = await db.admin.transaction({}, (trx) =>
    trx.rows<{ n: number }>(`select count(*)::int as n from access.look where ${where}`),
  )
  return row!.n
}

/** 二月那笔实缴，改成另一个数。 */
async function replacing(n: number, posting = true) {
  const { facts } = await shown((await idFor(n))!)
  const paid = facts.find(({ factKind }) => factKind === 'paid')!
  const replacement = { personAmount: 60_000, base: 750_000 }
  return {
    correction: {
      factKind: 'paid' as const,
      posting: posting ? paid.posting : '1',
      ordinal: paid.ordinal,
      explanation: '依异议更正个人缴费金额',
      replacement,
    },
  }
}

async function idFor(n: number): Promise<string | undefined> {
  return (await room.views.mine(await me(n))).items[0]?.id
}

article(['M14-16a', 'BQ-8a'], '异议自数字提出，附证明而不强求，当场有回执', () => {
  test('没有依据的不予办理，并写下一行', async () => {
    const [mine, other] = [await me(0), await idOf(1)]
    const before = await lines(`person_id = ${other} and outcome = 'refused' and action = 'objection.raise'`)
    const stranger = { ...mine, actingFor: { capacity: 'agent' as const, personId: other } }
    expect(await codeOf(room.raising.raise(stranger, { path: PATH, ...TOLD }))).toBe('access.denied')
    expect(await lines(`person_id = ${other} and outcome = 'refused' and action = 'objection.raise'`)).toBe(before + 1)
  })

  test('有依据的办理，有回执编号与期限，并写下一行；再提一次不成两件', async () => {
    const mine = await me(0)
    const id = await raise(0, { value: 64_000 })
    const { items } = await room.views.mine(mine)
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({ id, state: 'submitted', agency: '999901', raisedAs: 'self', reason: 'amount' })
    expect(items[0]!.serial).toMatch(/^Y999901\d{10}[\dX]$/)
    expect(items[0]!.clock).toMatchObject({ dueDay: '2026-03-30', overdue: false, provisional: false })
    expect(
      await lines(`person_id = ${mine.personId} and outcome = 'shown' and action = 'objection.raise'`),
    ).toBeGreaterThan(0)
    expect(await codeOf(raise(0))).toBe('objection.open-already')
    expect((await room.views.mine(mine)).items).toHaveLength(1)
  })

  test('没有的项目、已变的数，不收', async () => {
    expect(await codeOf(raise(1, { path: 'contribution/110/2025-12/1/paidPerson' }))).toBe('objection.no-such-item')
    expect(await codeOf(raise(1, { path: 'constructor/x' }))).toBe('objection.no-such-item')
    expect(await codeOf(raise(1, { value: 1 }))).toBe('objection.figure-changed')
    expect(await codeOf(raise(1, { path: 'missing/110/2025-02' }))).toBe('objection.no-such-item')
    expect(await codeOf(raise(1, { path: 'missing/110/2099-01' }))).toBe('objection.no-such-item')
  })

  test('没有记录的月份、姓名，也可以提', async () => {
    await raise(1, { path: 'missing/110/2025-04', reason: 'missing' })
    await raise(1, { path: 'person/fullName', reason: 'personal' })
    const { items } = await room.views.mine(await me(1))
    expect(items.map(({ item }) => item.zh).sort()).toEqual(['企业职工基本养老保险 2025-04', '姓名'].sort())
    expect(items.every(({ shown }) => !shown.zh.includes('测试异'))).toBe(true)
  })

  test('单位只能就本单位的月份；问别处的人，答复与陌生人一样', async () => {
    const boss = operator('970', employerId)
    const asked = { fullName: '测试异', insurance: '110', month: '2025-02', figure: 'base', ...TOLD } as const
    const id = await room.raising.ofEmployer(boss, { ...asked, identityNumber: citizen(2) })
    expect((await room.views.ofEmployer(boss)).items).toMatchObject([{ id, raisedAs: 'employer', about: '测**' }])
    const unknown = room.raising.ofEmployer(boss, { ...asked, identityNumber: citizen(40) })
    expect(await codeOf(unknown)).toBe('access.denied')
    const elsewhere = operator('971', '424242')
    expect(await codeOf(room.raising.ofEmployer(elsewhere, { ...asked, identityNumber: citizen(2) }))).toBe(
      'access.denied',
    )
    expect(await codeOf(room.views.one(elsewhere, id))).toBe('objection.unknown')
    expect(await codeOf(room.views.withdraw(await me(2), id, undefined))).toBe('objection.unknown')
    await room.views.withdraw(boss, id, undefined)
  })

  test('窗口代录，记下谁录的；他此后须回避', async () => {
    const front = clerk('965', 'frontDesk')
    const personId = await idOf(3)
    const id = await room.raising.atCounter(front, { personId, raisedAs: 'self', path: PATH, ...TOLD })
    const both = await hire(db, '966', ['frontDesk', 'reviewer'])
    const second = await room.raising.atCounter(both, {
      personId,
      raisedAs: 'self',
      path: 'contribution/110/2025-03/1/base',
      ...TOLD,
    })
    expect(await codeOf(room.handling.handle(both, second, { act: 'accept' }))).toBe('objection.stand-aside')
    await room.handling.handle(handler, id, { act: 'accept' })
  })
})

article(['M14-16b', 'BQ-8b'], '核查的人没有经手争议事项，核查与决定由两人办理', () => {
  test('经办过那笔记账的人须回避', async () => {
    const id = await raise(4, { path: 'person/birthDate', reason: 'personal' })
    // 901 reviewed the registration of everybody here.
    expect(await codeOf(room.handling.handle(clerk('901', 'initialReviewer'), id, { act: 'accept' }))).toBe(
      'objection.stand-aside',
    )
    expect((await shown(id, clerk('901', 'initialReviewer'))).standsAside).toBe(true)
    await room.handling.handle(handler, id, { act: 'accept' })
    expect((await shown(id)).objection.state).toBe('accepted')
  })

  test('同一人不得又核查又决定；没有核查的不能决定', async () => {
    const both = await hire(db, '967', ['reviewer', 'approver'])
    const id = await raise(5)
    expect(await codeOf(room.handling.decide(decider, id, { outcome: 'upheld' }))).toBe('objection.second-person')
    await room.handling.handle(both, id, { act: 'accept' })
    await room.handling.handle(both, id, { act: 'check', note: '核对征收凭证。' })
    expect(await codeOf(room.handling.decide(both, id, { outcome: 'upheld' }))).toBe('objection.second-person')
    expect(await codeOf(room.handling.decide(decider, id, { outcome: 'notUpheld' }))).toBe('objection.reasons-needed')
    await room.handling.decide(decider, id, { outcome: 'notUpheld', reasons: '扣款与征收结果一致，工资条另含公积金。' })
    const [told] = (await room.views.mine(await me(5))).items
    expect(told).toMatchObject({
      state: 'closed',
      outcome: 'notUpheld',
      reasons: '扣款与征收结果一致，工资条另含公积金。',
    })
    expect(told!.remedy?.zh).toContain('行政复议')
    expect(told!.steps.every((step) => step.by === undefined)).toBe(true)
    // 本人看得见是哪个机构、以哪个岗位办的；经办看得见是谁。
    const postsOf = (act: string, { steps }: Pick<typeof told & object, 'steps'>) =>
      steps.findLast((step) => step.act === act)!.posts.map(({ zh }) => zh)
    expect([postsOf('raise', told!), postsOf('check', told!), postsOf('decide', told!)]).toEqual([
      [],
      ['审核'],
      ['审批'],
    ])
    const seen = (await room.cases.show(decider, id)).objection
    expect(seen.steps.find(({ act }) => act === 'decide')).toMatchObject({ by: decider.personId })
    expect(postsOf('decide', seen)).toEqual(['审批'])
  })

  test('本区可核查的人都经手过，自动移送市级', async () => {
    const own = await hire(db, '968', ['reviewer'], '999902')
    const ownDecider = await hire(db, '969', ['approver'], '999902')
    const personId = await idOf(6)
    const step = (by: string) => ({ stage: 'review', verdict: 'passed', by, organisation: '999902', at: Date.now() })
    const fact = { ...paidFact(personId, '2025-05', { employerId }), agency: '999902' }
    await desk.ledger.post([fact], { steps: [step(own.personId), step(ownDecider.personId)] })
    const id = await raise(6, { path: 'contribution/110/2025-05/1/paidPerson' })
    const [told] = (await room.views.mine(await me(6))).items
    expect(told).toMatchObject({ agency: AREA, state: 'submitted' })
    expect(told!.steps.map(({ act }) => act)).toEqual(['raise', 'move'])
    await room.handling.handle(cityHandler, id, { act: 'accept' })
    // 对照：one person who had no part in it, and it stays.
    await hire(db, '973', ['reviewer'], '999902')
    await hire(db, '974', ['approver'], '999902')
    const later = { ...paidFact(personId, '2025-06', { employerId }), agency: '999902' }
    await desk.ledger.post([later], { steps: [step(own.personId), step(ownDecider.personId)] })
    const stays = await raise(6, { path: 'contribution/110/2025-06/1/paidPerson' })
    expect((await room.views.one(await me(6), stays)).agency).toBe('999902')
  })

  test('补正须写法定依据，等候的日子不计入期限；到期之前提醒，逾期列出', async () => {
    const id = await raise(7)
    setClock(desk, '2026-03-18T10:00:00+08:00')
    await room.handling.handle(handler, id, { act: 'askPapers', note: '请补交授权委托书。', basis: 'mandate' })
    setClock(desk, '2026-03-25T10:00:00+08:00')
    const waiting = await room.views.one(await me(7), id)
    expect(waiting.clock.days.at(-1)).toMatchObject({ how: 'paused', count: 2 })
    expect(waiting.steps.at(-1)?.basis?.zh).toContain('民法典')
    expect(waiting.clock.due).toBe(false)
    await room.views.supply(await me(7), id, { note: '已交委托书。' })
    setClock(desk, '2026-04-03T10:00:00+08:00')
    expect((await shown(id)).objection.clock).toMatchObject({ due: true, overdue: false })
    setClock(desk, '2026-04-30T10:00:00+08:00')
    expect((await shown(id)).objection.clock.overdue).toBe(true)
    expect(await codeOf(room.handling.handle(handler, id, { act: 'evidence', note: '没有问过谁。' }))).toBe(
      'objection.out-of-turn',
    )
    setClock(desk, '2026-03-16T10:00:00+08:00')
  })

  test('不属本机构主管的，连同转办单去主管部门，进度可见', async () => {
    const personId = await idOf(8)
    await desk.ledger.post([
      dueFact(personId, '2025-02', { employerId, insurance: '310' }),
      paidFact(personId, '2025-02', { employerId, insurance: '310' }),
    ])
    const id = await raise(8, { path: 'contribution/310/2025-02/1/paidPerson' })
    const one = await room.views.one(await me(8), id)
    expect(one).toMatchObject({ otherKeeper: true, state: 'withKeeper' })
    expect(one.steps.at(-1)?.note).toContain(one.serial)
    await room.handling.handle(handler, id, { act: 'keeperTold', note: '医保中心答复：已查实，本月更正。' })
    await room.handling.decide(decider, id, { outcome: 'upheld' })
    expect((await room.views.one(await me(8), id)).state).toBe('closed')
  })

  test('别区的人看不到，也办不了', async () => {
    const id = await raise(9)
    const stranger = await hire(db, '975', ['reviewer'], '999902')
    expect(await codeOf(room.cases.show(stranger, id))).toBe('objection.unknown')
    expect(await codeOf(room.handling.handle(stranger, id, { act: 'accept' }))).toBe('objection.unknown')
    expect(await codeOf(room.handling.handle(clerk('976', 'query'), id, { act: 'accept' }))).toBe('access.denied')
  })
})

article('M14-16c', '确有错误的须更正：更正未记账，异议不能办结', () => {
  test('成立之后提交更正，记账之前不办结，记账之后自己办结，记录已变', async () => {
    const id = await checked(10)
    await room.handling.decide(decider, id, { outcome: 'upheld', reasons: '征收凭证所载与记账不符。' })
    expect((await shown(id)).objection.state).toBe('decided')
    await room.handling.settle()
    expect((await shown(id)).objection.state).toBe('decided')
    const filer = await hire(db, '977', ['initialReviewer'])
    const before = await shown(id)
    const submissionId = await room.handling.correct(filer, id, await replacing(10))
    expect((await shown(id)).objection.state).toBe('correcting')
    await room.handling.settle()
    expect((await shown(id)).objection.state).toBe('correcting')
    const detail = await desk.cases.show(clerk('900', 'frontDesk'), submissionId)
    await desk.passAll(detail)
    await desk.agreed.postAgreed(submissionId)
    const after = await shown(id)
    expect(after.objection.state).toBe('closed')
    expect(after.now).not.toEqual(before.now)
    expect(after.explained['asThen']?.value).toBe(before.explained['asNow']?.value)
  })

  test('更正的回声：更正之前看过的单位与所发的证明，各有告知草稿；更正之前问，不答', async () => {
    const personId = await idOf(14)
    const look = { actor: operator('972', employerId), action: 'employer.staff' as const, subjects: [personId] }
    const resource = { kind: 'Employer' as const, employer: employerId, agency: '999901' }
    await room.gate.pass({ ...look, resource, sections: ['contribution'], purpose: 'p' }, async () => undefined)
    const papers = [{ serial: 'QYT-1', form: 'statement', year: 2025, issuedAt: desk.ports.clock.now() + 1 }]
    const echoes = new EchoService({ ...room.ports, papersOf: async () => papers })
    const id = await checked(14)
    await room.handling.decide(decider, id, { outcome: 'upheld' })
    expect(await codeOf(echoes.of(handler, id))).toBe('objection.not-corrected')
    const filer = await hire(db, '979', ['initialReviewer'])
    const submissionId = await room.handling.correct(filer, id, await replacing(14))
    await desk.passAll(await desk.cases.show(clerk('900', 'frontDesk'), submissionId))
    await desk.agreed.postAgreed(submissionId)
    setClock(desk, '2026-03-17T09:00:00+08:00')
    await room.handling.settle()
    const { recipients } = await echoes.of(handler, id)
    const [paper, boss] = recipients as [(typeof recipients)[number], (typeof recipients)[number]]
    const note = { recipient: paper.key, way: 'letter', day: '2026-03-17' } as const
    expect(await codeOf(echoes.sent(handler, id, { ...note, day: '2026-03-18' }))).toBe('objection.notice-not-yet')
    expect(await codeOf(echoes.sent(handler, id, { ...note, recipient: '0'.repeat(32) }))).toBe(
      'objection.no-such-recipient',
    )
    expect(await codeOf(echoes.sent(clerk('976', 'query'), id, note))).toBe('access.denied')
    const noted = await echoes.sent(handler, id, note)
    expect(noted.recipients[0]).toMatchObject({ sent: { way: 'letter', day: '2026-03-17' } })
    expect(noted.recipients.find(({ key }) => key === boss.key)).not.toHaveProperty('sent')
    expect(await codeOf(echoes.sent(handler, id, note))).toBe('objection.notice-sent')
    setClock(desk, '2026-03-16T09:00:00+08:00')
    expect(recipients).toMatchObject([
      { kind: 'paper', serial: 'QYT-1', times: 1 },
      { kind: 'employer', name: '示例制造有限公司', times: 1 },
    ])
    expect(recipients.every(({ notice }) => notice.zh.includes('停止使用原数据'))).toBe(true)
  })

  test('与本异议无关的报送不能当作更正', async () => {
    const filer = await hire(db, '978', ['initialReviewer'])
    const id = await checked(11)
    await room.handling.decide(decider, id, { outcome: 'partly', reasons: '只有二月的一笔有误。' })
    expect(
      await codeOf(room.handling.correct(handler, id, { submissionId: '00000000-0000-4000-8000-000000000000' })),
    ).toBe('objection.not-its-correction')
    expect(await codeOf(room.handling.correct(filer, id, await replacing(11, false)))).toBe('reversal.missing')
    expect((await shown(id)).objection.state).toBe('decided')
  })

  test('只增不改：任何一步都改不了、删不掉', async () => {
    const tries = [
      'update desk.objection_step set state = $$closed$$',
      'delete from desk.objection',
      'truncate desk.rights_answer',
    ]
    for (const sql of tries) await expect(db.admin.transaction({}, (trx) => trx.rows(sql))).rejects.toThrow('只增不改')
  })
})

describe('核查中的标记', () => {
  test('本人与经办看记录时都标明，办结之后消失', async () => {
    const [mine, id] = [await me(12), await checked(12)]
    const record = () => room.records.record(mine, mine.personId, {})
    expect((await record()).marks).toEqual([{ personId: mine.personId, path: PATH, since: '2026-03-16' }])
    await room.views.withdraw(mine, id, undefined)
    expect((await record()).marks).toEqual([])
  })
})

article('M14-15b', '个人信息权利：复制即时，其余限期答复，删除附理由不予办理', () => {
  test('副本有记录也有查阅记录；只给本人', async () => {
    const mine = await me(13)
    expect(await room.rights.request(mine, { right: 'copy' })).toMatchObject({ answer: 'granted' })
    const copy = (await room.rights.copy(mine)) as { record: { sections: object }; looks: readonly object[] }
    expect(copy.record.sections).toHaveProperty('contributions')
    expect(copy.looks.length).toBeGreaterThan(0)
    const stranger = { ...mine, actingFor: { capacity: 'relative' as const, personId: await idOf(14) } }
    expect(await codeOf(room.rights.copy(stranger))).toBe('access.denied')
  })

  test('删除不能准，只能附理由不予；只答一次', async () => {
    const mine = await me(13)
    const { id } = await room.rights.request(mine, { right: 'delete' })
    expect(await codeOf(room.rights.request(mine, { right: 'delete' }))).toBe('rights.open-already')
    expect(await codeOf(room.rights.answer(handler, id, { answer: 'granted' }))).toBe('rights.kept-by-law')
    expect(await codeOf(room.rights.answer(handler, id, { answer: 'refused' }))).toBe('rights.reasons-needed')
    const reasons = '法定保存期限尚未届满，停止除存储和保护以外的处理。'
    expect(await room.rights.answer(handler, id, { answer: 'refused', reasons })).toMatchObject({ reasons })
    expect(await codeOf(room.rights.answer(handler, id, { answer: 'refused', reasons }))).toBe('rights.answered')
    expect(await codeOf(room.rights.request(mine, { right: 'restrict' }))).toBe('rights.extra-needed')
  })
})

test('市级可以办移送来的，决定的人与核查的人不同', async () => {
  const id = await raise(15)
  await room.handling.handle(handler, id, { act: 'move', note: '当事人请求回避。', agency: AREA })
  expect(await codeOf(room.handling.handle(handler, id, { act: 'accept' }))).toBe('objection.unknown')
  await room.handling.handle(cityHandler, id, { act: 'accept' })
  await room.handling.handle(cityHandler, id, { act: 'check', note: '核对凭证。' })
  await room.handling.decide(cityDecider, id, { outcome: 'notUpheld', reasons: '与凭证一致。' })
  expect((await room.views.one(await me(15), id)).state).toBe('closed')
})
