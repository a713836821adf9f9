import { cite, type Explained, explain, type FactRef } from '../kernel/explain.js'
import { monthsBetween, type Period, parsePeriod, plus } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import type { AreaPolicy } from './area.js'
import { countedMonths, type MonthPaid } from './months.js'
import { malformedList } from './refusals.js'
import { type DeemedCounted, type DeemedStretch, deemedCounted } from './years-deemed.js'
import { type DuplicateMonth, duplicateMonths, type PlacedMonth } from './years-duplicate.js'

/** 计算缴费年限所需的事实。Of the employees' pension, from every place; the residents' beside it. */
export interface YearsInput {
  readonly paid: readonly PlacedMonth[]
  readonly resident?: readonly MonthPaid[]
  readonly deemed?: readonly DeemedStretch[]
  /** 转入或期初的月数, of which the single months are not known. */
  readonly broughtIn?: readonly { readonly months: number; readonly fact?: FactRef }[]
  /** Places the person agreed to keep duplicate months at, first choice first. */
  readonly agreedPlaces?: readonly string[]
  /** The month whose rules hold: that of the look or of retirement. */
  readonly at: Period
}

/** 中断的一段：months between the first and the last that counted, in which none did. It clears nothing. */
export interface Interruption {
  readonly from: Period
  readonly through: Period
  readonly months: number
}

/** 缴费年限，以月计。 */
export interface CountedYears {
  /** 实际缴费月数，转入的在内；each calendar month once, whatever the places. Lump sums stand apart. */
  readonly actual: Explained<number>
  readonly lumpSum: Explained<number>
  /** 视同缴费月数；what was paid for is not deemed as well. */
  readonly deemed: Explained<number>
  /** 特殊工种折算月数，单列。 */
  readonly converted: Explained<number>
  /** 累计：actual and deemed, and lump sums and conversions where the area counts them. */
  readonly total: Explained<number>
  /** 城乡居民养老保险缴费月数，单列，不折算为职工的；months that are not the employees' too. */
  readonly resident: Explained<number>
  /** 与职工缴费重复的居民月份，应退。 */
  readonly residentRefunds: readonly Period[]
  readonly interruptions: readonly Interruption[]
  readonly duplicates: readonly DuplicateMonth[]
  /** 视同缴费，逐段：what counts of each stretch, and from which month to which. */
  readonly stretches: readonly DeemedCounted[]
  /** 没有证明材料、不予计算的视同期间。 */
  readonly undocumented: readonly DeemedStretch[]
}

const RULE = cite('社会保险法', 16)
const MERGING = cite('人社部发〔2014〕17号', '合并计算')

/** 缴费年限。The order of the facts does not matter; a month that is taken back and paid again counts as before. */
export function contributionYears(area: AreaPolicy, input: YearsInput): CountedYears {
  const { paid, resident = [], deemed = [], broughtIn = [], at } = input
  const normal = countedMonths(paid.filter(({ lumpSum }) => lumpSum !== true))
  const paidMonths = new Set(normal.map(({ contributionMonth }) => contributionMonth))
  const lump = countedMonths(paid.filter(({ lumpSum }) => lumpSum === true)).filter(
    ({ contributionMonth }) => !paidMonths.has(contributionMonth),
  )
  const whole = new Set([...paidMonths, ...lump.map(({ contributionMonth }) => contributionMonth)])
  const documented = deemed.filter(({ document }) => document.trim() !== '')
  const stretches = deemedCounted(documented, whole, lastDeemed(area, at))
  const residents = countedMonths(resident)
  const actual = explain('actualMonths', 'months', RULE, (why) => {
    for (const { contributionMonth, fact } of normal) why.step('monthCounted', 'month', contributionMonth, fact)
    return broughtIn.reduce(
      (all, one) => all + why.step('broughtInMonths', 'months', one.months, one.fact),
      normal.length,
    )
  })
  const lumpSum = counted('lumpSumMonths', lump)
  const deemedMonths = explain('deemedMonths', 'months', RULE, (why) =>
    stretches.counted.reduce(
      (all, { stretch, months }) => all + why.step('deemedMonths', 'months', months, stretch.fact),
      0,
    ),
  )
  const converted = explain('convertedMonths', 'months', RULE, (why) =>
    documented
      .filter(({ kind }) => kind === 'hazardousConversion')
      .reduce((all, { months, fact }) => all + why.step('convertedMonths', 'months', months, fact), 0),
  )
  return {
    ...{ actual, lumpSum, deemed: deemedMonths, converted },
    total: totalOf(area, at, { actual, lumpSum, deemed: deemedMonths, converted }),
    resident: counted(
      'residentMonths',
      residents.filter(({ contributionMonth }) => !whole.has(contributionMonth)),
    ),
    residentRefunds: residents.map(({ contributionMonth }) => contributionMonth).filter((month) => whole.has(month)),
    interruptions: interruptions([...whole, ...stretches.months]),
    duplicates: duplicateMonths(paid, input.agreedPlaces),
    stretches: stretches.counted,
    undocumented: deemed.filter((one) => !documented.includes(one)),
  }
}

/** 连续工龄视同缴费的最后月份, where the area tells it. */
export function lastDeemed(area: AreaPolicy, at: Period): Period | undefined {
  const id = 'pension.deemed-through'
  const found = area.find(id, at)?.value
  if (found === undefined) return undefined
  const month = String(found)
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) throw new Refusal(malformedList, { parameter: id, found: month })
  return parsePeriod(month)
}

type Parts = Pick<CountedYears, 'actual' | 'lumpSum' | 'deemed' | 'converted'>

function totalOf(area: AreaPolicy, at: Period, { actual, lumpSum, deemed, converted }: Parts): Explained<number> {
  return explain('totalMonths', 'months', RULE, (why) => {
    let months = why.use(actual) + why.use(deemed)
    const apart = [
      ['pension.lump-sum-months', lumpSum],
      ['pension.converted-months', converted],
    ] as const
    for (const [rule, part] of apart) {
      if (part.value === 0) continue
      if (why.use(area.choice(rule, at)) === 'included') months += why.use(part)
    }
    return months
  })
}

function counted(term: 'lumpSumMonths' | 'residentMonths', months: readonly MonthPaid[]): Explained<number> {
  return explain(term, 'months', term === 'residentMonths' ? MERGING : RULE, (why) => {
    for (const { contributionMonth, fact } of months) why.step('monthCounted', 'month', contributionMonth, fact)
    return months.length
  })
}

function interruptions(months: readonly Period[]): Interruption[] {
  const sorted = [...new Set(months)].sort()
  return sorted.flatMap((month, n) => {
    const before = sorted[n - 1]
    const missing = before === undefined ? 0 : monthsBetween(before, month) - 1
    return missing === 0 ? [] : [{ from: plus(before!, 1), through: plus(month, -1), months: missing }]
  })
}
