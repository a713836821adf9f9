import type { Sentence } from './kinds.js'

/** 为何可能是此人。 */
export const CANDIDATE_REASONS = {
  sameNumber: { zh: '号码相同，姓名不同', en: 'the same number, another name' },
  formerName: { zh: '号码相同，曾用此名', en: 'the same number; this was a former name' },
  oneDigit: { zh: '号码差一位，姓名相同', en: 'one digit of the number differs, the name is the same' },
  swapped: { zh: '号码相邻两位颠倒，姓名相同', en: 'two digits beside each other swapped, the name is the same' },
  employerCode: { zh: '人员相符，单位代码差一位', en: 'the person fits; one character of the employer code differs' },
  ownEmployer: {
    zh: '人员相符，取其当月参保的单位',
    en: 'the person fits; the employer they are insured with that month',
  },
} as const satisfies Record<string, Sentence>
export type CandidateReason = keyof typeof CANDIDATE_REASONS
