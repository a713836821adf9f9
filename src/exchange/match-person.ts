import { comparableName } from '../kernel/name.js'
import type { Fact, Posted } from '../ledger/fact.js'
import { ofKind } from '../records/live.js'
import type { Row } from './row.js'
import { type Finding, MATCHED } from './verdict.js'
import { doubtsAbout, type KnownPersons, type Who } from './who.js'
import type { Field } from './words.js'

/** 就一个人已知的。Facts that stand, and their name where it has to be told beside another. */
export interface PersonKnown extends KnownPersons {
  readonly facts: (personId: string) => readonly Posted<Fact>[]
  readonly nameOf: (personId: string) => string
}

type Found = Extract<Who, { personId: string }>

/** 死亡。Reported and not on record: a difference and a stop at once; on record for another day: the dates conflict. */
export function matchDeath(row: Row, who: Who, known: PersonKnown): readonly Finding[] {
  const day = row.texts['deathDay']!
  const doubts = doubtsAbout(who, told(row, day), known, 'death')
  if (doubts !== undefined) return doubts
  const { personId, isNamed, how } = who as Exclude<Found, { how: 'oneDigitOff' }>
  const death = ofKind(known.facts(personId), 'lifeEvent').find(({ event }) => event === 'death')
  const about = { personId, agency: known.registration(personId)?.agency, field: 'death' as const }
  if (death !== undefined) {
    if (death.day === day) return MATCHED
    return [{ ...about, outcome: 'dateConflicts', confidence: 'high', ours: death.day, theirs: day }]
  }
  const confidence = isNamed && how === 'number' ? 'high' : 'medium'
  const outcome = isNamed ? ('reported' as const) : ('nameDiffers' as const)
  const ours = isNamed ? '' : known.nameOf(personId)
  const theirs = isNamed ? day : told(row, day)
  return [{ ...about, outcome, confidence, ours, theirs, stop: { kind: 'death', day } }]
}

/** 姓名与号码变更。 */
export function matchNameChange(row: Row, who: Who, known: PersonKnown): readonly Finding[] {
  const { fullName, formerName } = row.texts
  const doubts = doubtsAbout(who, told(row), known, 'name')
  if (doubts !== undefined) return who.how === 'none' ? MATCHED : doubts
  const { personId, isNamed } = who as Exclude<Found, { how: 'oneDigitOff' }>
  if (isNamed) return MATCHED
  const ours = known.nameOf(personId)
  const wasFormer = formerName !== undefined && comparableName(formerName) === comparableName(ours)
  const about = { personId, agency: known.registration(personId)?.agency, field: 'name' as const }
  const outcome = wasFormer ? ('valueDiffers' as const) : ('nameDiffers' as const)
  return [{ ...about, outcome, confidence: wasFormer ? 'high' : 'medium', ours, theirs: fullName! }]
}

/** 出生。Not registered yet: a newborn to be enrolled; registered: name and date of birth are held against each other. */
export function matchBirth(row: Row, who: Who, known: PersonKnown): readonly Finding[] {
  const birthDate = row.texts['birthDate']!
  if (who.how === 'none') {
    return [{ outcome: 'none', field: 'registration', confidence: 'high', ours: '', theirs: told(row, birthDate) }]
  }
  const doubts = doubtsAbout(who, told(row), known, 'registration')
  if (doubts !== undefined) return doubts
  const { personId } = who as Found
  const registered = known.registration(personId)
  const about = { personId, agency: registered?.agency }
  if (registered !== undefined && registered.birthDate !== birthDate) {
    const dates = { ours: registered.birthDate as string, theirs: birthDate }
    return [{ ...about, ...dates, outcome: 'dateConflicts', field: 'birthDate', confidence: 'high' }]
  }
  return nameDoubt(row, who as Found, known)
}

/** 服刑。Only of whoever draws a benefit; suspended or ended already: known. */
export function matchPrison(row: Row, who: Who, known: PersonKnown): readonly Finding[] {
  const theirs = [row.texts['fromDay'], row.texts['throughDay'] ?? ''].join('/')
  if (who.how === 'none') return MATCHED
  const doubts = doubtsAbout(who, told(row, theirs), known, 'prison')
  if (doubts !== undefined) return doubts
  const { personId } = who as Found
  const facts = known.facts(personId)
  if (!ofKind(facts, 'benefitDetermination').some(({ periodic }) => periodic)) return MATCHED
  const last = ofKind(facts, 'benefitChange').at(-1)
  const isOver = row.texts['throughDay'] !== undefined
  if (last !== undefined && last.change !== 'resume' && !isOver) return MATCHED
  const named = nameDoubt(row, who as Found, known)
  if (named.length > 0) return named
  const about = { personId, agency: known.registration(personId)?.agency, field: 'prison' as const }
  return [{ ...about, outcome: 'reported', confidence: 'high', ours: last?.change ?? '', theirs }]
}

/** 税务明细。Held against what was posted under the same tax voucher: there and equal, there and different, or not there. */
export function matchTax(row: Row, who: Who, known: PersonKnown): readonly Finding[] {
  const { insurance, contributionMonth, levyVoucher } = row.texts
  const sum = row.amounts['employerAmount']! + row.amounts['personAmount']!
  const theirs = `${levyVoucher} ${insurance} ${contributionMonth} ${sum}`
  const doubts = doubtsAbout(who, told(row, theirs), known, 'paid')
  if (doubts !== undefined) return doubts
  const { personId } = who as Found
  const named = nameDoubt(row, who as Found, known)
  if (named.length > 0) return named
  const paid = ofKind(known.facts(personId), 'paid').filter(
    (one) =>
      one.levyVoucher === levyVoucher && one.insurance === insurance && one.contributionMonth === contributionMonth,
  )
  const about = { personId, agency: known.registration(personId)?.agency, field: 'paid' as const, theirs }
  if (paid.length === 0) return [{ ...about, outcome: 'reported', confidence: 'high', ours: '' }]
  const own = paid.reduce((total, one) => total + one.employerAmount + one.personAmount, 0)
  return own === sum ? MATCHED : [{ ...about, outcome: 'valueDiffers', confidence: 'high', ours: String(own) }]
}

/** 服务机构结算。Known where a benefit was determined by the same settlement. */
export function matchService(row: Row, who: Who, known: PersonKnown): readonly Finding[] {
  const { document, insurance, day } = row.texts
  const theirs = `${document} ${insurance} ${day} ${row.amounts['amount']}`
  const doubts = doubtsAbout(who, told(row, theirs), known, 'service')
  if (doubts !== undefined) return doubts
  const { personId } = who as Found
  const named = nameDoubt(row, who as Found, known)
  if (named.length > 0) return named
  const determined = ofKind(known.facts(personId), 'benefitDetermination')
  const own = determined.find((one) => one.document === document)
  const about = { personId, agency: known.registration(personId)?.agency, field: 'service' as const, theirs }
  if (own === undefined) return [{ ...about, outcome: 'reported', confidence: 'high', ours: '' }]
  const differs = own.amount !== row.amounts['amount']
  return differs ? [{ ...about, outcome: 'valueDiffers', confidence: 'high', ours: String(own.amount) }] : MATCHED
}

function nameDoubt(row: Row, who: Found, known: PersonKnown): readonly Finding[] {
  if (who.how === 'oneDigitOff' || who.isNamed) return MATCHED
  const { personId } = who
  const about = { personId, agency: known.registration(personId)?.agency, field: 'name' as Field }
  const names = { ours: known.nameOf(personId), theirs: row.texts['fullName']! }
  return [{ ...about, ...names, outcome: 'nameDiffers', confidence: 'medium' }]
}

/** What they said of whom, in one line, where nobody of ours stands beside it. */
function told({ texts }: Row, more = ''): string {
  return [texts['fullName'], texts['identityNumber'] ?? texts['birthDate'], more].filter(Boolean).join(' ')
}
