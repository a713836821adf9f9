import type { Trx } from '../db/database.js'
import type { Day } from '../kernel/day.js'
import type { BankDeposit, Fact, FactKind, PersonRegistration, Posted, Succession } from './fact.js'
import { FORMS } from './forms.js'
import { alsoSeeEmployer } from './lookup-store.js'
import { columnsOf, factOf } from './rows.js'
import type { Vault } from './vault.js'

/** 单位的一种事实，全部，红冲在内。Sees this employer for the question. */
export async function factsOfEmployerKind<F extends Fact>(
  trx: Trx,
  kind: FactKind,
  employerId: string,
): Promise<Posted<F>[]> {
  await alsoSeeEmployer(trx, employerId)
  return factsWhere<F>(trx, kind, 'employer_id = $1', [employerId])
}

/** 该单位承继的与被承继的，红冲在内。Sees this employer for the question. */
export async function successionsAround(trx: Trx, employerId: string): Promise<Posted<Succession>[]> {
  await alsoSeeEmployer(trx, employerId)
  return factsWhere<Succession>(trx, 'succession', 'employer_id = $1 or predecessor_id = $1', [employerId])
}

/** 待认领的一行，启封。Undefined where there is none. */
export async function findUnowned<F extends Fact>(
  trx: Trx,
  kind: 'suspense' | 'bankDeposit',
  ref: { readonly posting: string; readonly ordinal: number },
  vault?: Vault,
): Promise<Posted<F> | undefined> {
  return (await factsWhere<F>(trx, kind, 'posting_id = $1 and ordinal = $2', [ref.posting, ref.ordinal], vault))[0]
}

/** 这些人的各次登记，启封：former names among them. The caller's scope has named them. */
export async function everyRegistration(
  trx: Trx,
  personIds: readonly string[],
  vault: Vault,
): Promise<Posted<PersonRegistration>[]> {
  await vault.load(trx, personIds)
  return factsWhere(trx, 'personRegistration', 'person_id = any ($1::bigint[])', [personIds], vault)
}

/** 一段到账日之内的专户入账，红冲在内。 */
export function depositsBetween(trx: Trx, from: Day, through: Day): Promise<Posted<BankDeposit>[]> {
  return factsWhere(trx, 'bankDeposit', 'arrival_day between $1 and $2', [from, through])
}

/** 某一流水号的入账，红冲在内；of whichever account. */
export function depositsOfSerial(trx: Trx, serial: string): Promise<Posted<BankDeposit>[]> {
  return factsWhere(trx, 'bankDeposit', 'serial = $1', [serial])
}

/** 某一电子税票的入账，红冲在内。 */
export function depositsOfVoucher(trx: Trx, levyVoucher: string): Promise<Posted<BankDeposit>[]> {
  return factsWhere(trx, 'bankDeposit', 'levy_voucher = $1', [levyVoucher])
}

/** 已入账的银行流水号, of these. */
export async function knownSerials(trx: Trx, account: string, serials: readonly string[]): Promise<Set<string>> {
  const rows = await trx.rows<{ serial: string }>(
    `select serial from ${FORMS.bankDeposit.table} d where account = $1 and serial = any ($2::text[])
       and reverses_posting is null and not exists (select 1 from ${FORMS.bankDeposit.table} r
         where r.reverses_posting = d.posting_id and r.reverses_ordinal = d.ordinal)`,
    [account, serials],
  )
  return new Set(rows.map(({ serial }) => serial))
}

/** 记账一方的合计：what was posted to persons and what stands in suspense; nobody is named. */
export interface FundTotal {
  readonly agency: string
  readonly day: Day
  readonly insurance: string
  readonly creditCode: string
  readonly levyVoucher: string
  readonly posted: number
  readonly suspense: number
  /** 退还缴款人的，the part of suspense that left again. */
  readonly refunded: number
}

/**
 * 按到账日、险种、单位、电子税票的记账合计。Sums only: for the balance of the fund, asked with eyes that see every row and
 * answer no person. What was claimed counts as posted, on the day the money arrived.
 */
export async function fundTotals(trx: Trx, from: Day, through: Day): Promise<FundTotal[]> {
  const rows = await trx.rows<Omit<FundTotal, 'creditCode' | 'levyVoucher'> & { code: string; voucher: string }>(
    `with money as (
       select p.agency, p.arrival_day, p.insurance, p.levy_voucher as voucher, coalesce(e.credit_code, '') as code,
         p.employer_amount + p.person_amount as posted, 0::bigint as suspense, 0::bigint as refunded
       from ${FORMS.paid.table} p left join lateral (select credit_code from ${FORMS.employerRegistration.table} r
         where r.employer_id = p.employer_id and r.reverses_posting is null and not exists (
           select 1 from ${FORMS.employerRegistration.table} g where g.employer_id = r.employer_id
             and g.reverses_posting = r.posting_id and g.reverses_ordinal = r.ordinal) order by posting_id desc, ordinal desc limit 1) e on true
       where p.arrival_day between $1 and $2 and p.source = 'tax'
       union all
       select s.agency, s.arrival_day, s.insurance, s.levy_voucher, s.credit_code, 0,
         s.employer_amount + s.person_amount,
         case when s.reverses_posting is not null and s.reason = '${REFUNDED}'
           then -(s.employer_amount + s.person_amount) else 0 end
       from ${FORMS.suspense.table} s where s.arrival_day between $1 and $2)
     select agency, arrival_day as day, insurance, code, voucher, sum(posted)::bigint as posted,
       sum(suspense)::bigint as suspense, sum(refunded)::bigint as refunded
     from money group by 1, 2, 3, 4, 5 order by 2, 3, 4, 5`,
    [from, through],
  )
  return rows.map(({ code, voucher, agency, day, insurance, posted, suspense, refunded }) => ({
    ...{ agency, day, insurance, creditCode: code, levyVoucher: voucher },
    posted: Number(posted),
    suspense: Number(suspense),
    refunded: Number(refunded),
  }))
}

/** 红冲行上的缘由：the money went back to who paid it. */
export const REFUNDED = 'refundedToPayer'

async function factsWhere<F extends Fact>(
  trx: Trx,
  kind: FactKind,
  where: string,
  values: readonly unknown[],
  vault?: Vault,
): Promise<Posted<F>[]> {
  const form = FORMS[kind]
  const rows = await trx.rows<Record<string, unknown>>(
    `select ${columnsOf(form)} from ${form.table} where ${where} order by posting_id, ordinal`,
    values,
  )
  return rows.map((row) => factOf<F>(kind, row, vault))
}
