import { accountsOf } from '../../access/account-store.js'
import type { Actor } from '../../access/actor.js'
import type { Stage } from '../../collection/kinds.js'
import { invariant } from '../../kernel/invariant.js'
import { Refusal } from '../../kernel/refusal.js'
import { NO_UUID } from '../../kernel/uuid.js'
import { employersByCode } from '../../ledger/lookup-store.js'
import { findPersons, insertPeople } from '../../ledger/people-store.js'
import { takeIds } from '../../ledger/posting-store.js'
import type { DemoRooms } from './demo-rooms.js'
import type { DemoPerson } from './people.js'

/** 一个区的经办人员：who takes in, and who reviews at each stage. */
export interface Team {
  readonly desk: Actor
  /** 专家秘书, where the district has one. */
  readonly secretary?: Actor
  readonly stages: Readonly<Record<Stage, Actor>>
}

/** 示例人物的开户。Natural persons first, then their accounts; everything is found again when the load is resumed. */
export class Clerks {
  private readonly personIds = new Map<string, string>()
  private readonly actors = new Map<string, Actor>()

  constructor(
    private readonly rooms: DemoRooms,
    private readonly people: readonly DemoPerson[],
  ) {}

  /** The agency's own staff, to a desk each. */
  async hireStaff(): Promise<Map<string, Team>> {
    const staff = this.people.filter(({ realm }) => realm === 'staff')
    await this.makePersons(this.people.filter(({ realm }) => realm !== 'citizen'))
    const actors = await Promise.all(staff.map((person) => this.open(person)))
    const agencies = [...new Set(staff.filter(({ login }) => login.endsWith('-recheck')).map(({ agency }) => agency!))]
    return new Map(agencies.map((agency) => [agency, teamOf(actors.filter((actor) => actor.agency === agency))]))
  }

  /** 单位经办人，in place of the employer from its registration on. */
  async appoint(creditCode: string): Promise<Actor> {
    const person = this.people.find((one) => one.creditCode === creditCode)
    invariant(person !== undefined, 'every employer of the demo city has an operator')
    const { app } = this.rooms.collection
    const [registered] = await app.transaction({}, (trx) => employersByCode(trx, [creditCode]))
    invariant(registered !== undefined, `the employer ${creditCode} was registered and posted`)
    return this.open(person, registered.employerId)
  }

  /** 某登录名的人，who was hired before. */
  actor(login: string): Actor {
    const actor = this.actors.get(login)
    invariant(actor !== undefined, `${login} of the demo city has an account`)
    return actor
  }

  /** 本人，as he or she acts on the public web. */
  async citizen(identityNumber: string): Promise<Actor> {
    const { app, vault } = this.rooms.collection
    const digest = vault.identityDigest(identityNumber)
    const found = (await app.transaction({}, (trx) => findPersons(trx, [digest]))).get(digest.toString('hex'))
    invariant(found !== undefined, 'a citizen of a scene is registered')
    const { personId } = found
    return { personId, realm: 'citizen', sessionId: NO_UUID, accountId: NO_UUID, posts: [], channel: 'web' }
  }

  /** 参保人的账户，once they are registered. */
  async admitCitizens(): Promise<void> {
    const citizens = this.people.filter(({ realm }) => realm === 'citizen')
    await this.findPersons(citizens)
    for (const citizen of citizens) if (this.personIds.has(citizen.identityNumber)) await this.open(citizen)
  }

  private async open(person: DemoPerson, employerId?: string): Promise<Actor> {
    const { realm, login, name, agency, posts } = person
    const personId = this.personIds.get(person.identityNumber)
    invariant(personId !== undefined, `${login} of the demo city is a natural person`)
    const accountId = await this.accountOf(person, personId, employerId)
    const actor: Actor = {
      personId,
      realm,
      sessionId: NO_UUID,
      accountId,
      posts,
      channel: 'web',
      agency,
      employerId,
      name,
    }
    this.actors.set(login, actor)
    return actor
  }

  private async accountOf(person: DemoPerson, personId: string, employerId: string | undefined): Promise<string> {
    const { accounts, collection } = this.rooms
    const { realm, login, name, agency, posts, isPrinted, password, totpSecret } = person
    const known = await collection.app.transaction({}, (trx) => accountsOf(trx, [personId]))
    const found = known.find((account) => account.realm === realm)
    const accountId =
      found?.account_id ?? (await accounts.create({ personId, realm, login, name, agency, employerId, posts }))
    if (isPrinted && found?.state !== 'active') await accounts.equip(accountId, password, totpSecret)
    return accountId
  }

  private async makePersons(people: readonly DemoPerson[]): Promise<void> {
    const { post, collection } = this.rooms
    await this.findPersons(people)
    const fresh = people.filter(({ identityNumber }) => !this.personIds.has(identityNumber))
    const { vault } = collection
    await post.transaction({}, async (trx) => {
      const ids = await takeIds(trx, 'person_id', fresh.length)
      await vault.createKeys(trx, ids)
      await insertPeople(
        trx,
        vault,
        fresh.map(({ identityNumber, name }, i) => {
          this.personIds.set(identityNumber, ids[i]!)
          return { personId: ids[i]!, identityNumber, fullName: name, documentType: '01' }
        }),
      )
    })
  }

  private async findPersons(people: readonly DemoPerson[]): Promise<void> {
    const { app, vault } = this.rooms.collection
    const digests = people.map(({ identityNumber }) => vault.identityDigest(identityNumber))
    const found = await app.transaction({}, (trx) => findPersons(trx, digests))
    people.forEach(({ identityNumber }, i) => {
      const known = found.get(digests[i]!.toString('hex'))
      if (known !== undefined) this.personIds.set(identityNumber, known.personId)
    })
  }
}

function teamOf(actors: readonly Actor[]): Team {
  const of = (post: Actor['posts'][number]): Actor => {
    const found = actors.find(({ posts }) => posts.includes(post))
    invariant(found !== undefined, `a district of the demo city has a ${post}`)
    return found
  }
  const secretary = actors.find(({ posts }) => posts.includes('expertSecretary'))
  return {
    ...(secretary === undefined ? {} : { secretary }),
    desk: of('frontDesk'),
    stages: {
      initialReview: of('initialReviewer'),
      review: of('reviewer'),
      recheck: of('rechecker'),
      approval: of('approver'),
    },
  }
}

/** Whether an error is this refusal: what a resumed load meets where it had been before. */
export function isRefusal(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Refusal && codes.includes(error.entry.code)
}
