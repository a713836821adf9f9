import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { citizen, clerk, FRONT_DESK, REVIEWERS, type TestDesk, testDesk } from '../../test/desk.js'
import { fixedKeys } from '../../test/keys.js'
import { bytesAt, slicesOf } from '../archive/byte-source.js'
import type { Refusal } from '../kernel/refusal.js'
import { factsOfPerson } from '../ledger/record-store.js'
import { recordOf } from '../records/record.js'
import { LegacyRunner } from './legacy-run-service.js'
import { LegacyService } from './legacy-service.js'
import { LegacyViewService } from './legacy-view-service.js'
import { writeZip } from './zip-writing.js'

const CODE = '91110108QYT0000144'
const HEADS = {
  employers: '统一社会信用代码,单位名称,单位类型,行业代码,工伤行业类别,开始年月',
  persons: '社会保障号码,姓名,性别,出生日期',
  enrolments: '社会保障号码,险种类型,统一社会信用代码,变动,开始年月',
  paid: '社会保障号码,险种类型,统一社会信用代码,对应费款所属期,缴费基数,单位实缴金额,个人实缴金额,个人划入个人账户,到账日期',
  accounts: '社会保障号码,险种类型,年度,累计缴费月数,当年记账额,年末储存额',
  deemed: '社会保障号码,险种类型,视同种类,起始年月,终止年月,文书编号',
  benefits: '社会保障号码,险种类型,待遇种类,待遇项目,发生年月,开始年月,金额,文书编号',
} as const
type Tables = Partial<Record<keyof typeof HEADS, string[]>>

let db: TestDatabase
let desk: TestDesk
let legacy: LegacyService
let views: LegacyViewService
const folder = mkdtempSync(join(tmpdir(), 'legacy-'))
const CITY = { ...clerk('990', 'approver'), agency: '999900' }

beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db, { keys: fixedKeys(), folder })
  legacy = new LegacyService(desk.ports)
  views = new LegacyViewService(desk.ports)
  await desk.employer('91110105QYT000022K', { name: '示例劳务有限公司' })
  await desk.persons([[citizen(90), '测试已']], '91110105QYT000022K')
}, 60_000)
afterAll(() => db.close())

const birthOf = (n: number) => citizen(n).replace(/^.{6}(\d{4})(\d\d)(\d\d).*$/, '$1-$2-$3')
const person = (n: number, name = '测试遗') => `${citizen(n)},${name},,${birthOf(n)}`
const paid = (n: number, month: string) => `${citizen(n)},110,${CODE},${month},5000.00,800.00,400.00,400.00,${month}-20`
const MONTHS = Array.from({ length: 12 }, (_, i) => `2021-${String(i + 1).padStart(2, '0')}`)

function packageOf(
  tables: Tables,
  control?: (table: string, rows: number, amount: number) => [number, number],
): Buffer {
  const sums = { paid: [5, 6], accounts: [5], benefits: [6] } as Partial<Record<string, number[]>>
  const lines = Object.entries(tables).map(([table, rows]) => {
    const amount = rows.reduce(
      (all, row) => all + (sums[table] ?? []).reduce((one, at) => one + (Number(row.split(',')[at]) || 0), 0),
      0,
    )
    const [told, money] = control?.(table, rows.length, amount) ?? [rows.length, amount]
    return `${table},${told},${money.toFixed(2)}`
  })
  return writeZip([
    { name: 'control.csv', text: ['表,行数,金额合计', ...lines].join('\n') },
    ...Object.entries(tables).map(([table, rows]) => ({
      name: `${table}.csv`,
      text: [HEADS[table as keyof typeof HEADS], ...rows].join('\n'),
    })),
  ])
}

const keep = (bytes: Buffer) => desk.ports.largePapers.receive(slicesOf(bytesAt(bytes)), 1 << 30)
const alarms: string[] = []
const run = () => new LegacyRunner(desk.ports, (says) => alarms.push(says)).advance({ halted: false })
const upload = async (series: string, bytes: Buffer, actor = FRONT_DESK) =>
  legacy.upload(actor, { series, fileName: '旧系统.zip' }, await keep(bytes))
async function tried(series: string, bytes: Buffer) {
  const { id } = await upload(series, bytes)
  await run()
  return legacy.show(FRONT_DESK, id)
}
const codeOf = (doing: Promise<unknown>) =>
  doing.then(
    () => undefined,
    (no: Refusal) => no.entry.code,
  )

/** Two whole people, one of them with figures the rules do not give; and one of every kind of bad row. */
const GOOD: Tables = {
  employers: [`${CODE},示例制造有限公司,10,C35,3,2010-01`],
  persons: [person(1), person(2)],
  enrolments: [`${citizen(1)},110,${CODE},参保,2010-01`, `${citizen(2)},110,${CODE},参保,2010-01`],
  paid: [...MONTHS.map((month) => paid(1, month)), ...MONTHS.map((month) => paid(2, month))],
  accounts: [
    `${citizen(1)},110,2020,120,,30000.00`,
    `${citizen(2)},110,2020,120,,30000.00`,
    `${citizen(2)},110,2021,133,4800.00,99999.99`,
  ],
  deemed: [`${citizen(1)},110,连续工龄,1990-01,1990-12,档案-1`],
}

article(['M14-9(4)', 'M14-6d'], '遗留数据：先试装，逐人比对，存入加列出等于收到，什么也不改', () => {
  test('没有数据、不是数据包、认不得的部件：整包说明，不留半截', async () => {
    const text = await tried('不是包', Buffer.from('社会保障号码,姓名\n1,2\n'))
    expect([text.state, text.why?.zh]).toEqual(['refused', expect.stringContaining('压缩包')])
    const strange = writeZip([
      { name: 'control.csv', text: '表,行数,金额合计\n' },
      { name: 'x.exe', text: 'x' },
    ])
    expect((await tried('怪包', strange)).state).toBe('refused')
    const missing = writeZip([{ name: 'persons.csv', text: HEADS.persons }])
    expect((await tried('缺表', missing)).why?.zh).toContain('control.csv')
  })

  test('每一种坏行都列出原因，好行照存，行数与金额两边相等', async () => {
    const report = await tried(
      '坏行',
      packageOf(
        {
          ...GOOD,
          persons: [
            ...GOOD.persons!,
            `1.10101E+17,测试科,,`,
            person(1),
            person(90, '测试已'),
            `${citizen(3)},测试生,,1950-01-01`,
          ],
          paid: [
            ...GOOD.paid!,
            paid(2, '2021-01'),
            paid(4, '2021-01'),
            paid(2, '2099-01'),
            `${citizen(2)},110,91110108QYT0000X44,2021-05,5000,800,400,400,2021-05-20`,
            `${citizen(2)},110,${CODE},2021-05,五千,800,400,400,2021-05-20`,
            `${citizen(2)},110,${CODE},2021-05,=1+1,800,400,400,2021-05-20`,
            `${citizen(2)},999,${CODE},2021-05,5000,800,400,400,2021-05-20`,
          ],
          deemed: [
            ...GOOD.deemed!,
            `${citizen(2)},110,连续工龄,1991-01,1990-12,档案-2`,
            `${citizen(2)},110,童工,1991-01,1991-12,档案-3`,
          ],
          benefits: [`${citizen(2)},110,退休,basicPension,2020-01,2020-01,不详,决定-1`],
        },
        (_, rows, amount) => [rows, Number.isFinite(amount) ? amount : 0],
      ),
    )
    expect(report.state).toBe('tried')
    for (const sum of report.tables) {
      expect(sum.stored + sum.listed, sum.table).toBe(sum.rows)
      expect(sum.storedAmount + sum.listedAmount, sum.table).toBe(sum.amount)
    }
    const codes = Object.fromEntries(report.listed.map(({ code, rows }) => [code, rows]))
    expect(codes).toMatchObject({
      'legacy.repeated': 2,
      'legacy.no-person': 1,
      'legacy.person-known': 1,
      'legacy.future': 1,
    })
    expect(codes).toMatchObject({ 'legacy.backwards': 1, 'identity.scientific-notation': 1 })
    const { rows } = await views.listed(FRONT_DESK, report.id)
    expect(rows).toHaveLength(report.tables.reduce((all, { listed }) => all + listed, 0))
    for (const row of rows) expect(`${row.sentence.zh}${row.remedy.zh}${row.sentence.en}`).not.toMatch(/undefined|^$/)
    expect(report.differences.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['balance', 'months', 'birthDate']),
    )
  })

  test('同一文件再送是同一次试装；改正后再送替换前一次，什么也没有记账', async () => {
    const first = await upload('两次', packageOf(GOOD))
    expect((await upload('两次', packageOf(GOOD))).id).toBe(first.id)
    await run()
    const second = await upload('两次', packageOf({ ...GOOD, deemed: [] }))
    expect(second.id).not.toBe(first.id)
    expect((await legacy.show(FRONT_DESK, first.id)).state).toBe('replaced')
    const rows = await db.admin.transaction({}, (trx) => trx.rows('select 1 from ledger.legacy_doubt'))
    expect(rows).toEqual([])
    expect(await codeOf(legacy.show({ ...FRONT_DESK, agency: '999902' }, first.id))).toBe('legacy.missing')
  })

  test('与控制总额不符的，可看不可送审', async () => {
    const report = await tried(
      '总额',
      packageOf(GOOD, (table, rows, amount) => [table === 'paid' ? rows + 1 : rows, amount]),
    )
    expect(report.controlDiffers).toEqual(['paid'])
    expect(await codeOf(legacy.load(FRONT_DESK, report.id))).toBe('legacy.control-differs')
  })
})

article(['M14-9(4)'], '照试装送审、记账、标明待核、说明后由另一人了结', () => {
  let id: string
  let submission: string

  test('读到一半、比到一半、编到一半被杀：续做不重不漏', async () => {
    ;({ id } = await upload('迁移', packageOf(GOOD)))
    const before = await tried('对照', packageOf(GOOD))
    for (let i = 0; i < 3; i++) await broken(i + 1)
    await run()
    const report = await legacy.show(FRONT_DESK, id)
    expect(report.tables).toEqual(before.tables)
    expect(report.differences).toEqual(before.differences)
    expect(report).toMatchObject({ state: 'tried', persons: 2, disputed: 1, employers: 1, controlDiffers: [] })
  })

  test('送审两次只成一件；审定后记账，待核者成任务', async () => {
    submission = (await legacy.load(FRONT_DESK, id)).submissionId!
    expect(await codeOf(legacy.load(FRONT_DESK, id))).toBe('legacy.not-now')
    expect(await codeOf(legacy.close(CITY, id))).toBe('legacy.not-now')
    await broken(1)
    await run()
    expect((await legacy.show(FRONT_DESK, id)).state).toBe('loading')
    expect(await codeOf(legacy.close(CITY, id))).toBe('legacy.not-all-posted')
    await pass()
    expect((await desk.cases.show(FRONT_DESK, submission)).state).toBe('posted')
    const { items } = await desk.tasks.list(FRONT_DESK, true)
    expect(items.filter(({ kind }) => kind === 'legacyPending')).toHaveLength(1)
  })

  test('记录上，标记在所涉的数旁边；没有出入的人没有标记', async () => {
    const page = await views.persons(FRONT_DESK, id, {})
    expect(page.page.items).toHaveLength(1)
    const one = page.page.items[0]!
    expect(page.looked).toEqual([one.personId])
    expect(one.found.map(({ kind, state }) => [kind, state])).toEqual([
      ['months', 'pending'],
      ['balance', 'pending'],
    ])
    const record = await recordFor(one.personId!)
    const doubts = record.doubts.filter(({ key }) => key === 'legacyPending')
    expect(doubts.flatMap(({ paths }) => paths)).toEqual(['months/110/actual', 'accounts/110/2021/closing'])
    expect(doubts.map(({ zh }) => zh).join()).toContain('99999.99元')
    expect(record.insurances.find(({ insurance }) => insurance === '110')!.months!.actual.value).toBe(132)
  })

  test('说明与了结：没有说明的、经手的人，都不能了结', async () => {
    expect((await legacy.show(FRONT_DESK, id)).listed).toEqual([])
    expect(await codeOf(legacy.close({ ...CITY, personId: FRONT_DESK.personId }, id))).toBe('legacy.same-person')
    const closed = await legacy.close(CITY, id)
    expect(closed.state).toBe('closed')
    for (const sum of closed.tables)
      expect(sum.posted, sum.table).toEqual({ rows: sum.stored, amount: sum.storedAmount })
    const source = await views.source(FRONT_DESK, id)
    expect((await source.source.read(0, 2)).toString()).toBe('PK')
    await source.close()
  })

  test('再次送来同一包：已记账的不重复', async () => {
    expect((await upload('迁移', packageOf(GOOD))).id).toBe(id)
    expect(await codeOf(upload('迁移', packageOf({ ...GOOD, deemed: [] })))).toBe('legacy.in-hand')
    const again = await tried('另一名称', packageOf(GOOD))
    expect(again.tables.every(({ stored }) => stored === 0)).toBe(true)
    expect(Object.keys(Object.fromEntries(again.listed.map(({ code }) => [code, 1]))).sort()).toEqual([
      'legacy.employer-known',
      'legacy.person-known',
    ])
  })

  /** The n-th transaction from here breaks its worker off. */
  async function broken(nth: number): Promise<void> {
    let left = nth
    const app = new Proxy(desk.ports.app, {
      get: (target, name) =>
        name === 'transaction'
          ? async (scope: object, work: (trx: never) => Promise<unknown>) => {
              if (left-- <= 0) throw new Error('killed')
              return target.transaction(scope as never, work as never)
            }
          : Reflect.get(target, name),
    })
    const halt = { halted: false }
    const runner = new LegacyRunner({ ...desk.ports, app }, () => {
      halt.halted = true
    })
    await runner.advance(halt).catch(() => undefined)
  }

  async function pass(): Promise<void> {
    let detail = await desk.cases.show(FRONT_DESK, submission)
    for (const stage of detail.route) {
      const by = stage === 'approval' ? CITY2 : REVIEWERS[stage]
      detail = await desk.reviews.pass(by, submission, { stage, revision: detail.revision })
    }
  }
  const CITY2 = { ...clerk('991', 'approver'), agency: '999900' }

  async function recordFor(personId: string) {
    const { facts } = await desk.ports.app.transaction({ persons: [personId] }, (trx) =>
      factsOfPerson(trx, personId, desk.ports.vault),
    )
    return recordOf(facts, desk.ports.policy().book, { today: desk.ports.clock.today() })
  }
})
