/** 销毁案的环节。 */
export const DESTRUCTION_STEPS = {
  proposal: { zh: '提出', en: 'proposed' },
  appraisal: { zh: '鉴定', en: 'appraised' },
  approval: { zh: '批准', en: 'approved' },
  refusal: { zh: '不同意', en: 'refused' },
  execution: { zh: '执行', en: 'carried out' },
} as const
export type DestructionStep = keyof typeof DESTRUCTION_STEPS

/** 状态，由环节推得。 */
export const DESTRUCTION_STATES = {
  appraising: { zh: '待鉴定', en: 'to be appraised' },
  approving: { zh: '待批准', en: 'to be approved' },
  approved: { zh: '已批准，待执行', en: 'approved, to be carried out' },
  refused: { zh: '不予销毁', en: 'not to be destroyed' },
  executed: { zh: '已销毁', en: 'destroyed' },
} as const
export type DestructionState = keyof typeof DESTRUCTION_STATES

/** Two appraise, each another natural person than whoever proposed. */
const APPRAISERS = 2

export function destructionState(steps: readonly DestructionStep[]): DestructionState {
  if (steps.includes('refusal')) return 'refused'
  if (steps.includes('execution')) return 'executed'
  if (steps.includes('approval')) return 'approved'
  return steps.filter((step) => step === 'appraisal').length < APPRAISERS ? 'appraising' : 'approving'
}
