import type { Trx } from '../db/database.js'
import { comparableName } from '../kernel/name.js'
import { foldOf } from './alias-store.js'
import type { Vault } from './vault.js'

/** 身份索引的存取。Persons are found by keyed digests only; nothing here opens a name or a number. */

export interface KnownPerson {
  readonly personId: string
  readonly nameDigest: Buffer | null
}

/**
 * Digests → persons, a thousand at a time in one query. The key of the answer is the digest in hex. Any number of a merged
 * person names the one the record goes by.
 */
export async function findPersons(trx: Trx, digests: readonly Buffer[]): Promise<Map<string, KnownPerson>> {
  if (digests.length === 0) return new Map()
  const rows = await trx.rows<{ digest: Buffer; person_id: string; name_digest: Buffer | null }>(
    'select digest, person_id, name_digest from desk.identity where digest = any ($1::bytea[])',
    [digests],
  )
  const fold = await foldOf(
    trx,
    rows.map(({ person_id }) => person_id),
  )
  return new Map(
    rows.map(({ digest, person_id, name_digest }) => [
      digest.toString('hex'),
      { personId: fold.kept(person_id), nameDigest: name_digest },
    ]),
  )
}

export interface NewIdentity {
  readonly personId: string
  readonly identityNumber: string
  readonly fullName: string
  readonly documentType: string
}

/** 登记身份与姓名的索引。Answers how many identities were new: fewer than given means somebody was faster. */
export async function insertPeople(trx: Trx, vault: Vault, people: readonly NewIdentity[]): Promise<number> {
  if (people.length === 0) return 0
  const inserted = await trx.rows(
    `insert into desk.identity (digest, person_id, document_type, name_digest)
     select * from unnest($1::bytea[], $2::bigint[], $3::text[], $4::bytea[]) on conflict do nothing returning person_id`,
    [
      people.map(({ identityNumber }) => vault.identityDigest(identityNumber)),
      people.map(({ personId }) => personId),
      people.map(({ documentType }) => documentType),
      people.map(({ identityNumber, fullName }) => nameDigest(vault, identityNumber, fullName)),
    ],
  )
  const grams = people.flatMap(({ personId, fullName }) =>
    vault.nameGrams(fullName).map((gram) => ({ personId, gram })),
  )
  await trx.rows(
    `insert into desk.name_gram (person_id, gram)
     select * from unnest($1::bigint[], $2::bytea[]) on conflict do nothing`,
    [grams.map(({ personId }) => personId), grams.map(({ gram }) => gram)],
  )
  return inserted.length
}

/**
 * 变更姓名或号码的索引。Every number of the person now goes with the new name, and the former name stays searchable. False
 * where one of the numbers is somebody else's.
 */
export async function renamePerson(
  trx: Trx,
  vault: Vault,
  { personId, numbers, documentType, fullName }: Omit<NewIdentity, 'identityNumber'> & { numbers: readonly string[] },
): Promise<boolean> {
  await insertPeople(
    trx,
    vault,
    numbers.map((identityNumber) => ({ personId, identityNumber, documentType, fullName })),
  )
  const renamed = await trx.rows(
    `update desk.identity i set name_digest = n.name_digest
     from unnest($1::bytea[], $2::bytea[]) as n (digest, name_digest)
     where i.digest = n.digest and i.person_id = $3 returning i.person_id`,
    [
      numbers.map((number) => vault.identityDigest(number)),
      numbers.map((number) => nameDigest(vault, number, fullName)),
      personId,
    ],
  )
  return renamed.length === numbers.length
}

/** 号码与姓名合并的带钥摘要。Two spellings of one name give one digest; it says nothing without the key. */
export function nameDigest(vault: Vault, identityNumber: string, fullName: string): Buffer {
  return vault.digest(`named:${identityNumber}:${comparableName(fullName)}`)
}
