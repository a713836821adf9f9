import {
  OBJECTION_ACTS,
  OBJECTION_REASONS,
  OBJECTION_STATES,
  type ObjectionView,
  OUTCOMES,
  RAISED_AS,
} from '../../src/objections/contract.js'
import { PaperShown } from '../archive/paper-shown.js'
import { instantText } from '../shell/amounts.js'
import { bracketed } from '../shell/both.js'
import { useLanguage } from '../shell/language.js'
import { DayByDay } from './clock.js'
import './objections.css'
import { ReceiptFacts } from './receipt-facts.js'
import { OBJECTION } from './words.js'

/** 一件异议：what is disputed, how far it has come, what was decided and why. */
export function ObjectionFacts({
  one,
  paperOf,
}: {
  readonly one: ObjectionView
  /** 材料从哪里调阅；where it may be. */
  readonly paperOf?: (documentId: string) => string
}) {
  const { say, language } = useLanguage()
  return (
    <>
      <h3>
        {say(one.item)} <span className="tag">{say(OBJECTION_STATES[one.state])}</span>
        {one.outcome && (
          <span className={`tag ${one.outcome === 'notUpheld' ? 'tag-warn' : 'tag-good'}`}>
            {say(OUTCOMES[one.outcome])}
          </span>
        )}
        {one.otherKeeper && <span className="tag tag-warn">{say(OBJECTION.otherKeeper)}</span>}
      </h3>
      <ReceiptFacts serial={one.serial} clock={one.clock} reasons={one.reasons}>
        <dt>{say(OBJECTION.who)}</dt>
        <dd>
          {one.about}
          {bracketed([say(RAISED_AS[one.raisedAs]), one.came].filter(Boolean).join(' '), language)}
        </dd>
        <dt>{say(OBJECTION.shown)}</dt>
        <dd className="number">{say(one.shown)}</dd>
        <dt>{say(OBJECTION.reason)}</dt>
        <dd>
          {say(OBJECTION_REASONS[one.reason])} · {one.words}
        </dd>
        <dt>{say(OBJECTION.agency)}</dt>
        <dd>{one.agency}</dd>
      </ReceiptFacts>
      {one.remedy && <p>{say(one.remedy)}</p>}
      <DayByDay clock={one.clock} />
      <ol className="objection-steps" aria-label={say(OBJECTION.steps)}>
        {one.steps.map((step) => (
          <li key={`${step.at}/${step.act}/${step.state}/${step.hasPaper}`}>
            <span className="number">{instantText(step.at, language)}</span> {say(OBJECTION_ACTS[step.act])} ·{' '}
            {[step.agency, ...step.posts.map((post) => say(post)), step.by].filter(Boolean).join(' · ')}{' '}
            {step.basis && bracketed(say(step.basis), language)} {step.says ? say(step.says) : step.note}{' '}
            {step.documentId && paperOf && <PaperShown path={paperOf(step.documentId)} label={OBJECTION.showPaper} />}
          </li>
        ))}
      </ol>
    </>
  )
}
