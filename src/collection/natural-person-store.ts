import type { Actor } from '../access/actor.js'
import type { Trx } from '../db/database.js'
import { foldOf } from '../ledger/alias-store.js'
import type { Case } from './case-store.js'

/**
 * 同一自然人。Two numbers that were merged are one person, whichever of them signed in: who took part under the other number
 * stands in these cases as the one who asks, so that nobody acts twice by having two accounts.
 */
export async function asSeenBy(trx: Trx, actor: Actor, cases: readonly Case[]): Promise<readonly Case[]> {
  const people = [...new Set([actor.personId, ...cases.flatMap(partakers)])].filter((id) => /^\d{1,18}$/.test(id))
  // Nobody else took part: there is nobody whom the one who asks could be under another number.
  if (people.length <= 1) return cases
  const fold = await foldOf(trx, people)
  if (fold.ids === people) return cases
  const self = fold.kept(actor.personId)
  const seen = (personId: string) => (fold.kept(personId) === self ? actor.personId : personId)
  const part = <P extends Pick<Case, 'revision' | 'steps'>>(one: P): P => ({
    ...one,
    revision: { ...one.revision, enteredBy: seen(one.revision.enteredBy) },
    steps: one.steps.map((step) => ({ ...step, by: seen(step.by) })),
  })
  return cases.map((one) => ({ ...part(one), earlier: one.earlier.map(part) }))
}

function partakers({ revision, steps, earlier }: Case): string[] {
  return [{ revision, steps }, ...earlier].flatMap((one) => [one.revision.enteredBy, ...one.steps.map(({ by }) => by)])
}
