/**
 * 事实所及的另一人：the guardian, whoever acts by mandate or as a relative, the number joined to another. Nobody where the fact
 * speaks of one person alone, as a mandate of oneself does.
 */
export function otherPersonIn(fact: object): string | undefined {
  const own = 'personId' in fact ? fact.personId : undefined
  for (const name of NAMES) {
    const other = (fact as Readonly<Record<string, unknown>>)[name]
    if (typeof other === 'string' && other !== own) return other
  }
  return undefined
}

const NAMES = ['guardianPersonId', 'representativePersonId', 'otherPersonId'] as const

/** 两边都要看得到的。Whoever may not see one of them is not shown the fact. */
export function personsIn(fact: object): string[] {
  const own = 'personId' in fact ? [String(fact.personId)] : []
  const other = otherPersonIn(fact)
  return other === undefined ? own : [...own, other]
}
