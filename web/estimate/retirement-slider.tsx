import { monthsBetween, type Period, plus } from '../../src/kernel/period.js'
import type { EstimateAnswer } from '../../src/query/estimate-contract.js'
import { monthsText, monthText } from '../shell/amounts.js'
import { useLanguage } from '../shell/language.js'
import { Slider } from './slider.js'
import { ESTIMATE } from './words.js'

interface Props {
  readonly answer: EstimateAnswer
  readonly chosen: string | undefined
  /** Undefined: statutory again. */
  readonly onChange: (month: string | undefined) => void
}

/** 哪个月退休：month by month between the bounds. */
export function RetirementSlider({ answer, chosen, onChange }: Props) {
  const { say, language } = useLanguage()
  const { bounds, assumptions } = answer
  const first = bounds.first as Period
  const month = (chosen ?? assumptions.retirement) as Period
  const last = bounds.latest < first ? first : (bounds.latest as Period)
  const ahead = monthsBetween(bounds.statutory as Period, month)
  const away = monthsText(Math.abs(ahead), language)
  const how = ahead === 0 ? say(ESTIMATE.onTime) : say(ahead < 0 ? ESTIMATE.early : ESTIMATE.late, { months: away })
  if (first === last) return null
  return (
    <Slider
      label={say(ESTIMATE.retirement)}
      value={Math.min(Math.max(monthsBetween(first, month), 0), monthsBetween(first, last))}
      max={monthsBetween(first, last)}
      step={1}
      text={`${monthText(month, language)} · ${how}`}
      aside={
        <div className="slider-ends number">
          <span>{monthText(first, language)}</span>
          {ahead !== 0 && bounds.statutory >= first && (
            <button type="button" className="plain-link" onClick={() => onChange(undefined)}>
              {say(ESTIMATE.toStatutory)}
            </button>
          )}
          <span>{monthText(last, language)}</span>
        </div>
      }
      onChange={(at) => onChange(plus(first, at))}
    />
  )
}
