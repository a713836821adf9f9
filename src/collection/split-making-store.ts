import type { Trx } from '../db/database.js'
import { Refusal } from '../kernel/refusal.js'
import { foldOf } from '../ledger/alias-store.js'
import type { Fact } from '../ledger/fact.js'
import { waitInLine } from '../ledger/lookup-store.js'
import { insertPeople } from '../ledger/people-store.js'
import { reversalsOf } from '../ledger/posting-store.js'
import { reversedAlready } from '../ledger/refusals.js'
import type { Vault } from '../ledger/vault.js'
import { negated } from './correction-lines.js'
import type { SplitLine } from './maintenance-lines.js'
import { type Made, staleRow } from './making.js'

const REGISTERED = { zh: '转入的人已由他件登记', en: 'the other person was registered by another entry meanwhile' }
const JOINED = { zh: '两人已由他件合并', en: 'the two were merged by another entry meanwhile' }

/** 拆分凭证 → 每行一红一记：out of the one record, into the other, all in one posting. */
export function makeSplits(vault: Vault, lines: readonly SplitLine[]): Made {
  return {
    facts: lines.flatMap(({ row, split }): Fact[] => {
      const { register, moved, personId } = split
      const registered = register?.registration
      return [
        ...(registered === undefined ? [] : [{ ...registered, kind: 'personRegistration' as const, line: row }]),
        ...moved.flatMap(({ ref, ...fact }, i): Fact[] => [
          { ...negated(fact), line: row + i, reverses: ref } as Fact,
          { ...fact, personId, line: row + i } as Fact,
        ]),
      ]
    }),
    before: (trx) => prepare(trx, vault, lines),
  }
}

async function prepare(trx: Trx, vault: Vault, lines: readonly SplitLine[]): Promise<void> {
  for (const { row, personId, split } of lines) {
    await waitInLine(trx, [`person:${personId}`, `person:${split.personId}`])
    if (split.register !== undefined) {
      if ((await insertPeople(trx, vault, [split.register])) < 1) throw staleRow(row, REGISTERED)
      await vault.createKeys(trx, [split.personId])
    }
    const fold = await foldOf(trx, [personId])
    if (fold.ids.includes(split.personId)) throw staleRow(row, JOINED)
    await waitInLine(
      trx,
      split.moved.map(({ ref }) => `reverse:${ref.posting}/${ref.ordinal}`),
    )
    for (const { kind, ref } of split.moved) {
      if ((await reversalsOf(trx, kind, ref.posting, ref.ordinal)) > 0) throw new Refusal(reversedAlready, ref)
    }
  }
}
