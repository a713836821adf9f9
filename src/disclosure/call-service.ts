import { createHash } from 'node:crypto'
import type { Actor } from '../access/actor.js'
import { cityAmong } from '../access/agency-tree.js'
import { writeEvent } from '../access/book-store.js'
import { takeEntryNumber, writeQueryEntry } from '../access/query-entry-store.js'
import type { QueryKind } from '../access/query-kinds.js'
import type { Resource } from '../access/resource.js'
import { contentDigest } from '../certificates/content.js'
import type { Trx } from '../db/database.js'
import { parseIdentity } from '../kernel/identity.js'
import { type Period, parsePeriod } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import { NO_UUID } from '../kernel/uuid.js'
import { protectedAmong } from '../ledger/mandate-store.js'
import { findPersons, nameDigest } from '../ledger/people-store.js'
import { decodeBase64 } from '../log/base64.js'
import { verifySm2 } from '../log/sm2.js'
import { parsePublicKeyPem, signatureFromDer } from '../log/sm2-encoding.js'
import { RecordView } from '../query/record-view-service.js'
import { type Arrangement, approverOf, arrangementState, isOfClass, signedText } from './arrangement.js'
import type { PartnerAnswer, PartnerQuery } from './arrangement-contract.js'
import { countCalls, findArrangement, insertCall, isListed, isUsed, lockArrangement } from './arrangement-store.js'
import type { Disclosed } from './disclosed.js'
import type { Scope } from './inquiry.js'
import type { DisclosurePorts } from './ports.js'
import { type Recipient, recipientState } from './recipient.js'
import { findRecipient, lockRecipient } from './recipient-store.js'
import { notInForce, notUsable, outsideWindow, quotaSpent, replayed, unproven } from './refusals-arrangement.js'
import { type Narrow, narrowedTo, refuseBeyond } from './result.js'
import { RECIPIENT_STATES, UNDERTAKING } from './words.js'

const MINUTE_MS = 60_000

/** 接口的一次查询。Proved by its signature, counted under a lock, narrowed to the arrangement, entered in the register. */
export class CallService {
  constructor(
    private readonly ports: DisclosurePorts,
    private readonly narrow: Narrow = narrowedTo,
  ) {}

  async call(request: PartnerQuery, terminal: string): Promise<PartnerAnswer> {
    const { app, vault, gate, ids } = this.ports
    const { one, recipient } = await app.transaction({}, async (trx) => {
      const found = await findArrangement(trx, vault, request.arrangement)
      return { one: found, recipient: found && (await findRecipient(trx, vault, found.recipient)) }
    })
    if (one === undefined || recipient === undefined || !isSigned(one, request))
      throw await this.refuseUnproven(request)
    this.requireTimely(request)
    const personId = await app.transaction({}, (trx) => this.personOf(trx, request))
    const callId = ids.uuid()
    const actor = partnerOf(one, recipient, terminal)
    return gate.pass(
      {
        ...{ actor, action: 'arrangement.call', resource: resourceOf(one, personId), sections: one.sections },
        ...{ purpose: `向${recipient.name}提供：${one.told.purpose}`, matter: callId },
        subjects: personId === undefined ? [] : [personId],
      },
      (trx) => this.answer(trx, one.id, request, { callId, personId }),
    )
  }

  /** Under the locks everything is read anew: a revocation or suspension of a moment ago holds. */
  private async answer(
    trx: Trx,
    id: string,
    request: PartnerQuery,
    { callId, personId }: { callId: string; personId: string | undefined },
  ): Promise<PartnerAnswer> {
    const { vault, clock } = this.ports
    await lockArrangement(trx, id)
    const one = (await findArrangement(trx, vault, id))!
    await lockRecipient(trx, one.recipient)
    const recipient = (await findRecipient(trx, vault, one.recipient))!
    this.requireStanding(one, recipient)
    if (await isUsed(trx, id, request.nonce)) throw new Refusal(replayed, {})
    const { used } = await countCalls(trx, one, clock.today())
    if (used >= one.quota) throw new Refusal(quotaSpent, { quota: one.quota })
    const scope = { persons: [], sections: one.sections, from: one.fromMonth, through: this.month() }
    const found = await this.found(trx, one, personId, scope)
    const outcome = found.outcome
    const digest = contentDigest({ call: callId, outcome, record: found.record ?? {} }).toString('hex')
    const ownCase = vault.conceal(request.ownCase)
    const call = { arrangementId: id, nonce: request.nonce, callId, ownCase, outcome, resultHash: digest }
    if (!(await insertCall(trx, { ...call, at: clock.now(), on: clock.today() }))) throw new Refusal(replayed, {})
    const filing = await this.register(trx, { one, recipient, request, callId, personId, digest, scope })
    return {
      ...{ outcome, call: callId, filing, through: scope.through, digest, terms: UNDERTAKING },
      left: one.quota - used - 1,
      ...(found.record === undefined ? {} : { record: found.record }),
    }
  }

  private async found(
    trx: Trx,
    one: Arrangement,
    personId: string | undefined,
    scope: Scope,
  ): Promise<{ outcome: PartnerAnswer['outcome']; record?: Disclosed }> {
    if (personId === undefined) return { outcome: 'noRecord' }
    // 保密标识：a class names nobody, so nobody marked is of any class; a list was approved by name.
    const isMarked = (await protectedAmong(trx, [personId])).size > 0
    if (isMarked && one.scope === 'class') return { outcome: 'notInScope' }
    const known = await this.ports.records.derive(trx, personId, { through: parsePeriod(scope.through) })
    const { subjectClass } = one.told
    const isIn =
      one.scope === 'list'
        ? await isListed(trx, one.id, personId)
        : subjectClass !== undefined && isOfClass(known.record, subjectClass)
    if (!isIn) return { outcome: 'notInScope' }
    const view = new RecordView(known.record, known.employers, 'zh')
    const record = this.narrow(view.sections(new Set(one.sections)), scope)
    const approved = { ...scope, persons: [{ personId, fullName: '', identityNumber: '' }] }
    refuseBeyond([{ personId, record }], approved)
    return { outcome: 'answered', record }
  }

  private async register(
    trx: Trx,
    made: {
      one: Arrangement
      recipient: Recipient
      request: PartnerQuery
      callId: string
      personId: string | undefined
      digest: string
      scope: Scope
    },
  ): Promise<string> {
    const { ids, clock, vault, sealer } = this.ports
    const { one, recipient, request, scope } = made
    const city = cityAmong(this.ports.agencies())
    const number = await takeEntryNumber(trx, city, Number(clock.today().slice(0, 4)))
    await writeQueryEntry(trx, sealer, {
      ...{ inquiryId: one.id, entryId: ids.uuid(), at: clock.now(), number, agency: city, kind: kindOf(recipient) },
      ...{ unit: recipient.name, officers: vault.conceal(`接口，对方案号 ${request.ownCase}`), basis: one.told.basis },
      ...{ purpose: vault.conceal(one.told.purpose), subjects: made.personId === undefined ? [] : [made.personId] },
      ...{ subjectCount: 1, items: one.sections, months: `${scope.from}/${scope.through}` },
      ...{ handlerId: one.appliedBy, approverId: approverOf(one), resultHash: made.digest, matter: made.callId },
    })
    return number
  }

  private requireStanding(one: Arrangement, recipient: Recipient): void {
    const today = this.ports.clock.today()
    const state = recipientState(recipient, today)
    if (state !== 'active') {
      const { zh, en } = RECIPIENT_STATES[state]
      throw new Refusal(notUsable, { state: zh, stateEn: en })
    }
    const isInTerm = one.startOn <= today && today <= one.endOn
    if (arrangementState(one) !== 'approved' || !isInTerm) throw new Refusal(notInForce, {})
  }

  private requireTimely({ at }: PartnerQuery): void {
    const minutes = this.ports.setting('system.partner-window')
    if (Math.abs(this.ports.clock.now() - at) > minutes * MINUTE_MS) throw new Refusal(outsideWindow, { minutes })
  }

  private month(): Period {
    return parsePeriod(this.ports.clock.today().slice(0, 7))
  }

  private async personOf(trx: Trx, { identityNumber, fullName }: PartnerQuery): Promise<string | undefined> {
    const { vault, clock } = this.ports
    const { number } = parseIdentity(identityNumber, clock.today())
    const digest = vault.identityDigest(number)
    const known = (await findPersons(trx, [digest])).get(digest.toString('hex'))
    return known?.nameDigest?.equals(nameDigest(vault, number, fullName.trim())) === true ? known.personId : undefined
  }

  /** Of whoever could not be proved only this is kept: that somebody tried, and from where. */
  private async refuseUnproven(request: PartnerQuery): Promise<Refusal> {
    const { app, sealer, ids, clock } = this.ports
    const matter = createHash('sm3').update(request.arrangement).digest('hex').slice(0, 16)
    await app.transaction({}, (trx) =>
      writeEvent(trx, sealer, {
        ...{ sessionId: NO_UUID, eventId: ids.uuid(), at: clock.now(), actorPersonId: '0', realm: 'partner' },
        ...{ organisation: '', channel: 'api', action: 'arrangement.call', outcome: 'unproven', matter },
        ...{ policies: [], articles: ['BQ-11'] },
      }),
    )
    return new Refusal(unproven, {}) as Refusal
  }
}

/** 验签：r ‖ s in 64 bytes, or as DER, in base64; by the key on record with the arrangement. */
function isSigned({ publicKey }: Arrangement, request: PartnerQuery): boolean {
  const key = parsePublicKeyPem(publicKey)
  const given = decodeBase64(request.signature)
  if (key === undefined || given === undefined) return false
  const raw = given.length === 64 ? given : signatureFromDer(given)
  return raw !== undefined && verifySm2(key, Buffer.from(signedText(request)), raw)
}

/** 服务机构与受托单位凭协议，登记为另一种。 */
function kindOf({ kind }: Recipient): QueryKind {
  return kind === 'organ' || kind === 'unit' ? 'standing' : 'institution'
}

function partnerOf(one: Arrangement, recipient: Recipient, terminal: string): Actor {
  return {
    ...{ personId: '0', realm: 'partner', sessionId: one.id, accountId: one.id, posts: [], channel: 'api' },
    ...{ partner: recipient.name, name: recipient.name, terminal },
  }
}

function resourceOf(one: Arrangement, personId: string | undefined): Resource {
  return {
    ...{ kind: 'Inquiry', inquiry: one.id, agency: one.agency, ground: 'standing', state: arrangementState(one) },
    ...{ persons: personId === undefined ? [] : [personId], sections: one.sections },
    ...{ receivedBy: one.appliedBy, approvedBy: approverOf(one), officers: 0 },
  }
}
