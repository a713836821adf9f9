import type { Trx } from '../db/database.js'
import type { Vault } from '../ledger/vault.js'
import type { StoredRefusal } from './filing-match.js'
import type { Counted, InsuranceSum, Line } from './lines.js'
import { sealBody, sealJson } from './voucher-body.js'
import { insertRefusedPart, insertVoucher, voucherIdsOf } from './voucher-store.js'

/** 一份凭证至多的行数。 */
export const MOST_LINES = 1000

export interface DraftState {
  readonly accepted: number
  readonly refused: number
  readonly vouchers: number
  readonly employerTotal: number
  readonly personTotal: number
  readonly refusedParts: number
  readonly sums: readonly InsuranceSum[]
  readonly refusedBy: readonly { readonly code: string; readonly count: number }[]
}

/**
 * 起草一版。Takes accepted lines and refused rows as they come, cuts them into vouchers of at most a thousand lines and
 * writes each as soon as it is full, so that memory does not grow with the file. rows in = accepted + refused, always.
 */
export class Draft {
  accepted = 0
  refused = 0
  vouchers = 0
  employerTotal = 0
  personTotal = 0
  private lines: Line[] = []
  private refusals: StoredRefusal[] = []
  private refusedParts = 0
  private readonly sums = new Map<string, InsuranceSum>()
  private readonly codes = new Map<string, number>()
  private ids: Map<number, string> | undefined

  constructor(
    private trx: Trx,
    private readonly vault: Vault,
    private readonly uuid: () => string,
    readonly at: { submissionId: string; revision: number },
  ) {}

  async add(line: Line, counted: readonly Counted[]): Promise<void> {
    this.accepted++
    for (const part of counted) this.count(part)
    this.lines.push(line)
    if (this.lines.length === MOST_LINES) await this.flushLines()
  }

  async refuse(refusal: StoredRefusal): Promise<void> {
    this.refused++
    this.codes.set(refusal.code, (this.codes.get(refusal.code) ?? 0) + 1)
    this.refusals.push(refusal)
    if (this.refusals.length === MOST_LINES) await this.flushRefusals()
  }

  async finish(): Promise<InsuranceSum[]> {
    await this.flushLines()
    await this.flushRefusals()
    return [...this.sums.values()].sort((a, b) => (a.insurance < b.insurance ? -1 : 1))
  }

  /** 分段起草：what is at hand is written, so that the next rows may be drafted in another transaction. */
  async flush(): Promise<void> {
    await this.flushLines()
    await this.flushRefusals()
  }

  within(trx: Trx): this {
    this.trx = trx
    return this
  }

  /** What is to be known when the drafting is taken up again, after a flush. */
  state(): DraftState {
    const { accepted, refused, vouchers, employerTotal, personTotal, refusedParts } = this
    const counts = { accepted, refused, vouchers, employerTotal, personTotal, refusedParts }
    return { ...counts, sums: [...this.sums.values()], refusedBy: this.refusedBy() }
  }

  restore({ sums, refusedBy, ...counts }: DraftState): void {
    Object.assign(this, counts)
    for (const { code, count } of refusedBy) this.codes.set(code, count)
    for (const sum of sums) this.sums.set(sum.insurance, { ...sum })
  }

  /** 未接受的行，按代码计数，the most frequent first. */
  refusedBy(): { readonly code: string; readonly count: number }[] {
    return [...this.codes].map(([code, count]) => ({ code, count })).sort((a, b) => b.count - a.count)
  }

  private count({ insurance, base, employer, person }: Counted): void {
    const sum = this.sums.get(insurance) ?? { insurance, persons: 0, base: 0, employerAmount: 0, personAmount: 0 }
    sum.persons++
    sum.base += base
    sum.employerAmount += employer
    sum.personAmount += person
    this.sums.set(insurance, sum)
    this.employerTotal += employer
    this.personTotal += person
  }

  private async flushLines(): Promise<void> {
    if (this.lines.length === 0) return
    this.ids ??= this.at.revision === 1 ? new Map() : await voucherIdsOf(this.trx, this.at.submissionId)
    const part = ++this.vouchers
    const voucherId = this.ids.get(part) ?? this.uuid()
    const lines = this.lines.length
    await insertVoucher(this.trx, { ...this.at, part, voucherId, lines, ...sealBody(this.vault, this.lines) })
    this.lines = []
  }

  private async flushRefusals(): Promise<void> {
    if (this.refusals.length === 0) return
    const [part, rows] = [++this.refusedParts, this.refusals.length]
    await insertRefusedPart(this.trx, { ...this.at, part, rows, body: sealJson(this.vault, this.refusals) })
    this.refusals = []
  }
}
