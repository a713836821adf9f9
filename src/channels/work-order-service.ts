import type { Actor } from '../access/actor.js'
import type { Pass } from '../access/gate-service.js'
import type { Trx } from '../db/database.js'
import { mask } from '../kernel/mask.js'
import { type Language, Refusal } from '../kernel/refusal.js'
import { ContentService } from './content-service.js'
import type { ChannelPorts } from './ports.js'
import { noOrder, orderClosed, orderNotIdentified, unknownAgency } from './refusals.js'
import type { VoiceTopic } from './voice-machine.js'
import type {
  NewOrderBody,
  OrderAnswer,
  OrderContent,
  OrdersAnswer,
  OrderView,
  StepBody,
} from './work-order-contract.js'
import {
  findOrder,
  insertOrder,
  insertStep,
  orderOfCall,
  ordersOf,
  type StoredOrder,
  stepsOf,
  takeOrderNumber,
} from './work-order-store.js'

const SHOWN = 200

export interface Opening {
  readonly callId?: string | undefined
  readonly personId?: string | undefined
  readonly caller?: string | undefined
  readonly topic: VoiceTopic
  readonly agency: string
  readonly said: string
  readonly by?: string | undefined
}

type OpenPorts = Pick<ChannelPorts, 'vault' | 'clock' | 'ids' | 'setting' | 'dueDay'>

/** 开工单：a number of the day, a limit in working days. */
export async function openOrder(trx: Trx, ports: OpenPorts, opening: Opening): Promise<string> {
  const { vault, clock, ids, setting, dueDay } = ports
  const number = await takeOrderNumber(trx, clock.today())
  const given = opening.callId === undefined ? undefined : await orderOfCall(trx, opening.callId)
  if (given !== undefined) return given
  const { day, provisional } = dueDay(setting('business.hotline-term'))
  const { callId, personId, topic, agency, by } = opening
  const [orderId, at] = [ids.uuid(), clock.now()]
  const caller = opening.caller === undefined ? undefined : vault.seal(undefined, opening.caller)
  await insertOrder(trx, {
    ...{ orderId, number, callId, personId, caller, topic, agency, dueDay: day, provisional, openedBy: by, at },
  })
  const body = vault.seal(undefined, opening.said)
  await insertStep(trx, { orderId, act: 'opened', agency, body, byPerson: by, at })
  return number
}

/** 热线坐席与工单。The caller is shown masked; of a record only what the telephone would say, and only once it knew who calls. */
export class WorkOrderService {
  private readonly content: ContentService

  constructor(private readonly ports: ChannelPorts) {
    this.content = new ContentService(ports)
  }

  list(actor: Actor): Promise<OrdersAnswer> {
    return this.pass(actor, async (trx) => {
      const orders = await ordersOf(trx, this.under(actor), SHOWN)
      return { agencies: [...this.ports.agencies()], orders: orders.map((order) => this.view(order)) }
    })
  }

  open(actor: Actor, { topic, caller, said }: NewOrderBody): Promise<OrderAnswer> {
    return this.pass(actor, async (trx) => {
      const agency = actor.agency ?? ''
      const number = await openOrder(trx, this.ports, { topic, caller, said, agency, by: actor.personId })
      return this.whole(trx, actor, number)
    })
  }

  show(actor: Actor, number: string): Promise<OrderAnswer> {
    return this.pass(actor, (trx) => this.whole(trx, actor, number))
  }

  step(actor: Actor, number: string, { act, said, to }: StepBody): Promise<OrderAnswer> {
    return this.pass(actor, async (trx) => {
      const order = await this.getOrder(trx, actor, number)
      if (order.act === 'closed') throw new Refusal(orderClosed, { number })
      const agency = act === 'passed' ? this.agencyOf(to ?? '') : order.agency
      const { vault, clock } = this.ports
      const body = vault.seal(undefined, said)
      const { order_id: orderId } = order
      await insertStep(trx, { orderId, act, agency, body, byPerson: actor.personId, at: clock.now() })
      return act === 'passed' ? this.told(trx, { ...order, agency, act }) : this.whole(trx, actor, number)
    })
  }

  /** 为来电人查：through the gate once more, on that person's record, with a line of its own. */
  async record(actor: Actor, number: string, language: Language): Promise<OrderContent> {
    const order = await this.pass(actor, (trx) => this.getOrder(trx, actor, number))
    if (order.person_id === null) throw new Refusal(orderNotIdentified, { number })
    if (order.act === 'closed') throw new Refusal(orderClosed, { number })
    const items = await this.content.forOrder(actor, order.person_id, number, language)
    return { items: items.map(([item, sentences]) => ({ item, sentences })) }
  }

  private pass<R>(actor: Actor, work: (trx: Trx, pass: Pass) => Promise<R>): Promise<R> {
    const resource = { kind: 'Agency', agency: actor.agency ?? '' } as const
    return this.ports.gate.pass({ actor, action: 'hotline.serve', resource, purpose: '热线服务' }, work)
  }

  private under(actor: Actor): string[] {
    const { agencies, isWithin } = this.ports
    return agencies()
      .map(({ code }) => code)
      .filter((code) => isWithin(code, actor.agency ?? ''))
  }

  private async getOrder(trx: Trx, actor: Actor, number: string): Promise<StoredOrder> {
    const order = await findOrder(trx, number)
    if (order === undefined || !this.under(actor).includes(order.agency)) throw new Refusal(noOrder, {})
    return order
  }

  private async whole(trx: Trx, actor: Actor, number: string): Promise<OrderAnswer> {
    return this.told(trx, await this.getOrder(trx, actor, number))
  }

  private async told(trx: Trx, order: StoredOrder): Promise<OrderAnswer> {
    const { vault, staffNames } = this.ports
    const steps = await stepsOf(trx, order.order_id)
    const names = await staffNames(steps.flatMap(({ by_person }) => by_person ?? []))
    return {
      order: this.view(order),
      steps: steps.map(({ act, agency, body, by_person, at }) => {
        const by = names.get(by_person ?? '')
        return { act, agency, said: vault.unseal(undefined, body), at: Number(at), ...(by === undefined ? {} : { by }) }
      }),
    }
  }

  private view(order: StoredOrder): OrderView {
    const { vault, clock } = this.ports
    return {
      ...{ number: order.number, topic: order.topic, agency: order.agency, act: order.act, dueDay: order.due_day },
      ...(order.caller === null ? {} : { caller: mask(vault.unseal(undefined, order.caller)) }),
      identified: order.person_id !== null,
      dueProvisional: order.due_provisional,
      overdue: order.act !== 'closed' && !order.due_provisional && clock.today() > order.due_day,
      openedAt: Number(order.opened_at),
    }
  }

  private agencyOf(code: string): string {
    if (!this.ports.agencies().some((one) => one.code === code)) throw new Refusal(unknownAgency, { agency: code })
    return code
  }
}
