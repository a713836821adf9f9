import { Refusal, type RefusalEntry } from '../kernel/refusal.js'
import type { Guardianship, PersonCategory, Posted } from '../ledger/fact.js'
import { afterDeath, beforeBirth, eventKnown, inFuture, neverBegan, ownGuardian, type With } from './refusals-facts.js'

/** 有起止的登记：kinds of a person and guardianships, each begun and ended by its own fact. */
export type Span = PersonCategory | Guardianship

export interface SpanBeside {
  readonly birth?: string | undefined
  readonly death?: string | undefined
  readonly spans: readonly Posted<Span>[]
  readonly today: string
}

type Found = { readonly field: string; readonly refusal: Refusal<With> } | undefined

/** 起止的核对：begun twice, ended without a beginning, before birth, after death or in the future. */
export function spanContradiction(fact: Omit<Span, 'line'>, { birth, death, spans, today }: SpanBeside): Found {
  const { fromDay, change } = fact
  const no = (field: string, entry: RefusalEntry<With>, known: string): Found => ({
    field,
    refusal: new Refusal<With>(entry, { given: fromDay, known }),
  })
  if (fromDay > today) return no('fromDay', inFuture, today)
  if (birth !== undefined && fromDay < birth) return no('fromDay', beforeBirth, birth)
  if (death !== undefined && change === 'begin' && fromDay > death) return no('fromDay', afterDeath, death)
  if ('guardianPersonId' in fact && fact.guardianPersonId === fact.personId)
    return no('otherIdentityNumber', ownGuardian, '')
  const same = spans.filter((one) => nameOf(one) === nameOf(fact)).sort((a, b) => (a.fromDay < b.fromDay ? -1 : 1))
  const stands = same.findLast((one) => one.fromDay <= fromDay)
  if (change === 'begin') return stands?.change === 'begin' ? no('change', eventKnown, stands.fromDay) : undefined
  return stands?.change === 'begin' ? undefined : no('change', neverBegan, stands?.fromDay ?? '')
}

/** 某日在效的：what had begun and not ended by then. */
export function spansOn<S extends Span>(spans: readonly Posted<S>[], day: string): Posted<S>[] {
  const latest = new Map<string, Posted<S>>()
  for (const one of [...spans].sort((a, b) => (a.fromDay < b.fromDay ? -1 : 1))) {
    if (one.fromDay <= day) latest.set(nameOf(one), one)
  }
  return [...latest.values()].filter(({ change }) => change === 'begin')
}

function nameOf(span: Omit<Span, 'line'>): string {
  return span.kind === 'personCategory' ? (span as PersonCategory).category : (span as Guardianship).guardianPersonId
}
