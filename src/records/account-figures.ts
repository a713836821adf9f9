/** 个人账户一年里问得到理由的各数，in the order in which they add up. */
export const ACCOUNT_FIGURES = [
  ...(['opening', 'credits', 'interestOnOpening', 'interestOnCredits', 'paidOut', 'interestOnPaid'] as const),
  ...(['movedIn', 'movedOut', 'closing', 'balance', 'rate'] as const),
] as const
export type AccountFigure = (typeof ACCOUNT_FIGURES)[number]
