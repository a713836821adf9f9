import { afterAll, beforeAll, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { citizen, FRONT_DESK, type TestDesk, testDesk } from '../../test/desk.js'
import { filed, levied, paymentOf } from '../../test/levy-desk.js'
import { fen } from '../kernel/money.js'
import { waitInLine } from '../ledger/lookup-store.js'
import { LEVY_LINE } from './turns.js'

const CODE = '91110108QYT0000144'

let db: TestDatabase
let desk: TestDesk
let employer: string

beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db)
  employer = await desk.employer(CODE)
  await desk.persons([[citizen(0), '测试甲']], CODE)
})
afterAll(() => db.close())

const filing = async () => (await filed(desk, employer, [[citizen(0), '测试甲', '8000']])).id

/** 一笔到账，agreed by all but not posted: the last step is taken by `pass`, beside whoever else posts. */
async function levy(batch: string): Promise<string> {
  const whose = { creditCode: CODE, identityNumber: citizen(0), fullName: '测试甲', levyVoucher: `3999990000${batch}` }
  const amounts = { employerAmount: fen(128_000), personAmount: fen(64_000) }
  return (await levied(desk, batch, [paymentOf({ ...whose, ...amounts, insurance: '110' })])).id
}

const isOver = async (doing: Promise<unknown>, ms: number) =>
  Promise.race([doing.then(() => true), new Promise<boolean>((done) => setTimeout(() => done(false), ms))])

article('M14-5d', '到账与应缴：两处记账，征收结果仍依先后，同一笔应缴不会被结清两次', () => {
  test('另一进程正在记征收结果：这一处等着；对照：申报不等', async () => {
    const one = await levy('991')
    let [release, held]: [() => void, Promise<unknown>] = [() => undefined, Promise.resolve()]
    const taken = new Promise<void>((has) => {
      held = db.app.transaction({}, async (trx) => {
        await waitInLine(trx, [LEVY_LINE])
        has()
        await new Promise<void>((done) => {
          release = done
        })
      })
    })
    await taken
    const declared = await filing()
    await desk.passAll({ id: declared, revision: 1 })
    expect((await desk.cases.show(FRONT_DESK, declared)).state).toBe('posted')
    const passing = desk.passAll({ id: one, revision: 1 })
    expect(await isOver(passing, 1500)).toBe(false)
    release()
    await held
    expect((await passing).state).toBe('posted')
  })
})
