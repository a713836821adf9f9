import { createHash, X509Certificate } from 'node:crypto'
import type { Trx } from '../db/database.js'
import type { Instant } from '../kernel/day.js'

/** 登记签名证书。Once each; what was signed under an earlier one stays checkable. */
export async function noteCertificate(trx: Trx, { raw }: X509Certificate, at: Instant): Promise<void> {
  await trx.rows(
    `insert into desk.paper_certificate (fingerprint, certificate, since)
     values ($1, $2, to_timestamp($3::bigint / 1000.0)) on conflict do nothing`,
    [createHash('sha256').update(raw).digest(), raw, at],
  )
}

export interface NotedCertificate {
  readonly certificate: X509Certificate
  readonly since: Instant
}

/** 历来的签名证书，近者在前。 */
export async function listCertificates(trx: Trx): Promise<NotedCertificate[]> {
  const rows = await trx.rows<{ certificate: Buffer; since: string }>(
    `select certificate, (extract(epoch from since) * 1000)::bigint as since from desk.paper_certificate
     order by since desc, fingerprint`,
  )
  return rows.map((row) => ({
    certificate: new X509Certificate(row.certificate),
    since: Number(row.since) as Instant,
  }))
}
