import type { Trx } from '../db/database.js'
import type { Day } from '../kernel/day.js'
import type { LevyLine } from './lines.js'

/** 征收文件自身的合计，as it is read: by day of arrival, insurance, employer and tax voucher; nobody is named. */
export class LevyTotals {
  private readonly sums = new Map<string, { line: LevyLine; rows: number; amount: number }>()

  add(line: LevyLine): void {
    const { arrivalDay, insurance, creditCode, levyVoucher, employerAmount, personAmount } = line
    const key = [arrivalDay, insurance, creditCode, levyVoucher].join('|')
    const sum = this.sums.get(key) ?? { line, rows: 0, amount: 0 }
    sum.rows++
    sum.amount += employerAmount + personAmount
    this.sums.set(key, sum)
  }

  all() {
    return [...this.sums.values()]
  }
}

/** A thousand rows' sums at a time; what an earlier thousand had of the same is added up. */
export async function insertLevyTotals(
  trx: Trx,
  { submissionId, revision }: { readonly submissionId: string; readonly revision: number },
  totals: LevyTotals,
): Promise<void> {
  const sums = totals.all()
  if (sums.length === 0) return
  await trx.rows(
    `insert into desk.levy_total as t (submission_id, revision, arrival_day, insurance, credit_code, levy_voucher, rows, amount)
     select $1, $2, d, i, c, v, r, a
     from unnest($3::date[], $4::text[], $5::text[], $6::text[], $7::int[], $8::bigint[]) as n (d, i, c, v, r, a)
     on conflict (submission_id, revision, arrival_day, insurance, credit_code, levy_voucher)
       do update set rows = t.rows + excluded.rows, amount = t.amount + excluded.amount`,
    [
      ...[submissionId, revision],
      sums.map(({ line }) => line.arrivalDay),
      sums.map(({ line }) => line.insurance),
      sums.map(({ line }) => line.creditCode),
      sums.map(({ line }) => line.levyVoucher),
      sums.map(({ rows }) => rows),
      sums.map(({ amount }) => amount),
    ],
  )
}

export interface TaxTotal {
  readonly agency: string
  readonly day: Day
  readonly insurance: string
  readonly creditCode: string
  readonly levyVoucher: string
  readonly amount: number
}

/** 税务一方：what the files said, of those that were posted, whole or in part, in their last revision. */
export async function taxTotals(trx: Trx, from: Day, through: Day): Promise<TaxTotal[]> {
  const rows = await trx.rows<
    Omit<TaxTotal, 'amount' | 'creditCode' | 'levyVoucher'> & { code: string; voucher: string; amount: string }
  >(
    `select s.agency, t.arrival_day as day, t.insurance, t.credit_code as code, t.levy_voucher as voucher,
       sum(t.amount)::bigint as amount
     from desk.levy_total t join desk.submission s using (submission_id)
     where t.arrival_day between $1 and $2 and exists (select 1 from desk.voucher v
       where v.submission_id = t.submission_id and v.revision = t.revision and v.posting_id is not null)
     group by 1, 2, 3, 4, 5 order by 2, 3, 4, 5`,
    [from, through],
  )
  return rows.map(({ code, voucher, amount, ...rest }) => ({
    ...{ ...rest, creditCode: code, levyVoucher: voucher },
    amount: Number(amount),
  }))
}
