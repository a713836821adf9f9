import type { Sentence } from './kinds.js'

/** 个人基本信息变更的原因。 */
export const PERSON_CHANGE_REASONS = {
  documentChanged: { zh: '证件变更', en: 'the document changed' },
  entryError: { zh: '采集错误', en: 'entry error' },
  comparison: { zh: '部门比对', en: 'comparison with another department' },
  courtDocument: { zh: '司法文书', en: 'court document' },
  objectionUpheld: { zh: '异议成立', en: 'objection upheld' },
} as const satisfies Readonly<Record<string, Sentence>>
export type PersonChangeReason = keyof typeof PERSON_CHANGE_REASONS

/** 单位注销的原因；`code` 为单位变更类型 AAB100。 */
export const CANCELLATION_REASONS = {
  merged: { zh: '合并', en: 'merged', code: '2' },
  divided: { zh: '分立', en: 'divided', code: '3' },
  bankrupt: { zh: '破产', en: 'bankrupt', code: '4' },
  movedOut: { zh: '成建制转出', en: 'moved to another area as a whole', code: '5' },
  dissolved: { zh: '其他终止', en: 'other termination', code: '9' },
} as const satisfies Readonly<Record<string, Sentence & { code: string }>>
export type CancellationReason = keyof typeof CANCELLATION_REASONS
