import type { Trx } from '../db/database.js'
import type { Day, Instant } from '../kernel/day.js'
import type { LineSealer, LookLine } from './book.js'
import { SEALED_LOOK_FORM, sealedLookCells } from './sealed-look.js'

/** 某案此日是否在封存之中。 */
export async function sealStands(trx: Trx, caseId: string, today: Day): Promise<boolean> {
  const [row] = await trx.rows<{ stands: boolean }>('select access.seal_stands($1, $2) as stands', [caseId, today])
  return row!.stands
}

/** 某案是否有过封存令，standing or over. */
export async function sealOrdered(trx: Trx, caseId: string): Promise<boolean> {
  const rows = await trx.rows('select 1 from access.seal_order where case_id = $1 limit 1', [caseId])
  return rows.length > 0
}

/** 记入封存之书，as looks are written: all of one answer before it leaves. */
export async function writeSealedLooks(
  trx: Trx,
  sealer: LineSealer,
  lines: readonly LookLine[],
  caseId: string,
): Promise<void> {
  for (const line of lines) {
    const cells = sealedLookCells(line, caseId)
    const { seal, keyEpoch } = sealer.seal(SEALED_LOOK_FORM, line.lookId, cells)
    await trx.rows(
      `insert into access.sealed_look (person_id, look_id, case_id, at, actor_person_id, realm, organisation, channel, action,
         sections, outcome, policies, articles, purpose, matter, key_epoch, seal)
       values ($1, $2, $3, to_timestamp($4::bigint / 1000.0), $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
      [...cells, keyEpoch, seal],
      'access.sealed-look',
    )
  }
}

export interface SealRow {
  readonly proposal_id: string
  readonly case_id: string
  readonly agency: string
  readonly matter: string
  readonly basis: string
  readonly until_day: Day
  readonly proposed_by: string
  readonly decided_by: string | null
  readonly proposed_at: string
  readonly state: 'proposed' | 'approved' | 'refused'
  readonly reason: string | null
  readonly ended: boolean
}

export interface SealProposal {
  readonly proposalId: string
  readonly caseId: string
  readonly agency: string
  readonly matter: string
  readonly basis: string
  readonly untilDay: Day
  readonly proposedBy: string
  readonly at: Instant
}

export async function insertProposal(trx: Trx, one: SealProposal): Promise<void> {
  await trx.rows(
    `insert into desk.seal_proposal (proposal_id, case_id, agency, matter, basis, until_day, proposed_by, proposed_at, state)
     values ($1, $2, $3, $4, $5, $6, $7, to_timestamp($8::bigint / 1000.0), 'proposed')`,
    [one.proposalId, one.caseId, one.agency, one.matter, one.basis, one.untilDay, one.proposedBy, one.at],
  )
}

const SELECT = `select p.proposal_id, p.case_id, p.agency, p.matter, p.basis, p.until_day, p.proposed_by, p.decided_by,
    (extract(epoch from p.proposed_at) * 1000)::bigint as proposed_at, p.state, p.reason,
    exists (select 1 from access.seal_end e where e.order_id = p.proposal_id) as ended
  from desk.seal_proposal p`

/** Locked until the transaction ends: two approvers do not both decide. */
export async function lockProposal(trx: Trx, proposalId: string): Promise<SealRow | undefined> {
  const rows = await trx.rows<SealRow>(`${SELECT} where p.proposal_id = $1 for update of p`, [proposalId])
  return rows[0]
}

export function proposalsOf(trx: Trx, agencies: readonly string[], most: number): Promise<SealRow[]> {
  return trx.rows(`${SELECT} where p.agency = any ($1) order by p.proposed_at desc limit $2`, [agencies, most])
}

export async function decideProposal(
  trx: Trx,
  proposalId: string,
  { state, by, reason }: { state: 'approved' | 'refused'; by: string; reason: string | null },
): Promise<void> {
  await trx.rows('update desk.seal_proposal set state = $2, decided_by = $3, reason = $4 where proposal_id = $1', [
    proposalId,
    state,
    by,
    reason,
  ])
}

/** 封存令。Its id is the proposal's. */
export async function insertOrder(trx: Trx, row: SealRow, by: string, at: Instant): Promise<void> {
  await trx.rows(
    `insert into access.seal_order (order_id, case_id, agency, basis, until_day, proposed_by, approved_by, approved_at)
     values ($1, $2, $3, $4, $5, $6, $7, to_timestamp($8::bigint / 1000.0))`,
    [row.proposal_id, row.case_id, row.agency, row.basis, row.until_day, row.proposed_by, by, at],
  )
}

export async function insertEnd(trx: Trx, orderId: string, by: string, reason: string, at: Instant): Promise<void> {
  await trx.rows(
    `insert into access.seal_end (order_id, ended_by, reason, ended_at)
     values ($1, $2, $3, to_timestamp($4::bigint / 1000.0))`,
    [orderId, by, reason, at],
  )
}

/** 这些案件中封存最久的一件：one whose seal was ordered before those that have none yet. */
export async function keptLongest(trx: Trx, caseIds: readonly string[]): Promise<string | undefined> {
  const rows = await trx.rows<{ case_id: string }>(
    `select case_id from access.seal_order where case_id = any ($1::uuid[])
       and not exists (select 1 from access.seal_end e where e.order_id = seal_order.order_id)
     order by until_day desc limit 1`,
    [caseIds],
  )
  return rows[0]?.case_id ?? caseIds[0]
}
