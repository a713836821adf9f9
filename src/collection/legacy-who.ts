import type { Vault } from '../ledger/vault.js'
import type { LegacyTable } from './legacy-words.js'

/** 单位在先：by the first byte, so that going through the subjects meets every employer before any person. */
export const OF_EMPLOYER = 0
export const OF_PERSON = 1

/** 一行所及之人或单位的带钥摘要。 */
export function whoOf(vault: Vault, table: LegacyTable, about: string): Buffer {
  const kind = table === 'employers' ? OF_EMPLOYER : OF_PERSON
  return Buffer.concat([Buffer.from([kind]), vault.digest(`legacy:${about}`)])
}

export function isEmployer(who: Buffer): boolean {
  return who[0] === OF_EMPLOYER
}
