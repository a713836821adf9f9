import type { AccountYear } from '../../src/query/section-contract.js'
import { ACCOUNT_STATES } from '../../src/query/section-contract.js'
import { type Both, useLanguage } from '../shell/language.js'
import { Empty } from '../shell/states.js'
import { WORDS } from '../words.js'
import { FigureButton } from './figure-button.js'
import { SECTIONS } from './section-words.js'
import type { ShownFigure } from './source.js'
import { RECORD } from './words.js'

/** 个人账户各年，每年一道等式：上年末 + 本年记账 + 两项利息 − 支出 ± 转移 = 本年末。 */
export function AccountYears({ years }: { readonly years: readonly AccountYear[] }) {
  const { say } = useLanguage()
  if (years.length === 0) return <Empty title={say(RECORD.noAccount)} />
  const [recent, earlier] = [years.slice(0, SHOWN), years.slice(SHOWN)]
  return (
    <>
      <Years years={recent} />
      {earlier.length > 0 && (
        <details className="fold">
          <summary>{say(RECORD.earlierYears, { n: earlier.length })}</summary>
          <Years years={earlier} />
        </details>
      )}
    </>
  )
}

/** Years that stand open; the rest unfold. */
const SHOWN = 4

function Years({ years }: { readonly years: readonly AccountYear[] }) {
  return (
    <ol className="account-years">
      {years.map((year) => (
        <li key={year.year} className="card account-year">
          <Head year={year} />
          <Equation year={year} />
        </li>
      ))}
    </ol>
  )
}

function Head({ year }: { readonly year: AccountYear }) {
  const { say } = useLanguage()
  const { rate, state, closedAfter } = year
  return (
    <div className="account-head">
      <h3 className="number">{say(WORDS.yearSuffix, { year: year.year })}</h3>
      <span className={`tag ${STATE_TAGS[state] ?? ''}`}>{say(stateName(state))}</span>
      {closedAfter && <span className="tag">{say(SECTIONS.endedIn, { month: closedAfter })}</span>}
      {rate && (
        <span className="account-rate">
          {say(RECORD.rate)} <FigureButton figure={rate} />
        </span>
      )}
    </div>
  )
}

const STATE_TAGS: Readonly<Record<string, string>> = { settled: 'tag-good', provisional: 'tag-warn' }

function Equation({ year }: { readonly year: AccountYear }) {
  const { say } = useLanguage()
  const { opening, credits, interestOnOpening, interestOnCredits, closing, balance, state } = year
  const { paidOut, interestOnPaid, movedIn, movedOut } = year
  const waiting = state === 'rateNotPublished' ? say(RECORD.rateNotPublished) : undefined
  return (
    <dl className="equation">
      <Part name={RECORD.opening} figure={opening} />
      <Part sign="+" name={RECORD.credits} figure={credits} />
      {(interestOnOpening || waiting) && (
        <Part sign="+" name={RECORD.interestOnOpening} figure={interestOnOpening} instead={waiting} />
      )}
      {interestOnCredits && <Part sign="+" name={RECORD.interestOnCredits} figure={interestOnCredits} />}
      {paidOut && <Part sign="−" name={SECTIONS.paidOut} figure={paidOut} />}
      {interestOnPaid && <Part sign="−" name={SECTIONS.interestOnPaid} figure={interestOnPaid} />}
      {movedIn && <Part sign="+" name={SECTIONS.movedIn} figure={movedIn} />}
      {movedOut && <Part sign="−" name={SECTIONS.movedOut} figure={movedOut} />}
      <Part sign="=" name={closing ? RECORD.closing : RECORD.before} figure={closing ?? balance} />
    </dl>
  )
}

interface PartProps {
  readonly sign?: '+' | '−' | '='
  readonly name: Both
  readonly figure: ShownFigure | undefined
  /** What stands there while there is no figure. */
  readonly instead?: string | undefined
}

function Part({ sign, name, figure, instead }: PartProps) {
  const { say } = useLanguage()
  return (
    <div className={sign === '=' ? 'part part-sum' : 'part'}>
      <dt>
        {sign && <span className="sign">{sign}</span>}
        {say(name)}
      </dt>
      <dd>{figure ? <FigureButton figure={figure} /> : <span className="part-waiting">{instead}</span>}</dd>
    </div>
  )
}

function stateName(state: string): Both {
  const names: Readonly<Record<string, Both>> = ACCOUNT_STATES
  return names[state] ?? { zh: state, en: state }
}
