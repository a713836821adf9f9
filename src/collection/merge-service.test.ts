import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sums } from '../../test/alias.js'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { AREA, citizen, clerk, FRONT_DESK, REVIEWERS, type TestDesk, testDesk } from '../../test/desk.js'
import { dueFact, paidFact } from '../../test/ledger.js'
import { png } from '../../test/paper-samples.js'
import type { Refusal } from '../kernel/refusal.js'
import { findPersons } from '../ledger/people-store.js'
import { factsOfPerson } from '../ledger/record-store.js'
import { liveFacts } from '../records/live.js'
import { ContentService } from './content-service.js'
import { MergeCandidatesService } from './merge-candidates-service.js'
import { MergeService } from './merge-service.js'
import { SplitService } from './split-service.js'

const CODE = '91110108QYT0000144'
const WHO = (n: number) => ({ identityNumber: citizen(n), fullName: `测试${'甲乙丙丁戊己庚辛壬癸子丑寅卯'[n]}` })
const GROUNDS = { reason: 'mergeDuplicates' as const, explanation: '同一人先后以两个号码登记' }

let db: TestDatabase
let desk: TestDesk
let merges: MergeService
let splits: SplitService
let candidates: MergeCandidatesService
let employerId: string
let documentId: string
beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db)
  merges = new MergeService(desk.ports)
  splits = new SplitService(desk.ports)
  candidates = new MergeCandidatesService(desk.ports)
  employerId = await desk.employer(CODE)
  await desk.persons(
    Array.from({ length: 14 }, (_, n) => [WHO(n).identityNumber, WHO(n).fullName]),
    CODE,
  )
  documentId = (await desk.ports.papers.receive('999901', 'attachment', png(40, 40))).documentId
})
afterAll(() => db.close())

const codeOf = (doing: Promise<unknown>) =>
  doing.then(
    () => undefined,
    (thrown: Refusal) => thrown.entry?.code ?? thrown,
  )
const idOf = async (n: number) => {
  const digest = desk.ports.vault.identityDigest(WHO(n).identityNumber)
  const found = await db.app.transaction({}, (trx) => findPersons(trx, [digest]))
  return found.get(digest.toString('hex'))!.personId
}
const factsOf = async (person: string) =>
  db.app.transaction({ persons: [person] }, async (trx) => (await factsOfPerson(trx, person, desk.ports.vault)).facts)
const paid = async (person: string) => sums(liveFacts(await factsOf(person)))
const pay = (person: string, ...months: string[]) =>
  desk.ledger.post(
    months.flatMap((month) => [dueFact(person, month, { employerId }), paidFact(person, month, { employerId })]),
  )
const ask = (kept: number, merged: number) => ({
  kept: WHO(kept),
  merged: WHO(merged),
  document: '申请 1 号',
  ...GROUNDS,
  documentId,
})
const mergeOf = async (person: string) => {
  const [row] = await db.admin.transaction({}, (trx) =>
    trx.rows<{ posting_id: string }>(
      'select posting_id from ledger.person_alias where person_id = $1 order by posting_id desc limit 1',
      [person],
    ),
  )
  return row!.posting_id
}

article(['M14-11b', 'M14-7c', 'WH-9(2)'], '合并重复登记：并列预览，四个环节，折叠为一人；撤销另成一件', () => {
  test('没有说明、与自己合并、号码没有登记：不予办理，指明缘由', async () => {
    expect(await codeOf(merges.merge(FRONT_DESK, { ...ask(0, 1), explanation: '    ' }))).toBe(
      'maintenance.no-explanation',
    )
    expect(await codeOf(merges.merge(FRONT_DESK, ask(0, 0)))).toBe('merge.same-person')
    const nobody = { ...ask(0, 1), merged: { identityNumber: citizen(500), fullName: '测试无人' } }
    expect(await codeOf(merges.merge(FRONT_DESK, nobody))).toBe('entry.refused')
  })

  test('预览：两边并列，合计与重叠的月份', async () => {
    await pay(await idOf(0), '2025-01', '2025-02')
    await pay(await idOf(1), '2025-02', '2025-03')
    const { kept, merged, together, overlap, notes } = await merges.preview({ kept: WHO(0), merged: WHO(1) })
    expect([kept.fullName, merged.fullName]).toEqual(['测试甲', '测试乙'])
    expect(kept.identityNumber).toContain('****')
    expect(kept.shares).toMatchObject([{ insurance: '110', months: 2, first: '2025-01', last: '2025-02' }])
    expect(together).toMatchObject([{ insurance: '110', months: 3, paid: 4 * 192_000 }])
    expect(overlap).toEqual([{ insurance: '110', month: '2025-02', amount: 192_000, amountToo: 192_000 }])
    expect(notes.map(({ zh }) => zh).join()).toContain('姓名不同')
  })

  test('有依据：四个环节，每环节另一人，办结后两个编号是一人；再送一次是同一件', async () => {
    const [kept, merged] = [await idOf(0), await idOf(1)]
    const filed = await merges.merge(FRONT_DESK, ask(0, 1))
    expect(filed.route).toEqual(['initialReview', 'review', 'recheck', 'approval'])
    expect((await merges.merge(FRONT_DESK, ask(0, 1))).id).toBe(filed.id)
    const { content, persons } = await new ContentService(desk.ports).page(REVIEWERS.review, filed.id, 1)
    expect(new Set(persons)).toEqual(new Set([kept, merged]))
    expect(JSON.stringify(content.lines)).not.toContain(WHO(1).identityNumber)
    await expect(paid(kept)).resolves.toBe(2 * 64_000)
    await desk.passAll(filed)
    expect([await paid(kept), await paid(merged)]).toEqual([4 * 64_000, 4 * 64_000])
    expect(await idOf(1)).toBe(kept)
    expect(await codeOf(merges.merge(FRONT_DESK, { ...ask(1, 0), document: '又一份' }))).toBe('merge.same-person')
    const stored = await db.admin.transaction({}, (trx) =>
      trx.rows<{ person_id: string }>(
        'select distinct person_id from ledger.paid where person_id = any ($1::bigint[])',
        [[kept, merged]],
      ),
    )
    expect(stored).toHaveLength(2)
  })

  test('合并之后凭旧号办理，记在沿用的编号下，参保照认', async () => {
    const detail = await desk.entries.enter(FRONT_DESK, {
      ...WHO(1),
      creditCode: CODE,
      ...{ settlementMonth: '2025-04', contributionMonth: '2025-04', contributionKind: '01', declaredWage: 800_000 },
      insurances: ['110'],
      documentId,
    } as never)
    await desk.passAll(detail)
    const dues = (await factsOf(await idOf(0))).filter(
      (fact) => fact.kind === 'due' && fact.contributionMonth === '2025-04',
    )
    expect(dues).toMatchObject([{ personId: await idOf(0) }])
  })

  test('同一对同时办两件：先者成立，后者不记账而成任务', async () => {
    const [one, other] = [await merges.merge(FRONT_DESK, ask(2, 3)), await merges.merge(FRONT_DESK, ask(3, 2))]
    await Promise.all([desk.passAll(one), desk.passAll(other)])
    const states = [
      (await desk.cases.show(FRONT_DESK, one.id)).state,
      (await desk.cases.show(FRONT_DESK, other.id)).state,
    ]
    expect(states.filter((state) => state === 'agreed')).toHaveLength(1)
    const rows = await db.admin.transaction({}, (trx) =>
      trx.rows(
        'select 1 from ledger.person_alias where document = $1 and person_id in (select person_id from desk.identity where digest = $2)',
        ['申请 1 号', desk.ports.vault.identityDigest(WHO(2).identityNumber)],
      ),
    )
    expect(rows).toHaveLength(1)
    expect((await desk.tasks.list(FRONT_DESK)).items.some(({ kind }) => kind === 'voucherStale')).toBe(true)
  })

  test('撤销：另成一件；没有这次合并的不予办理；撤销两次只成一次；还可再合并', async () => {
    const undo = (posting: string) =>
      merges.undo(FRONT_DESK, { person: WHO(1), posting, document: '撤销申请', ...GROUNDS, documentId })
    const [kept, posting] = [await idOf(0), await mergeOf(await idOf(0))]
    expect(await codeOf(undo('999999'))).toBe('merge.not-standing')
    expect(
      await codeOf(merges.undo(FRONT_DESK, { person: WHO(5), posting, document: '撤销', ...GROUNDS, documentId })),
    ).toBe('merge.not-standing')
    await desk.passAll(await undo(posting))
    expect(await idOf(1)).not.toBe(kept)
    expect(await paid(await idOf(1))).toBe(2 * 64_000)
    expect(await codeOf(undo(posting))).toBe('merge.not-standing')
    await desk.passAll(await merges.merge(FRONT_DESK, { ...ask(0, 1), document: '申请 2 号' }))
    expect(await idOf(1)).toBe(kept)
  })

  test('疑似重复：同名同出生日期；已合并的列在名下', async () => {
    const [first, second] = [citizen(600), citizen(602)]
    await desk.persons(
      [
        [first, '测试重复'],
        [second, '测试重复'],
      ],
      CODE,
    )
    const ours = await candidates.find(FRONT_DESK, { person: { identityNumber: first, fullName: '测试重复' } })
    expect(ours.found.pairs.map(({ other }) => other.birthDate)).toHaveLength(1)
    expect(JSON.stringify(ours.found)).not.toContain(second)
    const all = await candidates.find(FRONT_DESK, {})
    expect(all.found.pairs).toHaveLength(1)
    expect(all.persons).toHaveLength(2)
    expect((await candidates.find(clerk('950', 'frontDesk'), { person: WHO(0) })).found.standing).toHaveLength(1)
  })
})

describe('拆分混合的记录', () => {
  const ground = { reason: 'wrongPerson' as const, explanation: '他人冒用号码缴费' }

  article(['M14-11b', 'WH-9(3)b'], '拆分：按月份选取，一红一记，两人合计不变', () => {
    test('没有选取、选了别人的行、拆给自己：不予办理', async () => {
      await pay(await idOf(6), '2025-01', '2025-02', '2025-03')
      const look = { person: WHO(6), to: WHO(7), choice: {}, ...ground, documentId }
      expect(await codeOf(splits.split(FRONT_DESK, look))).toBe('split.nothing-chosen')
      expect(await codeOf(splits.split(FRONT_DESK, { ...look, to: WHO(6) }))).toBe('split.same-person')
      const others = { facts: [{ posting: '1', ordinal: 0 }] }
      expect(await codeOf(splits.split(FRONT_DESK, { ...look, choice: others }))).toBe('split.not-standing')
    })

    test('按月份：预览前后，办结后各归各，合计不变；更正后再办，不记账', async () => {
      const choice = { from: '2025-02', through: '2025-03', insurances: ['110' as const], creditCode: CODE }
      const look = { person: WHO(6), to: WHO(7), choice }
      const preview = await splits.preview(look)
      expect(preview.chosen).toBe(4)
      expect(preview.totals.before).toBe(preview.totals.after)
      expect(preview.person.after).toMatchObject([{ insurance: '110', months: 1 }])
      expect(preview.to.after).toMatchObject([{ insurance: '110', months: 2 }])
      const [before, filed] = [
        await paid(await idOf(6)),
        await splits.split(FRONT_DESK, { ...look, ...ground, documentId }),
      ]
      const other = await splits.split(FRONT_DESK, { ...look, ...ground, explanation: '又报一次的拆分', documentId })
      expect((await desk.passAll(filed)).state).not.toBe('agreed')
      expect([await paid(await idOf(6)), await paid(await idOf(7))]).toEqual([64_000, before - 64_000])
      expect((await desk.passAll(other)).state).toBe('agreed')
      const [row] = await db.admin.transaction({}, (trx) =>
        trx.rows<{ n: number }>("select count(*)::int as n from ledger.posting where kind = 'personSplit'"),
      )
      expect(row!.n).toBe(1)
    })

    test('转给未登记的人：随凭证登记，一次记账', async () => {
      const to = { identityNumber: citizen(700), fullName: '测试新人' }
      const look = { person: WHO(6), to, register: {}, choice: { from: '2025-01', through: '2025-01' } }
      const preview = await splits.preview(look)
      expect([preview.isNew, preview.to.before]).toEqual([true, []])
      await desk.passAll(await splits.split(FRONT_DESK, { ...look, ...ground, documentId }))
      const digest = desk.ports.vault.identityDigest(to.identityNumber)
      const found = await db.app.transaction({}, (trx) => findPersons(trx, [digest]))
      const { personId } = found.get(digest.toString('hex'))!
      expect(await paid(personId)).toBe(64_000)
      const registered = (await factsOf(personId)).find((fact) => fact.kind === 'personRegistration')
      expect(registered).toMatchObject({ fullName: '测试新人', agency: '999901', area: AREA })
      expect(
        await codeOf(splits.split(FRONT_DESK, { ...look, ...ground, explanation: '再登记一次', documentId })),
      ).toBe('split.registered')
    })
  })
})
