import { createCipheriv, createDecipheriv, pbkdf2Sync } from 'node:crypto'

const MAGIC = Buffer.from('QYX1')
const ROUNDS = 600_000
const [SALT, NONCE, TAG] = [16, 12, 16]

/** 以口令密封，as SEALED_FORM says; whoever has the password opens it without this system, in a browser too. */
export function sealFile(plain: Uint8Array, password: string, random: (bytes: number) => Buffer): Buffer {
  const [salt, nonce] = [random(SALT), random(NONCE)]
  const cipher = createCipheriv('aes-256-gcm', keyOf(password, salt), nonce)
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([MAGIC, salt, nonce, sealed, cipher.getAuthTag()])
}

/** 启封。Nothing where the password is not the one, or a byte was changed. */
export function openFile(file: Buffer, password: string): Buffer | undefined {
  const from = MAGIC.length + SALT + NONCE
  if (!file.subarray(0, MAGIC.length).equals(MAGIC) || file.length < from + TAG) return undefined
  const [salt, nonce] = [file.subarray(MAGIC.length, MAGIC.length + SALT), file.subarray(MAGIC.length + SALT, from)]
  const opening = createDecipheriv('aes-256-gcm', keyOf(password, salt), nonce, { authTagLength: TAG })
  opening.setAuthTag(file.subarray(file.length - TAG))
  try {
    return Buffer.concat([opening.update(file.subarray(from, file.length - TAG)), opening.final()])
  } catch {
    return undefined
  }
}

function keyOf(password: string, salt: Buffer): Buffer {
  return pbkdf2Sync(password.normalize('NFC'), salt, ROUNDS, 32, 'sha256')
}
