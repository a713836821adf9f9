import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { FRONT_DESK, REVIEWERS, type TestDesk, testDesk } from '../../test/desk.js'
import { png } from '../../test/paper-samples.js'
import { mod112 } from '../kernel/mod11-2.js'
import type { Refusal } from '../kernel/refusal.js'
import { ContentService } from './content-service.js'
import type { SubmissionDetail } from './contract.js'
import { findNamedPerson } from './entry-service.js'
import { FactEntryService } from './fact-entry-service.js'
import { MandateService } from './mandate-service.js'
import { MergeService } from './merge-service.js'

const GROUND = '核对原件，予以登记'
const TODAY = '2026-03-16'
let db: TestDatabase
let desk: TestDesk
let facts: FactEntryService
let contents: ContentService
beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db)
  facts = new FactEntryService(desk.ports)
  contents = new ContentService(desk.ports)
})
afterAll(() => db.close())

interface Who {
  readonly identityNumber: string
  readonly fullName: string
}
/** 虚构的号码，born on a day of choice. */
function born(day: string, fullName: string): Who {
  const body = `110101${day.replaceAll('-', '')}997`
  return { identityNumber: body + mod112(body), fullName }
}
const registered = async (day: string, fullName: string): Promise<Who> => {
  const who = born(day, fullName)
  expect((await desk.passAll(await register(who))).state).toBe('posted')
  return who
}
const register = (who: Who, more: object = {}) =>
  desk.registrations.registerPerson(FRONT_DESK, {
    ...{ insurances: ['390'], fromMonth: '2026-03', ground: GROUND },
    ...who,
    ...more,
  } as never)
const withGuardian = (ward: Who, { identityNumber, fullName }: Who) =>
  register(ward, { guardianNumber: identityNumber, guardianName: fullName, proof: '出生医学证明' })
const other = ({ identityNumber, fullName }: Who) => ({
  otherIdentityNumber: identityNumber,
  otherFullName: fullName,
})
const enter = (kind: 'guardianship' | 'mandate' | 'lifeEvent', item: object) =>
  facts.enter(FRONT_DESK, kind, { items: [{ document: '示家〔2026〕1号', ...item }], ground: GROUND } as never)
const guard = (ward: Who, guardian: Who, fromDay: string) =>
  enter('guardianship', { ...ward, ...other(guardian), change: 'begin', fromDay })
const entrust = (principal: Who, agent: Who, more: object = {}) =>
  enter('mandate', {
    ...{ ...principal, ...other(agent), capacity: 'agent', change: 'begin' },
    ...{ scope: ['registration', 'record.read'], fromDay: '2026-03-01', ...more },
  })
const die = async (who: Who, day = TODAY) =>
  expect((await desk.passAll(await enter('lifeEvent', { ...who, event: 'death', day }))).state).toBe('posted')
const riskOf = async ({ id }: SubmissionDetail) => {
  const { content } = await contents.page(REVIEWERS.review, id, 1)
  return content.lines.flatMap(({ fields }) => fields.flatMap(({ risk }) => risk?.zh ?? []))
}
const blockedOf = async (detail: SubmissionDetail) => {
  const { state, blocked } = await desk.passAll(detail)
  return [state, blocked?.zh ?? '']
}
const codeOf = (doing: Promise<unknown>) =>
  doing.then(
    () => 'done',
    (thrown: Refusal) => thrown.entry?.code ?? thrown,
  )
const guardianshipsOf = async (who: Who) => {
  const { personId } = await findNamedPerson(desk.ports, who)
  return db.admin.transaction({}, (trx) =>
    trx.rows('select 1 from ledger.guardianship where person_id = $1', [personId]),
  )
}

article('WH-2(1)', '登记所附的监护人：记账时再看一次，不合的不记，说明怎么办', () => {
  test('在世成年的监护人：没有提示，照记（对照）', async () => {
    const [ward, guardian] = [born('2015-01-01', '测试幼甲'), await registered('1985-01-01', '测试父甲')]
    const detail = await withGuardian(ward, guardian)
    expect(await riskOf(detail)).toEqual([])
    expect(await blockedOf(detail)).toEqual(['posted', ''])
    expect(await guardianshipsOf(ward)).toHaveLength(1)
    // What is posted is not judged again by what happens later.
    await die(guardian)
    expect(await riskOf(detail)).toEqual([])
  })

  test('审核期间死亡的：审核所见有提示；记账不办，本件留在原处，可以换一位监护人重报', async () => {
    const [ward, guardian] = [born('2015-02-02', '测试幼乙'), await registered('1985-02-02', '测试父乙')]
    const detail = await withGuardian(ward, guardian)
    await die(guardian)
    expect(await riskOf(detail)).toEqual([expect.stringContaining(`监护人已于 ${TODAY} 死亡`)])
    const [state, says] = await blockedOf(detail)
    expect(state).toBe('agreed')
    expect(says).toContain('登记另一位监护人')
    expect((await desk.cases.show(FRONT_DESK, detail.id)).abilities).toEqual(['resubmit'])
    const another = await registered('1986-02-02', '测试母乙')
    const { identityNumber: guardianNumber, fullName: guardianName } = another
    const again = await desk.registrations.registerPerson(
      FRONT_DESK,
      {
        ...{ ...ward, insurances: ['390'], fromMonth: '2026-03', ground: GROUND },
        ...{ guardianNumber, guardianName, proof: '出生医学证明' },
      } as never,
      detail.id,
    )
    expect(await blockedOf(again)).toEqual(['posted', ''])
    expect(await guardianshipsOf(ward)).toHaveLength(1)
  })

  test('查明监护人与被监护人是同一个人（合并重复登记）的，不记', async () => {
    const [ward, twin] = [await registered('2000-03-03', '测试幼丙'), await registered('2000-03-04', '测试又丙')]
    const detail = await guard(ward, twin, '2026-03-10')
    const { documentId } = await desk.ports.papers.receive('999901', 'attachment', png(40, 40))
    const merge = await new MergeService(desk.ports).merge(FRONT_DESK, {
      ...{ kept: ward, merged: twin, document: '申请 1 号', documentId },
      ...{ reason: 'mergeDuplicates', explanation: '同一人先后以两个号码登记' },
    })
    expect((await desk.passAll(merge)).state).toBe('awaitingRecheck')
    expect(await riskOf(detail)).toEqual([expect.stringContaining('监护人不能是本人')])
    expect((await blockedOf(detail))[1]).toContain('监护人不能是本人')
  })
})

describe('其他写明另一人的事实', () => {
  test('监护关系：起始在前、录入之后才死亡的，不记；录入之前就已知道的旧监护，照记（对照）', async () => {
    const ward = await registered('2014-04-04', '测试幼丁')
    const guardian = await registered('1984-04-04', '测试父丁')
    const detail = await guard(ward, guardian, '2026-03-01')
    await die(guardian)
    expect((await blockedOf(detail))[1]).toContain('死亡')
    expect(await guardianshipsOf(ward)).toEqual([])
    const old = await registered('1950-04-04', '测试祖丁')
    await die(old, '2026-03-10')
    expect(await blockedOf(await guard(ward, old, '2026-03-01'))).toEqual(['posted', ''])
  })

  test('授权：代理人已死亡的不受理，审核期间死亡的有提示而不记，在世的照记（对照）', async () => {
    const principal = await registered('1970-05-05', '测试委戊')
    const [first, second] = [await registered('1971-05-05', '测试代戊'), await registered('1972-05-05', '测试代己')]
    const detail = await entrust(principal, first)
    expect(await riskOf(detail)).toEqual([])
    await die(first)
    expect(await riskOf(detail)).toEqual([expect.stringContaining('登记另一人')])
    expect((await blockedOf(detail))[1]).toContain(`已于 ${TODAY} 死亡`)
    await die(second, '2026-02-01')
    expect(await codeOf(entrust(principal, second))).toBe('mandate.agent-dead')
    const living = await registered('1973-05-05', '测试代庚')
    expect(await blockedOf(await entrust(principal, living))).toEqual(['posted', ''])
  })

  test('近亲属：所登记的近亲属审核期间死亡的，不记', async () => {
    const [late, kin] = [await registered('1940-06-06', '测试故辛'), await registered('1969-06-06', '测试子辛')]
    await die(late, '2026-03-01')
    const detail = await entrust(late, kin, { capacity: 'relative', fromDay: '2026-03-10' })
    await die(kin)
    expect((await blockedOf(detail))[1]).toContain('登记另一人')
  })

  test('网上授权给已死亡的人：只说没有相符的人，不留下一件办不成的', async () => {
    const [principal, gone] = [await registered('1975-07-07', '测试委壬'), await registered('1950-07-07', '测试故壬')]
    const { personId } = await findNamedPerson(desk.ports, principal)
    const actor = { personId, realm: 'citizen', sessionId: 's', accountId: 'a', posts: [], channel: 'web' } as never
    const online = new MandateService(desk.ports)
    const grant = (to: Who) =>
      online.grant(actor, { ...to, scope: ['registration', 'record.read'], password: '不核对' })
    await die(gone, '2026-03-01')
    expect(await codeOf(grant(gone))).toBe('mandate.agent-unknown')
    expect((await online.list(actor)).given).toEqual([])
    expect(await codeOf(grant(await registered('1976-07-07', '测试代壬')))).toBe('done')
    expect((await online.list(actor)).given).toHaveLength(1)
  })
})
