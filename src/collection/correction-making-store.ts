import { Refusal } from '../kernel/refusal.js'
import { waitInLine } from '../ledger/lookup-store.js'
import { reversalsOf } from '../ledger/posting-store.js'
import { reversedAlready } from '../ledger/refusals.js'
import { negated } from './correction-lines.js'
import type { CorrectableFact, CorrectionLine } from './lines.js'
import type { Made } from './making.js'

/** 更正凭证 → 红冲行与新行, in one posting. A row is reversed once, whoever is first. */
export function makeCorrections(lines: readonly CorrectionLine[]): Made {
  return {
    facts: lines.flatMap(({ row, reverses, original, replacement }): CorrectableFact[] => [
      { ...negated(original), line: row, reverses },
      ...(replacement === undefined ? [] : [{ ...replacement, line: row }]),
    ]),
    before: async (trx) => {
      await waitInLine(
        trx,
        lines.map(({ reverses }) => `reverse:${reverses.posting}/${reverses.ordinal}`),
      )
      for (const { original, reverses } of lines) {
        const again = await reversalsOf(trx, original.kind, reverses.posting, reverses.ordinal)
        if (again > 0) throw new Refusal(reversedAlready, reverses)
      }
    },
  }
}
