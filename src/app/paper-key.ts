import { generateKeyPairSync } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { signerFrom } from '../certificates/house-signer.js'
import type { PaperSigner } from '../certificates/paper-signer.js'
import { Refusal } from '../kernel/refusal.js'
import type { Foundation } from './foundation.js'
import { random } from './secrets.js'
import { selfSigned } from './self-signed.js'
import { unreadableSetting } from './start-refusals.js'

const FILE = 'paper-signing.pem'

/**
 * 文书签名的密钥。The one that is named, or the house's own beside the other keys, made the first time. Moved away, a new one is
 * made at the next start; papers signed by the old one stay checkable, since its certificate is kept in the database.
 */
export async function openPaperSigner({ place, settings }: Foundation): Promise<PaperSigner> {
  const { paperSigner } = settings
  if (paperSigner !== undefined) {
    const pem = await readFile(paperSigner.file, 'utf8').catch(() => undefined)
    if (pem === undefined)
      throw new Refusal(unreadableSetting, { name: 'QUANYI_PAPER_SIGNER', like: '/etc/quanyi/paper.pem' })
    return signerFrom(pem, paperSigner.password)
  }
  const path = join(place.keys, FILE)
  const there = await readFile(path, 'utf8').catch(absent)
  return signerFrom(there ?? (await makeKey(path, settings)), '')
}

async function makeKey(path: string, { domain, clock }: Foundation['settings']): Promise<string> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const subject = { name: `${domain} paper signing`, organisation: domain }
  const certificate = selfSigned(privateKey, subject, clock.now(), Buffer.concat([Buffer.of(1), random(15)]))
  const pem = `${certificate.toString()}${privateKey.export({ type: 'pkcs8', format: 'pem' })}`
  try {
    await writeFile(path, pem, { mode: 0o600, flag: 'wx' })
    return pem
  } catch (error) {
    // Another process of this house was first.
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return readFile(path, 'utf8')
    throw error
  }
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
