import type { Trx } from '../db/database.js'
import { type Day, periodOfDay } from '../kernel/day.js'
import { plus } from '../kernel/period.js'
import { Refusal, type RefusalEntry } from '../kernel/refusal.js'
import { foldOf } from '../ledger/alias-store.js'
import type { Guardianship, LifeEvent, Mandate, PersonRegistration, Posted } from '../ledger/fact.js'
import { alsoSee, factsOfPersons } from '../ledger/lookup-store.js'
import type { AreaPolicy } from '../policy/area.js'
import { standing } from './employer-terms.js'
import { staleRow } from './making.js'
import { guardianDead, guardianMinor, guardianUnregistered, ownGuardian, type With } from './refusals-facts.js'
import { actsForOneself, agentDead, agentUnregistered } from './refusals-mandate.js'

/** 事实所及的另一人：a guardian, or who acts for somebody by mandate or as a relative; for whom, and from when. */
export interface OtherAsked {
  readonly role: 'guardian' | 'representative'
  readonly otherId: string
  /** Undefined where it is not known yet for whom. */
  readonly personId?: string | undefined
  readonly fromDay: Day
  /** 录入之日，审核与记账时用：a death since then was not known when it was entered. */
  readonly enteredOn?: Day | undefined
}

const ENTRIES: Readonly<
  Record<OtherAsked['role'], Readonly<Record<'same' | 'unregistered' | 'dead', RefusalEntry<With>>>>
> = {
  guardian: { same: ownGuardian, unregistered: guardianUnregistered, dead: guardianDead },
  representative: { same: actsForOneself, unregistered: agentUnregistered, dead: agentDead },
}

/** 一件事实所及的另一人；undefined for all but the beginning of a guardianship or of a mandate to somebody else. */
export function otherIn(fact: { readonly kind: string }): OtherAsked | undefined {
  if (fact.kind === 'guardianship') {
    const { change, personId, guardianPersonId, fromDay, reverses } = fact as Omit<Guardianship, 'line'>
    return begins(change, reverses) ? { role: 'guardian', otherId: guardianPersonId, personId, fromDay } : undefined
  }
  if (fact.kind !== 'mandate') return undefined
  const { change, personId, representativePersonId: otherId, fromDay, reverses } = fact as Omit<Mandate, 'line'>
  // 身后查询的安排：a mandate of oneself to nobody.
  if (otherId === personId || !begins(change, reverses)) return undefined
  return { role: 'representative', otherId, personId, fromDay }
}

function begins(change: 'begin' | 'end', reverses: object | undefined): boolean {
  return change === 'begin' && reverses === undefined
}

/** 各行所及的另一人；with the day of entry where reviewers are told, and where it is posted. */
export function othersNamed(
  rows: readonly { readonly row: number; readonly facts: readonly { readonly kind: string }[] }[],
  enteredOn?: Day,
): (OtherAsked & { readonly row: number })[] {
  return rows.flatMap(({ row, facts }) =>
    facts.flatMap((fact) => {
      const asked = otherIn(fact)
      return asked === undefined ? [] : [{ ...asked, row, enteredOn }]
    }),
  )
}

/**
 * 另一人须已登记、在世，且不是本人；监护人还须已成年。Answers in the order asked, undefined for who is fit. The scope is that of
 * the others afterwards: the caller sees their own persons again.
 */
export async function unfitOthers(
  trx: Trx,
  policy: AreaPolicy,
  asked: readonly OtherAsked[],
): Promise<(Refusal<With> | undefined)[]> {
  if (asked.length === 0) return []
  const ids = [...new Set(asked.map(({ otherId }) => otherId))]
  await alsoSee(trx, ids)
  const facts = await factsOfPersons(trx, ids, ['personRegistration', 'lifeEvent'])
  const lives = standing(facts.filter((fact) => fact.kind === 'lifeEvent') as Posted<LifeEvent>[])
  const registered = standing(
    facts.filter((fact) => fact.kind === 'personRegistration') as Posted<PersonRegistration>[],
  )
  const fold = await foldOf(trx, [...new Set([...ids, ...asked.flatMap(({ personId }) => personId ?? [])])])
  return asked.map((one) => {
    const { role, otherId, personId, fromDay } = one
    const no = (entry: RefusalEntry<With>, known: string) => new Refusal<With>(entry, { given: fromDay, known })
    if (personId !== undefined && fold.kept(otherId) === fold.kept(personId)) return no(ENTRIES[role].same, '')
    const death = lives.find((life) => life.personId === otherId && life.event === 'death')?.day
    if (death !== undefined && isTooLate(death, one)) return no(ENTRIES[role].dead, death)
    const birth = registered.findLast((registration) => registration.personId === otherId)?.birthDate
    if (birth === undefined) return no(ENTRIES[role].unregistered, '')
    return role === 'guardian' && isMinorOn(policy, birth, fromDay) ? no(guardianMinor, birth) : undefined
  })
}

/** 审核期间，另一人可能身故、注销登记，或查明就是本人：what was agreed is not posted then. */
export async function refuseUnfit(
  trx: Trx,
  policy: AreaPolicy,
  asked: readonly (OtherAsked & { readonly row: number })[],
): Promise<void> {
  const unfit = await unfitOthers(trx, policy, asked)
  for (const [i, refusal] of unfit.entries())
    if (refusal !== undefined) throw staleRow(asked[i]!.row, { zh: refusal.say('zh'), en: refusal.say('en') })
}

/** Before it began; or while it was under review, when nobody who entered it could know. */
function isTooLate(death: Day, { fromDay, enteredOn }: OtherAsked): boolean {
  return death < fromDay || (enteredOn !== undefined && death >= enteredOn)
}

function isMinorOn(policy: AreaPolicy, birth: Day, day: Day): boolean {
  const month = periodOfDay(birth)
  return periodOfDay(day) < plus(month, policy.months('business.adult-age', month).value)
}
