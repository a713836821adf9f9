import type { EmployerPaymentsAnswer } from '../../src/query/employer-contract.js'

type Part = EmployerPaymentsAnswer['months'][number]

/** 一个月的应缴与实缴，单位与个人合计。 */
export interface MonthOfPayments {
  readonly month: string
  readonly persons: number
  readonly due: number
  readonly paid: number
  readonly arrears: number
  /** 缓缴至, where part of it is. */
  readonly deferredUntil?: string
  /** 本单位就此月提出的异议在核查中. */
  readonly underReview?: string
}

/** By month, the oldest first; of one insurance, or of all together. */
export function byMonth(parts: readonly Part[], insurance?: string): MonthOfPayments[] {
  const months = new Map<string, MonthOfPayments>()
  for (const part of parts) {
    if (insurance !== undefined && part.insurance !== insurance) continue
    const deferredUntil = part.deferredUntil ?? months.get(part.month)?.deferredUntil
    const underReview = part.underReview ?? months.get(part.month)?.underReview
    const before = months.get(part.month) ?? { month: part.month, persons: 0, due: 0, paid: 0, arrears: 0 }
    months.set(part.month, {
      month: part.month,
      persons: before.persons + part.persons,
      due: before.due + part.dueEmployer + part.duePerson,
      paid: before.paid + part.paidEmployer + part.paidPerson,
      arrears: before.arrears + part.arrears,
      ...(deferredUntil === undefined ? {} : { deferredUntil }),
      ...(underReview === undefined ? {} : { underReview }),
    })
  }
  return [...months.values()].sort((a, b) => a.month.localeCompare(b.month))
}

export function totalOf(months: readonly MonthOfPayments[], name: 'due' | 'paid' | 'arrears'): number {
  return months.reduce((total, month) => total + month[name], 0)
}
