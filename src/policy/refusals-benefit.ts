import { refusal } from '../kernel/refusal.js'

/** 待遇的不予办理情形。 */
export const noBases = refusal<{ from: string; before: string }>(
  'pension.no-bases',
  'missing',
  ({ from, before }) =>
    `${from} 至 ${before} 之前没有一个月有缴费基数，不能计算平均缴费工资指数。请先补齐历年缴费基数（如转入的缴费明细）。`,
  ({ from, before }) =>
    `No month from ${from} and before ${before} has a contribution base, so there is no average index. Enter the bases of past years first.`,
)

export const tooEarly = refusal<{ chosen: string; earliest: string }>(
  'retirement.too-early',
  'invalid',
  ({ chosen, earliest }) => `不能在 ${chosen} 退休，最早为 ${earliest}（不早于原法定退休年龄，提前不超过规定的月数）。`,
  ({ chosen, earliest }) =>
    `Retirement in ${chosen} is not possible; the earliest month is ${earliest} (never before the original age).`,
)

export const tooLate = refusal<{ chosen: string; latest: string }>(
  'retirement.too-late',
  'invalid',
  ({ chosen, latest }) => `不能延迟到 ${chosen} 退休，最晚为 ${latest}。`,
  ({ chosen, latest }) => `Retirement cannot be put off to ${chosen}; the latest month is ${latest}.`,
)

export const tooFewMonths = refusal<{ months: number; minimum: number; statutory: string }>(
  'retirement.too-few-months',
  'invalid',
  ({ months, minimum, statutory }) =>
    `累计缴费 ${months} 个月，不足最低缴费年限 ${minimum} 个月，不能弹性提前退休；可在 ${statutory} 到龄后办理。`,
  ({ months, minimum, statutory }) =>
    `With ${months} months, fewer than the minimum of ${minimum}, there is no early retirement; the statutory month is ${statutory}.`,
)
