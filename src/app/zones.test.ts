import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { testLineSealer } from '../../test/access.js'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import type { Instant } from '../kernel/day.js'
import { buildListener } from './listener.js'
import { zoneBook } from './zone-book.js'

let db: TestDatabase
const [alarms, told] = [[] as string[], [] as string[]]
let now = Date.UTC(2026, 2, 2, 1)

beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())
beforeEach(() => {
  alarms.length = 0
  told.length = 0
})

async function asked(name: 'public' | 'staff', zones: readonly string[], from: string, https = true) {
  const page = name === 'staff' ? ('desk.html' as const) : ('public.html' as const)
  const plan = { name, page, webFolder: '/nowhere', https, zones, alarm: (says: string) => void alarms.push(says) }
  const app = await buildListener({ ...plan, outside: (address) => void told.push(address) }, async (on) => {
    on.get('/api/some', async () => ({ amount: 1 }))
    on.post('/api/some', async () => ({ amount: 2 }))
  })
  const answers = []
  for (const method of ['GET', 'POST'] as const)
    answers.push(await app.inject({ method, url: '/api/some', remoteAddress: from }))
  await app.close()
  return answers
}

article(['M14-8b', 'M14-6b', 'WH-6(3)'], '工作端口只在业务专网的网段内应答；别处来的一律拒绝并记下', () => {
  test.each([
    ['网段之外', ['10.20.0.0/16'], '10.21.0.9'],
    ['写作 IPv4 映射的，一样认得', ['10.20.0.0/16'], '::ffff:10.21.0.9'],
    ['IPv6 网段之外', ['fd00:1::/32'], 'fd00:2::9'],
    ['没有设网段的，只有本机', [], '10.20.0.9'],
  ])('%s：不论看还是改，都不应答', async (_says, zones, from) => {
    for (const answer of await asked('staff', zones, from)) {
      expect([answer.statusCode, answer.json().code]).toEqual([403, 'zone.outside'])
      expect(answer.body).not.toContain('amount')
    }
    const plain = from.replace('::ffff:', '')
    expect(told).toEqual([plain, plain])
    expect(alarms.every((says) => says.includes(plain))).toBe(true)
  })

  test.each([
    ['网段之内', 'staff', ['10.20.0.0/16'], '10.20.0.9'],
    ['IPv6 网段之内', 'staff', ['fd00:1::/32'], 'fd00:1::9'],
    ['没有设网段的，本机', 'staff', [], '127.0.0.1'],
    ['公众端口另在一处，不限网段', 'public', [], '198.51.100.7'],
  ] as const)('对照：%s，照常应答', async (_says, name, zones, from) => {
    for (const answer of await asked(name, zones, from)) expect(answer.statusCode).toBe(200)
    expect([told, alarms]).toEqual([[], []])
  })

  test('拒绝的，查阅之书里有一行：何时、自何处来；同一地址一分钟一行，另一地址另有一行', async () => {
    const clock = { now: () => now as Instant }
    const settings = { clock } as never
    const note = zoneBook({ app: db.app, sealer: testLineSealer, settings, alarm: (says) => void alarms.push(says) })
    for (const address of ['10.21.0.9', '10.21.0.9', 'fd00:2::9']) await note(address)
    now += 61_000
    await note('10.21.0.9')
    const lines = await db.admin.transaction({}, (trx) =>
      trx.rows(`select matter, outcome, articles from access.event where action = 'zone.enter' order by at, matter`),
    )
    const line = (matter: string) => ({ matter, outcome: 'refused', articles: 'M14-8b' })
    expect(lines).toEqual([line('10.21.0.9'), line('fd00:2::9'), line('10.21.0.9')])
    expect(alarms).toEqual([])
  })
})

article(['M14-6b', 'WH-6(3)'], '互联网采集走加密的传输', () => {
  test('一年之内只以 HTTPS 往来；对照：示例在本机上不作此要求', async () => {
    const header = async (https: boolean) =>
      (await asked('public', [], '198.51.100.7', https))[0]!.headers['strict-transport-security']
    expect(await header(true)).toBe('max-age=31536000; includeSubDomains')
    expect(await header(false)).toBeUndefined()
  })
})
