import { refusal } from '../kernel/refusal.js'
import { STATES, type SubmissionState } from './kinds.js'

/** 参数变更的不予办理情形。 */
export const nothingChanges = refusal(
  'parameter.nothing-changes',
  'invalid',
  () => '所提各版本与施行中的相同，没有变更。请核对参数、起月与值。',
  () => 'The versions proposed are those already in force; nothing would change. Check parameter, month and value.',
)

export const proposedTwice = refusal<{ parameter: string; since: string }>(
  'parameter.proposed-twice',
  'invalid',
  ({ parameter, since }) => `同一提议中“${parameter}”${since} 起的版本写了两次，请只留一个。`,
  ({ parameter, since }) => `The proposal names “${parameter}” from ${since} twice; keep one of them.`,
)

export const missingParameter = refusal<{ parameter: string; area: string; code: string }>(
  'parameter.missing',
  'missing',
  ({ parameter, area }) => `${area}的参数簿中没有“${parameter}”。请从参数页的列表中打开。`,
  ({ parameter, code }) => `The parameter book of area ${code} has no “${parameter}”; open it from the list.`,
)

export const whatIfMissing = refusal(
  'parameter.what-if-missing',
  'conflict',
  () => '这一版内容在施行中的参数上尚无试算，不能审批通过。请先运行试算，看过人数与金额再定。',
  () =>
    'There is no trial run of exactly this content against the parameters in force, so it cannot be approved. Run it and look at the numbers first.',
)

export const notAgreed = refusal<{ state: SubmissionState }>(
  'parameter.not-agreed',
  'conflict',
  ({ state }) => `本件目前为“${STATES[state].zh}”，未经审定，不能施行。`,
  ({ state }) => `This is at “${STATES[state].en}”; only what was agreed is applied.`,
)

export const alreadySo = refusal(
  'parameter.already-so',
  'conflict',
  () => '施行中的参数已是提议的内容，无可施行。本件不必再办，请退回或另行提出。',
  () => 'The parameters in force already say what was proposed; there is nothing to apply.',
)

export const rulesMoved = refusal(
  'parameter.rules-moved',
  'conflict',
  () => '就在此时另有一件参数变更施行，请刷新后再办。',
  () => 'Another parameter change was applied at this very moment; refresh and try again.',
)
