import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import type { Trx } from '../db/database.js'
import { dayOfInstant, type Instant } from '../kernel/day.js'
import { Refusal } from '../kernel/refusal.js'
import { isSameMatter } from './intake.js'
import type {
  OutageAccounts,
  OutageBlockDetail,
  OutageBlockList,
  OutageBlockRequest,
  OutageBlockView,
} from './intake-contract.js'
import { type At, takeNumbers } from './intake-store.js'
import type { SubmissionKind } from './kinds.js'
import {
  blocksOf,
  findBlock,
  findBlockOf,
  findSlip,
  insertBlock,
  insertSlip,
  type OutageBlock,
  type OutageSlip,
  slipsOf,
} from './outage-store.js'
import type { CollectionPorts } from './ports.js'
import { parseSerialText, serialText } from './receipt-serial.js'
import { missingBlock, noSlip, otherMatter, slipSpent, slipTime } from './refusals-intake.js'
import { openJson, sealJson } from './voucher-body.js'

const MOST_BLOCKS = 500

/** 应急受理凭单：printed ahead in consecutive numbers, used or made void once each, and accounted for. */
export class OutageService {
  constructor(private readonly ports: CollectionPorts) {}

  async print(actor: Actor, { kind, count }: OutageBlockRequest): Promise<OutageBlockDetail> {
    const { app, clock, ids } = this.ports
    const agency = organisationOf(actor)
    const now = clock.now()
    const year = Number(dayOfInstant(now).slice(0, 4))
    const blockId = ids.uuid()
    await app.transaction({}, async (trx) => {
      const first = await takeNumbers(trx, 'slip', agency, year, count)
      const made = { blockId, agency, kind, year, first, last: first + count - 1 }
      await insertBlock(trx, { ...made, printedAt: now, printedBy: actor.personId })
    })
    return this.show(actor, blockId)
  }

  async list(actor: Actor): Promise<OutageBlockList> {
    return { items: await this.views([organisationOf(actor)]) }
  }

  async show(actor: Actor, blockId: string): Promise<OutageBlockDetail> {
    const { app, vault, policy } = this.ports
    const { block, slips } = await app.transaction({}, async (trx) => {
      const block = await findBlock(trx, blockId)
      if (block === undefined || block.agency !== organisationOf(actor)) throw new Refusal(missingBlock, {})
      return { block, slips: await slipsOf(trx, [blockId]) }
    })
    const gone = new Map(slips.map((slip) => [slip.running, slip]))
    const { standard } = policy().standard
    const fields = standard.findKind(block.kind)?.fields ?? []
    return {
      ...blockView(block, slips),
      slips: runningOf(block).map((running) => {
        const slip = gone.get(running)
        return {
          serial: serialText('slip', block.agency, block.year, running),
          state: slip?.state ?? 'unused',
          ...(slip?.submissionId === undefined ? {} : { submission: slip.submissionId }),
          ...(slip?.receivedAt === undefined ? {} : { receivedAt: slip.receivedAt }),
          ...(slip?.reason === undefined ? {} : { reason: openJson<string>(vault, slip.reason) }),
        }
      }),
      fields: fields.map(({ zh, en, required, list }) => ({
        says: { zh, en },
        required,
        choices: Object.values(list?.values ?? {}).map(({ zh, en }) => ({ zh, en })),
      })),
      papers: standard.papersOf(block.kind).map(({ zh, en, required }) => ({ says: { zh, en }, required })),
    }
  }

  async makeVoid(actor: Actor, text: string, reason: string): Promise<OutageBlockDetail> {
    const { app, clock, vault } = this.ports
    const blockId = await app.transaction({}, async (trx) => {
      const { serial, running, block } = await slipNamed(trx, organisationOf(actor), undefined, text)
      const made = { serial, running, blockId: block.blockId, state: 'void' as const, byPerson: actor.personId }
      const isFirst = await insertSlip(trx, { ...made, reason: sealJson(vault, reason), at: clock.now() })
      if (!isFirst) await refuseSpent(trx, serial)
      return block.blockId
    })
    return this.show(actor, blockId)
  }

  /** 核对，for oversight: every book of these agencies, and those with numbers nobody accounts for. */
  async accounts(agencies: readonly string[]): Promise<OutageAccounts> {
    const views = await this.views(agencies)
    const sum = (of: (view: OutageBlockView) => number) => views.reduce((total, view) => total + of(view), 0)
    return {
      books: views.length,
      slips: sum(({ count }) => count),
      used: sum(({ used }) => used),
      void: sum((view) => view.void),
      unused: sum(({ unused }) => unused),
      withGaps: views.filter(({ gaps }) => gaps.length > 0),
    }
  }

  private views(agencies: readonly string[]): Promise<OutageBlockView[]> {
    return this.ports.app.transaction({}, async (trx) => {
      const blocks = await blocksOf(trx, agencies, MOST_BLOCKS)
      const slips = await slipsOf(
        trx,
        blocks.map(({ blockId }) => blockId),
      )
      return blocks.map((block) =>
        blockView(
          block,
          slips.filter(({ blockId }) => blockId === block.blockId),
        ),
      )
    })
  }
}

/** 缺号：neither used nor void, while a later one of the same book is used. */
export function gapsOf(block: OutageBlock, slips: readonly OutageSlip[]): number[] {
  const gone = new Set(slips.map(({ running }) => running))
  const last = Math.max(0, ...slips.filter(({ state }) => state === 'used').map(({ running }) => running))
  return runningOf(block).filter((running) => running < last && !gone.has(running))
}

function blockView(block: OutageBlock, slips: readonly OutageSlip[]): OutageBlockView {
  const { blockId: id, kind, agency, year, first, last, printedAt } = block
  const serialAt = (running: number) => serialText('slip', agency, year, running)
  const used = slips.filter(({ state }) => state === 'used').length
  const count = last - first + 1
  return {
    ...{ id, kind, agency, first: serialAt(first), last: serialAt(last), count, used, void: slips.length - used },
    ...{ unused: count - slips.length, gaps: gapsOf(block, slips).map(serialAt), printedAt },
  }
}

function runningOf({ first, last }: OutageBlock): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i)
}

interface NamedSlip {
  readonly serial: string
  readonly running: number
  readonly block: OutageBlock
}

/** 凭单，by the number on it: of a book this agency printed, for this kind of business, and not gone yet. */
export async function slipNamed(
  trx: Trx,
  agency: string,
  kind: SubmissionKind | undefined,
  text: string,
): Promise<NamedSlip> {
  const serial = parseSerialText('slip', text)
  if (serial === undefined) throw new Refusal(noSlip, {})
  const [year, running] = [Number(serial.slice(7, 11)), Number(serial.slice(11, 17))]
  const block = await findBlockOf(trx, { agency, year, running })
  if (block === undefined || serialText('slip', block.agency, year, running) !== serial) throw new Refusal(noSlip, {})
  if (kind !== undefined && !isSameMatter(block.kind, kind)) throw new Refusal(otherMatter, {})
  if ((await findSlip(trx, serial)) !== undefined) await refuseSpent(trx, serial)
  return { serial, running, block }
}

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** 到分钟的时间，as it is written on the slip: the day, and the time of day at +08:00. */
function minuteText(at: Instant): string {
  const minutes = Math.floor(((at + 8 * 60 * MINUTE_MS) % DAY_MS) / MINUTE_MS)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${dayOfInstant(at)} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

/** 实际受理的时间：after the slip was printed, and not in the future. */
export function requireTime({ printedAt }: OutageBlock, receivedAt: Instant, now: Instant): void {
  // A clerk writes the hour and the minute: a slip filled in within the minute its book was printed is no earlier than it.
  if (receivedAt >= printedAt - (printedAt % MINUTE_MS) && receivedAt <= now) return
  throw new Refusal(slipTime, { printed: minuteText(printedAt), now: minuteText(now) })
}

interface Spent {
  readonly at: At
  readonly serial: string
  readonly kind: SubmissionKind
  readonly receivedAt: Instant
  readonly agency: string
}

/** 补录用去一张。Asked again here: between the intake and the entry another may have used it. */
export async function spendSlip(trx: Trx, { clock }: CollectionPorts, actor: Actor, spent: Spent): Promise<void> {
  const { running, block } = await slipNamed(trx, spent.agency, spent.kind, spent.serial)
  requireTime(block, spent.receivedAt, clock.now())
  const isFirst = await insertSlip(trx, {
    ...{ ...spent.at, serial: spent.serial, blockId: block.blockId, running, state: 'used' as const },
    ...{ receivedAt: spent.receivedAt, byPerson: actor.personId, at: clock.now() },
  })
  if (!isFirst) await refuseSpent(trx, spent.serial)
}

async function refuseSpent(trx: Trx, serial: string): Promise<never> {
  const slip = await findSlip(trx, serial)
  throw new Refusal(slipSpent, { state: slip?.state ?? 'used' })
}
