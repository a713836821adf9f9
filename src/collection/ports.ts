import type { LargePaperService } from '../archive/large-paper-service.js'
import type { PaperService } from '../archive/paper-service.js'
import type { Database, Trx } from '../db/database.js'
import type { Clock } from '../kernel/clock.js'
import type { Day } from '../kernel/day.js'
import type { FactKind } from '../ledger/fact.js'
import type { FundTotal } from '../ledger/fund-store.js'
import type { PersonFacts } from '../ledger/person-stream-store.js'
import type { PostingService } from '../ledger/posting-service.js'
import type { Vault } from '../ledger/vault.js'
import type { PolicyBook, PolicyText } from '../policy/book.js'
import type { Setting } from '../policy/house-setting.js'
import type { Standard } from '../policy/standard.js'
import type { ExchangePort } from './exchange-port.js'
import type { Sentence } from './kinds.js'
import type { ChangeCause, RecordChange } from './record-changes.js'
import type { ReviewRoutes } from './route-book.js'

/** 现行规则：the parameter book in force and the digest by which a posting names it. */
export interface PolicyInForce {
  readonly book: PolicyBook
  readonly digest: string
  /** The parameter files it was read from, as posted. */
  readonly texts: readonly PolicyText[]
  readonly standard: StandardInForce
}

/** 现行采集标准，and what a revision calls it: its version and the digest of its texts. */
export interface StandardInForce {
  readonly standard: Standard
  readonly name: string
  readonly texts: readonly PolicyText[]
}

/** 全体参保人的事实，逐人：what a trial of new parameters is run over; sensitive text stays closed. */
export interface Everybody {
  /** How many there are, about: for the share that is done. */
  size(): Promise<number>
  /** All of what a record is made of, or these kinds only. */
  persons(kinds?: readonly FactKind[]): AsyncIterable<PersonFacts>
}

/** 采集之室所需。Everything that comes from outside is handed in by app/. */
export interface CollectionPorts {
  readonly app: Database
  readonly posting: PostingService
  readonly vault: Vault
  readonly papers: PaperService
  readonly largePapers: LargePaperService
  /** 有大件待读：whoever reads them is told. */
  readonly importsWaiting: () => void
  readonly policy: () => PolicyInForce
  /** 参数已变更：what was posted comes into force for everybody, without a restart. */
  readonly rulesChanged: () => Promise<void>
  readonly routes: ReviewRoutes
  readonly everybody: Everybody
  /** 记账一方的合计，三方平衡所用：asked with eyes that see every row, answering no person. */
  readonly fundTotals?: ((from: Day, through: Day) => Promise<readonly FundTotal[]>) | undefined
  readonly clock: Clock
  readonly ids: { uuid(): string }
  /** 业务与系统参数的设定值。 */
  readonly setting: Setting
  /** 机构所在的统筹区。 */
  readonly areaOf: (agency: string) => string
  /** 全部经办机构，the city first. */
  readonly agencies: () => readonly {
    readonly code: string
    readonly name: string
    readonly parent?: string | undefined
  }[]
  /** 机构名称。 */
  readonly agencyName: (agency: string) => string
  /** 经办人姓名，by their person ids; for staff only. */
  readonly staffNames: (personIds: readonly string[]) => Promise<ReadonlyMap<string, string>>
  /** Whether this natural person is an operator of this employer, by whatever account. */
  readonly isOperatorOf: (personId: string, employerId: string) => Promise<boolean>
  /** 停付核查：who of these may not be paid just now, and why; nobody where no department's signals are connected. */
  readonly stopsOf?: (trx: Trx, personIds: readonly string[]) => Promise<ReadonlyMap<string, Sentence>>
  /** 交换之室所知：联网核查、单位停待核查、死亡之后；left out where no exchange runs. */
  readonly exchange?: ExchangePort
  /** 已成之年有改动：papers that told of it are marked, in the transaction that notes the posting. */
  readonly recordsChanged: (trx: Trx, changes: readonly RecordChange[], cause: ChangeCause) => Promise<void>
}
