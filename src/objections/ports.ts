import type { Gate } from '../access/gate-service.js'
import type { Notices } from '../access/notice-port.js'
import type { CollectionPorts } from '../collection/ports.js'
import type { Trx } from '../db/database.js'
import type { RecordService } from '../query/record-service.js'

/** 所发的证明。What a correction may have made untrue. */
export interface IssuedPaper {
  readonly serial: string
  readonly form: string
  readonly year?: number | undefined
  readonly issuedAt: number
}

/** 异议之室所需。 */
export interface ObjectionPorts {
  readonly collection: CollectionPorts
  readonly gate: Gate
  readonly records: RecordService
  /** 本机构及其下级。 */
  readonly agenciesUnder: (agency: string) => readonly string[]
  /** 上级；undefined for the city itself. */
  readonly agencyAbove: (agency: string) => string | undefined
  /** 资料上的各人：everybody a source paper shows. */
  readonly paperPersons: (documentId: string) => Promise<readonly string[]>
  readonly papersOf: (trx: Trx, personId: string) => Promise<readonly IssuedPaper[]>
  /** 告知当事人：told in the transaction that received or decided it. */
  readonly notices: Notices
}
