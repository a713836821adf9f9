import { randomBytes as random } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testLineSealer } from '../../test/access.js'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { citizen, clerk, FRONT_DESK, REVIEWERS, type TestDesk, testDesk } from '../../test/desk.js'
import { dueFact, paidFact } from '../../test/ledger.js'
import { queryEntries } from '../access/query-entry-store.js'
import { findNamedPerson } from '../collection/entry-service.js'
import type { Partner } from '../exchange/partner.js'
import type { Refusal } from '../kernel/refusal.js'
import { factsOfPerson } from '../ledger/record-store.js'
import { generatePrivateKey, publicKeyOf, signSm2 } from '../log/sm2.js'
import { publicKeyPem } from '../log/sm2-encoding.js'
import { recordOf } from '../records/record.js'
import { TransferInService } from './in-service.js'
import { TransferOutService } from './out-service.js'
import { type Information, packed } from './package.js'
import type { TransferPorts } from './ports.js'
import { TransferViewService } from './view-service.js'

const CODE = '91110108QYT0000144'
const THEIRS = 'agency-371000'
const OURS = '999900'
const key = generatePrivateKey(random)
const other = generatePrivateKey(random)
const sign = (bytes: Uint8Array) => signSm2(key, publicKeyOf(key), bytes, random)
const signOther = (bytes: Uint8Array) => signSm2(other, publicKeyOf(other), bytes, random)

let db: TestDatabase
let desk: TestDesk
let into: TransferInService
let out: TransferOutService
let views: TransferViewService

beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db)
  const partner = { partner: THEIRS, kind: 'agency', name: '邻市社保中心', publicKey: publicKeyPem(publicKeyOf(key)) }
  const ports: TransferPorts = {
    collection: desk.ports,
    agenciesUnder: (agency) => (agency === OURS ? [OURS, '999901', '999902'] : [agency]),
    partners: async () => [partner as unknown as Partner],
    findPartner: async (_trx, name) => (name === THEIRS ? (partner as unknown as Partner) : undefined),
    sign: signOther,
    sealer: testLineSealer,
  }
  into = new TransferInService(ports)
  out = new TransferOutService(ports)
  views = new TransferViewService(ports)
  await desk.employer(CODE)
  await desk.persons(
    [0, 1, 2, 3, 6].map((n) => [citizen(n), '测试转']),
    CODE,
  )
  for (const n of [0, 1, 2, 3, 6]) await pay(n, ['2025-01', '2025-02', '2025-03'])
})
afterAll(() => db.close())

const person = (n: number) => ({ identityNumber: citizen(n), fullName: '测试转' })
const idOf = async (n: number) => (await findNamedPerson(desk.ports, person(n))).personId
const refusalOf = (doing: Promise<unknown>): Promise<Refusal | undefined> =>
  doing.then(
    () => undefined,
    (thrown: Refusal) => thrown,
  )
const codeOf = async (doing: Promise<unknown>) => (await refusalOf(doing))?.entry.code

async function pay(n: number, months: readonly string[]): Promise<void> {
  const personId = await idOf(n)
  const facts = months.flatMap((month) => [dueFact(personId, month), paidFact(personId, month)])
  await desk.ledger.post(facts)
}

async function suspend(n: number): Promise<void> {
  const change = { insurances: ['110' as const], change: 'suspend' as const, fromMonth: '2025-04', reason: '231' }
  const filed = desk.registrations.changeEnrolment(FRONT_DESK, {
    ...person(n),
    creditCode: CODE,
    ...change,
    ground: '转出停保',
  } as never)
  expect((await desk.passAll(await filed)).state).toBe('posted')
}

function informationFor(n: number, change: Partial<Information> = {}): Information {
  const row = { year: 2020, from: '2020-01', through: '2020-12', area: '371000', base: 400_000, months: 12 }
  const credited = { employerToAccount: 0, personToAccount: 384_000, backPay: false }
  const money = {
    before1998: 0,
    from1998: 0,
    since2006: 400_000,
    account: 400_000,
    wages: 4_800_000,
    pooled: 576_000,
    total: 976_000,
  }
  return {
    ...{ ...person(n), insurance: '110', sex: '1', birthDate: '1960-01-01', months: 12, deemedMonths: 0 },
    ...{ rows: [{ ...row, ...credited }], money },
    ...change,
  }
}

const letterNumberOf = async (id: string) => (await views.show(FRONT_DESK, id)).letterNumber
const file = (kind: 'letter' | 'information' | 'receipt', letterNumber: string, content: object, signed = sign) =>
  packed({ kind, letterNumber, sender: THEIRS, receiver: OURS }, content, signed)

article(['M14-10a'], '转入：申请、发函、收信息表、核资金、送审、并入、告知', () => {
  let id: string

  test('申请与联系函；同一人同一险种不重复申请', async () => {
    id = await into.apply(FRONT_DESK, { ...person(0), insurance: '110', partner: THEIRS })
    expect(await codeOf(into.apply(FRONT_DESK, { ...person(0), insurance: '110', partner: THEIRS }))).toBe(
      'transfer.open-already',
    )
    expect(await codeOf(into.apply(FRONT_DESK, { ...person(1), insurance: '110', partner: 'agency-nobody' }))).toBe(
      'transfer.unknown-sender',
    )
    const letter = (await into.letter(FRONT_DESK, id)).toString()
    expect(letter).toContain('"kind":"letter"')
    expect((await views.show(FRONT_DESK, id)).ours).toBe('letterSent')
    await into.letter(FRONT_DESK, id)
    expect((await views.show(FRONT_DESK, id)).steps).toHaveLength(2)
  })

  test.each<[string, (n: string) => Promise<Buffer>, string]>([
    ['别人的签名', (n) => file('information', n, informationFor(0), signOther), 'transfer.unknown-sender'],
    ['别人的姓名', (n) => file('information', n, informationFor(1)), 'transfer.wrong'],
    [
      '三段之和不等',
      (n) => file('information', n, informationFor(0, { money: { ...informationFor(0).money, since2006: 1 } })),
      'transfer.wrong',
    ],
    [
      '总额不等',
      (n) => file('information', n, informationFor(0, { money: { ...informationFor(0).money, total: 1 } })),
      'transfer.wrong',
    ],
    ['月数不等', (n) => file('information', n, informationFor(0, { months: 13 })), 'transfer.wrong'],
    ['没有行', (n) => file('information', n, informationFor(0, { rows: [] })), 'transfer.wrong'],
    [
      '负数',
      (n) => file('information', n, informationFor(0, { rows: [{ ...informationFor(0).rows[0]!, base: -1 }] })),
      'transfer.wrong',
    ],
    ['不认识的联系函', () => file('information', 'nobody', informationFor(0)), 'transfer.missing'],
    [
      '收件的是别处',
      (n) =>
        packed({ kind: 'information', letterNumber: n, sender: THEIRS, receiver: '110000' }, informationFor(0), sign),
      'transfer.wrong',
    ],
    [
      '正文被改',
      async (n) =>
        Buffer.from((await file('information', n, informationFor(0))).toString().replace('400000', '400001')),
      'transfer.wrong',
    ],
    ['不是文件', async () => Buffer.from('hello\nworld\n'), 'transfer.unreadable'],
  ])('信息表%s：不收，说明何处不符', async (_says, make, code) => {
    const bytes = await make(await letterNumberOf(id))
    const refused = await refusalOf(into.information(FRONT_DESK, bytes))
    expect(refused?.entry.code.replace('exchange.', 'transfer.')).toBe(code)
  })

  test('信息表到；资金不等不收，相等才算到账；送审四个环节；记入之后告知', async () => {
    await into.information(FRONT_DESK, await file('information', await letterNumberOf(id), informationFor(0)))
    expect((await views.show(FRONT_DESK, id)).theirs).toBe('informationSent')
    expect(await codeOf(into.merge(FRONT_DESK, id))).toBe('transfer.not-now')
    const money = { day: '2026-03-10', serial: 'B1' }
    expect(await codeOf(into.money(FRONT_DESK, id, { amount: 975_999, ...money }))).toBe('transfer.money-differs')
    await into.money(FRONT_DESK, id, { amount: 976_000, ...money })
    const submission = await into.merge(FRONT_DESK, id)
    expect(await codeOf(into.merge(FRONT_DESK, id))).toBe('transfer.not-now')
    const detail = await desk.cases.show(FRONT_DESK, submission)
    expect(detail.route).toHaveLength(4)
    await desk.passAll(detail)
    // 几个人同时看：each sees it merged, and it is noted once.
    const seen = await Promise.all(Array.from({ length: 6 }, () => views.show(FRONT_DESK, id)))
    expect(seen.map(({ ours }) => ours)).toEqual(Array(6).fill('merged'))
    expect((await views.show(FRONT_DESK, id)).steps.filter(({ state }) => state === 'merged')).toHaveLength(1)
    expect((await into.told(FRONT_DESK, id)).toString()).toContain('"kind":"receipt"')
    expect((await views.show(FRONT_DESK, id)).ours).toBe('notified')
    expect(await transfersOf(0)).toEqual([{ direction: 'in', months: 12, to_account: 400_000, pooled: 576_000 }])
  })

  test('两地重叠的月份，不逐月决定不能并入；保留本地的不再计', async () => {
    const row = { ...informationFor(1).rows[0]!, from: '2025-01', through: '2025-12', year: 2025 }
    id = await into.apply(FRONT_DESK, { ...person(1), insurance: '110', partner: THEIRS })
    await into.letter(FRONT_DESK, id)
    await into.information(
      FRONT_DESK,
      await file('information', await letterNumberOf(id), informationFor(1, { rows: [row] })),
    )
    await into.money(FRONT_DESK, id, { amount: 976_000, day: '2026-03-10', serial: 'B2' })
    const { overlap } = await views.show(FRONT_DESK, id)
    expect(overlap.map(({ month }) => month)).toEqual(['2025-01', '2025-02', '2025-03'])
    expect(await codeOf(into.merge(FRONT_DESK, id))).toBe('transfer.overlap-undecided')
    const decisions = overlap.map(({ month }) => ({ month, keep: 'ours' as const }))
    await into.decide(FRONT_DESK, id, { decisions, reason: '先转后清，保留本地' })
    await desk.passAll(await desk.cases.show(FRONT_DESK, await into.merge(FRONT_DESK, id)))
    const rows = await transfersOf(1)
    expect(rows).toEqual([{ direction: 'in', months: 9, to_account: 400_000, pooled: 576_000 }])
  })

  test('有的保留本地、有的保留对方：每个月仍只计一次；审核退回之后可以重新决定', async () => {
    const row = { ...informationFor(6).rows[0]!, from: '2025-01', through: '2025-12', year: 2025 }
    id = await into.apply(FRONT_DESK, { ...person(6), insurance: '110', partner: THEIRS })
    await into.letter(FRONT_DESK, id)
    const form = file('information', await letterNumberOf(id), informationFor(6, { rows: [row] }))
    await into.information(FRONT_DESK, await form)
    await into.money(FRONT_DESK, id, { amount: 976_000, day: '2026-03-10', serial: 'B3' })
    const decide = (keeps: readonly ('ours' | 'theirs')[]) => {
      const decisions = keeps.map((keep, i) => ({ month: `2025-0${i + 1}`, keep }))
      return into.decide(FRONT_DESK, id, { decisions, reason: '依本人书面意愿' })
    }
    await decide(['ours', 'ours', 'ours'])
    const first = await desk.cases.show(FRONT_DESK, await into.merge(FRONT_DESK, id))
    expect(await codeOf(decide(['ours', 'theirs', 'theirs']))).toBe('transfer.not-now')
    const back = { stage: 'initialReview' as const, revision: first.revision, reason: '请按本人意愿逐月决定' }
    await desk.reviews.return(REVIEWERS.initialReview, first.id, back)
    expect((await views.show(FRONT_DESK, id)).abilities).toEqual(['overlap', 'merge'])
    await decide(['ours', 'theirs', 'theirs'])
    await desk.passAll(await desk.cases.show(FRONT_DESK, await into.merge(FRONT_DESK, id)))
    expect((await transfersOf(6))[0]).toMatchObject({ months: 9 })
    const { years } = await recordHere(6)
    expect([years.actual.value, years.broughtIn.value]).toEqual([12, 9])
  })

  test('别的机构看不见，也办不了', async () => {
    const stranger = { ...clerk('77', 'frontDesk'), agency: '999902' }
    expect(await codeOf(views.show(stranger, id))).toBe('transfer.missing')
    expect((await views.list(stranger)).items).toEqual([])
  })
})

async function recordHere(n: number) {
  const { app, vault, policy, clock } = desk.ports
  const personId = await idOf(n)
  const { facts } = await app.transaction({ persons: [personId] }, (trx) => factsOfPerson(trx, personId, vault))
  return recordOf(facts, policy().book, { today: clock.today() })
}

async function transfersOf(n: number): Promise<object[]> {
  const personId = await idOf(n)
  return db.admin.transaction({}, (trx) =>
    trx.rows('select direction, months, to_account::int, pooled::int from ledger.transfer where person_id = $1', [
      personId,
    ]),
  )
}

article(['M14-10b', 'WH-6(1)'], '转出：不合的先补正，审定后才发信息表；原记录留在本地', () => {
  let id: string

  test('还在参保的转出，成为补正件而不是不办；补正之后再核', async () => {
    const letter = await file('letter', 'L-1', {
      ...person(2),
      insurance: '110',
      agencyName: '邻市',
      areaCode: '371000',
    })
    id = await out.letter(FRONT_DESK, letter)
    expect(await out.letter(FRONT_DESK, letter)).toBe(id)
    const shown = await views.show(FRONT_DESK, id)
    expect(shown.ours).toBe('repairing')
    expect(JSON.stringify(shown.problems)).toContain('停保')
    expect((await views.own(await idOf(2))).items[0]).toMatchObject({ ours: 'repairing', dueDay: shown.dueDay ?? '?' })
    expect(await codeOf(out.prepare(FRONT_DESK, id))).toBe('transfer.not-now')
    await suspend(2)
    await out.check(FRONT_DESK, id)
    expect((await views.show(FRONT_DESK, id)).ours).toBe('processing')
  })

  test('编制、送审、发出、划款、回执；记录仍在，标明转出', async () => {
    const submission = await out.prepare(FRONT_DESK, id)
    expect(await codeOf(out.information(FRONT_DESK, id))).toBe('transfer.not-now')
    await desk.passAll(await desk.cases.show(FRONT_DESK, submission))
    const sent = (await out.information(FRONT_DESK, id)).toString().split('\n')
    const information = JSON.parse(sent[2]!) as Information
    expect(information.months).toBe(3)
    expect(information.money.wages).toBe(3 * 800_000)
    expect((await out.information(FRONT_DESK, id)).toString().split('\n')[2]).toBe(sent[2])
    const money = { day: '2026-03-12', serial: 'O1' }
    expect(await codeOf(out.money(FRONT_DESK, id, { amount: 1, ...money }))).toBe('transfer.money-differs')
    await out.money(FRONT_DESK, id, { amount: information.money.total, ...money })
    await out.receipt(FRONT_DESK, await file('receipt', 'L-1', { ...person(2), state: 'merged' }))
    const shown = await views.show(FRONT_DESK, id)
    expect([shown.ours, shown.theirs]).toEqual(['notified', 'merged'])
    expect(await transfersOf(2)).toEqual([
      { direction: 'out', months: 3, to_account: information.money.account, pooled: information.money.pooled },
    ])
    const kept = await db.admin.transaction({}, async (trx) =>
      trx.rows('select 1 from ledger.paid where person_id = $1', [await idOf(2)]),
    )
    expect(kept).toHaveLength(3)
  })

  test('转出的月份不再日常变动，更正之后须补发信息表', async () => {
    const before = (await desk.tasks.list(FRONT_DESK, true)).items.length
    const filed = desk.entries.enter(FRONT_DESK, {
      ...person(2),
      ...{ creditCode: CODE, settlementMonth: '2026-03', contributionMonth: '2025-02', declaredWage: 900_000 },
      ...{ contributionKind: '2', insurances: ['110'] },
      ground: '补缴',
    } as never)
    expect((await refusalOf(filed as never))?.say('zh')).toContain('已随关系转出')
    expect(await codeOf(out.supplement(FRONT_DESK, id))).toBe('transfer.nothing-new')
    const [row] = await db.admin.transaction({}, async (trx) =>
      trx.rows<{ posting: string; ordinal: number }>(
        'select posting_id::text as posting, ordinal from ledger.paid where person_id = $1 and contribution_month = $2',
        [await idOf(2), 202502],
      ),
    )
    const correction = await desk.corrections.correct(FRONT_DESK, {
      ...{
        posting: row!.posting,
        ordinal: row!.ordinal,
        factKind: 'paid',
        reason: 'sourceError',
        personId: await idOf(2),
      },
      ...{ explanation: '该月款项系误记', ground: '核对税务明细' },
    } as never)
    await desk.passAll(correction)
    const { items } = await desk.tasks.list(FRONT_DESK, true)
    expect(items.length).toBeGreaterThan(before)
    expect(items.filter(({ kind }) => kind === 'supplementDue')).toHaveLength(1)
    const sent = (await out.supplement(FRONT_DESK, id)).toString().split('\n')
    expect((JSON.parse(sent[2]!) as Information).months).toBe(2)
    const shown = await views.show(FRONT_DESK, id)
    expect([shown.ours, shown.steps.at(-1)!.note]).toEqual(['notified', '补充信息表'])
  })

  test('本人只看得到自己的，而且只看到办到哪里', async () => {
    const mine = await views.own(await idOf(2))
    expect(mine.items.map(({ letterNumber }) => letterNumber)).toEqual(['L-1'])
    expect(JSON.stringify(mine)).not.toContain('补充信息表')
    const others = (await views.own(await idOf(1))).items.map(({ letterNumber }) => letterNumber)
    expect(others).not.toContain('L-1')
  })

  test('已转出的再来函：列出原因，不重复转出', async () => {
    const again = await out.letter(FRONT_DESK, await file('letter', 'L-2', { ...person(2), insurance: '110' }))
    expect((await views.show(FRONT_DESK, again)).problems.map(({ zh }) => zh).join()).toContain('转出')
  })

  test('不予办理须写理由，之后不再能办', async () => {
    const other = await out.letter(FRONT_DESK, await file('letter', 'L-3', { ...person(3), insurance: '110' }))
    await views.stop(FRONT_DESK, other, { state: 'refused', reason: '本人撤回申请' })
    expect((await views.show(FRONT_DESK, other)).abilities).toEqual([])
    expect(await codeOf(views.stop(FRONT_DESK, other, { state: 'refused', reason: '再来一次' }))).toBe(
      'transfer.not-now',
    )
  })
})

article(['M14-21', 'N107-3c'], '送给外地机构的每一份文件，登记簿里都有一条', () => {
  const entered = () =>
    db.app.transaction({}, (trx) => queryEntries(trx, { agencies: ['999901'], kind: 'agency', most: 100 }))

  test('联系函、信息表、补充信息表与回执：给谁、关于谁、什么内容、谁办谁审、摘要', async () => {
    const of = async (n: number) => {
      const personId = await idOf(n)
      return (await entered()).filter(({ subjects }) => subjects.includes(personId)).reverse()
    }
    const [letter] = await of(0)
    expect(letter).toMatchObject({ unit: '邻市社保中心', items: ['registration'], months: '', subjectCount: 1 })
    expect((await of(0)).map(({ matter }) => matter.split('/')[1])).toEqual(['letter', 'letter', 'receipt'])
    const sent = await of(2)
    expect(sent.map(({ matter }) => matter.split('/')[1])).toEqual(['information', 'information', 'supplement'])
    for (const { handlerId, approverId, items, months, resultHash } of sent) {
      expect(handlerId).toBe(FRONT_DESK.personId)
      expect(approverId).not.toBe(FRONT_DESK.personId)
      expect([items, months]).toEqual([['registration', 'contribution', 'account'], '2025-01/2025-03'])
      expect(resultHash).toMatch(/^[0-9a-f]{64}$/)
    }
    expect(sent[2]!.resultHash).not.toBe(sent[0]!.resultHash)
  })

  test('没有送出的，不登记', async () => {
    const before = (await entered()).length
    const other = await out.letter(FRONT_DESK, await file('letter', 'L-9', { ...person(3), insurance: '110' }))
    expect(await codeOf(out.information(FRONT_DESK, other))).toBe('transfer.not-now')
    expect(await entered()).toHaveLength(before)
  })
})

describe('两处同时收同一信息表', () => {
  test('只成一件，另一件说明', async () => {
    const id = await into.apply(FRONT_DESK, { ...person(3), insurance: '110', partner: THEIRS })
    await into.letter(FRONT_DESK, id)
    const bytes = await file('information', await letterNumberOf(id), informationFor(3))
    const codes = await Promise.all([0, 1].map(() => codeOf(into.information(FRONT_DESK, bytes))))
    expect(codes.filter((code) => code === undefined).length).toBeGreaterThanOrEqual(1)
    const steps = (await views.show(FRONT_DESK, id)).steps.filter(({ state }) => state === 'informationSent')
    expect(steps).toHaveLength(codes.filter((code) => code === undefined).length)
  })
})
