import type { Database, Trx } from '../db/database.js'
import type { Day, Instant } from '../kernel/day.js'
import { countAttempt, forgiveAttempt, type Limit } from './attempt-store.js'
import { parseCheckCode } from './check-code.js'
import type { CheckAnswer, CheckedPaper, CheckRequest, PaperState } from './contract.js'
import { parseQrToken } from './qr.js'
import { isEqual, type Keyed, lastFourDigest, openShown, type PaperCipher, type ShownText } from './secrets.js'
import { parseSerial } from './serial.js'
import { findStub, type StubRow } from './store.js'

const HOUR = 3_600_000
const MINUTE = 60_000

/** 核验次数之限：wrong tries of one code an hour, tries from one address a minute. */
export interface CheckLimits {
  readonly perCode: number
  readonly perAddress: number
  /** The most megabytes of a file. */
  readonly fileMegabytes: number
}

/** 核验所需，由 app 备齐。 */
export interface CheckDesk {
  readonly database: Database
  readonly cipher: PaperCipher
  readonly keyed: Keyed
  readonly now: () => Instant
  readonly today: () => Day
  readonly limits: () => CheckLimits
  /** Writes the look down, in the same transaction, before the answer leaves; the person only where the check held. */
  readonly write: (trx: Trx, line: CheckLine) => Promise<void>
  /** Lets no answer leave before its time, so that none tells by being quick. See `pacedBy`. */
  readonly pace: <T>(work: Promise<T>) => Promise<T>
}

export interface CheckLine {
  readonly outcome: string
  readonly personId?: string
  readonly serial?: string
}

const UNKNOWN: CheckAnswer = { state: 'unknown' }

/**
 * 核验。One and the same answer, made by the same steps, for a code nobody was given, another's last four, a serial that
 * does not fit and too many tries; the paper's true state once the code and the last four both fit.
 */
export function checkPaper(desk: CheckDesk, request: CheckRequest, address: string): Promise<CheckAnswer> {
  return desk.pace(
    desk.database.transaction({}, async (trx) => {
      const { answer, personId } = await check(trx, desk, request, address)
      const known = personId === undefined ? {} : { personId, serial: answer.paper?.serial ?? '' }
      await desk.write(trx, { outcome: answer.state, ...known })
      return answer
    }),
  )
}

async function check(
  trx: Trx,
  desk: CheckDesk,
  request: CheckRequest,
  address: string,
): Promise<{ answer: CheckAnswer; personId?: string }> {
  const now = desk.now()
  const { perCode } = desk.limits()
  const digest = codeDigest(desk.keyed, request)
  const ofCode: Limit = { subject: desk.keyed(`paper-try:${hex(digest)}`), most: perCode, window: HOUR }
  const ofAddress = addressLimit(desk, address)
  const isWithin = await countAttempt(trx, [ofCode, ofAddress], now)
  const stub = await findStub(trx, digest)
  if (!fits(desk.keyed, stub, request) || !isWithin || stub === undefined) return { answer: UNKNOWN }
  await forgiveAttempt(trx, ofCode, now)
  await desk.cipher.load(trx, [stub.person_id])
  const answer = answerOf(stub, desk.cipher, desk.today())
  return answer === UNKNOWN ? { answer } : { answer, personId: stub.person_id }
}

/** 同一来源的次数：one count for codes and files. */
export function addressLimit({ keyed, limits }: Pick<CheckDesk, 'keyed' | 'limits'>, address: string): Limit {
  return { subject: keyed(`paper-from:${address}`), most: limits().perAddress, window: MINUTE }
}

/** What cannot be a code is looked for all the same: it takes as long. */
function codeDigest(keyed: Keyed, { code, qr }: CheckRequest): Uint8Array {
  if (qr !== undefined) return keyed(`paper-qr:${parseQrToken(qr) ?? `?${qr}`}`)
  return keyed(`paper-code:${parseCheckCode(code ?? '') ?? `?${code}`}`)
}

/** Every comparison is made whether or not there is a paper. */
function fits(keyed: Keyed, stub: StubRow | undefined, { serial, lastFour }: CheckRequest): boolean {
  const second = lastFourDigest(keyed, stub?.paper_id ?? '00000000-0000-0000-0000-000000000000', lastFour)
  const isSecond = isEqual(second, stub?.second_fact ?? Buffer.alloc(second.length))
  const isSerial = serial === undefined || serial === '' || parseSerial(serial) === (stub?.serial ?? '')
  return isSecond && isSerial && stub !== undefined
}

/** 存根的答复。`unknown` where the person's key was lawfully destroyed. */
export function answerOf(stub: StubRow, cipher: PaperCipher, today: Day): CheckAnswer {
  const shown = openShown(cipher, stub.person_id, stub.shown)
  return shown === undefined ? UNKNOWN : { state: stateOf(stub, today), paper: shownPaper(stub, shown) }
}

function shownPaper(stub: StubRow, { scope, articles, figures, ...told }: ShownText): CheckedPaper {
  return {
    ...told,
    ...(figures === undefined ? {} : { figures: [...figures] }),
    ...(scope === undefined ? {} : { scope: [...scope] }),
    ...(articles === undefined ? {} : { articles: [...articles] }),
    form: stub.form,
    serial: stub.serial,
    ...(stub.year === null ? {} : { year: stub.year }),
    issuedAt: Number(stub.issued_at),
    validUntil: stub.valid_until,
    ...(stub.changed_at === null ? {} : { changedAt: Number(stub.changed_at) }),
    digest: hex(stub.content_digest),
    checkpoint: { treeSize: Number(stub.tree_size), root: hex(stub.tree_root) },
  }
}

/** 证明的状态。The graver comes first; the last day of its life is shown beside it in any case. */
export function stateOf({ events, valid_until }: StubRow, today: Day): PaperState {
  for (const grave of ['withdrawn', 'replaced', 'laterChanged'] as const) if (events.includes(grave)) return grave
  return today > valid_until ? 'expired' : 'true'
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

/** 匀速作答：an answer leaves no sooner than so many milliseconds after it was asked for. */
export function pacedBy(milliseconds: number): CheckDesk['pace'] {
  return async (work) => {
    const settled = work.then(
      () => undefined,
      () => undefined,
    )
    await Promise.all([settled, new Promise((resolve) => setTimeout(resolve, milliseconds))])
    return work
  }
}
