import type { Trx } from '../db/database.js'
import type { Fact } from '../ledger/fact.js'
import { employersByCode, waitInLine } from '../ledger/lookup-store.js'
import { findPersons, insertPeople } from '../ledger/people-store.js'
import type { Vault } from '../ledger/vault.js'
import { pendingSentence } from './legacy-content.js'
import type { LegacyLine } from './legacy-lines.js'
import { type Made, type MadeTask, refuseStale } from './making.js'

const REGISTERED = {
  zh: '此人在试装之后已由他件登记，历史不自动并入',
  en: 'this person was registered by another entry since the trial; history is not merged by itself',
}
const CODE_TAKEN = { zh: '该信用代码已由他件登记', en: 'this credit code was registered by another entry meanwhile' }

/** 遗留数据凭证 → 事实。Exactly what was tried and agreed; each mark to be checked is work for somebody. */
export function makeLegacy(vault: Vault, lines: readonly LegacyLine[]): Made {
  return {
    facts: lines.flatMap(({ row, legacy }) => legacy.map((fact) => ({ ...fact, line: row }) as Fact)),
    before: (trx) => register(trx, vault, lines),
    tasks: lines.flatMap(tasksOf),
  }
}

async function register(trx: Trx, vault: Vault, lines: readonly LegacyLine[]): Promise<void> {
  const people = lines.filter(({ personId }) => personId !== '')
  const employers = lines.filter(({ personId }) => personId === '')
  const codes = employers.map(({ identityNumber }) => identityNumber)
  await waitInLine(
    trx,
    codes.map((code) => `employer:${code}`),
  )
  const taken = await employersByCode(trx, codes)
  const found = await findPersons(
    trx,
    people.map(({ identityNumber }) => vault.identityDigest(identityNumber)),
  )
  refuseStale([
    ...employers.flatMap(({ row, identityNumber }) =>
      taken.some(({ creditCode }) => creditCode === identityNumber) ? [{ row, says: CODE_TAKEN }] : [],
    ),
    ...people.flatMap(({ row, identityNumber }) =>
      found.has(vault.identityDigest(identityNumber).toString('hex')) ? [{ row, says: REGISTERED }] : [],
    ),
  ])
  if ((await insertPeople(trx, vault, people)) < people.length) refuseStale([{ row: people[0]!.row, says: REGISTERED }])
  await vault.createKeys(
    trx,
    people.map(({ personId }) => personId),
  )
}

function tasksOf({ row, personId, found }: LegacyLine): MadeTask[] {
  const [first] = found
  if (first === undefined) return []
  return [{ kind: 'legacyPending', line: row, personId, says: pendingSentence(found) }]
}
