import type { Trx } from '../db/database.js'
import type { Day } from '../kernel/day.js'
import { Refusal } from '../kernel/refusal.js'
import type { Fact, FactKind, Posted } from '../ledger/fact.js'
import { alsoSee, waitInLine } from '../ledger/lookup-store.js'
import { reversalsOf } from '../ledger/posting-store.js'
import { reversedAlready } from '../ledger/refusals.js'
import type { Vault } from '../ledger/vault.js'
import type { PolicyBook } from '../policy/book.js'
import type { Case } from './case-store.js'
import { determineNow } from './determination-store.js'
import type { DraftPlace } from './draft-place.js'
import { factLine } from './fact-lines.js'
import type { Sentence } from './kinds.js'
import { knownFacts } from './known-life-store.js'
import type { FactLine } from './lines.js'
import { type Made, type MadeTask, refuseStale, type StaleRow, staleRow } from './making.js'
import { othersNamed, refuseUnfit } from './named-other-store.js'
import type { CollectionPorts } from './ports.js'
import { stoppedNow } from './refusals-payment.js'

const AMOUNTS_CHANGED = { zh: '依现在的记录与规则核定，金额已变', en: 'determined anew, the amounts have changed' }

export interface FactMaking {
  readonly vault: Vault
  readonly book: PolicyBook
  readonly one: Case
  readonly today: Day
  /** 停付核查：asked once more before money goes out. */
  readonly stopsOf?: CollectionPorts['stopsOf'] | undefined
}

/** 新事实凭证 → 事实。What is computed is computed again, and what it may contradict is read again, as they are now. */
export function makeFacts(making: FactMaking, lines: readonly FactLine[]): Made {
  return {
    facts: lines.flatMap(({ row, facts }) => facts.map((fact) => ({ ...fact, line: row }) as Fact)),
    before: (trx) => lookAgain(trx, making, lines),
    tasks: lines.flatMap(tasksOf),
  }
}

function tasksOf({ row, personId, doubts = [] }: FactLine): MadeTask[] {
  return doubts.slice(0, 1).map((says) => ({ kind: 'paidDiffers', line: row, personId, says }))
}

async function lookAgain(trx: Trx, making: FactMaking, lines: readonly FactLine[]): Promise<void> {
  const persons = lines.map(({ personId }) => personId)
  const others = othersNamed(lines, making.one.revision.businessDay)
  await waitInLine(
    trx,
    [...persons, ...others.map(({ otherId }) => otherId)].map((id) => `person:${id}`),
  )
  for (const line of lines) {
    if (line.asked !== undefined) await determineAgain(trx, making, line)
    await refuseReversedTwice(trx, line)
  }
  await refuseUnfit(trx, making.book.area(making.one.submission.area), others)
  const stopped = await stoppedAmong(trx, making, lines)
  const known = await knownFacts(trx, persons, making.one.submission.kind)
  const gone: StaleRow[] = []
  for (const line of lines) {
    const says = contradicted(making, line, known.get(line.personId) ?? [])
    if (says === undefined) continue
    // One payment of a batch waits by itself; of all else the voucher stands or falls.
    if (!isPaying(line)) throw staleRow(line.row, says)
    gone.push({ row: line.row, says })
  }
  refuseStale([...stopped, ...gone])
}

function contradicted(making: FactMaking, line: FactLine, known: readonly Posted<Fact>[]): Sentence | undefined {
  try {
    factLine(line, placeOf(making, line), known)
    return undefined
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { zh: error.say('zh'), en: error.say('en') }
  }
}

function isPaying({ facts }: FactLine): boolean {
  return facts.some((fact) => fact.kind === 'benefitPayment' && fact.amount > 0)
}

/** Who was stopped while the batch was being reviewed is not paid; the line is put aside, and the others are. */
async function stoppedAmong(
  trx: Trx,
  { stopsOf }: FactMaking,
  lines: readonly FactLine[],
): Promise<readonly StaleRow[]> {
  const paying = lines.filter(isPaying)
  if (stopsOf === undefined || paying.length === 0) return []
  const ids = paying.map(({ personId }) => personId)
  await alsoSee(trx, ids)
  const stops = await stopsOf(trx, ids)
  return paying.flatMap(({ row, personId }) => {
    const why = stops.get(personId)
    if (why === undefined) return []
    const stopped = new Refusal(stoppedNow, why)
    return [{ row, says: { zh: stopped.say('zh'), en: stopped.say('en') } }]
  })
}

async function determineAgain(trx: Trx, making: FactMaking, line: FactLine): Promise<void> {
  const { vault, book } = making
  const { items } = await determineNow(trx, { vault, book, place: placeOf(making, line), asked: line.asked! })
  const agreed = line.facts.flatMap((fact) =>
    fact.kind === 'benefitDetermination' && fact.reverses === undefined
      ? [`${fact.item}|${fact.amount}|${fact.fromMonth}`]
      : [],
  )
  const now = items.map(({ item, amount, fromMonth }) => `${item}|${amount.value}|${fromMonth}`)
  if (agreed.join() !== now.join()) throw staleRow(line.row, AMOUNTS_CHANGED)
}

async function refuseReversedTwice(trx: Trx, { facts }: FactLine): Promise<void> {
  for (const { kind, reverses } of facts) {
    if (reverses === undefined) continue
    const { posting, ordinal } = reverses
    if ((await reversalsOf(trx, kind as FactKind & 'paid', posting, ordinal)) > 0)
      throw new Refusal(reversedAlready, reverses)
  }
}

function placeOf({ book, one, today }: FactMaking, { personId }: FactLine): DraftPlace {
  const { agency, area } = one.submission
  return { personId, agency, area, policy: book.area(area), today }
}
