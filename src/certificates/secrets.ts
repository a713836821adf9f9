import { timingSafeEqual } from 'node:crypto'
import type { Trx } from '../db/database.js'
import type { Day } from '../kernel/day.js'
import type { PrintedFigure } from './figures.js'

/** 带钥摘要。HMAC-SM3 under a key the database never holds. */
export type Keyed = (text: string) => Uint8Array

/** 加密。Under the data key of a person, so that destroying it lawfully destroys the papers too. */
export interface PaperCipher {
  load(trx: Trx, personIds: readonly string[]): Promise<void>
  seal(personId: string, plain: Uint8Array): Uint8Array
  /** Undefined where the key was lawfully destroyed. */
  open(personId: string, sealed: Uint8Array): Uint8Array | undefined
}

/** 核验通过后可示人的文字。 */
export interface ShownText {
  readonly title: string
  readonly name: string
  readonly agency: string
  readonly area: string
  readonly issuedOn: Day
  readonly dataCutoff: Day
  /** 准许出具的条文, by their ids; papers from before they were printed have none. */
  readonly articles?: readonly string[]
  /** 所载范围与代谁索取, as printed; of a whole paper nothing. */
  readonly scope?: readonly string[]
  /** 纸上的数, to be compared one by one; papers from before they were kept have none. */
  readonly figures?: readonly PrintedFigure[]
}

export function sealShown(cipher: PaperCipher, personId: string, shown: ShownText): Uint8Array {
  return cipher.seal(personId, Buffer.from(JSON.stringify(shown)))
}

export function openShown(cipher: PaperCipher, personId: string, sealed: Uint8Array): ShownText | undefined {
  const plain = cipher.open(personId, sealed)
  return plain === undefined ? undefined : (JSON.parse(Buffer.from(plain).toString()) as ShownText)
}

/** 第二事实：证件号码末四位。Keyed, and another for every paper: equal digits are not to be seen as equal. */
export function lastFourDigest(keyed: Keyed, paperId: string, number: string): Uint8Array {
  const lastFour = [...number.normalize('NFKC').toUpperCase().replace(/\s/g, '')].slice(-4).join('')
  return keyed(`paper-second:${paperId}:${lastFour}`)
}

export function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}
