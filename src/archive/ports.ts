import type { Gate } from '../access/gate-service.js'
import type { Database } from '../db/database.js'
import type { Chance, Clock } from '../kernel/clock.js'
import type { Day } from '../kernel/day.js'
import type { FactRef } from '../kernel/explain.js'
import type { Fact, FactKind, Posted } from '../ledger/fact.js'
import type { Vault } from '../ledger/vault.js'
import type { AreaPolicy } from '../policy/area.js'
import type { Setting } from '../policy/house-setting.js'
import type { PaperStore } from './paper-port.js'
import type { PaperService } from './paper-service.js'

/** 资料与凭证的关联（端口）：what rests on a paper is known to the rooms that collect. */
export interface PaperTies {
  documentsOfVoucher(voucherId: string): Promise<readonly string[]>
  /** The vouchers that rest on each of these papers. */
  vouchersOf(documentIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>
  /** Whose data a paper shows: each gets a line when it is opened. */
  personsOf(documentId: string): Promise<readonly string[]>
}

/** 一项事实的所在。 */
export interface PlacedFact extends FactRef {
  readonly kind: FactKind
  readonly personId: string
}

/** 事实的抽取（端口）：who reads every row of the book, and shows none. */
export interface FactDraw {
  /** Postings of an agency on these business days, with how many facts each holds; in the order of posting. */
  postings(agency: string, from: Day, through: Day): Promise<readonly { posting: string; rows: number }[]>
  /** Which of these are facts of a person, and of whom. */
  placesOf(refs: readonly FactRef[]): Promise<readonly PlacedFact[]>
}

export interface ToldField {
  readonly name: string
  readonly label: { readonly zh: string; readonly en: string }
  readonly value: { readonly zh: string; readonly en: string }
}

export interface StaffAccount {
  readonly personId: string
  readonly agency: string
  readonly posts: readonly string[]
}

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
  /** 经办人姓名。 */
  readonly staffNames: (personIds: readonly string[]) => Promise<ReadonlyMap<string, string>>
  /** 经办账户，by its login: whose it is and which posts it holds. */
  readonly staffByLogin: (login: string) => Promise<StaffAccount | undefined>
  /** 一项事实的各栏，as a person reads them. */
  readonly tell: (fact: Posted<Fact>) => readonly ToldField[]
}
