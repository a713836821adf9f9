import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import { periodOfDay } from '../kernel/day.js'
import { mask } from '../kernel/mask.js'
import { type Period, parsePeriod, plus } from '../kernel/period.js'
import { isHandler, openTo } from '../ledger/mandate-store.js'
import { liveFacts, ofKind } from '../records/live.js'
import { namesOf } from './batch-reading-service.js'
import { CHECK_METHODS } from './benefit-words.js'
import { CHECK_KINDS, type CheckStanding, checkStanding } from './entitlement.js'
import type { DueChecks, Proposed } from './entitlement-contract.js'
import type { Sentence } from './kinds.js'
import type { CollectionPorts } from './ports.js'
import { insertTasks, personsWithTask } from './task-store.js'
import { sealJson } from './voucher-body.js'

const SHOWN = 500

/** 领取资格认证的到期。A lapse proposes a suspension as work for people; it makes none. */
export class EntitlementService {
  constructor(private readonly ports: CollectionPorts) {}

  /** 到期名单, next month's where no month is named. */
  async due(actor: Actor, asked?: string): Promise<{ due: DueChecks; persons: string[] }> {
    const today = periodOfDay(this.ports.clock.today())
    const month = asked === undefined ? plus(today, 1) : parsePeriod(asked)
    const [counted, shown] = [{ persons: 0, lapsed: 0 }, [] as CheckStanding[]]
    for await (const one of this.standings(organisationOf(actor), today, isHandler(actor))) {
      if (one.until > month && !one.isFailed) continue
      counted.persons++
      if (hasLapsed(one, today)) counted.lapsed++
      keepEarliest(shown, one)
    }
    const persons = shown.map(({ personId }) => personId)
    const names = await namesOf(this.ports, persons)
    const told = shown.map(({ personId, insurance, benefitKind, until, lastDay, method, isFailed }) => {
      const { fullName = '', identityNumber = '' } = names.get(personId) ?? {}
      const words = CHECK_METHODS[method as keyof typeof CHECK_METHODS]
      return {
        ...{ fullName, identityNumber: mask(identityNumber), insurance, benefitKind, until },
        ...(lastDay === undefined ? {} : { lastDay }),
        ...(words === undefined ? {} : { method: { zh: words.zh, en: words.en } }),
        isLapsed: isFailed || until < today,
      }
    })
    return { persons, due: { month, ...counted, shown: told } }
  }

  /** 建议暂停。A task a person, once while it is open; closing it or filing the suspension is for people. */
  async propose(actor: Actor): Promise<{ proposed: Proposed; persons: string[] }> {
    const agency = organisationOf(actor)
    const today = periodOfDay(this.ports.clock.today())
    const lapsed: CheckStanding[] = []
    for await (const one of this.standings(agency, today)) if (hasLapsed(one, today)) lapsed.push(one)
    const { app, vault, ids, clock } = this.ports
    const known = await app.transaction({}, (trx) => personsWithTask(trx, agency, 'entitlementLapsed'))
    const fresh = lapsed.filter(({ personId }) => !known.has(personId))
    const persons = fresh.map(({ personId }) => personId)
    const names = await namesOf(this.ports, persons)
    await app.transaction({}, (trx) =>
      insertTasks(
        trx,
        fresh.map((one) => ({
          ...{ taskId: ids.uuid(), kind: 'entitlementLapsed' as const, agency, personId: one.personId },
          says: sealJson(vault, says(names.get(one.personId)?.fullName ?? '', one)),
          openedAt: clock.now(),
        })),
      ),
    )
    const looked = await app.transaction({}, (trx) => openTo(trx, actor, persons, (id) => id))
    return { persons: looked, proposed: { lapsed: lapsed.length, proposed: fresh.length } }
  }

  private async *standings(agency: string, month: Period, withMarked = true): AsyncGenerator<CheckStanding> {
    const { book } = this.ports.policy()
    const terms = { agency, month, area: (code: string) => book.area(code) }
    for await (const { personId, facts } of this.ports.everybody.persons([...CHECK_KINDS, 'protection'])) {
      // 保密标识：tasks are made for everybody; the list names those only whom the viewer may see.
      if (!withMarked && ofKind(liveFacts(facts), 'protection').at(-1)?.change === 'begin') continue
      const one = checkStanding(personId, facts, terms)
      if (one !== undefined) yield one
    }
  }
}

function hasLapsed({ until, isFailed }: CheckStanding, today: Period): boolean {
  return isFailed || until < today
}

/** The five hundred whose checks ran out first. */
function keepEarliest(shown: CheckStanding[], one: CheckStanding): void {
  if (shown.length === SHOWN && one.until >= shown.at(-1)!.until) return
  const place = shown.findIndex(({ until }) => until > one.until)
  shown.splice(place === -1 ? shown.length : place, 0, one)
  if (shown.length > SHOWN) shown.pop()
}

function says(fullName: string, { until, isFailed }: CheckStanding): Sentence {
  return isFailed
    ? {
        zh: `${fullName} 的领取资格认证未通过，建议暂停发放。请核实后录入暂停，或办结本任务。`,
        en: `${fullName} did not pass the entitlement check; a suspension is proposed. Look into it, then enter the suspension or close this task.`,
      }
    : {
        zh: `${fullName} 的领取资格认证已于 ${until} 到期，建议暂停发放。请联系本人认证，或录入暂停。`,
        en: `The entitlement check of ${fullName} ran out in ${until}; a suspension is proposed. Have the person checked, or enter the suspension.`,
      }
}
