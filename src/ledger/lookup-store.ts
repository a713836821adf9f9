import type { Trx } from '../db/database.js'
import { together } from '../db/together.js'
import type { FactRef } from '../kernel/explain.js'
import type { Period } from '../kernel/period.js'
import { type Fold, foldOf, mergedGroups } from './alias-store.js'
import type {
  Contribution,
  Deferral,
  EmployerRegistration,
  Enrolment,
  Fact,
  FactKind,
  PersonRegistration,
  Posted,
  Suspense,
} from './fact.js'
import { FORMS } from './forms.js'
import { columnsOf, factOf, monthCell, periodOfCell } from './rows.js'
import type { Vault } from './vault.js'

/** 采集所用的查找。What a room asks of the facts before it proposes new ones; the caller's scope says what is seen. */

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

/** 这些人名下的，连同与之同为一人的编号名下的：told under the number that was asked for. */
async function ofPersons<F extends Fact>(
  trx: Trx,
  kind: FactKind,
  personIds: readonly string[],
  and = '',
  values: readonly unknown[] = [],
): Promise<Posted<F>[]> {
  const where = `person_id = any ($1::bigint[])${and}`
  if (!isFew(personIds)) return foldedFacts(trx, kind, await foldOf(trx, personIds), personIds, and, values)
  const [fold, found] = await together(trx, [
    (t) => foldOf(t, personIds),
    (t) => factsWhere<F>(t, kind, where, [personIds, ...values]),
  ])
  return fold.ids === personIds ? found : foldedFacts(trx, kind, fold, personIds, and, values)
}

/** 人少的，连同合并一次问完；who was merged is asked for once more, under all numbers. */
const FEW = 50
function isFew(personIds: readonly string[]): boolean {
  return personIds.length > 0 && personIds.length <= FEW
}

async function foldedFacts<F extends Fact>(
  trx: Trx,
  kind: FactKind,
  fold: Fold,
  personIds: readonly string[],
  and = '',
  values: readonly unknown[] = [],
): Promise<Posted<F>[]> {
  const found = await factsWhere<F>(trx, kind, `person_id = any ($1::bigint[])${and}`, [fold.ids, ...values])
  if (fold.ids === personIds) return found
  return found.map((fact) => ('personId' in fact ? { ...fact, personId: fold.asked(fact.personId) } : fact))
}

/** 参保登记与变动 of these persons: with one employer, or with all where none is named. */
export function enrolmentsOf(
  trx: Trx,
  personIds: readonly string[],
  employerId?: string,
): Promise<Posted<Enrolment>[]> {
  if (employerId === undefined) return ofPersons(trx, 'enrolment', personIds)
  return ofPersons(trx, 'enrolment', personIds, ' and employer_id = $2', [employerId])
}

/** 单位登记的各个版本, by any credit code the employer ever had. */
export function employersByCode(trx: Trx, creditCodes: readonly string[]): Promise<Posted<EmployerRegistration>[]> {
  return factsWhere(
    trx,
    'employerRegistration',
    'employer_id in (select employer_id from ledger.employer_registration where credit_code = any ($1::text[]))',
    [creditCodes],
  )
}

/** 全部单位登记的各个版本；who compares everything needs them all. */
export function allEmployers(trx: Trx): Promise<Posted<EmployerRegistration>[]> {
  return factsWhere(trx, 'employerRegistration', 'true', [])
}

export function employersById(trx: Trx, employerIds: readonly string[]): Promise<Posted<EmployerRegistration>[]> {
  return factsWhere(trx, 'employerRegistration', 'employer_id = any ($1::bigint[])', [employerIds])
}

/** 应缴或实缴 of these persons for these contribution months, reversals among them. */
export function contributionsOf<F extends Contribution & Fact>(
  trx: Trx,
  kind: 'due' | 'paid',
  personIds: readonly string[],
  months: readonly Period[],
): Promise<Posted<F>[]> {
  return ofPersons<F>(trx, kind, personIds, ' and contribution_month = any ($2::int[])', [months.map(monthCell)])
}

/** 单位的缓缴。Sees this employer for the question. */
export async function deferralsOf(trx: Trx, employerId: string): Promise<Posted<Deferral>[]> {
  await alsoSeeEmployer(trx, employerId)
  return factsWhere(trx, 'deferral', 'employer_id = $1', [employerId])
}

/** 数据范围随查找扩大到这个单位。 */
export async function alsoSeeEmployer(trx: Trx, employerId: string): Promise<void> {
  await trx.rows(`select set_config('quanyi.employer', $1, true)`, [employerId])
}

/** 单位某月的应缴, reversals among them. */
export function duesOfEmployer<F extends Contribution & Fact>(
  trx: Trx,
  employerId: string,
  month: Period,
): Promise<Posted<F>[]> {
  return factsWhere<F>(trx, 'due', 'employer_id = $1 and contribution_month = $2', [employerId, monthCell(month)])
}

/** 单位在这些月份有应缴的人, in the order of their ids. Sees this employer for the question. */
export async function personsDueOf(trx: Trx, employerId: string, from: Period, through: Period): Promise<string[]> {
  await alsoSeeEmployer(trx, employerId)
  const rows = await trx.rows<{ person_id: string }>(
    `select distinct person_id from ${FORMS.due.table}
     where employer_id = $1 and contribution_month between $2 and $3 order by person_id`,
    [employerId, monthCell(from), monthCell(through)],
  )
  return rows.map((row) => row.person_id)
}

/** 这些人的若干种事实, in the order of posting; sensitive text stays closed. */
export async function factsOfPersons(
  trx: Trx,
  personIds: readonly string[],
  kinds: readonly FactKind[],
): Promise<Posted<Fact>[]> {
  if (isFew(personIds)) return factsOfFew(trx, personIds, kinds)
  const fold = await foldOf(trx, personIds)
  const found: Posted<Fact>[] = []
  for (const kind of kinds) found.push(...(await foldedFacts<Fact>(trx, kind, fold, personIds)))
  return found
}

async function factsOfFew(trx: Trx, personIds: readonly string[], kinds: readonly FactKind[]): Promise<Posted<Fact>[]> {
  const where = 'person_id = any ($1::bigint[])'
  const [fold, each] = await together(trx, [
    (t) => foldOf(t, personIds),
    (t) => Promise.all(kinds.map((kind) => factsWhere<Fact>(t, kind, where, [personIds]))),
  ])
  if (fold.ids === personIds) return each.flat()
  const found: Posted<Fact>[] = []
  for (const kind of kinds) found.push(...(await foldedFacts<Fact>(trx, kind, fold, personIds)))
  return found
}

/** 某一行事实，under whichever of the person's numbers it stands; its own number stays. */
export async function findFact<F extends Fact>(
  trx: Trx,
  kind: FactKind,
  personId: string,
  ref: FactRef,
): Promise<Posted<F> | undefined> {
  const { ids } = await foldOf(trx, [personId])
  const where = 'person_id = any ($1::bigint[]) and posting_id = $2 and ordinal = $3'
  return (await factsWhere<F>(trx, kind, where, [ids, ref.posting, ref.ordinal]))[0]
}

export async function registeredAmong(trx: Trx, personIds: readonly string[]): Promise<Set<string>> {
  const fold = await foldOf(trx, personIds)
  const rows = await trx.rows<{ person_id: string }>(
    'select distinct person_id from ledger.person_registration where person_id = any ($1::bigint[])',
    [fold.ids],
  )
  return new Set(rows.map((row) => fold.asked(row.person_id)))
}

/** 待认领 of these districts, still unclaimed. */
export function suspenseOf(trx: Trx, agencies: readonly string[], vault: Vault): Promise<Posted<Suspense>[]> {
  const unclaimed = `agency = any ($1::text[]) and reverses_posting is null and not exists (
    select 1 from ledger.suspense r where r.reverses_posting = suspense.posting_id and r.reverses_ordinal = suspense.ordinal)`
  return factsWhere(trx, 'suspense', unclaimed, [agencies], vault)
}

/** 参保人数：everybody who was ever registered, once. */
export async function personCount(trx: Trx): Promise<number> {
  const rows = await trx.rows<{ n: number }>(
    'select count(distinct person_id)::int as n from ledger.person_registration',
  )
  const merged = await mergedGroups(trx)
  return rows[0]!.n - merged.reduce((sum, { length }) => sum + length - 1, 0)
}

export interface MonthTotal {
  readonly month: Period
  readonly insurance: string
  readonly persons: number
  readonly employerAmount: number
  readonly personAmount: number
}

/** 单位各月合计。Sums of one employer by contribution month and insurance, reversals netted. */
export async function monthTotals(
  trx: Trx,
  kind: 'due' | 'paid',
  employerId: string,
  from: Period,
  through: Period,
): Promise<MonthTotal[]> {
  const rows = await trx.rows<{ month: number; insurance: string; persons: number; employer: string; person: string }>(
    `select contribution_month as month, insurance, count(distinct person_id)::int as persons,
       sum(employer_amount) as employer, sum(person_amount) as person
     from ${FORMS[kind].table} where employer_id = $1 and contribution_month between $2 and $3 group by 1, 2 order by 1, 2`,
    [employerId, monthCell(from), monthCell(through)],
  )
  return rows.map(({ month, insurance, persons, employer, person }) => ({
    month: periodOfCell(month),
    insurance,
    persons,
    employerAmount: Number(employer),
    personAmount: Number(person),
  }))
}

/** 单位一段时间内职工月工资之和与人月数, by the pension wages filed, of each month the one that stands. Sees this employer for the question. */
export async function wagesOfEmployer(
  trx: Trx,
  employerId: string,
  from: Period,
  through: Period,
): Promise<{ wages: number; months: number }> {
  await alsoSeeEmployer(trx, employerId)
  const { table } = FORMS.due
  const rows = await trx.rows<{ wages: string | null; months: string | null }>(
    `select sum(declared_wage) as wages, count(*) as months from (
       select distinct on (person_id, insurance, contribution_month) declared_wage from ${table} d
       where employer_id = $1 and contribution_month between $2 and $3 and insurance in ('110', '120')
         and reverses_posting is null and not (contribution_kind = '18' and base = 0) and not exists (
           select 1 from ${table} r where r.person_id = d.person_id
             and r.reverses_posting = d.posting_id and r.reverses_ordinal = d.ordinal)
       order by person_id, insurance, contribution_month, posting_id desc, ordinal desc) filed`,
    [employerId, monthCell(from), monthCell(through)],
  )
  return { wages: Number(rows[0]?.wages ?? 0), months: Number(rows[0]?.months ?? 0) }
}

/** 已记账的幂等键 → 记账号。 */
export async function postingsOf(trx: Trx, keys: readonly string[]): Promise<Map<string, string>> {
  const rows = await trx.rows<{ key: string; posting_id: string }>(
    'select key, posting_id from ledger.idempotency where key = any ($1::text[])',
    [keys],
  )
  return new Map(rows.map((row) => [row.key, row.posting_id]))
}

/** 排队。Until this transaction ends nobody else with the same name passes: two filers of one employer, say. */
export async function waitInLine(trx: Trx, names: readonly string[]): Promise<void> {
  for (const name of [...new Set(names)].sort()) {
    await trx.rows('select pg_advisory_xact_lock(hashtextextended($1, 7365))', [name])
  }
}

/** 数据范围随查找扩大到这些人。For one transaction of a bulk file whose persons are known only while it is read. */
export async function alsoSee(trx: Trx, personIds: readonly string[]): Promise<void> {
  await trx.rows(`select set_config('quanyi.persons', ledger.folded($1), true)`, [personIds.join(',')])
}

/** 现登记的姓名与号码 of a few persons in scope, opened; the latest registration of each. */
export async function openedNames(
  trx: Trx,
  personIds: readonly string[],
  vault: Vault,
): Promise<Map<string, { fullName: string; identityNumber: string }>> {
  await vault.load(trx, personIds)
  const where = 'person_id = any ($1::bigint[])'
  const facts = await factsWhere<PersonRegistration>(trx, 'personRegistration', where, [personIds], vault)
  return new Map(
    facts.map(({ personId, fullName, socialSecurityNumber }) => [
      personId,
      { fullName, identityNumber: socialSecurityNumber },
    ]),
  )
}

/** 待认领的笔数与金额, by district; still unclaimed. */
export async function suspenseTotals(
  trx: Trx,
  agencies: readonly string[],
): Promise<{ agency: string; rows: number; amount: number }[]> {
  const rows = await trx.rows<{ agency: string; n: number; amount: string }>(
    `select agency, count(*)::int as n, sum(employer_amount + person_amount) as amount from ledger.suspense s
     where agency = any ($1::text[]) and reverses_posting is null and not exists (
       select 1 from ledger.suspense r where r.reverses_posting = s.posting_id and r.reverses_ordinal = s.ordinal)
     group by 1 order by 1`,
    [agencies],
  )
  return rows.map(({ agency, n, amount }) => ({ agency, rows: n, amount: Number(amount) }))
}

/** 一个数目之后的待认领，the oldest first; whose it may be stays closed. */
export async function suspenseCounted(
  trx: Trx,
  agency: string,
  limit: number,
): Promise<{ place: string; insurance: string; arrival: string; amount: number; total: number }[]> {
  const rows = await trx.rows<{ place: string; insurance: string; arrival: string; amount: string; total: number }>(
    `select posting_id || '/' || ordinal as place, insurance, arrival_day::text as arrival,
       employer_amount + person_amount as amount, count(*) over ()::int as total from ledger.suspense s
     where agency = $1 and reverses_posting is null and not exists (
       select 1 from ledger.suspense r where r.reverses_posting = s.posting_id and r.reverses_ordinal = s.ordinal)
     order by arrival_day, posting_id, ordinal limit $2`,
    [agency, limit],
  )
  return rows.map((row) => ({ ...row, amount: Number(row.amount) }))
}

/** 维护复核的结论，by the posting it is about; the first stands. */
export async function rechecksOf(trx: Trx, postingIds: readonly string[]): Promise<Map<string, 'agreed' | 'refused'>> {
  if (postingIds.length === 0) return new Map()
  const rows = await trx.rows<{ posting: string; verdict: 'agreed' | 'refused' }>(
    `select distinct on (rechecked_posting) rechecked_posting as posting, verdict from ledger.recheck
     where rechecked_posting = any ($1::bigint[]) order by rechecked_posting, posting_id`,
    [postingIds],
  )
  return new Map(rows.map(({ posting, verdict }) => [posting, verdict]))
}

/** 一笔记账在应缴或实缴表中的行数与金额, of the persons in scope. */
export async function rowsOfPosting(
  trx: Trx,
  kind: 'due' | 'paid',
  postingId: string,
): Promise<{ rows: number; employerAmount: number; personAmount: number }> {
  const [row] = await trx.rows<{ n: number; employer: string | null; person: string | null }>(
    `select count(*)::int as n, sum(employer_amount) as employer, sum(person_amount) as person
     from ${FORMS[kind].table} where posting_id = $1`,
    [postingId],
  )
  return { rows: row!.n, employerAmount: Number(row!.employer ?? 0), personAmount: Number(row!.person ?? 0) }
}
