import type { Actor } from '../access/actor.js'
import type { Fact } from '../ledger/fact.js'
import type { LegacyDifference, LegacyTable } from './legacy-words.js'

type Unlined<F> = F extends Fact ? Omit<F, 'line'> : never
/** 待记的事实，没有凭证行号. */
export type LegacyFact = Unlined<Fact>

/** 一处差异：the figure, what the old system says and what the rules derive; amounts in fen, as text. */
export interface LegacyFound {
  readonly kind: LegacyDifference
  readonly insurance?: string | undefined
  readonly year?: number | undefined
  readonly told: string
  readonly derived: string
  readonly table: LegacyTable
  readonly row: number
}

/** 遗留数据的一行凭证：all that is stored of one person, or one employer, of the package. */
export interface LegacyLine {
  /** 在整包中的序号，not that within its table. */
  readonly row: number
  /** Empty for an employer. */
  readonly personId: string
  readonly identityNumber: string
  readonly fullName: string
  readonly documentType: string
  readonly legacy: readonly LegacyFact[]
  /** 存入的行数，by table; a yearly account that is as derived is stored by being derived. */
  readonly stored: Readonly<Record<string, { readonly rows: number; readonly amount: number }>>
  readonly found: readonly LegacyFound[]
}

/** 数据包的内容，as it is kept encrypted. */
export interface LegacyAsked {
  readonly actor: Actor
  readonly fileName: string
  /** Of the whole file, in hex: what is loaded is what was tried. */
  readonly content: string
  /** The rules it was compared by. */
  readonly policyDigest: string
  /** 送审的人. */
  readonly loading?: { readonly actor: Actor } | undefined
}

/** 一人的比对，as it is kept encrypted. */
export interface LegacyTale {
  readonly identityNumber: string
  readonly fullName: string
  readonly found: readonly LegacyFound[]
}
