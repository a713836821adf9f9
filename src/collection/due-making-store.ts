import type { Trx } from '../db/database.js'
import type { Period } from '../kernel/period.js'
import type { Insurance } from '../kernel/terms.js'
import type { Due } from '../ledger/fact.js'
import { contributionsOf, employersById, enrolmentsOf, waitInLine } from '../ledger/lookup-store.js'
import type { AreaPolicy } from '../policy/area.js'
import type { PolicyBook } from '../policy/book.js'
import { groupBy } from '../records/live.js'
import type { Case } from './case-store.js'
import { chargesFor } from './charges.js'
import { type Employer, employerOf, itemsOf, sameItems, standing, termsIn } from './employer-terms.js'
import { Enrolments } from './enrolment-state.js'
import { chargeKey, chargesOf, dueFacts, groupDues } from './filing-match.js'
import { CHARGES } from './filing-row.js'
import { endingsOf } from './known-life-store.js'
import type { ContributionLine } from './lines.js'
import { type Made, refuseStale, type StaleRow, staleRow } from './making.js'

const REFUND = '18'
const RULES_CHANGED = { zh: '依现行规则算得的金额已变', en: 'the amounts by the rules in force have changed' }
const NOT_ENROLLED = { zh: '该月已不在本单位参保', en: 'no longer enrolled with this employer in that month' }
const ENDED = {
  dead: { zh: '该月在此人死亡之后', en: 'that month is after this person died' },
  retired: { zh: '该月在此人退休之后', en: 'that month is after this person retired' },
  sentOn: {
    zh: '该月已随关系转出，只可更正',
    en: 'that month was sent on with the relation: it can only be corrected',
  },
}
const CHARGED = { zh: '该月已申报并记账', en: 'that month has been filed and posted already' }

/** 申报凭证 → 应缴。Computed again under the policy in force and held against what was agreed. */
export function makeDues(
  book: PolicyBook,
  { submission, employer }: Case,
  lines: readonly ContributionLine[],
  employers: ReadonlyMap<string, Employer> = new Map(),
): Made {
  const { agency, area, employerId, settlementMonth } = submission
  const policy = book.area(area)
  const place = { agency, area, employerId, settlementMonth: settlementMonth! }
  const stale: StaleRow[] = []
  const facts = lines.flatMap((line) => {
    if (line.asked !== undefined) return dueFacts(line, { ...place, employerId: line.employerId ?? employerId })
    const own = line.employerId === undefined ? employer : employers.get(line.employerId)
    const terms = own && termsIn(own, line.contributionMonth)
    const insurances = line.items.map(({ insurance }) => insurance)
    const rules = own === undefined ? policy : book.area(own.area)
    const items = itemsOf(rules, terms, { ...line, insurances, settlementMonth: place.settlementMonth })
    if (!sameItems(items, line.items)) stale.push({ row: line.row, says: RULES_CHANGED })
    if (line.employerId === undefined || own === undefined) return dueFacts(line, place)
    return dueFacts(line, { ...place, agency: own.agency, area: own.area, employerId: own.id })
  })
  refuseStale(stale)
  const [fresh, resting] = [
    lines.filter(({ asked }) => asked === undefined),
    lines.filter(({ asked }) => asked !== undefined),
  ]
  return {
    facts,
    before: async (trx) => {
      if (fresh.length > 0) await lookAgain(trx, employerId, fresh)
      if (resting.length > 0)
        await computeAgain(trx, { policy, employerId, settlementMonth: place.settlementMonth }, resting)
    },
  }
}

/** 各行所属的单位，where a file names one in every row. */
export async function employersOfLines(trx: Trx, lines: readonly ContributionLine[]): Promise<Map<string, Employer>> {
  const named = lines.flatMap(({ asked, employerId }) => (asked === undefined ? (employerId ?? []) : []))
  if (named.length === 0) return new Map()
  const facts = groupBy(await employersById(trx, [...new Set(named)]), ({ employerId }) => employerId)
  return new Map(
    [...facts].flatMap(([id, of]) => {
      const employer = employerOf(of)
      return employer === undefined ? [] : [[id, employer] as const]
    }),
  )
}

/** Nobody else posts for this employer (or person) meanwhile; enrolments and earlier charges are read as they are now. */
async function lookAgain(trx: Trx, employerId: string | undefined, lines: readonly ContributionLine[]): Promise<void> {
  const persons = [...new Set(lines.map(({ personId }) => personId))]
  const whose = (line: ContributionLine) => line.employerId ?? employerId
  const own = [...new Set(lines.flatMap((line) => whose(line) ?? []))]
  await waitInLine(trx, own.length === 0 ? persons.map((id) => `person:${id}`) : own.map((id) => `employer:${id}`))
  const months = [...new Set(lines.map(({ contributionMonth }) => contributionMonth))]
  const enrolments = new Enrolments(await enrolmentsOf(trx, persons, own.length > 1 ? undefined : own[0]))
  const charged = chargesOf(await contributionsOf<Due>(trx, 'due', persons, months))
  const endings = await endingsOf(trx, persons)
  const stale: StaleRow[] = []
  for (const line of lines) {
    const { row, personId, contributionMonth: month, contributionKind, items } = line
    const one = whose(line)
    for (const { insurance } of items) {
      const ended = endings.whyEnded(personId, insurance, month)
      const key = chargeKey(personId, insurance, month, one)
      if (ended !== undefined) stale.push({ row, says: ENDED[ended] })
      else if (!enrolments.isActive(personId, insurance, one, month)) stale.push({ row, says: NOT_ENROLLED })
      else if (CHARGES.includes(contributionKind) && charged.has(key)) stale.push({ row, says: CHARGED })
    }
  }
  refuseStale(stale)
}

interface Place {
  readonly policy: AreaPolicy
  readonly employerId: string | undefined
  readonly settlementMonth: Period
}

/** 补差与退收，依现有应缴再算：what was posted meanwhile may have changed them, or made them already. */
async function computeAgain(trx: Trx, place: Place, lines: readonly ContributionLine[]): Promise<void> {
  const employerOfLine = (line: ContributionLine) => line.employerId ?? place.employerId
  const ids = [...new Set(lines.flatMap((line) => employerOfLine(line) ?? []))]
  const persons = [...new Set(lines.map(({ personId }) => personId))]
  const names = ids.length === 0 ? persons.map((id) => `person:${id}`) : ids.map((id) => `employer:${id}`)
  await waitInLine(trx, names)
  const months = [...new Set(lines.map(({ contributionMonth }) => contributionMonth))]
  const byKey = groupDues(standing(await contributionsOf<Due>(trx, 'due', persons, months)))
  const registrations = await employersById(trx, ids)
  const endings = await endingsOf(trx, persons)
  for (const line of lines) {
    const id = employerOfLine(line)
    const employer = employerOf(registrations.filter(({ employerId }) => employerId === id))
    const terms = employer && termsIn(employer, line.contributionMonth)
    for (const item of line.items) {
      const { personId, contributionMonth, contributionKind, asked, declaredWage, personKind } = line
      const ended = endings.whyEnded(personId, item.insurance, contributionMonth)
      if (asked !== REFUND && ended !== undefined) throw staleRow(line.row, ENDED[ended])
      const now = chargesFor(
        { area: place.policy, terms },
        {
          ...{ kind: asked!, insurance: item.insurance as Insurance, contributionMonth, declaredWage, personKind },
          settlementMonth: place.settlementMonth,
          dues: byKey.get(chargeKey(personId, item.insurance, contributionMonth, id)) ?? [],
        },
      ).find(({ charge }) => charge.kind === contributionKind)
      if (now === undefined || !sameItems([now.item], [item])) throw staleRow(line.row, RULES_CHANGED)
    }
  }
}
