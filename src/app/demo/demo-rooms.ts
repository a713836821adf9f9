import type { AccountService } from '../../access/account-service.js'
import type { AuthorityPorts } from '../../access/authority-house-service.js'
import type { LineSealer } from '../../access/book.js'
import type { PaperStore } from '../../archive/paper-port.js'
import type { ArchivePorts } from '../../archive/ports-service.js'
import type { DeliveryPorts } from '../../certificates/delivery-ports.js'
import type { CollectionPorts } from '../../collection/ports.js'
import type { Database } from '../../db/database.js'
import type { DisclosurePorts } from '../../disclosure/ports.js'
import type { ExchangePorts } from '../../exchange/ports.js'
import type { Instant } from '../../kernel/day.js'
import type { PostingService } from '../../ledger/posting-service.js'
import type { Sm2PrivateKey } from '../../log/sm2.js'
import type { ObjectionPorts } from '../../objections/ports.js'
import type { StatisticsPorts } from '../../statistics/ports.js'

/**
 * 载入示例市所需。The rooms as they are served, and two things made anew for the load, since the city's history carries
 * the dates of its own months. Give `collection.app` and `post` connections that do not wait for the disk
 * (`synchronous_commit=off`): what a crash loses is loaded again.
 */
export interface DemoRooms {
  readonly collection: CollectionPorts
  readonly accounts: Pick<AccountService, 'create' | 'equip'>
  /** Makes the natural persons behind accounts. */
  readonly post: Database
  readonly papers: PaperStore
  readonly postingAt: (now: () => Instant) => PostingService
  /** 密钥：passwords and second factors of the demo's people follow from it. */
  readonly demoKey: Uint8Array
  readonly progress: Progress
  /** 各幕所需的其余各室；without them no scene is played. */
  readonly scenes?: SceneRooms | undefined
}

/** 载入的话：what is done, and how much of it. */
export type Say = (says: string, done: number, total: number) => void

/** 各幕所需的其余各室。 */
export interface SceneRooms {
  readonly sealer: LineSealer
  readonly exchange: ExchangePorts
  readonly objections: ObjectionPorts
  readonly archive: ArchivePorts
  /** 人员与授权之室，likewise. */
  readonly authority?: AuthorityPorts | undefined
  /** 查询与使用之室；without it its scene is left out. */
  readonly disclosure?: DisclosurePorts | undefined
  /** 统计之室，likewise. */
  readonly statistics?: StatisticsPorts | undefined
  /** 寄送之室，likewise. */
  readonly delivery?: DeliveryPorts | undefined
  /** Everything posted has its place when this is done: what streams over all persons needs it. */
  readonly settle: () => Promise<void>
  readonly partnerKeys: () => Promise<ReadonlyMap<string, Sm2PrivateKey>>
}

/** 进度记号：outside the database; the months it counts were loaded whole. */
export interface Progress {
  read(): Promise<string | undefined>
  write(text: string): Promise<void>
  /** 已落笔：where a mark is written while the loading goes on, done when it stands. */
  settled?(): Promise<void>
}
