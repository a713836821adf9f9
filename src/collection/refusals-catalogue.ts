import { refusal } from '../kernel/refusal.js'

/** 目录变更的不予办理情形。 */
export const knownEntry = refusal<{ code: string; name: string }>(
  'catalogue.known-already',
  'conflict',
  ({ code, name }) => `目录中已有 ${code}（${name}）。请改为变更，或核对编码。`,
  ({ code, name }) => `The catalogue holds ${code} (${name}) already. File a change instead, or check the code.`,
)

export const unknownEntry = refusal<{ code: string }>(
  'catalogue.unknown',
  'missing',
  ({ code }) => `目录中没有 ${code}，无从变更或删除。请核对编码。`,
  ({ code }) => `The catalogue holds no ${code}; there is nothing to change or delete. Check the code.`,
)

export const sameEntry = refusal<{ code: string }>(
  'catalogue.nothing-changes',
  'invalid',
  ({ code }) => `${code} 与现行内容相同，没有变更。请改正内容后再提出。`,
  ({ code }) => `${code} would stay as it is. Change something, or leave it out.`,
)

export const earlierEntry = refusal<{ code: string; known: string; given: string }>(
  'catalogue.earlier',
  'conflict',
  ({ code, given, known }) => `${code} 的生效日 ${given} 早于现行内容的生效日 ${known}。请改正生效日。`,
  ({ code, given, known }) => `${code} would hold from ${given}, before what stands from ${known}. Correct the day.`,
)

export const codeTwice = refusal<{ code: string }>(
  'catalogue.code-twice',
  'invalid',
  ({ code }) => `${code} 在同一份变更中出现两次。请只保留一行。`,
  ({ code }) => `${code} stands twice in the same change. Keep one row.`,
)
