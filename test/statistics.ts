import { randomBytes } from 'node:crypto'
import type { Actor } from '../src/access/actor.js'
import type { Instant } from '../src/kernel/day.js'
import { uuidV7 } from '../src/kernel/uuid.js'
import type { Fact } from '../src/ledger/fact.js'
import type { HouseSetting } from '../src/policy/house-setting.js'
import { AdHocService } from '../src/statistics/ad-hoc-service.js'
import { readCatalogues } from '../src/statistics/catalogue.js'
import type { MakeReport, MakeStatistic, StatisticView } from '../src/statistics/contract.js'
import { ExportJobService } from '../src/statistics/export-job-service.js'
import { ExportService } from '../src/statistics/export-service.js'
import { ExtractService } from '../src/statistics/extract-service.js'
import { IndicatorService } from '../src/statistics/indicator-service.js'
import type { StatisticAnswer } from '../src/statistics/job-contract.js'
import { StatisticJobDesk } from '../src/statistics/job-desk-service.js'
import type { StaffNow, StatisticsPorts } from '../src/statistics/ports.js'
import { StatisticJobService } from '../src/statistics/statistic-job-service.js'
import { StatisticService } from '../src/statistics/statistic-service.js'
import { staff, testLineSealer } from './access.js'
import type { TestDatabase } from './city.js'
import { filesUnder } from './files.js'
import { dueFact, employerFact, enrolmentFact, paidFact, registrationFact } from './ledger.js'
import { testReading } from './reading.js'

/** 统计与导出各岗，each another natural person. */
export const PEOPLE = {
  query: staff(['query'], '999900', '71'),
  approver: staff(['queryApprover'], '999900', '72'),
  supervisor: staff(['supervisor'], '999900', '73'),
  /** 申请与批准两岗都有的一人，to see that one does not approve one's own. */
  both: staff(['query', 'queryApprover'], '999900', '74'),
  eastQuery: staff(['query'], '999901', '75'),
  eastDesk: staff(['frontDesk'], '999901', '76'),
  eastReviewer: staff(['reviewer'], '999901', '77'),
  clerk: staff(['cashier'], '999900', '78'),
} as const satisfies Record<string, Actor>

/** 测试用统计之室：on a real database behind the real gate; `limits` stands for the settings named. */
export function testStatistics(db: TestDatabase) {
  const reading = testReading(db)
  const { clock, ports: query } = reading
  const { vault } = reading.ledger
  const limits: Partial<Record<HouseSetting, number>> = {}
  const alarms: string[] = []
  /** 在岗的人，by account; a test lets somebody leave. */
  const inPost = new Map<string, StaffNow>(Object.values(PEOPLE).map((one) => [one.accountId, one]))
  const ports: StatisticsPorts = {
    ...{ app: db.app, verify: db.verify, gate: query.gate, sealer: testLineSealer, vault, clock },
    ids: { uuid: () => uuidV7(Date.now() as Instant, randomBytes(10)) },
    random: (bytes) => randomBytes(bytes),
    setting: (id, variant) => limits[id] ?? query.setting(id, variant),
    catalogues: readCatalogues(filesUnder(['policies/statistics'], /\.yaml$/)[0]!.text),
    agencies: () => [
      { code: '999900', name: '示例市社会保险中心' },
      { code: '999901', name: '东城示例区社会保险中心', parent: '999900' },
      { code: '999902', name: '西城示例区社会保险中心', parent: '999900' },
    ],
    staffNow: async (accountId) => inPost.get(accountId),
    codes: (list) => CODES[list],
    staffNames: async (ids) => new Map(ids.map((id) => [id, `经办${id}`])),
    alarm: (says) => alarms.push(says),
  }
  const statistics = new StatisticService(ports)
  const jobs = new StatisticJobService(ports)
  /** 提出、做完、取来；what failed says why. */
  const done = async (actor: Actor, asking: Promise<StatisticAnswer>): Promise<StatisticView> => {
    const { statistic, job } = await asking
    if (statistic !== undefined) return statistic
    await jobs.advance()
    const { result, why } = await new StatisticJobDesk(ports).show(actor, job!.id)
    if (result === undefined) throw new Error(`the job failed: ${why?.code}`)
    return statistics.show(actor, result)
  }
  return {
    ...{ reading, ports, limits, clock, alarms, inPost, statistics },
    make: (actor: Actor, asked: MakeStatistic) => done(actor, statistics.make(actor, asked)),
    report: (actor: Actor, asked: MakeReport) => done(actor, statistics.report(actor, asked)),
    extracts: new ExtractService(ports),
    exports: new ExportService(ports),
    adHoc: new AdHocService(ports),
    indicators: new IndicatorService(ports),
    desk: new StatisticJobDesk(ports),
    jobs: { advance: () => Promise.all([jobs.advance(), new ExportJobService(ports).advance()]) },
    people: (terms: CrowdTerms) => crowd(reading, terms),
  }
}

const CODES = {
  sex: { '1': { zh: '男', en: 'male' }, '2': { zh: '女', en: 'female' }, '9': { zh: '未说明', en: 'not stated' } },
  employerType: { '10': { zh: '企业', en: 'enterprise' }, '30': { zh: '机关', en: 'government organ' } },
} as const

export type TestStatistics = ReturnType<typeof testStatistics>

interface CrowdTerms {
  readonly count: number
  readonly employerId: string
  readonly creditCode: string
  readonly agency?: string
  readonly months: readonly string[]
  readonly born?: (i: number) => string
  /** 实缴的月份，all where none is told. */
  readonly paid?: readonly string[]
}

/** 一个单位的一批人：registered, enrolled, with what is due and paid. */
async function crowd(reading: ReturnType<typeof testReading>, terms: CrowdTerms): Promise<string[]> {
  const { count, employerId, creditCode, agency = '999901', months, paid = months, born } = terms
  const { ledger } = reading
  const ids = await ledger.newPersons(count)
  const facts: Fact[] = [{ ...employerFact(employerId, creditCode, `示例${employerId}公司`), agency }]
  for (const [i, personId] of ids.entries()) {
    const number = `1101011965${String(1_100_000 + (Number(personId) % 99_999)).slice(1)}99`
    const birthDate = (born?.(i) ?? `${1965 + ((i * 7) % 40)}-03-0${1 + (i % 9)}`) as never
    facts.push(
      registrationFact(personId, {
        ...{ fullName: `测试${NAMES[i % NAMES.length]}${NAMES[(i * 3) % NAMES.length]}`, agency, birthDate },
        ...{ socialSecurityNumber: number.slice(0, 18), sex: i % 2 === 0 ? '1' : '2' },
      }),
      enrolmentFact(personId, employerId, '2024-01', { agency }),
      ...months.map((month) => dueFact(personId, month, { agency, employerId })),
      ...paid.map((month) => paidFact(personId, month, { agency, employerId })),
    )
  }
  for (let at = 0; at < facts.length; at += 900) await ledger.post(facts.slice(at, at + 900))
  return ids
}

const NAMES = [...'甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥']
