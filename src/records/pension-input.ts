import { periodOfDay } from '../kernel/day.js'
import { invariant } from '../kernel/invariant.js'
import { ZERO } from '../kernel/money.js'
import type { Period } from '../kernel/period.js'
import type { BaseMonth, DeemedSpan, PensionInput } from '../policy/pension-input.js'
import type { RetirementGroup } from '../policy/retirement.js'
import type { MonthRow } from './contributions.js'
import { figure } from './figure.js'
import { compare } from './live.js'
import type { RightsRecord } from './rights-record.js'
import { EMPLOYEE_PENSIONS } from './years.js'

/** What of a record a pension is made from. */
export type PensionRecord = Pick<RightsRecord, 'registration' | 'insurances' | 'accounts' | 'years'>

/**
 * 养老金的计算所据。The months before the retirement that count, each once; deemed stretches; months brought in (from an
 * opening figure or another place) without bases; and the account as it stands at the end of the month of retirement.
 */
export function pensionInputOf(record: PensionRecord, group: RetirementGroup, retirement: Period): PensionInput {
  const { person, enrolments } = record.registration
  invariant(person !== undefined, 'a pension needs a registration')
  const all = paidMonths(record)
  const paid = all.filter(({ month }) => month < retirement)
  const enrolled = enrolments
    .filter(({ insurance }) => EMPLOYEE_PENSIONS.includes(insurance))
    .map(({ firstMonth }) => firstMonth.value)
  const worked = person.workStartDate === undefined ? [] : [periodOfDay(person.workStartDate)]
  const begun = [...(enrolled.length > 0 ? enrolled : worked), ...paid.slice(0, 1).map(({ month }) => month)]
  const { actual, lumpSum } = record.years
  const broughtMonths = Math.max(0, actual.value + lumpSum.value - all.length)
  return {
    birth: periodOfDay(person.birthDate),
    group,
    retirement,
    paid,
    firstMonth: begun.sort(compare)[0] ?? retirement,
    deemed: deemedSpans(record),
    ...(broughtMonths === 0 ? {} : { broughtMonths }),
    accountBalance: balanceAt(record, retirement),
  }
}

/** Months that lie inside an opening figure are there without their bases. Where two employers paid for the same month, the higher base stands for it. */
function paidMonths({ insurances }: PensionRecord): BaseMonth[] {
  const best = new Map<Period, MonthRow>()
  for (const { insurance, rows } of insurances) {
    if (!EMPLOYEE_PENSIONS.includes(insurance)) continue
    for (const row of rows) {
      if (!row.paidInFull) continue
      const known = best.get(row.month)
      if (known === undefined || row.base.value > known.base.value) best.set(row.month, row)
    }
  }
  return [...best.values()].map(baseMonth).sort((a, b) => compare(a.month, b.month))
}

function baseMonth({ month, base }: MonthRow): BaseMonth {
  return { month, base: base.value, ...(base.fact === undefined ? {} : { fact: base.fact }) }
}

/** Each stretch with the months that count of it: what was paid for, or deemed twice, counts once, and where it lies. */
function deemedSpans({ years }: PensionRecord): DeemedSpan[] {
  return years.stretches.flatMap(({ stretch, months, from, through }) => {
    if (from === undefined || through === undefined) return []
    return [{ from, through, months, ...(stretch.fact === undefined ? {} : { fact: stretch.fact }) }]
  })
}

function balanceAt({ accounts }: PensionRecord, month: Period): PensionInput['accountBalance'] {
  const own = accounts.filter(({ insurance }) => EMPLOYEE_PENSIONS.includes(insurance))
  const [first, ...others] = own.map((one) => one.balanceAt(month))
  if (first === undefined) return figure('accountBalance', 'fen', ZERO, () => [])
  if (others.length === 0) return first
  const parts = [first, ...others]
  const amount = parts.reduce<number>((sum, { value }) => sum + value, 0) as typeof ZERO
  return figure('accountBalance', 'fen', amount, () => parts)
}
