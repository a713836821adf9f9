import type { LevyPreview } from '../../src/collection/levy-contract.js'
import { amountText } from '../shell/amounts.js'
import { type Both, useLanguage } from '../shell/language.js'
import { LEVY } from './levy-words.js'

/** 记账 + 待认领 = 控制总额，写成等式。Checked here once more, from the parts shown. */
export function LevyEquation({ preview }: { readonly preview: LevyPreview }) {
  const { say } = useLanguage()
  const { fitting, differing, suspense, refunds, controlTotal, controlRows } = preview
  const isBalanced =
    fitting.amount + differing.amount + suspense.amount === controlTotal &&
    fitting.rows + differing.rows + suspense.rows === controlRows
  return (
    <section className={isBalanced ? 'card equation' : 'card equation equation-off'} aria-label={say(LEVY.balanced)}>
      <div className="equation-terms">
        <Term name={LEVY.fitting} rows={fitting.rows} amount={fitting.amount} />
        <Sign>+</Sign>
        <Term name={LEVY.differing} rows={differing.rows} amount={differing.amount} tone="warn" />
        <Sign>+</Sign>
        <Term name={LEVY.suspense} rows={suspense.rows} amount={suspense.amount} tone="bad" />
        <Sign>{isBalanced ? '=' : '≠'}</Sign>
        <Term name={LEVY.control} rows={controlRows} amount={controlTotal} tone="total" />
      </div>
      <p className="equation-says" role={isBalanced ? undefined : 'alert'}>
        {isBalanced
          ? `${say(LEVY.posted)} ${amountText(fitting.amount + differing.amount)} + ${say(LEVY.suspense)} ${amountText(suspense.amount)} = ${amountText(controlTotal)}`
          : say(LEVY.unbalanced)}
      </p>
      {refunds.rows > 0 && (
        <p className="desk-note">{say(LEVY.refunds, { rows: refunds.rows, amount: amountText(refunds.amount) })}</p>
      )}
    </section>
  )
}

interface TermProps {
  readonly name: Both
  readonly rows: number
  readonly amount: number
  readonly tone?: 'warn' | 'bad' | 'total'
}

function Term({ name, rows, amount, tone }: TermProps) {
  const { say } = useLanguage()
  const shownTone = tone !== 'total' && rows === 0 ? 'none' : (tone ?? 'good')
  return (
    <div className={`equation-term equation-${shownTone}`}>
      <span>{say(name)}</span>
      <strong className="number">{amountText(amount)}</strong>
      <small className="number">{say(LEVY.rows, { n: rows })}</small>
    </div>
  )
}

function Sign({ children }: { readonly children: string }) {
  return <span className="equation-sign">{children}</span>
}
