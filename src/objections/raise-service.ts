import { type Actor, subjectOf } from '../access/actor.js'
import type { Decision } from '../access/decision.js'
import type { Ask } from '../access/gate-service.js'
import type { Section } from '../access/sections.js'
import type { Trx } from '../db/database.js'
import { parseCreditCode } from '../kernel/credit-code.js'
import { parseIdentity } from '../kernel/identity.js'
import { mask } from '../kernel/mask.js'
import { comparableName } from '../kernel/name.js'
import { parsePeriod } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import { foldOf } from '../ledger/alias-store.js'
import { alsoSee, employersByCode } from '../ledger/lookup-store.js'
import { protectedAmong, withoutProtected } from '../ledger/mandate-store.js'
import { findPersons } from '../ledger/people-store.js'
import { factsOfEmployer, registrationsOf } from '../ledger/record-store.js'
import { explanationView } from '../query/explanation-view-service.js'
import { type KnownRecord, narrowKnown, recordAsk, resourceOf } from '../query/record-service.js'
import { staffView } from '../records/employer.js'
import { isPathWithin } from '../records/narrowed.js'
import { findFigure } from '../records/path.js'
import type { CounterRaiseRequest, EmployerRaiseRequest, RaiseRequest } from './contract.js'
import { ObjectionDesk } from './desk-service.js'
import { type DisputedItem, itemAt } from './item.js'
import type { ObjectionPorts } from './ports.js'
import {
  employerCodeNeeded,
  employerItemOnly,
  figureChanged,
  formNeeded,
  mustStandAside,
  noSuchItem,
  objectedAlready,
  severalSuch,
  unknownEmployer,
} from './refusals.js'
import { sectionOf } from './section-of.js'
import { OVER } from './states.js'
import { insertObjection, insertStep, lockMatter, type Objection, objectionsOfPersons, takeSerial } from './store.js'
import { type RaisedAs, slipText } from './words.js'

interface Raising extends RaiseRequest {
  readonly personId: string
  readonly raisedAs: RaisedAs
  readonly employerId?: string | undefined
  readonly takenBy?: string | undefined
  readonly form?: string | undefined
  readonly came?: string | undefined
}

/** 提出异议（第十六条）。The gate first, then the record as it is now: the figure must be there and be the one that was seen. */
export class RaiseService {
  private readonly desk: ObjectionDesk

  constructor(private readonly ports: ObjectionPorts) {
    this.desk = new ObjectionDesk(ports)
  }

  /** 本人，或其代理人、监护人、近亲属。 */
  raise(actor: Actor, request: RaiseRequest): Promise<string> {
    const personId = subjectOf(actor)
    const raisedAs = actor.actingFor?.capacity ?? 'self'
    const { resource } = recordAsk(actor, personId, undefined)
    return this.pass(actor, { ...request, personId, raisedAs }, resource)
  }

  /** 窗口代为录入。Whoever comes for somebody else is named, and the signed paper form is scanned. */
  async atCounter(actor: Actor, { creditCode, ...request }: CounterRaiseRequest): Promise<string> {
    const { personId, raisedAs, form, came } = request
    if (raisedAs !== 'self' && (form === undefined || came === undefined)) throw new Refusal(formNeeded, {})
    if ((raisedAs === 'employer') !== (creditCode !== undefined)) throw new Refusal(employerCodeNeeded, {})
    const employerId = creditCode === undefined ? undefined : await this.employerOf(creditCode)
    const raising = { ...request, employerId, takenBy: actor.personId }
    return this.pass(actor, raising, (trx) => resourceOf(trx, personId))
  }

  private async employerOf(text: string): Promise<string> {
    const { app } = this.ports.collection
    const creditCode = parseCreditCode(text)
    const found = (await app.transaction({}, (trx) => employersByCode(trx, [creditCode]))).at(-1)
    if (found === undefined) throw new Refusal(unknownEmployer, { creditCode })
    return found.employerId
  }

  /** 单位就其职工的一个月。Whoever is not its staff is refused as a stranger is: nothing is told. */
  async ofEmployer(actor: Actor, request: EmployerRaiseRequest): Promise<string> {
    const { insurance, month, figure, identityNumber, fullName, ...rest } = request
    const employerId = actor.employerId ?? NOBODY
    const found = identityNumber.includes('*')
      ? await this.personOfLine(employerId, identityNumber, fullName, month)
      : await this.personOf(identityNumber, fullName)
    const personId = found ?? NOBODY
    const path =
      figure === 'missing' ? `missing/${insurance}/${month}` : `contribution/${insurance}/${month}/*/${figure}`
    const raising = { ...rest, path, personId, raisedAs: 'employer' as const, employerId }
    return this.pass(actor, raising, (trx) => resourceOf(trx, personId))
  }

  private async personOf(identityNumber: string, fullName: string): Promise<string | undefined> {
    const { app, vault, clock } = this.ports.collection
    const { number } = parseIdentity(identityNumber, clock.today())
    const digest = vault.identityDigest(number)
    const found = await app.transaction({}, async (trx) =>
      (await findPersons(trx, [digest])).get(digest.toString('hex')),
    )
    if (found === undefined) return undefined
    return app.transaction({ persons: [found.personId] }, async (trx) => {
      // 保密标识：不向单位出示，与陌生人一样答复。
      if ((await protectedAmong(trx, [found.personId])).size > 0) return undefined
      const { record } = await this.ports.records.derive(trx, found.personId, {})
      const name = record.registration.person?.fullName
      return name !== undefined && comparableName(name) === comparableName(fullName) ? found.personId : undefined
    })
  }

  /** 自职工名单的一行提出：the number as the line shows it, among its own people of that month, and only where it is one. */
  private personOfLine(employerId: string, shown: string, fullName: string, month: string) {
    const { app, vault } = this.ports.collection
    const period = parsePeriod(month)
    return app.transaction({ employer: employerId }, async (trx) => {
      const facts = await factsOfEmployer(trx, employerId, period, period)
      const staff = await withoutProtected(trx, staffView(facts, employerId, period), ({ personId }) => personId)
      const persons = staff.map(({ personId }) => personId)
      await alsoSee(trx, persons)
      const registered = await registrationsOf(trx, persons, vault)
      const fitting = registered.filter(
        (one) => mask(one.socialSecurityNumber) === shown && comparableName(one.fullName) === comparableName(fullName),
      )
      if (fitting.length > 1) throw new Refusal(severalSuch, {})
      return fitting[0]?.personId
    })
  }

  private pass(actor: Actor, raising: Raising, resource: Ask['resource']): Promise<string> {
    const sections: Section[] = [sectionOf(raising.path)]
    const ask = { actor, action: 'objection.raise' as const, resource, sections, subjects: [raising.personId] }
    return this.ports.gate.pass(
      { ...ask, purpose: 'objection.raise', matter: 'objection' },
      async (trx, { decision }) => this.made(trx, actor, raising, decision),
    )
  }

  private async made(trx: Trx, actor: Actor, raising: Raising, decision: Decision): Promise<string> {
    if (raising.takenBy === raising.personId) throw new Refusal(mustStandAside, {})
    const known = narrowKnown(await this.ports.records.derive(trx, raising.personId, {}), decision)
    const item = this.itemOf(known, raising)
    await this.requireNew(trx, raising.personId, item.path)
    const { collection } = this.ports
    const [now, agency] = [collection.clock.now(), agencyOf(known, item)]
    const papers = [raising.documentId, raising.form].filter((id) => id !== undefined)
    for (const documentId of papers) await collection.papers.cite(trx, documentId, 'objection')
    const objectionId = collection.ids.uuid()
    const one: Objection = {
      ...{ objectionId, serial: await takeSerial(trx, 'objection', agency, collection.clock.today()) },
      ...{ personId: raising.personId, path: item.path, insurance: item.insurance, keeper: item.keeper },
      items: item.refs.map(({ posting, ordinal }) => `${posting}/${ordinal}`),
      body: this.desk.seal(bodyOf(known, item, raising)),
      ...{
        reason: raising.reason,
        raisedAs: raising.raisedAs,
        raisedBy: actor.personId,
        employerId: raising.employerId,
      },
      ...{ mandate: actor.actingFor?.mandate, takenBy: raising.takenBy, treeSize: known.treeSize, raisedAt: now },
    }
    await insertObjection(trx, one)
    const step = { objectionId, act: 'raise' as const, state: 'submitted' as const, agency, by: actor.personId }
    const posts = actor.realm === 'staff' ? actor.posts.join(',') : ''
    const sealed = { realm: actor.realm, posts, body: this.desk.seal(''), at: now, documentId: papers[0] }
    await insertStep(trx, { ...step, ...sealed })
    if (papers[1] !== undefined) await insertStep(trx, { ...step, ...sealed, documentId: papers[1] })
    const placed = await this.desk.placed(trx, await this.desk.open(trx, objectionId))
    if (item.keeper === 'medicalSecurity') {
      await this.desk.step(trx, actor, placed, 'toKeeper', { note: slipText(one.serial).zh })
    }
    if (one.raisedAs !== 'employer')
      await this.ports.notices.tell(trx, one.personId, { kind: 'objectionReceived', once: objectionId })
    return objectionId
  }

  /** 记录上的这一项，and the very figure that was seen. */
  private itemOf(known: KnownRecord, { path, value, employerId }: Raising): DisputedItem {
    const asked = employerId === undefined ? path : ownRow(known, path, employerId)
    const item = asked === undefined ? undefined : itemAt(known, asked)
    if (item === undefined || !isOpenItem(item, known)) throw new Refusal(noSuchItem, { path })
    if (employerId !== undefined && item.employerId !== employerId && !path.startsWith('missing/'))
      throw new Refusal(employerItemOnly, {})
    if (value !== undefined && item.value !== undefined && String(value) !== String(item.value))
      throw new Refusal(figureChanged, { shown: String(value), now: item.text.zh })
    return item
  }

  /** One open objection to an item: who objects again adds to that one. */
  private async requireNew(trx: Trx, personId: string, path: string): Promise<void> {
    await lockMatter(trx, `${personId} ${path}`)
    const { ids } = await foldOf(trx, [personId])
    const open = await this.desk.opened(trx, await objectionsOfPersons(trx, ids))
    const same = open.find(({ one, state }) => one.path === path && !OVER.has(state))
    if (same !== undefined) throw new Refusal(objectedAlready, { serial: same.one.serial })
  }
}

const NOBODY = '0'

/** 授权之内的一项：a figure was found in the narrowed record; a month that is not on record is told by its path. */
function isOpenItem({ path, value }: DisputedItem, { record }: KnownRecord): boolean {
  return value !== undefined || isPathWithin(path, record.narrowed)
}

/** 参保地的经办机构：where the item was posted, else where the person was last enrolled. */
function agencyOf({ facts, record }: KnownRecord, { refs }: DisputedItem): string {
  const [ref] = refs
  const own = facts.find((fact) => fact.ref.posting === ref?.posting && fact.ref.ordinal === ref.ordinal)
  const last = own ?? facts.findLast((fact) => fact.kind === 'enrolment') ?? record.registration.person
  return last !== undefined && 'agency' in last ? last.agency : ''
}

/** `contribution/110/2025-08/＊/base` → the employer's own row of that month. */
function ownRow({ record }: KnownRecord, path: string, employerId: string): string | undefined {
  const [, insurance, month, star] = path.split('/')
  if (star !== '*') return path
  const rows = record.insurances.find((one) => one.insurance === insurance)?.rows
  const row = rows?.find((one) => one.month === month && one.employerId === employerId)
  return row && path.replace('*', String(row.index))
}

function bodyOf(known: KnownRecord, { name, text, path }: DisputedItem, { words, came }: Raising) {
  const figure = findFigure(known.record, path)
  const quiet = { language: 'zh' as const, areaName: (code: string) => code, voucherOf: () => undefined }
  const who = came === undefined ? {} : { came }
  return {
    words,
    ...who,
    name,
    shown: text,
    ...(figure === undefined ? {} : { explained: explanationView(figure, quiet) }),
  }
}
