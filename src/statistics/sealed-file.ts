import { createCipheriv, createDecipheriv, pbkdf2, pbkdf2Sync } from 'node:crypto'
import { promisify } from 'node:util'

const MAGIC = Buffer.from('QYX1')
const ROUNDS = 600_000
const [SALT, NONCE, TAG, KEY] = [16, 12, 16, 32]
const derive = promisify(pbkdf2)

/** 由口令得出的钥匙：what a job seals with when whoever typed the password has gone; the password is not in it. */
export interface FileKey {
  readonly salt: string
  readonly key: string
}

/** Off the main thread: so many rounds take the better part of a second, and everybody else would stand still meanwhile. */
export async function fileKey(password: string, random: (bytes: number) => Buffer): Promise<FileKey> {
  const salt = random(SALT)
  const key = await derive(password.normalize('NFC'), salt, ROUNDS, KEY, 'sha256')
  return { salt: salt.toString('base64'), key: key.toString('base64') }
}

/** 密封，as SEALED_FORM says; whoever has the password opens it without this system, in a browser too. */
export function sealFile(plain: Uint8Array, by: FileKey, random: (bytes: number) => Buffer): Buffer {
  const [salt, nonce] = [Buffer.from(by.salt, 'base64'), random(NONCE)]
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(by.key, 'base64'), nonce)
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([MAGIC, salt, nonce, sealed, cipher.getAuthTag()])
}

/** 启封。Nothing where the password is not the one, or a byte was changed. */
export function openFile(file: Buffer, password: string): Buffer | undefined {
  const from = MAGIC.length + SALT + NONCE
  if (!file.subarray(0, MAGIC.length).equals(MAGIC) || file.length < from + TAG) return undefined
  const [salt, nonce] = [file.subarray(MAGIC.length, MAGIC.length + SALT), file.subarray(MAGIC.length + SALT, from)]
  const key = pbkdf2Sync(password.normalize('NFC'), salt, ROUNDS, KEY, 'sha256')
  const opening = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG })
  opening.setAuthTag(file.subarray(file.length - TAG))
  try {
    return Buffer.concat([opening.update(file.subarray(from, file.length - TAG)), opening.final()])
  } catch {
    return undefined
  }
}
