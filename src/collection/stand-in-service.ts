import { type Account, staffOf } from '../access/account-store.js'
import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import { isPost, POSTS, type Post } from '../access/posts.js'
import type { Trx } from '../db/database.js'
import { type Day, daysBetween, parseDay } from '../kernel/day.js'
import { Refusal } from '../kernel/refusal.js'
import { claimsHeldBy } from './case-act-store.js'
import { departuresOf } from './departure-store.js'
import type { CollectionPorts } from './ports.js'
import {
  crossing,
  missingStaff,
  missingStandIn,
  notForOthers,
  otherPost,
  toOneself,
  wrongDays,
} from './refusals-work.js'
import { REVIEW_POSTS } from './route-book.js'
import {
  endStandIns,
  findStandIn,
  insertStandIn,
  listStandIns,
  type StandIn,
  standInsAcross,
  standInsFor,
} from './stand-in-store.js'
import type { StaffView, StandInRequest, StandInView } from './work-contract.js'

const LISTED = 200

/** 缺勤与替岗。Standing in gives no right: whoever does holds the same posts already, and nobody ever acts twice in a case. */
export class StandInService {
  constructor(private readonly ports: CollectionPorts) {}

  /** 人员与替岗，of one's own agency. */
  async staff(actor: Actor): Promise<StaffView> {
    const { app, clock, agencyName, staffNames, vault } = this.ports
    const agency = organisationOf(actor)
    const found = await app.transaction({}, async (trx) => {
      const staff = (await staffOf(trx, agency)).filter(({ state }) => state !== 'blocked')
      const persons = staff.map(({ person_id }) => person_id)
      const claims = new Map<string, number>()
      for (const person of persons) claims.set(person, (await claimsHeldBy(trx, person)).length)
      const [away, standIns] = [await standInsFor(trx, persons, clock.today()), await listStandIns(trx, agency, LISTED)]
      return { staff, claims, away, standIns, departures: await departuresOf(trx, agency, LISTED) }
    })
    const people = [
      ...found.staff.map(({ person_id }) => person_id),
      ...found.standIns.flatMap(({ personId, delegateId, madeBy }) => [personId, delegateId ?? personId, madeBy]),
      ...found.departures.flatMap(({ personId, successorId, orderedBy }) => [
        personId,
        successorId ?? personId,
        orderedBy,
      ]),
    ]
    const names = await staffNames([...new Set(people)])
    const me = found.staff.find(({ person_id }) => person_id === actor.personId)
    const isHead = actor.posts.includes('approver')
    return {
      agency: agencyName(agency),
      colleagues: found.staff.map((one) => ({
        person: one.person_id,
        name: names.get(one.person_id) ?? '',
        posts: postNames(one.posts),
        claims: found.claims.get(one.person_id) ?? 0,
        me: one.person_id === actor.personId,
        away: found.away.some(({ personId }) => personId === one.person_id),
        mayStandIn: me !== undefined && one !== me && holdsAll(one, me),
      })),
      standIns: found.standIns.map((one) => this.view(actor, names, one)),
      departures: found.departures.map((one) => ({
        name: names.get(one.personId) ?? '',
        posts: postNames(one.posts),
        ...(one.successorId === undefined ? {} : { successor: names.get(one.successorId) ?? '' }),
        claims: one.claims,
        reason: vault.unseal(undefined, one.reason),
        by: names.get(one.orderedBy) ?? '',
        at: one.at,
      })),
      abilities: isHead ? ['arrangeOthers', 'depart'] : [],
    }
  }

  /** 登记。One's own; the head of the agency also enters those of others. */
  async arrange(actor: Actor, asked: StandInRequest): Promise<StaffView> {
    const { app, clock, ids, vault, setting } = this.ports
    const agency = organisationOf(actor)
    const personId = asked.person ?? actor.personId
    if (personId !== actor.personId && !actor.posts.includes('approver')) throw new Refusal(notForOthers, {})
    if (asked.delegate === personId) throw new Refusal(toOneself, {})
    const [fromDay, throughDay] = [parseDay(asked.fromDay), parseDay(asked.throughDay)]
    const most = setting('business.stand-in-longest')
    const span = daysBetween(fromDay, throughDay) + 1
    if (fromDay < clock.today() || span < 1 || span > most) throw new Refusal(wrongDays, { most })
    await app.transaction({}, async (trx) => {
      await this.requireFit(trx, agency, personId, asked.delegate)
      await this.refuseCrossing(trx, personId, asked.delegate, fromDay, throughDay)
      await insertStandIn(trx, {
        ...{ standInId: ids.uuid(), personId, delegateId: asked.delegate, agency, fromDay, throughDay },
        ...{ reason: vault.seal(undefined, asked.reason), madeBy: actor.personId, madeAt: clock.now() },
      })
    })
    return this.staff(actor)
  }

  /** 提前终止。 */
  async end(actor: Actor, standInId: string): Promise<StaffView> {
    await this.ports.app.transaction({}, async (trx) => {
      const found = await findStandIn(trx, standInId)
      const isHere = found !== undefined && found.agency === organisationOf(actor) && found.endedAt === undefined
      if (!isHere) throw new Refusal(missingStandIn, {})
      if (!mayEnd(actor, found)) throw new Refusal(notForOthers, {})
      await endStandIns(trx, [standInId], this.ports.clock.now())
    })
    return this.staff(actor)
  }

  /** 同一机构，and all of the posts by which the other reviews. */
  private async requireFit(trx: Trx, agency: string, personId: string, delegateId: string | undefined): Promise<void> {
    const staff = (await staffOf(trx, agency)).filter(({ state }) => state !== 'blocked')
    const away = staff.find(({ person_id }) => person_id === personId)
    if (away === undefined) throw new Refusal(missingStaff, {})
    if (delegateId === undefined) return
    const delegate = staff.find(({ person_id }) => person_id === delegateId)
    if (delegate === undefined || !holdsAll(delegate, away)) throw new Refusal(otherPost, {})
  }

  /** Nobody is away twice at a time, nor stands in while away; and no work is passed on from hand to hand. */
  private async refuseCrossing(trx: Trx, personId: string, delegateId: string | undefined, from: Day, through: Day) {
    const people = delegateId === undefined ? [personId] : [personId, delegateId]
    const others = await standInsAcross(trx, people, from, through)
    const wrong = others.some(
      (one) => one.personId === personId || one.personId === delegateId || one.delegateId === personId,
    )
    if (wrong) throw new Refusal(crossing, {})
  }

  private view(actor: Actor, names: ReadonlyMap<string, string>, one: StandIn): StandInView {
    const today = this.ports.clock.today()
    const isOver = one.endedAt !== undefined || one.throughDay < today
    return {
      id: one.standInId,
      person: names.get(one.personId) ?? '',
      ...(one.delegateId === undefined ? {} : { delegate: names.get(one.delegateId) ?? '' }),
      ...{ fromDay: one.fromDay, throughDay: one.throughDay },
      reason: this.ports.vault.unseal(undefined, one.reason),
      madeBy: names.get(one.madeBy) ?? '',
      madeAt: one.madeAt,
      ...(one.endedAt === undefined ? {} : { endedAt: one.endedAt }),
      state: isOver ? 'over' : one.fromDay <= today ? 'now' : 'coming',
      abilities: !isOver && mayEnd(actor, one) ? ['end'] : [],
    }
  }
}

function mayEnd(actor: Actor, one: StandIn): boolean {
  return one.personId === actor.personId || actor.posts.includes('approver')
}

/** All the posts by which the one away reviews; at least one, or there is nothing to stand in for. */
export function holdsAll(delegate: Pick<Account, 'posts'>, away: Pick<Account, 'posts'>): boolean {
  const needed = away.posts.filter((post) => REVIEW_POSTS.includes(post as Post))
  return needed.length > 0 && needed.every((post) => delegate.posts.includes(post))
}

function postNames(posts: readonly string[]) {
  return posts.filter(isPost).map((post) => ({ zh: POSTS[post].zh, en: POSTS[post].en }))
}
