import { createHash, createHmac, randomUUID } from 'node:crypto'
import fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { signingForTests } from '../../test/paper-signing.js'
import { PRINTER, sampleOrigin, sampleProof, sampleStatement } from '../../test/sample-paper.js'
import type { Database } from '../db/database.js'
import type { Day, Instant } from '../kernel/day.js'
import { dataKey, decrypt, encrypt } from '../ledger/cipher.js'
import { sweepAttempts } from './attempt-store.js'
import { drawCheckCode, type RandomBytes } from './check-code.js'
import { type CheckDesk, checkPaper, pacedBy } from './check-service.js'
import type { CheckAnswer, CheckRequest } from './contract.js'
import {
  endPaper,
  getCopy,
  type IssuedPaper,
  issuePaper,
  listPapers,
  markLaterChanged,
  type PaperDesk,
  takeSerials,
} from './issue-service.js'
import { openPrinter } from './print.js'
import { checkRoutes } from './routes.js'
import type { PaperCipher } from './secrets.js'

const NOON = Date.UTC(2026, 2, 15, 4) as Instant
const LAST_FOUR = '9967'
const PERSON = '1007'

let turn = 0
const random: RandomBytes = (count) => {
  const bytes = Array.from({ length: Math.ceil(count / 32) }, () => createHash('sm3').update(`${turn++}`).digest())
  return Buffer.concat(bytes).subarray(0, count)
}
const destroyed = new Set<string>()
const keyOf = (personId: string) => dataKey(createHash('sm3').update(`person ${personId}`).digest())
const cipher: PaperCipher = {
  load: async () => undefined,
  seal: (personId, plain) => encrypt(keyOf(personId), random(16), plain),
  open: (personId, sealed) => (destroyed.has(personId) ? undefined : decrypt(keyOf(personId), sealed)),
}
const keyed = (text: string) => createHmac('sm3', 'a key for tests only').update(text).digest()

let db: TestDatabase
let paperDesk: PaperDesk
let clock = { now: NOON, today: '2026-03-15' as Day }
const lines: { outcome: string; personId?: string }[] = []

beforeAll(async () => {
  db = await testDatabase()
  paperDesk = {
    printer: openPrinter(PRINTER),
    ...{ cipher, keyed, random, newId: randomUUID, host: 'https://quanyi.example.cn', lifeDays: () => 365 },
  }
})
afterAll(async () => {
  paperDesk.printer.close()
  await db.close()
})
beforeEach(() => {
  clock = { now: NOON, today: '2026-03-15' as Day }
})

function checkDesk(changes: Partial<CheckDesk> = {}): CheckDesk {
  const write: CheckDesk['write'] = async (_trx, line) => void lines.push(line)
  const limits = () => ({ perCode: 1_000_000, perAddress: 1_000_000, fileMegabytes: 5 })
  const time = { now: () => clock.now, today: () => clock.today }
  return { database: db.app, cipher, keyed, ...time, limits, write, pace: (work) => work, ...changes }
}

const ask = (request: CheckRequest, changes: Partial<CheckDesk> = {}, address = '192.0.2.1') =>
  checkPaper(checkDesk(changes), request, address)

async function issue(personId = PERSON, year = 2024): Promise<IssuedPaper> {
  return db.app.transaction({}, async (trx) => {
    const [serial] = await takeSerials(trx, '999900', 2026, 1)
    const common = { personId, area: '999900', issuedBy: personId, now: NOON, serial: serial! }
    return issuePaper(trx, paperDesk, { ...common, form: 'statement', data: sampleStatement({ year }) })
  })
}

const event = (reason: string) => ({ personId: PERSON, at: (NOON + 1_000) as Instant, by: '9', reason })

article('M14-15d', '出具：有流水号与校验码，存根不可改', () => {
  test('流水号逐机构逐年连续领取，不重', async () => {
    const taken = await Promise.all(
      [3, 5, 2].map((count) => db.app.transaction({}, (trx) => takeSerials(trx, '110105', 2026, count))),
    )
    const running = taken.flat().map((serial) => Number(serial.slice(10, 18)))
    expect([...running].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  })

  test('库中无姓名、号码、校验码与正文的明文；存根可再取', async () => {
    const paper = await issue('2001')
    const rows = await db.admin.transaction({}, (trx) =>
      trx.rows<Record<string, unknown>>(
        'select p.*, c.digest, c.way from desk.paper p join desk.paper_code c using (person_id, paper_id) where person_id = 2001',
      ),
    )
    expect(rows).toHaveLength(2)
    const kept = Buffer.concat(
      rows.flatMap((row) =>
        Object.values(row).map((value) => (Buffer.isBuffer(value) ? value : Buffer.from(`${value}`))),
      ),
    )
    const token = paper.url.split('/').at(-1)!
    for (const secret of ['吉', '9967', paper.code, token, '%PDF']) expect(kept.includes(secret)).toBe(false)
    expect(kept.includes(paper.serial)).toBe(true)
    const { pdf: copy } = await db.app.transaction({}, (trx) => getCopy(trx, paperDesk, '2001', paper.serial))
    expect(Buffer.from(copy).equals(paper.pdf)).toBe(true)
  })

  test('参保缴费证明亦可出具与核验', async () => {
    const paper = await db.app.transaction({}, async (trx) => {
      const [serial] = await takeSerials(trx, '999900', 2026, 1)
      const common = { personId: '2002', area: '999900', issuedBy: '2002', now: NOON, serial: serial! }
      return issuePaper(trx, paperDesk, { ...common, form: 'contributionProof', data: sampleProof() })
    })
    const answer = await ask({ code: paper.code, lastFour: LAST_FOUR })
    expect(answer).toMatchObject({ state: 'true', paper: { form: 'contributionProof', title: '社会保险参保缴费证明' } })
  })

  test.each(['update desk.paper set year = 1', 'delete from desk.paper_code', 'truncate desk.paper_event, desk.paper'])(
    '存根只增不改：%s',
    async (sql) => {
      await issue('2003')
      for (const database of [db.app, db.admin]) {
        await expect(database.transaction({}, (trx) => trx.rows(sql))).rejects.toThrow(/只增不改|permission denied/)
      }
    },
  )

  test('存根被改，取用时即发现', async () => {
    const paper = await issue('2004')
    await db.admin.transaction({}, async (trx) => {
      await trx.rows('alter table desk.paper disable trigger append_only_row')
      await trx.rows(`update desk.paper set pdf = set_byte(pdf, 99, get_byte(pdf, 99) # 1) where person_id = 2004`)
      await trx.rows('alter table desk.paper enable trigger append_only_row')
    })
    await expect(db.app.transaction({}, (trx) => getCopy(trx, paperDesk, '2004', paper.serial))).rejects.toThrow(
      /does not open/,
    )
  })
})

describe('核验', () => {
  test('校验码、二维码与末四位相符，答以真实状态与脱敏姓名', async () => {
    const paper = await issue()
    const byCode = await ask({ serial: paper.serial, code: paper.code.toLowerCase(), lastFour: LAST_FOUR })
    expect(byCode).toMatchObject({
      state: 'true',
      paper: { name: '吉****', year: 2024, serial: paper.serial, issuedAt: NOON },
    })
    expect(byCode.paper).toMatchObject({ validUntil: '2027-03-15', checkpoint: { treeSize: 184_203 } })
    expect(await ask({ qr: paper.url.split('/').at(-1)!, lastFour: ' 9967 ' })).toEqual(byCode)
    expect(JSON.stringify(byCode)).not.toContain('样例')
  })

  test('末四位的字母不论大小写、全半角', async () => {
    const origin = sampleOrigin('张三', '99990019900307996X')
    const paper = await db.app.transaction({}, async (trx) => {
      const [serial] = await takeSerials(trx, '999900', 2026, 1)
      const common = { personId: '2005', area: '999900', issuedBy: '9', now: NOON, serial: serial! }
      return issuePaper(trx, paperDesk, { ...common, form: 'statement', data: sampleStatement(origin) })
    })
    for (const lastFour of ['996X', '996x', '９９６ｘ'])
      expect((await ask({ code: paper.code, lastFour })).state).toBe('true')
  })

  test('状态：真实、后有更正、已换发、已撤回、已过期', async () => {
    const [old, changed, replaced, withdrawn] = [await issue(PERSON, 2020), await issue(), await issue(), await issue()]
    const marked = await db.app.transaction({}, async (trx) => {
      await endPaper(trx, 'replaced', replaced.serial, event('9999002026'))
      await endPaper(trx, 'withdrawn', withdrawn.serial, event('案 1'))
      return markLaterChanged(trx, [{ personId: PERSON, sinceYear: 2023 }], event('凭证 7'))
    })
    expect(marked.length).toBeGreaterThanOrEqual(1)
    const states = async () => {
      const all = [old, changed, replaced, withdrawn].map(({ code }) => ask({ code, lastFour: LAST_FOUR }))
      return (await Promise.all(all)).map((answer) => answer.state)
    }
    expect(await states()).toEqual(['true', 'laterChanged', 'replaced', 'withdrawn'])
    clock = { now: (NOON + 400 * 86_400_000) as Instant, today: '2027-03-16' as Day }
    expect(await states()).toEqual(['expired', 'laterChanged', 'replaced', 'withdrawn'])
    clock = { ...clock, today: '2027-03-15' as Day }
    expect((await states())[0]).toBe('true')
    const again = db.app.transaction({}, (trx) => endPaper(trx, 'withdrawn', withdrawn.serial, event('案 2')))
    await expect(again).rejects.toThrow('paper.ended')
    const listed = await db.app.transaction({}, (trx) => listPapers(trx, PERSON))
    expect(listed.find((row) => row.serial === changed.serial)?.events).toEqual(['laterChanged'])
  })

  test('个人密钥依法销毁之后，证明无从核验', async () => {
    const paper = await issue('2006')
    expect((await ask({ code: paper.code, lastFour: LAST_FOUR })).state).toBe('true')
    destroyed.add('2006')
    expect(await ask({ code: paper.code, lastFour: LAST_FOUR })).toEqual({ state: 'unknown' })
  })
})

describe('核验不泄露', () => {
  test('猜两千次，无一命中，所答尽同', async () => {
    const real = await issue()
    const before = lines.length
    const bodies = new Set<string>()
    for (let i = 0; i < 2_000; i++) {
      const code = i % 4 === 0 ? real.code : drawCheckCode(random)
      const lastFour = String(i % 10_000).padStart(4, '0')
      bodies.add(JSON.stringify(await ask({ code, lastFour })))
    }
    expect([...bodies]).toEqual(['{"state":"unknown"}'])
    expect(lines.length - before).toBe(2_000)
    expect(lines.slice(before).every((line) => line.personId === undefined)).toBe(true)
    expect((await ask({ code: real.code, lastFour: LAST_FOUR })).state).toBe('true')
  })

  test('末四位错、流水号错、码不存在、码不成形：同一答复，同样的步骤', async () => {
    const [real, other] = [await issue(), await issue()]
    const watch = async (request: CheckRequest): Promise<{ answer: CheckAnswer; steps: string[] }> => {
      const steps: string[] = []
      const database = watched(db.app, steps)
      return { answer: await ask(request, { database }), steps }
    }
    const right = await watch({ code: real.code, lastFour: LAST_FOUR })
    const wrong = await Promise.all([
      watch({ code: real.code, lastFour: '0000' }),
      watch({ code: real.code, serial: other.serial, lastFour: LAST_FOUR }),
      watch({ code: drawCheckCode(random), lastFour: LAST_FOUR }),
      watch({ code: 'not a code', lastFour: LAST_FOUR }),
      watch({ qr: '7ZZZZZZZZZZZZZZZZZZZZZZZZZ', lastFour: LAST_FOUR }),
      watch({ lastFour: LAST_FOUR }),
    ])
    for (const one of wrong) expect(one).toEqual(wrong[0])
    expect(wrong[0]!.answer).toEqual({ state: 'unknown' })
    expect(right.steps.length).toBeGreaterThan(wrong[0]!.steps.length)
  })

  test('每码每小时错五次即止，对的也不再答；一小时后复原；对的不占次数', async () => {
    const { code } = await issue()
    const limits = { limits: () => ({ perCode: 5, perAddress: 1_000_000, fileMegabytes: 5 }) }
    const right = () => ask({ code, lastFour: LAST_FOUR }, limits)
    for (let i = 0; i < 12; i++) expect((await right()).state).toBe('true')
    await Promise.all(Array.from({ length: 5 }, () => ask({ code, lastFour: '0000' }, limits)))
    expect(await right()).toEqual({ state: 'unknown' })
    clock = { ...clock, now: (NOON + 3_600_000) as Instant }
    expect((await right()).state).toBe('true')
  })

  test('每地址每分钟十次即止，不累及他人', async () => {
    const { code } = await issue()
    const limits = { limits: () => ({ perCode: 5, perAddress: 10, fileMegabytes: 5 }) }
    for (let i = 0; i < 10; i++) await ask({ code: drawCheckCode(random), lastFour: '0000' }, limits, '198.51.100.7')
    expect(await ask({ code, lastFour: LAST_FOUR }, limits, '198.51.100.7')).toEqual({ state: 'unknown' })
    expect((await ask({ code, lastFour: LAST_FOUR }, limits, '198.51.100.8')).state).toBe('true')
    const swept = await db.app.transaction({}, (trx) => sweepAttempts(trx, (NOON + 90_000_000) as Instant))
    expect(swept).toBeGreaterThan(10)
  })

  test('匀速：不先于定时作答，出错亦然', async () => {
    const pace = pacedBy(80)
    for (const work of [async () => 'known', async () => Promise.reject(new Error('defect'))]) {
      const start = performance.now()
      await pace(work()).catch(() => undefined)
      expect(performance.now() - start).toBeGreaterThanOrEqual(78)
    }
  })
})

describe('POST /api/check', () => {
  let app: FastifyInstance
  beforeAll(async () => {
    app = fastify({ ajv: { customOptions: { removeAdditional: false, coerceTypes: false } } })
    await app.register(checkRoutes(checkDesk(), signingForTests().signer.chain[0]!))
  })
  afterAll(() => app.close())
  const post = (payload: object) => app.inject({ method: 'POST', url: '/api/check', payload })

  test('答复合乎约定，不缓存', async () => {
    const paper = await issue()
    const reply = await post({ code: paper.code, lastFour: LAST_FOUR })
    expect(reply.statusCode).toBe(200)
    expect(reply.headers['cache-control']).toBe('no-store')
    expect(reply.json()).toMatchObject({
      state: 'true',
      paper: { serial: paper.serial, agency: '示例市社会保险经办中心' },
    })
  })

  test('未知者一律同文同长', async () => {
    const paper = await issue()
    const replies = await Promise.all([
      post({ code: paper.code, lastFour: '0000' }),
      post({ code: 'XXXX', lastFour: LAST_FOUR }),
    ])
    expect(replies.map((reply) => [reply.statusCode, reply.body])).toEqual([
      [200, '{"state":"unknown"}'],
      [200, '{"state":"unknown"}'],
    ])
  })

  test.each([
    {},
    { lastFour: '' },
    { code: 1, lastFour: '1234' },
    { code: 'A'.repeat(41), lastFour: '1' },
    { lastFour: '1', more: 1 },
  ])('不合约定即 400：%j', async (payload) => {
    expect((await post(payload)).statusCode).toBe(400)
  })
})

/** A database whose every statement is written down, without its values. */
function watched(database: Database, steps: string[]): Database {
  return {
    ...database,
    transaction: (scope, work) =>
      database.transaction(scope, (trx) =>
        work({
          ...trx,
          rows: (text, values) => {
            steps.push(text)
            return trx.rows(text, values)
          },
        }),
      ),
  }
}
