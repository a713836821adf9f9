import type { TestDatabase } from './city.js'

/** 许多同样的件：copies of one, each a second later than the one before, so that pages of some thousand can be turned. */
export async function copySubmission(db: Pick<TestDatabase, 'admin'>, submissionId: string, copies: number) {
  await db.admin.transaction({}, async (trx) => {
    await trx.rows(
      `create temporary table copied on commit drop as
       select gen_random_uuid() as id, n from generate_series(1, $1::int) n`,
      [copies],
    )
    await trx.rows(
      `insert into desk.submission (submission_id, kind, agency, area, employer_id, content_digest, settlement_month, made_at)
       select c.id, s.kind, s.agency, s.area, s.employer_id, decode(md5(c.id::text), 'hex'), s.settlement_month,
         s.made_at + c.n * interval '1 second' from desk.submission s, copied c where s.submission_id = $1`,
      [submissionId],
    )
    for (const table of ['revision', 'review_step', 'voucher']) await copyRows(trx, table, submissionId)
  })
  await db.admin.transaction({}, (trx) => trx.rows('analyze desk.submission, desk.revision, desk.voucher'))
}

async function copyRows(
  trx: { rows(sql: string, values?: unknown[]): Promise<unknown> },
  table: string,
  submissionId: string,
) {
  const own = table === 'voucher' ? `|| jsonb_build_object('voucher_id', gen_random_uuid())` : ''
  await trx.rows(
    `insert into desk.${table} select (jsonb_populate_record(x, jsonb_build_object('submission_id', c.id) ${own})).*
     from desk.${table} x, copied c where x.submission_id = $1`,
    [submissionId],
  )
}
