import type { Trx } from '../db/database.js'
import type { Fact } from '../ledger/fact.js'
import { enrolmentsOf } from '../ledger/lookup-store.js'
import type { Vault } from '../ledger/vault.js'
import type { PolicyBook } from '../policy/book.js'
import { maySecond } from '../policy/staff-change.js'
import { type Made, staleRow } from './making.js'
import { makeRegistrations } from './registration-making-store.js'
import { isElsewhere, type StaffLine } from './staff-change-match-store.js'

const ELSEWHERE = { zh: '此人已由其他单位先行增员', en: 'another employer joined this person first' }

/** 增减员凭证 → 登记、参保变动与首月工资。Nobody is joined at two employers where the rule does not let them. */
export function makeStaffChanges(vault: Vault, book: PolicyBook, lines: readonly StaffLine[]): Made {
  const made = makeRegistrations(vault, lines)
  const bases = lines.flatMap(({ row, base }): Fact[] =>
    base === undefined ? [] : [{ ...base, kind: 'baseDeclaration', line: row }],
  )
  return {
    ...made,
    facts: [...made.facts, ...bases],
    before: async (trx) => {
      await made.before?.(trx)
      await refuseSecond(trx, book, lines)
    },
  }
}

async function refuseSecond(trx: Trx, book: PolicyBook, lines: readonly StaffLine[]): Promise<void> {
  const known = lines.filter(({ isNew }) => !isNew)
  const facts = await enrolmentsOf(trx, [...new Set(known.map(({ personId }) => personId))])
  for (const { row, personId, enrolments } of known) {
    for (const { insurance, employerId, fromMonth, change, area } of enrolments) {
      if (change !== 'enrol' && change !== 'resume') continue
      if (employerId === undefined || maySecond(book.area(area), insurance, fromMonth)) continue
      if (isElsewhere(facts, personId, insurance, employerId, fromMonth)) throw staleRow(row, ELSEWHERE)
    }
  }
}
