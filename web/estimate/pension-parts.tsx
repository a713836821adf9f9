import type { EstimateAnswer } from '../../src/query/estimate-contract.js'
import { FigureButton } from '../record/figure-button.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { COLORS } from '../shell/theme.js'
import { WORDS } from '../words.js'
import { ESTIMATE } from './words.js'

const PARTS = [
  { name: 'basic', color: COLORS.accent },
  { name: 'account', color: '#7fb3ab' },
  { name: 'transitional', color: COLORS.sand },
] as const

/** 由哪几块组成：a stacked bar, and the same in words. */
export function PensionParts({ answer: { pension } }: { readonly answer: EstimateAnswer }) {
  const { say } = useLanguage()
  const amounts = PARTS.map((part) => ({
    ...part,
    figure: pension[part.name],
    amount: Number(pension[part.name].value),
  }))
  const sum = amounts.reduce((all, { amount }) => all + amount, 0)
  const shareOf = (amount: number) => (sum === 0 ? 0 : Math.round((amount * 100) / sum))
  return (
    <Section title={say(ESTIMATE.parts)}>
      <div className="card parts-card">
        <Bar amounts={amounts} sum={sum} />
        <dl className="pension-parts">
          {amounts.map(({ name, color, figure, amount }) => (
            <div key={name}>
              <dt>
                <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
                  <rect width="12" height="12" rx="2" fill={color} />
                </svg>
                {say(ESTIMATE[name])}
              </dt>
              <dd>
                <FigureButton figure={figure} /> <small>{say(WORDS.yuan)}</small>{' '}
                <small>{say(ESTIMATE.share, { n: shareOf(amount) })}</small>
              </dd>
            </div>
          ))}
        </dl>
        <h3>{say(ESTIMATE.rests)}</h3>
        <dl className="pension-parts">
          <Rest name={ESTIMATE.calculationBase} figure={pension.base} />
          <Rest name={ESTIMATE.averageIndex} figure={pension.averageIndex} />
          <Rest name={ESTIMATE.divisor} figure={pension.divisor} />
        </dl>
      </div>
    </Section>
  )
}

function Rest({
  name,
  figure,
}: {
  readonly name: { zh: string; en: string }
  readonly figure: EstimateAnswer['balance']
}) {
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

interface BarProps {
  readonly amounts: readonly { readonly name: string; readonly color: string; readonly amount: number }[]
  readonly sum: number
}

/** Decorative: the list beside it says the same. */
function Bar({ amounts, sum }: BarProps) {
  let at = 0
  return (
    <svg className="parts-bar" viewBox="0 0 1000 36" preserveAspectRatio="none" aria-hidden="true">
      {amounts.map(({ name, color, amount }) => {
        const width = sum === 0 ? 0 : (amount * 1000) / sum
        const x = at
        at += width
        return <rect key={name} x={x} y={0} width={Math.max(0, width - 3)} height={36} rx={4} fill={color} />
      })}
    </svg>
  )
}
