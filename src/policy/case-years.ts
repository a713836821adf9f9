import { type Period, periodsFrom } from '../kernel/period.js'
import type { PolicyBook } from './book.js'
import { CaseProblem, type Given, type GivenTable } from './case-given.js'
import { areaOf, type Expectation, type ExpectedTable } from './case-topic.js'
import { countedMonths, type MonthPaid, yearsAndMonthsText } from './months.js'
import { inYears, yearsRule } from './pension-years.js'
import { type CountedYears, contributionYears } from './years.js'
import type { DeemedKind, DeemedStretch } from './years-deemed.js'
import type { PlacedMonth } from './years-duplicate.js'
import { benefitPlace, isTemporaryAccount, type PlaceStay } from './years-place.js'

/** 缴费年限：可给定的项目。 */
export const GIVEN_YEARS: GivenTable = {
  足额缴费月份: '月份或区间的列表：[2019-01, 2019-03 至 2020-02]；可重复',
  未足额缴费月份: '写法同足额缴费月份',
  各地缴费: '一地一行：[{ 地: 甲市, 月份: 2010-01 至 2012-12 }, { 地: 乙市, 月份: 2012-07 至 2015-06 }]',
  趸缴月份: '写法同足额缴费月份',
  居民缴费月份: '城乡居民养老保险的月份，写法同足额缴费月份',
  视同缴费期间:
    '一段一行：[{ 类别: 连续工龄, 起: 1985-07, 止: 1992-09, 证明: 招工登记表 }]；类别为连续工龄、军龄、机关事业工龄、特殊工种折算、其他；月数不写即该段的月数',
  转入月数: '不知逐月的转入或期初月数',
  协商保留地: '重复缴费的月份协商保留在哪一地',
  核定年月: '按哪个月份的规则；不写即最后一个缴费月份',
  户籍地: '如 甲市',
  关系所在地: '如 乙市',
  性别: '男、女',
  年龄月数: '初次到当地参保时的年龄，以月计，如 "600"',
}

const MONTHS = '足额缴费月份、未足额缴费月份'
const ALL =
  '统筹区；足额缴费月份、未足额缴费月份、各地缴费、趸缴月份、居民缴费月份、视同缴费期间、转入月数中有的；可加协商保留地、核定年月'

/** 缴费年限：可期望的项目。 */
export const EXPECTED_YEARS: ExpectedTable = {
  实际缴费月数: { form: '月数', needs: `${MONTHS}；有别的给定时同累计缴费月数`, tell: actualMonths },
  缴费年限: {
    form: '如 12年05个月',
    needs: `${MONTHS}；有别的给定时同累计缴费月数`,
    tell: (book, given) => yearsAndMonthsText(Number(actualMonths(book, given))),
  },
  视同缴费月数: ofYears('月数', ({ deemed }) => String(deemed.value)),
  特殊工种折算月数: ofYears('月数，单列', ({ converted }) => String(converted.value)),
  趸缴月数: ofYears('月数，单列', ({ lumpSum }) => String(lumpSum.value)),
  居民缴费月数: ofYears('月数，单列，不折算', ({ resident }) => String(resident.value)),
  累计缴费月数: ofYears('月数', ({ total }) => String(total.value)),
  累计缴费年限: ofYears('如 36年08个月', ({ total }) => yearsAndMonthsText(total.value)),
  折算年限: {
    form: '该地取两位小数的如 12.42，取十二分之一的如 149/12',
    needs: ALL,
    tell: (book, given) => {
      const { numerator, denominator } = inYears(
        years(book, given).total.value,
        yearsRule(areaOf(book, given), monthAsked(given)).value,
      )
      if (denominator !== 100) return `${numerator}/${denominator}`
      return `${Math.floor(numerator / 100)}.${String(numerator % 100).padStart(2, '0')}`
    },
  },
  中断月数: ofYears('月数：首末缴费月份之间没有缴费的', ({ interruptions }) =>
    String(interruptions.reduce((all, { months }) => all + months, 0)),
  ),
  中断期间: ofYears('如 2014-09至2018-12，以顿号相隔；没有写 无', ({ interruptions }) =>
    listed(interruptions.map(({ from, through }) => `${from}至${through}`)),
  ),
  重复缴费月数: ofYears('月数', ({ duplicates }) => String(duplicates.length)),
  重复缴费保留地: ofYears('各月保留地，以顿号相隔；没有写 无', ({ duplicates }) =>
    listed([...new Set(duplicates.map(({ kept }) => kept))]),
  ),
  重复缴费应退地: ofYears('应清退个人账户的地方，以顿号相隔；没有写 无', ({ duplicates }) =>
    listed([...new Set(duplicates.flatMap(({ refunded }) => refunded.map(({ place }) => place)))]),
  ),
  居民应退月数: ofYears('与职工缴费重复的居民月份数', ({ residentRefunds }) => String(residentRefunds.length)),
  不予计算的视同期间: ofYears('没有证明的段数', ({ undocumented }) => String(undocumented.length)),
  待遇领取地: {
    form: '地名',
    needs: '统筹区、户籍地、关系所在地、各地缴费（按参保先后）；可加核定年月',
    tell: (book, given) =>
      benefitPlace(areaOf(book, given), monthAsked(given), {
        household: given.text('户籍地'),
        relation: given.text('关系所在地'),
        stays: stays(given),
      }).value,
  },
  临时账户: {
    form: '是、否',
    needs: '统筹区、性别、年龄月数、户籍地、关系所在地、核定年月',
    tell: (book, given) => {
      const sex = given.named('性别', SEXES)
      const isHousehold = given.text('户籍地') === given.text('关系所在地')
      const ageInMonths = given.count('年龄月数')
      return isTemporaryAccount(areaOf(book, given), given.period('核定年月'), { sex, ageInMonths, isHousehold })
        ? '是'
        : '否'
    },
  },
}

/** 不予办理的年限。 */
export function attemptYears(book: PolicyBook, given: Given): boolean {
  if (![...SOURCES, '视同缴费期间'].some((name) => given.has(name))) return false
  years(book, given)
  return true
}

const SOURCES = ['足额缴费月份', '未足额缴费月份', '各地缴费', '趸缴月份', '居民缴费月份']
const SEXES = { male: { zh: '男' }, female: { zh: '女' } } as const
const KINDS: Readonly<Record<DeemedKind, { readonly zh: string }>> = {
  continuousService: { zh: '连续工龄' },
  military: { zh: '军龄' },
  publicService: { zh: '机关事业工龄' },
  hazardousConversion: { zh: '特殊工种折算' },
  other: { zh: '其他' },
}

function ofYears(form: string, tell: (years: CountedYears) => string): Expectation {
  return { form, needs: ALL, tell: (book, given) => tell(years(book, given)) }
}

function years(book: PolicyBook, given: Given): CountedYears {
  const brought = given.has('转入月数') ? [{ months: given.count('转入月数') }] : []
  return contributionYears(areaOf(book, given), {
    paid: paid(given),
    resident: months(given, '居民缴费月份', true),
    deemed: stretchesOf(given),
    broughtIn: brought,
    agreedPlaces: given.has('协商保留地') ? [given.text('协商保留地')] : [],
    at: monthAsked(given),
  })
}

/** Of months alone no area is asked; with anything else beside them, the area's rules tell. */
function actualMonths(book: PolicyBook, given: Given): string {
  if (given.has('统筹区')) return String(years(book, given).actual.value)
  return String(countedMonths(paid(given)).length)
}

function paid(given: Given): PlacedMonth[] {
  const here = (list: MonthPaid[], lumpSum = false) => list.map((one) => ({ ...one, place: '', lumpSum }))
  return [
    ...here(months(given, '未足额缴费月份', false)),
    ...here(months(given, '足额缴费月份', true)),
    ...here(months(given, '趸缴月份', true), true),
    ...placed(given),
  ]
}

function months(given: Given, name: string, paidInFull: boolean): MonthPaid[] {
  return given.ranges(name).flatMap((range) => monthsOf(range, paidInFull))
}

function monthsOf([from, through]: [Period, Period], paidInFull: boolean): MonthPaid[] {
  return [...periodsFrom(from, through)].map((contributionMonth) => ({ contributionMonth, paidInFull }))
}

function placed(given: Given): PlacedMonth[] {
  return given.rows('各地缴费', ['地', '月份']).flatMap(({ 地: place, 月份: span }) => {
    if (place === undefined || span === undefined) throw new CaseProblem('给定的“各地缴费”每行须有 地、月份')
    return monthsOf(given.range('各地缴费', span), true).map((one) => ({ ...one, place }))
  })
}

function stays(given: Given): PlaceStay[] {
  const all = placed(given)
  return [...new Set(all.map(({ place }) => place))].map((place) => ({
    place,
    months: countedMonths(all.filter((one) => one.place === place)).length,
  }))
}

/** 视同缴费期间的给定。 */
export function stretchesOf(given: Given): DeemedStretch[] {
  const name = '视同缴费期间'
  return given.rows(name, ['类别', '起', '止', '月数', '证明']).map(({ 类别, 起, 止, 月数, 证明: document = '' }) => {
    const kind = (Object.keys(KINDS) as DeemedKind[]).find((key) => KINDS[key].zh === 类别)
    if (kind === undefined) throw new CaseProblem(`给定的“${name}”类别不认识：${类别 ?? '空'}`)
    const [from, through] = given.range(name, `${起 ?? ''} 至 ${止 ?? ''}`)
    const whole = [...periodsFrom(from, through)].length
    if (月数 !== undefined && !/^\d{1,3}$/.test(月数)) throw new CaseProblem(`给定的“${name}”月数不是整数：${月数}`)
    if (kind !== 'hazardousConversion' && Number(月数 ?? whole) > whole) {
      throw new CaseProblem(`给定的“${name}”月数 ${月数} 多于该段的 ${whole} 个月`)
    }
    return { kind, from, through, months: Number(月数 ?? whole), document }
  })
}

/** The month whose rules hold: as given, else the last month of the case. */
function monthAsked(given: Given): Period {
  if (given.has('核定年月')) return given.period('核定年月')
  const all = [...paid(given), ...months(given, '居民缴费月份', true)].map(({ contributionMonth }) => contributionMonth)
  const last = [...all, ...stretchesOf(given).map(({ through }) => through)].sort().at(-1)
  if (last === undefined) throw new CaseProblem('没有缴费月份的算例须给定“核定年月”')
  return last
}

function listed(parts: readonly string[]): string {
  return parts.length === 0 ? '无' : parts.join('、')
}
