import { STAGES, STATES, type SubmissionState } from '../../src/collection/contract.js'
import { useLanguage } from '../shell/language.js'
import { SUBMISSION } from './words.js'

/** 状态。A stage it waits at is said as waiting. */
export function StateTag({ state }: { readonly state: SubmissionState }) {
  const { say } = useLanguage()
  const name = say(STATES[state])
  return (
    <span className={`tag ${TONES[state] ?? ''}`}>
      {state in STAGES ? say(SUBMISSION.waiting, { stage: name }) : name}
    </span>
  )
}

const TONES: Partial<Record<SubmissionState, string>> = {
  draft: 'tag-warn',
  agreed: 'tag-good',
  posted: 'tag-good',
  returned: 'tag-bad',
  withdrawn: 'tag-bad',
  awaitingPapers: 'tag-warn',
}
