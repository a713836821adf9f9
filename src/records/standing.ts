import { ageOn, type Day } from '../kernel/day.js'
import type { Guardianship, LifeEvent, Mandate, Posted } from '../ledger/fact.js'
import { byPlace, compare, liveFacts, placeOf } from './live.js'
import { daySpans } from './registration-spans.js'

/** 所代的人：what of them decides whether somebody may still act. */
export interface Represented {
  readonly birthDate: Day
  readonly lives: readonly Posted<LifeEvent>[]
  /** 其名下的授权与身后安排. */
  readonly mandates: readonly Posted<Mandate>[]
}

/** 代为办理的依据, as the facts have it on one day. */
export interface Stands {
  readonly capacity: 'agent' | 'guardian' | 'relative'
  readonly personId: string
  /** 'posting/ordinal' of the fact. */
  readonly ref: string
  readonly scope: string
  readonly document: string
  readonly fromDay: Day
  readonly throughDay?: Day | undefined
}

/** 死亡登记之日 where one is confirmed and stands. */
export function deathOf({ lives }: Pick<Represented, 'lives'>): Day | undefined {
  return liveFacts(lives).find(({ event }) => event === 'death')?.day
}

/**
 * 身后查询的安排（个人信息保护法第四十九条）。Kept as a mandate of oneself to nobody: one that stands says that relatives may
 * not look after death.
 */
export function refusesRelatives(personIds: readonly string[], mandates: readonly Posted<Mandate>[]): boolean {
  const own = liveFacts(mandates).filter(
    ({ capacity, personId, representativePersonId }) =>
      capacity === 'relative' && personIds.includes(personId) && personIds.includes(representativePersonId),
  )
  // 不许与改回交替：counted, since what stands later in the ledger need not have been said later.
  const ends = own.filter(({ change }) => change === 'end').length
  return ends > own.length - ends
}

/** 现行的授权：begun, not ended under the same paper, within its days. */
export function mandatesOn(mandates: readonly Posted<Mandate>[], today: Day): Posted<Mandate>[] {
  const live = liveFacts(mandates)
  return live.filter(
    (one) =>
      one.change === 'begin' &&
      one.personId !== one.representativePersonId &&
      one.fromDay <= today &&
      (one.throughDay ?? today) >= today &&
      !isEnded(one, live, today),
  )
}

/**
 * 已终止。Of one paper beginnings and ends alternate: each end closes the earliest that is open. They are counted and not ordered
 * by their places, since several processes post at once, each with numbers of its own.
 */
export function isEnded(one: Posted<Mandate>, live: readonly Posted<Mandate>[], today?: Day): boolean {
  const same = live.filter(
    ({ representativePersonId, capacity, document }) =>
      representativePersonId === one.representativePersonId && capacity === one.capacity && document === one.document,
  )
  const ends = same.filter(({ change, fromDay }) => change === 'end' && fromDay <= (today ?? fromDay)).length
  const begun = same
    .filter(({ change }) => change === 'begin')
    .sort((a, b) => compare(a.fromDay, b.fromDay) || byPlace(a.ref, b.ref))
  return begun.findIndex(({ ref }) => placeOf(ref) === placeOf(one.ref)) < ends
}

/** 委托人在世，代理人方可代理；死者的近亲属凭登记的关系。 */
export function mandateStands(one: Posted<Mandate>, of: Represented, today: Day): Stands | undefined {
  if (mandatesOn(of.mandates, today).every(({ ref }) => placeOf(ref) !== placeOf(one.ref))) return undefined
  const isDead = deathOf(of) !== undefined
  if (one.capacity === 'agent' ? isDead : !isDead) return undefined
  if (one.capacity === 'relative' && refusesRelatives([one.personId], of.mandates)) return undefined
  const { capacity, personId, scope, document, fromDay, throughDay } = one
  return { capacity, personId, ref: placeOf(one.ref), scope, document, fromDay, throughDay }
}

/** 监护：a minor's ends with majority; one begun for somebody of age lasts until it is ended. */
export function guardianshipStands(
  facts: readonly Posted<Guardianship>[],
  of: Represented,
  { today, majority }: { readonly today: Day; readonly majority: number },
): Stands | undefined {
  const span = daySpans(liveFacts(facts)).find(({ from, through }) => from <= today && (through ?? '9999') > today)
  if (span === undefined || deathOf(of) !== undefined) return undefined
  const begun = liveFacts(facts).find(({ change, fromDay }) => change === 'begin' && fromDay === span.from)
  if (begun === undefined) return undefined
  const wasMinor = ageOn(of.birthDate, span.from) < majority
  if (wasMinor && ageOn(of.birthDate, today) >= majority) return undefined
  const told = { capacity: 'guardian' as const, personId: begun.personId, ref: placeOf(begun.ref), scope: '' }
  return { ...told, document: span.document, fromDay: span.from }
}
