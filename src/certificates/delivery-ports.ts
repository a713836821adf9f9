import type { Actor } from '../access/actor.js'
import type { Decision } from '../access/decision.js'
import type { Gate } from '../access/gate-service.js'
import type { Database, Trx } from '../db/database.js'
import type { Clock } from '../kernel/clock.js'
import type { Day } from '../kernel/day.js'
import type { Vault } from '../ledger/vault.js'
import type { Setting } from '../policy/house-setting.js'
import type { Printer } from './print.js'
import type { PaperAgency } from './statement-data.js'

/** 为寄送出具的一份记录单。 */
export interface DeliveredPaper {
  readonly serial: string
  readonly pages: number
}

/** 出具什么：whose, of which year, known at which size of the tree, and one insurance alone where it is sent alone. */
export interface PaperAsked {
  readonly personId: string
  readonly year: number
  readonly knownAt: number
  /** 数据截止日. */
  readonly cutOff: Day
  readonly insurance: string
  readonly agency: string
}

/** 寄送之室所需。 */
export interface DeliveryPorts {
  readonly gate: Gate
  readonly app: Database
  /** Reads everybody, opens nobody. */
  readonly verify: Database
  readonly vault: Vault
  readonly clock: Clock
  readonly ids: { uuid(): string }
  readonly setting: Setting
  readonly printer: Printer
  readonly staffNames: (personIds: readonly string[]) => Promise<ReadonlyMap<string, string>>
  readonly agencyOf: (code: string) => PaperAgency
  /** 本机构及其下各机构。 */
  readonly agenciesUnder: (agency: string) => readonly string[]
  /** 本机构及其上各机构：an agreement of the city serves its districts too. */
  readonly agenciesOver: (agency: string) => readonly string[]
  /** 在同一事务内出具；the access decision has been made and written down. */
  readonly issue: (trx: Trx, actor: Actor, decision: Decision, asked: PaperAsked) => Promise<DeliveredPaper>
  /** 已出具的一份的 PDF. */
  readonly copy: (trx: Trx, personId: string, serial: string) => Promise<Uint8Array>
  /** 密封，as all that leaves the house is. */
  readonly seal: (plain: Uint8Array, password: string) => Promise<Buffer>
  readonly alarm: (says: string) => void
}
