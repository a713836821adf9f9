import { afterAll, beforeAll, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { AGENCY, citizen, clerk, FRONT_DESK, REVIEWERS, type TestDesk, testDesk } from '../../test/desk.js'
import { FactEntryService } from '../collection/fact-entry-service.js'
import type { Instant } from '../kernel/day.js'
import type { Refusal } from '../kernel/refusal.js'
import { StampQueueService } from './stamp-queue-service.js'
import { StampService } from './stamp-service.js'
import { insertUse, stampFigures } from './stamp-store.js'

const CODE = '91110108QYT0000144'
const WHO = { identityNumber: citizen(1), fullName: '测试甲' }
const KEEPER = clerk('941', 'stampKeeper')
const REASON = '档案中没有此工种的记载'

let db: TestDatabase
let desk: TestDesk
let stamps: StampService
let serial = 0

beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db)
  stamps = new StampService(desk.ports)
  await desk.employer(CODE)
  await desk.persons([[WHO.identityNumber, WHO.fullName]], CODE)
})
afterAll(() => db.close())

const codeOf = (doing: Promise<unknown>): Promise<string | undefined> =>
  doing.then(
    () => undefined,
    (thrown: Refusal) => thrown.entry.code,
  )
const filed = () =>
  new FactEntryService(desk.ports).enter(FRONT_DESK, 'specialWork', {
    items: [
      { ...WHO, workKind: 'heavy', fromMonth: '1990-01', throughMonth: '1999-12', document: `证明 ${++serial} 号` },
    ],
    ground: '经办人核对档案原件',
  })
async function refused() {
  const { id, revision } = await filed()
  await desk.reviews.return(REVIEWERS.initialReview, id, { stage: 'initialReview', revision, reason: REASON })
  return id
}

article('BD-19', '用印：一件办结的业务用印一次，逐次登记；保管人不是办理人', () => {
  test('没有启用印章，不能用印', async () => {
    expect(await codeOf(stamps.use(KEEPER, { submission: await refused() }))).toBe('stamp.none')
    expect((await stamps.setUp(KEEPER, { name: '示例市社会保险业务专用章' })).stamp?.name).toContain('专用章')
  })

  test('未办结的不能用印；办结的用印一次，第二次不予办理', async () => {
    const open = await filed()
    expect(await codeOf(stamps.use(KEEPER, { submission: open.id }))).toBe('stamp.not-finished')
    const id = await refused()
    const waits = (await new StampQueueService(desk.ports).page(KEEPER, {})).items
    expect(waits.find(({ submission }) => submission === id)).toMatchObject({ state: 'returned', hasLetter: true })
    expect(waits.some(({ submission }) => submission === open.id)).toBe(false)
    const register = await stamps.use(KEEPER, { submission: id })
    expect(register.uses[0]).toMatchObject({ caseKind: 'submission', caseId: id, paper: 'specialWork' })
    expect(await codeOf(stamps.use(KEEPER, { submission: id }))).toBe('stamp.used-already')
  })

  test('两次同时用印，只登记一次', async () => {
    const id = await refused()
    const codes = await Promise.all([1, 2].map(() => codeOf(stamps.use(KEEPER, { submission: id }))))
    expect(codes.sort()).toEqual(['stamp.used-already', undefined])
  })

  test('办理过此件的人、不保管印章的人，不能用印', async () => {
    const id = await refused()
    const maker = { ...KEEPER, personId: REVIEWERS.initialReview.personId }
    expect(await codeOf(stamps.use(maker, { submission: id }))).toBe('stamp.keeper-is-maker')
    expect(await codeOf(stamps.use(clerk('942', 'stampKeeper'), { submission: id }))).toBe('stamp.none')
  })

  test('告知书：写明理由与救济途径；用印之后有印章；未办结的没有告知书', async () => {
    const id = await refused()
    const { letter, persons } = await stamps.letter(FRONT_DESK, id)
    expect(letter).toMatchObject({ reason: REASON, verdict: { zh: '不予办理' }, persons: [{ fullName: WHO.fullName }] })
    expect([letter.stamp, persons.length]).toEqual([undefined, 1])
    expect(letter.remedy.zh).toContain('行政复议')
    await stamps.use(KEEPER, { submission: id })
    expect((await stamps.letter(FRONT_DESK, id)).letter.stamp?.name).toContain('专用章')
    expect(await codeOf(stamps.letter(FRONT_DESK, (await filed()).id))).toBe('stamp.not-finished')
  })

  test('证明的用印随出具登记；保管人自己的证明不盖章；同一流水号不登记两次', async () => {
    const use = (caseId: string, maker: string) =>
      desk.ports.app.transaction({}, (trx) =>
        insertUse(trx, {
          ...{ useId: desk.ports.ids.uuid(), agency: AGENCY, caseKind: 'paper' as const, caseId, paper: 'statement' },
          ...{ maker, digest: Buffer.from('甲'), at: Date.now() as Instant },
        }),
      )
    expect([await use('A-1', '77'), await use('A-1', '77'), await use('A-2', KEEPER.personId)]).toEqual([
      true,
      false,
      true,
    ])
    const [figures] = await desk.ports.app.transaction({}, (trx) => stampFigures(trx, [AGENCY], '2020-01-01'))
    expect(figures).toMatchObject({ unstamped: 1 })
    expect(figures!.uses).toBeGreaterThan(3)
  })

  test('用印登记改不了', async () => {
    for (const sql of ['update desk.stamp_use set maker = 1', 'delete from desk.stamp_use'])
      await expect(desk.ports.app.transaction({}, (trx) => trx.rows(sql))).rejects.toThrow(/permission denied/)
  })
})
