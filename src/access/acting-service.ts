import { narrowingSays } from '../kernel/narrowing.js'
import { Refusal } from '../kernel/refusal.js'
import { uuidV7 } from '../kernel/uuid.js'
import { findAccount } from './account-store.js'
import {
  type ActingAnswer,
  type FirmsAnswer,
  HELPER_KINDS,
  type HelperBody,
  type StandingView,
} from './acting-contract.js'
import type { Actor } from './actor.js'
import { type Appointment, appointmentsOf } from './appointment-store.js'
import type { SignInPorts } from './begin-session-service.js'
import { writeEvent } from './book-store.js'
import { actingUnknown, firmUnknown, helperPresent, nobodyHelps } from './refusals-acting.js'
import { type ActingRow, setActing, setChosenEmployer } from './session-store.js'
import type { Standing } from './standing.js'

export interface ActingPorts extends SignInPorts {
  /** 单位名称, by number. */
  employerNames?(employerIds: readonly string[]): Promise<ReadonlyMap<string, string>>
}

/** 代为办理与换单位。The session only remembers what was chosen; whether it still stands is asked at every request. */
export class ActingService {
  constructor(private readonly ports: ActingPorts) {}

  async list(actor: Actor): Promise<ActingAnswer> {
    const { actingFor } = actor
    // With a helper beside, nobody is chosen, so that nobody else's name is told.
    const isAlone = actingFor?.capacity !== 'helper'
    const choices = (isAlone && (await this.ports.standing?.of(actor.personId))) || []
    return {
      choices: choices.map(viewOf),
      ...(actingFor === undefined
        ? {}
        : {
            now: {
              capacity: actingFor.capacity,
              opens: [...(actingFor.opens ?? [])],
              ended: actingFor.ended === true,
              ...(actingFor.subjectName === undefined ? {} : { name: actingFor.subjectName }),
              ...(actingFor.narrowed === undefined ? {} : { narrowed: narrowingSays(actingFor.narrowed) }),
              ...(actingFor.says === undefined ? {} : { says: actingFor.says }),
            },
          }),
    }
  }

  /** 为谁办理；no ref: oneself again. A helper goes with it. */
  async choose(actor: Actor, ref: string | undefined): Promise<void> {
    await this.alone(actor)
    if (ref === undefined) return this.remember(actor, null)
    const chosen = ((await this.ports.standing?.of(actor.personId)) ?? []).find((one) => one.ref === ref)
    if (chosen === undefined) {
      await this.tell(actor, 'refused')
      throw new Refusal(actingUnknown, {})
    }
    const { capacity, personId } = chosen
    await this.remember(actor, { capacity, personId, mandate: ref, note: null })
  }

  /** 请人协助：whoever helps is named in every line of the book until the session ends or they leave. */
  async helped(actor: Actor, { kind, name, lastFour }: HelperBody): Promise<void> {
    await this.alone(actor)
    const says = `协助人（${HELPER_KINDS[kind].zh}）${name.trim()}，证件尾号 ${lastFour.toUpperCase()}`
    const note = this.ports.secrets.encrypt(says)
    await this.remember(actor, { capacity: 'helper', personId: actor.personId, mandate: null, note })
  }

  /**
   * 协助结束。Whoever holds the telephone is not yet the person: it ends with what only the person knows or has, and a try that
   * failed is written down and counted.
   */
  async endHelp(actor: Actor, prove: () => Promise<void>): Promise<void> {
    if (actor.actingFor?.capacity !== 'helper') throw new Refusal(nobodyHelps, {})
    try {
      await prove()
    } catch (error) {
      if (error instanceof Refusal) await this.tell(actor, 'refused')
      throw error
    }
    await this.remember(actor, null)
  }

  /** 没有协助人在场：for whom one acts, and who helps, is chosen alone. */
  private async alone(actor: Actor): Promise<void> {
    if (actor.actingFor?.capacity !== 'helper') return
    await this.tell(actor, 'refused')
    throw new Refusal(helperPresent, {})
  }

  /** 本人受哪些单位委派。 */
  async firms(actor: Actor): Promise<FirmsAnswer> {
    const { own, appointed } = await this.appointed(actor)
    const ids = [...new Set([...(own === null ? [] : [own]), ...appointed.map(({ employer_id }) => employer_id)])]
    const names = (await this.ports.employerNames?.(ids)) ?? new Map<string, string>()
    return {
      firms: ids.map((employer) => {
        const one = appointed.find(({ employer_id }) => employer_id === employer)
        return {
          ...{ employer, name: names.get(employer) ?? employer, chosen: employer === actor.employerId },
          ...(one === undefined ? {} : { proof: one.proof, from: one.from_day }),
          ...(one?.through_day == null ? {} : { through: one.through_day }),
        }
      }),
    }
  }

  /** 换单位：one that appointed this operator, and still does. */
  async chooseFirm(actor: Actor, employerId: string): Promise<void> {
    const { own, appointed } = await this.appointed(actor)
    const isOwn = own === employerId
    if (!isOwn && !appointed.some(({ employer_id }) => employer_id === employerId)) {
      await this.tell(actor, 'refused')
      throw new Refusal(firmUnknown, {})
    }
    await this.ports.database.transaction({}, (trx) =>
      setChosenEmployer(trx, actor.sessionId, isOwn ? null : employerId),
    )
    await this.tell({ ...actor, employerId }, 'done')
  }

  private async appointed(actor: Actor): Promise<{ own: string | null; appointed: Appointment[] }> {
    const today = this.ports.clock.today()
    return this.ports.database.transaction({}, async (trx) => {
      const account = await findAccount(trx, actor.accountId)
      const all = await appointmentsOf(trx, actor.accountId)
      const appointed = all.filter(({ from_day, through_day }) => from_day <= today && (through_day ?? today) >= today)
      return { own: account?.employer_id ?? null, appointed }
    })
  }

  private async remember(actor: Actor, row: ActingRow | null): Promise<void> {
    await this.ports.database.transaction({}, (trx) => setActing(trx, actor.sessionId, row))
    await this.tell(actor, 'done')
  }

  private async tell(actor: Actor, outcome: string): Promise<void> {
    const { clock, chance, sealer, database } = this.ports
    const at = clock.now()
    const { sessionId, realm, channel, personId, employerId = '' } = actor
    const line = { sessionId, eventId: uuidV7(at, chance.bytes(10)), at, realm, channel, outcome }
    await database.transaction({}, (trx) =>
      writeEvent(trx, sealer, {
        ...line,
        actorPersonId: personId,
        organisation: realm === 'operator' ? employerId : '',
        action: 'session.acting',
        policies: [],
        articles: ['M14-15c'],
        matter: '',
      }),
    )
  }
}

function viewOf({
  ref,
  capacity,
  subjectName,
  opens,
  narrowed,
  document,
  fromDay,
  throughDay,
}: Standing): StandingView {
  const cut = narrowed === undefined ? {} : { narrowed: narrowingSays(narrowed) }
  const told = { ref, capacity, name: subjectName, opens: [...opens], ...cut, document, from: fromDay }
  return { ...told, ...(throughDay === undefined ? {} : { through: throughDay }) }
}
