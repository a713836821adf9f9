import type { Trx } from '../db/database.js'
import type { Vault } from '../ledger/vault.js'
import type { PolicyBook } from '../policy/book.js'
import { makeBases } from './base-making-store.js'
import type { BaseLine, ClaimLine, DepositLine, EmployerCorrectionLine, ReliefLine } from './contribution-lines.js'
import { makeCorrections } from './correction-making-store.js'
import { makeClaims, makeDeposits, makeEmployerCorrections, makeReliefs } from './employer-event-making-store.js'
import { lateFeesNow } from './late-fee-store.js'
import type { CorrectionLine, LevyLine, Line } from './lines.js'
import type { Made } from './making.js'
import type { CollectionPorts } from './ports.js'
import { makeStaffChanges } from './staff-change-making-store.js'
import type { StaffLine } from './staff-change-match-store.js'

interface Making {
  readonly ports: {
    readonly vault: Vault
    readonly fundTotals?: CollectionPorts['fundTotals']
    readonly app: { transaction<R>(scope: object, work: (trx: Trx) => Promise<R>): Promise<R> }
  }
  readonly book: PolicyBook
}
type Maker = (making: Making, lines: readonly Line[]) => Made | Promise<Made>

/** 缴费业务各类凭证怎样成为事实。 */
export const CONTRIBUTION_MAKERS = {
  baseDeclaration: (_, lines) => makeBases(lines as readonly BaseLine[]),
  staffChange: staff,
  provenJoin: staff,
  suspenseClaim: claims,
  relief: (_, lines) => makeReliefs(lines as readonly ReliefLine[]),
  bankStatement: ({ ports }, lines) => makeDeposits(lines as readonly DepositLine[], ports.fundTotals),
} as const satisfies Readonly<Record<string, Maker>>

function staff({ ports, book }: Making, lines: readonly Line[]): Made {
  return makeStaffChanges(ports.vault, book, lines as readonly StaffLine[])
}

/** 认领的款项也可能来得晚：a late fee is reckoned on what it settled, as of any money that arrived. */
async function claims({ ports, book }: Making, given: readonly Line[]): Promise<Made> {
  const lines = given as readonly ClaimLine[]
  const paid = lines.flatMap(({ row, paid, settles }): LevyLine[] => {
    if (paid === undefined) return []
    const { source: _, fitsRule: _fits, ...rest } = paid
    return [{ ...rest, row, creditCode: '', identityNumber: '', fullName: '', outcome: 'fitting', settles }]
  })
  return makeClaims(lines, await ports.app.transaction({}, (trx) => lateFeesNow(trx, book, paid)))
}

/** 更正：a row of a person, or an event of an employer. */
export function makeCorrectionsOfAll(lines: readonly (CorrectionLine | EmployerCorrectionLine)[]): Made {
  const ofEmployers = lines.filter((line): line is EmployerCorrectionLine => 'wrongEvent' in line)
  if (ofEmployers.length > 0) return makeEmployerCorrections(ofEmployers)
  return makeCorrections(lines as readonly CorrectionLine[])
}
