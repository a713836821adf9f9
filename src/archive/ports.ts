import type { Day } from '../kernel/day.js'
import type { FactRef } from '../kernel/explain.js'
import type { FactKind } from '../ledger/fact.js'

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
