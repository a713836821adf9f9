import { staffOf } from '../access/account-store.js'
import type { Actor } from '../access/actor.js'
import { openJson, sealJson } from '../collection/voucher-body.js'
import type { Trx } from '../db/database.js'
import { dayOfInstant } from '../kernel/day.js'
import { Refusal } from '../kernel/refusal.js'
import { leavesOf } from '../ledger/record-store.js'
import { workingCalendar } from '../policy/working-days.js'
import type { Explanation } from '../query/contract.js'
import { type Clockwork, clockwork, type Pause } from './deadline.js'
import type { ObjectionPorts } from './ports.js'
import { unknownObjection } from './refusals.js'
import { canReview, type Touched } from './reviewers.js'
import { after, OVER } from './states.js'
import { findObjection, insertStep, lockMatter, type Objection, type ObjectionStep, stepsOf } from './store.js'
import { MOVED_BY_ITSELF, type ObjectionAct, type ObjectionState } from './words.js'

/** 异议的内容，as it is kept encrypted. */
export interface ObjectionBody {
  readonly words: string
  /** 来窗口的人。 */
  readonly came?: string | undefined
  readonly name: { readonly zh: string; readonly en: string }
  readonly shown: { readonly zh: string; readonly en: string }
  /** 当时的推导，whole. */
  readonly explained?: Explanation | undefined
}

/** 一件异议，opened. */
export interface OpenObjection {
  readonly one: Objection
  readonly body: ObjectionBody
  readonly steps: readonly ObjectionStep[]
  readonly state: ObjectionState
  readonly agency: string
}

type StepMore = Partial<Pick<ObjectionStep, 'agency' | 'outcome' | 'basis' | 'documentId' | 'submissionId'>> & {
  readonly note?: string | undefined
}

/** 异议台：what every service of the room shares. */
export class ObjectionDesk {
  constructor(readonly ports: ObjectionPorts) {}

  /** Opens one; the caller has the gate's leave, or asks for it with what this tells. */
  async open(trx: Trx, objectionId: string, lock = false): Promise<OpenObjection> {
    if (lock) await lockMatter(trx, objectionId)
    const one = await findObjection(trx, objectionId)
    if (one === undefined) throw new Refusal(unknownObjection, {})
    return (await this.opened(trx, [one]))[0]!
  }

  async opened(trx: Trx, all: readonly Objection[]): Promise<OpenObjection[]> {
    const steps = await stepsOf(
      trx,
      all.map(({ objectionId }) => objectionId),
    )
    return all.map((one) => {
      const own = steps.get(one.objectionId) ?? []
      const last = own.at(-1)
      const body = openJson<ObjectionBody>(this.ports.collection.vault, one.body)
      return { one, body, steps: own, state: last?.state ?? 'submitted', agency: last?.agency ?? '' }
    })
  }

  /** 记一步，by the table of states; answers it as it then stands. */
  async step(
    trx: Trx,
    actor: Pick<Actor, 'personId'> & Partial<Pick<Actor, 'posts'>> & { readonly realm: Actor['realm'] | 'system' },
    from: OpenObjection,
    act: Exclude<ObjectionAct, 'raise'>,
    { note = '', agency = from.agency, ...more }: StepMore = {},
  ): Promise<OpenObjection> {
    const { vault, clock } = this.ports.collection
    const made = {
      ...{ objectionId: from.one.objectionId, act, state: after(from.state, act), agency },
      ...{ by: actor.personId, realm: actor.realm, body: sealJson(vault, note), at: clock.now(), ...more },
      posts: actor.realm === 'staff' ? (actor.posts ?? []).join(',') : '',
    }
    await insertStep(trx, made)
    return this.open(trx, from.one.objectionId)
  }

  noteOf({ body }: Pick<ObjectionStep, 'body'>): string {
    return openJson<string>(this.ports.collection.vault, body)
  }

  seal(value: unknown): Buffer {
    return sealJson(this.ports.collection.vault, value)
  }

  /** 经手的人：of the disputed item, of the objection itself. A move by itself is nobody's handling. */
  async touched(trx: Trx, { one, steps }: Pick<OpenObjection, 'one' | 'steps'>): Promise<Touched> {
    const postings = [...new Set(one.items.map((item) => item.split('/')[0]!))]
    const leaves = await leavesOf(trx, postings)
    const item = new Set([...leaves.values()].flatMap((leaf) => leaf.steps.map(({ by }) => by)))
    const parties = new Set([one.personId, one.raisedBy, ...(one.takenBy === undefined ? [] : [one.takenBy])])
    const handled = steps.filter(
      ({ realm, act }) => realm === 'staff' && act !== 'raise' && act !== 'move' && act !== 'decide',
    )
    return { item, parties, handled: new Set(handled.map(({ by }) => by)) }
  }

  /** 经手过的都须回避，本机构再无他人时，自动移送上级。 */
  async placed(trx: Trx, open: OpenObjection): Promise<OpenObjection> {
    const above = this.ports.agencyAbove(open.agency)
    if (above === undefined || OVER.has(open.state) || open.state === 'decided' || open.state === 'correcting')
      return open
    const staff = (await staffOf(trx, open.agency)).filter(({ state }) => state !== 'blocked')
    const members = staff.map(({ person_id, posts }) => ({ personId: person_id, posts }))
    const touched = await this.touched(trx, open)
    if (canReview(members, touched)) return open
    const nobody = { personId: open.one.raisedBy, realm: 'citizen' as const }
    return this.step(trx, nobody, open, 'move', { agency: above, note: MOVED_BY_ITSELF.zh })
  }

  /** 办理期限，逐日。Papers that were asked for stop the count until they come. */
  clockOf({ one, steps, state, agency }: OpenObjection): Clockwork {
    const { policy, setting, clock, areaOf } = this.ports.collection
    const pauses: Pause[] = []
    for (const { act, at } of steps) {
      if (act === 'askPapers') pauses.push({ from: dayOfInstant(at) })
      if (act === 'supply') pauses.push({ ...pauses.pop()!, through: dayOfInstant(at) })
    }
    const decided = steps.find(({ act }) => act === 'decide' || act === 'withdraw')
    return clockwork(workingCalendar(policy().book.area(areaOf(agency))), {
      ...{ from: dayOfInstant(one.raisedAt), today: clock.today(), pauses },
      ...{ days: setting('business.objection-days'), remind: setting('business.objection-remind-days') },
      ...(decided === undefined || state === 'submitted' ? {} : { endedOn: dayOfInstant(decided.at) }),
    })
  }
}
