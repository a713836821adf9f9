import type { Actor } from '../access/actor.js'
import type { Decision } from '../access/decision.js'
import { insertTasks } from '../collection/task-store.js'
import type { Trx } from '../db/database.js'
import { Refusal } from '../kernel/refusal.js'
import { type Addressee, addresseeOf } from './delivery-addressee-service.js'
import { taskOf } from './delivery-gather-service.js'
import { movePiece, type Piece, type Step } from './delivery-piece-store.js'
import type { DeliveryPorts } from './delivery-ports.js'
import { insertPosting } from './delivery-posting-store.js'
import type { DeliveryRun } from './delivery-run-store.js'
import type { PieceStep } from './delivery-words.js'
import type { Addressed } from './envelope-page.js'
import { missingGlyph } from './refusals.js'

/** 一次交寄所需的。 */
export interface Posting {
  readonly run: DeliveryRun
  readonly actor: Actor
  readonly decision: Decision
  readonly batchId?: string | undefined
}

export type Posted =
  | { readonly done: 'posted'; readonly pages: number }
  | { readonly done: 'held' | 'notPrinted' | 'changed' }

/** 办一步的人与时。 */
export function stepBy(
  { ids, clock }: Pick<DeliveryPorts, 'ids' | 'clock'>,
  by: string,
  kind: PieceStep,
  note?: Buffer,
): Step {
  return { stepId: ids.uuid(), kind, by, at: clock.now(), on: clock.today(), ...(note === undefined ? {} : { note }) }
}

/** 件号：the firm knows a piece by nothing else. */
export function pieceSerial({ agency, year }: DeliveryRun, { number }: Piece, attempt: number): string {
  return `${agency}-${year}-${String(number).padStart(7, '0')}-${attempt}`
}

/** 再看一遍收件人与地址；a change of how it stands is a step, and what people must see to a task. */
export async function lookAgain(
  trx: Trx,
  ports: DeliveryPorts,
  piece: Piece,
  { run, actor }: Pick<Posting, 'run' | 'actor'>,
): Promise<{ readonly piece: Piece; readonly to: Addressee }> {
  const to = await addresseeOf(trx, ports, piece.personId)
  const { state, reason, way, toGuardian, isProtected } = to
  const next: Piece = { ...piece, state, reason, way, toGuardian, isProtected }
  const isSame =
    piece.state === state &&
    piece.reason === reason &&
    piece.way === way &&
    piece.toGuardian === toGuardian &&
    piece.isProtected === isProtected
  if (!isSame) {
    await movePiece(trx, piece, next, stepBy(ports, actor.personId, 'looked'))
    if (piece.state !== state) await insertTasks(trx, taskOf(ports, run, piece.personId, to))
  }
  return { piece: next, to }
}

/** 交寄一件：addressed as of today, printed, kept with its address, and posted. Posted is never an end. */
export async function postPiece(trx: Trx, ports: DeliveryPorts, found: Piece, posting: Posting): Promise<Posted> {
  const { piece, to } = await lookAgain(trx, ports, found, posting)
  const { addressed } = to
  if (to.state !== 'waiting')
    return { done: to.state === 'noAddress' || to.state === 'noGuardian' ? 'held' : 'changed' }
  if (addressed === undefined) return { done: 'held' }
  // 一般名单里不带有保密标识的；the named post posts it by itself.
  if (to.isProtected && posting.batchId !== undefined) return { done: 'changed' }
  const paper = await printed(trx, ports, piece, posting)
  if (paper === undefined) return { done: 'notPrinted' }
  const attempt = piece.attempts + 1
  await insertPosting(trx, {
    ...{ personId: piece.personId, runId: piece.runId, attempt, batchId: posting.batchId },
    ...{ serial: pieceSerial(posting.run, piece, attempt), paperSerial: paper.serial, pages: paper.pages },
    ...sealedAddress(ports, piece.personId, addressed),
    ...{ postedOn: ports.clock.today(), postedBy: posting.actor.personId },
  })
  const step = stepBy(ports, posting.actor.personId, 'posted')
  await movePiece(trx, piece, { state: 'posted', reason: '', attempts: attempt }, step)
  return { done: 'posted', pages: paper.pages }
}

/** 印出；one whose name no font can draw is left where it stands, with a step that says so, and stops nobody else. */
async function printed(trx: Trx, ports: DeliveryPorts, piece: Piece, { run, actor, decision }: Posting) {
  try {
    return await ports.issue(trx, actor, decision, {
      ...{ personId: piece.personId, year: run.statementYear, knownAt: run.inputSize, cutOff: run.cutOff },
      ...{ insurance: run.insurance, agency: run.agency },
    })
  } catch (error) {
    if (!(error instanceof Refusal) || error.entry.code !== missingGlyph.code) throw error
    const note = ports.vault.seal(piece.personId, error.say('zh'))
    const step = stepBy(ports, actor.personId, 'notPrinted', note)
    await movePiece(trx, piece, { state: 'waiting', reason: 'notPrinted' }, step)
    return undefined
  }
}

function sealedAddress({ vault }: DeliveryPorts, personId: string, to: Addressed) {
  return { addressed: vault.seal(personId, JSON.stringify(to)), addressDigest: addressDigest({ vault }, to) }
}

export function addressDigest({ vault }: Pick<DeliveryPorts, 'vault'>, to: Addressed): Buffer {
  return vault.digest(`delivery-address:${to.name}|${to.address}|${to.postalCode}`)
}

export function openAddress(
  { vault }: Pick<DeliveryPorts, 'vault'>,
  personId: string,
  sealed: Buffer,
): Addressed | undefined {
  return vault.has(personId) ? (JSON.parse(vault.unseal(personId, sealed)) as Addressed) : undefined
}
