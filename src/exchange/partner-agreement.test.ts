import { afterAll, beforeAll, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { clerk } from '../../test/desk.js'
import { AGREEMENT, message, type TestExchange, type TestPartner, testExchange } from '../../test/exchange.js'
import { BODY_KINDS } from '../access/body-kinds.js'
import type { Day } from '../kernel/day.js'
import { Refusal } from '../kernel/refusal.js'
import { requireAgreement } from './partner-agreement-store.js'
import { PARTNER_KINDS } from './words.js'

let db: TestDatabase
let exchange: TestExchange
let civil: TestPartner
beforeAll(async () => {
  db = await testDatabase()
  exchange = testExchange(db)
  civil = await exchange.partner('minzheng', 'civilAffairs', ['death'])
})
afterAll(() => db.close())

const ROW = { fullName: '测试甲', identityNumber: '110101197001019973', deathDay: '2026-02-03' }
const admin = (sql: string, values: unknown[] = []) => db.admin.transaction({}, (trx) => trx.rows(sql, values))
const codeOf = (doing: Promise<unknown>) =>
  doing.then(
    () => 'done',
    (thrown: unknown) => (thrown instanceof Refusal ? thrown.entry.code : String(thrown)),
  )
const send = (number: number, channel: 'desk' | 'wire' = 'desk') =>
  codeOf(
    exchange.receiving.receive(
      message(civil, 'death', number, [ROW]),
      channel === 'desk' ? { channel, actor: clerk('900', 'frontDesk') } : { channel, address: '198.51.100.7' },
    ),
  )
const lasting = (change: string) => admin(`update archive.agreement set ${change} where number = '${AGREEMENT}'`)
const view = async () => (await exchange.partners.list()).items.find(({ partner }) => partner === civil.partner)!

article(['BQ-15', 'WH-16', 'M14-23'], '没有在期的保密协议，交换接口不通', () => {
  test('有协议的收；到期、终止、未生效的整批不收，窗口与直送都一样，记入不收', async () => {
    expect(await send(1)).toBe('done') // control: with the agreement in force it is taken
    for (const change of [
      `through_day = '2026-03-01'`,
      `through_day = '2027-12-31', ended_at = now()`,
      `ended_at = null, from_day = '2027-12-30'`,
      `from_day = '2025-01-01', vendor = '示例市别的单位'`,
      `vendor = '示例市minzheng', agency = '999902'`,
    ]) {
      await lasting(change)
      expect([change, await send(2), await send(2, 'wire')]).toEqual([
        ...[change, 'exchange.no-agreement', 'exchange.no-agreement'],
      ])
    }
    const rejected = await db.app.transaction({}, (trx) =>
      trx.rows<{ channel: string }>(
        `select channel from desk.exchange_rejection where code = 'exchange.no-agreement' and partner = $1`,
        [civil.partner],
      ),
    )
    expect(rejected.map(({ channel }) => channel).sort()).toEqual([...Array(5).fill('desk'), ...Array(5).fill('wire')])
    expect(await view()).not.toHaveProperty('agreementThrough')
    await lasting(`agency = '999901'`)
    expect(await send(2)).toBe('done') // and once it stands again, the same message is taken
  })

  test('协议至何日写在对方名下；期限将到的标出', async () => {
    expect(await view()).toMatchObject({ agreementThrough: '2027-12-31', agreementEnding: false })
    await lasting(`through_day = '2026-03-20'`)
    expect(await view()).toMatchObject({ agreementThrough: '2026-03-20', agreementEnding: true })
    await exchange.agree('示例市minzheng', { throughDay: '2028-01-01' as Day })
    expect(await view()).toMatchObject({ agreementThrough: '2028-01-01', agreementEnding: false }) // the longest in force
  })

  test('区县的对方，市级的协议也算；别区的不算', async () => {
    const agencies = [{ code: '999900' }, ...['999901', '999902'].map((code) => ({ code, parent: '999900' }))]
    const asked = { agencies, today: '2026-03-02' as Day }
    const named = { partner: 'yiyuan', name: '示例市第一医院', agency: '999901', agreement: AGREEMENT }
    const require = () => codeOf(db.app.transaction({}, (trx) => requireAgreement(trx, named, asked)))
    await exchange.agree(named.name, { agency: '999902', kind: 'designatedHospital' })
    expect(await require()).toBe('exchange.no-agreement')
    await exchange.agree(named.name, { agency: '999900', kind: 'designatedHospital' })
    expect(await require()).toBe('done')
  })
})

article('BQ-15', '对方与协议的种类含办法所列六类服务机构', () => {
  test.each([
    ['payingBank', '银行'],
    ['designatedHospital', '医疗机构'],
    ['designatedPharmacy', '药店'],
    ['injuryRehabilitation', '工伤康复'],
    ['assistiveDevice', '辅助器具'],
    ['systemDeveloper', '系统开发商'],
  ] as const)('%s', async (kind, word) => {
    expect(PARTNER_KINDS[kind].zh).toContain(word)
    expect(BODY_KINDS[kind].zh).toContain(word)
    const partner = `fuwu-${kind.toLowerCase()}`
    await exchange.partner(partner, kind, ['service'])
    const { items } = await exchange.partners.list()
    expect(items.find((one) => one.partner === partner)).toMatchObject({ kind, state: 'inForce' })
  })
})
