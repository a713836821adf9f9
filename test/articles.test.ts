import { describe, expect, test } from 'vitest'
import { citationsIn, faults, misfits, openIds, readArticles } from './articles.js'
import { filesUnder } from './files.js'
import { HOUSE } from './walls/order.js'

const [catalogue] = filesUnder(['docs/regulations'], /articles\.yaml$/)
const articles = readArticles(catalogue!.text)
const tests = filesUnder(['src', 'test'], /\.test\.ts$/).filter(({ path }) => path !== 'test/articles.test.ts')

describe('条款目录', () => {
  test('已守的条款都有测试，测试引用的条款都在目录里', () => {
    const citations = citationsIn(tests)
    const open = openIds(articles)
    const cited = open.filter((id) => citations.of.has(id))
    console.log(`尚未守住的条款 ${open.length} 条：${open.join(' ')}`)
    console.log(`其中已有测试引用、可以转为 kept 的 ${cited.length} 条：${cited.join(' ')}`)
    expect(faults(articles, citations)).toEqual([])
  })

  test('每一条都有种类、状态、说法与所在的文件夹', () => {
    expect(articles.size).toBe(271)
    expect(misfits(articles, HOUSE)).toEqual([])
  })
})

const CATALOGUE = readArticles(
  'A-1: { kind: S, state: kept, says: 甲, where: query }\nA-2: { kind: R, state: open, says: 乙, where: query }\n',
)
const wrong = (text: string) => faults(CATALOGUE, citationsIn([{ path: 'test/a.test.ts', text }]))
const KEPT = "article('A-1', '甲', () => { test('行', () => {}) })\n"

describe('目录的检查能发现', () => {
  test('守住的，不报', () => {
    expect(wrong(KEPT)).toEqual([])
    expect(wrong("article(['A-1', 'A-2'], '甲', () => { test.each([1])('%s', () => {}) })\n")).toEqual([])
    expect(wrong("const body = () => { test('行', () => {}) }\narticle('A-1', '甲', () => { body() })\n")).toEqual([])
  })

  test.each([
    ['已守的条款丢了测试', ''],
    ['写在注释里的不算', `// ${KEPT}`],
    ['写在文字里的不算', `const a = ${JSON.stringify(KEPT)}\n`],
    ['别的函数不算', KEPT.replace('article', 'particle')],
    ['引用了未知的条款', `${KEPT}article('A-9', '丙', () => { test('行', () => {}) })\n`],
    ['没有测试的条款', `${KEPT}article('A-2', '乙', () => {})\n`],
    ['只有跳过的测试', "article('A-1', '甲', () => { test.skip('行', () => {}) })\n"],
    ['算出来的编号', `${KEPT}article(id, '乙', () => { test('行', () => {}) })\n`],
  ])('%s', (_says, text) => {
    expect(wrong(text)).not.toEqual([])
  })

  test.each([
    'A-1: { kind: X, state: open, says: 甲, where: query }',
    'A-1: { kind: S, state: none, says: 甲, where: query }',
    'A-1: { kind: N, state: kept, says: 甲 }',
    'A-1: { kind: S, state: open, says: 甲, where: attic }',
    'A-1: { kind: S, state: open, says: 甲 }',
    "A-1: { kind: S, state: open, says: '', where: query }",
  ])('写错的一行：%s', (row) => {
    expect(misfits(readArticles(row), HOUSE)).toEqual(['A-1'])
  })
})
