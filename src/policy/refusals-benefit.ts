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
  ({ chosen, earliest }) =>
    `不能在 ${chosen} 退休，最早为 ${earliest}（不早于原法定退休年龄，提前不超过规定的月数）。请核对退休年月与类别。`,
  ({ chosen, earliest }) =>
    `Retirement in ${chosen} is not possible; the earliest month is ${earliest} (never before the original age). Check the month and the group.`,
)

export const tooLate = refusal<{ chosen: string; latest: string }>(
  'retirement.too-late',
  'invalid',
  ({ chosen, latest }) => `不能延迟到 ${chosen} 退休，最晚为 ${latest}。请核对退休年月与类别。`,
  ({ chosen, latest }) =>
    `Retirement cannot be put off to ${chosen}; the latest month is ${latest}. Check the month and the group.`,
)

export const tooFewMonths = refusal<{ months: number; minimum: number; statutory: string }>(
  'retirement.too-few-months',
  'invalid',
  ({ months, minimum, statutory }) =>
    `累计缴费 ${months} 个月，不足最低缴费年限 ${minimum} 个月，不能弹性提前退休；可在 ${statutory} 到龄后办理。`,
  ({ months, minimum, statutory }) =>
    `With ${months} months, fewer than the minimum of ${minimum}, there is no early retirement; the statutory month is ${statutory}.`,
)

export const notYetAdjusted = refusal<{ year: number; retirement: string; through: string }>(
  'adjustment.retired-too-late',
  'invalid',
  ({ year, retirement, through }) =>
    `${year} 年的养老金调整只及 ${through} 以前退休的人员，${retirement} 退休的不在其内。`,
  ({ year, retirement, through }) =>
    `The adjustment of ${year} reaches those retired by ${through}; retirement was in ${retirement}.`,
)

export const residentTooYoung = refusal<{ from: string; start: string }>(
  'resident-pension.too-young',
  'invalid',
  ({ from, start }) => `${from} 尚未到领取城乡居民养老金的年龄，${start} 起可以领取。`,
  ({ from, start }) => `In ${from} the residents' pension has not begun; it may be drawn from ${start}.`,
)

export const residentTooFewYears = refusal<{ years: number; minimum: number }>(
  'resident-pension.too-few-years',
  'invalid',
  ({ years, minimum }) => `城乡居民养老保险累计缴费 ${years} 年，不足 ${minimum} 年。请补缴至规定年限，或继续缴费。`,
  ({ years, minimum }) => `${years} years were paid, fewer than the ${minimum} needed. Pay the missing years first.`,
)

export const tooFewUnemploymentMonths = refusal<{ months: number; minimum: number; basis: string }>(
  'unemployment.too-few-months',
  'invalid',
  ({ months, minimum, basis }) =>
    `失业前累计缴纳失业保险费 ${months} 个月，不足 ${minimum} 个月，不能领取失业保险金（${basis}）。`,
  ({ months, minimum }) => `Unemployment insurance was paid for ${months} months, fewer than the ${minimum} needed.`,
)

export const voluntaryLeaving = refusal<{ basis: string }>(
  'unemployment.voluntary',
  'invalid',
  ({ basis }) => `因本人意愿中断就业的，不能领取失业保险金（${basis}）。`,
  () => 'Who left work of his own will has no unemployment benefit.',
)

export const notRegistered = refusal<{ basis: string }>(
  'unemployment.not-registered',
  'invalid',
  ({ basis }) => `尚未办理失业登记，不能领取失业保险金（${basis}）。请先办理失业登记并提出求职要求。`,
  () => 'Register as unemployed and as seeking work first.',
)
