import { given as told } from '../kernel/explain.js'
import { parseYuan } from '../kernel/money.js'
import { periodsFrom } from '../kernel/period.js'
import { type Adjustment, adjustmentOf, afterAdjustment } from './benefit-adjustment.js'
import type { PolicyBook } from './book.js'
import { groupOf } from './case-benefit.js'
import { CaseProblem, type Given, type GivenTable } from './case-given.js'
import { areaOf, type ExpectedTable, yuan } from './case-topic.js'
import { stretchesOf } from './case-years.js'
import { type BaseMonth, type DeemedSpan, type Pension, type PensionInput, pensionOf, recomputed } from './pension.js'
import { divisorOf } from './pension-divisor.js'
import { lastDeemed } from './years.js'
import { deemedCounted } from './years-deemed.js'

/** 基本养老金：可给定的项目。 */
export const GIVEN_PENSION: GivenTable = {
  历月缴费基数: '一段一行：[{ 月份: 1992-10 至 2025-05, 基数: "1000.00" }]；后写的盖过先写的',
  首次参保年月: '如 1992-10；不写即最早的缴费月份',
  退休时储存额: '元',
  已发月养老金: '元，预发时每月发放的',
  已发月数: '预发的月数',
  调整年度: '如 "2025"',
  调整前月养老金: '元',
  累计缴费月数: '实际、视同、转入合计的月数',
}

const PENSION =
  '统筹区、退休类别、出生年月、退休年月、历月缴费基数、退休时储存额；可加首次参保年月、视同缴费期间、转入月数'
const RECOMPUTED = `${PENSION}、已发月养老金、已发月数`
const ADJUSTED = '统筹区、调整年度、出生年月、退休年月、调整前月养老金、累计缴费月数'

/** 基本养老金：可期望的项目。 */
export const EXPECTED_PENSION: ExpectedTable = {
  计发基数: { form: '元', needs: PENSION, tell: (book, given) => yuan(pension(book, given).base) },
  平均缴费工资指数: {
    form: '四位小数，如 0.9000',
    needs: PENSION,
    tell: (book, given) => decimals(pension(book, given).averageIndex.value / 100, 4),
  },
  计发月数: {
    form: '一位小数，如 137.8',
    needs: '统筹区、出生年月、退休年月',
    tell: (book, given) => decimals(divisor(book, given).value, 1),
  },
  计发年限月数: { form: '月数', needs: PENSION, tell: (book, given) => String(pension(book, given).years.value) },
  基础养老金: { form: '元', needs: PENSION, tell: (book, given) => yuan(pension(book, given).basic) },
  个人账户养老金: { form: '元', needs: PENSION, tell: (book, given) => yuan(pension(book, given).account) },
  过渡性养老金: { form: '元', needs: PENSION, tell: (book, given) => yuan(pension(book, given).transitional) },
  养老金尾数进位: { form: '元', needs: PENSION, tell: (book, given) => yuan(pension(book, given).rounding) },
  月养老金: { form: '元', needs: PENSION, tell: (book, given) => yuan(pension(book, given).total) },
  是否预发: {
    form: '预发、不预发',
    needs: PENSION,
    tell: (book, given) => (pension(book, given).provisional ? '预发' : '不预发'),
  },
  不足最低年限月数: {
    form: '月数',
    needs: PENSION,
    tell: (book, given) => String(pension(book, given).shortfall.value),
  },
  每月差额: { form: '元', needs: RECOMPUTED, tell: (book, given) => yuan(again(book, given).monthlyDifference) },
  补发养老金: { form: '元', needs: RECOMPUTED, tell: (book, given) => yuan(again(book, given).arrears) },
  定额调整: { form: '元', needs: ADJUSTED, tell: (book, given) => yuan(adjustment(book, given).fixed) },
  按年限调整: { form: '元', needs: ADJUSTED, tell: (book, given) => yuan(adjustment(book, given).byYears) },
  按水平调整: { form: '元', needs: ADJUSTED, tell: (book, given) => yuan(adjustment(book, given).byShare) },
  高龄倾斜: { form: '元', needs: ADJUSTED, tell: (book, given) => yuan(adjustment(book, given).byAge) },
  调整额: { form: '元', needs: ADJUSTED, tell: (book, given) => yuan(adjustment(book, given).total) },
  调整后月养老金: {
    form: '元',
    needs: ADJUSTED,
    tell: (book, given) => yuan(afterAdjustment(before(given), adjustment(book, given))),
  },
}

/** 不予办理的养老金。 */
export function attemptPension(book: PolicyBook, given: Given): boolean {
  if (given.has('调整年度')) adjustment(book, given)
  else if (given.has('历月缴费基数')) pension(book, given)
  else return false
  return true
}

function pension(book: PolicyBook, given: Given): Pension {
  return pensionOf(areaOf(book, given), inputOf(book, given))
}

function again(book: PolicyBook, given: Given) {
  const total = told('monthlyPension', 'fen', given.amount('已发月养老金'))
  return recomputed(areaOf(book, given), { total }, inputOf(book, given), given.count('已发月数'))
}

function adjustment(book: PolicyBook, given: Given): Adjustment {
  return adjustmentOf(areaOf(book, given), {
    year: given.year('调整年度'),
    birth: given.period('出生年月'),
    retirement: given.period('退休年月'),
    before: before(given),
    months: given.count('累计缴费月数'),
  })
}

function before(given: Given) {
  return told('monthlyPension', 'fen', given.amount('调整前月养老金'))
}

function divisor(book: PolicyBook, given: Given) {
  return divisorOf(areaOf(book, given), given.period('出生年月'), retirementOf(given))
}

function retirementOf(given: Given) {
  const [birth, retirement] = [given.period('出生年月'), given.period('退休年月')]
  if (birth >= retirement) throw new CaseProblem('给定的“出生年月”不早于“退休年月”')
  return retirement
}

function inputOf(book: PolicyBook, given: Given): PensionInput {
  const paid = basesOf(given)
  const retirement = retirementOf(given)
  const first = given.has('首次参保年月') ? given.period('首次参保年月') : paid[0]?.month
  if (first === undefined) throw new CaseProblem('给定的“历月缴费基数”没有一个月')
  if (paid.some(({ month }) => month > retirement)) throw new CaseProblem('给定的“历月缴费基数”有退休年月以后的月份')
  if (paid.some(({ month }) => month < first)) throw new CaseProblem('给定的“首次参保年月”晚于最早的缴费月份')
  return {
    birth: given.period('出生年月'),
    group: groupOf(given),
    retirement,
    paid,
    firstMonth: first,
    deemed: deemedOf(book, given, paid),
    ...(given.has('转入月数') ? { broughtMonths: given.count('转入月数') } : {}),
    accountBalance: told('accountBalance', 'fen', given.amount('退休时储存额')),
  }
}

function basesOf(given: Given): BaseMonth[] {
  const bases = new Map<string, BaseMonth>()
  for (const row of given.rows('历月缴费基数', ['月份', '基数'])) {
    const [from, through] = given.range('历月缴费基数', row['月份'] ?? '')
    const base = given.readable('历月缴费基数', () => parseYuan(row['基数'] ?? ''))
    for (const month of periodsFrom(from, through)) bases.set(month, { month, base })
  }
  return [...bases.values()].sort((a, b) => (a.month < b.month ? -1 : 1))
}

/** 视同缴费期间，as the years count it: a month that was paid for, or told twice, is one month. */
function deemedOf(book: PolicyBook, given: Given, paid: readonly BaseMonth[]): DeemedSpan[] {
  const stretches = stretchesOf(given)
  if (stretches.some(({ kind }) => kind === 'hazardousConversion')) {
    throw new CaseProblem('养老金的算例不计“特殊工种折算”，请从“视同缴费期间”中删去')
  }
  const until = lastDeemed(areaOf(book, given), given.period('退休年月'))
  const { counted } = deemedCounted(stretches, new Set(paid.map(({ month }) => month)), until)
  return counted.flatMap(({ from, through, months }) =>
    from === undefined || through === undefined ? [] : [{ from, through, months }],
  )
}

function decimals(value: number, places: number): string {
  const digits = String(value).padStart(places + 1, '0')
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`
}
