import { type Static, Type } from '@sinclair/typebox'

/** 各合同共用的形式：months, days, figures and keepers, as every screen of a record gets them. */

export const Month = Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$' })
export const DayText = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
export const InsuranceCode = Type.String({ pattern: '^(\\d{3}|annuity)$' })
export const Both = Type.Object({ zh: Type.String(), en: Type.String() })

export const FIGURE_STATES = {
  provisional: { zh: '暂定', en: 'provisional' },
  unconfirmed: { zh: '待确认', en: 'unconfirmed' },
} as const
export type FigureStatus = keyof typeof FIGURE_STATES
export const FigureStatus = Type.Unsafe<FigureStatus>(
  Type.Union(Object.keys(FIGURE_STATES).map((key) => Type.Literal(key))),
)

/** 数字。`path` is the key to ask for its explanation with. */
export const Figure = Type.Object({
  /** A key of TERMS. */
  term: Type.String(),
  value: Type.Union([Type.Number(), Type.String()]),
  /** fen, ppm, months, month, day, text, count, fenMonths. */
  unit: Type.String(),
  text: Type.String(),
  path: Type.String(),
  /** 暂定、待确认：where a published value it rests on says so of itself. */
  status: Type.Optional(FigureStatus),
})
export type Figure = Static<typeof Figure>

/** 经办系统。Who keeps an insurance; figures of another keeper show their source and cut-off, or are not connected. */
export const Keeper = Type.Object({
  side: Type.Union([Type.Literal('humanResources'), Type.Literal('medicalSecurity'), Type.Literal('unknown')]),
  name: Both,
  /** False: the other side's data has not reached this system. Show "not connected", never zero. */
  connected: Type.Boolean(),
  /** 数据来源与截止日期, where the keeper is another department. */
  source: Type.Optional(Type.String()),
  cutOff: Type.Optional(DayText),
  correctableHere: Type.Boolean(),
})
export type Keeper = Static<typeof Keeper>
