import type { Day } from '../kernel/day.js'
import { fen } from '../kernel/money.js'
import type { Fact, LegacyDoubt, Posted } from '../ledger/fact.js'
import type { PolicyBook } from '../policy/book.js'
import { monthsOf } from '../records/months.js'
import { recordOf } from '../records/record.js'
import type { RightsRecord } from '../records/rights-record.js'
import type { LegacyFact, LegacyFound } from './legacy-lines.js'
import type { LegacyTold, LegacyToldOf } from './legacy-row.js'
import type { LegacyReason, LegacyTable } from './legacy-words.js'

/** 待比对的一行。 */
export interface LegacyRowTold {
  readonly ordinal: number
  readonly row: number
  readonly told: LegacyTold
}

export interface LegacyPlace {
  readonly personId: string
  readonly agency: string
  readonly area: string
  readonly document: string
  readonly today: Day
  readonly book: PolicyBook
  /** Undefined for an employer that is known neither to the package nor here. */
  readonly employerIdOf: (creditCode: string) => string | undefined
}

/** 一人比对所得。 */
export interface LegacyDerived {
  readonly person?: LegacyToldOf<'persons'> | undefined
  readonly facts: readonly LegacyFact[]
  readonly found: readonly LegacyFound[]
  readonly listed: ReadonlyMap<number, LegacyReason>
}

/** 逐人比对。Pure: what is stored of a person's rows, what is listed, and where the old system's figures are not what the rules derive. */
export function derivePerson(rows: readonly LegacyRowTold[], place: LegacyPlace, known?: LegacyReason): LegacyDerived {
  const listed = new Map<number, LegacyReason>()
  const people = rows.filter((one): one is Of<'persons'> => one.told.table === 'persons')
  const whole = known ?? (people.length === 0 ? 'legacy.no-person' : undefined)
  if (whole !== undefined) {
    return {
      person: people[0]?.told,
      facts: [],
      found: [],
      listed: new Map(rows.map(({ ordinal }) => [ordinal, whole])),
    }
  }
  const kept = rows.filter((one) => {
    const why = whyListed(one, people, place) ?? (isRepeated(one, rows) ? 'legacy.repeated' : undefined)
    if (why !== undefined) listed.set(one.ordinal, why)
    return why === undefined
  })
  const facts = kept.flatMap((one) => factsOf(one, kept, place))
  const found = differencesOf(kept, facts, place)
  const marks = found.flatMap((one) => markOf(one, place))
  return { person: people[0]!.told, facts: [...facts, ...marks], found, listed }
}

type Of<T extends LegacyTable> = LegacyRowTold & { readonly told: LegacyToldOf<T> }

function ofTable<T extends LegacyTable>(rows: readonly LegacyRowTold[], table: T): Of<T>[] {
  return rows.filter((one) => one.told.table === table) as Of<T>[]
}

function whyListed({ ordinal, told }: LegacyRowTold, people: readonly Of<'persons'>[], place: LegacyPlace) {
  if (told.table === 'persons' && people[0]!.ordinal !== ordinal) return 'legacy.repeated'
  const code = told.table === 'enrolments' || told.table === 'paid' ? told.creditCode : undefined
  return code !== undefined && place.employerIdOf(code) === undefined ? 'legacy.no-employer' : undefined
}

/** The same row twice; of accounts, the same year twice, whatever its figures. */
function isRepeated({ ordinal, told }: LegacyRowTold, rows: readonly LegacyRowTold[]): boolean {
  if (told.table === 'persons') return false
  const key = keyOf(told)
  return rows.some((other) => other.ordinal < ordinal && other.told.table === told.table && keyOf(other.told) === key)
}

function keyOf(told: LegacyTold): string {
  return told.table === 'accounts' ? `${told.insurance}|${told.year}` : JSON.stringify(told)
}

/** 首个年度账户：brought in as it is, for nothing before it can be recomputed. */
function opensAccount({ told }: Of<'accounts'>, rows: readonly LegacyRowTold[]): boolean {
  const years = ofTable(rows, 'accounts').flatMap((one) =>
    one.told.insurance === told.insurance ? [one.told.year] : [],
  )
  return told.year === Math.min(...years)
}

function factsOf(one: LegacyRowTold, rows: readonly LegacyRowTold[], place: LegacyPlace): LegacyFact[] {
  const { told } = one
  const at = { personId: place.personId, agency: place.agency, area: place.area }
  switch (told.table) {
    case 'persons': {
      const { documentType, fullName, number, sex, birthDate, nationality, workStartDate } = told
      const person = {
        documentType,
        fullName,
        socialSecurityNumber: number,
        sex,
        birthDate,
        nationality,
        workStartDate,
      }
      return [{ ...at, kind: 'personRegistration', ...person }]
    }
    case 'enrolments': {
      const { insurance, creditCode, change, fromMonth, reason } = told
      const employerId = creditCode && place.employerIdOf(creditCode)
      const personKind = creditCode ? 'employee' : insurance === '170' || insurance === '390' ? 'resident' : 'flexible'
      return [{ ...at, kind: 'enrolment', insurance, employerId, change, fromMonth, reason, personKind }]
    }
    case 'paid': {
      const { table: _, number: __, creditCode, ...paid } = told
      const employerId = creditCode && place.employerIdOf(creditCode)
      return [
        { ...at, ...paid, kind: 'paid', employerId, levyVoucher: place.document, source: 'legacy', fitsRule: true },
      ]
    }
    case 'accounts': {
      if (!opensAccount(one as Of<'accounts'>, rows)) return []
      const { insurance, year, balance, months } = told
      return [{ ...at, kind: 'openingBalance', insurance, year, balance, actualMonths: months }]
    }
    case 'deemed': {
      const { table: _, number: __, ...deemed } = told
      return [{ ...at, kind: 'deemedPeriod', ...deemed }]
    }
    case 'benefits': {
      const { table: _, number: __, ...benefit } = told
      return [{ ...at, kind: 'benefitDetermination', ...benefit, variant: '', periodic: true, provisional: false }]
    }
    default:
      return []
  }
}

function differencesOf(
  rows: readonly LegacyRowTold[],
  facts: readonly LegacyFact[],
  place: LegacyPlace,
): LegacyFound[] {
  const posted = facts.map((fact, i) => ({ ...fact, line: 1, ref: { posting: '1', ordinal: i + 1 } }) as Posted<Fact>)
  const record = recordOf(posted, place.book, { today: place.today })
  const person = ofTable(rows, 'persons')[0]!
  return [
    ...ofPerson(person),
    ...ofTable(rows, 'accounts').flatMap((one) => ofAccount(one, rows, record)),
    ...record.doubts.map(({ zh, insurance }) => {
      return {
        kind: 'contradiction' as const,
        insurance,
        told: zh,
        derived: '',
        table: 'persons' as const,
        row: person.row,
      }
    }),
  ]
}

function ofPerson({ row, told }: Of<'persons'>): LegacyFound[] {
  const { toldBirth, birthDate, toldSex, sex, original, number } = told
  const at = { table: 'persons' as const, row }
  return [
    ...(toldBirth !== undefined && toldBirth !== birthDate
      ? [{ ...at, kind: 'birthDate' as const, told: toldBirth, derived: birthDate }]
      : []),
    ...(toldSex !== undefined && toldSex !== sex ? [{ ...at, kind: 'sex' as const, told: toldSex, derived: sex }] : []),
    ...(original.toUpperCase() === number ? [] : [{ ...at, kind: 'number' as const, told: original, derived: number }]),
  ]
}

function ofAccount(one: Of<'accounts'>, rows: readonly LegacyRowTold[], record: RightsRecord): LegacyFound[] {
  const { insurance, year, months, credits, balance } = one.told
  const own = record.insurances.find((found) => found.insurance === insurance)
  const at = { insurance, year, table: 'accounts' as const, row: one.row }
  const monthsThen = own === undefined ? 0 : monthsOf(own.rows, own.openings, year).actual.value
  const found: LegacyFound[] = []
  const differs = (kind: 'months' | 'yearSum' | 'balance', told: number, derived: number) => {
    if (told !== derived) found.push({ ...at, kind, told: String(told), derived: String(derived) })
  }
  if (opensAccount(one, rows)) {
    const detailed = new Set(
      (own?.rows ?? []).flatMap(({ month, paidInFull }) =>
        paidInFull && Number(month.slice(0, 4)) <= year ? [month] : [],
      ),
    )
    if (detailed.size > months) differs('months', months, detailed.size)
    return found
  }
  const account = record.accounts
    .find((found) => found.insurance === insurance)
    ?.years.find((found) => found.year === year)
  differs('months', months, monthsThen)
  if (credits !== undefined) differs('yearSum', credits, account?.credits.value ?? 0)
  differs('balance', balance, (account?.closing ?? account?.balance)?.value ?? 0)
  return found
}

/** 遗留待核之标记。A contradiction marks itself wherever the record is read. */
function markOf({ kind, insurance, year, told, derived, table, row }: LegacyFound, place: LegacyPlace): LegacyFact[] {
  if (kind === 'contradiction') return []
  const mark: Omit<LegacyDoubt, 'line'> = {
    ...{ kind: 'legacyDoubt', personId: place.personId, agency: place.agency, area: place.area },
    ...{ insurance, figure: kind, year, told, derived, document: place.document, sourceTable: table, sourceRow: row },
  }
  return [mark]
}

/** 一项事实的金额，as the tables of a package sum it. */
export function amountOfFact(fact: LegacyFact): number {
  if (fact.kind === 'paid') return fact.employerAmount + fact.personAmount
  if (fact.kind === 'openingBalance') return fact.balance
  return fact.kind === 'benefitDetermination' ? fact.amount : fen(0)
}
