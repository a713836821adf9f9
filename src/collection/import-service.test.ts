import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { citizen, clerk, csv, FRONT_DESK, operator, type TestDesk, testDesk } from '../../test/desk.js'
import { fixedKeys } from '../../test/keys.js'
import { xlsxOf } from '../../test/xlsx-writer.js'
import type { Actor } from '../access/actor.js'
import { parsePeriod, periodsFrom } from '../kernel/period.js'
import { AnnotatedService } from './annotated-service.js'
import type { ImportJob } from './import-contract.js'
import { ImportRunner } from './import-run-service.js'
import { type ImportPlan, ImportService } from './import-service.js'
import { openTable } from './open-table.js'
import { RefusedPages } from './refused-page-service.js'
import { openBody, openJson } from './voucher-body.js'
import { findVoucher, refusedParts } from './voucher-store.js'

const CODES = ['91110108QYT0000144', '91110105QYT000022K'] as const
const STAFF = 600
const MONTHS = [...periodsFrom(parsePeriod('2025-05'), parsePeriod('2026-03'))]
const FUND = clerk('905', 'accountant')
const HEAD = '统一社会信用代码,社会保障号码,姓名,缴费工资,对应费款所属期'

let db: TestDatabase
let desk: TestDesk
let imports: ImportService
let employers: string[]
const people = Array.from({ length: STAFF }, (_, i) => [citizen(i), `测试${'甲乙丙丁'[i % 4]}`])
const folder = mkdtempSync(join(tmpdir(), 'imports-'))

beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db, { keys: fixedKeys(), folder })
  imports = new ImportService(desk.ports)
  employers = [await desk.employer(CODES[0]), await desk.employer(CODES[1], { name: '示例劳务有限公司' })]
  for (const [n, code] of CODES.entries())
    await desk.persons(
      people.filter((_, i) => i % 2 === n),
      code,
    )
}, 60_000)
afterAll(() => db.close())

/** Each person's months, with a wrong row now and then. */
function manyRows(month: (i: number) => string = (i) => MONTHS[i % MONTHS.length]!): string[][] {
  return Array.from({ length: STAFF * MONTHS.length }, (_, i) => {
    const who = Math.floor(i / MONTHS.length)
    const [number, name] = people[who]!
    const wrong = i % 50 === 7
    return [CODES[who % 2]!, wrong ? '1.10101E+17' : number!, name!, `${6000 + (i % 500)}.00`, month(i)]
  })
}

async function keep(bytes: Buffer) {
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536)
  }
  return desk.ports.largePapers.receive(pieces(), 1 << 30)
}
const begin = async (bytes: Buffer, plan: Partial<ImportPlan> = {}, actor: Actor = FRONT_DESK) =>
  imports.begin(
    actor,
    { form: 'filings', fileName: '多家.csv', settlementMonth: parsePeriod('2026-03'), ...plan },
    await keep(bytes),
  )
async function all(bytes: AsyncIterable<Buffer>): Promise<Buffer[]> {
  const pieces: Buffer[] = []
  for await (const piece of bytes) pieces.push(piece)
  return pieces
}
const alarms: string[] = []
const runner = () => new ImportRunner(desk.ports, (says) => alarms.push(says))
const run = () => runner().advance({ halted: false })
const show = (job: ImportJob) => imports.show(FRONT_DESK, job.id)

async function untilRows(job: ImportJob, rows: number): Promise<void> {
  for (let tries = 0; (await show(job)).rows < rows; tries++) {
    if (tries > 3000) throw new Error(`nothing was read: ${alarms.join(' ')}`)
    await new Promise((resolve) => setTimeout(resolve, 3))
  }
}

async function outcome(submissionId: string) {
  const detail = await desk.cases.show(FRONT_DESK, submissionId)
  return desk.ports.app.transaction({}, async (trx) => {
    const lines: unknown[] = []
    for (let part = 1; part <= detail.vouchers; part++) {
      const voucher = await findVoucher(trx, submissionId, detail.revision, part)
      lines.push(...openBody(desk.ports.vault, voucher!))
    }
    const parts = await refusedParts(trx, submissionId, detail.revision, 10_000)
    const refused = parts.flatMap((body) => openJson<{ row: number; code: string }[]>(desk.ports.vault, body))
    const { kind, rowsIn, accepted, insurances, notices } = detail
    return { kind, rowsIn, accepted, refusedRows: detail.refused, insurances, notices, lines, refused }
  })
}

article(['M14-6b', 'WH-6(1)'], '大件：边收边存，逐千行读取，进 = 收 + 拒', () => {
  const file = csv(HEAD, manyRows())

  test('多单位的一件：进度、结果与当即读完的相同', async () => {
    const job = await begin(file)
    expect(job).toMatchObject({ state: 'waiting', rows: 0, again: false, abilities: ['stop', 'withdraw'] })
    await run()
    const done = await show(job)
    expect(alarms).toEqual([])
    expect(done).toMatchObject({ state: 'done', rows: STAFF * MONTHS.length, share: 1_000_000, abilities: [] })
    expect(done.accepted + done.refused).toBe(done.rows)
    expect(done.refused).toBe(132)
    const quick = await desk.filings.uploadMany(FRONT_DESK, {
      settlementMonth: parsePeriod('2026-03'),
      fileName: '多家.csv',
      bytes: Buffer.concat([file, Buffer.from('\r\n')]),
    })
    expect(await outcome(job.submissionId)).toEqual(await outcome(quick.submission.id))
    expect((await outcome(job.submissionId)).refused[0]).toMatchObject({ row: 9, code: 'identity.scientific-notation' })
    const again = await begin(file)
    expect(again).toMatchObject({ submissionId: job.submissionId })
    await imports.move(FRONT_DESK, again.id, 'withdraw')
  })

  test('无依据：别的单位、别的机构看不见，也停不了', async () => {
    const job = await begin(csv(HEAD, manyRows().slice(0, 5)))
    const [stranger, other] = [operator('801', employers[0]!), { ...FRONT_DESK, agency: '999902' }]
    for (const actor of [stranger, other]) {
      await expect(imports.show(actor, job.id)).rejects.toThrow('import.missing')
      await expect(imports.move(actor, job.id, 'stop')).rejects.toThrow('import.missing')
    }
    await imports.move(FRONT_DESK, job.id, 'withdraw')
  })

  test('停下、续做、放弃；放弃的不留痕', async () => {
    const bytes = csv(HEAD, manyRows(() => '2026-03').slice(0, 3000))
    const job = await begin(bytes)
    const halt = { halted: false }
    const reading = runner().advance(halt)
    await untilRows(job, 1000)
    const stopped = await imports.move(FRONT_DESK, job.id, 'stop')
    await reading
    expect(await show(job)).toMatchObject({ state: 'stopped', rows: stopped.rows, abilities: ['resume', 'withdraw'] })
    await expect(imports.move(FRONT_DESK, job.id, 'stop')).rejects.toThrow('import.moved')
    expect(await begin(bytes)).toMatchObject({ id: job.id, again: true })
    await imports.move(FRONT_DESK, job.id, 'resume')
    await run()
    expect(await show(job)).toMatchObject({ state: 'done', rows: 3000 })
    const other = await begin(Buffer.concat([bytes, Buffer.from('\n')]))
    expect(other.submissionId).not.toBe(job.submissionId)
    expect(await imports.move(FRONT_DESK, other.id, 'withdraw')).toMatchObject({ state: 'withdrawn', abilities: [] })
    await expect(desk.cases.show(FRONT_DESK, other.submissionId)).rejects.toThrow('submission.missing')
  })

  test('末行损坏：整件不收，有名目，前面的也不留；改好再送是新的一件', async () => {
    const broken = Buffer.concat([csv(HEAD, manyRows().slice(0, 2500)), Buffer.from('\r\n"没有关的引号')])
    const job = await begin(broken)
    await run()
    const refused = await show(job)
    expect(refused).toMatchObject({ state: 'refused', why: { code: 'file.quote' }, abilities: [] })
    expect(refused.why!.says.zh).toContain('2502')
    const left = await db.admin.transaction({}, (trx) =>
      trx.rows('select 1 from desk.voucher where submission_id = $1', [job.submissionId]),
    )
    expect(left).toEqual([])
  })

  test('记账：各行记在各自的单位', async () => {
    const job = await begin(csv(HEAD, manyRows(() => '2026-03').slice(0, 22)))
    await run()
    const { revision, accepted } = await desk.cases.show(FRONT_DESK, job.submissionId)
    await desk.cases.submit(FRONT_DESK, job.submissionId, { revision, acceptedOnly: true })
    await desk.passAll({ id: job.submissionId, revision })
    await desk.agreed.postAgreed(job.submissionId)
    const rows = await db.admin.transaction({}, (trx) =>
      trx.rows<{ employer_id: string; n: number }>(
        'select employer_id, count(distinct person_id)::int as n from ledger.due group by 1 order by 1',
      ),
    )
    expect(rows).toEqual([...employers].sort().map((employer_id) => ({ employer_id, n: 1 })))
    expect(accepted).toBe(2)
  })
})

article('M14-6b', '标注件：原件各行，原来的次序，各有结果与办法', () => {
  const rows = manyRows()
    .slice(0, 1500)
    .map((row, i) => (i === 9 ? [...row.slice(0, 2), '=1+1', ...row.slice(3)] : row))
  const original = ['说明', HEAD, ...rows.map((row) => row.join(','))].join('\r\n')
  const read = async (bytes: Buffer) => {
    const found: string[][] = []
    for await (const { cells } of (await openTable(bytes)).rows) found.push([...cells])
    return found
  }

  test.each([
    ['UTF-8', (text: string) => Buffer.from(text), 'csv'],
    ['GB18030', (text: string) => iconv.encode(`${text}\r\n`, 'gb18030'), 'csv'],
    ['XLSX', (text: string) => xlsxOf(text.split('\r\n').map((line) => line.split(','))), 'xlsx'],
  ])('%s', async (_what, encode, form) => {
    const job = await begin(encode(original))
    await run()
    const looked: string[] = []
    const service = new AnnotatedService(desk.ports)
    const file = await service.open(FRONT_DESK, job.submissionId, undefined, async (ids) => void looked.push(...ids))
    const bytes = Buffer.concat(await all(file.bytes))
    const table = await read(bytes)
    expect(file.fileName).toBe(`多家-标注.${form}`)
    expect(table.length).toBe(1502)
    expect(table[1]).toEqual([...HEAD.split(','), '核验结果', '处理办法'])
    expect(table[2]).toEqual([...rows[0]!, '已接受', ''].slice(0, table[2]!.length))
    expect(table[9]![5]).toContain('identity.scientific-notation')
    expect(table[9]![6]).not.toBe('')
    expect(table[11]![2]).toBe("'=1+1")
    expect(table.slice(2).map((row) => row[3])).toEqual(rows.map((row) => row[3]))
    const { accepted, refused } = await desk.cases.show(FRONT_DESK, job.submissionId)
    expect(table.filter((row) => row[5] === '已接受').length).toBe(accepted)
    expect(table.filter((row) => row[5]?.startsWith('未接受')).length).toBe(refused)
    expect(new Set(looked).size).toBeGreaterThan(100)
    const pages = await new RefusedPages(desk.ports).page(FRONT_DESK, job.submissionId, 1, 'row.formula')
    expect(pages).toMatchObject({ page: 1, rows: [{ row: 12, code: 'row.formula' }] })
    expect(pages.codes).toContainEqual({ code: 'row.formula', count: 1 })
  })
})

article(['M14-4a', 'M14-6b'], '读取途中被杀，自行续做，一行不重，一行不失', () => {
  const WORKER = join(process.cwd(), 'dist', 'test', 'import-worker.js')
  const child = (): ChildProcess => {
    const { connectionString } = db.app.pool.options
    return spawn(process.execPath, [WORKER, connectionString!, folder], { stdio: 'ignore' })
  }

  test('杀五次以上，与一气读完的相同', { timeout: 120_000 }, async () => {
    const rows = manyRows()
    const job = await begin(csv(HEAD, rows.toReversed()))
    let [kills, seen] = [0, 0]
    const end = Date.now() + 60_000
    for (let now = await show(job); now.state !== 'done'; now = await show(job)) {
      expect(Date.now(), JSON.stringify(now)).toBeLessThan(end)
      const reader = child()
      const gone = new Promise((resolve) => reader.once('exit', resolve))
      const from = now.rows
      while (now.state !== 'done' && Date.now() < end && (now.rows === from || seen < kills % 2)) {
        if (now.rows > from) seen++
        await new Promise((resolve) => setTimeout(resolve, 3 + Math.random() * 20))
        now = await show(job)
      }
      if (now.state !== 'done') kills++
      reader.kill('SIGKILL')
      await gone
    }
    expect(kills).toBeGreaterThanOrEqual(5)
    const quick = await desk.filings.uploadMany(FRONT_DESK, {
      settlementMonth: parsePeriod('2026-03'),
      fileName: '多家.csv',
      bytes: Buffer.concat([csv(HEAD, rows.toReversed()), Buffer.from('\r\n')]),
    })
    expect(await outcome(job.submissionId)).toEqual(await outcome(quick.submission.id))
  })

  test('对照：不记读到何处，续做便不成，三次之后停下待人', async () => {
    const job = await begin(csv(HEAD, [...manyRows().slice(0, 3000), ['', '', '', '', '']]))
    const reading = runner().advance({ halted: false })
    await untilRows(job, 1000)
    await imports.move(FRONT_DESK, job.id, 'stop')
    await reading
    await db.admin.transaction({}, (trx) =>
      trx.rows('update desk.import_job set rows_done = 0, progress = null where job_id = $1', [job.id]),
    )
    await imports.move(FRONT_DESK, job.id, 'resume')
    await run()
    expect(await show(job)).toMatchObject({ state: 'failed', why: { code: 'import.broke-off' } })
    expect(alarms.length).toBeGreaterThanOrEqual(3)
    await imports.move(FRONT_DESK, job.id, 'withdraw')
  })

  test('征收结果：途中停续，前面各行所缴仍算在内', async () => {
    const line = (i: number, month: string) => {
      const [number, name] = people[i % STAFF]!
      return `T${i},${CODES[(i % STAFF) % 2]},${number},${name},110,202603,${month},1,6000.00,960.00,480.00,2026-03-10`
    }
    const lines = Array.from({ length: 2600 }, (_, i) => line(i, '202507'))
    const total = (2600 * 1440).toFixed(2)
    const head = `批次号,B1,行数,2600,金额合计,${total}${','.repeat(6)}`
    const names =
      '电子税票号,统一社会信用代码,社会保障号码,姓名,险种,费款所属期,对应费款所属期,缴费类型,缴费基数,单位金额,个人金额,到账日期'
    const bytes = Buffer.from([head, names, ...lines].join('\r\n'))
    const whole = await begin(bytes, { form: 'levy', settlementMonth: undefined }, FUND)
    await run()
    const broken = await begin(
      Buffer.concat([bytes, Buffer.from('\r\n')]),
      { form: 'levy', settlementMonth: undefined },
      FUND,
    )
    const reading = runner().advance({ halted: false })
    await untilRows(broken, 1000)
    await imports.move(FUND, broken.id, 'stop')
    await reading
    await imports.move(FUND, broken.id, 'resume')
    await run()
    const [one, two] = [await outcome(whole.submissionId), await outcome(broken.submissionId)]
    expect(two).toEqual(one)
    expect(one).toMatchObject({ rowsIn: 2600, accepted: 2600 })
  })
})
