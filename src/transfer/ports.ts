import type { LineSealer } from '../access/book.js'
import type { CollectionPorts } from '../collection/ports.js'
import type { Trx } from '../db/database.js'
import type { Partner } from '../exchange/partner.js'

/** 转移之室所需。 */
export interface TransferPorts {
  readonly collection: CollectionPorts
  /** 封登记簿的一条。 */
  readonly sealer: LineSealer
  /** 本机构及其下级。 */
  readonly agenciesUnder: (agency: string) => readonly string[]
  readonly findPartner: (trx: Trx, partner: string) => Promise<Partner | undefined>
  /** 现行的交换对方。 */
  readonly partners: (trx: Trx) => Promise<readonly Partner[]>
  /** 本系统对外的签名，SM2 with SM3. */
  readonly sign: (bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>
}
