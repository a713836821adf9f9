import type { Actor } from '../access/actor.js'
import type { Trx } from '../db/database.js'
import type { Day } from '../kernel/day.js'
import { Refusal } from '../kernel/refusal.js'
import type { Posted, Ruling } from '../ledger/fact.js'
import { alsoSee, factsOfPersons } from '../ledger/lookup-store.js'
import { type Case, casesOf, hasTakenPart } from './case-store.js'
import type { FactLine } from './lines.js'
import { asSeenBy } from './natural-person-store.js'
import type { CollectionPorts } from './ports.js'
import { sameRulingPeople } from './refusals-ruling.js'
import { versionsOf } from './ruling.js'
import { findSubmissions } from './submission-store.js'
import { openBody } from './voucher-body.js'
import { findVoucher, submissionsOfPostings } from './voucher-store.js'

/** 改动另由别人办理：whoever entered or reviewed an earlier version takes no part in the next. The scope has named the persons. */
export async function requireOthers(trx: Trx, actor: Actor, lines: readonly FactLine[]): Promise<void> {
  const changed = lines.flatMap(({ facts }) => facts.filter((fact) => fact.kind === 'ruling' && fact.version > 1))
  if (changed.length === 0) return
  const persons = [...new Set(changed.map(({ personId }) => personId))]
  const known = (await factsOfPersons(trx, persons, ['ruling'])) as Posted<Ruling>[]
  for (const fact of changed as readonly Omit<Ruling, 'line'>[]) {
    const earlier = versionsOf(
      known.filter((one) => one.personId === fact.personId),
      fact,
    ).filter(({ finding }) => finding !== 'pending')
    const submissions = await submissionsOfPostings(
      trx,
      earlier.map(({ ref }) => ref.posting),
    )
    const found = await casesOf(trx, await findSubmissions(trx, [...new Set(submissions.values())]))
    const cases = await asSeenBy(trx, actor, found)
    if (cases.some((one) => hasTakenPart(one, actor.personId)))
      throw new Refusal(sameRulingPeople, { reference: fact.reference })
  }
}

export interface RulingClock {
  readonly subject: Ruling['subject']
  readonly reference: string
  readonly agency: string
  readonly submissionId: string
  readonly version: number
  readonly finding: Ruling['finding']
  readonly receivedDay: Day
  readonly dueDay: Day
  readonly decidedDay?: Day | undefined
}

/** 记入台账。The newest version stands; noted twice it is one. */
export async function noteRulings(
  trx: Trx,
  rulings: readonly Ruling[],
  { submissionId, dueOf }: { readonly submissionId: string; readonly dueOf: (ruling: Ruling) => Day },
): Promise<void> {
  for (const one of rulings)
    await trx.rows(
      `insert into desk.ruling_clock as c (person_id, subject, reference, agency, submission_id, version, finding, received_day,
         due_day, decided_day)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
       on conflict (person_id, subject, reference) do update set agency = excluded.agency,
         submission_id = excluded.submission_id, version = excluded.version, finding = excluded.finding,
         due_day = excluded.due_day, decided_day = excluded.decided_day where c.version < excluded.version`,
      [
        ...[one.personId, one.subject, one.reference, one.agency, submissionId, one.version, one.finding],
        ...[one.receivedDay, dueOf(one), one.decidedDay ?? null],
      ],
    )
}

export interface ClockAsk {
  readonly agencies: readonly string[]
  readonly today: Day
  readonly show: 'open' | 'late' | 'all'
  readonly subject?: string | undefined
}

const WHICH = `agency = any ($1::text[]) and ($3::text is null or subject = $3) and case $4
  when 'open' then decided_day is null
  when 'late' then coalesce(decided_day, $2::date) > due_day
  else true end`

/** 台账，soonest due first, and how many there are in all. */
export async function clocksOf(trx: Trx, ask: ClockAsk, most: number): Promise<{ all: number; items: RulingClock[] }> {
  const { agencies, today, show, subject } = ask
  const given = [agencies, today, subject ?? null, show]
  const [count] = await trx.rows<{ n: number }>(
    `select count(*)::int as n from desk.ruling_clock where ${WHICH} and $2::date is not null`,
    given,
  )
  const rows = await trx.rows<RulingClock & { decidedDay: Day | null }>(
    `select subject, reference, agency, submission_id as "submissionId", version, finding,
       received_day::text as "receivedDay", due_day::text as "dueDay", decided_day::text as "decidedDay"
     from desk.ruling_clock where ${WHICH} and $2::date is not null
     order by decided_day is not null, due_day, subject, reference limit $5`,
    [...given, most],
  )
  const items = rows.map(({ decidedDay, ...row }) => ({ ...row, decidedDay: decidedDay ?? undefined }))
  return { all: count!.n, items }
}

/** 审核的人也须是先前未参与的。 */
export async function requireRulingOthers(
  trx: Trx,
  { vault }: Pick<CollectionPorts, 'vault'>,
  { submission, revision }: Case,
  actor: Actor,
): Promise<void> {
  if (submission.kind !== 'ruling') return
  for (let part = 1; part <= revision.vouchers; part++) {
    const voucher = await findVoucher(trx, submission.submissionId, revision.revision, part)
    const lines = voucher === undefined ? [] : openBody<FactLine>(vault, voucher)
    await alsoSee(
      trx,
      lines.map(({ personId }) => personId),
    )
    await requireOthers(trx, actor, lines)
  }
}
