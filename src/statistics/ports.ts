import { cityAmong, type NamedAgency, agenciesUnder as under } from '../access/agency-tree.js'
import type { LineSealer } from '../access/book.js'
import type { Gate } from '../access/gate-service.js'
import type { Database } from '../db/database.js'
import type { Clock } from '../kernel/clock.js'
import type { Vault } from '../ledger/vault.js'
import type { Setting } from '../policy/house-setting.js'
import type { Catalogue } from './catalogue.js'

/** 统计之室所需。 */
export interface StatisticsPorts {
  readonly app: Database
  /** Reads everybody, and shows none. */
  readonly verify: Database
  readonly gate: Gate
  readonly sealer: LineSealer
  readonly vault: Vault
  readonly clock: Clock
  readonly ids: { uuid(): string }
  readonly random: (bytes: number) => Buffer
  readonly setting: Setting
  readonly catalogues: readonly Catalogue[]
  readonly agencies: () => readonly NamedAgency[]
  readonly staffNames: (personIds: readonly string[]) => Promise<ReadonlyMap<string, string>>
  /** 后台有事可做：the export job is woken. */
  readonly wake?: (() => void) | undefined
  readonly alarm: (says: string) => void
}

/** 本机构及其下级。 */
export function agenciesUnder({ agencies }: Pick<StatisticsPorts, 'agencies'>, of: string): string[] {
  return under(agencies(), of)
}

export function agencyName({ agencies }: Pick<StatisticsPorts, 'agencies'>, code: string): string {
  return agencies().find((one) => one.code === code)?.name ?? code
}

export function cityOf({ agencies }: Pick<StatisticsPorts, 'agencies'>): string {
  return cityAmong(agencies())
}
