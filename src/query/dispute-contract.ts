import { type Static, Type } from '@sinclair/typebox'
import { DayText } from './figure-contract.js'

/** 核查中的标记。An item of a record that is under objection: its path, and since which day. */
export const DisputeMark = Type.Object({ personId: Type.String(), path: Type.String(), since: DayText })
export type DisputeMark = Static<typeof DisputeMark>

/** 标记的读法。 */
export const UNDER_REVIEW = { zh: '在核查中（自{since}）', en: 'under review since {since}' } as const
