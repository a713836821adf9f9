import { DASH, money, monthText, STATES, shown } from './page-text.js'
import type { BenefitYear, InsuranceYear, ResidentYear } from './statement-data.js'

type Row = readonly [label: string, value: (one: ResidentYear) => string]

const AMOUNTS: readonly Row[] = [
  ['个人缴费', ({ personPaid }) => shown(personPaid, money)],
  ['集体补助', ({ collective }) => shown(collective, money)],
  ['政府补贴', ({ government }) => shown(government, money)],
  ['政府代缴', ({ onBehalf }) => shown(onBehalf, money)],
  ['累计缴费年数', ({ paidYears }) => shown(paidYears, String)],
]
const OF_REGISTRATION: readonly Row[] = [
  ['参保状态', ({ state }) => STATES[state]],
  ['首次参保年月', ({ firstEnrolled }) => shown(firstEnrolled, monthText)],
]

/** 城乡居民记录单的缴费情况，a column an insurance; `whole` with what was paid. */
export function residentRows(residents: readonly ResidentYear[], whole: boolean) {
  return [...OF_REGISTRATION, ...(whole ? AMOUNTS : [])].map(
    ([label, value]) => [label, ...residents.map((one) => (hasNoFigures(one, label) ? DASH : value(one)))] as const,
  )
}

/** 居民参保的一块，on the employees' form of whoever took part in both. */
export function residentBlock(one: ResidentYear): BenefitYear {
  const lines = [...OF_REGISTRATION, ...AMOUNTS].map(([label, value]) => [label, value(one)] as const)
  return { title: one.name, source: one.source, lines: lines.filter(([, value]) => value !== DASH) }
}

/** 职工参保的一块，on the residents' form of whoever took part in both. */
export function employeeBlock({ name, source, state, ...one }: InsuranceYear): BenefitYear {
  const lines = [
    ['参保状态', STATES[state]],
    ['单位缴费', shown(one.employerPaid, money)],
    ['个人缴费', shown(one.personPaid, money)],
    ['本年实缴月数', shown(one.yearMonths, String)],
    ['累计实际缴费月数', shown(one.actualMonths, String)],
  ] as const
  return {
    ...{ title: name, source },
    lines: lines.filter(([, value]) => value !== DASH),
  }
}

function hasNoFigures({ state }: ResidentYear, label: string): boolean {
  return state === 'notConnected' && label !== '参保状态'
}
