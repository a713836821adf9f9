import type { Trx } from '../db/database.js'
import { alsoSee, alsoSeeEmployer, employersById, findFact } from '../ledger/lookup-store.js'
import { reversalsOf } from '../ledger/posting-store.js'
import { type BatchFileLine, isContact, isCorrection, isOfDue, sameTerms } from './batch-line.js'
import { employerContact, personContact } from './batch-standing-store.js'
import type { Case } from './case-store.js'
import { OF_EMPLOYER, OF_PERSON, sameContact } from './contact-change.js'
import { dueAgain } from './due-again.js'
import { employerOf } from './employer-terms.js'
import type { Sentence } from './kinds.js'
import type { CorrectableFact, CorrectionLine } from './lines.js'
import { staleRow } from './making.js'
import type { CollectionPorts } from './ports.js'

const CHANGED = { zh: '与试算时已不相同', en: 'no longer what it was in the dry run' }
const REVERSED = {
  zh: '所改的一行已由他件红冲，不再是现行的',
  en: 'the row to be changed was reversed by another entry and stands no more',
}

/** 逐行：it stands as it stood, and the rules still make of it what the dry run told. */
export async function requireSame(trx: Trx, ports: CollectionPorts, one: Case, line: BatchFileLine): Promise<void> {
  if (await differs(trx, ports, one, line)) throw staleRow(line.row, CHANGED)
}

/** 再看一行：why it could not be carried out now; undefined where it could. */
export async function whyNotSame(
  trx: Trx,
  ports: CollectionPorts,
  one: Case,
  line: BatchFileLine,
): Promise<Sentence | undefined> {
  if (isCorrection(line)) {
    await alsoSee(trx, [line.original.personId])
    const { posting, ordinal } = line.reverses
    if ((await reversalsOf(trx, line.original.kind, posting, ordinal)) > 0) return REVERSED
  }
  return (await differs(trx, ports, one, line)) ? CHANGED : undefined
}

async function differs(trx: Trx, ports: CollectionPorts, one: Case, line: BatchFileLine): Promise<boolean> {
  if (!isCorrection(line)) return standsOtherwise(trx, ports, line)
  const { original, reverses, replacement } = line
  const now = await findFact<CorrectableFact>(trx, original.kind, original.personId, reverses)
  if (now === undefined || !sameAmounts(now, original)) return true
  if (!isOfDue(line) || replacement === undefined) return false
  const { employerId } = line.original
  const of = one.employer ?? (employerId === undefined ? undefined : employerOf(await employersById(trx, [employerId])))
  const { contributionMonth: month, declaredWage: wage } = line.replacement!
  const again = dueAgain(ports.policy().book.area(line.original.area), of, line.original, { month, wage })
  return !sameAmounts(again, replacement)
}

async function standsOtherwise(
  trx: Trx,
  ports: CollectionPorts,
  line: Exclude<BatchFileLine, CorrectionLine>,
): Promise<boolean> {
  if (!isContact(line)) {
    const now = employerOf(await employersById(trx, [line.registration.employerId]))?.versions.at(-1)
    return now === undefined || !sameTerms(now, line.stood)
  }
  const { contact, before } = line
  await (contact.kind === 'personContact' ? alsoSee(trx, [contact.personId]) : alsoSeeEmployer(trx, contact.employerId))
  const now =
    contact.kind === 'personContact'
      ? (await personContact(trx, ports, contact.personId)).before
      : await employerContact(trx, ports, contact.employerId)
  const names = contact.kind === 'personContact' ? OF_PERSON : OF_EMPLOYER
  return !sameContact<Record<string, unknown>>(now as never, before as never, names)
}

function sameAmounts(one: CorrectableFact, other: CorrectableFact): boolean {
  const told = (fact: CorrectableFact) =>
    fact.kind === 'due'
      ? [fact.declaredWage, fact.base, fact.employerAmount, fact.personAmount, fact.contributionMonth].join()
      : ''
  return told(one) === told(other)
}
