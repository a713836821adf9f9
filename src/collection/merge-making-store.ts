import type { Trx } from '../db/database.js'
import { Refusal } from '../kernel/refusal.js'
import { foldOf } from '../ledger/alias-store.js'
import type { PersonAlias } from '../ledger/fact.js'
import { waitInLine } from '../ledger/lookup-store.js'
import { reversalsOf } from '../ledger/posting-store.js'
import { reversedAlready } from '../ledger/refusals.js'
import type { Case } from './case-store.js'
import type { MergeLine } from './maintenance-lines.js'
import { type Made, staleRow } from './making.js'

const MOVED_ON = {
  zh: '两个号码之一已由他件合并，或已是同一人',
  en: 'one of the two numbers was merged by another entry meanwhile, or they are one person already',
}

/** 合并凭证 → 两行，一个编号一行；撤销是再两行，各红冲一行。Whoever is first has it: both numbers stand in line. */
export function makeMerges(
  { submission: { agency, area } }: Pick<Case, 'submission'>,
  lines: readonly MergeLine[],
): Made {
  const place = { kind: 'personAlias' as const, agency, area }
  return {
    facts: lines.flatMap(({ row, personId, merge }): PersonAlias[] => {
      const common = { ...place, line: row, change: merge.change, document: merge.document }
      const { undoes } = merge
      return [
        { ...common, personId, otherPersonId: merge.personId, role: 'kept', reverses: undoes?.kept },
        { ...common, personId: merge.personId, otherPersonId: personId, role: 'merged', reverses: undoes?.merged },
      ]
    }),
    before: (trx) => lookAgain(trx, lines),
  }
}

async function lookAgain(trx: Trx, lines: readonly MergeLine[]): Promise<void> {
  await waitInLine(
    trx,
    lines.flatMap(({ personId, merge }) => [`person:${personId}`, `person:${merge.personId}`]),
  )
  for (const { row, personId, merge } of lines) {
    if (merge.undoes !== undefined) {
      for (const { posting, ordinal } of Object.values(merge.undoes)) {
        if ((await reversalsOf(trx, 'personAlias', posting, ordinal)) > 0)
          throw new Refusal(reversedAlready, { posting, ordinal })
      }
      continue
    }
    const fold = await foldOf(trx, [personId, merge.personId])
    const areTwo = fold.kept(personId) === personId && fold.kept(merge.personId) === merge.personId
    if (!areTwo || personId === merge.personId) throw staleRow(row, MOVED_ON)
  }
}
