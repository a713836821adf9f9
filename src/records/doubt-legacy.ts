import { type Fen, yuanText } from '../kernel/money.js'
import { INSURANCE_NAMES, isInsurance } from '../kernel/terms.js'
import type { LegacyDoubt, Posted } from '../ledger/fact.js'
import { type Doubt, doubt } from './doubts.js'
import { findFigure } from './path.js'
import type { RightsRecord } from './rights-record.js'

/** 数字的说法。 */
const SAYS: Readonly<Record<LegacyDoubt['figure'], { readonly zh: string; readonly en: string }>> = {
  balance: { zh: '年末储存额', en: 'the balance at the end of the year' },
  yearSum: { zh: '当年记账额', en: 'what was credited in the year' },
  months: { zh: '累计缴费月数', en: 'the months paid so far' },
  birthDate: { zh: '出生日期', en: 'the date of birth' },
  sex: { zh: '性别', en: 'the sex' },
  number: { zh: '证件号码', en: 'the identity number' },
}

/** 遗留待核，beside the figures they concern; each falls away with the correction that settles it. */
export function doubtsOfLegacy(doubts: readonly Posted<LegacyDoubt>[], record: Omit<RightsRecord, 'doubts'>): Doubt[] {
  return doubts.map((one) => {
    const paths = pathsOf(one).filter((path) => findFigure({ ...record, doubts: [] }, path) !== undefined)
    const place = { facts: [one.ref], paths, ...(one.insurance === undefined ? {} : { insurance: one.insurance }) }
    const { zh, en } = whatOf(one)
    const told = textOf(one.figure, one.told)
    const derived = textOf(one.figure, one.derived)
    return doubt('legacyPending', place, [zh, told.zh, derived.zh], [en, told.en, derived.en])
  })
}

function whatOf({ figure, insurance, year }: LegacyDoubt) {
  const of = insurance !== undefined && isInsurance(insurance) ? INSURANCE_NAMES[insurance] : { zh: '', en: '' }
  const [zhYear, enYear] = year === undefined ? ['', ''] : [`${year}年`, ` of ${year}`]
  return { zh: `${of.zh}${zhYear}${SAYS[figure].zh}`, en: `${of.en} ${SAYS[figure].en}${enYear}`.trim() }
}

function textOf(figure: LegacyDoubt['figure'], value: string): { readonly zh: string; readonly en: string } {
  if (figure === 'balance' || figure === 'yearSum') {
    const yuan = yuanText(Number(value) as Fen)
    return { zh: `${yuan}元`, en: `${yuan} yuan` }
  }
  if (figure === 'months') return { zh: `${value}个月`, en: `${value} months` }
  return { zh: value, en: value }
}

function pathsOf({ figure, insurance, year }: LegacyDoubt): string[] {
  if (figure === 'months') return [`months/${insurance}/actual`]
  const name = figure === 'balance' ? 'closing' : 'credits'
  return figure === 'balance' || figure === 'yearSum' ? [`accounts/${insurance}/${year}/${name}`] : []
}
