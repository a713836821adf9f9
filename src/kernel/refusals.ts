import { refusal } from './refusal.js'

type Text = { text: string }

/** 内核的不予办理情形：月份、日期、金额。 */
export const malformedPeriod = refusal<Text>(
  'period.malformed',
  'invalid',
  ({ text }) => `“${text}”不是有效的月份，请按“年年年年-月月”填写，例如 2026-03。`,
  ({ text }) => `“${text}” is not a month; write it as YYYY-MM, for example 2026-03.`,
)

export const malformedDay = refusal<Text>(
  'day.malformed',
  'invalid',
  ({ text }) => `“${text}”不是有效的日期，请按“年年年年-月月-日日”填写，例如 2026-03-15。`,
  ({ text }) => `“${text}” is not a date; write it as YYYY-MM-DD, for example 2026-03-15.`,
)

export const malformedAmount = refusal<Text>(
  'amount.malformed',
  'invalid',
  ({ text }) => `“${text}”不是有效的金额，请填写以元为单位、最多两位小数的数字，例如 8000.00，不要带千分位或单位。`,
  ({ text }) =>
    `“${text}” is not an amount; write yuan with at most two decimals, for example 8000.00, without separators.`,
)
