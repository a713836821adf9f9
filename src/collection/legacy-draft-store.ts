import type { Trx } from '../db/database.js'
import { ppm } from '../kernel/money.js'
import { takeIds } from '../ledger/posting-store.js'
import { Draft, type DraftState, MOST_LINES } from './draft-store.js'
import { type LegacyGroup, nextGroups, placeFor } from './legacy-compare-store.js'
import { derivePerson, type LegacyPlace, type LegacyRowTold } from './legacy-derive.js'
import type { LegacyAsked, LegacyFact, LegacyLine } from './legacy-lines.js'
import type { LegacyToldOf } from './legacy-row.js'
import { giveIds, type LegacyPackage, type LegacyRow } from './legacy-store.js'
import { isEmployer } from './legacy-who.js'
import type { Counted } from './lines.js'
import { revisionOf } from './new-revision-store.js'
import type { CollectionPorts } from './ports.js'
import { insertRevision, revisionsOf } from './submission-store.js'
import { openJson } from './voucher-body.js'

/** 凭证的编制，照试装所定：what was listed stays out, what is stored goes in as it was compared. */
export function openDraft(trx: Trx, { vault, ids }: CollectionPorts, one: LegacyPackage, kept?: DraftState): Draft {
  const draft = new Draft(trx, vault, () => ids.uuid(), { submissionId: one.submissionId!, revision: 1 })
  if (kept !== undefined) draft.restore(kept)
  return draft
}

/** 其后的若干人。Undefined when there is nobody left. */
export async function draftNext(trx: Trx, ports: CollectionPorts, one: LegacyPackage, after: Buffer, draft: Draft) {
  const groups = await nextGroups(trx, ports, one.packageId, after)
  if (groups.length === 0) return undefined
  const stored = groups.filter(({ told }) => told.length > 0)
  const employers = await given(
    trx,
    one,
    'employer_id',
    stored.filter(({ who }) => isEmployer(who)),
  )
  const people = await given(
    trx,
    one,
    'person_id',
    stored.filter(({ who }) => !isEmployer(who)),
  )
  const place = await placeFor(trx, ports, one, stored)
  let facts = 0
  const lines = [
    ...employers.map(({ group, id }) => employerLine(group, place, id)),
    ...people.map(({ group, id }) => personLine(group, { ...place, personId: id })),
  ]
  for (const line of lines) {
    await draft.add(line, countedOf(line.legacy))
    facts += line.legacy.length
    if (facts >= MOST_LINES) {
      await draft.flush()
      facts = 0
    }
  }
  await draft.flush()
  return { after: groups.at(-1)!.who, persons: groups.length }
}

/** 成一版；false where it was made before. */
export async function finishDraft(
  trx: Trx,
  ports: CollectionPorts,
  one: LegacyPackage,
  draft: Draft,
): Promise<boolean> {
  const submissionId = one.submissionId!
  const [made] = await revisionsOf(trx, [submissionId])
  if (made !== undefined) return made.submittedAt === undefined
  const { loading, fileName } = openJson<LegacyAsked>(ports.vault, one.body)
  const insurances = await draft.finish()
  await insertRevision(
    trx,
    revisionOf(ports, loading!.actor, {
      ...{ at: { submissionId, revision: 1 }, contentDigest: one.paperDigest, documentId: one.documentId, fileName },
      ...{ summary: { insurances, notices: [] }, rowsIn: draft.accepted, draft, isSubmitted: false },
    }),
  )
  return true
}

/** 编号在先：an employer has its number before the months of its staff are told. */
async function given(
  trx: Trx,
  { packageId }: LegacyPackage,
  sequence: 'employer_id' | 'person_id',
  groups: readonly LegacyGroup[],
) {
  if (groups.length === 0) return []
  const ids = await takeIds(trx, sequence, groups.length)
  const taken = groups.map((group, i) => ({ group, id: ids[i]! }))
  await giveIds(
    trx,
    packageId,
    taken.map(({ group, id }) => ({ who: group.who, id })),
  )
  return taken
}

/** 工伤浮动费率：the old system's own floats are filed here by their own matter. */
const NO_FLOAT = ppm(1_000_000)

function employerLine({ rows, told }: LegacyGroup, { agency, area }: LegacyPlace, employerId: string): LegacyLine {
  const { ordinal: row, told: first } = told[0]! as LegacyRowTold & { told: LegacyToldOf<'employers'> }
  const { table: _, ...registration } = first
  const fact: LegacyFact = {
    ...{ kind: 'employerRegistration', agency, area, employerId, injuryFloat: NO_FLOAT, status: 'active' },
    ...registration,
  }
  const { creditCode, name } = registration
  return {
    ...{ row, personId: '', identityNumber: creditCode, fullName: name, documentType: '' },
    ...{ legacy: [fact], stored: storedOf(rows), found: [] },
  }
}

function personLine({ rows, told }: LegacyGroup, place: LegacyPlace): LegacyLine {
  const { person, facts, found } = derivePerson(told, place)
  const { number, fullName, documentType } = person!
  const row = told.find((one) => one.told.table === 'persons')!.ordinal
  return {
    ...{ row, personId: place.personId, identityNumber: number, fullName, documentType },
    ...{ legacy: facts, stored: storedOf(rows), found },
  }
}

function storedOf(rows: readonly LegacyRow[]): LegacyLine['stored'] {
  const stored: Record<string, { rows: number; amount: number }> = {}
  for (const { table, code, amount } of rows) {
    if (code !== undefined) continue
    stored[table] ??= { rows: 0, amount: 0 }
    const sum = stored[table]
    sum.rows++
    sum.amount += amount
  }
  return stored
}

function countedOf(facts: readonly LegacyFact[]): Counted[] {
  return facts.flatMap((fact): Counted[] => {
    if (fact.kind !== 'paid') return []
    const { insurance, base, employerAmount: employer, personAmount: person } = fact
    return [{ insurance, base, employer, person }]
  })
}
