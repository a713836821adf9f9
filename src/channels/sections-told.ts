import type { Language } from '../kernel/refusal.js'
import type { RecordSections } from '../query/contract.js'
import type { Figure } from '../query/figure-contract.js'
import type { ContentFigure } from './content.js'
import { printedValue } from './printed.js'

type Contributions = NonNullable<RecordSections['contributions']>[number]

/** 由屏幕所得的各节读出数字, as printed in this language. */
export function figuresOfSections(sections: RecordSections, language: Language): ContentFigure[] {
  const { registration, contributions = [], account, benefits = [] } = sections
  const read = (figure: Figure) => readFigure(figure, language)
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
      told.push({ item: 'months', of: insurance, unit: 'months', value: read(actualMonths) })
  for (const one of contributions) told.push(...ofContributions(one, read))
  const [newest] = account?.years ?? []
  if (account?.balance !== undefined && newest !== undefined)
    told.push({ item: 'balance', of: '110', at: String(newest.year), unit: 'fen', value: read(account.balance) })
  for (const { insurance, employerName, through } of registration?.employers ?? [])
    if (through === undefined && employerName !== undefined)
      told.push({ item: 'employer', of: insurance, unit: 'text', value: employerName })
  for (const { kind, since, monthly } of benefits)
    if (monthly !== undefined) told.push({ item: 'benefit', of: kind, at: since, unit: 'fen', value: read(monthly) })
  return told
}

/** A figure says its value twice, as a number and as text: where they part, it is the text that was read. */
function readFigure({ unit, value, text }: Figure, language: Language): number | string {
  const printed = printedValue(unit, text, language)
  return printed === value ? value : (printed ?? text)
}

function ofContributions(
  { insurance, keeper, years }: Contributions,
  read: (figure: Figure) => number | string,
): ContentFigure[] {
  const [newest] = years
  if (!keeper.connected || newest === undefined) return []
  const at = String(newest.year)
  const row = newest.rows.filter(({ paidEmployer, paidPerson }) => paidEmployer + paidPerson > 0).at(-1)
  const base = { item: 'base', of: insurance, unit: 'fen' } as const
  const paid = { item: 'paid', of: insurance, at, unit: 'fen' } as const
  return [
    { item: 'yearMonths', of: insurance, at, unit: 'months', value: read(newest.paidMonths) },
    ...(row === undefined ? [] : [{ ...base, at: row.month, value: row.base }]),
    ...(newest.person.value === 0 ? [] : [{ ...paid, value: read(newest.person) }]),
  ]
}
