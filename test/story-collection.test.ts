import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyAll } from '../src/app/cli-verify.js'
import { DEMO_CITY } from '../src/app/demo/city.js'
import { demoDepartment } from '../src/app/demo/department.js'
import { signFeed } from '../src/app/demo/feeds.js'
import { inventCreditCode } from '../src/app/demo/numbers.js'
import { demoPartnerKeys } from '../src/app/demo/partners.js'
import { type TurningClock, turningClock } from '../src/app/demo/turning-clock.js'
import type { Balance, BankPreview } from '../src/collection/bank-contract.js'
import type { BaseSheet, MyWages } from '../src/collection/base-contract.js'
import type { CheckSheet } from '../src/collection/check-contract.js'
import type { SubmissionDetail, SubmissionList } from '../src/collection/contract.js'
import type { FilingPreview, LinePage } from '../src/collection/filing-contract.js'
import type { Stage } from '../src/collection/kinds.js'
import type { LevyPreview } from '../src/collection/levy-contract.js'
import type { LogPage } from '../src/collection/log-contract.js'
import type { BatchList, StopList } from '../src/exchange/contract.js'
import type { Day } from '../src/kernel/day.js'
import { mod112 } from '../src/kernel/mod11-2.js'
import { parsePeriod } from '../src/kernel/period.js'
import type { SearchAnswer } from '../src/query/contract.js'
import { article } from './article.js'
import { citizen } from './desk.js'
import { levyAnswering } from './levy-answer.js'
import { pdf } from './paper-samples.js'
import { type ServedCity, serveCity } from './served.js'
import { type Credentials, Visitor } from './visitor.js'

/** 一家单位与三个人，从登记到身后，全经两个端口；whatever becomes a record is agreed by other people at each stage. */
const [NOVEMBER, DECEMBER] = [parsePeriod('2025-11'), parsePeriod('2025-12')]
const CREDIT_CODE = inventCreditCode('91110105', 70_011)
const MU = { identityNumber: citizen(40_100), fullName: '穆秋禾', password: 'Harvest-of-2025-autumn' }
const QIU = { identityNumber: citizen(41_100), fullName: '裘文静', password: 'Counting-houses-11-12' }
const CHILD = { identityNumber: childNumber(), fullName: '穆小满' }
const LIN = { identityNumber: citizen(42_100), fullName: '蔺远山' }
const RENAMED = '穆秋和'
const INSURANCES = ['110', '210', '310', '410']
const REVIEWERS: Readonly<Record<Stage, string>> = {
  ...{ initialReview: 'east-first', review: 'east-review', recheck: 'east-recheck', approval: 'east-approve' },
}

let city: ServedCity
let clock: TurningClock
let desk: Visitor
let mu: Visitor
let totpOfQiu: string
let personId: string

beforeAll(async () => {
  clock = turningClock()
  clock.turnTo(parsePeriod('2025-10'), 8)
  city = await serveCity({ ...DEMO_CITY, employers: 2, lives: 0, through: DEMO_CITY.from }, clock)
}, 240_000)
afterAll(() => {
  demoDepartment.isDown = false
  return city?.close()
})

function childNumber(): string {
  const body = '11010120150505996'
  return body + mod112(body)
}

/** 一日登录一次：a one-time password holds once, and the session for the day. */
const signedIn = new Map<string, Visitor>()
async function once(login: string, url: string, credentials: Credentials): Promise<Visitor> {
  const known = signedIn.get(login)
  if (known !== undefined) return known
  const visitor = new Visitor(url, clock.now)
  await visitor.signIn(credentials)
  signedIn.set(login, visitor)
  return visitor
}

function staff(login: string): Promise<Visitor> {
  return once(login, city.staffUrl, city.person(login))
}

async function turnTo(day: string): Promise<void> {
  clock.turnToDay(day as Day)
  signedIn.clear()
  desk = await staff('east-desk')
}

function operator(): Promise<Visitor> {
  const credentials = { realm: 'operator' as const, login: 'ruihe', password: QIU.password, totpSecret: totpOfQiu }
  return once('ruihe', city.publicUrl, credentials)
}

async function insured(): Promise<Visitor> {
  const visitor = new Visitor(city.publicUrl, clock.now)
  await visitor.signIn({ realm: 'citizen', login: MU.identityNumber, password: MU.password })
  return visitor
}

/** 逐环节通过，each by another clerk, each sheet filled where one is asked for. */
type OnRoute = Pick<SubmissionDetail, 'id' | 'revision' | 'route'>
async function passAll(detail: OnRoute, by: Partial<Record<Stage, string>> = {}): Promise<SubmissionDetail> {
  let last: SubmissionDetail | undefined
  for (const stage of detail.route) {
    const reviewer = await staff(by[stage] ?? REVIEWERS[stage])
    await fillSheet(reviewer, detail, stage)
    last = await reviewer.post(`/api/desk/submissions/${detail.id}/pass`, { stage, revision: detail.revision })
  }
  expect(last?.state).toBe('posted')
  expect(new Set(last?.steps.map((step) => step.by)).size).toBe(detail.route.length)
  await city.served.sequencing.settle()
  return last!
}

async function fillSheet(reviewer: Visitor, { id, revision }: OnRoute, stage: Stage): Promise<void> {
  const path = `/api/desk/submissions/${id}/check-sheet`
  const shown = await reviewer.ask<CheckSheet>({ path: `${path}?stage=${stage}` })
  if (shown.status !== 200 || shown.body.items.length === 0) return
  const items = shown.body.items.map(({ row, item, database }) => ({
    ...{ row, item, file: database, handbook: database, ticked: true },
  }))
  await reviewer.post(`${path}/fill`, { stage, revision, handbook: { issued: true }, items })
}

async function find(name: string, identityNumber: string): Promise<string> {
  const asked = { name, identityNumber, purpose: '核对登记' }
  const { hits } = await desk.post<SearchAnswer>('/api/persons/search', asked)
  expect(hits).toHaveLength(1)
  return hits[0]!.personId
}

async function activate(realm: 'citizen' | 'operator', login: string, who: typeof MU, employerId?: string) {
  const { accounts, signIn } = city.served.rooms
  const person = await find(who.fullName, who.identityNumber)
  const accountId = await accounts.create({ realm, login, name: who.fullName, employerId, personId: person })
  const clerk = await signIn.sessionOf(desk.token, 'staff')
  const code = await accounts.issueCode(clerk, accountId, clerk.agency!)
  const body = { realm, login, code, password: who.password }
  const visitor = new Visitor(city.publicUrl, clock.now)
  const { totpUri = '' } = await visitor.post<{ totpUri?: string }>('/api/activation', body)
  return new URL(totpUri || 'otpauth://none').searchParams.get('secret') ?? ''
}

async function paper(says: string): Promise<string> {
  const { documentId } = await desk.upload<{ documentId: string }>(
    '/api/desk/papers',
    `${says}.pdf`,
    pdf(`/Title ${says.length}`),
  )
  return documentId
}

article(['M14-6a', 'M14-7a', 'WH-2(1)'], '登记：单位、职工，与有监护人的学生', () => {
  test('各由窗口录入、两人审核；学生的监护人须先登记', async () => {
    await turnTo('2025-11-03')
    await passAll(
      await desk.post('/api/desk/employers', {
        ...{ creditCode: CREDIT_CODE, name: '示例市瑞禾纸业有限公司', employerType: '10', industryCode: '22' },
        ...{ injuryClass: 3, injuryFloat: 1_000_000, status: 'active', fromMonth: NOVEMBER },
        ground: '核对营业执照原件',
      }),
    )
    for (const { identityNumber, fullName } of [MU, QIU]) {
      const work = { creditCode: CREDIT_CODE, insurances: INSURANCES, fromMonth: NOVEMBER, ground: '核验身份证原件' }
      await passAll(await desk.post('/api/desk/persons', { identityNumber, fullName, ...work }))
    }
    const guardian = { guardianNumber: MU.identityNumber, guardianName: MU.fullName, proof: '出生医学证明 18 号' }
    const pupil = { ...CHILD, categories: ['minor', 'student'], insurances: ['390'], fromMonth: NOVEMBER }
    await passAll(await desk.post('/api/desk/persons', { ...pupil, ...guardian, ground: '核对学籍与户籍原件' }))
    personId = await find(MU.fullName, MU.identityNumber)
    const [row] = await city.house.app.transaction({}, (trx) =>
      trx.rows<{ id: string }>('select employer_id as id from ledger.employer_registration where credit_code = $1', [
        CREDIT_CODE,
      ]),
    )
    await activate('citizen', MU.identityNumber, MU)
    totpOfQiu = await activate('operator', 'ruihe', QIU, row!.id)
  })
})

article(['M14-5c', 'M14-2(2)'], '申报季：职工确认，单位以签名表担保其余；增减员与应缴随之', () => {
  test('工资经确认与审核才成为事实', async () => {
    await turnTo('2025-11-05')
    const qiu = await operator()
    const { season, rows } = await qiu.get<BaseSheet>('/api/base-season')
    expect(rows).toHaveLength(2)
    const { payYear } = season
    const wages = rows.map(({ key, fullName }) => ({ key, wage: fullName === MU.fullName ? 800_000 : 900_000 }))
    await qiu.post('/api/base-season/wages', { payYear, wages })
    mu = await insured()
    const [mine] = (await mu.get<MyWages>('/api/my/declared-wages')).items
    expect(mine).toMatchObject({ wage: 800_000 })
    const answer = { key: mine!.key, payYear, wage: 800_000, verdict: 'confirmed' }
    await mu.post('/api/my/declared-wages', answer)
    await qiu.upload('/api/base-season/vouch', '签名表.csv', Buffer.from('职工,签名\n裘文静,裘文静\n'), {
      payYear: String(payYear),
    })
    await passAll(await qiu.post('/api/base-season/submit', { payYear }))
  })

  test('增员一名；当月应缴由申报工资生成，到账即为实缴', async () => {
    await turnTo('2025-11-06')
    const qiu = await operator()
    const joins = { ...LIN, change: 'join', reason: '111', wage: 700_000 }
    await passAll(await qiu.post('/api/staff-changes', { changes: [joins], acceptedOnly: false }))
    const { submission, lines } = await qiu.post<FilingPreview>('/api/filings/from-bases', {
      settlementMonth: NOVEMBER,
      wages: [],
    })
    expect(lines).toHaveLength(3)
    const { id, revision } = submission
    await passAll(await qiu.post(`/api/filings/${id}/submit`, { revision, acceptedOnly: false }))
    const filed = await qiu.get<LinePage>(`/api/submissions/${id}/lines`)
    const people = filed.lines.map(({ fullName }) => [MU, QIU, LIN].find((one) => one.fullName === fullName)!)
    await turnTo('2025-11-20')
    const bytes = levyAnswering(filed.lines, NOVEMBER, CREDIT_CODE, people)
    const { submission: levy } = await desk.upload<LevyPreview>('/api/desk/levy-results', '十一月.csv', bytes)
    await passAll(
      await desk.post(`/api/desk/levy-results/${levy.id}/submit`, { revision: levy.revision, acceptedOnly: false }),
    )
  })
})

article(['BD-20a', 'BD-20b'], '专户流水：出纳录入，会计审核，会计主管审批，月末三人签认', () => {
  test('税务、银行、记账三方一分不差，依次签齐', async () => {
    await turnTo('2025-12-02')
    const cashier = await staff('city-cashier')
    const rows = await city.house.verify.transaction({}, (trx) =>
      trx.rows<{ voucher: string; insurance: string; amount: string }>(
        `select levy_voucher as voucher, insurance, (sum(employer_amount + person_amount) / 100.0)::numeric(12, 2)::text as amount
         from ledger.paid where arrival_day >= '2025-11-01' group by 1, 2 order by 1, 2`,
      ),
    )
    const head = '专户账号,银行流水号,电子税票号,险种,金额,到账日期,存入日期'
    const lines = rows.map(({ voucher, insurance, amount }, i) =>
      [`99990010000000000${insurance}`, `S${i + 1}`, voucher, insurance, amount, '2025-11-20', '2025-11-21'].join(','),
    )
    const file = Buffer.from([head, ...lines, ''].join('\r\n'))
    const { submission, refusedRows } = await cashier.upload<BankPreview>(
      '/api/desk/bank-statements',
      '十一月.csv',
      file,
    )
    expect(refusedRows).toEqual([])
    const { id, revision } = submission
    const sent = await cashier.post<SubmissionDetail>(`/api/desk/bank-statements/${id}/submit`, {
      ...{ revision, acceptedOnly: false },
    })
    await passAll(sent, { review: 'city-accounts', approval: 'city-chief-accounts' })
    for (const login of ['city-cashier', 'city-accounts', 'city-chief-accounts']) {
      const signer = await staff(login)
      const { figures, differences, total } = await signer.get<Balance>(`/api/desk/balance?month=${NOVEMBER}`)
      expect([differences, total.isBalanced]).toEqual([[], true])
      await signer.post('/api/desk/balance/sign', { month: NOVEMBER, figures })
    }
    const closed = await cashier.get<Balance>(`/api/desk/balance?month=${NOVEMBER}`)
    expect([closed.isClosed, closed.signatures.length]).toEqual([true, 3])
  })
})

article(['WH-7(3)', 'M14-7b'], '改名：四个环节；部门无人应答则等候，从不当作相符', () => {
  test('部门关着，末环节不得通过；答复相符之后才改', async () => {
    await turnTo('2025-12-03')
    demoDepartment.isDown = true
    const filed = await desk.post<SubmissionDetail>('/api/desk/persons/change', {
      ...{ identityNumber: MU.identityNumber, fullName: MU.fullName, changes: { fullName: RENAMED } },
      ...{ reason: 'documentChanged', explanation: '公安机关变更姓名', documentId: await paper('变更证明') },
    })
    const route: readonly Stage[] = ['initialReview', 'review', 'recheck', 'approval']
    expect(filed.route).toEqual(route)
    for (const stage of route.slice(0, 3))
      await (await staff(REVIEWERS[stage])).post(`/api/desk/submissions/${filed.id}/pass`, { stage, revision: 1 })
    const approver = await staff(REVIEWERS.approval)
    const pass = { path: `/api/desk/submissions/${filed.id}/pass`, body: { stage: 'approval', revision: 1 } }
    const waiting = await approver.ask<{ code: string }>({ method: 'POST', ...pass })
    expect([waiting.status, waiting.body.code]).toEqual([409, 'outside.waiting'])
    demoDepartment.isDown = false
    await turnTo('2025-12-04')
    const again = await staff(REVIEWERS.approval)
    expect((await again.post<SubmissionDetail>(pass.path, pass.body)).state).toBe('posted')
    expect(await find(RENAMED, MU.identityNumber)).toBe(personId)
  })
})

async function report(partner: 'police' | 'civil', certificate: string): Promise<void> {
  const keys = await demoPartnerKeys(city.house.place.keys)
  const who = { identityNumber: MU.identityNumber, fullName: RENAMED, deathDay: '2025-12-05', certificate }
  const bytes = signFeed({ partner, matter: 'death', rows: [who] }, keys.get(partner)!, clock.today())
  await desk.upload('/api/desk/exchange/batches', `${partner}.ndjson`, bytes)
}

async function matched(count: number): Promise<void> {
  for (const end = Date.now() + 60_000; Date.now() < end; ) {
    const { items } = await desk.get<BatchList>('/api/desk/exchange/batches')
    if (items.length === count && items.every((one) => one.matched + one.differing + one.refused === one.rowsIn)) return
    await setTimeout(200)
  }
  throw new Error('the feeds were not matched in time')
}

article(['M14-5b', 'N107-2e', 'M14-26b'], '身故：两部门相合，人来确认；记账之后登录即止，遗属另行办理', () => {
  test('来文只停待核查，不改记录；本人此时还能登录', { timeout: 180_000 }, async () => {
    await turnTo('2025-12-10')
    await report('police', 'QYT-1')
    await report('civil', 'QYT-2')
    await matched(2)
    const { items } = await desk.get<StopList>('/api/desk/exchange/stops')
    expect(items.map(({ kind }) => kind)).toEqual(['death']) // 两部门所报，一人一行
    await insured()
    await desk.post(`/api/desk/exchange/stops/${items[0]!.id}/confirm`, { note: '两部门所报日期一致' })
    const { items: filed } = await desk.get<SubmissionList>('/api/desk/submissions')
    const death = filed.find(({ kind }) => kind === 'lifeEvent')!
    await passAll({ ...death, route: ['initialReview', 'review', 'recheck'] })
  })

  test('登录被止；遗属待遇核定，又是四个环节', async () => {
    await expect(insured()).rejects.toThrow(/could not sign in/)
    const determined = await desk.post<SubmissionDetail>('/api/desk/facts/benefitDetermination', {
      items: [
        {
          ...{ identityNumber: MU.identityNumber, fullName: RENAMED, insurance: '110', benefitKind: 'survivors' },
          ...{ variant: '', eventMonth: DECEMBER, document: '遗属待遇申请表 3 号' },
        },
      ],
      ground: '经核对亲属关系证明',
    })
    await passAll(determined)
  })
})

article(['M14-12', 'WH-9(2)', 'M14-6c'], '维护日志载明每一笔，全屋核验无一不符', () => {
  test('改名、身故、核定、增员各在其中，责任人、依据、前后齐备', async () => {
    await turnTo('2025-12-12')
    const audit = await staff('city-audit')
    const asked = { purpose: '年末内控检查', from: '2025-11-01', through: '2025-12-12' }
    const { entries } = await audit.post<LogPage>('/api/desk/maintenance-log', asked)
    const kinds = new Set(entries.map(({ kind }) => kind))
    for (const kind of ['personChange', 'lifeEvent', 'benefitDetermination', 'staffChange', 'baseDeclaration'])
      expect(kinds).toContain(kind)
    for (const { steps, bodyDiffers, kind } of entries) {
      expect([kind, bodyDiffers]).toEqual([kind, false])
      expect(new Set(steps.map(({ by }) => by)).size).toBe(steps.length)
    }
    const changed = entries.find(({ kind }) => kind === 'personChange')!
    expect(changed.evidence.length).toBeGreaterThan(0)
    expect(JSON.stringify(changed.rows)).toContain(RENAMED)
  })

  test('事实之书、查阅之书、规则之树，无一不符', async () => {
    await city.served.sequencing.settle()
    const report = await verifyAll(city.house, () => undefined)
    expect(report.findings).toEqual([])
    expect(report).toMatchObject({ pending: 0 })
  })
})
