import { cite, type Explained } from '../kernel/explain.js'
import type { Fen } from '../kernel/money.js'
import type { Posted, Ruling } from '../ledger/fact.js'
import { figure } from './figure.js'

/** 一件认定或审核的结果，as its newest version has it. */
export interface RulingRecord {
  /** From 1, in the order the applications were received. */
  readonly index: number
  readonly newest: Posted<Ruling>
  /** 先前已作出的各版: what was changed stays to be seen. */
  readonly earlier: readonly Posted<Ruling>[]
  /** 审定金额, of a review of medical fees. */
  readonly amount?: Explained<Fen>
}

const BENEFITS = cite('社会保险个人权益记录管理办法', '二（三）')

/** 认定与审核：work injury, special illness, settlement elsewhere, medical fees. One of each application; the newest version stands. */
export function rulingsOf(rulings: readonly Posted<Ruling>[]): RulingRecord[] {
  const applications = new Map<string, Posted<Ruling>[]>()
  for (const one of [...rulings].sort((a, b) => a.version - b.version)) {
    const key = `${one.subject}\n${one.reference}`
    applications.set(key, [...(applications.get(key) ?? []), one])
  }
  return [...applications.values()]
    .map((versions) => ({ newest: versions.at(-1)!, earlier: versions.slice(0, -1).filter(isDecided) }))
    .sort(({ newest: a }, { newest: b }) => compare(a, b))
    .map((one, i) => ({ index: i + 1, ...one, ...amountOf(one.newest) }))
}

function isDecided({ finding }: Ruling): boolean {
  return finding !== 'pending'
}

function amountOf({ amount, ref }: Posted<Ruling>): Pick<RulingRecord, 'amount'> {
  if (amount === undefined) return {}
  return { amount: figure('rulingAmount', 'fen', amount, () => [], { basis: BENEFITS, fact: ref }) }
}

function compare(a: Ruling, b: Ruling): number {
  const [one, other] = [a, b].map(({ receivedDay, subject, reference }) => `${receivedDay} ${subject} ${reference}`)
  return one! < other! ? -1 : one === other ? 0 : 1
}
