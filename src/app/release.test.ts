import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import {
  ADMIN,
  APPROVER,
  CITY,
  FLOOR,
  MAINTAINER,
  REVIEWER,
  type TestParameters,
  testParameters,
} from '../../test/parameters.js'
import { ReleaseService } from '../collection/parameter-release-service.js'
import type { Day } from '../kernel/day.js'
import { parsePeriod } from '../kernel/period.js'
import type { PostedText } from '../ledger/policy-store.js'
import { printMigrated } from './migrate-house.js'
import { isParameter, postRelease, shippedTexts } from './release.js'
import { rulesInForce } from './rules-in-force.js'

const FILE = 'demo-city/pension.yaml'
let db: TestDatabase
let on: TestParameters
let shipped: PostedText[]
let release: ReleaseService

beforeAll(async () => {
  db = await testDatabase()
  on = await testParameters(db)
  shipped = await shippedTexts(join(import.meta.dirname, '..', '..'))
  release = new ReleaseService(on.ports)
}, 60_000)
afterAll(() => db.close())

const edited = (from: string | RegExp, to: string, path = FILE) =>
  shipped.map((text) => (text.path === path ? { ...text, text: text.text.replace(from, to) } : text))
const post = async (texts: readonly PostedText[]) => {
  const posted = await postRelease(db.app, on.desk.ledger.posting, texts, '2026-03-16' as Day, CITY)
  await on.rules.reload()
  return posted
}
const propose = (texts: readonly PostedText[]) => release.propose(texts.filter(isParameter), CITY)
const floor = () => on.rules.book.area(CITY).fen('pension.base-floor', parsePeriod('2025-08')).value
const newest = async () => (await on.parameters.list([CITY])).items[0]!
const apply = async (id: string) => {
  await on.reviews.pass(REVIEWER, id, { stage: 'review', revision: 1 })
  await on.tryOut(id)
  await on.reviews.pass(APPROVER, id, { stage: 'approval', revision: 1 })
  return on.applying.apply(ADMIN, id, { revision: 1 })
}
const code = (doing: Promise<unknown>) =>
  doing.then(
    () => 'done',
    (error) => error.entry?.code ?? String(error),
  )

article(['WH-9(1)b', 'WH-2(3)'], '随版本发布的参数只提出，不自行施行', () => {
  test('只改注释与名称：不提出', async () => {
    const reworded = edited(/^# .*\n/, '# 另一种说法。\n').map((text) =>
      text.path === FILE ? { ...text, text: text.text.replace('养老保险缴费基数下限', '养老缴费基数下限') } : text,
    )
    expect(await propose(reworded)).toMatchObject({ paths: [] })
    expect(reworded).not.toEqual(shipped) // control
  })

  test('没有改动：不记账，不提出', async () => {
    expect([await post(shipped), await propose(shipped)]).toEqual([0, { paths: [], waiting: 0 }])
  })

  test('改了的参数成为一件提议，照旧用施行中的；再装一次不再提出；启动不拒绝', async () => {
    const next = edited('value: "5640"', 'value: "5650"')
    expect(await post(next)).toBe(0)
    expect(await propose(next)).toEqual({ paths: [FILE], waiting: 1 })
    expect(await propose(next)).toEqual({ paths: [], waiting: 1 })
    expect(floor()).toBe(564_000)
    await rulesInForce(db.app, next)
    const { id } = await newest()
    const told = await on.parameters.show(MAINTAINER, id)
    expect(told).toMatchObject({ fromRelease: true, state: 'review', files: [FILE], abilities: ['whatIf'] })
    expect(told.differences).toEqual([
      expect.objectContaining({ since: '2025-07', before: expect.objectContaining({ value: '5640' }) }),
    ])
    expect(
      printMigrated({ posted: 0, proposed: [FILE], waiting: 1, routed: 0, standard: 0, recorded: false }),
    ).toContain(`${FILE}。\n`.slice(0, -1))
    expect((await apply(id)).state).toBe('posted')
    expect(floor()).toBe(565_000)
  })

  test('访问规则不同，仍拒绝启动；先记账再启动', async () => {
    const next = edited('// ', '// 注：', 'access/system.cedar')
    expect(await code(rulesInForce(db.app, next))).toBe('start.policy-differs')
    expect(await post(next)).toBe(1)
    expect(await code(rulesInForce(db.app, next))).toBe('done')
    await post(shipped)
  })

  test('本地改过的，同一版本再装不管；退回的也不再提', async () => {
    const [first] = FLOOR.changes
    const { id } = await on.parameters.propose(MAINTAINER, { ...FLOOR, changes: [{ ...first!, value: '5660' }] })
    await apply(id)
    const same = edited('value: "5640"', 'value: "5650"')
    expect(await propose(same)).toEqual({ paths: [], waiting: 0 })
    const next = edited('value: "5640"', 'value: "5670"')
    expect((await propose(next)).paths).toEqual([FILE])
    await on.reviews.return(REVIEWER, (await newest()).id, { stage: 'review', revision: 1, reason: '本地已另行更正' })
    expect(await propose(next)).toEqual({ paths: [], waiting: 0 })
    expect(floor()).toBe(566_000)
  })

  test('从来没有的参数随版本施行；文件里别的改动仍只提出', async () => {
    const fresh =
      'pension.trial-parameter:\n  what: 试\n  term: baseFloor\n  unit: yuan\n  versions:\n    - { since: 2025-01, value: "1", basis: 试 }\n'
    const next = edited(/$/, fresh).map((text) =>
      text.path === FILE ? { ...text, text: text.text.replace('value: "5640"', 'value: "5680"') } : text,
    )
    expect(await post(next)).toBe(1)
    expect([floor(), on.rules.book.area(CITY).fen('pension.trial-parameter', parsePeriod('2025-08')).value]).toEqual([
      566_000, 100,
    ])
    expect((await propose(next)).paths).toEqual([FILE])
  })

  test('提出之后文件另有变更：整份替换会覆盖，不施行', async () => {
    const { id } = await newest()
    await on.reviews.pass(REVIEWER, id, { stage: 'review', revision: 1 })
    await on.tryOut(id)
    await on.reviews.pass(APPROVER, id, { stage: 'approval', revision: 1 })
    const [first] = FLOOR.changes
    const other = await on.parameters.propose(MAINTAINER, { ...FLOOR, changes: [{ ...first!, value: '5690' }] })
    await apply(other.id)
    expect((await on.parameters.show(ADMIN, id)).collides!.zh).toContain(FILE)
    expect(await code(on.applying.apply(ADMIN, id, { revision: 1 }))).toBe('parameter.file-collides')
    expect(floor()).toBe(569_000)
  })
})
