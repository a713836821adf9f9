import type { Fact } from '../ledger/fact.js'
import { waitInLine } from '../ledger/lookup-store.js'
import { baseAt, basesOfEmployer } from './base-store.js'
import type { BaseLine } from './contribution-lines.js'
import { negated } from './correction-lines.js'
import { type Made, staleRow } from './making.js'

const CHANGED = {
  zh: '此人本年度的申报已由他件更改',
  en: 'the declaration of this person was changed by another entry',
}

/** 年度申报凭证 → 缴费工资申报。A changed declaration reverses the one it replaces, in the same posting. */
export function makeBases(lines: readonly BaseLine[]): Made {
  return {
    facts: lines.flatMap(({ row, declaration, former }): Fact[] => [
      ...(former === undefined ? [] : [{ ...negated(former), line: row, reverses: former.ref }]),
      { ...declaration, kind: 'baseDeclaration', line: row },
    ]),
    before: async (trx) => {
      for (const employerId of new Set(lines.map(({ declaration }) => declaration.employerId))) {
        await waitInLine(trx, [`bases:${employerId}`])
        const known = await basesOfEmployer(trx, employerId)
        for (const { row, declaration, former } of lines) {
          if (declaration.employerId !== employerId) continue
          const stands = baseAt(known, declaration.personId, declaration.fromMonth)
          const same = stands?.ref.posting === former?.ref.posting && stands?.ref.ordinal === former?.ref.ordinal
          if (!same) throw staleRow(row, CHANGED)
        }
      }
    },
  }
}
