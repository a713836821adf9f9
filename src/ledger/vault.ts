import { createHmac } from 'node:crypto'
import type { Trx } from '../db/database.js'
import { invariant } from '../kernel/invariant.js'
import { comparableName } from '../kernel/name.js'
import { type DataKey, dataKey, decrypt, encrypt } from './cipher.js'
import type { Keys, Random } from './keys.js'

const KEPT = 20_000

const CONCEALED = 'sealed:'

/**
 * 保险库。Encrypts and opens the sensitive text of persons, each under a key of their own, and finds people by keyed
 * digests. Unwrapped keys are remembered for a while; the wrapped ones stand in desk.person_key.
 */
export class Vault {
  private readonly open = new Map<string, DataKey>()
  private readonly desk: DataKey

  constructor(
    private readonly keys: Keys,
    private readonly random: Random,
  ) {
    this.desk = dataKey(keys.desk)
  }

  /** 新的个人数据密钥，随登记凭证一并存入。 */
  async createKeys(trx: Trx, personIds: readonly string[]): Promise<void> {
    if (personIds.length === 0) return
    const wrapping = dataKey(this.keys.wrap(this.keys.epoch))
    const wrapped = personIds.map((personId) => {
      const secret = this.random(32)
      this.remember(personId, dataKey(secret))
      return encrypt(wrapping, this.random(16), secret)
    })
    await trx.rows(
      `insert into desk.person_key (person_id, wrapped, wrapping_epoch)
       select person_id, wrapped, $3 from unnest($1::bigint[], $2::bytea[]) as k (person_id, wrapped)`,
      [personIds, wrapped, this.keys.epoch],
    )
  }

  /** Fetches and unwraps what is not yet remembered. A key that does not unwrap is an alarm, thrown as a defect. */
  async load(trx: Trx, personIds: Iterable<string>): Promise<void> {
    const wanted = [...new Set(personIds)].filter((id) => !this.open.has(id))
    if (wanted.length === 0) return
    const rows = await trx.rows<{ person_id: string; wrapped: Buffer; wrapping_epoch: number }>(
      'select person_id, wrapped, wrapping_epoch from desk.person_key where person_id = any ($1::bigint[])',
      [wanted],
    )
    for (const row of rows) {
      const secret = decrypt(dataKey(this.keys.wrap(row.wrapping_epoch)), row.wrapped)
      invariant(secret !== undefined, `the data key of person ${row.person_id} does not unwrap`)
      this.remember(row.person_id, dataKey(secret))
    }
  }

  seal(personId: string | undefined, text: string): Buffer {
    return encrypt(this.keyOf(personId), this.random(16), Buffer.from(text))
  }

  /** Opens a person's text, or the desk's where no person is named. */
  unseal(personId: string | undefined, sealed: Uint8Array): string {
    return this.unsealBytes(personId, sealed).toString()
  }

  /** Whether the person's key is at hand; it is not after lawful destruction. */
  has(personId: string): boolean {
    return this.open.has(personId)
  }

  sealBytesOf(personId: string, bytes: Uint8Array): Buffer {
    return encrypt(this.keyOf(personId), this.random(16), bytes)
  }

  sealBytes(bytes: Uint8Array): Buffer {
    return encrypt(this.desk, this.random(16), bytes)
  }

  unsealBytes(personId: string | undefined, sealed: Uint8Array): Buffer {
    const plain = decrypt(this.keyOf(personId), sealed)
    invariant(plain !== undefined, 'an encrypted text does not open: it or its key was changed')
    return plain
  }

  /** 加密成文字，under the desk's key: for a column of text that people's own words go into. */
  conceal(text: string): string {
    return CONCEALED + this.sealBytes(Buffer.from(text)).toString('base64')
  }

  /** What was concealed, or the text as it stands where it was not: words of the program itself. */
  reveal(text: string): string {
    if (!text.startsWith(CONCEALED)) return text
    return this.unseal(undefined, Buffer.from(text.slice(CONCEALED.length), 'base64'))
  }

  /** 证件号码的带钥摘要。 */
  identityDigest(number: string): Buffer {
    return this.digest(`identity:${number}`)
  }

  /** 姓名相邻两字的带钥摘要；单字名取其本身。 */
  nameGrams(name: string): Buffer[] {
    const letters = [...comparableName(name)]
    const pairs = letters.length < 2 ? letters : letters.slice(1).map((letter, i) => `${letters[i]}${letter}`)
    return [...new Set(pairs)].map((pair) => this.digest(`name:${pair}`).subarray(0, 12))
  }

  digest(text: string | Uint8Array): Buffer {
    return createHmac('sm3', this.keys.search).update(text).digest()
  }

  private keyOf(personId: string | undefined): DataKey {
    if (personId === undefined) return this.desk
    const key = this.open.get(personId)
    invariant(key !== undefined, `the data key of person ${personId} was not loaded, or was lawfully destroyed`)
    return key
  }

  private remember(personId: string, key: DataKey): void {
    if (this.open.size >= KEPT) this.open.delete(this.open.keys().next().value!)
    this.open.set(personId, key)
  }
}
