import type { EstimateAnswer } from '../../src/query/estimate-contract.js'
import { amountText, monthText } from '../shell/amounts.js'
import { useLanguage } from '../shell/language.js'
import { percent } from './conditions.js'
import { ESTIMATE, GROUP_NAMES } from './words.js'

/** 测算用的条件，印在纸上时看得到。 */
export function Supposed({ answer: { assumptions } }: { readonly answer: EstimateAnswer }) {
  const { say, language } = useLanguage()
  const rows = [
    [ESTIMATE.group, say(GROUP_NAMES[assumptions.group] ?? { zh: assumptions.group, en: assumptions.group })],
    [ESTIMATE.retirement, monthText(assumptions.retirement, language)],
    [ESTIMATE.base, amountText(assumptions.base)],
    [ESTIMATE.baseGrowth, percent(assumptions.baseGrowth)],
    [ESTIMATE.wageGrowth, percent(assumptions.wageGrowth)],
    [ESTIMATE.notionalRate, percent(assumptions.notionalRate)],
    [ESTIMATE.monthsPerYear, say(ESTIMATE.monthsOf, { n: assumptions.monthsPerYear })],
  ] as const
  return (
    <section className="supposed" aria-label={say(ESTIMATE.supposed)}>
      <h2>{say(ESTIMATE.supposed)}</h2>
      <dl>
        {rows.map(([name, value]) => (
          <div key={name.en}>
            <dt>{say(name)}</dt>
            <dd className="number">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
