import { errorRate, INTERVAL_NAME } from './error-rate.js'
import type { InspectionResult, ItemState, ReadingRequest } from './inspection-contract.js'

type Read = ReadingRequest & { readonly reader: number }

/** 一项的状态：read once and agreeing, or read by two. */
export function itemState(readings: readonly Read[]): ItemState {
  const [first, second] = readings
  if (first === undefined) return 'unread'
  return hasDifference(first) && second === undefined ? 'differs' : 'read'
}

export function hasDifference({ fields }: ReadingRequest): boolean {
  return fields.some(({ verdict }) => verdict === 'differ')
}

/** What counts is the last reading: a difference stands where the second reader found it, too. */
export function resultOf(items: readonly (readonly Read[])[]): InspectionResult {
  const last = items.filter((readings) => itemState(readings) === 'read').map((readings) => readings.at(-1)!)
  const fields = last.flatMap((reading) => reading.fields).filter(({ verdict }) => verdict !== 'notOnPaper')
  const wrong = last.filter(hasDifference).length
  return {
    read: last.length,
    wrong,
    noOriginal: last.filter(({ hasOriginal }) => !hasOriginal).length,
    noReview: last.filter(({ hasReview }) => !hasReview).length,
    fieldsRead: fields.length,
    fieldsWrong: fields.filter(({ verdict }) => verdict === 'differ').length,
    error: errorRate(wrong, last.length),
    formula: INTERVAL_NAME,
  }
}
