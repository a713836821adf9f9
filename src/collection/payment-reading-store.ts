import type { Trx } from '../db/database.js'
import { Refusal } from '../kernel/refusal.js'
import { findPersons, nameDigest } from '../ledger/people-store.js'
import type { DraftPlace } from './draft-place.js'
import { type Draft, MOST_LINES } from './draft-store.js'
import { DRAFTS } from './fact-drafts-store.js'
import { asPosted, countedOfFacts, factLine } from './fact-lines.js'
import type { Ended, FileReading, OpenedFile } from './file-reading-store.js'
import { isRefused } from './filing-row.js'
import type { HeaderMap } from './header.js'
import type { RefusedRow } from './kinds.js'
import { knownFacts } from './known-life-store.js'
import type { FactLine } from './lines.js'
import { openForm } from './open-form.js'
import type { TableSource } from './open-table.js'
import { type PaymentEntry, readPaymentRow } from './payment-file-store.js'
import type { CollectionPorts } from './ports.js'
import { notMatched, refusedBy } from './row-refusals.js'
import { FileStandard } from './standard-gate.js'
import type { FileLimits, Row } from './table.js'

export interface PaymentBatch {
  readonly payMonth: string
  readonly paidDay: string
  readonly batch: string
}

/** 待遇支付批次文件的读法。 */
export class PaymentReading implements FileReading<PaymentEntry | RefusedRow> {
  readonly firstRefusals: RefusedRow[] = []
  readonly remembersMatches = false
  private readonly standard: FileStandard
  private header: HeaderMap | undefined
  private rows = 0

  constructor(
    private readonly ports: CollectionPorts,
    private readonly place: { readonly agency: string; readonly area: string },
    private readonly batch: PaymentBatch,
  ) {
    this.standard = new FileStandard(ports, 'benefitPayment')
  }

  async open(source: TableSource, limits?: FileLimits): Promise<OpenedFile> {
    const form = await openForm(source, this.standard.columns, limits)
    this.header = form.header
    return form
  }

  read(row: Row): PaymentEntry | RefusedRow {
    this.rows++
    const plain = this.standard.read(this.header!, row)
    return isRefused(plain) ? plain : readPaymentRow(this.header!, plain, this.ports.clock.today())
  }

  async settle(trx: Trx, entries: readonly (PaymentEntry | RefusedRow)[], draft?: Draft): Promise<void> {
    if (draft === undefined) return
    for (const line of await this.linesFor(trx, entries)) {
      if (!isRefused(line)) await draft.add(line, countedOfFacts(line.facts))
      else {
        await draft.refuse(line)
        if (this.firstRefusals.length < MOST_LINES) this.firstRefusals.push(line)
      }
    }
  }

  state(): unknown {
    return {}
  }

  restore(): void {}

  end(): Ended {
    return { kind: 'benefitPayment', rows: this.rows }
  }

  /** A thousand rows at once: who they are, what was determined for them, and what they say of each other. */
  private async linesFor(trx: Trx, read: readonly (PaymentEntry | RefusedRow)[]): Promise<(FactLine | RefusedRow)[]> {
    const { vault, policy, clock } = this.ports
    const { agency, area } = this.place
    const entries = read.filter((entry): entry is PaymentEntry => !isRefused(entry))
    const digests = new Map(
      entries.map(({ item }) => [item.identityNumber, vault.identityDigest(item.identityNumber)] as const),
    )
    const found = await findPersons(trx, [...digests.values()])
    const ids = [...found.values()].map(({ personId }) => personId)
    const known = await knownFacts(trx, ids, 'benefitPayment')
    const at = { agency, area, policy: policy().book.area(area), today: clock.today() }
    return read.map((entry) => {
      if (isRefused(entry)) return entry
      const { row, item } = entry
      const person = found.get(digests.get(item.identityNumber)!.toString('hex'))
      if (person === undefined) return notMatched(row, 'unknown')
      const isNamed = person.nameDigest?.equals(nameDigest(vault, item.identityNumber, item.fullName))
      if (isNamed !== true) return notMatched(row, 'nameDiffers')
      const place: DraftPlace = { ...at, personId: person.personId }
      return this.lineOf(place, entry, known.get(person.personId) ?? [])
    })
  }

  private lineOf(
    place: DraftPlace,
    { row, item }: PaymentEntry,
    known: Parameters<typeof factLine>[2],
  ): FactLine | RefusedRow {
    const { identityNumber, fullName } = item
    try {
      const { facts } = DRAFTS.benefitPayment(place, item, { ...this.batch, items: [] })
      const line = factLine({ row, identityNumber, fullName, facts }, place, known)
      ;(known as ReturnType<typeof asPosted>[]).push(...facts.map((fact, i) => asPosted(fact, i)))
      return line
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const { column } = error.facts as { column?: string }
      return refusedBy(row, column ?? '', error)
    }
  }
}
