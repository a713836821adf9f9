import type { Vault } from '../ledger/vault.js'
import type { EmployerLine, Line, RegistrationLine, SuccessionLine } from './lines.js'
import type { Made } from './making.js'
import { makeEmployers, makeRegistrations } from './registration-making-store.js'

/** 单位变更、注销与承继凭证 → 事实。The employer, and the staff that leaves or moves with it, in the parts of one submission. */
export function makeEmployerChanges(vault: Vault, lines: readonly Line[]): Made {
  const successions = lines.filter((line): line is SuccessionLine => 'succession' in line)
  const staff = lines.filter((line): line is RegistrationLine => 'enrolments' in line)
  const employers = lines.filter((line): line is EmployerLine => 'isNew' in line && !('enrolments' in line))
  const parts = [makeEmployers(employers), makeRegistrations(vault, staff)]
  return {
    facts: [
      ...successions.map(({ row, succession }) => ({ ...succession, kind: 'succession' as const, line: row })),
      ...parts.flatMap(({ facts }) => facts),
    ],
    before: async (trx) => {
      for (const { before } of parts) await before?.(trx)
    },
    tasks: parts.flatMap(({ tasks = [] }) => tasks),
  }
}
