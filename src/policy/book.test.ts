import { describe, expect, test } from 'vitest'
import { filesUnder } from '../../test/files.js'
import { fen } from '../kernel/money.js'
import { parsePeriod as at } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import { loadPolicyBook, policyDigestInput } from './book.js'
import { contributionOf } from './contribution.js'

const AREA = 'area: { code: "999900", zh: 示例市, en: Demo }'
const NATION = 'area: { code: "000000", zh: 全国, en: nation }'
const rate = (versions: string, more = '') =>
  `a.rate: { what: 费率, term: employerRate, unit: percent, ${more} versions: [ ${versions} ] }`
const file = (path: string, text: string) => ({ path: `policies/${path}`, text })
const book = (rates: string, nation = '') =>
  loadPolicyBook([
    file('demo-city/area.yaml', AREA),
    file('demo-city/rates.yaml', rates),
    file('national/area.yaml', NATION),
    ...(nation === '' ? [] : [file('national/rates.yaml', nation)]),
  ])

describe('参数簿', () => {
  test('按月份取当时有效的版本，止月之后即无', () => {
    const city = book(
      rate('{ since: 2019-05, until: 2020-03, value: "16", basis: 甲 }, { since: 2020-05, value: "0.15", basis: 乙 }'),
    ).area('999900')
    expect(['2019-05', '2020-03', '2020-05', '2031-01'].map((month) => city.ppm('a.rate', at(month)).value)).toEqual([
      160_000, 160_000, 1_500, 1_500,
    ])
    for (const month of ['2019-04', '2020-04']) {
      expect(() => city.ppm('a.rate', at(month))).toThrow('parameter.missing-version')
      expect(city.find('a.rate', at(month))).toBeUndefined()
    }
    expect(city.ppm('a.rate', at('2020-01')).parameter).toEqual({
      id: 'a.rate',
      area: '999900',
      since: '2019-05',
      basis: '甲',
      status: 'final',
    })
  })

  test('本地无有效版本时用全国的，并写明是全国的', () => {
    const city = book(
      rate('{ since: 2016-05, until: 2019-04, value: "19", basis: 本地 }'),
      rate(
        '{ since: 1998-01, until: 2016-04, value: "20", basis: 全国 }, { since: 2019-05, value: "16", basis: 全国 }',
      ),
    ).area('999900')
    const found = ['2016-04', '2016-05', '2019-05'].map((month) => city.ppm('a.rate', at(month)))
    expect(found.map(({ value, parameter }) => [value, parameter!.area])).toEqual([
      [200_000, '000000'],
      [190_000, '999900'],
      [160_000, '000000'],
    ])
  })

  test('按类取值；没有该类的不作推算', () => {
    const city = book(rate('{ since: 2019-05, by: { "1": "0.2", "2": "0.4" }, basis: 甲 }')).area('999900')
    expect(city.ppm('a.rate', at('2020-01'), '2').value).toBe(4_000)
    for (const variant of ['', '3']) {
      expect(() => city.ppm('a.rate', at('2020-01'), variant)).toThrow('parameter.missing-version')
    }
  })

  test('2006 年以前：个人所缴不足记账比例的，由单位缴费划入', () => {
    const more = filesUnder(['policies/national'], /\.yaml$/)
    const old = loadPolicyBook([
      ...more,
      file('demo-city/area.yaml', AREA),
      file(
        'demo-city/pension.yaml',
        `pension.person-rate: { what: 个人费率, term: personRate, unit: percent, versions: [ { since: 2003-01, until: 2005-12, value: "8", basis: 虚构 } ] }
pension.base-floor: { what: 下限, term: baseFloor, unit: yuan, versions: [ { since: 2003-01, value: "400", basis: 虚构 } ] }
pension.base-ceiling: { what: 上限, term: baseCeiling, unit: yuan, versions: [ { since: 2003-01, value: "4000", basis: 虚构 } ] }`,
      ),
    ]).area('999900')
    const month = { insurance: '110', declaredWage: fen(100_000), personKind: 'employee' } as const
    const before = contributionOf(old, { ...month, contributionMonth: at('2005-12') })
    expect([before.personToAccount.value, before.employerToAccount.value]).toEqual([8_000, 3_000])
    const after = contributionOf(old, { ...month, contributionMonth: at('2006-01') })
    expect([after.personToAccount.value, after.employerToAccount.value]).toEqual([8_000, 0])
  })

  test.each([
    [
      '重叠',
      rate('{ since: 2019-05, until: 2020-05, value: "1", basis: 甲 }, { since: 2020-05, value: "2", basis: 乙 }'),
    ],
    ['次序颠倒', rate('{ since: 2020-05, value: "1", basis: 甲 }, { since: 2019-05, value: "2", basis: 乙 }')],
    ['同月两个', rate('{ since: 2020-05, value: "1", basis: 甲 }, { since: 2020-05, value: "2", basis: 乙 }')],
  ])('版本%s，载入时即拒绝', (_name, text) => {
    expect(() => book(text)).toThrow('policy.overlapping-versions')
  })

  test.each([
    ['不是 YAML', 'a: ['],
    ['不是参数', 'a.rate: 16'],
    ['同一键两次', 'a: 1\na: 2'],
    ['没有依据', rate('{ since: 2020-05, value: "1" }')],
    ['起月不是月份', rate('{ since: 2020-13, value: "1", basis: 甲 }')],
    ['止月早于起月', rate('{ since: 2020-05, until: 2020-04, value: "1", basis: 甲 }')],
    ['值不合单位', rate('{ since: 2020-05, value: "8%", basis: 甲 }')],
    ['小数过长', rate('{ since: 2020-05, value: "8.00001", basis: 甲 }')],
    ['按类的值不合单位', rate('{ since: 2020-05, by: { "1": 多 }, basis: 甲 }')],
    ['没有值', rate('{ since: 2020-05, basis: 甲 }')],
    ['既有 value 又有 by', rate('{ since: 2020-05, value: "1", by: { "1": "2" }, basis: 甲 }')],
    ['不认识的键', rate('{ since: 2020-05, value: "1", basis: 甲, note: 乙 }')],
    ['不认识的状态', rate('{ since: 2020-05, value: "1", basis: 甲, status: 大概 }')],
    ['按年公布而无止月', rate('{ since: 2020-05, value: "1", basis: 甲 }', 'yearly: true,')],
    ['不认识的轴', rate('{ since: 2020-05, value: "1", basis: 甲 }', 'axis: 年,')],
    ['不认识的术语', rate('{ since: 2020-05, value: "1", basis: 甲 }').replace('employerRate', 'nothing')],
    ['不认识的单位', rate('{ since: 2020-05, value: "1", basis: 甲 }').replace('percent', 'float')],
    ['same 无所指', rate('{ since: 2020-05, same: b.rate, basis: 甲 }')],
    ['same 指自己', rate('{ since: 2020-05, same: a.rate, basis: 甲 }')],
  ])('写坏了的文件（%s）拒绝，说出文件与键', (_name, text) => {
    try {
      book(text)
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(Refusal)
      const { entry, facts } = error as Refusal<{ file: string }>
      expect([entry.code, facts.file]).toEqual(['policy.malformed-file', 'policies/demo-city/rates.yaml'])
      expect((error as Refusal).say('zh')).toContain('policies/demo-city/rates.yaml')
    }
  })

  test.each([
    ['没有 area.yaml', [file('somewhere/rates.yaml', rate('{ since: 2020-05, value: "1", basis: 甲 }'))]],
    ['代码不是六位', [file('a/area.yaml', AREA.replace('999900', '9999'))]],
    ['两区同代码', [file('a/area.yaml', AREA), file('b/area.yaml', AREA)]],
    ['一参数写在两个文件', [file('a/area.yaml', AREA), file('a/x.yaml', rate('')), file('a/y.yaml', rate(''))]],
  ])('统筹区目录有误（%s）拒绝', (_name, texts) => {
    expect(() => loadPolicyBook(texts)).toThrow('policy.malformed-file')
  })

  test('没有的统筹区，说出现有的', () => {
    const shipped = loadPolicyBook(filesUnder(['policies'], /\.yaml$/))
    try {
      shipped.area('310000')
      expect.unreachable()
    } catch (error) {
      expect((error as Refusal).say('zh')).toContain('示例市（999900）')
    }
    expect(
      shipped
        .areas()
        .filter(({ invented }) => invented)
        .map(({ zh }) => zh),
    ).toEqual(['示例市'])
  })
})

describe('参数摘要的输入', () => {
  const texts = filesUnder(['policies'], /\.yaml$/)
  const input = policyDigestInput(texts)

  test('与文件次序和所在根目录无关，与算例无关', () => {
    expect(policyDigestInput([...texts].reverse())).toBe(input)
    expect(policyDigestInput(texts.map(({ path, text }) => ({ path: `x/y/${path}`, text })))).toBe(input)
    expect(policyDigestInput(texts.filter(({ path }) => !path.includes('/cases/')))).toBe(input)
  })

  test('任何一个字改动即不同', () => {
    const changed = texts.map((one) =>
      one.path.endsWith('demo-city/pension.yaml') ? { ...one, text: one.text.replace('"16"', '"15"') } : one,
    )
    expect(policyDigestInput(changed)).not.toBe(input)
  })
})

test('示例市每个自有版本都注明虚构', () => {
  const city = loadPolicyBook(filesUnder(['policies'], /\.yaml$/)).area('999900')
  for (const { path, text } of filesUnder(['policies/demo-city'], /\.yaml$/)) {
    const bases = [...text.matchAll(/basis: ([^,}\n]*)/g)].map((match) => match[1]!)
    expect(
      bases.every((basis) => basis.startsWith('示例市（虚构）')),
      path,
    ).toBe(true)
  }
  expect(city.invented).toBe(true)
})
