import { createSecretKey, randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { RolePasswords } from '../db/migrate.js'
import { invariant } from '../kernel/invariant.js'
import { Refusal } from '../kernel/refusal.js'
import type { Keys } from '../ledger/keys.js'
import { generateKeyPem, type KeyPair, readKeyPem } from '../log/keys.js'
import { demoKeys } from './refusals.js'
import { keysUnreadable } from './start-refusals.js'

/** 密钥文件的内容。Outside the database, mode 0600, backed up apart from the data. */
interface SecretsFile {
  /** 示例标记：made by `quanyi demo`; a real start refuses them. */
  readonly demo: boolean
  readonly epoch: number
  readonly seal: Readonly<Record<string, string>>
  readonly wrap: Readonly<Record<string, string>>
  readonly salt: string
  readonly search: string
  readonly desk: string
  readonly admin: string
  readonly roles: RolePasswords
  readonly signers: { readonly sm2: string; readonly ed25519: string }
}

export interface Secrets {
  readonly demo: boolean
  readonly keys: Keys
  /** Password of the embedded server's superuser. */
  readonly admin: string
  readonly roles: RolePasswords
  signersFor(origin: string): readonly KeyPair[]
}

export const random = (count: number): Buffer => randomBytes(count)

/** 取用密钥；头一次则生成。 */
export async function openSecrets(folder: string, demo: boolean): Promise<Secrets> {
  const path = join(folder, 'keys.json')
  const file = (await readSecrets(path)) ?? (await createSecrets(path, demo))
  if (file.demo && !demo) throw new Refusal(demoKeys, {})
  return secretsOf(file)
}

async function readSecrets(path: string): Promise<SecretsFile | undefined> {
  try {
    const file = JSON.parse(await readFile(path, 'utf8')) as SecretsFile
    if (typeof file?.admin !== 'string') throw new Refusal(keysUnreadable, { path })
    return file
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    if (error instanceof SyntaxError) throw new Refusal(keysUnreadable, { path })
    throw error
  }
}

async function createSecrets(path: string, demo: boolean): Promise<SecretsFile> {
  const secret = () => randomBytes(32).toString('hex')
  const file: SecretsFile = {
    demo,
    epoch: 1,
    seal: { 1: secret() },
    wrap: { 1: secret() },
    salt: secret(),
    search: secret(),
    desk: secret(),
    admin: secret(),
    roles: { quanyi_app: secret(), quanyi_post: secret(), quanyi_verify: secret() },
    signers: { sm2: generateKeyPem('sm2', random), ed25519: generateKeyPem('ed25519', random) },
  }
  await writeFile(path, JSON.stringify(file, null, 2), { mode: 0o600, flag: 'wx' })
  return file
}

function secretsOf(file: SecretsFile): Secrets {
  const key = (hex: string) => createSecretKey(Buffer.from(hex, 'hex'))
  const seals = new Map(Object.entries(file.seal).map(([epoch, hex]) => [Number(epoch), key(hex)]))
  const keys: Keys = {
    epoch: file.epoch,
    seal: (epoch) => {
      const found = seals.get(epoch) ?? seals.get(file.epoch)
      invariant(found !== undefined, 'the current epoch has a key')
      return found
    },
    salt: key(file.salt),
    search: key(file.search),
    wrap: (epoch) => Buffer.from(file.wrap[epoch] ?? file.wrap[file.epoch]!, 'hex'),
    desk: Buffer.from(file.desk, 'hex'),
  }
  return {
    demo: file.demo,
    keys,
    admin: file.admin,
    roles: file.roles,
    signersFor: (origin) => [
      readKeyPem('sm2', origin, file.signers.sm2, random),
      readKeyPem('ed25519', origin, file.signers.ed25519, random),
    ],
  }
}
