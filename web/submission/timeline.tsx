import {
  type ReviewStepView,
  STAGES,
  STATES,
  type Stage,
  type SubmissionDetail,
} from '../../src/collection/contract.js'
import { dayText, instantText } from '../shell/amounts.js'
import { useLanguage } from '../shell/language.js'
import { Acts } from './acts.js'
import './submission.css'
import { SUBMISSION } from './words.js'

/** 办理过程：filed, each stage of its route, posted. What is done, who has it now, what is to come. */
export function Timeline({ detail }: { readonly detail: SubmissionDetail }) {
  const { say, language } = useLanguage()
  const { state, steps, route, vouchers, posted, earlier, blocked } = detail
  const isReturned = state === 'returned' || state === 'withdrawn'
  const rest = isReturned ? [] : route.slice(steps.length)
  return (
    <div className="timeline">
      {earlier.map(({ revision, steps: before }) => (
        <details key={revision}>
          <summary>{say(SUBMISSION.earlierRevision, { n: revision })}</summary>
          <ol>{before.map(stepItem)}</ol>
        </details>
      ))}
      <ol>
        <li className={state === 'draft' ? 'step step-now' : 'step step-done'}>
          <strong>{say(state === 'draft' ? SUBMISSION.drafted : SUBMISSION.entered)}</strong>
          <small className="number">{instantText(detail.enteredAt, language)}</small>
          {detail.receivedAt !== undefined && (
            <small>
              {say(SUBMISSION.receivedAt)} {instantText(detail.receivedAt, language)} {detail.slip}
            </small>
          )}
          {detail.documentDay !== undefined && (
            <small>
              {say(SUBMISSION.documentDay)} {dayText(detail.documentDay, language)}
            </small>
          )}
        </li>
        {steps.map(stepItem)}
        {rest.map((stage) => (
          <Awaited
            key={stage}
            stage={stage}
            isNow={stage === (state === 'awaitingPapers' ? rest[0] : state)}
            isStopped={state === 'awaitingPapers'}
          />
        ))}
        {state === 'withdrawn' && (
          <li className="step step-returned">
            <strong>{say(STATES.withdrawn)}</strong>
          </li>
        )}
        {!isReturned && (
          <li className={postingClass(detail)}>
            <strong>{say(SUBMISSION.posting)}</strong>
            {(state === 'agreed' || isPosted(state)) && (
              <small className="number">{say(SUBMISSION.postedParts, { done: posted, all: vouchers })}</small>
            )}
            {blocked && (
              <p className="step-reason">
                {say(SUBMISSION.blocked)}：{say(blocked)}
              </p>
            )}
          </li>
        )}
      </ol>
      <Acts acts={detail.acts} />
    </div>
  )
}

function stepItem(step: ReviewStepView) {
  return <Step key={`${step.stage}${step.at}`} step={step} />
}

function Step({ step }: { readonly step: ReviewStepView }) {
  const { say, language } = useLanguage()
  const { stage, verdict, by, organisation, at, reason } = step
  const isPassed = verdict === 'passed'
  return (
    <li className={isPassed ? 'step step-done' : 'step step-returned'}>
      <strong>
        {say(STAGES[stage])} {say(isPassed ? SUBMISSION.passed : SUBMISSION.returned)}
      </strong>
      <small>{[organisation, by, instantText(at, language)].filter((part) => part !== '').join(' · ')}</small>
      {reason && (
        <p className="step-reason">
          {say(SUBMISSION.reason)}：{reason}
        </p>
      )}
    </li>
  )
}

function Awaited(props: { readonly stage: Stage; readonly isNow: boolean; readonly isStopped: boolean }) {
  const { stage, isNow, isStopped } = props
  const { say } = useLanguage()
  const now = isStopped ? STATES.awaitingPapers : SUBMISSION.now
  return (
    <li className={isNow ? 'step step-now' : 'step step-ahead'} aria-current={isNow ? 'step' : undefined}>
      <strong>{say(STAGES[stage])}</strong>
      <small>{say(isNow ? now : SUBMISSION.toCome)}</small>
    </li>
  )
}

/** 已记账的，whether its re-check is done or not. */
function isPosted(state: SubmissionDetail['state']): boolean {
  return state === 'posted' || state === 'awaitingRecheck' || state === 'recheckRefused'
}

function postingClass({ state, blocked }: SubmissionDetail): string {
  if (blocked !== undefined) return 'step step-returned'
  if (isPosted(state)) return 'step step-done'
  return state === 'agreed' ? 'step step-now' : 'step step-ahead'
}
