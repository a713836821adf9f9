import { postableFrom } from '../collection/contact-change.js'
import { changesOf } from '../collection/contact-store.js'
import type { Trx } from '../db/database.js'
import { ageOn, type Day } from '../kernel/day.js'
import { foldOf } from '../ledger/alias-store.js'
import { contactOfPerson } from '../ledger/contact-store.js'
import type { Guardianship, Posted } from '../ledger/fact.js'
import { factsOfPersons } from '../ledger/lookup-store.js'
import { protectedAmong } from '../ledger/mandate-store.js'
import { liveFacts, ofKind } from '../records/live.js'
import { daySpans } from '../records/registration-spans.js'
import { deathOf } from '../records/standing.js'
import type { DeliveryPorts } from './delivery-ports.js'
import type { PieceReason, PieceState, PieceWay } from './delivery-words.js'
import type { Addressed } from './envelope-page.js'

/** 此刻该怎样交付。`addressed` is there exactly where the piece can be posted. */
export interface Addressee {
  readonly state: Extract<PieceState, 'waiting' | 'noAddress' | 'noGuardian' | 'digital' | 'excluded'>
  readonly reason: PieceReason
  readonly way: PieceWay
  readonly toGuardian: boolean
  readonly isProtected: boolean
  readonly addressed?: Addressed | undefined
}

type Ports = Pick<DeliveryPorts, 'vault' | 'clock' | 'setting'>

const CHANGES_READ = 20

/**
 * 收件人（107号文三）。On this day: under eighteen it is the guardian in force and nobody else; from the eighteenth birthday
 * the person. Widens the data scope of the transaction to them.
 */
export async function addresseeOf(trx: Trx, ports: Ports, personId: string): Promise<Addressee> {
  const { vault, clock, setting } = ports
  const today = clock.today()
  const { contact, registration } = await contactOfPerson(trx, personId, vault)
  const { ids } = await foldOf(trx, [personId])
  const facts = await factsOfPersons(trx, ids, ['guardianship', 'lifeEvent'])
  const lives = ofKind(facts, 'lifeEvent')
  const isProtected = (await protectedAmong(trx, ids)).size > 0
  const none = { way: 'none' as const, toGuardian: false, isProtected }
  if (registration === undefined) return { ...none, state: 'excluded', reason: 'unregistered' }
  if (deathOf({ lives }) !== undefined) return { ...none, state: 'excluded', reason: 'dead' }
  const { birthDate } = registration
  if (ageOn(birthDate, today) < setting('business.majority-age'))
    return toGuardian(trx, ports, guardiansOf(ofKind(facts, 'guardianship'), today), isProtected)
  const way = contact?.delivery ?? 'post'
  if (way === 'digital') return { ...none, way, state: 'digital', reason: 'ownChoice' }
  if (way === 'counter') return { ...none, way, state: 'waiting', reason: 'atCounter' }
  const own = { name: registration.fullName, ...addressIn(contact ?? registration) }
  return { ...none, way, ...(await postable(trx, ports, ids, own)) }
}

/** 现行的各监护人，the one of longest standing first; one whose guardianship was ended is not among them. */
function guardiansOf(facts: readonly Posted<Guardianship>[], today: Day): string[] {
  return daySpans(liveFacts(facts))
    .filter(({ from, through }) => from <= today && (through ?? '9999') > today)
    .map(({ name }) => name)
}

/** 寄给监护人：the guardian's own name and address on the cover; one who has died receives nothing. */
async function toGuardian(
  trx: Trx,
  ports: Ports,
  guardians: readonly string[],
  isProtected: boolean,
): Promise<Addressee> {
  const to = { way: 'post' as const, toGuardian: true, isProtected }
  for (const guardian of guardians) {
    const { contact, registration } = await contactOfPerson(trx, guardian, ports.vault)
    const { ids } = await foldOf(trx, [guardian])
    const lives = ofKind(await factsOfPersons(trx, ids, ['lifeEvent']), 'lifeEvent')
    if (registration === undefined || deathOf({ lives }) !== undefined) continue
    const hidden = isProtected || (await protectedAmong(trx, ids)).size > 0
    const own = { name: registration.fullName, ...addressIn(contact ?? registration) }
    return { ...to, isProtected: hidden, ...(await postable(trx, ports, ids, own)) }
  }
  return { ...to, state: 'noGuardian', reason: 'noGuardian' }
}

function addressIn(from: { readonly mailingAddress?: string | undefined; readonly postalCode?: string | undefined }) {
  return { address: from.mailingAddress?.trim() ?? '', postalCode: from.postalCode?.trim() ?? '' }
}

/** 寄得出去吗：a whole address, six digits, and not still in the waiting time of a new address. */
async function postable(
  trx: Trx,
  { clock, setting }: Ports,
  ids: readonly string[],
  to: Addressed,
): Promise<Pick<Addressee, 'state' | 'reason' | 'addressed'>> {
  if (to.address === '') return { state: 'noAddress', reason: 'noAddress' }
  if (!/^\d{6}$/.test(to.postalCode)) return { state: 'noAddress', reason: 'badPostcode' }
  const changes = await changesOf(trx, { personIds: ids }, CHANGES_READ)
  const from = postableFrom(changes, setting('business.new-address-wait'), clock.today())
  if (from !== undefined) return { state: 'waiting', reason: 'addressWaits' }
  return { state: 'waiting', reason: '', addressed: to }
}
