import type { Trx } from '../db/database.js'
import type { Due } from '../ledger/fact.js'
import { contributionsOf, enrolmentsOf, waitInLine } from '../ledger/lookup-store.js'
import type { PolicyBook } from '../policy/book.js'
import type { Case } from './case-store.js'
import { itemsOf, sameItems, termsIn } from './employer-terms.js'
import { Enrolments } from './enrolment-state.js'
import { chargeKey, chargesOf, dueFacts } from './filing-match.js'
import { CHARGES } from './filing-row.js'
import { endingsOf } from './known-life-store.js'
import type { ContributionLine } from './lines.js'
import { type Made, staleRow } from './making.js'

const RULES_CHANGED = { zh: '依现行规则算得的金额已变', en: 'the amounts by the rules in force have changed' }
const NOT_ENROLLED = { zh: '该月已不在本单位参保', en: 'no longer enrolled with this employer in that month' }
const ENDED = {
  dead: { zh: '该月在此人死亡之后', en: 'that month is after this person died' },
  retired: { zh: '该月在此人退休之后', en: 'that month is after this person retired' },
}
const CHARGED = { zh: '该月已申报并记账', en: 'that month has been filed and posted already' }

/** 申报凭证 → 应缴。Computed again under the policy in force and held against what was agreed. */
export function makeDues(book: PolicyBook, { submission, employer }: Case, lines: readonly ContributionLine[]): Made {
  const { agency, area, employerId, settlementMonth } = submission
  const policy = book.area(area)
  const place = { agency, area, employerId, settlementMonth: settlementMonth! }
  const facts = lines.flatMap((line) => {
    const terms = employer && termsIn(employer, line.contributionMonth)
    const insurances = line.items.map(({ insurance }) => insurance)
    const items = itemsOf(policy, terms, { ...line, insurances, settlementMonth: place.settlementMonth })
    if (!sameItems(items, line.items)) throw staleRow(line.row, RULES_CHANGED)
    return dueFacts(line, place)
  })
  return { facts, before: (trx) => lookAgain(trx, employerId, lines) }
}

/** Nobody else posts for this employer (or person) meanwhile; enrolments and earlier charges are read as they are now. */
async function lookAgain(trx: Trx, employerId: string | undefined, lines: readonly ContributionLine[]): Promise<void> {
  const persons = [...new Set(lines.map(({ personId }) => personId))]
  const names = employerId === undefined ? persons.map((id) => `person:${id}`) : [`employer:${employerId}`]
  await waitInLine(trx, names)
  const months = [...new Set(lines.map(({ contributionMonth }) => contributionMonth))]
  const enrolments = new Enrolments(await enrolmentsOf(trx, persons, employerId))
  const charged = chargesOf(await contributionsOf<Due>(trx, 'due', persons, months))
  const endings = await endingsOf(trx, persons)
  for (const { row, personId, contributionMonth: month, contributionKind, items } of lines) {
    for (const { insurance } of items) {
      const ended = endings.whyEnded(personId, insurance, month)
      if (ended !== undefined) throw staleRow(row, ENDED[ended])
      if (!enrolments.isActive(personId, insurance, employerId, month)) throw staleRow(row, NOT_ENROLLED)
      const key = chargeKey(personId, insurance, month, employerId)
      if (CHARGES.includes(contributionKind) && charged.has(key)) throw staleRow(row, CHARGED)
    }
  }
}
