import { type Static, Type } from '@sinclair/typebox'

const Count = Type.Integer({ minimum: 0 })

/** 采集用时（第六条）：from the day of the paper to the day of entry. Counts, and the submissions over the limit. */
export const DelayView = Type.Object({
  /** 限度，in days, and the first day of entry it covers. */
  limit: Count,
  since: Type.String(),
  kinds: Type.Array(
    Type.Object({
      ...{ agency: Type.String(), kind: Type.String(), submissions: Count },
      /** 当日、七日内、限内、超限；they add up to `submissions`. */
      ...{ sameDay: Count, withinWeek: Count, withinLimit: Count, overLimit: Count },
      ...{ median: Count, longest: Count },
    }),
  ),
  /** 超限的，longest first; `overLimit` of the kinds says how many there are in all. */
  over: Type.Array(
    Type.Object({
      ...{ submissionId: Type.String(), agency: Type.String(), kind: Type.String() },
      ...{ documentDay: Type.String(), entered: Type.String(), days: Count },
    }),
  ),
})
export type DelayView = Static<typeof DelayView>
