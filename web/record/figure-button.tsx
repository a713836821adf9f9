import type { Language } from '../../src/kernel/refusal.js'
import { TERMS, type Term } from '../../src/kernel/terms.js'
import { FIGURE_STATES } from '../../src/query/figure-contract.js'
import { Mark } from '../objections/mark.js'
import { amountText, monthsText, monthText } from '../shell/amounts.js'
import { type Both, useLanguage } from '../shell/language.js'
import { type ShownFigure, useExplain, useMark } from './source.js'
import { RECORD } from './words.js'

interface Props {
  readonly figure: ShownFigure
  /** Another wording of the same figure, such as the months as years and months. */
  readonly text?: string
}

/** 可以追问的数字。Tapping it asks why; where that may not be asked, it is text. What is only provisional says so beside it. */
export function FigureButton({ figure, text }: Props) {
  const { say, language } = useLanguage()
  const explain = useExplain()
  const shown = text ?? figureText(figure, language)
  const mark = useMark(figure.path)
  const status = figure.status && (
    <span className="tag tag-warn figure-status">{say(FIGURE_STATES[figure.status])}</span>
  )
  if (explain === undefined) {
    return (
      <span className="number">
        {shown}
        {status}
        {mark && <Mark since={mark.since} />}
      </span>
    )
  }
  const term = say(termName(figure.term))
  return (
    <>
      <button
        type="button"
        className="figure number"
        aria-haspopup="dialog"
        aria-label={say(RECORD.whyFigure, { term, value: shown })}
        onClick={() => explain({ path: figure.path, term: figure.term, text: shown, value: figure.value })}
      >
        {shown}
      </button>
      {status}
      {mark && <Mark since={mark.since} />}
    </>
  )
}

/** 一笔金额 of a contribution row: its path is the row's and its name. */
export function AmountButton(props: { readonly row: string; readonly name: string; readonly amount: number }) {
  const { row, name, amount } = props
  const figure = { term: ROW_TERMS[name] ?? name, value: amount, unit: 'fen', text: '', path: `${row}/${name}` }
  return <FigureButton figure={figure} />
}

const ROW_TERMS: Readonly<Record<string, string>> = {
  base: 'contributionBase',
  arrears: 'arrearsAmount',
  difference: 'paidDifference',
  employer: 'refunded',
  person: 'refunded',
}

/** 术语的名称；a term the catalogue does not know is shown as it came. */
export function termName(term: string): Both {
  const known: Readonly<Record<string, Term>> = TERMS
  return known[term] ?? { zh: term, en: term }
}

/** Amounts and months are written the same everywhere; the rest as the server wrote it. */
export function figureText(figure: Pick<ShownFigure, 'value' | 'unit' | 'text'>, language: Language): string {
  const { value, unit, text } = figure
  if (unit === 'fen' && typeof value === 'number') return amountText(value)
  if (unit === 'month' && typeof value === 'string' && /^\d{4}-\d{2}$/.test(value)) return monthText(value, language)
  if (unit === 'months' && typeof value === 'number') return monthsText(value, language)
  return text === '' ? String(value) : text
}
