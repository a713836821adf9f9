import { refusal } from '../kernel/refusal.js'

/** 停待核查的单位。 */
export const employerStopped = refusal<{ why: string; whyEn: string }>(
  'employer.stopped',
  'conflict',
  ({ why }) => `不予受理：${why}。请到经办机构说明情况。`,
  ({ whyEn }) => `Not taken: ${whyEn}. Come to the agency and say how it is.`,
)
