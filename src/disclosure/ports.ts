import type { NamedAgency } from '../access/agency-tree.js'
import type { LineSealer } from '../access/book.js'
import type { Gate } from '../access/gate-service.js'
import type { PaperService } from '../archive/paper-service.js'
import type { Printer } from '../certificates/print.js'
import type { PaperAgency } from '../certificates/statement-data.js'
import type { Database } from '../db/database.js'
import type { Clock } from '../kernel/clock.js'
import type { Vault } from '../ledger/vault.js'
import type { Setting } from '../policy/house-setting.js'
import type { WorkingCalendar } from '../policy/working-days.js'
import type { RecordService } from '../query/record-service.js'
import type { LegalBasis } from './legal-basis.js'

/** 查询与使用之室所需。 */
export interface DisclosurePorts {
  readonly app: Database
  /** Reads every line of the access book, and shows none. */
  readonly verify: Database
  readonly gate: Gate
  readonly sealer: LineSealer
  readonly vault: Vault
  readonly clock: Clock
  readonly ids: { uuid(): string }
  readonly setting: Setting
  readonly papers: PaperService
  readonly records: Pick<RecordService, 'derive'>
  readonly printer: Printer
  readonly calendar: () => WorkingCalendar
  readonly bases: readonly LegalBasis[]
  /** 机构及其上级; the one without is the city's. */
  readonly agencies: () => readonly NamedAgency[]
  readonly paperAgency: (code: string) => { readonly agency: PaperAgency; readonly areaName: string }
  readonly staffNames: (personIds: readonly string[]) => Promise<ReadonlyMap<string, string>>
}
