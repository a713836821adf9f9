import type { Decision } from '../access/decision.js'
import type { Section } from '../access/sections.js'
import type { FactRef } from '../kernel/explain.js'
import type { Fact, Posted } from '../ledger/fact.js'
import { isFactWithin, isPathWithin } from '../records/narrowed.js'

/** 四类记录。Which class a figure or a fact belongs to, and whether a decision opened it. */
export const ALL_SECTIONS = ['registration', 'contribution', 'account', 'benefit'] as const satisfies readonly Section[]

const FACT_SECTIONS: Readonly<Record<string, Section>> = {
  ...{ due: 'contribution', paid: 'contribution', subsidy: 'contribution', deferral: 'contribution' },
  ...{ relief: 'contribution', baseDeclaration: 'contribution' },
  ...{ benefitDetermination: 'benefit', benefitPayment: 'benefit', benefitChange: 'benefit', ruling: 'benefit' },
  ...{ entitlementCheck: 'benefit', openingBalance: 'account', deemedPeriod: 'account', transfer: 'account' },
  ...{ accountClose: 'account', specialWork: 'account' },
}

export function sectionOfFact(kind: string): Section {
  return FACT_SECTIONS[kind] ?? 'registration'
}

/** 所开类别的记账：whoever sees every class sees every row. */
export function openRefs({ sections, narrowed }: Decision, facts: readonly Posted<Fact>[]): (ref: FactRef) => boolean {
  if (narrowed === undefined && ALL_SECTIONS.every((section) => sections.includes(section))) return () => true
  const open = facts.filter((fact) => sections.includes(sectionOfFact(fact.kind)) && isFactWithin(fact, narrowed))
  const refs = new Set(open.map(({ ref }) => `${ref.posting}/${ref.ordinal}`))
  return ({ posting, ordinal }) => refs.has(`${posting}/${ordinal}`)
}

const SECTION_OF: Readonly<Record<string, Section>> = {
  enrolment: 'registration',
  contribution: 'contribution',
  year: 'contribution',
  refund: 'contribution',
  keeper: 'registration',
  months: 'account',
  account: 'account',
  accounts: 'account',
  years: 'account',
  deemed: 'account',
  transfer: 'account',
  subsidy: 'contribution',
  benefit: 'benefit',
  ruling: 'benefit',
  person: 'registration',
  missing: 'contribution',
}

/** 所开类别、险种与月份之内的标记，told by its path. */
export function isMarkOpen(path: string, decision: Decision): boolean {
  return isAllowed(path, decision) && isPathWithin(path, decision.narrowed)
}

export function isAllowed(path: string, { sections }: Decision): boolean {
  const section = SECTION_OF[path.split('/')[0] ?? '']
  return section !== undefined && sections.includes(section)
}
