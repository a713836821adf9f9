import { afterAll, beforeAll, expect, test } from 'vitest'
import { citizen } from '../../test/access.js'
import { article } from '../../test/article.js'
import {
  AUDITOR,
  contact,
  DESK,
  enrolled,
  guardianship,
  HANDLER,
  openedList,
  openedRun,
  openSending,
  type Sending,
  WEST_DESK,
} from '../../test/delivering.js'
import { determinationFact, lifeFact } from '../../test/record-facts.js'
import type { Day } from '../kernel/day.js'
import type { Fact } from '../ledger/fact.js'
import type { DeliveryRunView, PieceState } from './delivery-contract.js'

const PLACE = { line: 1, agency: '999901', area: '999900' }
let sending: Sending
let run: DeliveryRunView
let agreement: string
/** 各样的人。 */
const who: Record<string, string> = {}

beforeAll(async () => {
  sending = await openSending()
  const { person } = sending
  const whole = (id: string) => [enrolled(id), contact(id)]
  const guardian = await person('1980-05-05', (id) => [contact(id, { mailingAddress: '示例市东区监护里9号' })])
  const revoked = await person('1981-05-05', (id) => [contact(id, { mailingAddress: '示例市东区旧监护里8号' })])
  Object.assign(who, { guardian, revoked })
  who['whole'] = await person('1970-01-02', whole)
  who['second'] = await person('1971-01-02', whole)
  who['third'] = await person('1972-01-02', whole)
  who['interrupted'] = await person('1973-01-02', (id) => [
    enrolled(id),
    enrolled(id, { fromMonth: '2024-06', change: 'suspend' }),
    contact(id),
  ])
  who['pensioner'] = await person('1955-01-02', (id) => [determinationFact(id, '2015-01'), contact(id)])
  who['ended'] = await person('1974-01-02', (id) => [
    enrolled(id),
    enrolled(id, { fromMonth: '2024-06', change: 'end' }),
    contact(id),
  ])
  who['never'] = await person('1975-01-02', (id) => [contact(id)])
  who['dead'] = await person('1950-01-02', (id) => [...whole(id), lifeFact(id, '2026-01-10')])
  who['west'] = await person('1976-01-02', (id) => [enrolled(id, { agency: '999902' }), contact(id)], '999902')
  who['moved'] = await person('1977-01-02', (id) => [
    enrolled(id),
    enrolled(id, { fromMonth: '2025-09', agency: '999902', change: 'resume' }),
    contact(id),
  ])
  who['noAddress'] = await person('1978-01-02', (id) => [enrolled(id)])
  who['badCode'] = await person('1979-01-02', (id) => [enrolled(id), contact(id, { postalCode: '9999' })])
  who['digital'] = await person('1985-01-02', (id) => [enrolled(id), contact(id, { delivery: 'digital' })])
  who['counter'] = await person('1986-01-02', (id) => [enrolled(id), contact(id, { delivery: 'counter' })])
  who['minor'] = await person('2008-03-03', (id) => [...whole(id), guardianship(id, guardian)])
  who['ofAge'] = await person('2008-03-02', (id) => [...whole(id), guardianship(id, guardian)])
  who['alone'] = await person('2010-03-03', whole)
  who['wardOfRevoked'] = await person('2010-04-03', (id) => [
    ...whole(id),
    guardianship(id, revoked),
    guardianship(id, revoked, 'end', '2026-02-01'),
  ])
  who['hidden'] = await person('1987-01-02', (id) => [
    ...whole(id),
    {
      ...PLACE,
      kind: 'protection',
      personId: id,
      change: 'begin',
      fromDay: '2026-01-01' as Day,
      ground: '示例',
      document: '示例 1 号',
    } as Fact,
  ])
  agreement = await sending.agreement()
}, 120_000)
afterAll(() => sending?.close())

const stateOf = async (name: string) => {
  const [row] = await sending.admin<{ state: PieceState; reason: string; to_guardian: boolean }>(
    'select state, reason, to_guardian from desk.delivery_piece where run_id = $1 and person_id = $2',
    [run.id, who[name]],
  )
  return row
}
const sum = (counts: object) => Object.values(counts).reduce((all: number, n: number) => all + n, 0)
const step = (name: string, asked: Parameters<Sending['pieces']['take']>[3], actor = DESK) =>
  sending.pieces.take(actor, run.id, who[name]!, asked)

article(['N107-3e', 'M14-26b'], '开批：无依据的拒绝并记下；一年一批', () => {
  test('不是前台的、别的机构的、年度未终了的，都不能开', async () => {
    await expect(sending.runs.open(AUDITOR, { year: 2025 })).rejects.toThrow('access.denied')
    await expect(sending.runs.open(HANDLER, { year: 2025 })).rejects.toThrow('access.denied')
    await expect(sending.runs.open(DESK, { year: 2026 })).rejects.toThrow('delivery.year-not-over')
    const lines = await sending.admin<{ outcome: string }>(
      `select outcome from access.event where action = 'delivery.manage'`,
    )
    expect(lines.map(({ outcome }) => outcome)).toEqual(['refused', 'refused', 'refused'])
  })

  test('开批：年度、期限、截止；同年再开的拒绝，两种出单方式不能并用', async () => {
    run = await openedRun(sending)
    expect(run).toMatchObject({
      ...{ year: 2025, start: '2025-01-01', end: '2025-12-31', deadline: '2026-03-31', cutOff: '2026-03-02' },
      ...{ state: 'gathered', daysLeft: 29, openedBy: '祝安然', statementYear: 2025 },
    })
    await expect(sending.runs.open(DESK, { year: 2025 })).rejects.toThrow('delivery.run-exists')
    const alone = { year: 2025, insurance: '110' as const, reason: '本险种分设机构' }
    await expect(sending.runs.open(DESK, alone)).rejects.toThrow('delivery.mixed-forms')
    const other = await sending.runs.open(DESK, { year: 2024 }) // 对照：别的年度可以
    await sending.admin('delete from desk.delivery_run where run_id = $1', [other.id])
  })
})

article('N107-3e', '范围：当年有关系的都在内，各状态之和恒等于总数', () => {
  test('在保、中断、退休的都在；已终止的、没有参保的、别区的不在', async () => {
    for (const name of ['whole', 'interrupted', 'pensioner'])
      expect(await stateOf(name)).toMatchObject({ state: 'waiting' })
    for (const name of ['ended', 'never', 'west', 'guardian']) expect(await stateOf(name)).toBeUndefined()
    expect(await stateOf('dead')).toMatchObject({ state: 'excluded', reason: 'dead' })
    expect(await stateOf('moved')).toMatchObject({ state: 'excluded', reason: 'elsewhere' })
  })

  test('缺地址、邮编不是六位、选电子、选领取、未成年无监护人，各在其位', async () => {
    expect(await stateOf('noAddress')).toMatchObject({ state: 'noAddress', reason: 'noAddress' })
    expect(await stateOf('badCode')).toMatchObject({ state: 'noAddress', reason: 'badPostcode' })
    expect(await stateOf('digital')).toMatchObject({ state: 'digital', reason: 'ownChoice' })
    expect(await stateOf('counter')).toMatchObject({ state: 'waiting', reason: 'atCounter' })
  })

  test('总数恒等；少数一件就看得出', async () => {
    const [all] = await sending.admin<{ n: number }>(
      'select count(*)::int as n from desk.delivery_piece where run_id = $1',
      [run.id],
    )
    expect([run.set, sum(run.counts)]).toEqual([all!.n, all!.n])
    expect(all!.n).toBe(16)
    await sending.admin('delete from desk.delivery_piece where run_id = $1 and person_id = $2', [run.id, who['third']])
    expect((await sending.runs.show(DESK, run.id)).set).toBe(all!.n - 1) // 对照
    await sending.admin(`update desk.delivery_run set state = 'gathering', last_person = 0 where run_id = $1`, [run.id])
    await sending.gatherer.advance()
    expect((await sending.runs.show(DESK, run.id)).set).toBe(all!.n) // 再列一遍：缺的补上，有的不重
  })

  test('须由人补的成为任务；任务里没有给孩子的信', async () => {
    const tasks = await sending.admin<{ kind: string; person_id: string }>(
      'select kind, person_id::text from desk.task where agency = $1',
      ['999901'],
    )
    const of = (name: string) => tasks.filter((one) => one.person_id === who[name]).map(({ kind }) => kind)
    expect([of('noAddress')[0], of('badCode')[0], of('alone')[0]]).toEqual([
      ...['statementAddress', 'statementAddress', 'noGuardian'],
    ])
    expect(of('whole')).toEqual([])
  })
})

article('N107-3f', '未成年人的寄给现行的监护人；没有的成为任务，决不寄给孩子', () => {
  test('收件人', async () => {
    expect(await stateOf('minor')).toMatchObject({ state: 'waiting', to_guardian: true })
    expect(await stateOf('ofAge')).toMatchObject({ state: 'waiting', to_guardian: false })
    expect(await stateOf('alone')).toMatchObject({ state: 'noGuardian', to_guardian: true })
    expect(await stateOf('wardOfRevoked')).toMatchObject({ state: 'noGuardian' })
  })

  test('没有监护人的，交寄、当面交给孩子，都不行', async () => {
    await expect(step('alone', { step: 'posted' })).rejects.toThrow('delivery.not-from-state')
    await expect(step('alone', { step: 'handed', note: '孩子本人凭身份证领取' })).rejects.toThrow('no-guardian-takes')
  })
})

article(['N107-3e', 'N107-3i', 'M14-22a'], '成批交寄：名单只有五列，密封交出，登记在协议下', () => {
  test('没有现行协议的、别区的，不能交寄', async () => {
    const over = await sending.agreement({ through: '2026-01-31' })
    const west = await sending.agreement({ agency: '999902' })
    for (const one of [over, west])
      await expect(sending.batches.make(DESK, run.id, one)).rejects.toThrow('delivery.no-agreement')
    await expect(sending.batches.make(WEST_DESK, run.id, agreement)).rejects.toThrow('access.denied')
    await expect(sending.pieces.take(WEST_DESK, run.id, who['whole']!, { step: 'looked' })).rejects.toThrow(
      'access.denied',
    )
  })

  let batch: string
  test('交寄：已交寄不是终局，每人一条查阅；再办一次没有可寄的', async () => {
    const made = await sending.batches.make(DESK, run.id, agreement)
    batch = made.batch.id
    // whole、second、third、interrupted、pensioner、minor、ofAge
    expect(made).toMatchObject({ batch: { pieces: 7, number: 1, vendor: '示例印务邮寄公司' }, held: 4, more: false })
    const now = await sending.runs.show(DESK, run.id)
    expect(now.counts).toMatchObject({ posted: 7, waiting: 2, delivered: 0 })
    expect(now.ended).toBe(now.counts.digital + now.counts.excluded)
    expect(sum(now.counts)).toBe(now.set)
    await expect(sending.batches.make(DESK, run.id, agreement)).rejects.toThrow('delivery.nothing-to-post')
    const looks = await sending.admin(`select 1 from access.look where action = 'delivery.manage' and person_id = $1`, [
      who['whole'],
    ])
    expect(looks.length).toBeGreaterThan(0)
  })

  test('名单：五列，密封；监护人的名字与地址在未成年人那一行；有保密标识的不在', async () => {
    const { bytes } = await sending.batches.fetch(DESK, run.id, batch, 'printing-firm-2026')
    expect(openedList(bytes, 'another-password')).toBeUndefined()
    const text = openedList(bytes, 'printing-firm-2026')!
    const [head, ...lines] = text.replace('\ufeff', '').trim().split('\r\n')
    expect(head).toBe('件号,收件人,地址,邮政编码,页数')
    expect(lines).toHaveLength(7)
    for (const line of lines) expect(line).toMatch(/^999901-2025-\d{7}-1,[^,]+,[^,]+,\d{6},[1-9]$/)
    expect(lines.filter((line) => line.includes('监护里9号'))).toHaveLength(1)
    expect(text).not.toMatch(/\d{17}[\dX]|旧监护里/)
    const [handover] = await sending.admin<{ rows: number; vendor: string }>(
      'select rows, vendor from desk.delivery_handover',
    )
    expect(handover).toEqual({ rows: 7, vendor: '示例印务邮寄公司' })
  })

  test('协议一终止，名单就领不走', async () => {
    await sending.admin('update archive.agreement set ended_at = now() where agreement_id = $1', [agreement])
    await expect(sending.batches.fetch(DESK, run.id, batch, 'printing-firm-2026')).rejects.toThrow('no-agreement')
    await sending.admin('update archive.agreement set ended_at = null where agreement_id = $1', [agreement])
    await sending.batches.fetch(DESK, run.id, batch, 'printing-firm-2026') // 对照
  })

  test('记录单印的是截止日的记录，一人一份', () => {
    expect(sending.pages).toHaveLength(7)
    expect(sending.pages[0]).toMatchObject({ title: '2025 年度社会保险个人权益记录单' })
  })
})

article(['N107-3e', 'N107-5e'], '回执与退回：行数 = 接受 + 未接受，逐行说明', () => {
  const serialOf = async (name: string) => {
    const [row] = await sending.admin<{ serial: string }>(
      'select serial from desk.delivery_posting where run_id = $1 and person_id = $2 order by attempt desc',
      [run.id, who[name]],
    )
    return row!.serial
  }
  const file = (...rows: string[]) => Buffer.from(['件号,结果,日期,原因', ...rows].join('\n'))

  test('缺列的整份拒绝；各种错行逐一说清，对的照收', async () => {
    const short = Buffer.from('件号,结果\n1,妥投\n')
    await expect(sending.batches.results(DESK, run.id, short)).rejects.toThrow('delivery.wrong-result-file')
    await expect(sending.batches.results(WEST_DESK, run.id, short)).rejects.toThrow('access.denied')
    const [whole, second, minor] = [await serialOf('whole'), await serialOf('second'), await serialOf('minor')]
    const taken = await sending.batches.results(
      DESK,
      run.id,
      file(
        `${whole},妥投,2026-03-02,`,
        `${second},退回,2026/3/2,迁移新址不明`,
        `${minor},签收,2026-03-02,`,
        `${whole},妥投,2026-03-02,`,
        '999901-2025-9999999-1,妥投,2026-03-02,',
        `${await serialOf('third')},在途,2026-03-02,`,
        `${await serialOf('third')},妥投,2026-02-30,`,
        `${await serialOf('third')},妥投,2026-03-01,`,
      ),
    )
    expect(taken).toMatchObject({ rows: 8, accepted: 3, refused: 5 })
    expect(taken.refusals.map(({ row, column }) => [row, column])).toEqual([
      [5, '件号'],
      [6, '件号'],
      [7, '结果'],
      [8, '日期'],
      [9, '日期'],
    ])
    for (const { sentence, remedy } of taken.refusals) expect(`${sentence.zh}${remedy.zh}`).toMatch(/。.+。$/)
    expect([
      (await stateOf('whole'))?.state,
      (await stateOf('second'))?.state,
      (await stateOf('minor'))?.state,
    ]).toEqual([...['delivered', 'returned', 'guardian']])
  })

  test('同一份再报：一行不再收', async () => {
    const again = await sending.batches.results(DESK, run.id, file(`${await serialOf('whole')},妥投,2026-03-02,`))
    expect(again).toMatchObject({ rows: 1, accepted: 0, refused: 1 })
  })

  test('改址再寄：地址没变的拒绝；变了的再寄一次，再退回就无法送达，写明原因', async () => {
    await expect(step('second', { step: 'readdressed' })).rejects.toThrow('delivery.same-address')
    await sending.reading.ledger.post([contact(who['second']!, { mailingAddress: '示例市东区新址路5号' })])
    const ready = await step('second', { step: 'readdressed', note: '本人到窗口变更' })
    expect(ready.piece).toMatchObject({ state: 'waiting', attempts: 1 })
    const posted = await step('second', { step: 'posted' })
    expect(posted.piece).toMatchObject({ state: 'posted', attempts: 2 })
    expect(posted.postings.map(({ address }) => address)).toEqual([
      '示例市东区试验路1号2单元301',
      '示例市东区新址路5号',
    ])
    await expect(step('second', { step: 'returned' })).rejects.toThrow('delivery.return-reason-needed')
    const gone = await step('second', { step: 'returned', reason: 'noSuchPerson' })
    expect(gone.piece).toMatchObject({ state: 'undeliverable', reason: 'noSuchPerson' })
    expect(gone.steps.map(({ kind }) => kind)).toEqual([
      ...['gathered', 'posted', 'returned', 'readdressed', 'posted', 'returned'],
    ])
    expect(gone.steps.map(({ by }) => by === '')).toEqual([true, false, false, false, false, false])
  })

  test('只退回一次的，不会成为无法送达', async () => {
    const back = await step('interrupted', { step: 'returned', reason: 'unclaimed' })
    expect(back.piece).toMatchObject({ state: 'returned', can: ['readdressed', 'handed'] })
    await expect(step('interrupted', { step: 'returned', reason: 'unclaimed' })).rejects.toThrow('not-from-state')
    await expect(step('interrupted', { step: 'handed' })).rejects.toThrow('delivery.taker-needed')
    const handed = await step('interrupted', { step: 'handed', note: '本人凭身份证领取' })
    expect(handed.piece.state).toBe('handed')
  })

  test('费用：件数含再寄，邮资按开批时所定', async () => {
    const { cost } = await sending.runs.show(AUDITOR, run.id)
    expect(cost).toMatchObject({ postings: 8, postageEach: 120, postage: 960, returns: 3 })
    expect(cost.pages).toBeGreaterThanOrEqual(8)
    expect(
      Buffer.from(await sending.runs.costSheet(AUDITOR, run.id))
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
  })
})

article(['N107-3e', 'M14-26b'], '有保密标识的：只有专办岗看得见、办得了', () => {
  test('前台的各件里没有，办不了；专办岗看得见，单独交寄', async () => {
    const seen = async (actor: typeof DESK) =>
      (await sending.pieces.list(actor, run.id, {})).items.map(({ person }) => person)
    expect(await seen(DESK)).not.toContain(who['hidden'])
    expect(await seen(HANDLER)).toContain(who['hidden'])
    await expect(step('hidden', { step: 'posted' })).rejects.toThrow('access.denied')
    expect((await step('hidden', { step: 'posted' }, HANDLER)).piece.state).toBe('posted')
    expect((await step('third', { step: 'received' })).piece.state).toBe('delivered') // 对照
  })

  test('列入之后才加标识的，也不再列给前台', async () => {
    const seen = async () => (await sending.pieces.list(DESK, run.id, {})).items.map(({ person }) => person)
    expect(await seen()).toContain(who['counter']) // 对照
    expect((await sending.pieces.show(DESK, run.id, who['counter']!)).piece.can).toEqual(['handed', 'looked'])
    const mark = { fromDay: '2026-03-01' as Day, ground: '示例', document: '示例 2 号' }
    await sending.reading.ledger.post([
      { ...PLACE, kind: 'protection', personId: who['counter']!, change: 'begin', ...mark } as Fact,
    ])
    expect(await seen()).not.toContain(who['counter'])
    await expect(step('counter', { step: 'handed', note: '本人凭身份证领取' })).rejects.toThrow('access.denied')
  })

  test('稽核看件数，不看各件', async () => {
    expect((await sending.runs.list(AUDITOR)).runs).toHaveLength(1)
    await expect(sending.pieces.list(AUDITOR, run.id, {})).rejects.toThrow('access.denied')
  })
})

article('N107-3e', '期满未退回方为送达；过期未了的看得见；本人看得见寄到哪里', () => {
  test('满三十天的次日视为送达，早一天不；之后仍退回来的，照样改为退回', async () => {
    const { clock } = sending.reading
    const go = (day: string) => clock.pass((Date.parse(`${day}T01:00:00Z`) - clock.now()) / 1000)
    go('2026-04-01')
    await sending.gatherer.advance()
    expect((await stateOf('pensioner'))?.state).toBe('posted')
    const late = await sending.runs.show(DESK, run.id)
    expect([late.daysLeft, late.lateOpen]).toEqual([-1, late.set - late.ended])
    expect(late.lateOpen).toBeGreaterThan(0)
    go('2026-04-02')
    await sending.gatherer.advance()
    expect(await stateOf('pensioner')).toMatchObject({ state: 'delivered', reason: 'noReturn' })
    expect((await sending.runs.show(DESK, run.id)).lateEnded).toBeGreaterThan(0)
    expect((await step('pensioner', { step: 'returned', reason: 'otherReturn' })).piece.state).toBe('returned')
    expect((await sending.pieces.show(DESK, run.id, who['whole']!)).piece.can).toEqual([]) // 对照：有回执的不再改
  })

  test('本人所见：何时寄往何处，姓名地址都脱敏', async () => {
    const { items } = await sending.pieces.mine(citizen(who['second']), who['second']!)
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({ year: 2025, state: 'undeliverable', postedOn: '2026-03-02' })
    expect(items[0]!.to).toMatch(/^测\*\*，示例市东区新\*\*\*$/)
    await expect(sending.pieces.mine(citizen(who['whole']), who['second']!)).rejects.toThrow('access.denied')
  })
})
