import { employerOf, itemsOf, termsIn } from '../../collection/employer-terms.js'
import { invariant } from '../../kernel/invariant.js'
import { type Fen, fen } from '../../kernel/money.js'
import { type Period, plus } from '../../kernel/period.js'
import { insurancesCharged } from '../../policy/levy.js'
import { type City, wageIn, worksIn } from './city.js'
import { type DemoEmployer, isOpen, NAMED_EMPLOYERS } from './employers.js'
import { flexiblePayments } from './flexible.js'
import type { DemoLife, Spell } from './lives.js'
import { oddPayments } from './odd-payments.js'
import type { Payment } from './payment.js'

/** 申报表的一行。 */
export interface FilingRow {
  readonly life: DemoLife
  readonly contributionMonth: Period
  readonly contributionKind: '1' | '2'
  readonly wage: Fen
}

export interface DemoFiling {
  readonly employer: DemoEmployer
  readonly settlementMonth: Period
  readonly rows: readonly FilingRow[]
}

export interface DemoLevy {
  readonly agency: string
  readonly batch: string
  readonly payments: readonly Payment[]
}

export interface Move {
  readonly life: DemoLife
  readonly spell: Spell
}

/** 某月在示例市发生的事，in the order in which they are brought to the agency. */
export interface DemoMonth {
  readonly month: Period
  readonly opened: readonly DemoEmployer[]
  readonly closed: readonly DemoEmployer[]
  /** Whose spell ended the month before. */
  readonly left: readonly Move[]
  readonly joined: readonly Move[]
  readonly filings: readonly DemoFiling[]
  readonly levies: readonly DemoLevy[]
}

export function monthOf(city: City, month: Period): DemoMonth {
  const before = plus(month, -1)
  const moves = (when: (spell: Spell) => boolean): Move[] =>
    city.lives.flatMap((life) => life.spells.filter(when).map((spell) => ({ life, spell })))
  const filings = filingsOf(city, month).filter(({ employer }) => !isLeftToDo(city, employer, month))
  return {
    month,
    filings,
    opened: city.employers.filter(({ from }) => from === month),
    closed: city.employers.filter(({ through }) => through === before),
    left: moves(({ through }) => through === before),
    joined: moves((spell) => spell.from === month || (month === city.size.from && worksIn(spell, month))),
    levies: leviesOf(city, month),
  }
}

/** 留给来人动手的：the named employers' last month is neither filed nor paid. */
export function isLeftToDo(city: City, employer: DemoEmployer, month: Period): boolean {
  return employer.index < NAMED_EMPLOYERS && month === city.size.through
}

/** 各单位当月的申报；the months of a newcomer that were forgotten are charged back with the first one filed. */
export function filingsOf(city: City, month: Period): DemoFiling[] {
  const byEmployer = new Map<number, FilingRow[]>()
  for (const life of city.lives) {
    for (const spell of life.spells) {
      const rows = rowsOf(city, life, spell, month)
      if (rows.length === 0) continue
      byEmployer.set(spell.employer, [...(byEmployer.get(spell.employer) ?? []), ...rows])
    }
  }
  return city.employers
    .filter((employer) => isOpen(employer, month))
    .map((employer) => ({ employer, settlementMonth: month, rows: byEmployer.get(employer.index) ?? [] }))
    .filter(({ rows }) => rows.length > 0)
}

function rowsOf(city: City, life: DemoLife, spell: Spell, month: Period): FilingRow[] {
  const first = plus(spell.from, spell.forgotten)
  if (!worksIn(spell, month) || month < first) return []
  const row = (contributionMonth: Period, contributionKind: '1' | '2'): FilingRow => ({
    ...{ life, contributionMonth, contributionKind },
    wage: wageIn(city, life, contributionMonth),
  })
  const rows = [row(month, '1')]
  if (month === first) for (let back = 1; back <= spell.forgotten; back++) rows.push(row(plus(month, -back), '2'))
  return rows
}

/** 当月的征收结果，一区一份：what was filed and paid in time, what comes late, and what went wrong. */
function leviesOf(city: City, month: Period): DemoLevy[] {
  const arrivals = [...filingsOf(city, month), ...lateFilings(city, month)]
    .filter(({ employer, settlementMonth }) => !isLeftToDo(city, employer, settlementMonth))
    .filter(({ employer, settlementMonth }) => paysIn(employer, settlementMonth) === month)
  return [...new Set(city.employers.map(({ agency }) => agency))].sort().map((agency) => {
    const own = arrivals.filter(({ employer }) => employer.agency === agency)
    const payments = oddPayments(
      city,
      month,
      own.flatMap((filing) => paymentsOf(city, filing, month)),
    ).concat(flexiblePayments(city, month, agency))
    return { agency, batch: `DEMO-${agency}-${month.replace('-', '')}`, payments }
  })
}

const LATE = 2

function lateFilings(city: City, month: Period): DemoFiling[] {
  const settled = plus(month, -LATE)
  return settled < city.size.from ? [] : filingsOf(city, settled)
}

/** 何月到账。Most pay in the month; a few are two months late for a while, a few never pay some months (欠缴). */
function paysIn({ index, from }: DemoEmployer, settled: Period): Period | undefined {
  if (index < NAMED_EMPLOYERS) return settled
  const trouble = plus(from, 7 + ((index * 5) % 31))
  if (settled < trouble || settled > plus(trouble, index % 3)) return settled
  if (index % 11 === 4) return undefined
  return index % 11 === 7 ? plus(settled, LATE) : settled
}

/** 一份申报足额缴纳的各笔。 */
export function paymentsOf(city: City, filing: DemoFiling, arrives: Period): Payment[] {
  const { employer, settlementMonth } = filing
  const registered = employerOf([registrationOf(employer)])
  invariant(registered !== undefined, 'an employer of the demo city is registered')
  return filing.rows.flatMap(({ life, contributionMonth, contributionKind, wage }, i) => {
    const personKind = employer.pays ?? 'employee'
    const items = itemsOf(city.area, termsIn(registered, contributionMonth), {
      insurances: insurancesCharged(city.area, contributionMonth, personKind),
      contributionMonth,
      settlementMonth,
      declaredWage: wage,
      personKind,
    })
    return items.map((item) => ({
      levyVoucher: `3${employer.agency}${arrives.replace('-', '')}${String(employer.index * 1000 + i).padStart(7, '0')}`,
      creditCode: employer.creditCode,
      identityNumber: life.identityNumber,
      fullName: life.fullName,
      insurance: item.insurance,
      settlementMonth,
      contributionMonth,
      contributionKind,
      base: item.base,
      employerAmount: item.employer,
      personAmount: item.person,
      arrivalDay: `${arrives}-20` as Payment['arrivalDay'],
    }))
  })
}

function registrationOf(employer: DemoEmployer): Parameters<typeof employerOf>[0][number] {
  const { creditCode, name, employerType, industryCode, injuryClass, injuryFloat, from, agency, index } = employer
  return {
    ...{ kind: 'employerRegistration', line: 1, agency, area: agency, employerId: String(index), creditCode, name },
    ...{ employerType, industryCode, injuryClass, injuryFloat, status: 'active', fromMonth: from },
    ref: { posting: '0', ordinal: 0 },
  }
}

export function totalOf(payments: readonly Payment[]): Fen {
  return fen(payments.reduce((sum, one) => sum + one.employerAmount + one.personAmount, 0))
}
