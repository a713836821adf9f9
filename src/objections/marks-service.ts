import type { Trx } from '../db/database.js'
import { dayOfInstant } from '../kernel/day.js'
import { foldOf } from '../ledger/alias-store.js'
import type { DisputeMark } from '../query/dispute-contract.js'
import type { EmployerMarks } from '../query/record-service.js'
import { OVER } from './states.js'
import {
  type Objection,
  type OpenObjection,
  objectionsOfEmployer,
  objectionsOfPersons,
  openObjectionsOf,
  stepsOf,
} from './store.js'

/**
 * 核查中的标记（第十六条）。Which items of these persons are under objection, and since when; until it is closed, also while
 * its correction is on the way. A merged person's are told under the number that was asked for. Of nobody merged: one question.
 */
export async function marksOf(trx: Trx, personIds: readonly string[]): Promise<readonly DisputeMark[]> {
  if (personIds.length === 0) return []
  const open = (await openObjectionsOf(trx, personIds)).map(markOf)
  if (open.every(({ personId }) => personIds.includes(personId))) return open
  const fold = await foldOf(trx, personIds)
  return open.map((one) => ({ ...one, personId: fold.asked(one.personId) }))
}

/** 单位屏幕上的标记：its own months by the facts beneath the figure, and whatever it raised itself. */
export const employerMarks: EmployerMarks = {
  ofStaff: async (trx, { employerId, month, persons, refs }) => {
    if (persons.length === 0) return []
    const fold = await foldOf(trx, persons)
    const own = (await objectionsOfPersons(trx, fold.ids)).filter(
      (one) =>
        isOfMonth(one.path, month) && (one.employerId === employerId || one.items.some((item) => refs.has(item))),
    )
    return (await stillOpen(trx, own)).map((one) => ({ ...markOf(one), personId: fold.asked(one.personId) }))
  },
  raisedBy: async (trx, employerId) => (await stillOpen(trx, await objectionsOfEmployer(trx, employerId))).map(markOf),
}

async function stillOpen(trx: Trx, all: readonly Objection[]): Promise<Objection[]> {
  if (all.length === 0) return []
  const steps = await stepsOf(
    trx,
    all.map(({ objectionId }) => objectionId),
  )
  return all.filter(({ objectionId }) => !OVER.has(steps.get(objectionId)?.at(-1)?.state ?? 'submitted'))
}

function markOf({ personId, path, raisedAt }: OpenObjection): DisputeMark {
  return { personId, path, since: dayOfInstant(raisedAt) }
}

function isOfMonth(path: string, month: string): boolean {
  const [section, , when] = path.split('/')
  return (section === 'contribution' || section === 'missing') && when === month
}
