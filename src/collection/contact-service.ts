import { createHash } from 'node:crypto'
import type { Actor } from '../access/actor.js'
import type { Trx } from '../db/database.js'
import { mask } from '../kernel/mask.js'
import { Refusal } from '../kernel/refusal.js'
import { foldOf } from '../ledger/alias-store.js'
import { contactOfEmployer, contactOfPerson } from '../ledger/contact-store.js'
import { employersById } from '../ledger/lookup-store.js'
import { AgreedService } from './agreed-service.js'
import {
  type ContactLine,
  contactAfter,
  type EmployerTold,
  OF_EMPLOYER,
  OF_PERSON,
  type PersonTold,
  postableFrom,
  sameContact,
} from './contact-change.js'
import type { EmployerContactView, PersonContactView } from './contact-contract.js'
import { changesOf, insertChange, insertNote, type StoredChange } from './contact-store.js'
import { Draft } from './draft-store.js'
import { employerOf } from './employer-terms.js'
import { type Keepers, keepersOf } from './keepers-store.js'
import { revisionOf } from './new-revision-store.js'
import type { CollectionPorts } from './ports.js'
import { unknownEmployer } from './refusals.js'
import { insertRevision, insertSubmission } from './submission-store.js'
import { sealJson } from './voucher-body.js'

const SHOWN = 20

export interface PersonAsked {
  readonly personId: string
  readonly change: PersonTold
  readonly channel: 'form' | 'citizen' | 'kiosk'
  /** 本人当面出示证件。 */
  readonly shownInPerson: boolean
  /** 窗口受理的事由. */
  readonly purpose?: string | undefined
  readonly documentId?: string | undefined
}

export interface EmployerAsked {
  readonly employerId: string
  readonly change: EmployerTold
  readonly channel: 'form' | 'employer'
  readonly purpose?: string | undefined
}

/** 所依：a contact is one's own word; what stands instead of a paper is who gave it, and how. */
const GROUNDS = {
  citizen: '本人登录并再次确认身份后自行变更',
  kiosk: '本人在自助终端确认身份后自行变更',
  employer: '单位经办人登录后变更本单位的联系方式',
  form: '窗口受理本人或单位的口头申报',
} as const

function groundOf({ channel, purpose }: { channel: keyof typeof GROUNDS; purpose?: string | undefined }): string {
  return purpose === undefined ? GROUNDS[channel] : `${GROUNDS[channel]}：${purpose}`
}

/**
 * 联系方式变更。Saved at once without review: one submission, one voucher, one posting, with its log, and a note to where the
 * person could be reached before. What says nothing new is no change.
 */
export class ContactService {
  private readonly agreed: AgreedService

  constructor(private readonly ports: CollectionPorts) {
    this.agreed = new AgreedService(ports)
  }

  async ofPerson(personId: string, isOwn: boolean): Promise<PersonContactView> {
    const { app, clock, setting } = this.ports
    return app.transaction({}, async (trx) => {
      const { ids } = await foldOf(trx, [personId])
      const { told } = await this.personNow(trx, personId)
      const changes = await changesOf(trx, { personIds: ids }, SHOWN)
      const from = postableFrom(changes, setting('business.new-address-wait'), clock.today())
      return {
        current: (isOwn ? told : hidden(told)) as PersonContactView['current'],
        mayPost: told.mailingAddress !== undefined && from === undefined,
        ...(from === undefined ? {} : { postFrom: from }),
        changes: changes.map(plainChange),
      }
    })
  }

  /** Who keeps this person, for the gate. */
  keepersOf(personId: string): Promise<Keepers> {
    return this.ports.app.transaction({ persons: [personId] }, (trx) => keepersOf(trx, personId))
  }

  /** 单位参保地的经办机构；'' for none there is. */
  async agencyOf(employerId: string): Promise<string> {
    const facts = await this.ports.app.transaction({}, (trx) => employersById(trx, [employerId]))
    return employerOf(facts)?.agency ?? ''
  }

  /** 可否寄往现地址，for whoever posts statements. */
  async mayPost(personId: string): Promise<boolean> {
    return (await this.ofPerson(personId, false)).mayPost
  }

  async ofEmployer(employerId: string): Promise<EmployerContactView> {
    return this.ports.app.transaction({}, async (trx) => {
      const current = pick(await contactOfEmployer(trx, employerId, this.ports.vault), OF_EMPLOYER)
      const changes = await changesOf(trx, { employerId }, SHOWN)
      return { current: current as EmployerContactView['current'], changes: changes.map(plainChange) }
    })
  }

  async changePerson(actor: Actor, asked: PersonAsked): Promise<void> {
    const { app, areaOf } = this.ports
    const { personId, change, channel, shownInPerson } = asked
    const made = await app.transaction({}, async (trx) => {
      const { told, registration } = await this.personNow(trx, personId)
      const next = contactAfter<PersonTold>(told, change, OF_PERSON)
      if (registration === undefined || sameContact<PersonTold>(told, next, OF_PERSON)) return undefined
      const agency = actor.agency ?? registration.agency
      const place = { agency, area: actor.agency === undefined ? registration.area : areaOf(agency) }
      const line: ContactLine = {
        ...{ row: 1, personId, fullName: registration.fullName, identityNumber: registration.socialSecurityNumber },
        ...{ contact: { kind: 'personContact', personId, ...place, ...next }, before: told },
      }
      const addressChanged = told.mailingAddress !== next.mailingAddress
      const id = await this.write(trx, actor, { ...place, line, documentId: asked.documentId, ground: groundOf(asked) })
      await this.keep(trx, told, { submissionId: id, personId, channel, shownInPerson, addressChanged })
      await this.tellBefore(trx, id, told, next)
      return id
    })
    if (made !== undefined) await this.agreed.postAgreed(made)
  }

  async changeEmployer(actor: Actor, asked: EmployerAsked): Promise<void> {
    const { employerId, change, channel } = asked
    const { app, vault } = this.ports
    const made = await app.transaction({}, async (trx) => {
      const employer = employerOf(await employersById(trx, [employerId]))
      if (employer === undefined) throw new Refusal(unknownEmployer, { employer: employerId })
      const told = pick<EmployerTold>(await contactOfEmployer(trx, employerId, vault), OF_EMPLOYER)
      const next = contactAfter<EmployerTold>(told, change, OF_EMPLOYER)
      if (sameContact<EmployerTold>(told, next, OF_EMPLOYER)) return undefined
      const { agency, area, creditCode } = employer
      const line: ContactLine = {
        ...{ row: 1, fullName: creditCode, identityNumber: creditCode },
        ...{ contact: { kind: 'employerContact', employerId, agency, area, ...next }, before: told },
      }
      const addressChanged = told.mailingAddress !== next.mailingAddress
      const id = await this.write(trx, actor, { agency, area, employerId, line, ground: groundOf(asked) })
      await this.keep(trx, told, { submissionId: id, employerId, channel, shownInPerson: false, addressChanged })
      return id
    })
    if (made !== undefined) await this.agreed.postAgreed(made)
  }

  /** 成批变更之后：each change is kept and told to where the person could be reached before, as one made alone. */
  async keepBatch(trx: Trx, submissionId: string, lines: readonly ContactLine[]): Promise<void> {
    for (const { contact, before } of lines) {
      const next = contact as PersonTold & EmployerTold
      const addressChanged = before.mailingAddress !== next.mailingAddress
      const told = { submissionId, channel: 'form' as const, shownInPerson: false, addressChanged }
      if (contact.kind === 'personContact') {
        await this.keep(trx, before, { ...told, personId: contact.personId })
        await this.tellBefore(trx, submissionId, before as PersonTold, next)
      } else await this.keep(trx, before, { ...told, employerId: contact.employerId })
    }
  }

  /** 现行的：the newest change, and before any the registration. */
  private async personNow(trx: Trx, personId: string) {
    const { contact, registration } = await contactOfPerson(trx, personId, this.ports.vault)
    const told: PersonTold = contact === undefined ? pick(registration, OF_PERSON) : pick(contact, OF_PERSON)
    return { told, registration }
  }

  private async write(trx: Trx, actor: Actor, { line, documentId, ground, ...place }: Placed): Promise<string> {
    const { ids, vault, clock, papers } = this.ports
    if (documentId !== undefined) await papers.getDocument(trx, documentId)
    const submissionId = ids.uuid()
    // The same contact may be given again after another: what makes it one is the submission itself.
    const contentDigest = vault.digest(`contact:${submissionId}:${digestOf(line)}`)
    await insertSubmission(trx, { submissionId, kind: 'contactChange', ...place, contentDigest, madeAt: clock.now() })
    const at = { submissionId, revision: 1 }
    const draft = new Draft(trx, vault, () => ids.uuid(), at)
    await draft.add(line, [])
    await draft.finish()
    const summary = { insurances: [], notices: [], ground }
    const drafted = { at, contentDigest, documentId, summary, rowsIn: 1, draft, isSubmitted: true }
    await insertRevision(trx, { ...revisionOf(this.ports, actor, drafted), route: '' })
    return submissionId
  }

  private async keep(trx: Trx, told: object, change: Omit<StoredChange, 'before' | 'day' | 'at'>): Promise<void> {
    const { vault, clock } = this.ports
    await insertChange(trx, { ...change, before: sealJson(vault, told), day: clock.today(), at: clock.now() })
  }

  /** 告知原来的联系方式：so that a change somebody else made comes to light. */
  private async tellBefore(trx: Trx, submissionId: string, told: PersonTold, next: PersonTold): Promise<void> {
    const { ids, vault, clock } = this.ports
    const changed = OF_PERSON.filter((name) => told[name] !== next[name])
    const routes = [
      ['sms', told.mobilePhone],
      ['email', told.email],
      ['post', changed.includes('mailingAddress') ? told.mailingAddress : undefined],
    ] as const
    for (const [route, address] of routes) {
      if (address === undefined) continue
      const body = sealJson(vault, { zh: NOTE.zh(clock.today()), en: NOTE.en(clock.today()) })
      const note = { noteId: ids.uuid(), submissionId, route, address: vault.seal(undefined, address), body }
      await insertNote(trx, { ...note, madeAt: clock.now() })
    }
  }
}

interface Placed {
  readonly agency: string
  readonly area: string
  readonly employerId?: string | undefined
  readonly line: ContactLine
  readonly ground: string
  readonly documentId?: string | undefined
}

/** It names neither the old nor the new: whoever reads the message need not be the person. */
const NOTE = {
  zh: (day: string) => `您在社会保险经办机构的联系方式已于 ${day} 变更。如非本人所为，请尽快到经办机构或登录核对。`,
  en: (day: string) =>
    `Your contact details at the social insurance agency were changed on ${day}. If it was not you, ask the agency at once.`,
}

function digestOf(line: ContactLine): string {
  return createHash('sm3').update(JSON.stringify(line.contact)).digest('hex')
}

function pick<T extends object>(from: object | undefined, names: readonly (keyof T & string)[]): T {
  const given = (from ?? {}) as Record<string, unknown>
  const entries = names.map((name) => [name, given[name]] as const)
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined && value !== '')) as T
}

function hidden({ mobilePhone, email, ...rest }: PersonTold): PersonTold {
  return {
    ...rest,
    ...(mobilePhone === undefined ? {} : { mobilePhone: mask(mobilePhone) }),
    ...(email === undefined ? {} : { email: email.replace(/^(.).*(?=@)/, '$1***') }),
  }
}

function plainChange({ submissionId, ...change }: Awaited<ReturnType<typeof changesOf>>[number]) {
  return { submission: submissionId, ...change }
}
