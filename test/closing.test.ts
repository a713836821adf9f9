import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { totpAt } from '../src/access/secrets.js'
import { closeYear } from '../src/app/cli-close.js'
import { compareGround } from '../src/app/cli-recompute.js'
import { verifyAll } from '../src/app/cli-verify.js'
import { DEMO_CITY } from '../src/app/demo/city.js'
import { CLOSINGS_PATH, type CloseRuns } from '../src/closing/contract.js'
import type { Instant } from '../src/kernel/day.js'
import { parsePeriod } from '../src/kernel/period.js'
import { article } from './article.js'
import { type ServedCity, serveCity } from './served.js'
import { Visitor } from './visitor.js'

/** 示例城办一次年度结息，由命令行提出、批准，服务器结完；then everything is recomputed and verified. */
const SIZE = { ...DEMO_CITY, employers: 3, lives: 12, through: parsePeriod('2020-03') }

let city: ServedCity
beforeAll(async () => {
  city = await serveCity(SIZE)
}, 180_000)
afterAll(() => city?.close())
afterEach(() => vi.unstubAllEnvs())

async function quanyi(login: string, ...args: string[]): Promise<{ code: number; says: string }> {
  const { password, totpSecret } = city.person(login)
  vi.stubEnv('QUANYI_LOGIN', login)
  vi.stubEnv('QUANYI_PASSWORD', password)
  vi.stubEnv('QUANYI_CODE', totpAt(totpSecret!, Date.now() as Instant))
  const said: string[] = []
  const log = vi.spyOn(console, 'log').mockImplementation((text: string) => void said.push(text))
  try {
    return { code: await closeYear([...args, '--url', city.staffUrl]), says: said.join('\n') }
  } finally {
    log.mockRestore()
  }
}

const compare = () => compareGround(city.house, undefined, () => undefined)

article(['M14-6d', 'M14-7c', 'M14-2(4)'], '年度结息：从命令行到账簿', () => {
  test('会计提出，会计主管批准，结完为止', async () => {
    expect(await quanyi('city-accounts', '2019')).toMatchObject({
      code: 0,
      says: expect.stringContaining('请另一人批准'),
    })
    const { code, says } = await quanyi('city-chief-accounts', '2019', '--approve')
    expect([code, says]).toEqual([0, expect.stringMatching(/^已完成：(\d+)\/\1 人，写入 [1-9]\d* 行$/)])
  })

  test('重算：无一处不符；核验：无一处发现', async () => {
    await city.served.sequencing.settle()
    const report = await compare()
    expect(report.closes).toBeGreaterThan(0)
    expect(report).toMatchObject({ differing: 0, differences: [], staleRows: 0 })
    expect((await verifyAll(city.house, () => undefined)).findings).toEqual([])
  })

  test('超级用户改了一行：重算指明，核验也指明', async () => {
    const change = (by: number) =>
      tamper(`update ledger.account_close set closing = closing + ${by} where (person_id, posting_id, ordinal) =
        (select person_id, posting_id, ordinal from ledger.account_close order by 1, 2, 3 limit 1)`)
    await change(1)
    expect((await compare()).differences).toMatchObject([{ table: 'ledger.account_close', column: 'closing' }])
    const { findings } = await verifyAll(city.house, () => undefined)
    expect(findings).toMatchObject([{ table: 'ledger.account_close', kind: 'changed' }])
    await change(-1)
    expect((await compare()).differing).toBe(0)
  })

  test('结息之后，参保人照常看到自己的记录', async () => {
    const citizen = new Visitor(city.publicUrl)
    await citizen.signIn(city.people.find(({ realm }) => realm === 'citizen')!)
    const { status } = await citizen.ask({ path: '/api/my/record' })
    expect(status).toBe(200)
  })

  test('稽核看得到笔数，看不到人', async () => {
    const auditor = new Visitor(city.staffUrl)
    await auditor.signIn(city.person('city-audit'))
    const { runs, mayPropose } = await auditor.get<CloseRuns>(CLOSINGS_PATH)
    expect(mayPropose).toBe(false)
    expect(runs).toMatchObject([{ year: 2019, state: 'done', abilities: [] }])
  })
})

async function tamper(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: city.house.adminUrl })
  await client.connect()
  try {
    await client.query(`set session_replication_role = replica`)
    await client.query(sql)
  } finally {
    await client.end()
  }
}
