import { describe, expect, test } from 'vitest'
import { CSV_MARK, csvLine, csvOf, safeText } from './csv.js'

describe('逗号分隔', () => {
  test('有标记，行末回车换行，逗号与引号在引号里', () => {
    expect(
      csvOf([
        ['甲', '乙,丙'],
        ['他说"好"', '两\n行'],
      ]),
    ).toBe(`${CSV_MARK}甲,"乙,丙"\r\n"他说""好""","两\n行"\r\n`)
  })

  test.each(['=1+1', '+1', '-1', '@x', '\t=1', '  =1', '＝1', '＋1', '－1', '＠x'])('公式样的转成文字：%j', (text) => {
    expect(safeText(text)).toBe(`'${text}`)
    expect(csvLine([text]).startsWith("'") || csvLine([text]).startsWith(`"'`)).toBe(true)
  })

  test.each(['', '张三', '12.50', 'a=1', '3-4', '2024-01'])('平常的不动：%j', (text) => {
    expect(safeText(text)).toBe(text)
  })
})
