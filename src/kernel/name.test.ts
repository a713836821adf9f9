import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { comparableName, parsePersonName } from './name.js'
import { Refusal } from './refusal.js'

function fate(text: string): string {
  try {
    return parsePersonName(text)
  } catch (error) {
    if (error instanceof Refusal) return error.entry.code
    throw error
  }
}

describe('姓名', () => {
  test.each([
    '沈秋禾',
    '𠮷田禾',
    '㛃某',
    '〇一',
    '阿卜杜拉·买买提',
    '阿卜杜拉•买买提',
    "Anne-Marie O'Neill",
    'José Núñez',
    'JOHN Q. PUBLIC, JR.',
    '字'.repeat(100),
  ])('“%s”收，原样保存', (name) => {
    expect(parsePersonName(name)).toBe(name)
  })

  test.each([
    ['空', '   ', 'name.missing'],
    ['过长', '字'.repeat(101), 'name.too-long'],
    ['换行', '沈秋\n禾', 'name.control-character'],
    ['空字符', '沈\u0000秋禾', 'name.control-character'],
    ['零宽空格', '沈\u200b秋禾', 'name.invisible-character'],
    ['双向控制', '\u202e禾秋沈', 'name.invisible-character'],
    ['全角空格', '沈　秋禾', 'name.invisible-character'],
    ['异体选择符', '沈\ufe00秋禾', 'name.invisible-character'],
    ['数字', '沈秋禾2', 'name.digit'],
    ['全角数字', '沈秋禾２', 'name.digit'],
    ['标记', '<b>沈秋禾', 'name.markup'],
    ['公式', '=1+1', 'name.formula'],
    ['公式（@）', '@SUM(A1)', 'name.formula'],
    ['公式（全角）', '＝沈秋禾', 'name.formula'],
    ['半个生僻字', '沈\ud842禾', 'name.broken-character'],
    ['部首形近字', '⽜某', 'name.bad-character'],
    ['私用区字', '\ue000某', 'name.bad-character'],
    ['全角字母', 'ＪＯＨＮ', 'name.bad-character'],
    ['括号', '沈秋禾（小）', 'name.bad-character'],
    ['表情', '沈😀', 'name.bad-character'],
    ['以点开头', '·沈', 'name.bad-character'],
    ['单引号开头', "'沈秋禾", 'name.bad-character'],
    ['下划线', 'a_b', 'name.bad-character'],
  ])('%s不收', (_what, text, code) => {
    expect(fate(text)).toBe(code)
  })

  test('比对形式：点号、空格、大小写、组合字符归一', () => {
    const dots = ['阿卜杜拉·买买提', '阿卜杜拉•买买提', '阿卜杜拉．买买提', '阿卜杜拉・买买提', '阿卜杜拉 · 买买提']
    expect(new Set(dots.map(comparableName))).toEqual(new Set(['阿卜杜拉·买买提']))
    expect(comparableName('Jose\u0301  Nunez')).toBe(comparableName('JOSÉ NUNEZ'))
    expect(comparableName('𠮷')).not.toBe(comparableName('吉'))
  })

  test('任何文字要么成为姓名，要么被有名目地拒绝；比对形式再取一次不变', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const said = fate(text)
        if (said.startsWith('name.')) return
        expect(comparableName(comparableName(said))).toBe(comparableName(said))
      }),
      { numRuns: 1000 },
    )
  })
})
