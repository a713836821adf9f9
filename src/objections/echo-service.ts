import { createHash } from 'node:crypto'
import type { Actor } from '../access/actor.js'
import type { LookLine } from '../access/book.js'
import { looksOf } from '../access/book-store.js'
import type { Sentence } from '../collection/kinds.js'
import type { Trx } from '../db/database.js'
import { type Day, dayOfInstant, type Instant } from '../kernel/day.js'
import { Refusal } from '../kernel/refusal.js'
import { foldOf } from '../ledger/alias-store.js'
import { employersById } from '../ledger/lookup-store.js'
import { leavesOf } from '../ledger/record-store.js'
import { CaseService } from './case-service.js'
import type { EchoAnswer, EchoSentRequest } from './contract.js'
import { findCorrected } from './correction-service.js'
import type { OpenObjection } from './desk-service.js'
import { echoesOf, insertEcho } from './echo-store.js'
import { HandleService } from './handle-service.js'
import type { ObjectionPorts } from './ports.js'
import { noSuchRecipient, notCorrectedYet, notSentYet, sentAlready } from './refusals.js'
import { sectionOf } from './section-of.js'

type Recipient = EchoAnswer['recipients'][number]

const MOST_LOOKS = 5_000
/** 经办机构以外的人员看记录所凭的行为：organs, other units and partners. */
const OUTSIDE = new Set(['inquiry.execute', 'arrangement.call'])

/** 更正的回声。Who was given the wrong value between its posting and its correction, with a notice drafted to each. */
export class EchoService {
  private readonly cases: CaseService
  private readonly handling: HandleService

  constructor(private readonly ports: ObjectionPorts) {
    this.cases = new CaseService(ports)
    this.handling = new HandleService(ports)
  }

  of(actor: Actor, objectionId: string): Promise<EchoAnswer> {
    return this.cases.pass(actor, objectionId, (trx, open) => this.echo(trx, open))
  }

  /** 登记告知已发出，once to each; by whoever may handle the objection. */
  async sent(actor: Actor, objectionId: string, { recipient, way, day }: EchoSentRequest): Promise<EchoAnswer> {
    const { clock } = this.ports.collection
    if (day > clock.today()) throw new Refusal(notSentYet, { day })
    return this.handling.pass(actor, 'objection.handle', objectionId, async (trx, open) => {
      const { recipients } = await this.echo(trx, open)
      if (!recipients.some(({ key }) => key === recipient)) throw new Refusal(noSuchRecipient, {})
      const told = { recipient, way, day: day as Day, by: actor.personId, at: clock.now() }
      if (!(await insertEcho(trx, objectionId, told))) throw new Refusal(sentAlready, {})
      return this.echo(trx, open)
    })
  }

  private async echo(trx: Trx, open: OpenObjection): Promise<EchoAnswer> {
    const corrected = await findCorrected(trx, this.ports.collection, open)
    if (corrected?.isPosted !== true) throw new Refusal(notCorrectedYet, {})
    const wrong = corrected.reverses.length > 0 ? corrected.reverses.map(({ posting }) => posting) : itemsOf(open)
    const leaves = await leavesOf(trx, [...new Set(wrong)])
    const since = Math.min(open.one.raisedAt, ...[...leaves.values()].map(({ postedAt }) => postedAt))
    const until = open.steps.find(({ act }) => act === 'close')?.at ?? this.ports.collection.clock.now()
    const { ids } = await foldOf(trx, [open.one.personId])
    const papers = await this.papers(trx, open, since, until)
    const looks = await this.looks(trx, open, ids, since, until)
    const sent = await echoesOf(trx, open.one.objectionId)
    const names = await this.ports.collection.staffNames([...new Set([...sent.values()].map(({ by }) => by))])
    const recipients = [...papers, ...looks].map((one) => {
      const told = sent.get(one.key)
      if (told === undefined) return one
      return { ...one, sent: { way: told.way, day: told.day, by: names.get(told.by) ?? told.by } }
    })
    return { since, recipients }
  }

  private async papers(trx: Trx, open: OpenObjection, since: number, until: number): Promise<Recipient[]> {
    const issued = (await this.ports.papersOf(trx, open.one.personId)).filter(
      ({ issuedAt }) => issuedAt >= since && issuedAt <= until,
    )
    return issued.map(({ serial, form, issuedAt, year }) => {
      const name = `${FORM_NAMES[form] ?? form}${year === undefined ? '' : ` ${year}`}`
      return {
        kind: 'paper',
        key: keyFor(`paper ${serial}`),
        name,
        serial,
        at: issuedAt,
        times: 1,
        notice: noticeOf(open, `${name}（${serial}）`, issuedAt),
      }
    })
  }

  /** One of each organisation, with how often and when last. */
  private async looks(
    trx: Trx,
    open: OpenObjection,
    ids: readonly string[],
    since: number,
    until: number,
  ): Promise<Recipient[]> {
    const section = sectionOf(open.one.path)
    const lines = (await looksOf(trx, ids, { most: MOST_LOOKS })).filter(
      (line) => line.outcome === 'shown' && line.at >= since && line.at <= until && line.sections.includes(section),
    )
    const byWhom = new Map<string, LookLine[]>()
    for (const line of lines.filter(isOutside)) {
      const key = `${line.realm} ${line.organisation} ${line.realm === 'operator' ? '' : line.matter}`
      byWhom.set(key, [...(byWhom.get(key) ?? []), line])
    }
    const found: Recipient[] = []
    for (const [whom, own] of byWhom) {
      const [last] = own as [LookLine]
      const kind = last.realm === 'operator' ? 'employer' : 'thirdParty'
      const name =
        kind === 'employer'
          ? await this.employer(trx, last.organisation)
          : this.ports.collection.vault.reveal(last.purpose)
      found.push({
        kind,
        key: keyFor(whom),
        name,
        at: last.at,
        times: own.length,
        notice: noticeOf(open, name, last.at),
      })
    }
    return found
  }

  private async employer(trx: Trx, employerId: string): Promise<string> {
    const facts = await employersById(trx, [employerId])
    return facts.at(-1)?.name ?? employerId
  }
}

const FORM_NAMES: Readonly<Record<string, string>> = { statement: '权益记录单', contributionProof: '参保缴费证明' }

/** 收件方的标识：nothing is said of who it is. */
function keyFor(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}

function itemsOf({ one }: OpenObjection): string[] {
  return one.items.map((item) => item.split('/')[0]!)
}

function isOutside({ realm, action }: LookLine): boolean {
  return realm === 'operator' || OUTSIDE.has(action)
}

/** 更正告知的草稿。 */
function noticeOf({ one, body }: OpenObjection, to: string, at: number): Sentence {
  const day = dayOfInstant(at as Instant)
  return {
    zh: `${to}：${day} 提供的社会保险权益记录中，“${body.name.zh}”一项经核查有误，已依异议 ${one.serial} 更正。请停止使用原数据，并以更正后的记录为准。`,
    en: `${to}: of the rights record given on ${day}, the item “${body.name.en}” was found wrong and has been corrected under objection ${one.serial}. Stop using the former value; the corrected record holds.`,
  }
}
