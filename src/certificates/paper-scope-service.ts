import type { Actor } from '../access/actor.js'
import type { Decision } from '../access/decision.js'
import type { Section } from '../access/sections.js'
import {
  coversInsurance,
  isByMonth,
  isNarrowingWord,
  isWithin,
  narrowingOf,
  narrowingSays,
  narrowingWords,
} from '../kernel/narrowing.js'
import { requireSections } from '../query/record-service.js'
import type { PaperForm } from './paper-form.js'
import type { PaperOrigin, ResidentYear, StatementData } from './statement-data.js'

/** 各种证明所载的类别。A certificate shows both of its two or is not made; a statement shows as many as are open. */
const CLASSES: Readonly<Record<PaperForm, readonly Section[]>> = {
  statement: ['registration', 'contribution', 'benefit', 'account'],
  contributionProof: ['registration', 'contribution'],
  benefitProof: ['registration', 'benefit'],
}
const NEEDED: Readonly<Record<PaperForm, readonly Section[]>> = {
  statement: ['registration', 'statement'],
  contributionProof: ['registration', 'contribution', 'statement'],
  benefitProof: ['registration', 'benefit', 'statement'],
}
const NAMES: Readonly<Partial<Record<Section, string>>> = {
  ...{ registration: '参保登记', contribution: '缴费', benefit: '待遇', account: '个人账户与缴费年限' },
}

/** 可出具否：the person's name and enrolment, and of a statement one class more that has something to tell. */
export function opensPaper(decision: Decision, form: PaperForm): boolean {
  const { sections } = decision
  const open = openOn(decision, form)
  return NEEDED[form].every((section) => sections.includes(section)) && open.length > 1
}

/** 纸面所载的类别：of the account nothing is printed where a mandate leaves pensions out, or goes over some months only. */
function openOn({ sections, narrowed }: Decision, form: PaperForm): readonly Section[] {
  const hasAccount = (coversInsurance(narrowed, '110') || coversInsurance(narrowed, '170')) && !isByMonth(narrowed)
  return CLASSES[form].filter((section) => sections.includes(section) && (section !== 'account' || hasAccount))
}

/** 超出授权范围的不出具。 */
export function requirePaper(decision: Decision, form: PaperForm): void {
  requireSections(decision, NEEDED[form])
  if (!opensPaper(decision, form)) requireSections(decision, CLASSES[form])
}

/** 所载类别：undefined where nothing is left out. */
export function shownOn(decision: Decision, form: PaperForm): readonly Section[] | undefined {
  const open = openOn(decision, form)
  return open.length === CLASSES[form].length ? undefined : open
}

/** 已出具的可否再看：whoever is shown a paper may see every class that stands on it. */
export function mayReread({ sections, narrowed }: Decision, form: PaperForm, kept: string | null): boolean {
  const words: readonly string[] = kept === null ? CLASSES[form] : kept.split(',')
  const shown = words.filter((word) => !isNarrowingWord(word))
  const open: readonly string[] = sections
  return shown.every((section) => open.includes(section)) && isWithin(narrowingOf(kept ?? ''), narrowed)
}

/** 存根上的所载范围：nothing where the paper shows all there is. */
export function storedScope(
  form: PaperForm,
  { shows, narrowed }: Pick<PaperOrigin, 'shows' | 'narrowed'>,
): { readonly sections?: readonly string[] } {
  if (shows === undefined && narrowed === undefined) return {}
  return { sections: [...(shows ?? CLASSES[form]), ...narrowingWords(narrowed ?? {})] }
}

/** 所载范围与代谁索取，as printed and as the check page tells; nothing where the person has the whole. */
export function scopeText(
  actor: Actor,
  personId: string,
  form: PaperForm,
  { shown, narrowed }: Pick<Decision, 'narrowed'> & { readonly shown?: readonly Section[] | undefined } = {},
): string[] {
  const named = (all: readonly Section[]) => all.map((section) => NAMES[section] ?? section).join('、')
  const missing = CLASSES[form].filter((section) => !(shown ?? CLASSES[form]).includes(section))
  const { actingFor } = actor
  const behalf = actingFor?.personId === personId ? actingFor.says : undefined
  return [
    ...(shown === undefined ? [] : [`本单只载${named(shown)}；${named(missing)}不在许可的范围之内，未载。`]),
    ...(narrowed === undefined ? [] : [`本单${narrowingSays(narrowed).zh}；其余险种与月份不在许可的范围之内，未载。`]),
    ...(behalf === undefined ? [] : [`由${behalf}为本单所记之人索取。`]),
  ]
}

/** 只载所开的类别：what is not open is left out, and nothing of it stands in another part. */
export function narrowedTo(whole: StatementData, shown: readonly Section[] | undefined): StatementData {
  const data = isByMonth(whole.narrowed) ? ofMonths(whole) : whole
  if (shown === undefined) return data
  const { years, ...rest } = data
  const { insurances: rows } = data
  return {
    ...rest,
    shows: shown,
    insurances: shown.includes('contribution') ? rows : rows.map(registered),
    residents: shown.includes('contribution') ? data.residents : data.residents.map(registeredOnly),
    ...(shown.includes('account') ? (years === undefined ? {} : { years }) : { account: { state: 'none' as const } }),
    benefits: shown.includes('benefit') ? data.benefits : [],
  }
}

/** 只含一些月份的：what counts over all months, and what was paid for months of other years, is a dash. */
function ofMonths({ employer: _, ...data }: StatementData): StatementData {
  const insurances = data.insurances.map((one) => {
    const {
      actualMonths: _months,
      arrearsMonths: _arrears,
      arrearsPaid: _paid,
      arrearsPaidMonths: _back,
      ...rest
    } = one
    return rest
  })
  const residents = data.residents.map(({ paidYears: _, ...rest }) => rest)
  return { ...data, insurances, residents }
}

function registeredOnly({ insurance, name, state, source, firstEnrolled }: ResidentYear): ResidentYear {
  return { insurance, name, state, source, ...(firstEnrolled === undefined ? {} : { firstEnrolled }) }
}

function registered(one: StatementData['insurances'][number]): StatementData['insurances'][number] {
  const { insurance, name, state, firstEnrolled, keeper, source, cutoff } = one
  return {
    ...{ insurance, name, state, keeper, source, marks: one.marks.map(() => 'none' as const) },
    ...(firstEnrolled === undefined ? {} : { firstEnrolled }),
    ...(cutoff === undefined ? {} : { cutoff }),
  }
}
