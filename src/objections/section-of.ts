import type { Section } from '../access/sections.js'

const SECTION_OF: Readonly<Record<string, Section>> = {
  person: 'registration',
  enrolment: 'registration',
  keeper: 'registration',
  missing: 'contribution',
  contribution: 'contribution',
  year: 'contribution',
  refund: 'contribution',
  subsidy: 'contribution',
  benefit: 'benefit',
}

/** 一项所属的类别：what an agent or an employer must be allowed to see to object to it. */
export function sectionOf(path: string): Section {
  const kind = path.split('/')[0] ?? ''
  return Object.hasOwn(SECTION_OF, kind) ? SECTION_OF[kind]! : 'account'
}
