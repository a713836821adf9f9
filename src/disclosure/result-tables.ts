import { fen, yuanText } from '../kernel/money.js'
import { insuranceName } from '../kernel/terms.js'
import { BENEFIT_KINDS } from '../query/section-contract.js'
import type { Disclosed } from './disclosed.js'

/** 一张表，as it is printed: every text in it comes from the derived record. */
export interface ResultTable {
  readonly title: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** 结果的各表。A section in which there is nothing says so. */
export function tablesOf({ registration, contribution, account, benefit }: Disclosed): ResultTable[] {
  return [
    ...(registration === undefined ? [] : registrationTables(registration)),
    ...(contribution === undefined ? [] : [contributionTable(contribution)]),
    ...(account === undefined ? [] : accountTables(account)),
    ...(benefit === undefined ? [] : benefitTables(benefit)),
  ]
}

function registrationTables(of: NonNullable<Disclosed['registration']>): ResultTable[] {
  return [
    {
      title: '参保登记',
      head: ['险种', '状态'],
      rows: of.enrolments.map((one) => [insuranceName(one.insurance).zh, STATES[one.state ?? ''] ?? '—']),
    },
    {
      title: '参保单位',
      head: ['险种', '单位', '起', '止'],
      rows: of.employers.map((one) => [
        insuranceName(one.insurance).zh,
        employer(one),
        one.from,
        one.through ?? '至今',
      ]),
    },
  ]
}

function contributionTable(rows: NonNullable<Disclosed['contribution']>): ResultTable {
  return {
    title: '缴费（元）',
    head: ['险种', '月份', '单位', '缴费基数', '单位缴纳', '个人缴纳'],
    rows: rows.map((row) => [
      ...[insuranceName(row.insurance).zh, row.month, employer(row), money(row.base)],
      ...[money(row.paidEmployer), money(row.paidPerson)],
    ]),
  }
}

function accountTables({ totalMonths, actualMonths, years }: NonNullable<Disclosed['account']>): ResultTable[] {
  const counted = totalMonths === undefined ? [] : [[totalMonths, actualMonths ?? '—']]
  return [
    { title: '缴费年限（截至所查末月）', head: ['累计', '其中实际'], rows: counted },
    {
      title: '个人账户（元）',
      head: ['险种', '年度', '期初', '记账', '年末'],
      rows: years.map((one) => [
        ...[insuranceName(one.insurance).zh, `${one.year}`, money(one.opening), money(one.credits), money(one.balance)],
      ]),
    },
  ]
}

function benefitTables(benefits: NonNullable<Disclosed['benefit']>): ResultTable[] {
  return [
    {
      title: '待遇',
      head: ['种类', '起', '止', '月待遇（元）'],
      rows: benefits.map((one) => [
        ...[kindOf(one.kind), one.from, one.through ?? '至今'],
        one.monthly === undefined ? '—' : money(one.monthly),
      ]),
    },
    {
      title: '待遇支付（元）',
      head: ['种类', '年度', '月数', '支付'],
      rows: benefits.flatMap((one) =>
        one.paid.map((year) => [kindOf(one.kind), `${year.year}`, `${year.months}`, money(year.paid)]),
      ),
    },
  ]
}

const STATES: Readonly<Record<string, string>> = { enrolled: '参保缴费', suspended: '暂停缴费', ended: '终止' }

function employer({ employer }: { readonly employer: string }): string {
  return employer === '' ? '灵活就业' : employer
}

function kindOf(kind: string): string {
  return kind in BENEFIT_KINDS ? BENEFIT_KINDS[kind as keyof typeof BENEFIT_KINDS].zh : kind
}

function money(amount: number): string {
  return yuanText(fen(amount))
}
