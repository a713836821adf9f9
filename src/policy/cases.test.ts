import { describe, expect, test } from 'vitest'
import { filesUnder } from '../../test/files.js'
import { loadPolicyBook } from './book.js'
import { EXPECTED_TERMS } from './case-terms.js'
import { printCases, runCases } from './cases.js'

const texts = filesUnder(['policies'], /\.yaml$/)
const book = loadPolicyBook(texts)
const files = texts.filter(({ path }) => path.startsWith('policies/cases/'))
const results = runCases(book, files)

const one = (lines: string) => runCases(book, [{ path: 'policies/cases/x.yaml', text: lines }])
const withGiven = (given: string, expected: string) =>
  one(`- { case: 一例, given: { ${given} }, expect: { ${expected} } }`)[0]!
const GIVEN = '统筹区: 示例市, 险种: 养老, 月份: 2025-08'
const ACCOUNT = '统筹区: 示例市, 年度: "2024", 上年末储存额: "0"'
const DEEMED = (more: string) => `统筹区: 示例市, 视同缴费期间: [{ 类别: 军龄, 起: 1990-01, 止: 1990-12, ${more} }]`

describe('算例', () => {
  test.each(results)('$file · $name', (result) => {
    expect(result.holds, printCases([result])).toBe(true)
  })

  test('至少六十例，每个可期望的项目都有一例', () => {
    expect(results.length).toBeGreaterThanOrEqual(60)
    const used = new Set(results.flatMap(({ terms }) => terms.map(({ term }) => term)))
    expect(Object.keys(EXPECTED_TERMS).filter((term) => !used.has(term))).toEqual([])
  })
})

describe('算例不成立时说得出', () => {
  test('数值不同：应为与算得都在', () => {
    const wrong = withGiven(`${GIVEN}, 申报工资: "5000.00"`, '个人缴费: "400.00"')
    expect(wrong.holds).toBe(false)
    expect(printCases([wrong])).toContain('个人缴费：应为 400.00，算得 451.20')
    expect(printCases([wrong])).toContain('共 1 例，成立 0 例，不成立 1 例。')
  })

  test('应予办理而不予办理，及其反面', () => {
    const refused = withGiven('统筹区: 示例市, 险种: 养老, 月份: 2018-01, 申报工资: "5000.00"', '个人缴费: "400.00"')
    expect(refused.terms[0]).toMatchObject({ holds: false, actual: '不予办理：parameter.missing-version' })
    const allowed = withGiven(`${GIVEN}, 申报工资: "5000.00"`, '不予办理: parameter.missing-version')
    expect(allowed.terms[0]).toMatchObject({ holds: false, actual: '予以办理' })
    const other = withGiven(
      '统筹区: 示例市, 险种: 生育, 月份: 2025-08, 申报工资: "5000.00"',
      '不予办理: parameter.missing-version',
    )
    expect(other.terms[0]).toMatchObject({ holds: false, actual: '不予办理：contribution.not-charged' })
  })

  test.each([
    ['不认识的给定', 'X: "1"', '下限: "1"', '给定中有不认识的项目：X'],
    ['不认识的期望', GIVEN, '实发: "1"', '期望中有不认识的项目：实发'],
    ['缺少给定', GIVEN, '个人缴费: "1"', '缺少给定的“申报工资”'],
    ['看不懂的给定', `统筹区: 示例市, 险种: 保险, 月份: 2025-08`, '下限: "1"', '“险种”看不懂'],
    ['看不懂的区间', '逐月记账: { "5-3": "1.00" }', '月积数: "1"', '“逐月记账”看不懂'],
    ['看不懂的月份', '统筹区: 示例市, 险种: 养老, 月份: 2025-13', '下限: "1"', '“月份”看不懂'],
    ['看不懂的金额', `${GIVEN}, 申报工资: 一千`, '个人缴费: "1"', '“申报工资”看不懂'],
    [
      '看不懂的百分数',
      `${GIVEN.replace('养老', '工伤')}, 申报工资: "1", 浮动系数: 高`,
      '个人缴费: "1"',
      '“浮动系数”不是百分数',
    ],
    ['看不懂的年度', '统筹区: 示例市, 年度: "24"', '记账利率: "1"', '“年度”看不懂'],
    ['颠倒的区间', '足额缴费月份: [2020-05 至 2020-01]', '缴费年限: "1"', '“足额缴费月份”看不懂'],
    ['没有的月份', `${ACCOUNT}, 账户终止月份: "13"`, '本金: "0"', '“账户终止月份”应为 1 至 12'],
    ['相互矛盾', `${ACCOUNT}, 逐月支付: { "1": "1" }, 逐月应发: { "1": "1" }`, '本金: "0"', '“逐月支付”与“逐月应发”'],
    ['没有账户的险种', `${ACCOUNT}, 险种: 工伤`, '本金: "0"', '“险种”没有按记账利率计息的个人账户'],
    ['与期望无关的给定', `${GIVEN}, 出生年月: 1970-01`, '下限: "1"', '给定的“出生年月”与所期望的项目无关'],
    ['没有的参数', `统筹区: 示例市, 月份: 2025-08, 参数: a.b`, '参数值: "1"', '没有参数“a.b”'],
    ['视同多于该段', DEEMED('月数: "30", 证明: 表'), '视同缴费月数: "30"', '“视同缴费期间”月数 30 多于该段的 12 个月'],
    ['视同类别不认识', DEEMED('类别: 学龄').replace('类别: 军龄, ', ''), '视同缴费月数: "1"', '类别不认识：学龄'],
    ['视同写了别的', DEEMED('备注: 无'), '视同缴费月数: "1"', '“视同缴费期间”看不懂'],
    ['没有月份可问', '统筹区: 示例市, 转入月数: "3"', '累计缴费月数: "3"', '“核定年月”'],
  ])('%s是该例的错，并指出是哪一项', (_name, given, expected, problem) => {
    const result = withGiven(given, expected)
    expect(result.holds).toBe(false)
    expect(result.problem).toContain(problem)
  })

  test('没有适用参数的月份：不成立，并连同理由打印', () => {
    const result = withGiven('统筹区: 示例市, 险种: 养老, 月份: 2018-01', '下限: "1"')
    expect(printCases([result])).toContain(
      '示例市没有适用于 2018-01 的参数“养老保险缴费基数下限”（pension.base-floor）',
    )
  })

  test.each([
    ['不是列表', 'case: 1'],
    ['空的列表', '[]'],
    ['表里没有算例', '统筹区: 示例市'],
    ['表里有不认识的项目', '统筹区: 示例市\n备注: 无\n算例: [{ case: 甲, given: {}, expect: { 下限: "1" } }]'],
    ['没有的统筹区', '统筹区: 无此市\n算例: [{ case: 甲, given: {}, expect: { 下限: "1" } }]'],
    ['没有期望', '- { case: 甲, given: {} , expect: {} }'],
    ['不是 YAML', '- { case: ['],
  ])('文件写坏了（%s），不影响别的文件', (_name, text) => {
    const [bad, good] = runCases(book, [
      { path: 'bad.yaml', text },
      files.find(({ path }) => path.endsWith('years.yaml'))!,
    ])
    expect([bad!.holds, good!.holds]).toEqual([false, true])
    expect(bad!.problem).not.toBe('')
  })
})

describe('自带的参数写坏了，指明算例与参数', () => {
  const given = 'given: { 统筹区: 示例市, 险种: 养老, 月份: 2025-08 }, expect: { 下限: "5640" }'
  const inline = (parameters: string) => one(`- { case: 甲例, 参数: ${parameters}, ${given} }`)[0]!

  test.each([
    [
      '没有这样的参数',
      '{ pension.base-flor: [{ since: 2025-01, value: "1" }] }',
      'pension.base-flor”有误：没有这样的参数',
    ],
    ['没有版本', '{ pension.base-floor: [] }', 'pension.base-floor”有误：参数须有至少一个版本'],
    ['只写了一个值', '{ pension.base-floor: "5000" }', 'pension.base-floor”有误：参数须有至少一个版本'],
    ['起月不是月份', '{ pension.base-floor: [{ since: 2025, value: "1" }] }', 'since 或 until 不是有效月份'],
    ['止月早于起月', '{ pension.base-floor: [{ since: 2025-02, until: 2025-01, value: "1" }] }', 'until 早于 since'],
    ['值不合单位', '{ pension.base-floor: [{ since: 2025-01, value: 多 }] }', '值与单位不符'],
    [
      '单位不合',
      '{ pension.base-floor: { unit: percent, versions: [{ since: 2025-01, value: "1" }] } }',
      '单位与该参数在别处的不同',
    ],
    ['没有值', '{ pension.base-floor: [{ since: 2025-01 }] }', '每个版本须有且仅有 value、by、same 之一'],
    ['分类不是表', '{ pension.base-floor: [{ since: 2025-01, by: 甲 }] }', '值与单位不符'],
    ['所指无此参数', '{ pension.base-floor: [{ since: 2025-01, same: a.b }] }', 'same 所指参数不存在或单位不同'],
    [
      '版本重叠',
      '{ pension.base-floor: [{ since: 2025-01, value: "1", until: 2025-06 }, { since: 2025-06, value: "2" }] }',
      '重叠或次序颠倒',
    ],
    ['不认识的键', '{ pension.base-floor: [{ since: 2025-01, value: "1", 备注: 无 }] }', '有不认识的键'],
    ['统筹区重复', '{ 统筹区: { code: "990001", zh: 示例市 } }', '统筹区”有误：该统筹区已有'],
    ['代码重复', '{ 统筹区: { code: "999900", zh: 海角市 } }', '统筹区”有误：该统筹区已有'],
    ['代码不合', '{ 统筹区: { code: "99", zh: 海角市 } }', '统筹区须有六位代码'],
    ['没有的统筹区', '{ 统筹区: 海角市 }', '没有这个统筹区；虚构的写代码和名称'],
    ['参数不是表', '"5000"', '参数”有误'],
  ])('%s', (_name, parameters, problem) => {
    const result = inline(parameters)
    expect(result.holds).toBe(false)
    expect(result.problem).toContain(problem)
  })

  test('写对了就成立；只在该例里有效，别的例不变（对照）', () => {
    const changed = inline('{ pension.base-floor: [{ since: 2025-08, until: 2025-08, value: "6000" }] }')
    expect(changed.terms[0]).toMatchObject({ actual: '6000.00', holds: false })
    const [first, second] = one(
      `- { case: 甲, 参数: { pension.base-floor: [{ since: 2025-08, value: "6000" }] }, ${given.replace('5640', '6000')} }\n- { case: 乙, ${given} }`,
    )
    expect([first!.holds, second!.holds]).toEqual([true, true])
  })

  test('文件的参数写坏了，该文件不运行，别的文件照常', () => {
    const text = `参数: { pension.base-floor: [] }\n算例: [{ case: 甲, ${given} }]`
    const [bad, good] = runCases(book, [
      { path: 'bad.yaml', text },
      files.find(({ path }) => path.endsWith('years.yaml'))!,
    ])
    expect([bad!.holds, good!.holds]).toEqual([false, true])
    expect(bad!.problem).toContain('没有写明是哪个统筹区的参数')
  })
})
