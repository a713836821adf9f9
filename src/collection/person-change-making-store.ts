import type { Trx } from '../db/database.js'
import { waitInLine } from '../ledger/lookup-store.js'
import { renamePerson } from '../ledger/people-store.js'
import { registrationsOf } from '../ledger/record-store.js'
import type { Vault } from '../ledger/vault.js'
import type { PersonChangeLine } from './lines.js'
import { type Made, staleRow } from './making.js'

const MEANWHILE = {
  zh: '此人的登记已由他件变更',
  en: 'this person’s registration was changed by another entry meanwhile',
}
const TAKEN = { zh: '新的证件号码已是别人的', en: 'the new number belongs to somebody else' }

/** 个人基本信息变更凭证 → 事实。Index and fact change together: the new number and name lead to the same person. */
export function makePersonChanges(vault: Vault, lines: readonly PersonChangeLine[]): Made {
  return {
    facts: lines.map(({ row, registration }) => ({ ...registration, kind: 'personRegistration', line: row })),
    before: async (trx) => {
      for (const line of lines) await prepare(trx, vault, line)
    },
  }
}

async function prepare(
  trx: Trx,
  vault: Vault,
  { row, personId, former, registration }: PersonChangeLine,
): Promise<void> {
  await waitInLine(trx, [`person:${personId}`])
  const [now] = await registrationsOf(trx, [personId], vault)
  if (now?.ref.posting !== former.ref.posting || now.ref.ordinal !== former.ref.ordinal) throw staleRow(row, MEANWHILE)
  const { socialSecurityNumber, documentType, fullName } = registration
  const numbers = [...new Set([former.socialSecurityNumber, socialSecurityNumber])]
  const isOurs = await renamePerson(trx, vault, { personId, numbers, documentType, fullName })
  if (!isOurs) throw staleRow(row, TAKEN)
}
