import { accountsOf } from '../src/access/account-store.js'
import type { Post } from '../src/access/posts.js'
import type { DemoPerson } from '../src/app/demo/people.js'
import { findPersons } from '../src/ledger/people-store.js'
import type { ServedCity } from './served.js'
import { Visitor } from './visitor.js'

/** 每一岗位由谁来试：every post there is has somebody of the demo city, or this does not compile. */
export const LOGIN_OF: Readonly<Record<Post, string>> = {
  systemAdmin: 'sysadmin',
  permissionMaintainer: 'permissions',
  databaseAdmin: 'dba',
  parameterMaintainer: 'parameters',
  frontDesk: 'east-desk',
  initialReviewer: 'east-first',
  reviewer: 'east-review',
  rechecker: 'east-recheck',
  approver: 'east-approve',
  cashier: 'city-cashier',
  accountant: 'city-accounts',
  chiefAccountant: 'city-chief-accounts',
  archivist: 'city-archive',
  scanVendor: 'scan-vendor',
  expertSecretary: 'east-experts',
  stampKeeper: 'east-stamp',
  protectedHandler: 'city-protected',
  qualityInspector: 'city-quality',
  query: 'city-query',
  queryApprover: 'city-query-approve',
  auditor: 'city-audit',
  supervisor: 'supervisor',
}

/** 到访的人：signed in once, found by login. */
export class RoutePeople {
  private readonly signedIn = new Map<string, Visitor>()
  private readonly ids = new Map<string, string>()

  constructor(private readonly city: ServedCity) {}

  /** Somebody of the staff; those of the demo city whose password is not printed are equipped first. */
  async staff(login: string): Promise<Visitor> {
    const known = this.signedIn.get(login)
    if (known !== undefined) return known
    const person = this.city.person(login)
    if (!person.isPrinted) await this.equip(person)
    const visitor = new Visitor(this.city.staffUrl)
    await visitor.signIn(person)
    this.signedIn.set(login, visitor)
    return visitor
  }

  /** Somebody of the public listener. */
  async visitor(person: DemoPerson): Promise<Visitor> {
    const visitor = new Visitor(this.city.publicUrl)
    await visitor.signIn(person)
    return visitor
  }

  /** 过期的会话：it was signed in, and its time is over. */
  async expired(person: DemoPerson): Promise<Visitor> {
    const { house, served, publicUrl, staffUrl } = this.city
    const visitor = new Visitor(person.realm === 'staff' ? staffUrl : publicUrl)
    await visitor.signIn(person)
    const { sessionId } = await served.rooms.signIn.sessionOf(visitor.token, person.realm)
    await house.app.transaction({}, (trx) =>
      trx.rows(`update desk.session set ends_at = now() - interval '1 minute' where session_id = $1`, [sessionId]),
    )
    return visitor
  }

  /** The natural person, as the books know them. */
  async idOf(login: string): Promise<string> {
    const known = this.ids.get(login)
    if (known !== undefined) return known
    const { house } = this.city
    const digest = house.vault.identityDigest(this.city.person(login).identityNumber)
    const found = await house.app.transaction({}, (trx) => findPersons(trx, [digest]))
    const { personId } = found.get(digest.toString('hex'))!
    this.ids.set(login, personId)
    return personId
  }

  private async equip({ login, password, totpSecret }: DemoPerson): Promise<void> {
    const { house, served } = this.city
    const personId = await this.idOf(login)
    const [account] = await house.app.transaction({}, (trx) => accountsOf(trx, [personId]))
    await served.rooms.accounts.equip(account!.account_id, password, totpSecret)
  }
}
