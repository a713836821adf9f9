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

/** 封存（端口）。A query the person may not be told of: its looks go into a book of their own until the seal ends. */
export interface Sealing {
  /** Answers the case under whose seal the looks are written, or undefined where none stands. */
  begin(
    inquiry: { readonly id: string; readonly serial: string },
    persons: readonly string[],
  ): Promise<string | undefined>
}

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
  readonly agencies: () => readonly {
    readonly code: string
    readonly name: string
    readonly parent?: string | undefined
  }[]
  readonly paperAgency: (code: string) => { readonly agency: PaperAgency; readonly areaName: string }
  readonly staffNames: (personIds: readonly string[]) => Promise<ReadonlyMap<string, string>>
  readonly sealing?: Sealing | undefined
}

export function cityOf({ agencies }: Pick<DisclosurePorts, 'agencies'>): string {
  return agencies().find(({ parent }) => parent === undefined)?.code ?? ''
}

/** 本机构及其下级。 */
export function agenciesUnder(ports: Pick<DisclosurePorts, 'agencies'>, of: string): string[] {
  const all = ports.agencies()
  const under = (code: string): string[] => [
    code,
    ...all.filter(({ parent }) => parent === code).flatMap((one) => under(one.code)),
  ]
  return all.some(({ code }) => code === of) ? under(of) : []
}

export function agencyName({ agencies }: Pick<DisclosurePorts, 'agencies'>, code: string): string {
  return agencies().find((one) => one.code === code)?.name ?? code
}
