import { refusal } from '../kernel/refusal.js'

/** 单位登记与承继不得红冲的情形。Each says what rests on it, and what to put right first. */
export const laterRegistration = refusal<{ fromMonth: string }>(
  'employer-correction.later-registration',
  'conflict',
  ({ fromMonth }) => `其后还有自 ${fromMonth} 起的登记，是在它之上改的。请先红冲最近的一次，再红冲这一次。`,
  ({ fromMonth }) =>
    `A later registration, from ${fromMonth}, was made upon it. Reverse the latest first, then this one.`,
)

export const registrationUsed = refusal<{ persons: number; months: number }>(
  'employer-correction.registration-used',
  'conflict',
  ({ persons, months }) =>
    `该单位名下还有 ${persons} 人参保、${months} 个月有应缴或实缴。请先逐人更正到正确的单位，再红冲这一登记。`,
  ({ persons, months }) =>
    `${persons} persons are enrolled with this employer and ${months} months have money. Correct them to the right employer first.`,
)

export const registrationNamed = refusal<{ events: number }>(
  'employer-correction.registration-named',
  'conflict',
  ({ events }) => `还有 ${events} 项承继、缓缴、减免或滞纳金以该单位为准。请先红冲这些事项。`,
  ({ events }) => `${events} successions, deferrals, reliefs or late fees rest on this employer. Reverse them first.`,
)

export const movedStaff = refusal<{ persons: number }>(
  'employer-correction.moved-staff',
  'conflict',
  ({ persons }) => `随这一承继转入的职工还有 ${persons} 人在承继单位参保。请先更正他们的参保变动，再红冲承继。`,
  ({ persons }) =>
    `${persons} persons moved in with this succession and are still enrolled with the successor. Correct their enrolments first.`,
)

export const successionFollowed = refusal<{ fromMonth: string }>(
  'employer-correction.succession-followed',
  'conflict',
  ({ fromMonth }) => `承继单位自 ${fromMonth} 起又被另一单位承继，后者以它为据。请先红冲后一次承继。`,
  ({ fromMonth }) =>
    `From ${fromMonth} the successor was itself succeeded; that rests on this one. Reverse the later succession first.`,
)
