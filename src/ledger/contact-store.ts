import type { Trx } from '../db/database.js'
import { foldOf } from './alias-store.js'
import type { EmployerContact, PersonContact, PersonRegistration, Posted } from './fact.js'
import { FORMS } from './forms.js'
import { alsoSee, alsoSeeEmployer } from './lookup-store.js'
import { columnsOf, factOf } from './rows.js'
import type { Vault } from './vault.js'

/** 联系方式的读取，启封。The newest row stands for all before it; a reversed one does not stand. */
type Row = Record<string, unknown>

export interface PersonContacts {
  readonly contact?: Posted<PersonContact> | undefined
  readonly registration?: Posted<PersonRegistration> | undefined
}

/** 一人的联系方式, and the registration, which tells of it where nothing was changed since; under all the person's numbers. */
export async function contactOfPerson(trx: Trx, personId: string, vault: Vault): Promise<PersonContacts> {
  await alsoSee(trx, [personId])
  const group = (await foldOf(trx, [personId])).ids
  await alsoSee(trx, group)
  await vault.load(trx, [...group])
  const newest = async <F extends PersonContact | PersonRegistration>(kind: F['kind']) => {
    const rows = await trx.rows<Row>(`${selectOf(kind)} where t.person_id = any ($1::bigint[]) ${standing(kind)}`, [
      group,
    ])
    return rows[0] === undefined ? undefined : (factOf(kind, rows[0], vault) as Posted<F>)
  }
  return {
    contact: await newest<PersonContact>('personContact'),
    registration: await newest<PersonRegistration>('personRegistration'),
  }
}

/** 单位的联系方式。Sees this employer for the question. */
export async function contactOfEmployer(
  trx: Trx,
  employerId: string,
  vault: Vault,
): Promise<Posted<EmployerContact> | undefined> {
  await alsoSeeEmployer(trx, employerId)
  const rows = await trx.rows<Row>(
    `${selectOf('employerContact')} where t.employer_id = $1 ${standing('employerContact')}`,
    [employerId],
  )
  return rows[0] === undefined ? undefined : (factOf('employerContact', rows[0], vault) as Posted<EmployerContact>)
}

type Kind = 'personContact' | 'personRegistration' | 'employerContact'

function selectOf(kind: Kind): string {
  return `select ${columnsOf(FORMS[kind])} from ${FORMS[kind].table} t`
}

/** Neither a reversal nor what one took back; the newest posting first. */
function standing(kind: Kind): string {
  const { table } = FORMS[kind]
  return `and t.reverses_posting is null and not exists (select 1 from ${table} r
    where r.reverses_posting = t.posting_id and r.reverses_ordinal = t.ordinal)
    order by t.posting_id desc, t.ordinal desc limit 1`
}
