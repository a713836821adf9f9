import type { Action } from '../access/actions.js'
import { type Actor, organisationOf } from '../access/actor.js'
import { agenciesUnder, cityAmong } from '../access/agency-tree.js'
import { queryEntries } from '../access/query-entry-store.js'
import type { Trx } from '../db/database.js'
import { type Day, parseDay, plusDays } from '../kernel/day.js'
import { Refusal } from '../kernel/refusal.js'
import type { EnterRecipient, RecipientList, RecipientNote, RecipientView } from './arrangement-contract.js'
import { allArrangements } from './arrangement-store.js'
import type { DisclosurePorts } from './ports.js'
import { agreementOf, type Recipient, type RecipientEvent, recipientState } from './recipient.js'
import { allRecipients, findRecipient, insertEvent, insertRecipient, lockRecipient } from './recipient-store.js'
import { agreementMissing, noRecipient, recipientThere, resumeBySupervisor } from './refusals-arrangement.js'
import type { Evidence } from './register-contract.js'
import { type RecipientAct, UNDERTAKING } from './words.js'

const MOST_ENTRIES = 10_000

/** 对方登记。Agreements, undertakings and reports; one act suspends every key of a recipient, and its history stays. */
export class RecipientService {
  constructor(private readonly ports: DisclosurePorts) {}

  list(actor: Actor): Promise<RecipientList> {
    return this.door(actor, 'recipients', async (trx) => {
      const { vault } = this.ports
      const [all, arrangements] = [await allRecipients(trx, vault), await allArrangements(trx, vault)]
      const people = all.flatMap(({ events }) => events.map(({ by }) => by))
      const names = await this.ports.staffNames([...new Set(people)])
      const countOf = (code: string) => arrangements.filter(({ recipient }) => recipient === code).length
      return {
        items: all.map((one) => this.view(one, countOf(one.recipient), names)),
        canResume: actor.posts.includes('supervisor'),
      }
    })
  }

  async enter(actor: Actor, { recipient, name, kind }: EnterRecipient): Promise<RecipientList> {
    await this.door(actor, recipient, async (trx) => {
      const one = { recipient, name: name.trim(), kind, enteredBy: actor.personId, enteredAt: this.ports.clock.now() }
      if (await insertRecipient(trx, one)) return
      const there = await findRecipient(trx, this.ports.vault, recipient)
      if (there?.name !== one.name || there.kind !== kind) throw new Refusal(recipientThere, {})
    })
    return this.list(actor)
  }

  /** 一事入册。A report of misuse may suspend in the same act; only the supervisor resumes. */
  async note(actor: Actor, recipient: string, act: RecipientAct, request: RecipientNote): Promise<RecipientList> {
    const { clock, vault, papers } = this.ports
    if (act === 'resumed' && !actor.posts.includes('supervisor')) throw new Refusal(resumeBySupervisor, {})
    await this.door(actor, recipient, async (trx) => {
      await lockRecipient(trx, recipient)
      if ((await findRecipient(trx, vault, recipient)) === undefined) throw new Refusal(noRecipient, {})
      const { documentId, note } = request
      if (documentId !== undefined) await papers.cite(trx, documentId, 'inquiry')
      const event = { ...daysOf(act, request), act, documentId, note, by: actor.personId, at: clock.now() }
      await insertEvent(trx, vault, recipient, event)
      if (act === 'misuse' && request.suspend === true)
        await insertEvent(trx, vault, recipient, { act: 'suspended', note, by: actor.personId, at: clock.now() })
    })
    return this.list(actor)
  }

  /** 证据包：what one recipient agreed to and received, with the hash of each result, for whoever has to answer for it. */
  evidence(actor: Actor, recipient: string): Promise<Evidence> {
    return this.door(actor, `${recipient}/evidence`, async (trx) => {
      const { vault, clock } = this.ports
      const one = await findRecipient(trx, vault, recipient)
      if (one === undefined) throw new Refusal(noRecipient, {})
      const entries = await queryEntries(trx, {
        agencies: agenciesUnder(this.ports.agencies(), cityAmong(this.ports.agencies())),
        ...{ unit: one.name, most: MOST_ENTRIES },
      })
      const names = await this.ports.staffNames([...new Set(one.events.map(({ by }) => by))])
      return {
        ...{ recipient, name: one.name, kind: one.kind, madeAt: clock.now(), undertaking: UNDERTAKING },
        state: recipientState(one, clock.today()),
        events: this.view(one, 0, names).events,
        received: entries.map((entry) => ({
          ...{ number: entry.number, at: entry.at, kind: entry.kind, basis: entry.basis },
          ...{ purpose: vault.reveal(entry.purpose), officers: vault.reveal(entry.officers) },
          ...{
            persons: entry.subjectCount,
            items: [...entry.items],
            months: entry.months,
            resultHash: entry.resultHash,
          },
        })),
      }
    })
  }

  private view(one: Recipient, arrangements: number, names: ReadonlyMap<string, string>): RecipientView {
    const today = this.ports.clock.today()
    const agreement = agreementOf(one, today)
    return {
      ...{ recipient: one.recipient, name: one.name, kind: one.kind, state: recipientState(one, today), arrangements },
      ...(agreement === undefined ? {} : { agreement: this.agreementView(agreement, today) }),
      events: one.events.map((event) => eventView(event, names)),
    }
  }

  private agreementView({ agreement: number = '', through = '' as Day }: RecipientEvent, today: Day) {
    const warnFrom = plusDays(today, this.ports.setting('business.agreement-warn-days'))
    return { number, through, ending: through < warnFrom }
  }

  private door<R>(actor: Actor, matter: string, work: (trx: Trx) => Promise<R>): Promise<R> {
    const action = arrangementAction(actor)
    const resource = { kind: 'Agency' as const, agency: organisationOf(actor) }
    return this.ports.gate.pass({ actor, action, resource, purpose: '对方登记', matter }, work)
  }
}

/** The city's own people operate; the supervisor approves and stops. */
export function arrangementAction({ posts }: Actor): Extract<Action, `arrangement.${string}`> {
  return posts.includes('supervisor') ? 'arrangement.approve' : 'arrangement.operate'
}

function daysOf(act: RecipientAct, { agreement, from, through }: RecipientNote): Partial<RecipientEvent> {
  if (act !== 'agreement') return {}
  if (agreement === undefined || from === undefined || through === undefined) throw new Refusal(agreementMissing, {})
  const [first, last] = [parseDay(from), parseDay(through)]
  if (last < first) throw new Refusal(agreementMissing, {})
  return { agreement, from: first, through: last }
}

function eventView(event: RecipientEvent, names: ReadonlyMap<string, string>): RecipientView['events'][number] {
  const { act, note, agreement, from, through, by, at } = event
  return {
    ...{ act, note, by: names.get(by) ?? '', at },
    ...(agreement === undefined ? {} : { agreement }),
    ...(from === undefined ? {} : { from }),
    ...(through === undefined ? {} : { through }),
  }
}
