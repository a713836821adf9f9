import type { Gate } from '../access/gate-service.js'
import type { Database } from '../db/database.js'
import type { Chance, Clock } from '../kernel/clock.js'
import type { Day } from '../kernel/day.js'
import type { Fact, Posted } from '../ledger/fact.js'
import type { Vault } from '../ledger/vault.js'
import type { AreaPolicy } from '../policy/area.js'
import type { Setting } from '../policy/house-setting.js'
import type { PaperStore } from './paper-port.js'
import type { PaperService } from './paper-service.js'
import type { FactDraw, PaperTies, StaffAccount, ToldField } from './ports.js'

/** 档案室所需。Everything that comes from outside is handed in by app/. */
export interface ArchivePorts {
  readonly app: Database
  readonly gate: Gate
  readonly vault: Vault
  readonly papers: PaperService
  readonly store: PaperStore
  readonly clock: Clock
  readonly chance: Chance
  readonly ids: { uuid(): string }
  readonly setting: Setting
  readonly dueDay: (workingDays: number) => Day
  readonly scannerName: string
  readonly ties: PaperTies
  readonly draw: FactDraw
  /** 现行的保管期限表，in the area's parameters. */
  readonly area: () => AreaPolicy
  /** The agency and all below it. */
  readonly agenciesUnder: (agency: string) => readonly string[]
  readonly agencyName: (agency: string) => string
  /** 经办人姓名。 */
  readonly staffNames: (personIds: readonly string[]) => Promise<ReadonlyMap<string, string>>
  /** 经办账户，by its login: whose it is and which posts it holds. */
  readonly staffByLogin: (login: string) => Promise<StaffAccount | undefined>
  /** 一项事实的各栏，as a person reads them. */
  readonly tell: (fact: Posted<Fact>) => readonly ToldField[]
}
