import type { Gate } from '../access/gate-service.js'
import type { CollectionPorts } from '../collection/ports.js'
import type { Trx } from '../db/database.js'
import type { OutsideCheck } from './outside.js'

/** 停用的一个账户，及其原状态。 */
export interface Barred {
  readonly accountId: string
  readonly state: string
}

/** 人死之后，各处各自的了结。What begins later joins here: messages that wait, mandates that run. */
export interface AfterDeath {
  /** 登录即止：every account of this natural person, on every channel, and every session; answers what stood before. */
  bar(trx: Trx, personId: string): Promise<{ readonly barred: readonly Barred[]; readonly sessions: number }>
  /** 死亡登记冲销：accounts stand again as they stood. */
  unbar(trx: Trx, barred: readonly Barred[]): Promise<void>
  /** 待发的消息不再发出；and what was given by this person or to them ends (授权). */
  readonly others: readonly ((trx: Trx, personId: string, isOver: boolean) => Promise<void>)[]
}

/** 交换之室所需。 */
export interface ExchangePorts {
  readonly collection: CollectionPorts
  readonly gate: Gate
  /** 本机构及其下级。 */
  readonly agenciesUnder: (agency: string) => readonly string[]
  /** 来文可写的收文机构：this installation's city, and its agencies. */
  readonly receivers: () => readonly string[]
  readonly afterDeath: AfterDeath
  readonly outside: OutsideCheck
}
