/** 统计的主题，也是指标的编号。 */
export const TOPICS = ['enrolled', 'employers', 'due', 'paid', 'benefits', 'balances'] as const
export type Topic = (typeof TOPICS)[number]
