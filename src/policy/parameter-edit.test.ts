import { describe, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { filesUnder } from '../../test/files.js'
import { parsePeriod } from '../kernel/period.js'
import { loadPolicyBook, type PolicyText } from './book.js'
import { parameterDifferences } from './difference.js'
import { applyChanges, place, type VersionChange } from './parameter-edit.js'
import { versionsIn } from './parameter-versions.js'

const texts: PolicyText[] = filesUnder(['policies'], /\.ya?ml$/)
  .map(({ path, text }) => ({ path: path.replace(/^policies\//, ''), text }))
  .filter(({ path }) => !/^(access|agencies|cases|routes)\//.test(path))

const CEILING: VersionChange = {
  area: '999900',
  parameter: 'pension.base-ceiling',
  since: '2027-07',
  until: '2028-06',
  value: '30000',
  basis: '示例市（虚构）2027 年度缴费基数通知',
  status: 'provisional',
}

const propose = (change: Partial<VersionChange>, from = texts) =>
  applyChanges(from, [place(from, { ...CEILING, ...change })])
const textAt = (all: readonly PolicyText[], path: string) => all.find((one) => one.path === path)?.text ?? ''
const code = (work: () => unknown) => {
  try {
    work()
    return 'done'
  } catch (error) {
    return (error as { entry?: { code: string } }).entry?.code ?? String(error)
  }
}

article(['WH-9(1)b', 'WH-2(3)'], '改参数只动所改的版本：注释、次序与其余各行原样', () => {
  test('加一个版本：多一行，其余逐字不变，载入后即可查到', () => {
    const after = propose({})
    const [was, is] = [texts, after].map((all) => textAt(all, 'demo-city/pension.yaml').split('\n'))
    const added = is!.filter((line) => !was!.includes(line))
    expect(added).toEqual([
      '    - { since: 2027-07, until: 2028-06, value: "30000", basis: 示例市（虚构）2027 年度缴费基数通知, status: provisional }',
    ])
    expect(is!.filter((line) => line !== added[0])).toEqual(was)
    const area = loadPolicyBook(after).area('999900')
    expect(area.fen('pension.base-ceiling', parsePeriod('2027-12'))).toMatchObject({
      value: 3_000_000,
      parameter: { since: '2027-07', status: 'provisional' },
    })
  })

  test('改一个版本：只改那一行；再施行一次不变', () => {
    const after = propose({ since: '2025-07', until: '2026-06', value: '28400', status: 'final' })
    expect(parameterDifferences(texts, after)).toEqual([
      expect.objectContaining({
        area: '999900',
        parameter: 'pension.base-ceiling',
        since: '2025-07',
        before: expect.objectContaining({ value: '28200' }),
        after: expect.objectContaining({ value: '28400' }),
      }),
    ])
    const again = applyChanges(after, [
      place(texts, { ...CEILING, since: '2025-07', until: '2026-06', value: '28400', status: 'final' }),
    ])
    expect(textAt(again, 'demo-city/pension.yaml')).toBe(textAt(after, 'demo-city/pension.yaml'))
  })

  test('按类取值照写；每个现有文件原样读写不变', () => {
    const { value: _, until: __, ...rest } = CEILING
    const by = { enterprise: '16', individualBusiness: '15.5' }
    const change = { ...rest, parameter: 'pension.employer-rate', by }
    const after = applyChanges(texts, [place(texts, change)])
    expect(versionsIn(textAt(after, 'demo-city/pension.yaml')).get('pension.employer-rate')!.at(-1)).toMatchObject({
      by,
    })
    for (const { path, text } of after) if (path !== 'demo-city/pension.yaml') expect(text).toBe(textAt(texts, path))
  })

  test('还没有一个版本的参数：加上第一个，一行一版', () => {
    const bare = 'pension.person-rate:\n  what: 费率\n  term: personRate\n  unit: percent\n  versions: []\n'
    const from = texts.map((one) => (one.path === 'demo-city/pension.yaml' ? { ...one, text: bare } : one))
    const { until: _, ...rest } = CEILING
    const change = { ...rest, parameter: 'pension.person-rate', value: '8', status: 'final' as const }
    const after = applyChanges(from, [place(from, change)])
    expect(textAt(after, 'demo-city/pension.yaml')).toBe(
      bare.replace('versions: []', `versions:\n    - { since: 2027-07, value: "8", basis: ${CEILING.basis} }`),
    )
  })

  test('本地尚无而全国有的参数：在本地立一处', () => {
    const { value: _, until: __, ...rest } = CEILING
    const change = { ...rest, parameter: 'pension.minimum-months', since: '2028-01', value: '200' }
    const after = applyChanges(texts, [place(texts, change)])
    const area = loadPolicyBook(after).area('999900')
    expect(area.months('pension.minimum-months', parsePeriod('2030-01')).parameter?.area).toBe('999900')
    expect(
      loadPolicyBook(after).area('110000').months('pension.minimum-months', parsePeriod('2030-01')).value,
    ).not.toBe(200)
  })
})

describe('不成立的变更都说得出所以', () => {
  test('没有的参数、没有的统筹区、重叠的版本、不合单位的值', () => {
    expect(code(() => propose({ parameter: 'pension.nothing' }))).toBe('parameter.unknown')
    expect(code(() => propose({ parameter: '__proto__' }))).toBe('parameter.unknown')
    expect(code(() => propose({ area: '123456' }))).toBe('policy.unknown-area')
    expect(code(() => loadPolicyBook(propose({ since: '2026-01', until: '2026-03' })))).toBe(
      'policy.overlapping-versions',
    )
    for (const bad of [
      { value: '3.123' },
      { value: '约三万' },
      { since: '2027-13' },
      { basis: ' ' },
      { until: '2027-01' },
    ]) {
      expect(
        code(() => loadPolicyBook(propose(bad))),
        JSON.stringify(bad),
      ).toBe('policy.malformed-file')
    }
  })

  test('提出之后另有变更：同一版本不覆盖，另一版本照并', () => {
    const mine = place(texts, { ...CEILING, since: '2025-07', until: '2026-06', value: '28400' })
    const elsewhere = propose({})
    expect(parameterDifferences(texts, applyChanges(elsewhere, [mine])).map(({ since }) => since)).toEqual([
      '2025-07',
      '2027-07',
    ])
    const taken = propose({ since: '2025-07', until: '2026-06', value: '28300' })
    expect(code(() => applyChanges(taken, [mine]))).toBe('parameter.collides')
  })
})
