import type { Actor } from '../access/actor.js'
import type { Trx } from '../db/database.js'
import { invariant } from '../kernel/invariant.js'
import type { Period } from '../kernel/period.js'
import { employersById } from '../ledger/lookup-store.js'
import { BatchFileReading } from './batch-file-reading-store.js'
import type { BatchAsked } from './batch-kinds.js'
import { employerOf } from './employer-terms.js'
import type { FileReading } from './file-reading-store.js'
import { FilingReading } from './filing-reading-store.js'
import type { ImportRow } from './import-store.js'
import { LevyReading } from './levy-reading-store.js'
import { type PaymentBatch, PaymentReading } from './payment-reading-store.js'
import type { CollectionPorts } from './ports.js'
import { RegistrationReading } from './registration-reading-store.js'

/** 随件所问：who sent it, and what they filled in beside the file. */
export interface ImportAsked {
  /** As they were when they sent it, without the session. */
  readonly actor: Actor
  readonly fileName: string
  readonly settlementMonth?: Period | undefined
  readonly batch?: PaymentBatch | undefined
  readonly change?: BatchAsked | undefined
}

/** 依表取其读法。The same as when the sender waits. */
export async function readingFor(
  trx: Trx,
  ports: CollectionPorts,
  { form, agency, employerId }: ImportRow,
  { settlementMonth, batch, change }: ImportAsked,
): Promise<FileReading> {
  if (form === 'registration') return new RegistrationReading(ports, agency) as FileReading
  if (form === 'levy') return new LevyReading(ports, { agency, area: ports.areaOf(agency) }) as FileReading
  if (form === 'payment') {
    invariant(batch !== undefined, 'a payment file was asked for with its batch')
    return new PaymentReading(ports, { agency, area: ports.areaOf(agency) }, batch) as FileReading
  }
  if (form === 'batch') {
    invariant(change !== undefined, 'a batch change was asked for with its ground')
    return new BatchFileReading(ports, { agency, area: ports.areaOf(agency) }, change) as FileReading
  }
  invariant(settlementMonth !== undefined, 'a filing was asked for with its month')
  const employer = employerId === undefined ? undefined : employerOf(await employersById(trx, [employerId]))
  invariant((form === 'filing') === (employer !== undefined), 'a filing of one employer names it')
  return new FilingReading(ports, { settlementMonth, employer, agency }) as FileReading
}
