import type { Period } from '../kernel/period.js'
import { type MonthTotal, monthTotals } from '../ledger/lookup-store.js'
import type { EmployerMonths } from './filing-contract.js'
import type { CollectionPorts } from './ports.js'

type Insurance = EmployerMonths['months'][number]['insurances'][number]

/** 单位跟踪：by month and insurance, what is due and what has arrived. */
export class FollowService {
  constructor(private readonly ports: CollectionPorts) {}

  async months(employerId: string, from: Period, through: Period): Promise<EmployerMonths> {
    const { due, paid } = await this.ports.app.transaction({ employer: employerId }, async (trx) => ({
      due: await monthTotals(trx, 'due', employerId, from, through),
      paid: await monthTotals(trx, 'paid', employerId, from, through),
    }))
    const at = ({ month, insurance }: MonthTotal) => `${month}|${insurance}`
    const [dues, paids] = [new Map(due.map((one) => [at(one), one])), new Map(paid.map((one) => [at(one), one]))]
    const months = new Map<Period, Insurance[]>()
    for (const key of [...new Set([...dues.keys(), ...paids.keys()])].sort()) {
      const [owed, arrived] = [dues.get(key), paids.get(key)]
      const { month, insurance } = (owed ?? arrived)!
      const line: Insurance = {
        insurance: insurance as Insurance['insurance'],
        persons: Math.max(owed?.persons ?? 0, arrived?.persons ?? 0),
        dueEmployer: owed?.employerAmount ?? 0,
        duePerson: owed?.personAmount ?? 0,
        paidEmployer: arrived?.employerAmount ?? 0,
        paidPerson: arrived?.personAmount ?? 0,
      }
      months.set(month, [...(months.get(month) ?? []), line])
    }
    return { months: [...months].map(([month, insurances]) => ({ month, insurances })) }
  }
}
