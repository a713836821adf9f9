import type { StatementData } from '../certificates/statement-data.js'
import { statementOf } from '../certificates/statement-of-record.js'
import type { Language } from '../kernel/refusal.js'
import type { RecordSections } from '../query/contract.js'
import { type ContentFigure, type ContentSource, contentOf } from './content.js'
import type { ItemKey } from './items.js'
import { figureIn, sentenceOf } from './speech.js'

/** 一个渠道所告知的。What it tells of a record, read back from the answer as it leaves: a screen, a sentence, a page. */
export interface Teller {
  readonly channel: string
  /** What it is answerable for; an item it does not have is no difference. */
  carries(figure: ContentFigure, source: ContentSource): boolean
  tell(source: ContentSource): readonly ContentFigure[]
}

/** 网上：from the sections that the web and the window get. */
export function webTeller(channel: string, sectionsOf: (source: ContentSource) => RecordSections): Teller {
  return { channel, carries: () => true, tell: (source) => figuresOfSections(sectionsOf(source)) }
}

/** 语音：each sentence, read back. A sentence that reads back as nothing is a figure that was not told. */
export function voiceTeller(
  language: Language,
  items: readonly ItemKey[],
  say: (figure: ContentFigure, language: Language) => string = sentenceOf,
): Teller {
  return {
    channel: language === 'zh' ? 'hotline' : 'hotline-en',
    carries: ({ item }) => items.includes(item),
    tell: (source) =>
      contentOf(source)
        .filter(({ item }) => items.includes(item))
        .flatMap((figure) => figureIn(say(figure, language), language) ?? []),
  }
}

/** 终端：its own answer, value by value. */
export function kioskTeller(linesOf: (source: ContentSource) => readonly ContentFigure[]): Teller {
  return { channel: 'kiosk', carries: () => true, tell: (source) => linesOf(source) }
}

const NOBODY: Parameters<typeof statementOf>[2] = {
  agency: { code: '', name: '', address: '', phone: '', website: '' },
  person: { name: '', identityNumber: '', documentType: '', personNumber: '' },
  areaName: '',
  dataCutoff: '1900-01-01' as never,
  printedAt: '1900-01-01' as never,
  checkpoint: { treeSize: 0, root: '' },
  articles: [],
}

type StatementMaker = (source: ContentSource, year: number) => StatementData

/** 纸面：the statement of the latest year, from the data that is set in type. */
export function paperTeller(
  statement: StatementMaker = ({ record }, year) => statementOf(record, year, NOBODY),
): Teller {
  return {
    channel: 'paper',
    carries: ({ item, of, at }, source) => {
      const year = latestYear(source)
      if (year === undefined || !isEnrolled(source, of)) return false
      return item === 'state' || item === 'months' || (item === 'yearMonths' && at === String(year))
    },
    tell: (source) => {
      const year = latestYear(source)
      return year === undefined ? [] : figuresOfStatement(source, statement(source, year))
    },
  }
}

/** Who never paid anything has no statement. */
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
  return data.insurances.flatMap(({ insurance, state, actualMonths, yearMonths }) => {
    const since = source.record.registration.enrolments.find((one) => one.insurance === insurance)?.since
    const has = source.record.insurances.some(
      (one) => one.insurance === insurance && one.years.some(({ year }) => year === data.year),
    )
    const told: ContentFigure[] = []
    if (state !== 'notConnected' && state !== 'notEnrolled' && since !== undefined)
      told.push({ item: 'state', of: insurance, unit: 'text', value: state, at: since })
    if (actualMonths !== undefined) told.push({ item: 'months', of: insurance, unit: 'months', value: actualMonths })
    if (yearMonths !== undefined && has)
      told.push({ item: 'yearMonths', of: insurance, at: String(data.year), unit: 'months', value: yearMonths })
    return told
  })
}

/** 由屏幕所得的各节读出数字. */
export function figuresOfSections(sections: RecordSections): ContentFigure[] {
  const { registration, contributions = [], account, benefits = [] } = sections
  const told: ContentFigure[] = []
  for (const { insurance, state = '', since } of registration?.enrolments ?? [])
    told.push({
      item: 'state',
      of: insurance,
      unit: 'text',
      value: state,
      ...(since === undefined ? {} : { at: since }),
    })
  for (const { insurance, actualMonths } of account?.months ?? [])
    if (actualMonths !== undefined)
      told.push({ item: 'months', of: insurance, unit: 'months', value: actualMonths.value })
  for (const one of contributions) told.push(...ofContributions(one))
  const [newest] = account?.years ?? []
  if (account?.balance !== undefined && newest !== undefined)
    told.push({ item: 'balance', of: '110', at: String(newest.year), unit: 'fen', value: account.balance.value })
  for (const { insurance, employerName, through } of registration?.employers ?? [])
    if (through === undefined && employerName !== undefined)
      told.push({ item: 'employer', of: insurance, unit: 'text', value: employerName })
  for (const { kind, since, monthly } of benefits)
    if (monthly !== undefined) told.push({ item: 'benefit', of: kind, at: since, unit: 'fen', value: monthly.value })
  return told
}

function ofContributions({
  insurance,
  keeper,
  years,
}: NonNullable<RecordSections['contributions']>[number]): ContentFigure[] {
  const [newest] = years
  if (!keeper.connected || newest === undefined) return []
  const at = String(newest.year)
  const row = newest.rows.filter(({ paidEmployer, paidPerson }) => paidEmployer + paidPerson > 0).at(-1)
  const person = newest.person.value
  return [
    { item: 'yearMonths', of: insurance, at, unit: 'months', value: newest.paidMonths.value },
    ...(row === undefined
      ? []
      : [{ item: 'base' as const, of: insurance, at: row.month, unit: 'fen' as const, value: row.base }]),
    ...(person === 0 ? [] : [{ item: 'paid' as const, of: insurance, at, unit: 'fen' as const, value: person }]),
  ]
}
