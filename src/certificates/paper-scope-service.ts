import type { Actor } from '../access/actor.js'
import type { Decision } from '../access/decision.js'
import type { Section } from '../access/sections.js'
import { requireSections } from '../query/record-service.js'
import type { PaperForm } from './contract.js'
import type { StatementData } from './statement-data.js'

/** 各种证明所载的类别。A certificate shows all of its two or is not made; a statement shows as many as are open. */
const CLASSES: Readonly<Record<PaperForm, readonly Section[]>> = {
  statement: ['registration', 'contribution', 'benefit', 'account'],
  contributionProof: ['registration', 'contribution'],
}
const NEEDED: Readonly<Record<PaperForm, readonly Section[]>> = {
  statement: ['registration', 'statement'],
  contributionProof: ['registration', 'contribution', 'statement'],
}
const NAMES: Readonly<Partial<Record<Section, string>>> = {
  ...{ registration: '参保登记', contribution: '缴费', benefit: '待遇', account: '个人账户与缴费年限' },
}

/** 可出具否：the person's name and enrolment, and of a statement one class more that has something to tell. */
export function opensPaper({ sections }: Decision, form: PaperForm): boolean {
  const open = CLASSES[form].filter((section) => sections.includes(section))
  return NEEDED[form].every((section) => sections.includes(section)) && open.length > 1
}

/** 超出授权范围的不出具。 */
export function requirePaper(decision: Decision, form: PaperForm): void {
  requireSections(decision, NEEDED[form])
  if (!opensPaper(decision, form)) requireSections(decision, CLASSES[form])
}

/** 所载类别：undefined where nothing is left out. */
export function shownOn({ sections }: Decision, form: PaperForm): readonly Section[] | undefined {
  const open = CLASSES[form].filter((section) => sections.includes(section))
  return open.length === CLASSES[form].length ? undefined : open
}

/** 已出具的可否再看：whoever is shown a paper may see every class that stands on it. */
export function mayReread({ sections }: Decision, form: PaperForm, kept: string | null): boolean {
  const shown: readonly string[] = kept === null ? CLASSES[form] : kept.split(',')
  return shown.every((section) => (sections as readonly string[]).includes(section))
}

/** 所载范围与代谁索取，as printed and as the check page tells; nothing where the person has the whole. */
export function scopeText(actor: Actor, personId: string, form: PaperForm, shown?: readonly Section[]): string[] {
  const named = (all: readonly Section[]) => all.map((section) => NAMES[section] ?? section).join('、')
  const missing = CLASSES[form].filter((section) => !(shown ?? CLASSES[form]).includes(section))
  const { actingFor } = actor
  const behalf = actingFor?.personId === personId ? actingFor.says : undefined
  return [
    ...(shown === undefined ? [] : [`本单只载${named(shown)}；${named(missing)}不在授权范围之内，未载。`]),
    ...(behalf === undefined ? [] : [`由${behalf}为本单所记之人索取。`]),
  ]
}

/** 只载所开的类别：what is not open is left out, and nothing of it stands in another part. */
export function narrowedTo(data: StatementData, shown: readonly Section[] | undefined): StatementData {
  if (shown === undefined) return data
  const { years, ...rest } = data
  const whole = data.insurances
  return {
    ...rest,
    shows: shown,
    insurances: shown.includes('contribution') ? whole : whole.map(registered),
    ...(shown.includes('account') ? (years === undefined ? {} : { years }) : { account: { state: 'none' as const } }),
    benefits: shown.includes('benefit') ? data.benefits : [],
  }
}

function registered(one: StatementData['insurances'][number]): StatementData['insurances'][number] {
  const { insurance, name, state, firstEnrolled, keeper, source, cutoff } = one
  return {
    ...{ insurance, name, state, keeper, source, marks: one.marks.map(() => 'none' as const) },
    ...(firstEnrolled === undefined ? {} : { firstEnrolled }),
    ...(cutoff === undefined ? {} : { cutoff }),
  }
}
