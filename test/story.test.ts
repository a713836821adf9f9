import iconv from 'iconv-lite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyAll } from '../src/app/cli-verify.js'
import { DEMO_CITY } from '../src/app/demo/city.js'
import { inventCreditCode } from '../src/app/demo/numbers.js'
import { type TurningClock, turningClock } from '../src/app/demo/turning-clock.js'
import { drawCheckCode } from '../src/certificates/check-code.js'
import type { CheckAnswer } from '../src/certificates/contract.js'
import type { PapersAnswer, PaperView } from '../src/certificates/statement-contract.js'
import type { SubmissionDetail, SubmissionList } from '../src/collection/contract.js'
import type { FilingPreview, LinePage } from '../src/collection/filing-contract.js'
import type { Stage } from '../src/collection/kinds.js'
import type { LevyPreview } from '../src/collection/levy-contract.js'
import { type Period, parsePeriod } from '../src/kernel/period.js'
import type { Explanation, LooksAnswer, RecordAnswer, SearchAnswer, VoucherView } from '../src/query/contract.js'
import type { ContributionRow } from '../src/query/contribution-contract.js'
import type { EmployerPaymentsAnswer, EmployerStaffAnswer } from '../src/query/employer-contract.js'
import { article } from './article.js'
import { citizen } from './desk.js'
import { factsIn, pathsIn } from './explained.js'
import { levyAnswering } from './levy-answer.js'
import { type ServedCity, serveCity } from './served.js'
import { Visitor } from './visitor.js'
import { xlsxOf } from './xlsx-writer.js'

/** 一个人的一生，从登记到核验，全经两个端口；only the opening of accounts has no address yet and is done by hand. */
const [NOVEMBER, DECEMBER] = [parsePeriod('2025-11'), parsePeriod('2025-12')]
const CREDIT_CODE = inventCreditCode('91110105', 70_001)
const SHEN = { identityNumber: citizen(40_000), fullName: '沈秋禾', password: 'Harvest-of-2025-autumn' }
const HE = { identityNumber: citizen(41_000), fullName: '何文静', password: 'Counting-houses-11-12' }
const INSURANCES = ['110', '210', '310', '410']
const REVIEWERS = {
  initialReview: 'east-first',
  review: 'east-review',
  recheck: 'east-recheck',
  approval: 'east-approve',
}

let city: ServedCity
let clock: TurningClock
let desk: Visitor
let shen: Visitor
let he: Visitor
let totpOfHe: string
let reviewers: Readonly<Record<Stage, Visitor>>
let personId: string
let november: string
let sizeBefore: number
let paper: PaperView
let code: string

beforeAll(async () => {
  clock = turningClock()
  clock.turnTo(parsePeriod('2025-10'), 8)
  city = await serveCity({ ...DEMO_CITY, employers: 2, lives: 0, from: DEMO_CITY.from, through: DEMO_CITY.from }, clock)
}, 180_000)
afterAll(() => city?.close())

/** 又一天：time goes on, sessions of the day before have ended, and everybody signs in anew. */
async function turnTo(month: Period, day: number): Promise<void> {
  clock.turnTo(month, day)
  desk = await staff('east-desk')
  const each = await Promise.all(Object.entries(REVIEWERS).map(async ([stage, login]) => [stage, await staff(login)]))
  reviewers = Object.fromEntries(each)
}

async function staff(login: string): Promise<Visitor> {
  const visitor = new Visitor(city.staffUrl, clock.now)
  await visitor.signIn(city.person(login))
  return visitor
}

async function operator(): Promise<Visitor> {
  const visitor = new Visitor(city.publicUrl, clock.now)
  await visitor.signIn({ realm: 'operator', login: 'heshun', password: HE.password, totpSecret: totpOfHe })
  return visitor
}

async function insured(): Promise<Visitor> {
  const visitor = new Visitor(city.publicUrl, clock.now)
  await visitor.signIn({ realm: 'citizen', login: SHEN.identityNumber, password: SHEN.password })
  return visitor
}

/** 逐环节通过，each by another clerk; what all agreed is posted. */
async function passAll({ id, revision, route }: SubmissionDetail): Promise<SubmissionDetail> {
  let detail: SubmissionDetail | undefined
  for (const stage of route)
    detail = await reviewers[stage].post(`/api/desk/submissions/${id}/pass`, { stage, revision })
  // A change of what is stored waits for its re-check once it is posted.
  const state = detail?.kind === 'correction' ? 'awaitingRecheck' : 'posted'
  expect(detail).toMatchObject({ state, steps: route.map((stage) => ({ stage, verdict: 'passed' })) })
  await city.served.sequencing.settle()
  return detail!
}

async function find(name: string, identityNumber: string): Promise<string> {
  const asked = { name, identityNumber, purpose: '核对登记' }
  const { hits } = await desk.post<SearchAnswer>('/api/persons/search', asked)
  expect(hits).toHaveLength(1)
  return hits[0]!.personId
}

/** 开户，激活：the code is handed over at the window, the password is the person's own. */
async function activate(realm: 'citizen' | 'operator', login: string, who: typeof SHEN, employerId?: string) {
  const { accounts, signIn } = city.served.rooms
  const accountId = await accounts.create({
    realm,
    login,
    name: who.fullName,
    employerId,
    personId: await find(who.fullName, who.identityNumber),
  })
  const clerk = await signIn.sessionOf(desk.token, 'staff')
  const code = await accounts.issueCode(clerk, accountId, clerk.agency!)
  const visitor = new Visitor(city.publicUrl, clock.now)
  const { totpUri = '' } = await visitor.post<{ totpUri?: string }>('/api/activation', {
    realm,
    login,
    code,
    password: who.password,
  })
  return new URL(totpUri || 'otpauth://none').searchParams.get('secret') ?? ''
}

async function file(month: Period, fileName: string, bytes: Uint8Array): Promise<string> {
  he = await operator()
  const { submission, insurances, lines, refusedRows } = await he.upload<FilingPreview>(
    '/api/filings',
    fileName,
    bytes,
    { settlementMonth: month },
  )
  expect(refusedRows).toEqual([])
  expect(lines.map(({ fullName }) => fullName)).toEqual([SHEN.fullName, HE.fullName])
  expect(insurances.map(({ insurance }) => insurance)).toEqual(INSURANCES)
  const { id, revision } = submission
  const detail = await he.post<SubmissionDetail>(`/api/filings/${id}/submit`, { revision, acceptedOnly: false })
  expect(detail.route).toEqual(['initialReview', 'recheck'])
  await passAll(detail)
  return id
}

/** 征收结果：every amount due has arrived, to the fen. */
async function pay(month: Period, filing: string): Promise<void> {
  const { lines } = await he.get<LinePage>(`/api/submissions/${filing}/lines`)
  const bytes = levyAnswering(lines, month, CREDIT_CODE, [SHEN, HE])
  const preview = await desk.upload<LevyPreview>('/api/desk/levy-results', `${month}.csv`, bytes)
  expect(preview).toMatchObject({ controlRows: 8, fitting: { rows: 8, amount: preview.controlTotal } })
  const { id, revision } = preview.submission
  await passAll(await desk.post(`/api/desk/levy-results/${id}/submit`, { revision, acceptedOnly: false }))
}

async function pensionOf(visitor: Visitor, query = ''): Promise<{ record: RecordAnswer; row: ContributionRow }> {
  const record = await visitor.get<RecordAnswer>(`/api/my/record${query}`)
  const pension = record.sections.contributions!.find(({ insurance }) => insurance === '110')!
  const row = pension.years.flatMap(({ rows }) => rows).find(({ month }) => month === NOVEMBER)!
  return { record, row }
}

article(['M14-6a', 'M14-7a', 'M14-7c', 'M14-2(1)'], '登记：窗口录入，两人审核，方成记录', () => {
  test('单位与个人登记，各由三人经手', async () => {
    await turnTo(NOVEMBER, 3)
    await passAll(
      await desk.post('/api/desk/employers', {
        ...{ creditCode: CREDIT_CODE, name: '示例市和顺纸业有限公司', employerType: '10', industryCode: '22' },
        ...{ injuryClass: 3, injuryFloat: 1_000_000, status: 'active', fromMonth: NOVEMBER },
        ground: '核对营业执照原件',
      }),
    )
    for (const { identityNumber, fullName } of [SHEN, HE]) {
      const contact = { mobilePhone: '13900007001', mailingAddress: '示例市东城示例区梧桐巷十二号' }
      const work = { creditCode: CREDIT_CODE, insurances: INSURANCES, fromMonth: NOVEMBER, ground: '核验身份证原件' }
      await passAll(await desk.post('/api/desk/persons', { identityNumber, fullName, ...contact, ...work }))
    }
    personId = await find(SHEN.fullName, SHEN.identityNumber)
  })

  test('录入的人不能审核自己录入的', async () => {
    const body = { stage: 'initialReview', revision: 1 }
    const { items } = await desk.get<{ items: { id: string }[] }>('/api/desk/submissions')
    const answer = await desk.ask({ method: 'POST', path: `/api/desk/submissions/${items[0]!.id}/pass`, body })
    expect(answer.status).toBe(403)
  })

  test('开户与激活：密码由本人自定，单位经办人另有动态口令', async () => {
    await activate('citizen', SHEN.identityNumber, SHEN)
    const [row] = await city.house.app.transaction({}, (trx) =>
      trx.rows<{ id: string }>('select employer_id as id from ledger.employer_registration where credit_code = $1', [
        CREDIT_CODE,
      ]),
    )
    totpOfHe = await activate('operator', 'heshun', HE, row!.id)
    expect(totpOfHe).not.toBe('')
  })
})

article(['M14-2(2)', 'M14-6b', 'M14-7a', 'BD-23'], '申报成为应缴，到账才是实缴', () => {
  test('十一月：GB18030 的逗号表', async () => {
    await turnTo(NOVEMBER, 10)
    const text = [
      '社会保障号码,姓名,缴费工资',
      `${SHEN.identityNumber},${SHEN.fullName},8000.00`,
      `${HE.identityNumber},${HE.fullName},9000.00`,
    ].join('\r\n')
    const filing = await file(NOVEMBER, '和顺-十一月.csv', iconv.encode(text, 'gb18030'))
    shen = await insured()
    expect((await pensionOf(shen)).row).toMatchObject({
      state: 'unpaid',
      duePerson: 64_000,
      paidPerson: 0,
      counted: false,
    })
    await pay(NOVEMBER, filing)
    expect((await pensionOf(shen)).row).toMatchObject({ state: 'paid', paidPerson: 64_000, counted: true })
  })

  test('十二月：以部颁代码为表头的工作簿', async () => {
    await turnTo(DECEMBER, 10)
    const rows = [
      ['AAC002', 'AAC003', 'AAC040'],
      [SHEN.identityNumber, SHEN.fullName, '8000.00'],
      [HE.identityNumber, HE.fullName, '9000.00'],
    ]
    await pay(DECEMBER, await file(DECEMBER, '和顺-十二月.xlsx', xlsxOf(rows)))
  })
})

article(['M14-15b', 'M14-2a', 'M14-6d', 'M14-26b'], '本人查询：每个数字都能点到底', () => {
  test('登记、缴费、账户三项齐备，号码脱敏', async () => {
    await turnTo(parsePeriod('2026-01'), 12)
    shen = await insured()
    const { record, row } = await pensionOf(shen)
    const { registration, account } = record.sections
    expect(registration!.person).toMatchObject({ fullName: SHEN.fullName })
    expect(JSON.stringify(record)).not.toContain(SHEN.identityNumber)
    expect(account!.months.find(({ insurance }) => insurance === '110')!.actualMonths!.value).toBe(2)
    expect(account!.years.find(({ year }) => year === 2025)!.credits.value).toBe(128_000)
    expect(row).toMatchObject({ month: NOVEMBER, base: 800_000, duePerson: 64_000, paidPerson: 64_000, arrears: 0 })
    november = row.path
    sizeBefore = record.asOf.knownAt
  })

  test('数字 → 规则、依据、参数 → 事实 → 凭证 → 原始资料与审核环节', async () => {
    const { record } = await pensionOf(shen)
    const rows = record.sections.contributions!.flatMap(({ years }) => years.flatMap((year) => year.rows))
    const figures = pathsIn(record.sections).filter((path) => !rows.some((row) => row.path === path))
    const sums = rows.flatMap(({ path }) => ['base', 'duePerson', 'paidPerson'].map((name) => `${path}/${name}`))
    expect(figures.length).toBeGreaterThan(10)
    for (const path of [...figures, ...sums]) {
      const why = await shen.get<Explanation>(`/api/my/record/figure?path=${encodeURIComponent(path)}`)
      expect(why.zh).not.toBe('')
      const { from, fact, parameter, value } = why
      expect(from.length > 0 || fact !== undefined || parameter !== undefined || value === 0, path).toBe(true)
    }
    const path = encodeURIComponent(`${november}/duePerson`)
    const explained = await shen.get<Explanation>(`/api/my/record/figure?path=${path}`)
    expect(explained.value).toBe(64_000)
    const [fact] = factsIn(explained)
    const voucher = await shen.get<VoucherView>(`/api/my/vouchers/${fact!.posting}/${fact!.ordinal}`)
    expect(voucher).toMatchObject({ kind: 'monthlyFiling', contributionMonth: NOVEMBER, settlementMonth: NOVEMBER })
    expect(voucher.documents).toHaveLength(1)
    expect(voucher.reviewers.map(({ stage }) => stage)).toEqual(expect.arrayContaining(['initialReview', 'recheck']))
    for (const name of ['任思远', '龙海峰', '尹书文']) expect(JSON.stringify(voucher)).not.toContain(name)
  })

  test('谁查过我的记录：窗口的一次查询，连同事由与依据', async () => {
    const purpose = '来电核对十一月缴费'
    await desk.get(`/api/persons/${personId}/record?purpose=${encodeURIComponent(purpose)}`)
    const { looks } = await shen.get<LooksAnswer>('/api/my/looks')
    const look = looks.find((one) => one.purpose === purpose)
    expect(look).toMatchObject({ self: false, realm: 'staff', outcome: 'shown' })
    expect(look!.organisation).not.toBe('')
    expect(look!.grounds).toContainEqual(
      expect.objectContaining({ policy: 'desk.record', article: expect.stringContaining('M14-15a') }),
    )
    expect(looks.some(({ self }) => self)).toBe(true)
  })
})

article(['M14-15d', 'BQ-7a', 'BQ-7b'], '权益记录单：出具，可核验', () => {
  test('出具 2025 年度，公众核验为真', async () => {
    const drawn: Uint8Array[] = []
    const { random } = city.served.papers.issue
    Object.assign(city.served.papers.issue, { random: (count: number) => drawn[drawn.push(random(count)) - 1] })
    paper = await shen.post<PaperView>('/api/my/statements', { year: 2025 })
    const again = drawn.values()
    code = drawCheckCode(() => again.next().value!)
    const pdf = await shen.ask({ path: `/api/my/statements/${paper.serial}/pdf` })
    expect(pdf.status).toBe(200)
    expect(pdf.text.startsWith('%PDF-')).toBe(true)
    expect(await check()).toMatchObject({ state: 'true', paper: { serial: paper.serial, year: 2025, name: '沈**' } })
    expect(await check('0000')).toEqual({ state: 'unknown' })
  })
})

async function check(lastFour = SHEN.identityNumber.slice(-4)): Promise<CheckAnswer> {
  return new Visitor(city.publicUrl).post<CheckAnswer>('/api/check', { serial: paper.serial, code, lastFour })
}

article(['M14-7a', 'M14-16c', 'WH-9(2)', 'M14-6d'], '更正：四个环节之后红冲重记，历史仍可读', () => {
  test('漏报的奖金补进缴费工资', async () => {
    const path = encodeURIComponent(`${november}/duePerson`)
    const [fact] = factsIn(await shen.get<Explanation>(`/api/my/record/figure?path=${path}`))
    const { posting, ordinal } = fact!
    const detail = await desk.post<SubmissionDetail>('/api/desk/corrections', {
      ...{ personId, factKind: 'due', posting, ordinal, reason: 'entryError' },
      ...{ explanation: '单位申报时漏列当月奖金，凭工资表更正。', replacement: { declaredWage: 850_000 } },
    })
    expect(detail.route).toEqual(['initialReview', 'review', 'recheck', 'approval'])
    expect((await pensionOf(shen)).row.duePerson).toBe(64_000)
    await passAll(detail)
  })

  test('记录已改：应缴增加，显出欠缴；按更正前的界限读，仍是旧数', async () => {
    const { row } = await pensionOf(shen)
    expect(row).toMatchObject({ base: 850_000, duePerson: 68_000, paidPerson: 64_000, state: 'partlyPaid' })
    const before = await pensionOf(shen, `?knownAt=${sizeBefore}`)
    expect(before.record.asOf).toMatchObject({ knownAt: sizeBefore, latest: false })
    expect(before.row).toMatchObject({ base: 800_000, duePerson: 64_000, state: 'paid' })
  })

  test('此前出具的记录单标为后有更正，新出具的为真', async () => {
    expect(await check()).toMatchObject({ state: 'laterChanged', paper: { serial: paper.serial } })
    const anew = await shen.post<PaperView>('/api/my/statements', { year: 2025 })
    const { papers } = await shen.get<PapersAnswer>('/api/my/statements')
    const states = new Map(papers.map(({ serial, state }) => [serial, state]))
    expect([states.get(paper.serial), states.get(anew.serial)]).toEqual(['laterChanged', 'true'])
  })
})

article(['M14-15e', 'M14-26c', 'M14-26b'], '别人只见其所当见', () => {
  test('单位只见本单位；别家的经办人连报送也看不到', async () => {
    he = await operator()
    const staffed = await he.get<EmployerStaffAnswer>(`/api/employer/staff?month=${NOVEMBER}`)
    expect(staffed.staff.map(({ fullName }) => fullName).sort()).toEqual([SHEN.fullName, HE.fullName].sort())
    expect(JSON.stringify(staffed)).not.toContain(SHEN.identityNumber)
    const range = `from=${NOVEMBER}&through=${DECEMBER}`
    const own = await he.get<EmployerPaymentsAnswer>(`/api/employer/payments?${range}`)
    expect(own.months.map(({ persons }) => persons)).toEqual(own.months.map(() => 2))
    const { items } = await he.get<SubmissionList>('/api/filings')
    expect(items.map(({ kind }) => kind).sort()).toEqual(['correction', 'monthlyFiling', 'monthlyFiling'])
    const filed = items.find(({ kind }) => kind === 'monthlyFiling')!

    const other = new Visitor(city.publicUrl, clock.now)
    await other.signIn(city.person('operator-1'))
    expect((await other.get<EmployerPaymentsAnswer>(`/api/employer/payments?${range}`)).months).toEqual([])
    expect((await other.get<EmployerStaffAnswer>(`/api/employer/staff?month=${NOVEMBER}`)).staff).toEqual([])
    for (const part of ['', '/lines', '/refused.csv']) {
      const answer = await other.ask({ path: `/api/submissions/${filed.id}${part}` })
      expect([403, 404]).toContain(answer.status)
      expect(answer.text).not.toContain(SHEN.fullName)
    }
  })

  test('系统管理员查不了任何人，被拒也留下一行', async () => {
    const admin = await staff('sysadmin')
    const refused = [
      { path: `/api/persons/${personId}/record?purpose=${encodeURIComponent('随便看看')}` },
      {
        method: 'POST',
        path: '/api/persons/search',
        body: { name: SHEN.fullName, identityNumber: SHEN.identityNumber, purpose: '随便看看' },
      },
      { path: '/api/desk/inbox' },
    ]
    for (const asking of refused) {
      const answer = await admin.ask(asking)
      expect(answer.status, asking.path).toBe(403)
      expect(answer.text).not.toContain(SHEN.fullName)
    }
    const { looks } = await shen.get<LooksAnswer>('/api/my/looks')
    expect(looks.filter(({ purpose, outcome }) => purpose === '随便看看' && outcome !== 'shown').length).toBe(1)
  })

  test('退出之后，会话不复存在；久坐不动，也须重新登录', async () => {
    expect((await he.ask({ method: 'POST', path: '/api/sign-out', body: { realm: 'operator' } })).status).toBe(204)
    expect((await he.ask({ path: '/api/filings' })).status).toBe(401)
    expect((await shen.ask({ path: '/api/my/record' })).status).toBe(200)
    clock.turnTo(parsePeriod('2026-01'), 13)
    expect((await shen.ask({ path: '/api/my/record' })).status).toBe(401)
  })
})

article(['M14-6c', 'BD-30a'], '故事讲完，全屋核验', () => {
  test('事实之书、查阅之书、规则之树，无一不符', async () => {
    await city.served.sequencing.settle()
    const report = await verifyAll(city.house, () => undefined)
    expect(report.findings).toEqual([])
    expect(report).toMatchObject({ pending: 0 })
    expect(report.lines).toBeGreaterThan(100)
  })
})
