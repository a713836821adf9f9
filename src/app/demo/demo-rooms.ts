import type { AccountService } from '../../access/account-service.js'
import type { PaperStore } from '../../archive/paper-port.js'
import type { CollectionPorts } from '../../collection/ports.js'
import type { Database } from '../../db/database.js'
import type { Instant } from '../../kernel/day.js'
import type { PostingService } from '../../ledger/posting-service.js'
import type { SceneParts } from './scene-house.js'

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
  readonly scenes?: Pick<SceneParts, 'exchange' | 'archive' | 'settle' | 'partnerKeys'> | undefined
}

/** 进度记号：outside the database; the months it counts were loaded whole. */
export interface Progress {
  read(): Promise<string | undefined>
  write(text: string): Promise<void>
}
