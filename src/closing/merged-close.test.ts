import { afterAll, beforeAll, expect, test } from 'vitest'
import { mergeFacts, undoFacts } from '../../test/alias.js'
import { article } from '../../test/article.js'
import { book, close, type Hall, life, openHall } from '../../test/closing-hall.js'
import { streamPersons } from '../ledger/person-stream-store.js'
import { ofKind } from '../records/live.js'
import { compareAll } from './compare-service.js'

let hall: Hall
let kept: string
let merged: string
beforeAll(async () => {
  hall = await openHall({}, 6)
  ;[merged, , kept] = hall.persons as [string, string, string]
  await hall.post(hall.persons.flatMap((id) => life(id, id === merged ? '2022-11' : '2023-11')))
  await close(hall, 2024)
}, 60_000)
afterAll(() => hall?.db.close())

const closesOf = async () => ofKind(await streamed(), 'accountClose')
const streamed = async () => {
  for await (const { facts } of streamPersons(hall.db.verify, { kinds: ['accountClose', 'paid', 'personAlias'] })) {
    if (facts.some((fact) => 'personId' in fact && fact.personId === kept)) return facts
  }
  return []
}
const compared = () =>
  compareAll(
    {
      verify: hall.db.verify,
      today: '2026-03-02' as never,
      policyAt: async () => ({ book, digest: 'digest' }),
    } as never,
    undefined,
  )

article(['M14-2(4)', 'M14-11b'], '合并或撤销之后，年度结息重新推导，旧行照存', () => {
  test('合并：两人的各年合成一份，结息重做；重算比对没有差异', async () => {
    const before = (await closesOf()).length
    await hall.post(mergeFacts(kept, merged))
    const own = await streamed()
    expect(new Set(own.map((fact) => 'personId' in fact && fact.personId))).toEqual(new Set([kept, merged]))
    expect((await compared()).differences).toEqual([])
    const done = await close(hall, 2024)
    expect(done).toMatchObject({ state: 'done', rows: 2 })
    const closes = await closesOf()
    expect(closes.length).toBeGreaterThan(before)
    const last = closes.filter(({ year }) => year === 2024).sort((a, b) => b.inputSize - a.inputSize)[0]!
    // 27 months stand in the two records, of which 14 overlap.
    expect(last.totalMonths).toBe(26)
    expect((await compared()).differences).toEqual([])
  })

  test('撤销：又各归各，再结一次；重算比对没有差异', async () => {
    const [row] = await hall.db.admin.transaction({}, (trx) =>
      trx.rows<{ posting_id: string }>('select distinct posting_id from ledger.person_alias'),
    )
    await hall.post(undoFacts(kept, merged, row!.posting_id))
    expect((await compared()).differences).toEqual([])
    await close(hall, 2024)
    const newest = (await closesOf()).filter(({ year }) => year === 2024).sort((a, b) => b.inputSize - a.inputSize)[0]!
    expect(newest).toMatchObject({ personId: kept, totalMonths: 14 })
    expect((await compared()).differences).toEqual([])
  })

  test('逐人读取：每人一次；自某人之后读，合并的人不漏不重', async () => {
    const all: string[] = []
    await hall.post(mergeFacts(kept, merged))
    for await (const { personId } of streamPersons(hall.db.verify, { kinds: ['paid'] })) all.push(personId)
    expect(all).toEqual(hall.persons.filter((id) => id !== kept))
    const behind: string[] = []
    for await (const { personId } of streamPersons(hall.db.verify, { kinds: ['paid'], after: merged }))
      behind.push(personId)
    expect(behind).toEqual(hall.persons.filter((id) => id !== kept && id !== merged))
  })
})
