import type { Fact, Posted } from '../ledger/fact.js'
import { contradictionOf } from './contradictions.js'
import type { DraftPlace } from './draft-place.js'
import { FACT_FIELDS } from './fact-words.js'
import type { Sentence } from './kinds.js'
import { knownLife } from './known-life.js'
import type { Counted, Drafted, FactLine } from './lines.js'
import { atRow } from './refusals-facts.js'

export interface LineTold extends Pick<FactLine, 'row' | 'identityNumber' | 'fullName' | 'ground' | 'other'> {
  readonly facts: readonly Drafted[]
}

/** 一行：its facts held against what is known and against one another. Stops with the first contradiction, at its place. */
export function factLine(
  told: LineTold,
  { personId, policy: area, today }: DraftPlace,
  known: readonly Posted<Fact>[],
  more: Pick<FactLine, 'computed' | 'asked' | 'replaces'> = {},
): FactLine {
  const { row, facts } = told
  const reversed = new Set(
    facts.flatMap(({ reverses }) => (reverses ? [`${reverses.posting}/${reverses.ordinal}`] : [])),
  )
  const doubts: Sentence[] = []
  const before = [...known]
  for (const [i, fact] of facts.entries()) {
    if (fact.reverses !== undefined) continue
    const found = contradictionOf(fact, { life: knownLife(before), area, today, reversed })
    if (found === undefined) {
      before.push(asPosted(fact, i))
      continue
    }
    const placed = atRow(row, FACT_FIELDS[found.field] ?? { zh: found.field, en: found.field }, found.refusal)
    if (found.isMoney !== true) throw placed
    doubts.push({ zh: placed.say('zh'), en: placed.say('en') })
  }
  return { ...told, ...more, personId, facts: doubts.length === 0 ? facts : facts.map(doubtful), doubts }
}

/** 待记的如同已记：what the same request says earlier counts for what it says later. */
export function asPosted(fact: Drafted, ordinal: number): Posted<Fact> {
  return { ...fact, line: 0, ref: { posting: '0', ordinal } } as Posted<Fact>
}

function doubtful(fact: Drafted): Drafted {
  return fact.kind === 'paid' ? { ...fact, fitsRule: false } : fact
}

/** 一行计入报送合计的金额：money for a person stands as the person's. */
export function countedOfFacts(facts: readonly Drafted[]): Counted[] {
  return facts.flatMap((fact): Counted[] => {
    if (fact.kind === 'paid') {
      const { insurance, base, employerAmount: employer, personAmount: person } = fact
      return [{ insurance, base, employer, person }]
    }
    if (fact.kind === 'subsidy' || fact.kind === 'benefitPayment' || fact.kind === 'benefitDetermination')
      return [{ insurance: fact.insurance, base: 0, employer: 0, person: fact.amount }]
    if (fact.kind === 'openingBalance')
      return [{ insurance: fact.insurance, base: 0, employer: 0, person: fact.balance }]
    if (fact.kind === 'transfer')
      return [{ insurance: fact.insurance, base: 0, employer: fact.pooled, person: fact.toAccount }]
    return []
  })
}
