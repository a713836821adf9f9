import { createHash, type X509Certificate } from 'node:crypto'
import type { Trx } from '../db/database.js'
import type { Day } from '../kernel/day.js'
import { Refusal } from '../kernel/refusal.js'
import { countAttempt } from './attempt-store.js'
import { listCertificates, type NotedCertificate } from './certificate-store.js'
import { addressLimit, answerOf, type CheckDesk, stateOf } from './check-service.js'
import type { FileAnswer, FileState, PaperCertificates, PaperState } from './contract.js'
import { checkSignatures, type FoundSignature } from './pdf-signatures.js'
import { tooManyFiles } from './refusals-signature.js'
import { findStubOfFile, type StubRow } from './store.js'

/** 一份电子文件的判断：its signature against every certificate the house has had, its bytes against the register. */
export interface JudgedFile {
  readonly state: FileState
  readonly found: FoundSignature
  readonly stub: StubRow | undefined
}

export async function judgeFile(trx: Trx, file: Buffer, megabytes: number): Promise<JudgedFile> {
  const ours = await listCertificates(trx)
  const found = checkSignatures(file, ours.map(certificateOf), megabytes)
  if (found.state !== 'whole') return { state: found.state, found, stub: undefined }
  const stub = await findStubOfFile(trx, createHash('sm3').update(file).digest())
  if (stub !== undefined) return { state: 'whole', found, stub }
  return { state: found.serial === undefined ? 'unnumbered' : 'unregistered', found, stub }
}

/** 登记上的状态，on a day. */
export function registerState({ stub }: JudgedFile, today: Day): PaperState | undefined {
  return stub === undefined ? undefined : stateOf(stub, today)
}

/**
 * 核验电子文件。Whoever has the whole file has all that it says, so its true state is told without a second fact. The file is
 * read and let go. Counted against its sender, and written down whatever comes of it; refuses paper.too-many-checks.
 */
export function checkPaperFile(desk: CheckDesk, file: Buffer, address: string): Promise<FileAnswer> {
  return desk.pace(checked(desk, file, address))
}

async function checked(desk: CheckDesk, file: Buffer, address: string): Promise<FileAnswer> {
  const { database } = desk
  await requireWithin(desk, address)
  try {
    return await database.transaction({}, async (trx) => {
      const judged = await judgeFile(trx, file, desk.limits().fileMegabytes)
      const { answer, personId } = await told(trx, desk, judged)
      const known = personId === undefined ? {} : { personId, serial: answer.paper?.serial ?? '' }
      await desk.write(trx, { outcome: `file-${answer.state}`, ...known })
      return answer
    })
  } catch (error) {
    if (error instanceof Refusal) await noted(desk, error)
    throw error
  }
}

async function requireWithin(desk: CheckDesk, address: string): Promise<void> {
  const limit = addressLimit(desk, address)
  const isWithin = await desk.database.transaction({}, (trx) => countAttempt(trx, [limit], desk.now()))
  if (isWithin) return
  const refused = new Refusal(tooManyFiles, {})
  await noted(desk, refused)
  throw refused
}

function noted({ database, write }: CheckDesk, { entry }: Refusal): Promise<void> {
  return database.transaction({}, (trx) => write(trx, { outcome: entry.code }))
}

async function told(trx: Trx, desk: CheckDesk, judged: JudgedFile): Promise<{ answer: FileAnswer; personId?: string }> {
  const { state, found, stub } = judged
  const { certificate, signedAt } = found
  const answer: FileAnswer = {
    state,
    ...(signedAt === undefined ? {} : { signedAt }),
    ...(certificate === undefined ? {} : { fingerprint: certificate.fingerprint256 }),
  }
  if (stub === undefined) return { answer }
  await desk.cipher.load(trx, [stub.person_id])
  const { state: paperState, paper } = answerOf(stub, desk.cipher, desk.today())
  if (paperState === 'unknown' || paper === undefined) return { answer }
  return { answer: { ...answer, paperState, paper }, personId: stub.person_id }
}

/** 公布的签名证书。`current` signs now. */
export async function publishedCertificates(
  { database }: Pick<CheckDesk, 'database'>,
  current: X509Certificate,
): Promise<PaperCertificates> {
  const noted = await database.transaction({}, listCertificates)
  return {
    certificates: noted.map(({ certificate, since }) => ({
      ...{ fingerprint: certificate.fingerprint256, subject: certificate.subject.replaceAll('\n', ', '), since },
      ...{ current: certificate.raw.equals(current.raw), pem: certificate.toString() },
    })),
  }
}

function certificateOf({ certificate }: NotedCertificate): X509Certificate {
  return certificate
}
