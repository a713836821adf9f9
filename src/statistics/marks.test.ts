import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { LIST_FORMS } from './export-lists.js'
import { type Candidate, marked, type Rows, ticketOf } from './marks.js'

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
const shuffled = (of: Rows) => [...of].sort((a, b) => ((a[0] ?? '') + a[1] < (b[0] ?? '') + b[1] ? -1 : 1))

article(['M14-22a', 'WH-10(3)'], '导出的版式记号指认导出单，不添一行', () => {
  test('封面与页眉都剪去，仍认得', () => {
    expect(ticketOf(whole, candidates)).toBe('t123')
    expect(ticketOf(whole.slice(20, 45), candidates)).toBe('t123')
  })

  test('重新排过序的，凭空格认得；空格也清了的，凭次序认得', () => {
    expect(ticketOf(shuffled(whole), candidates)).toBe('t123')
    expect(
      ticketOf(
        whole.map((row) => row.map((cell) => cell.trim())),
        candidates,
      ),
    ).toBe('t123')
  })

  test('没有记号的文件，谁也不指认（对照）', () => {
    expect(ticketOf(rows, candidates)).toBeUndefined()
    expect(
      ticketOf(
        whole,
        candidates.filter(({ ticket }) => ticket !== 't123'),
      ),
    ).toBeUndefined()
    expect(ticketOf(whole.slice(0, 3), candidates)).toBeUndefined()
    expect(ticketOf([], candidates)).toBeUndefined()
  })

  test('不多一行，不改一字', () => {
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
