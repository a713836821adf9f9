import { refusal } from '../kernel/refusal.js'

/** 参数变更的不予办理情形。 */
export const unknownParameter = refusal<{ parameter: string; area: string }>(
  'parameter.unknown',
  'missing',
  ({ parameter }) => `参数簿中没有“${parameter}”，不能提出它的版本。请从参数页选取；新的参数须随读取它的规则一并发布。`,
  ({ parameter }) =>
    `There is no parameter “${parameter}”. Choose one from the parameter page; a new one comes with the rule that reads it.`,
)

export const parameterCollides = refusal<{ parameter: string; since: string; now: string }>(
  'parameter.collides',
  'conflict',
  ({ parameter, since, now }) =>
    `“${parameter}”${since} 起的版本在提出之后已另有变更（现为“${now}”），不能照原提议施行。请核对后重新提出。`,
  ({ parameter, since, now }) =>
    `The version of “${parameter}” from ${since} was changed meanwhile (now “${now}”); the proposal no longer fits. Check it and propose anew.`,
)

export const fileCollides = refusal<{ path: string }>(
  'parameter.file-collides',
  'conflict',
  ({ path }) => `参数文件“${path}”在提出之后已另有变更，整份替换会覆盖它。请核对后重新提出。`,
  ({ path }) =>
    `The parameter file “${path}” was changed meanwhile, and replacing it whole would undo that. Check it and propose anew.`,
)
