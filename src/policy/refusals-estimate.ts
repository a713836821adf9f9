import { refusal } from '../kernel/refusal.js'

/** 待遇测算的不予办理情形：each names the assumption that cannot be. */
export const monthGoneBy = refusal<{ chosen: string; first: string }>(
  'estimate.month-gone-by',
  'invalid',
  ({ chosen, first }) => `退休年月 ${chosen} 已经过去，只能从 ${first} 起选。请另选一个月。`,
  ({ chosen, first }) => `The month of retirement ${chosen} has gone by; choose one from ${first} on.`,
)

export const monthsPerYearWrong = refusal<{ found: number }>(
  'estimate.months-per-year',
  'invalid',
  ({ found }) => `以后每年缴费的月数只能是 0 到 12 的整数，现为 ${found}。请改正后再测算。`,
  ({ found }) => `The months paid in each year to come are a whole number from 0 to 12, not ${found}. Correct it.`,
)

export const baseNeeded = refusal(
  'estimate.base-needed',
  'invalid',
  () => '名下还没有可以沿用的缴费基数，请填写今年的缴费基数再测算。',
  () => 'There is no earlier base to go on from; give this year’s contribution base.',
)
