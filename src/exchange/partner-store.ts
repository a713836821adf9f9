import type { Trx } from '../db/database.js'
import type { Instant } from '../kernel/day.js'
import type { Partner } from './partner.js'

/** 交换对方的存取。 */
interface PartnerRow {
  partner: string
  version: number
  kind: Partner['kind']
  name: string
  agency: string
  public_key: string
  agreement: string
  whitelist: Partner['whitelist']
  schedule: Partner['schedule']
  proposed_by: string
  proposed_at: Date
  approved_by: string | null
  approved_at: Date | null
}

/** 现行版：the newest that was approved. */
export async function partnersInForce(trx: Trx): Promise<Partner[]> {
  const rows = await trx.rows<PartnerRow>(
    `select distinct on (partner) * from desk.exchange_partner where approved_at is not null
     order by partner, version desc`,
  )
  return rows.map(partnerOf)
}

export async function findPartner(trx: Trx, partner: string): Promise<Partner | undefined> {
  const rows = await trx.rows<PartnerRow>(
    `select * from desk.exchange_partner where partner = $1 and approved_at is not null order by version desc limit 1`,
    [partner],
  )
  return rows[0] && partnerOf(rows[0])
}

/** Newest version of each, approved or not. */
export async function allPartners(trx: Trx): Promise<Partner[]> {
  const rows = await trx.rows<PartnerRow>('select * from desk.exchange_partner order by partner, version desc')
  return rows.map(partnerOf)
}

export async function insertPartner(
  trx: Trx,
  one: Omit<Partner, 'version' | 'approvedBy' | 'approvedAt'>,
): Promise<number> {
  const rows = await trx.rows<{ version: number }>(
    `insert into desk.exchange_partner (partner, version, kind, name, agency, public_key, agreement, whitelist, schedule,
       proposed_by, proposed_at)
     select $1, coalesce(max(version), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9, to_timestamp($10::float8 / 1000)
     from desk.exchange_partner where partner = $1 returning version`,
    [
      ...[one.partner, one.kind, one.name, one.agency, one.publicKey, one.agreement],
      ...[JSON.stringify(one.whitelist), JSON.stringify(one.schedule), one.proposedBy, one.proposedAt],
    ],
  )
  return rows[0]!.version
}

export async function findProposed(trx: Trx, partner: string, version: number): Promise<Partner | undefined> {
  const rows = await trx.rows<PartnerRow>(
    `select * from desk.exchange_partner where partner = $1 and version = $2 and approved_at is null for update`,
    [partner, version],
  )
  return rows[0] && partnerOf(rows[0])
}

export async function approvePartner(
  trx: Trx,
  { partner, version }: Pick<Partner, 'partner' | 'version'>,
  by: string,
  at: Instant,
): Promise<void> {
  await trx.rows(
    `update desk.exchange_partner set approved_by = $3, approved_at = to_timestamp($4::float8 / 1000)
     where partner = $1 and version = $2`,
    [partner, version, by, at],
  )
}

function partnerOf(row: PartnerRow): Partner {
  return {
    ...{ partner: row.partner, version: row.version, kind: row.kind, name: row.name, agency: row.agency },
    ...{ publicKey: row.public_key, agreement: row.agreement, whitelist: row.whitelist, schedule: row.schedule },
    ...{ proposedBy: row.proposed_by, proposedAt: row.proposed_at.getTime() },
    approvedBy: row.approved_by ?? undefined,
    approvedAt: row.approved_at?.getTime(),
  }
}
