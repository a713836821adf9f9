import type { KeyObject } from 'node:crypto'
import type { SealKeys } from '../log/row-form.js'

/** 密钥。Handed in by app/ from outside the database; nothing here is ever written to it. */
export interface Keys extends SealKeys {
  /** Wraps the data keys of persons; by epoch, so that rotation re-wraps and facts never change. */
  wrap(epoch: number): Uint8Array
  /** Keys the digests of identity numbers and names. */
  readonly search: KeyObject
  /** Encrypts drafts, uploads, suspense and issued papers. */
  readonly desk: Uint8Array
}

/** 随机。A port, so that the demo city and the tests can be repeated. */
export type Random = (bytes: number) => Buffer
