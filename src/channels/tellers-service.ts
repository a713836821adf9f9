import { Value } from '@sinclair/typebox/value'
import type { InsuranceYear, StatementData } from '../certificates/statement-data.js'
import { statementOf } from '../certificates/statement-of-record.js'
import type { Language } from '../kernel/refusal.js'
import { RecordSections } from '../query/contract.js'
import type { ContentFigure, ContentSource } from './content.js'
import type { ItemKey } from './items.js'
import { KioskContent } from './kiosk-contract.js'
import { printedState, printedValue } from './printed.js'
import { figuresOfSections } from './sections-told.js'
import { stateInReply, stateReply } from './sms-words.js'
import { figureIn } from './speech.js'
import { ANY, type Teller } from './teller.js'

/** 屏幕各节（网上、窗口、接口）：the sections in one language, read from the figures as printed there. */
export function sectionsTeller(
  channel: string,
  language: Language,
  sectionsOf: (source: ContentSource, language: Language) => RecordSections,
): Teller<RecordSections> {
  return {
    channel,
    carries: () => true,
    // What the contract does not have does not leave.
    answer: (source) => Value.Clean(RecordSections, onTheWire(sectionsOf(source, language))) as RecordSections,
    read: (sections) => figuresOfSections(sections, language),
  }
}

/** 语音：every sentence of the items that are spoken. One that reads back as nothing is a figure that was not told. */
export function voiceTeller(
  language: Language,
  items: readonly ItemKey[],
  sentences: (source: ContentSource, language: Language) => readonly string[],
): Teller<readonly string[]> {
  return {
    channel: language === 'zh' ? 'hotline' : 'hotline-en',
    carries: ({ item }) => items.includes(item),
    answer: (source) => sentences(source, language),
    read: (said) => said.flatMap((sentence) => figureIn(sentence, language) ?? []),
  }
}

/** 终端与接口的要项：each line as it is shown and as it is read aloud, in both languages. */
export function linesTeller(
  channel: string,
  items: readonly ItemKey[],
  linesOf: (source: ContentSource) => KioskContent,
): Teller<KioskContent> {
  return {
    channel,
    carries: ({ item }) => items.includes(item),
    answer: (source) => Value.Clean(KioskContent, onTheWire(linesOf(source))) as KioskContent,
    read: ({ lines }) => lines.flatMap((line) => figureOfLine(line) ?? []),
  }
}

/** 短信查询：one state of all insurances together, and nothing else. */
export function smsTeller(): Teller<string> {
  const state = (value: string): ContentFigure => ({ item: 'state', of: ANY, unit: 'text', value })
  return {
    channel: 'sms',
    carries: ({ of }) => of === ANY,
    expects: (figures) => {
      const states = figures.filter(({ item }) => item === 'state').map(({ value }) => value)
      return [state(['enrolled', 'suspended', 'ended'].find((one) => states.includes(one)) ?? 'none')]
    },
    answer: ({ record: { registration } }) =>
      stateReply(
        registration.enrolments.map((one) => one.state),
        registration.person?.socialSecurityNumber ?? '',
      ),
    read: (reply) => {
      const told = stateInReply(reply)
      return told === undefined ? [] : [state(told)]
    },
  }
}

const NOBODY = {
  agency: { code: '', name: '', address: '', phone: '', website: '' },
  person: { name: '', identityNumber: '', documentType: '', personNumber: '' },
  areaName: '',
  dataCutoff: '1900-01-01' as never,
  printedAt: '1900-01-01' as never,
  checkpoint: { treeSize: 0, root: '' },
  articles: [],
} as Parameters<typeof statementOf>[2]

/**
 * 纸面：the statement of the latest year, from the data that is set in type, on the form of its class: of a resident's insurance
 * it tells the state and no months. Who never paid anything has none.
 */
export function paperTeller(): Teller<StatementData | undefined> {
  const answer = (source: ContentSource) => {
    const year = latestYear(source)
    return year === undefined ? undefined : statementOf(source.record, year, NOBODY)
  }
  return {
    channel: 'paper',
    carries: ({ item, of, at }, source) => {
      const data = answer(source)
      if (data === undefined || !isEnrolled(source, of)) return false
      const isOf = ({ insurance }: { readonly insurance: string }) => insurance === of
      if (data.residents.some(isOf)) return item === 'state'
      if (!data.insurances.some(isOf)) return false
      return item === 'state' || item === 'months' || (item === 'yearMonths' && at === String(data.year))
    },
    answer,
    read: (data, source) => (data === undefined ? [] : figuresOfStatement(source, data)),
  }
}

function onTheWire<T>(answer: T): T {
  return JSON.parse(JSON.stringify(answer)) as T
}

/** Told wrongly in one of its four ways is told wrongly; told unreadably in one is not told. */
function figureOfLine({ item, at, unit, text, spoken, value }: KioskContent['lines'][number]) {
  const said = (['zh', 'en'] as const).map((language) => figureIn(spoken[language], language))
  const [chinese, english] = said
  if (chinese === undefined || english === undefined || chinese.item !== item) return undefined
  const printed = (['zh', 'en'] as const).map((language) =>
    item === 'state' ? printedState(text[language], language) : printedValue(unit, text[language], language),
  )
  const wrong = [...printed, chinese.value, english.value].find((one) => one !== value)
  if (printed.includes(undefined)) return undefined
  const when = at === undefined ? {} : { at }
  return { item: chinese.item, of: chinese.of, unit: chinese.unit, value: wrong ?? value, ...when }
}

function latestYear({ record }: ContentSource): number | undefined {
  const years = record.insurances.flatMap((one) => one.years.map(({ year }) => year))
  return years.length === 0 ? undefined : Math.max(...years)
}

function isEnrolled({ record }: ContentSource, insurance: string): boolean {
  const kept = record.insurances.find((one) => one.insurance === insurance)?.keeping.connected ?? false
  return kept && record.registration.enrolments.some((one) => one.insurance === insurance)
}

/** The paper prints no month beside the state: it is taken from the record, and only the state is compared. */
function figuresOfStatement(source: ContentSource, data: StatementData): ContentFigure[] {
  const stateOf = ({ insurance, state }: Pick<InsuranceYear, 'insurance' | 'state'>): ContentFigure[] => {
    const since = source.record.registration.enrolments.find((one) => one.insurance === insurance)?.since
    if (state === 'notConnected' || state === 'notEnrolled' || since === undefined) return []
    return [{ item: 'state', of: insurance, unit: 'text', value: state, at: since }]
  }
  const ofEmployees = data.insurances.flatMap(({ insurance, state, actualMonths, yearMonths }) => {
    const has = source.record.insurances.some(
      (one) => one.insurance === insurance && one.years.some(({ year }) => year === data.year),
    )
    const told = stateOf({ insurance, state })
    if (actualMonths !== undefined) told.push({ item: 'months', of: insurance, unit: 'months', value: actualMonths })
    if (yearMonths !== undefined && has)
      told.push({ item: 'yearMonths', of: insurance, at: String(data.year), unit: 'months', value: yearMonths })
    return told
  })
  return [...ofEmployees, ...data.residents.flatMap(stateOf)]
}
