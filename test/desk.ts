import { randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Actor } from '../src/access/actor.js'
import type { Post } from '../src/access/posts.js'
import { fillAsFound } from '../src/app/demo/check-sheets.js'
import { LargePaperService } from '../src/archive/large-paper-service.js'
import { paperFiles, paperSpool } from '../src/archive/paper-files.js'
import { PaperService } from '../src/archive/paper-service.js'
import { NO_SCANNER } from '../src/archive/scanner-port.js'
import { AgreedService } from '../src/collection/agreed-service.js'
import { CaseService } from '../src/collection/case-service.js'
import { CompareService } from '../src/collection/compare-service.js'
import type { Stage, SubmissionDetail } from '../src/collection/contract.js'
import { CorrectionService } from '../src/collection/correction-service.js'
import { EntryService } from '../src/collection/entry-service.js'
import { FilingService } from '../src/collection/filing-service.js'
import { FollowService } from '../src/collection/follow-service.js'
import { LevyService } from '../src/collection/levy-service.js'
import type { CollectionPorts, PolicyInForce } from '../src/collection/ports.js'
import { RegistrationService } from '../src/collection/registration-service.js'
import { ReviewService } from '../src/collection/review-service.js'
import { readRoutes } from '../src/collection/route-book.js'
import { TaskService } from '../src/collection/task-service.js'
import { WorkListService } from '../src/collection/work-list-service.js'
import { type Day, type Instant, periodOfDay, plusDays } from '../src/kernel/day.js'
import { mod112 } from '../src/kernel/mod11-2.js'
import { uuidV7 } from '../src/kernel/uuid.js'
import type { Keys } from '../src/ledger/keys.js'
import { loadPolicyBook } from '../src/policy/book.js'
import { type HouseSetting, settingOf } from '../src/policy/house-setting.js'
import type { TestDatabase } from './city.js'
import { filesUnder } from './files.js'
import { type TestLedger, testLedger } from './ledger.js'
import { shippedStandard, standardTexts } from './standard.js'

/** 测试用的经办大厅：every service of collection on a real database, with clerks of each post. */
export interface TestDesk {
  readonly ports: CollectionPorts
  readonly ledger: TestLedger
  readonly filings: FilingService
  readonly levies: LevyService
  readonly entries: EntryService
  readonly registrations: RegistrationService
  readonly corrections: CorrectionService
  readonly reviews: ReviewService
  readonly lists: WorkListService
  readonly agreed: AgreedService
  readonly cases: CaseService
  readonly compares: CompareService
  readonly tasks: TaskService
  readonly follows: FollowService
  /** The rules in force, which a test may change under an agreed voucher. */
  policy: PolicyInForce
  /** Operators of employers, as `person|employer`, for the bar on reviewing one's own employer. */
  readonly operators: Set<string>
  /** Passes every stage of the route, each by another clerk. */
  passAll(detail: { id: string; revision: number }, but?: Stage): Promise<SubmissionDetail>
  employer(creditCode: string, change?: object): Promise<string>
  persons(rows: readonly string[][], creditCode?: string): Promise<void>
}

export const AGENCY = '999901'
export const AREA = '999900'
const TODAY = '2026-03-16' as Day
let shipped: ReturnType<PolicyInForce['book']['area']> | undefined
function shippedArea() {
  shipped ??= testPolicy().book.area(AREA)
  return shipped
}

/** 收件所需的其余各项：no scanner, the published limits, ten days for whatever is due. */
export const PAPER_DESK = {
  scanner: NO_SCANNER,
  setting: (id: HouseSetting) => settingOf(shippedArea(), id, periodOfDay(TODAY)),
  dueDay: (days: number) => plusDays(TODAY, days),
}

export const POSTS_OF: Readonly<Record<Stage, Post>> = {
  initialReview: 'initialReviewer',
  review: 'reviewer',
  recheck: 'rechecker',
  approval: 'approver',
}

export function clerk(personId: string, ...posts: Post[]): Actor {
  const [sessionId, accountId] = [`session-${personId}`, `account-${personId}`]
  return { personId, realm: 'staff', sessionId, accountId, posts, channel: 'web', agency: AGENCY, name: personId }
}

export function operator(personId: string, employerId: string): Actor {
  return {
    personId,
    realm: 'operator',
    sessionId: 's',
    accountId: `account-${personId}`,
    posts: [],
    channel: 'web',
    employerId,
  }
}

export const FRONT_DESK = clerk('900', 'frontDesk')
export const REVIEWERS: Readonly<Record<Stage, Actor>> = {
  initialReview: clerk('901', 'initialReviewer'),
  review: clerk('902', 'reviewer'),
  recheck: clerk('903', 'rechecker'),
  approval: clerk('904', 'approver'),
}

export function testPolicy(change: (path: string, text: string) => string = (_, text) => text): PolicyInForce {
  const all = filesUnder(['policies'], /\.ya?ml$/)
  const areas = all
    .filter(({ path }) => path.endsWith('/area.yaml'))
    .map(({ path }) => path.slice(0, -'area.yaml'.length))
  const texts = all.filter(({ path }) => areas.some((folder) => path.startsWith(folder)))
  const changed = texts.map(({ path, text }) => ({ path: path.replace(/^policies\//, ''), text: change(path, text) }))
  return { book: loadPolicyBook(changed), digest: '00', texts: changed, standard: testStandard() }
}

/** 随版本发布的采集标准，施行中。 */
export function testStandard(): PolicyInForce['standard'] {
  return { standard: shippedStandard(), name: '2026.1 test', texts: standardTexts() }
}

/** `at`: keys and a folder of papers that another process of the same test shares. */
export function testDesk(
  db: Pick<TestDatabase, 'app' | 'post'>,
  at: { readonly keys?: Keys; readonly folder?: string } = {},
): TestDesk {
  const ledger = testLedger(db, at.keys)
  const clock = { now: () => Date.now() as Instant, today: () => TODAY }
  const ids = { uuid: () => uuidV7(Date.now() as Instant, randomBytes(10)) }
  const folder = at.folder ?? mkdtempSync(join(tmpdir(), 'papers-'))
  const store = paperFiles(folder)
  const spool = { spool: paperSpool(folder), random: randomBytes, isScanned: false }
  const operators = new Set<string>()
  const ports: CollectionPorts = {
    app: db.app,
    posting: ledger.posting,
    vault: ledger.vault,
    papers: new PaperService({ app: db.app, vault: ledger.vault, store, clock, ids, ...PAPER_DESK }),
    largePapers: new LargePaperService({ app: db.app, vault: ledger.vault, clock, ids, ...spool }),
    importsWaiting: () => undefined,
    policy: () => desk.policy,
    rulesChanged: async () => undefined,
    everybody: { size: async () => 0, persons: async function* () {} },
    routes: readRoutes(filesUnder(['policies/routes'], /\.yaml$/)[0]!.text, shippedStandard()),
    clock,
    ids,
    setting: (id, variant) => settingOf(desk.policy.book.area(AREA), id, periodOfDay(TODAY), variant),
    areaOf: () => AREA,
    agencies: () => ['999900', '999901', '999902'].map((code) => ({ code, name: code })),
    agencyName: (agency) => agency,
    staffNames: async (ids) => new Map(ids.map((id) => [id, id])),
    isOperatorOf: async (person, employer) => operators.has(`${person}|${employer}`),
    recordsChanged: async () => undefined,
  }
  const desk: TestDesk = {
    ports,
    ledger,
    operators,
    policy: testPolicy(),
    filings: new FilingService(ports),
    levies: new LevyService(ports),
    entries: new EntryService(ports),
    registrations: new RegistrationService(ports),
    corrections: new CorrectionService(ports),
    reviews: new ReviewService(ports),
    lists: new WorkListService(ports),
    agreed: new AgreedService(ports),
    cases: new CaseService(ports),
    compares: new CompareService(ports),
    tasks: new TaskService(ports),
    follows: new FollowService(ports),
    passAll: (detail, but) => passAll(desk, detail.id, but),
    employer: (creditCode, change) => employer(desk, creditCode, change),
    persons: (rows, creditCode) => persons(desk, rows, creditCode),
  }
  return desk
}

async function passAll(desk: TestDesk, id: string, but?: Stage): Promise<SubmissionDetail> {
  let detail = await desk.cases.show(FRONT_DESK, id)
  for (const stage of detail.route.slice(detail.steps.length)) {
    if (stage === but) break
    await fillAsFound(desk.ports, REVIEWERS[stage], id, stage)
    detail = await desk.reviews.pass(REVIEWERS[stage], id, { stage, revision: detail.revision })
  }
  return detail
}

async function employer(desk: TestDesk, creditCode: string, change: object = {}): Promise<string> {
  const detail = await desk.registrations.registerEmployer(FRONT_DESK, {
    creditCode,
    name: '示例制造有限公司',
    employerType: '10',
    industryCode: 'C35',
    injuryClass: 3,
    injuryFloat: 1_000_000,
    status: 'active',
    fromMonth: '2025-01',
    ground: '核对营业执照原件',
    ...change,
  })
  await desk.passAll(detail)
  const rows = await desk.ports.app.transaction({}, (trx) =>
    trx.rows<{ id: string }>('select employer_id as id from ledger.employer_registration where credit_code = $1', [
      creditCode,
    ]),
  )
  return rows[0]!.id
}

/** Registers and enrols by file: [number, name] each, in all five insurances levied, from 2025-01. */
async function persons(desk: TestDesk, rows: readonly string[][], creditCode = ''): Promise<void> {
  const lines = rows.map(([number, name, from = '2025-01']) =>
    [number, name, from, creditCode, '110、210、310、410'].join(','),
  )
  const text = ['社会保障号码,姓名,参保年月,统一社会信用代码,参保险种', ...lines].join('\r\n')
  const preview = await desk.registrations.uploadPersons(FRONT_DESK, { fileName: '登记.csv', bytes: Buffer.from(text) })
  const { id, revision } = preview.submission
  const detail = await desk.registrations.submit(FRONT_DESK, id, { revision, acceptedOnly: false })
  await desk.passAll(detail)
  await desk.agreed.postAgreed(id)
}

/** 虚构的公民身份号码：sequence 996 to 999, as nobody has. */
export function citizen(n: number): string {
  const [year, month, day] = [
    1960 + (Math.floor(n / 1344) % 40),
    1 + (Math.floor(n / 112) % 12),
    1 + (Math.floor(n / 4) % 28),
  ]
  const region = 110101 + (Math.floor(n / 53_760) % 9)
  const body = `${region}${year}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}${996 + (n % 4)}`
  return body + mod112(body)
}

export function csv(header: string, rows: readonly (readonly (string | number)[])[]): Buffer {
  return Buffer.from([header, ...rows.map((row) => row.join(','))].join('\r\n'))
}
