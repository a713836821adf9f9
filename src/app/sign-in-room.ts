import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { actingRoutes } from '../access/acting-routes.js'
import { activationDeskRoutes } from '../access/activation-desk-routes.js'
import { ActivationService } from '../access/activation-service.js'
import type { CardRead, IdCardReader } from '../access/id-card-port.js'
import { NO_READER } from '../access/id-card-port.js'
import { type LetterPorts, LetterService } from '../access/letter-service.js'
import { OidcService } from '../access/oidc-service.js'
import type { CodeLetter, LetterPost, RealNames, RealPerson } from '../access/real-names-port.js'
import { securityRoutes } from '../access/security-routes.js'
import { SecurityService } from '../access/security-service.js'
import type { ListenerSettings } from '../access/session-routes.js'
import { wayRoutes } from '../access/way-routes.js'
import { ContactService } from '../collection/contact-service.js'
import { comparableName } from '../kernel/name.js'
import { contactOfPerson } from '../ledger/contact-store.js'
import { findPersons } from '../ledger/people-store.js'
import { agentVisitRoutes } from '../query/agent-visit-routes.js'
import { AgentVisitService } from '../query/agent-visit-service.js'
import type { Foundation } from './foundation.js'
import { noticesOf } from './objections-room.js'
import { openPlatform } from './oidc-platform.js'
import type { PaperDesks } from './paper-desk.js'
import type { Rooms } from './rooms.js'

/** 登录之室，接好线的：ways to activate and to sign in, and the rounds that send the letters. */
export interface SignInRoom {
  readonly activation: ActivationService
  readonly letters: LetterService
  readonly reader: IdCardReader
  publicRoutes(app: FastifyInstance, settings: ListenerSettings): Promise<void>
  staffRoutes(app: FastifyInstance): Promise<void>
  stop(): Promise<void>
}

export function openSignInRoom(house: Foundation, rooms: Rooms, papers: PaperDesks): SignInRoom {
  const { gate, entrance, queryPasswords, passkeys, stepUp, acting } = rooms
  const { settings } = house
  const names = realNames(rooms)
  const reader = settings.demo ? simulatedReader(rooms) : NO_READER
  const ports = { ...entrance, gate, names, reader, queryPasswords }
  const activation = new ActivationService(ports)
  const noAddress = addressNotice(house, rooms)
  const letters = new LetterService({ ...ports, activation, noAddress, post: letterPost(house, rooms, papers) })
  const redirect = `${new URL(settings.publicUrl).origin}/oidc/return`
  const platforms = settings.oidc === undefined ? [] : [openPlatform(settings.oidc, redirect)]
  const oidc = new OidcService({ ...entrance, platforms, names, activation })
  const security = new SecurityService({ ...entrance, gate, names, queryPasswords })
  const rounds = startRounds(letters, house.alarm)
  return {
    ...{ activation, letters, reader },
    publicRoutes: async (app, listener) => {
      const ways = { card: reader !== NO_READER, letter: true }
      const open = { gate, settings: listener, passkeys, oidc, activation, ways }
      await app.register(wayRoutes(open), { prefix: '/api' })
      await app.register(actingRoutes(acting, { settings: listener, stepUp, passkeys }), { prefix: '/api' })
      await app.register(securityRoutes({ settings: listener, security, passkeys, oidc, stepUp }), { prefix: '/api' })
    },
    staffRoutes: async (app) => {
      await app.register(activationDeskRoutes(activation), { prefix: '/api' })
      await app.register(agentVisitRoutes(new AgentVisitService({ ...entrance, gate, names, acting })))
    },
    stop: () => rounds.stop(),
  }
}

/** 实名：from the registration and contact of the record, under the keys of the person. */
export function realNames({ collection }: Pick<Rooms, 'collection'>): RealNames {
  const { app, vault } = collection
  const contacts = new ContactService(collection)
  const personIdOf = async (number: string) => {
    const digest = vault.identityDigest(number)
    return (await app.transaction({}, (trx) => findPersons(trx, [digest]))).get(digest.toString('hex'))?.personId
  }
  const of = async (personId: string): Promise<RealPerson | undefined> => {
    const { registration, contact } = await app.transaction({}, (trx) => contactOfPerson(trx, personId, vault))
    if (registration === undefined) return undefined
    const { fullName: name, socialSecurityNumber: number, agency } = registration
    return { personId, name, number, agency, phone: contact?.mobilePhone ?? registration.mobilePhone }
  }
  return {
    ...{ of, personIdOf },
    find: async (number) => {
      const personId = await personIdOf(number)
      return personId === undefined ? undefined : of(personId)
    },
    agencyOfEmployer: (employerId) => contacts.agencyOf(employerId),
    addressOf: async (personId) => {
      const { current, mayPost } = await contacts.ofPerson(personId, true)
      const { mailingAddress: address, postalCode } = current
      const own = mayPost && address !== undefined ? await of(personId) : undefined
      return own && address !== undefined ? { name: own.name, address, postalCode } : undefined
    },
    isSameName: (one, other) => comparableName(one) === comparableName(other),
  }
}

/** 没有地址的，告知本人；an address that only waits for its days is not missing. */
function addressNotice(house: Foundation, rooms: Rooms): LetterPorts['noAddress'] {
  const notices = noticesOf(house, rooms)
  const { vault, settings } = house
  return async (trx, personId) => {
    const { contact, registration } = await contactOfPerson(trx, personId, vault)
    if ((contact ?? registration)?.mailingAddress !== undefined) return
    await notices.tell(trx, personId, { kind: 'addressMissing', once: settings.clock.today() })
  }
}

/** 信的去处：a PDF in the queue of the post, readable by this installation's user alone. */
function letterPost({ place, settings }: Foundation, { rules }: Rooms, { printer }: PaperDesks): LetterPost {
  return {
    post: async (letter) => {
      const { name, address, phone } = rules.agency(letter.agency)
      const agency = { name, address, phone, website: settings.publicUrl }
      const pdf = await printer.letter({ ...textOf(letter, agency.website), agency, printedAt: settings.clock.today() })
      await writeFile(join(place.letters, `${letter.letterId}.pdf`), pdf, { mode: 0o600 })
    },
  }
}

function textOf({ to, code, validUntil }: CodeLetter, website: string) {
  const { name, address, postalCode = '' } = to
  return {
    title: '激活码通知',
    to: { name, address, postalCode },
    paragraphs: [
      `${name}：您申请以信函领取社会保险网上查询的激活码，激活码如下。`,
      `请于${validUntil}前登录 ${website}/activate，以社会保障号码和此码设定自己的密码。激活码只能使用一次；新领的码发出后，先前的即作废。`,
      '工作人员不会向您索要激活码和密码。如非本人申请，请不要使用此码，并与本机构联系。',
    ],
    code,
  }
}

/**
 * 模拟的读卡器，仅用于演示：the ticket is the number of a registered person with "DEMO-" before it, and what is read is what the
 * record says. A real reader's gateway takes its place.
 */
function simulatedReader(rooms: Rooms): IdCardReader {
  const names = realNames(rooms)
  return {
    read: async (ticket): Promise<CardRead | undefined> => {
      const number = /^DEMO-(\d{17}[\dX])$/.exec(ticket.trim().toUpperCase())?.[1]
      const own = number === undefined ? undefined : await names.find(number)
      return own && { kind: 'identityCard', number: own.number, name: own.name }
    },
  }
}

const ROUND_MS = 3_000
/** Swept every so many rounds. */
const ROUNDS_BETWEEN = 1_000

function startRounds(letters: LetterService, alarm: (says: string) => void): { stop(): Promise<void> } {
  let turn: Promise<unknown> | undefined
  let rounds = 0
  const round = async () => {
    await letters.sendWaiting()
    if (rounds++ % ROUNDS_BETWEEN === 0) await letters.sweep()
  }
  const timer = setInterval(() => {
    turn ??= round()
      .catch((error: unknown) => alarm(`letters of activation wait and are tried again: ${String(error)}`))
      .finally(() => {
        turn = undefined
      })
  }, ROUND_MS)
  return {
    stop: async () => {
      clearInterval(timer)
      await turn
    },
  }
}
