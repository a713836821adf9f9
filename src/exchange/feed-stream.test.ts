import { createHash, randomBytes } from 'node:crypto'
import v8 from 'node:v8'
import vm from 'node:vm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { AGENCY, clerk } from '../../test/desk.js'
import { AGREEMENT, type TestExchange, type TestPartner, testExchange } from '../../test/exchange.js'
import { refusalCode } from '../../test/refusal-code.js'
import { slicesOf } from '../archive/byte-source.js'
import { encodeBase64 } from '../log/base64.js'
import { publicKeyOf, signSm2 } from '../log/sm2.js'
import { FORM } from './envelope.js'
import { bodyRows, LineCutter } from './feed-lines.js'
import { itemsOf } from './message.js'
import { ReceiveService } from './receive-service.js'

const LINES = 200_000
const CHUNK = 64 * 1024
/** 手里至多几段：what is being cut, sealed and written, and a few that the engine has not let go of yet. */
const FEW = 40

let db: TestDatabase
let exchange: TestExchange
let civil: TestPartner
let receiving: ReceiveService
beforeAll(async () => {
  db = await testDatabase()
  exchange = testExchange(db)
  civil = await exchange.partner('minzheng', 'civilAffairs', ['death'])
  const { setting } = exchange.ports.collection
  const wide = (id: never, variant?: never) =>
    id === ('system.exchange-most-rows' as never) ? 1_000_000 : setting(id, variant)
  const collection = { ...exchange.ports.collection, setting: wide as typeof setting }
  receiving = new ReceiveService({ ...exchange.ports, collection })
})
afterAll(() => db.close())

v8.setFlagsFromString('--expose-gc')
const gc = vm.runInNewContext('gc') as () => void

/** 数一数还活着的：how many of these pieces of memory something still holds. */
class Alive {
  most = 0
  all = 0
  private readonly refs = new Set<WeakRef<object>>()
  private readonly known = new WeakSet<object>()

  seen(bytes: Uint8Array): void {
    // Several reads may be views of one piece of memory: it counts once.
    if (!this.known.has(bytes.buffer)) this.refs.add(new WeakRef(bytes.buffer))
    this.known.add(bytes.buffer)
    if (++this.all % 40 === 0) this.count()
  }

  count(): void {
    gc()
    for (const ref of this.refs) if (ref.deref() === undefined) this.refs.delete(ref)
    this.most = Math.max(this.most, this.refs.size)
  }
}

const line = (n: number) =>
  `{"identityNumber":"11010119600101${String(n % 10_000).padStart(4, '0')}","fullName":"沈青","deathDay":"2026-02-03"}\n`

/** 正文，一段一段：made as it is asked for, never whole. */
function* body(lines: number): Generator<Buffer> {
  let text = ''
  for (let n = 0; n < lines; n++) {
    text += line(n)
    if (text.length < CHUNK) continue
    yield Buffer.from(text)
    text = ''
  }
  if (text !== '') yield Buffer.from(text)
}

function headOf(lines: number, number: number, change: object = {}): Buffer {
  const hash = createHash('sm3')
  for (const piece of body(lines)) hash.update(piece)
  const head = JSON.stringify({
    ...{ form: FORM, sender: civil.partner, receiver: AGENCY, agreement: AGREEMENT, basis: '社会保险经办条例第八条' },
    ...{ matter: 'death', number, from: '2026-02-01', through: '2026-02-28', items: itemsOf('death'), rows: lines },
    ...{ total: 0, digest: hash.digest('hex'), ...change },
  })
  const signature = signSm2(civil.key, publicKeyOf(civil.key), Buffer.from(head), randomBytes)
  return Buffer.from(`${head}\n${encodeBase64(signature)}\n`)
}

async function* feed(head: Buffer, lines: number, alive = new Alive()): AsyncGenerator<Buffer> {
  yield head
  for (const piece of body(lines)) {
    alive.seen(piece)
    yield piece
    // As on the wire: the next piece comes later.
    await new Promise((next) => setImmediate(next))
  }
}

const DESK = { channel: 'desk', actor: clerk('900', 'frontDesk') } as const
const papers = async () =>
  (
    await db.admin.transaction({}, (trx) => trx.rows<{ n: number }>('select count(*)::int as n from archive.document'))
  )[0]!.n

article(['M14-5b', 'N107-5f'], '来文边收边核对，不整件留在内存', () => {
  test('二十万行：收下、核对、存下，手里始终只有几段；逐行读出也是', async () => {
    const alive = new Alive()
    const batch = await receiving.receive(feed(headOf(LINES, 1), LINES, alive), DESK)
    expect(batch.rowsIn).toBe(LINES)
    expect(alive.all).toBeGreaterThan(200)
    expect(alive.most).toBeLessThan(FEW)

    const read = new Alive()
    const { app, largePapers } = exchange.desk.ports
    const { digest } = await app.transaction({}, (trx) => largePapers.getDocument(trx, batch.documentId))
    let last = 0
    await largePapers.use(digest, async (source) => {
      const watched = async function* () {
        for await (const slice of slicesOf(source, 0, CHUNK)) {
          read.seen(slice)
          yield slice
          await new Promise((next) => setImmediate(next))
        }
      }
      for await (const row of bodyRows(watched())) {
        if (row.line !== ++last) throw new Error(`line ${row.line} comes after ${last - 1}`)
        if (row.object === undefined) throw new Error(`line ${row.line} was cut wrong`)
      }
    })
    expect(last).toBe(LINES)
    expect(read.most).toBeLessThan(FEW)
  }, 120_000)

  test('对照：整件留着的，数得出来', async () => {
    const alive = new Alive()
    const held: Buffer[] = []
    for await (const piece of feed(Buffer.alloc(0), LINES, alive)) held.push(piece)
    alive.count()
    expect(held.length).toBe(alive.all + 1)
    expect(alive.most).toBe(alive.all)
  }, 60_000)

  test('末尾才见的差错：摘要、行数不符，整批不收，什么也不列', async () => {
    const before = await papers()
    const few = 3000
    const cut = feed(headOf(few, 2), few - 1)
    expect(await refusalCode(receiving.receive(cut, DESK))).toBe('exchange.wrong-digest')
    const more = feed(headOf(few, 2, { rows: few + 1 }), few)
    expect(await refusalCode(receiving.receive(more, DESK))).toBe('exchange.wrong-row-count')
    expect(await papers()).toBe(before)
  })

  test('签名不对、批号已收的：正文一段也不取', async () => {
    const few = 20_000
    let taken = 0
    const counted = async function* (head: Buffer) {
      for await (const piece of feed(head, few)) {
        taken++
        yield piece
      }
    }
    const forged = Buffer.from(headOf(few, 2).toString().replace('"number":2', '"number":3'))
    expect(await refusalCode(receiving.receive(counted(forged), DESK))).toBe('exchange.wrong-signature')
    expect(await refusalCode(receiving.receive(counted(headOf(few, 1)), DESK))).toBe('exchange.replayed')
    expect(taken).toBe(2)
  })
})

test('逐行切开：不论怎样分段，结果都一样；过长的一行不占内存，只算一行', () => {
  const long = `{"a":"${'x'.repeat(70_000)}"}`
  const bytes = Buffer.from(`{"a":1}\n\n不是\n${long}\n{"a":"末"}`)
  const rows = (size: number) => {
    const cutter = new LineCutter()
    const found: unknown[] = []
    for (let at = 0; at < bytes.length; at += size) found.push(...cutter.take(bytes.subarray(at, at + size)))
    return [...found, ...cutter.end()]
  }
  const whole = rows(bytes.length)
  expect(whole).toEqual([
    { line: 1, object: { a: 1 } },
    { line: 2, object: undefined },
    { line: 3, object: undefined },
    { line: 4, object: undefined },
    { line: 5, object: { a: '末' } },
  ])
  for (const size of [1, 2, 3, 7, 4096]) expect(rows(size)).toEqual(whole)
})
