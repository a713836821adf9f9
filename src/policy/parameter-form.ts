import { findCalendarDays } from './calendar-days.js'
import type { Choice } from './choices.js'

/** 选项参数各自认识的选项，by the end of the id. What a rule does not know is refused, never taken for something else. */
const OPTIONS: readonly (readonly [end: string, options: readonly Choice[]])[] = [
  ['adjustment.years-rounding', ['up', 'down']],
  ['pension.years-rounding', ['exactTwelfths', 'twoDecimals']],
  ['pension.total-rounding', ['asSummed', 'ceilJiao', 'ceilYuan']],
  ['rounding', ['halfUp', 'up', 'down']],
  ['.levy', ['charged', 'notCharged', 'withMedical']],
  ['.keeper', ['humanResources', 'medicalSecurity']],
  ['.back-pay-subsidy', ['given', 'notGiven']],
  ['.interest-method', ['monthlyProduct', 'yearly']],
  ['.back-pay-interest', ['settlement', 'contribution']],
  ['.prepayment-interest', ['settlement', 'contribution']],
  ['.closing-month', ['counted', 'notCounted']],
  ['.provisional-rate', ['none', 'lastPublished']],
  ['.provisional-base', ['none', 'lastPublished']],
  ['.recomputation', ['recomputed', 'kept']],
  ['.lump-sum-months', ['included', 'apart']],
  ['.converted-months', ['included', 'apart']],
  ['pension.formula', ['national', 'beijing', 'twoBases']],
  ['.index-months', ['paid', 'due']],
  ['.index-wage-year', ['priorYear', 'sameYear']],
  ['.transitional-index', ['averageIndex', 'indexOfOne']],
  ['.divisor-between', ['interpolated', 'wholeAge']],
  ['.retention-start', ['afterYearMade']],
  ['retention', ['permanent', 'fixed']],
  ['.allowance-payer', ['fromFund', 'fromEmployer']],
]

/** 作除数的参数：never zero. */
const DIVIDES =
  /^pension\.(average-wage|divisor|divisor-doubtful)$|^resident-pension\.divisor$|\.days-of-month$|\.delay-step$/

/** 写成文字的参数中，规则直接读的几种。 */
const FORMS: readonly (readonly [id: RegExp, form: RegExp])[] = [
  [/\.(deemed-through|transitional-through|retired-through|scheme-start)$/, /^\d{4}-(0[1-9]|1[0-2])$/],
  [/\.age-bands$/, /^\d{1,3}( \d{1,3})*$/],
  [/\.float-choices$/, /^\d+(\.\d*[1-9])?( \d+(\.\d*[1-9])?)*$/],
]

const CALENDAR = /^calendar\.(days-off|work-days)$/

/** 一个选项参数可取的值。 */
export function optionsOf(id: string): readonly Choice[] | undefined {
  return OPTIONS.find(([end]) => id.endsWith(end))?.[1]
}

/** 值可否为规则所用。What the unit alone does not tell: undefined where it fits, else what is wrong. */
export function misfit(id: string, unit: string, value: number | string): string | undefined {
  if (unit === 'choice') {
    const known = optionsOf(id)
    return known === undefined || known.includes(value as Choice) ? undefined : 'the rule knows no such choice'
  }
  if (value === 0 && DIVIDES.test(id)) return 'what divides cannot be zero'
  if (CALENDAR.test(id) && findCalendarDays(String(value)) === undefined)
    return 'the text is not of the form the rule reads'
  const form = FORMS.find(([ids]) => ids.test(id))?.[1]
  return form === undefined || form.test(String(value)) ? undefined : 'the text is not of the form the rule reads'
}
