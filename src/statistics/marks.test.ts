import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { LIST_FORMS } from './export-lists.js'
import { type Candidate, columnOrder, marked, type Rows, ticketOf } from './marks.js'

const { columns } = LIST_FORMS.employerPersons
const rows: Rows = Array.from({ length: 60 }, (_, i) => [
  ...[
    `测试${String.fromCodePoint(0x4e00 + i)}`,
    `110101********${String(1000 + i)}`,
    '职工基本养老保险',
    '2024-01',
    '在保',
  ],
])
const candidates: Candidate[] = Array.from({ length: 300 }, (_, i) => ({
  ...{ ticket: `t${i}`, key: randomBytes(32), columns },
}))
const leaked = candidates[123]!
const whole = marked(leaked.key, columns, rows).rows
const without = (of: Rows, cut: number) => of.map((row) => row.filter((_, at) => at !== cut))
const pick = (of: Rows, at: number) => of.map((row) => [row[at]!])
const shuffled = (of: Rows) => [...of].sort((a, b) => ((a[0] ?? '') + a[1] < (b[0] ?? '') + b[1] ? -1 : 1))

article(['M14-22a', 'WH-10(3)'], '导出的版式记号指认导出单，不添一行', () => {
  test('封面与页眉都剪去，仍认得', async () => {
    expect(await ticketOf(whole, candidates)).toBe('t123')
    expect(await ticketOf(whole.slice(20, 45), candidates)).toBe('t123')
  })

  test('重新排过序的，凭空格认得；空格也清了的，凭次序认得', async () => {
    expect(await ticketOf(shuffled(whole), candidates)).toBe('t123')
    expect(
      await ticketOf(
        whole.map((row) => row.map((cell) => cell.trim())),
        candidates,
      ),
    ).toBe('t123')
  })

  test('剪去几栏、只剩姓名、再打一遍，仍认得', async () => {
    const order = columnOrder(leaked.key, columns.length)
    const names = order.indexOf(columns.findIndex(({ title }) => title === '姓名'))
    const typed = whole.map((row) => row.map((cell) => cell.trim()))
    for (let cut = 0; cut < columns.length; cut++) {
      if (cut === names) continue
      expect([cut, await ticketOf(without(typed, cut), candidates)]).toEqual([cut, 't123'])
    }
    const only = typed.map((row) => [row[names]!])
    expect(await ticketOf(only, candidates)).toBe('t123')
    expect(await ticketOf([['姓名'], ...only.slice(10, 45)], candidates)).toBe('t123')
  })

  test('剪到只剩号码或状态的、只剩几行的，不指认任何人（对照）', async () => {
    const typed = whole.map((row) => row.map((cell) => cell.trim()))
    const order = columnOrder(leaked.key, columns.length)
    for (const title of ['社会保障号码', '状态', '参保险种']) {
      const at = order.indexOf(columns.findIndex((one) => one.title === title))
      expect([title, await ticketOf(pick(typed, at), candidates)]).toEqual([title, undefined])
    }
    expect(await ticketOf(typed.slice(0, 8), candidates)).toBeUndefined()
    const strangers = Array.from({ length: 40 }, (_, i) => [`无关${String.fromCodePoint(0x5e00 + i)}`])
    expect(await ticketOf(strangers, candidates)).toBeUndefined()
  })

  test('没有记号的文件，谁也不指认（对照）', async () => {
    expect(await ticketOf(rows, candidates)).toBeUndefined()
    expect(
      await ticketOf(
        whole,
        candidates.filter(({ ticket }) => ticket !== 't123'),
      ),
    ).toBeUndefined()
    expect(await ticketOf(whole.slice(0, 3), candidates)).toBeUndefined()
    expect(await ticketOf([], candidates)).toBeUndefined()
  })

  test('不多一行，不改一字', async () => {
    const said = (of: Rows) =>
      of
        .map((row) =>
          row
            .map((cell) => cell.trim())
            .sort()
            .join('|'),
        )
        .sort()
    expect(said(whole)).toEqual(said(rows))
  })
})
