import type { ProgressAnswer, ProgressRequest } from '../collection/intake-contract.js'
import { countAttempt, forgiveAttempt, type Limit } from './attempt-store.js'
import type { CheckDesk, CheckLine } from './check-service.js'

const HOUR = 3_600_000
const MINUTE = 60_000
const UNKNOWN: ProgressAnswer = { state: 'unknown' }

/** 进度查询所需：the limits, the pace and the book of the check page, and what finds the receipt. */
export interface ProgressDesk extends Pick<CheckDesk, 'database' | 'keyed' | 'now' | 'limits' | 'pace' | 'write'> {
  readonly find: (request: ProgressRequest) => Promise<ProgressAnswer['found']>
}

/**
 * 办理进度。One and the same answer, no sooner than its time, for a serial nobody was given, another's last four and too
 * many tries; the progress once both fit.
 */
export function askProgress(desk: ProgressDesk, request: ProgressRequest, address: string): Promise<ProgressAnswer> {
  return desk.pace(
    (async () => {
      const found = await desk.find(request)
      return desk.database.transaction({}, async (trx) => {
        const now = desk.now()
        const { perCode, perAddress } = desk.limits()
        const subject = request.serial.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '')
        const ofSerial: Limit = { subject: desk.keyed(`progress-try:${subject}`), most: perCode, window: HOUR }
        const ofAddress: Limit = { subject: desk.keyed(`progress-from:${address}`), most: perAddress, window: MINUTE }
        const isWithin = await countAttempt(trx, [ofSerial, ofAddress], now)
        const shown = isWithin ? found : undefined
        if (shown !== undefined) await forgiveAttempt(trx, ofSerial, now)
        await desk.write(trx, { outcome: shown === undefined ? 'unknown' : 'true' } satisfies CheckLine)
        return shown === undefined ? UNKNOWN : { state: 'found', found: shown }
      })
    })(),
  )
}
