import type { Actor } from '../access/actor.js'
import type { NamedAgency } from '../access/agency-tree.js'
import type { LineSealer } from '../access/book.js'
import type { Gate } from '../access/gate-service.js'
import type { Database } from '../db/database.js'
import type { Clock } from '../kernel/clock.js'
import type { Vault } from '../ledger/vault.js'
import type { Setting } from '../policy/house-setting.js'
import type { Both, Catalogue } from './catalogue.js'
import { NO_EMPLOYER } from './dimensions.js'

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
  /** 随版本发布的指标口径；those agreed by case come besides. */
  readonly catalogues: readonly Catalogue[]
  readonly agencies: () => readonly NamedAgency[]
  readonly staffNames: (personIds: readonly string[]) => Promise<ReadonlyMap<string, string>>
  /** 此刻在岗的经办人员，by account: with the posts held now; nothing where the account is closed. */
  readonly staffNow: (accountId: string) => Promise<StaffNow | undefined>
  /** 代码表的各值（AAC004、AAB019）。 */
  readonly codes: (list: 'sex' | 'employerType') => Readonly<Record<string, Both>>
  /** 后台有事可做：the jobs are woken. */
  readonly wake?: (() => void) | undefined
  /** 稍候片刻：what is small is ready by then. */
  readonly moment?: (() => Promise<void>) | undefined
  readonly alarm: (says: string) => void
}

export type StaffNow = Pick<Actor, 'personId' | 'posts' | 'agency' | 'name'>

/** 单位类型的各值，with those who have no employer. */
export function employerTypes({ codes }: Pick<StatisticsPorts, 'codes'>): Record<string, Both> {
  return { ...codes('employerType'), [NO_EMPLOYER]: { zh: '没有单位', en: 'No employer' } }
}
