import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Day, daysBetween, parseDay, plusDays, timeText } from './day.js'

const aDay = fc
  .date({ min: new Date('1949-10-01T00:00:00Z'), max: new Date('2120-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => parseDay(date.toISOString().slice(0, 10)))

/** The same question asked of a calendar that is not ours. */
const byDate = (from: Day, to: Day) => (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000

describe('相隔天数', () => {
  test.each([
    ['2011-06-30', '2011-07-01', 1],
    ['2024-02-28', '2024-03-01', 2],
    ['2023-02-28', '2023-03-01', 1],
    ['1900-02-28', '1900-03-01', 1],
    ['2000-01-01', '2001-01-01', 366],
    ['2025-03-10', '2025-03-10', 0],
    ['2025-03-10', '2025-03-01', -9],
  ])('%s 至 %s 为 %i 天', (from, to, days) => {
    expect(daysBetween(parseDay(from), parseDay(to))).toBe(days)
  })

  test('与别的日历所算相同；加天数是其反面', () => {
    fc.assert(
      fc.property(aDay, aDay, (from, to) => {
        expect(daysBetween(from, to)).toBe(byDate(from, to))
        expect(plusDays(from, daysBetween(from, to))).toBe(to)
      }),
    )
  })
})

test.each([
  [Date.UTC(2024, 1, 29, 16, 0, 0), '2024/3/1 00:00:00', '2024/3/1 00:00'],
  [Date.UTC(2024, 11, 31, 15, 59, 59), '2024/12/31 23:59:59', '2024/12/31 23:59'],
  [Date.UTC(2026, 0, 1, 1, 2, 3), '2026/1/1 09:02:03', '2026/1/1 09:02'],
])('北京时间的时刻：%d', (at, whole, short) => {
  expect([timeText(at), timeText(at, 'minute')]).toEqual([whole, short])
})
