import type { Actor } from '../access/actor.js'
import type { LineSealer } from '../access/book.js'
import { enterDelivery } from '../access/delivery-service.js'
import { contentDigest } from '../certificates/content.js'
import type { Printer } from '../certificates/print.js'
import type { PaperAgency } from '../certificates/statement-data.js'
import type { Trx } from '../db/database.js'
import { invariant } from '../kernel/invariant.js'
import { Refusal } from '../kernel/refusal.js'
import { registrationsOf } from '../ledger/record-store.js'
import type { OpenObjection } from './desk-service.js'
import { HandleService } from './handle-service.js'
import type { ObjectionPorts } from './ports.js'
import { outOfTurn } from './refusals.js'
import { postsFor } from './reviewers.js'
import { sectionOf } from './section-of.js'
import { slipPage } from './slip-page.js'
import { KEEPER, OBJECTION_STATES } from './words.js'

/** 转办单所需，besides what the room has. */
export interface SlipPorts extends ObjectionPorts {
  readonly printer: Pick<Printer, 'plain'>
  readonly sealer: LineSealer
  readonly paperAgency: (code: string) => PaperAgency
}

/** 转办的依据：the line is another keeper's, and the objection must be checked all the same. */
const SLIP_BASIS = '社会保险个人权益记录管理办法第十六条'

/**
 * 异议转办单：a person's item goes to the keeper that answers for it. What leaves is a disclosure to another body: each slip
 * is an entry of the register and a line in the person's book, in the transaction that makes it; no entry, no slip.
 */
export class SlipService {
  private readonly handling: HandleService

  constructor(private readonly ports: SlipPorts) {
    this.handling = new HandleService(ports)
  }

  /** Refuses objection.out-of-turn where the case does not lie with the other keeper. */
  print(actor: Actor, objectionId: string): Promise<{ readonly serial: string; readonly pdf: Uint8Array }> {
    const matter = `${objectionId}/slip/${this.ports.collection.ids.uuid()}`
    const told = { matter, purpose: `异议转办：${KEEPER.zh}` }
    return this.handling.pass(
      actor,
      'objection.handle',
      objectionId,
      async (trx, open, { articles }) => {
        await this.handling.requireAside(trx, actor, open)
        requireWithKeeper(open)
        const pdf = await this.made(trx, open, articles)
        await this.enter(trx, actor, open, matter, pdf)
        return { serial: open.one.serial, pdf }
      },
      told,
    )
  }

  private async made(trx: Trx, open: OpenObjection, articles: readonly string[]): Promise<Uint8Array> {
    const { collection, paperAgency, printer } = this.ports
    const [person] = await registrationsOf(trx, [open.one.personId], collection.vault)
    invariant(person !== undefined, 'whoever objects is registered')
    const today = collection.clock.today()
    const sent = open.steps.findLast(({ act }) => act === 'toKeeper')
    const posts = postsFor('toKeeper', sent?.posts).map(({ zh }) => zh)
    const page = slipPage(open, person, { agency: paperAgency(open.agency), posts, today, articles })
    return printer.plain('notice.typ', page, contentDigest(page).toString('hex'))
  }

  private async enter(trx: Trx, actor: Actor, { one, steps, agency }: OpenObjection, matter: string, pdf: Uint8Array) {
    const { clock, ids, vault } = this.ports.collection
    const sent = steps.findLast(({ act }) => act === 'toKeeper')
    const month = /\/(\d{4}-\d{2})(\/|$)/.exec(one.path)?.[1]
    const ports = { clock, ids, sealer: this.ports.sealer, conceal: (text: string) => vault.conceal(text) }
    await enterDelivery(trx, ports, {
      ...{ caseId: one.objectionId, agency, kind: 'agency', unit: KEEPER.zh, basis: SLIP_BASIS },
      ...{ purpose: `异议转办（${one.serial}）`, subjects: [one.personId] },
      items: [...new Set(['registration', sectionOf(one.path)])],
      months: month === undefined ? '' : `${month}/${month}`,
      ...{ handlerId: actor.personId, approverId: sent?.realm === 'staff' ? sent.by : actor.personId },
      ...{ matter, content: pdf },
    })
  }
}

function requireWithKeeper({ state }: OpenObjection): void {
  if (state === 'withKeeper') return
  const { zh, en } = OBJECTION_STATES[state]
  throw new Refusal(outOfTurn, { state: zh, stateEn: en })
}
