import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { citizen, clerk } from '../../test/desk.js'
import { message, type TestExchange, type TestPartner, testExchange } from '../../test/exchange.js'
import { Refusal } from '../kernel/refusal.js'
import { generatePrivateKey } from '../log/sm2.js'

let db: TestDatabase
let exchange: TestExchange
let civil: TestPartner
beforeAll(async () => {
  db = await testDatabase()
  exchange = testExchange(db)
  civil = await exchange.partner('minzheng', 'civilAffairs', ['death'])
})
afterAll(() => db.close())

const DESK = { channel: 'desk', actor: clerk('900', 'frontDesk') } as const
const UNKNOWN = 'exchange.unknown-partner'
const WIRE = { channel: 'wire' as const, address: '10.0.0.8' }
const row = (n: number) => ({ identityNumber: citizen(n), fullName: '沈青', deathDay: '2026-02-03' })

async function codeOf(bytes: Buffer, arrival: typeof DESK | typeof WIRE = DESK): Promise<string> {
  try {
    await exchange.receiving.receive(bytes, arrival)
    return 'received'
  } catch (error) {
    if (error instanceof Refusal) return error.entry.code
    throw error
  }
}

const count = async (table: string) =>
  (await db.admin.transaction({}, (trx) => trx.rows<{ n: number }>(`select count(*)::int as n from ${table}`)))[0]!.n

article(['M14-5b', 'N107-5f'], '来文：签名、摘要、行数、批号、收文机构与项目，样样核对，不收的记下', () => {
  const bad: readonly (readonly [what: string, bytes: () => Buffer, code: string])[] = [
    ['空的', () => Buffer.from(''), 'exchange.unreadable'],
    ['不是来文', () => Buffer.from('姓名,号码\n甲,乙\n丙,丁\n'), 'exchange.unknown-partner'],
    ['乱字节', () => Buffer.concat([Buffer.from([0xff, 0xfe, 10, 10]), randomBytes(50)]), 'exchange.unreadable'],
    [
      '没有登记的对方',
      () => message({ ...civil, partner: 'nobody' }, 'death', 1, [row(1)]),
      'exchange.unknown-partner',
    ],
    [
      '别人的签名',
      () => message({ ...civil, key: generatePrivateKey(randomBytes) }, 'death', 1, [row(1)]),
      'exchange.wrong-signature',
    ],
    [
      '签后改了首行',
      () =>
        Buffer.from(
          message(civil, 'death', 1, [row(1)])
            .toString()
            .replace('"number":1', '"number":2'),
        ),
      'exchange.wrong-signature',
    ],
    [
      '签名行不是签名',
      () =>
        Buffer.from(
          message(civil, 'death', 1, [row(1)])
            .toString()
            .replace(/\n[^\n]+\n/, '\n-\n'),
        ),
      'exchange.wrong-signature',
    ],
    [
      '改了正文',
      () =>
        Buffer.from(
          message(civil, 'death', 1, [row(1)])
            .toString()
            .replace('2026-02-03', '2026-02-04'),
        ),
      'exchange.wrong-digest',
    ],
    ['写给别的机构', () => message(civil, 'death', 1, [row(1)], { receiver: '110000' }), 'exchange.wrong-receiver'],
    ['别的协议', () => message(civil, 'death', 1, [row(1)], { agreement: 'X-9' }), 'exchange.wrong-agreement'],
    ['协议不含的事项', () => message(civil, 'birth', 1, []), 'exchange.matter-not-agreed'],
    ['没有的事项', () => message(civil, 'death', 1, [row(1)], { matter: '__proto__' }), 'exchange.matter-not-agreed'],
    [
      '首行列了协议外的项目',
      () => message(civil, 'death', 1, [row(1)], { items: ['fullName', 'religion'] }),
      'exchange.items-not-agreed',
    ],
    [
      '某行带了协议外的项目',
      () => message(civil, 'death', 1, [{ ...row(1), religion: 'x' }]),
      'exchange.items-not-agreed',
    ],
    ['行数不符', () => message(civil, 'death', 1, [row(1)], { rows: 2 }), 'exchange.wrong-row-count'],
    ['合计不符', () => message(civil, 'death', 1, [row(1)], { total: 5 }), 'exchange.wrong-total'],
    ['期间颠倒', () => message(civil, 'death', 1, [row(1)], { from: '2026-03-01' }), 'exchange.unreadable'],
    ['多出的字段', () => message(civil, 'death', 1, [row(1)], { extra: 1 }), 'exchange.unreadable'],
    ['批号不是整数', () => message(civil, 'death', 1, [row(1)], { number: 1.5 }), 'exchange.unreadable'],
    ['批号过大', () => message(civil, 'death', 3_000_000_000, [row(1)]), 'exchange.unreadable'],
    ['缺了前一批', () => message(civil, 'death', 2, [row(1)]), 'exchange.gap'],
    ...['\u0000', '\ud800', `${'x'.repeat(59)}😀`].flatMap((odd): (typeof bad)[number][] => [
      [`对方代码里有${JSON.stringify(odd)}`, () => message({ ...civil, partner: odd }, 'death', 1, []), UNKNOWN],
    ]),
    ...['\u0000', '\ud800'].flatMap((odd): (typeof bad)[number][] => [
      ['存不下的协议号', () => message(civil, 'death', 1, [], { agreement: odd }), 'exchange.unreadable'],
      ['存不下的事项', () => message(civil, 'death', 1, [], { matter: odd }), 'exchange.unreadable'],
      ['存不下的项目', () => message(civil, 'death', 1, [], { items: [odd] }), 'exchange.items-not-agreed'],
      ['某行有存不下的项目', () => message(civil, 'death', 1, [{ [odd]: 1 }]), 'exchange.items-not-agreed'],
    ]),
  ]

  test.each(bad)('不收：%s', async (_what, bytes, code) => {
    const before = await count('desk.exchange_rejection')
    expect(await codeOf(bytes())).toBe(code)
    expect(await count('desk.exchange_rejection')).toBe(before + 1)
    expect(await count('desk.exchange_batch')).toBe(0)
  })

  test('收下，记下；同批再来，只收一次；下一批接着', async () => {
    const first = message(civil, 'death', 1, [row(1)])
    expect(await codeOf(first)).toBe('received')
    expect(await codeOf(first)).toBe('exchange.replayed')
    expect(await codeOf(message(civil, 'death', 1, [row(2)]))).toBe('exchange.replayed')
    expect(await codeOf(message(civil, 'death', 2, []))).toBe('received')
    expect(await count('desk.exchange_batch')).toBe(2)
  })

  test('行里有存不下的字：不接受的逐行列出，一行也不漏', async () => {
    const odd = ['fullName', 'identityNumber', 'deathDay', 'certificate'].flatMap((item) =>
      ['\u0000', '\ud800', '\u202e', '＝1+1', '1.10101E+17', 20260203, null, ['x'], { a: 1 }].map((value) => ({
        ...row(1),
        [item]: value,
      })),
    )
    const batchId = await exchange.take(message(civil, 'death', 3, [...odd, row(4)]))
    const [done] = await db.admin.transaction({}, (trx) =>
      trx.rows<{ rows_in: number; matched: number; differing: number; refused: number }>(
        'select rows_in, matched, differing, refused from desk.exchange_batch where batch_id = $1',
        [batchId],
      ),
    )
    expect(done!.matched + done!.differing + done!.refused).toBe(odd.length + 1)
    expect(done!.refused).toBeGreaterThan(20)
  })

  test('传到半路断了：不收，记下，什么也不留', async () => {
    const whole = message(civil, 'death', 9, [row(1), row(2)])
    for (const at of [0, 40, whole.length - 20]) {
      const broken = async function* () {
        yield whole.subarray(0, at)
        throw new Error('aborted')
      }
      const before = [await count('desk.exchange_rejection'), await count('archive.document')]
      const code = await exchange.receiving.receive(broken(), WIRE).then(
        () => 'received',
        (error) => error.entry?.code ?? String(error),
      )
      expect([at, code]).toEqual([at, at > 100 ? 'exchange.gap' : 'exchange.unreadable'])
      expect([await count('desk.exchange_rejection'), await count('archive.document')]).toEqual([
        ...[before[0]! + 1, before[1]],
      ])
    }
    const next = message(civil, 'death', 4, [row(1), row(2)])
    const cut = async function* () {
      yield next.subarray(0, next.length - 20)
      throw new Error('aborted')
    }
    await expect(exchange.receiving.receive(cut(), WIRE)).rejects.toMatchObject({
      entry: { code: 'exchange.unreadable' },
    })
  })

  test('不收的来文，正文不留', async () => {
    const secret = message(civil, 'death', 9, [{ ...row(7), fullName: '不该留下' }])
    expect(await codeOf(secret)).toBe('exchange.gap')
    const rows = await db.admin.transaction({}, (trx) =>
      trx.rows<{ text: string }>(`select r::text as text from desk.exchange_rejection r`),
    )
    expect(rows.map(({ text }) => text).join()).not.toContain('不该留下')
  })
})

article('M14-6b', '对方直接送来：凭签名，不凭会话；错签要等', () => {
  test('错签几次之后须等，别处的来路不受影响', async () => {
    const forged = () => message({ ...civil, key: generatePrivateKey(randomBytes) }, 'death', 4, [])
    const codes: string[] = []
    for (let n = 0; n < 7; n++) codes.push(await codeOf(forged(), WIRE))
    expect(codes.at(0)).toBe('exchange.wrong-signature')
    expect(codes.at(-1)).toBe('exchange.wait')
    expect(await codeOf(message(civil, 'death', 4, []), { ...WIRE, address: '10.0.0.9' })).toBe('received')
  })
})
