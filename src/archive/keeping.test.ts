import { Value } from '@sinclair/typebox/value'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keeper, type TestArchive, testArchive } from '../../test/archive.js'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { testDesk } from '../../test/desk.js'
import { png } from '../../test/paper-samples.js'
import { codeOf } from '../../test/work-desk.js'
import type { Day } from '../kernel/day.js'
import { KeepingRequest } from './keeping-contract.js'
import { KeepingService } from './keeping-service.js'

let db: TestDatabase
let archive: TestArchive
let register: KeepingService
let documentId: string
const ARCHIVIST = keeper('961', 'archivist')
const FRONT = keeper('960', 'frontDesk')

beforeAll(async () => {
  db = await testDatabase()
  archive = testArchive(db, testDesk(db))
  register = new KeepingService(archive.ports)
  const account = (personId: string, agency: string, ...posts: string[]) => ({ personId, agency, posts })
  archive.accounts.set('keeper', account('961', '999901', 'archivist'))
  archive.accounts.set('vendor', account('962', '999901', 'scanVendor'))
  archive.accounts.set('elsewhere', account('963', '999902', 'archivist'))
  documentId = (await archive.ports.papers.receive('999901', 'keeping', png(50, 50))).documentId
})
afterAll(() => db.close())

const line = (change: Partial<KeepingRequest> = {}): KeepingRequest => ({
  ...{ kind: 'device', name: '一号磁盘阵列', number: 'S-01', fromDay: '2026-01-01', keeper: 'keeper', checkDays: 90 },
  ...change,
})
const { checkDays: _, ...unchecked } = line()
const findings = async () => (await register.list(ARCHIVIST)).problems.map(({ finding }) => finding).sort()
const events = (outcome: string) =>
  db.admin
    .transaction({}, (trx) =>
      trx.rows<{ n: number }>(
        `select count(*)::int as n from access.event where action = 'archive.keep' and outcome = $1`,
        [outcome],
      ),
    )
    .then(([row]) => row!.n)

article('M14-8a', '保管的场所、设备与介质在册，各有责任人与应检查之日；逾期与有问题的列出', () => {
  test('没有岗位的不予办理并留行；有岗位的照办并留行；同一编号在用只有一条', async () => {
    expect(await codeOf(register.register(FRONT, line()))).toBe('access.denied')
    expect([await events('refused'), await events('done')]).toEqual([1, 0])
    const { items } = await register.register(ARCHIVIST, line())
    expect(items).toMatchObject([{ kind: 'device', keeper: '人员961', dueDay: '2026-04-01', findings: [] }])
    expect(await events('done')).toBe(1)
    expect(await codeOf(register.register(ARCHIVIST, line()))).toBe('keeping.in-use')
    expect((await register.list(FRONT)).items).toHaveLength(1)
    expect((await register.list({ ...keeper('964', 'archivist'), agency: '999902' })).items).toEqual([])
  })

  test.each([
    ['设备没有写检查间隔', { ...unchecked, kind: 'device' as const, number: 'S-02' }, 'keeping.needs-days'],
    ['专人却写了检查间隔', line({ kind: 'steward', number: 'Z-1' }), 'keeping.needs-days'],
    ['没有这个责任人', line({ number: 'S-03', keeper: 'nobody' }), 'archive.unknown-person'],
    ['外来人员不能作责任人', line({ number: 'S-03', keeper: 'vendor' }), 'archive.unknown-person'],
    ['别的机构的人不能作责任人', line({ number: 'S-03', keeper: 'elsewhere' }), 'archive.unknown-person'],
  ])('%s，不予登记', async (_says, request, code) => {
    expect(await codeOf(register.register(ARCHIVIST, request))).toBe(code)
  })

  test('写错的请求不成立：种类之外、天数为零、没有编号、多余的字段', () => {
    for (const wrong of [{ kind: 'car' }, { checkDays: 0 }, { number: '' }, { extra: 1 }])
      expect(Value.Check(KeepingRequest, { ...line(), ...wrong }), JSON.stringify(wrong)).toBe(false)
    expect(Value.Check(KeepingRequest, line())).toBe(true)
  })

  test('到期未查即列为问题；查了顺延；查出问题的列着，直到复查完好；停用的不再查', async () => {
    const id = (await register.list(ARCHIVIST)).items[0]!.id
    archive.today = '2026-04-01' as Day
    expect(await findings()).not.toContain('checkDue')
    archive.today = '2026-04-02' as Day
    expect(await findings()).toContain('checkDue')
    archive.today = '2026-03-16' as Day
    expect(await codeOf(register.check(FRONT, id, { fine: true, outcome: '一切完好' }))).toBe('access.denied')
    const broken = await register.check(ARCHIVIST, id, { fine: false, outcome: '两块盘报错' })
    expect(broken.items[0]).toMatchObject({ findings: ['faulty'], lastCheck: { fine: false, by: '人员961' } })
    const fine = await register.check(ARCHIVIST, id, { fine: true, outcome: '换盘之后完好' })
    expect(fine.items[0]!.findings).toEqual([])
    expect(fine.items[0]!.dueDay! > '2026-04-01').toBe(true)
    const gone = await register.retire(ARCHIVIST, id, '设备报废')
    expect(gone.items[0]).toMatchObject({ retired: { why: '设备报废', by: '人员961' } })
    expect(await codeOf(register.check(ARCHIVIST, id, { fine: true, outcome: '再查一次' }))).toBe('archive.missing')
    expect(await codeOf(register.register(ARCHIVIST, line()))).toBe('done')
  })

  test('检查的记录只增不改', async () => {
    const change = db.app.transaction({}, (trx) => trx.rows(`update archive.keeping_check set outcome = '没有查过'`))
    await expect(change).rejects.toThrow(/permission denied|只增不改/)
  })
})

article('M14-9(1)', '存储管理办法在册：有文号、版次、施行之日与文本；没有即为问题', () => {
  test('没有的列出；没有文本的不予登记；登记之后不再列；尚未施行的不算；废止之后又列', async () => {
    const rules = { ...unchecked, kind: 'rules' as const, name: '数据存储管理办法', number: '示社保〔2026〕7号 第二版' }
    expect(await findings()).toContain('noRules')
    expect(await codeOf(register.register(ARCHIVIST, rules))).toBe('keeping.needs-paper')
    await register.register(ARCHIVIST, { ...rules, documentId, fromDay: '2026-05-01' })
    expect(await findings()).toContain('noRules')
    archive.today = '2026-05-01' as Day
    expect(await findings()).not.toContain('noRules')
    const { items } = await register.list(ARCHIVIST)
    const kept = items.find(({ kind }) => kind === 'rules')!
    expect(kept).toMatchObject({ number: '示社保〔2026〕7号 第二版', fromDay: '2026-05-01', documentId })
    expect(await codeOf(register.check(ARCHIVIST, kept.id, { fine: true, outcome: '看过一遍' }))).toBe(
      'keeping.not-checked',
    )
    await register.retire(ARCHIVIST, kept.id, '改版另行公布')
    expect(await findings()).toContain('noRules')
    archive.today = '2026-03-16' as Day
  })
})

article('M14-11a', '每机构指名数据管理专人；空缺即列为问题', () => {
  test('没有的列出；任用之后不再列；账户停用或卸任即又空缺；各机构各算', async () => {
    const steward = { ...unchecked, kind: 'steward' as const, name: '数据管理', number: 'Z-1' }
    expect(await findings()).toContain('noSteward')
    const { items } = await register.register(ARCHIVIST, steward)
    expect(await findings()).not.toContain('noSteward')
    const vacant = (await register.problems(['999901', '999902'])).filter(({ finding }) => finding === 'noSteward')
    expect(vacant.map(({ agency }) => agency)).toEqual(['999902'])
    const account = archive.accounts.get('keeper')!
    archive.accounts.delete('keeper')
    expect(await findings()).toContain('noSteward')
    archive.accounts.set('keeper', account)
    expect(await findings()).not.toContain('noSteward')
    await register.retire(ARCHIVIST, items.find(({ kind }) => kind === 'steward')!.id, '调往别处')
    expect(await findings()).toContain('noSteward')
  })
})
