import { refusal } from '../kernel/refusal.js'

/** 特殊工种提前退休的不予办理情形。 */
export const noHazardousWork = refusal<{ needed: string; known: string }>(
  'retirement.no-hazardous-work',
  'conflict',
  ({ needed, known }) =>
    `特殊工种提前退休须有经两人核对、审批并已记账的特殊工种工作年限：须满 ${needed}，已认定 ${known}。请先办理特殊工种认定（一岗双核）。`,
  ({ needed, known }) =>
    `Early retirement rests on hazardous work found by two checkers, approved and posted: ${needed} are needed, ${known} are found. Have the hazardous work found first.`,
)

export const hazardousTooEarly = refusal<{ chosen: string; earliest: string }>(
  'retirement.hazardous-too-early',
  'invalid',
  ({ chosen, earliest }) => `${chosen} 早于特殊工种提前退休的最早年月 ${earliest}。请改正年月。`,
  ({ chosen, earliest }) =>
    `${chosen} is before ${earliest}, the earliest month after hazardous work. Correct the month.`,
)
