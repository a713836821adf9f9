/** 统计的主题，也是指标的编号。 */
export const TOPICS = ['enrolled', 'employers', 'due', 'paid', 'benefits', 'balances'] as const
export type Topic = (typeof TOPICS)[number]

/** 各指标的计量单位：what the system counts of each; a change of words does not change it. */
export const UNITS = {
  ...{ enrolled: 'person', employers: 'employer' },
  ...{ due: 'fen', paid: 'fen', benefits: 'fen', balances: 'fen' },
} as const satisfies Record<Topic, 'person' | 'employer' | 'fen'>
