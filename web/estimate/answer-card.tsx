import type { EstimateAnswer } from '../../src/query/estimate-contract.js'
import { FigureButton } from '../record/figure-button.js'
import type { ShownFigure } from '../record/source.js'
import { monthsText, monthText } from '../shell/amounts.js'
import { type Both, useLanguage } from '../shell/language.js'
import { WORDS } from '../words.js'
import { ESTIMATE } from './words.js'

interface Props {
  readonly answer: EstimateAnswer
  readonly isStale: boolean
}

/** 大字的回答：哪个月，每月多少；下面是依据的几个数。 */
export function AnswerCard({ answer, isStale }: Props) {
  const { say, language } = useLanguage()
  const { assumptions, pension, when, months, balance, isEligible, provisional } = answer
  const shortfall = monthsText(Number(months.shortfall.value), language)
  return (
    <section className="answer" aria-label={say(ESTIMATE.title)}>
      <p className="answer-when">
        {say(ESTIMATE.monthly, { month: monthText(assumptions.retirement, language) })}
        <span className="tag answer-tag">{say(ESTIMATE.isEstimate)}</span>
        {provisional && <span className="tag answer-tag">{say(ESTIMATE.provisional)}</span>}
      </p>
      <p className="answer-much" aria-live="polite">
        <FigureButton figure={pension.total} /> <small>{say(WORDS.yuan)}</small>
        {isStale && <span className="answer-stale">{say(ESTIMATE.recomputing)}</span>}
      </p>
      <p className={isEligible ? 'answer-enough' : 'answer-short'}>
        {isEligible ? `✓ ${say(ESTIMATE.enough)}` : `！${say(ESTIMATE.short, { months: shortfall })}`}
      </p>
      <dl className="answer-facts">
        <Fact name={ESTIMATE.statutory} figure={when.statutory} />
        <Fact name={ESTIMATE.earliest} figure={when.earliest} />
        <Fact name={ESTIMATE.latest} figure={when.latest} />
        <Fact name={ESTIMATE.years} figure={months.years} />
        <Fact name={ESTIMATE.minimum} figure={months.minimum} />
        <Fact name={ESTIMATE.balance} figure={balance} />
        {pension.replacement && <Fact name={ESTIMATE.replacement} figure={pension.replacement} />}
        {pension.inTodaysTerms && <Fact name={ESTIMATE.inTodaysTerms} figure={pension.inTodaysTerms} />}
      </dl>
    </section>
  )
}

function Fact({ name, figure }: { readonly name: Both; readonly figure: ShownFigure }) {
  const { say } = useLanguage()
  return (
    <div>
      <dt>{say(name)}</dt>
      <dd>
        <FigureButton figure={figure} />
      </dd>
    </div>
  )
}
