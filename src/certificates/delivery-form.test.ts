import { afterAll, beforeAll, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { contact, DESK, EMPLOYER, enrolled, openedRun, openSending, type Sending } from '../../test/delivering.js'
import { dueFact, paidFact } from '../../test/ledger.js'
import { HAS_PDFTOTEXT, pdfText } from '../../test/pdf-text.js'
import { benefitPaymentFact, determinationFact } from '../../test/record-facts.js'
import { fen } from '../kernel/money.js'
import { envelopePage } from './envelope-page.js'
import { pagesOf } from './print.js'

let sending: Sending
let both: string
let injury: string
let agreement: string

beforeAll(async () => {
  sending = await openSending()
  const months = ['2025-07', '2025-08']
  both = await sending.person('1970-01-02', (id) => [
    ...[enrolled(id), enrolled(id, { insurance: '410' }), contact(id)],
    ...months.flatMap((month) => [
      ...[dueFact(id, month, { employerId: EMPLOYER }), paidFact(id, month, { employerId: EMPLOYER })],
      ...[
        dueFact(id, month, { employerId: EMPLOYER, insurance: '410' }),
        paidFact(id, month, { employerId: EMPLOYER, insurance: '410' }),
      ],
    ]),
    determinationFact(id, '2025-09', { item: 'accountPension', amount: fen(107_914) }),
    benefitPaymentFact(id, '2025-10', { amount: fen(107_914) }),
  ])
  injury = await sending.person('1971-01-02', (id) => [enrolled(id, { insurance: '410' }), contact(id)])
  agreement = await sending.agreement()
}, 120_000)
afterAll(() => sending?.close())

const piecesOf = (id: string) =>
  sending.admin<{ person_id: string; state: string }>(
    'select person_id::text, state from desk.delivery_piece where run_id = $1 order by person_id',
    [id],
  )

article('N107-3j', '分险种单独出单：写明理由，只载该险种的基本项目，与合并出单不能并用', () => {
  test('没有理由的、合并出单却写理由的，都拒绝', async () => {
    await expect(sending.runs.open(DESK, { year: 2025, insurance: '410' })).rejects.toThrow('delivery.reason-needed')
    await expect(sending.runs.open(DESK, { year: 2025, reason: '不该有理由' })).rejects.toThrow('reason-needed')
  })

  test('工伤单独出单：范围是工伤有关系的人，单上只有工伤一栏，没有账户与养老待遇', async () => {
    const run = await openedRun(sending, { insurance: '410', reason: '工伤由另设的机构经办' })
    expect(run).toMatchObject({ insurance: '410', formReason: '工伤由另设的机构经办', set: 2 })
    await expect(sending.runs.open(DESK, { year: 2025 })).rejects.toThrow('delivery.mixed-forms')
    await sending.batches.make(DESK, run.id, agreement)
    const [page] = sending.pages
    expect(page!.columns).toEqual(['工伤保险'])
    expect(page!.account.cells).toEqual([])
    expect(page!.months.map(([name]) => name)).toEqual(['工伤保险'])
    expect(JSON.stringify(page!.benefits)).not.toContain('养老')
    expect(JSON.stringify(page)).toContain('单独出单')
  })

  test('养老另成一批，范围只有养老的人；同一险种再开的拒绝', async () => {
    const reason = '养老由另设的机构经办'
    const run = await openedRun(sending, { insurance: '110', reason })
    expect((await piecesOf(run.id)).map(({ person_id }) => person_id)).toEqual([both])
    await expect(sending.runs.open(DESK, { year: 2025, insurance: '110', reason })).rejects.toThrow('run-exists')
  })

  test('对照：合并出单，两个险种都在一张单上', async () => {
    await sending.admin('delete from desk.delivery_posting')
    await sending.admin('delete from desk.delivery_piece')
    await sending.admin('delete from desk.delivery_run')
    sending.pages.length = 0
    const run = await openedRun(sending)
    expect((await piecesOf(run.id)).map(({ person_id }) => person_id).sort()).toEqual([both, injury].sort())
    const made = await sending.batches.make(DESK, run.id, agreement)
    expect(made.batch.pieces).toBe(2)
    const whole = sending.pages.find((page) => JSON.stringify(page).includes('月均缴费基数'))!
    expect(whole.columns).toContain('工伤保险')
    expect(whole.columns).toContain('企业职工基本养老保险')
    expect(JSON.stringify(whole)).not.toContain('单独出单')
  })
})

article('N107-3i', '信封：理念、寄件机构，窗内只有姓名与地址', () => {
  const agency = {
    ...{ code: '999901', name: '示例市东区社会保险经办中心', address: '示例市东区示范路1号' },
    ...{ postalCode: '999901', phone: '0000-12333', website: 'https://quanyi.example.cn' },
  }
  const to = { name: '测试甲', address: '示例市东区试验路1号2单元301', postalCode: '999902' }

  test('页上的文字只有这些：多一个身份号码、金额就看得出', () => {
    const extra = { ...to, identityNumber: '110101197001029971', amount: '8000.00' }
    const page = envelopePage(agency, [extra])
    expect(page.idea).toEqual(['记录一生', '保障一生', '服务一生'])
    expect(page.pieces).toEqual([to])
    expect(JSON.stringify(page)).not.toMatch(/\d{17}[\dX]|8000/)
    expect(JSON.stringify({ ...page, pieces: [extra] })).toMatch(/\d{17}[\dX]/) // 对照
  })

  test('印成 PDF：一件一页，字都在纸上', async () => {
    const pdf = await sending.ports.printer.plain('envelope.typ', envelopePage(agency, [to, to, to]), '')
    expect(pagesOf(Buffer.from(pdf))).toBe(3)
    if (!HAS_PDFTOTEXT) return
    const one = await sending.ports.printer.plain('envelope.typ', envelopePage(agency, [to]), '')
    // 纸上的每个字都在样式之内：样式之外的一个字也没有。
    const expected = [
      ...[to.postalCode, '国内邮资已付', '社会保险个人权益记录单', to.address, to.name, '收'],
      ...['记录一生', '保障一生', '服务一生', agency.name, agency.address],
      ...[`邮政编码${agency.postalCode}电话${agency.phone}`, '本人亲启，他人不得开拆、扣留'],
    ]
    const signs = (text: string) => [...text.replace(/\s/g, '')].sort().join('')
    expect(signs(pdfText(one))).toBe(signs(expected.join('')))
  })

  test('批次里的信封与名单件数相同', async () => {
    const [run] = (await sending.runs.list(DESK)).runs
    const { batches } = await sending.batches.list(DESK, run!.id)
    const pdf = await sending.batches.envelopes(DESK, run!.id, batches[0]!.id)
    expect(pagesOf(Buffer.from(pdf))).toBe(batches[0]!.pieces)
    expect(pagesOf(Buffer.from(await sending.pieces.pdf(DESK, run!.id, both, 'envelope')))).toBe(1)
    expect(pagesOf(Buffer.from(await sending.pieces.pdf(DESK, run!.id, both, 'statement')))).toBeGreaterThan(0)
  })
})

article('N107-3e', '业务年度六月三十日终了：起止、期限与范围都随参数', () => {
  test('参数一改，新开的一批就按新的年度', async () => {
    sending.settings.set('business.delivery-year-starts', 7)
    sending.settings.set('business.delivery-year-ends', 6)
    const late = await sending.person('1980-01-02', (id) => [enrolled(id, { fromMonth: '2025-07' }), contact(id)])
    const early = await sending.person('1981-01-02', (id) => [enrolled(id, { fromMonth: '2025-06' }), contact(id)])
    await sending.admin('delete from desk.delivery_posting')
    await sending.admin('delete from desk.delivery_piece')
    await sending.admin('delete from desk.delivery_run')
    const run = await openedRun(sending)
    expect(run).toMatchObject({
      ...{ start: '2024-07-01', end: '2025-06-30', deadline: '2025-09-30', statementYear: 2024 },
      ...{ daysLeft: -153, lateOpen: 3 },
    })
    const persons = (await piecesOf(run.id)).map(({ person_id }) => person_id)
    expect(persons).toContain(early)
    expect(persons).not.toContain(late)
  })

  test('列入中断：做到哪里记着，续做不重不漏', async () => {
    await sending.admin('delete from desk.delivery_piece')
    await sending.admin('delete from desk.delivery_run')
    await sending.reading.sequence()
    const opened = await sending.runs.open(DESK, { year: 2025 })
    await sending.gatherer.advance({ halted: true })
    expect((await sending.runs.show(DESK, opened.id)).state).toBe('gathering')
    await expect(sending.batches.make(DESK, opened.id, agreement)).rejects.toThrow('delivery.not-gathered')
    await Promise.all([sending.gatherer.advance(), sending.gatherer.advance()])
    const run = await sending.runs.show(DESK, opened.id)
    expect(run).toMatchObject({ state: 'gathered', set: 3 })
    const steps = await sending.admin(`select 1 from desk.delivery_step where run_id = $1`, [run.id])
    expect(steps).toHaveLength(3)
  })
})
