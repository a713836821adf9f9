import { describe, expect, test } from 'vitest'
import { filesUnder } from '../../test/files.js'
import { loadPolicyBook } from './book.js'
import { printCases, runCases } from './cases.js'

const book = loadPolicyBook(filesUnder(['policies'], /\.yaml$/))
const run = (text: string) => runCases(book, [{ path: '某省.yaml', text }])

const AREA = `
统筹区: { code: "880002", zh: 磐石市 }
参数:
  pension.base-floor: [{ since: 2020-01, value: "4000" }]
  pension.base-ceiling: [{ since: 2020-01, value: "20000" }]
  injury.base-floor: [{ since: 2020-01, value: "4000" }]
  injury.base-ceiling: [{ since: 2020-01, value: "20000" }]
  unemployment.base-floor: [{ since: 2020-01, value: "4000" }]
  unemployment.base-ceiling: [{ since: 2020-01, value: "20000" }]
  pension.average-wage: [{ since: 1990-01, value: "5000" }]
  pension.calculation-base: [{ since: 2020-01, value: "5000" }]
  pension.deemed-through: [{ since: 1990-01, value: 1995-06 }]
  pension.transitional-coefficient: [{ since: 1990-01, value: "1" }]
  pension.transitional-index: [{ since: 1990-01, value: indexOfOne }]
  survivors.monthly-income: [{ since: 2020-01, value: "1500" }]
  survivors.funeral-months: [{ since: 2020-01, value: "2" }]
  survivors.grant-months: [{ since: 2020-01, value: "1:2" }]
  survivors.grant-less-per-year-drawn: [{ since: 2020-01, value: "1" }]
  survivors.grant-floor: [{ since: 2020-01, value: "1" }]
算例:
`
const WAGE = '统筹区: 磐石市, 险种: 养老, 月份: 2025-08, 申报工资: "5000"'
const RETIRED =
  '统筹区: 磐石市, 退休类别: 男职工, 出生年月: 1964-09, 退休年月: 2024-09, 历月缴费基数: [{ 月份: 2000-01 至 2024-08, 基数: "3000" }], 退休时储存额: "100"'
const DIED = '统筹区: 磐石市, 死亡年月: 2025-03, 累计缴费月数: "200"'
const BORN = '统筹区: 磐石市, 生育年月: 2025-03, 单位月平均工资: "5000"'
const one = (given: string, expected: string, inline = '') =>
  run(
    `${AREA}- case: 一\n  given: { ${given} }\n  expect: { ${expected} }\n${inline === '' ? '' : `  参数: { ${inline} }\n`}`,
  )[0]!

describe('相互矛盾的算例', () => {
  test.each([
    ['险种用不到的给定', `${WAGE}, 工伤风险类别: "3"`, '缴费基数: "5000"', '“工伤风险类别”与所期望的项目无关'],
    ['退休以后的基数', RETIRED.replace('2024-08', '2024-10'), '计发年限月数: "298"', '退休年月以后的月份'],
    ['首次参保晚于缴费', `${RETIRED}, 首次参保年月: 2010-01`, '计发年限月数: "296"', '“首次参保年月”晚于'],
    ['出生晚于退休', RETIRED.replace('1964-09', '2030-09'), '计发月数: "139"', '“出生年月”不早于“退休年月”'],
    [
      '视同月数不是数',
      `${RETIRED}, 视同缴费期间: [{ 类别: 军龄, 起: 1999-01, 止: 1999-12, 月数: 十二 }]`,
      '计发年限月数: "308"',
      '月数不是整数',
    ],
    ['死后才领', `${DIED}, 领取养老金起月: 2025-04`, '抚恤金: "3000"', '“领取养老金起月”晚于“死亡年月”'],
    ['流产而有胎儿数', `${BORN}, 生育事件: 怀孕未满四个月流产, 胎儿数: "2"`, '产假天数: "15"', '流产的不得给定'],
    ['没有胎儿', `${BORN}, 生育事件: 生育, 胎儿数: "0"`, '产假天数: "98"', '“胎儿数”不得少于 1'],
    [
      '已领多于期限',
      '统筹区: 磐石市, 失业年月: 2025-03, 失业缴费月数: "12", 已领月数: "13"',
      '失业剩余月数: "0"',
      '“已领月数” 13 多于领取期限 12',
    ],
    ['三段的区间', '足额缴费月份: [2019-01 至 2019-03 至 2019-12]', '实际缴费月数: "3"', '“足额缴费月份”看不懂'],
    ['列表里的列表', '足额缴费月份: [[2019-01]]', '实际缴费月数: "1"', '“足额缴费月份”看不懂'],
    [
      '两位的年度',
      '统筹区: 磐石市, 险种: 居民养老, 缴费年度: "25", 缴费档次: "100"',
      '居民定额: "100"',
      '“缴费年度”看不懂',
    ],
  ])('%s：不成立，并指出是哪一项', (_name, given, expected, problem) => {
    const result = one(given, expected)
    expect(result.holds).toBe(false)
    expect(result.problem).toContain(problem)
  })

  test('去掉矛盾之处即成立', () => {
    expect(one(RETIRED, '计发年限月数: "296"').holds).toBe(true)
    expect(one(`${DIED}, 领取养老金起月: 2025-03`, '抚恤金: "3000"').holds).toBe(true)
    const deemed = '视同缴费期间: [{ 类别: 军龄, 起: 1990-01, 止: 1990-12 }]'
    const twice = '视同缴费期间: [{ 类别: 军龄, 起: 1999-01, 止: 2000-06 }, { 类别: 其他, 起: 1999-06, 止: 1999-12 }]'
    expect(one(`${RETIRED}, ${twice}`, '计发年限月数: "308"').holds).toBe(true)
    expect(one(`${RETIRED}, ${deemed}`, '计发年限月数: "308"').holds).toBe(true)
  })
})

describe('不能用的参数', () => {
  test.each([
    ['作除数的零', 'pension.average-wage: [{ since: 1990-01, value: "0" }]', '作除数的值不能为零'],
    ['类别之一为零', 'pension.divisor: [{ since: 1990-01, by: { "60": "0" } }]', '作除数的值不能为零'],
    ['别的参数的选项', 'pension.formula: [{ since: 1990-01, value: charged }]', '规则没有这个选项'],
    ['不是尾数处理', 'contribution.rounding: [{ since: 1990-01, value: asSummed }]', '规则没有这个选项'],
    ['不是月份', 'adjustment.retired-through: [{ since: 2020-01, value: 2023年12月 }]', '文字不合规则所读的写法'],
    ['不是年龄段', 'medical.age-bands: [{ since: 2020-01, value: 三十五 }]', '文字不合规则所读的写法'],
    ['标记写成 yes', 'pension.person-rate: [{ since: 2020-01, value: "8", history: yes }]', '只能写 true 或 false'],
  ])('%s：不载入，并指出是哪个参数', (_name, inline, problem) => {
    const result = one(WAGE, '缴费基数: "5000"', inline)
    expect(result.holds).toBe(false)
    expect(result.problem).toContain(problem)
    expect(result.problem).toContain(inline.split(':')[0]!)
  })

  test('下限高于上限的，说出是哪两个数', () => {
    const [term] = one(WAGE, '缴费基数: "5000"', 'pension.base-ceiling: [{ since: 2025-01, value: "3000" }]').terms
    expect(term).toMatchObject({ holds: false, actual: '不予办理：contribution.limits-crossed' })
    expect(term?.says).toContain('下限 4000.00 元高于上限 3000.00 元')
  })
})

describe('名称的写法', () => {
  test.each(['19', '一次性补收（趸缴）', '一次性补收', '趸缴'])('缴费类型可写 %s', (name) => {
    expect(one(`缴费类型: ${name}`, '月数规则: 足额到账后计入，趸缴月数另列').holds).toBe(true)
  })

  test.each(['养老', '养老保险', '企业职工基本养老保险', '110'])('险种可写 %s', (name) => {
    expect(one(WAGE.replace('养老', name), '缴费基数: "5000"').holds).toBe(true)
  })
})

describe('尚无一地公布的参数', () => {
  test.each([
    ['失业', 'unemployment', '50'],
    ['工伤', 'injury', '50'],
  ])('灵活就业人员参加%s保险的地方，写明费率即可算', (name, prefix, due) => {
    const levied = `${prefix}.levy: [{ since: 2020-01, by: { flexible: charged } }]`
    const given = `${WAGE.replace('养老', name)}, 人员类别: 灵活就业人员`
    const rated = `${levied}, ${prefix}.flexible-rate: [{ since: 2020-01, value: "1" }]`
    expect(one(given, `个人缴费: "${due}", 单位缴费: "0"`, rated).holds).toBe(true)
    expect(one(given, '不予办理: parameter.missing-version', levied).holds).toBe(true)
  })

  test('一个险种可以另有计息方法', () => {
    const given = '统筹区: 磐石市, 年度: "2024", 上年末储存额: "0", 逐月记账: { "12": "1000" }'
    const yearly = 'pension.interest-method: [{ since: 2020-01, value: yearly }]'
    expect(one(given, '当年记账利息: "2.18"').holds).toBe(true)
    expect(one(given, '当年记账利息: "14.19"', yearly).holds).toBe(true)
  })

  test('天数、计数的参数也可以查', () => {
    const days = '统筹区: 磐石市, 月份: 2025-01, 参数: maternity.leave-days, 参数类别: birth'
    expect(one(days, '参数值: "98"').holds).toBe(true)
    const count = '统筹区: 磐石市, 月份: 2025-01, 参数: injury.lump-sum-months, 参数类别: "1"'
    expect(one(count, '参数值: "27"').holds).toBe(true)
  })
})

describe('文件的写法', () => {
  const plain =
    '- case: 一\n  given: { 统筹区: 示例市, 险种: 养老, 月份: 2025-08, 申报工资: 5640 }\n  expect: { 缴费基数: 5640 }\n'
  test.each([
    ['有字节顺序标记', `\uFEFF${plain}`],
    ['以回车换行结尾', plain.replaceAll('\n', '\r\n')],
  ])('%s的照常运行', (_name, text) => {
    expect(printCases(run(text))).toContain('成立 1 例，不成立 0 例')
  })

  test.each([
    ['全角冒号', plain.replace('given:', 'given：')],
    ['全角逗号', plain.replaceAll(',', '，')],
    ['指向自身的引用', plain.replace('- case', '- &x\n  case').replace('5640 }', '*x }')],
    ['重复的键', plain.replace('{ 统筹区', '{ 险种: 医疗, 统筹区')],
  ])('%s：说出是文件不可读，并提示怎样查', (_name, text) => {
    const [result] = run(text)
    expect(result).toMatchObject({ holds: false })
    expect(result?.problem).toContain('不是可读的 YAML')
    expect(result?.problem).toContain('半角')
  })

  test('虚构的统筹区只写了名称的，提示怎样写', () => {
    const [result] = run(`统筹区: 海角市\n算例:\n${plain}`)
    expect(result?.problem).toContain('虚构的写代码和名称')
    expect(result?.problem).toContain('海角市')
  })

  test('依据写成列表的，该例不成立', () => {
    expect(run(plain.replace('- case: 一', '- case: 一\n  cites: [甲, 乙]'))[0]?.problem).toContain('cites')
  })
})
