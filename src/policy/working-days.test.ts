import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { filesUnder } from '../../test/files.js'
import { type Day, daysIn, parseDay, plusDays } from '../kernel/day.js'
import { loadPolicyBook } from './book.js'
import { parseParameter } from './parameter.js'
import { addWorkingDays, isWorkingDay, workingCalendar, workingDaysBetween } from './working-days.js'

const texts = filesUnder(['policies'], /\.yaml$/)
const area = loadPolicyBook(texts).area('999900')
const calendar = workingCalendar(area)
const day = (text: string) => parseDay(text)
const tenth = (from: string) => addWorkingDays(calendar, day(from), 10)

article('BQ-12b', '自收到次日起的第十个工作日，依国务院办公厅通知的放假与调休', () => {
  test.each([
    ['2026-03-02', '2026-03-16', '平常的一周'],
    ['2025-04-25', '2025-05-13', '调休的周日算，五一放假不算'],
    ['2024-02-08', '2024-02-28', '除夕上班、正月初九周日上班'],
    ['2026-09-30', '2026-10-20', '国庆前最后一日收到，十月十日周六上班'],
    ['2026-02-14', '2026-03-06', '春节前最后一日（周六调休上班）收到'],
    ['2025-09-30', '2025-10-21', '国庆与中秋相连，十月十一日周六上班'],
    ['2026-05-09', '2026-05-22', '调休上班的周六收到，当日不计'],
    ['2026-10-01', '2026-10-20', '放假当日收到，自放假后首个工作日起计'],
  ])('%s 收到，%s 到期（%s）', (from, due) => {
    expect(tenth(from)).toEqual({ day: due, provisional: false })
  })

  test('没有公布的年份不作推算：停在最后已知之日，标为暂定', () => {
    expect(tenth('2026-12-25')).toEqual({ day: '2026-12-31', provisional: true })
    expect(addWorkingDays(calendar, day('2027-01-04'), 1)).toEqual({ day: '2027-01-04', provisional: true })
    expect(isWorkingDay(calendar, day('2027-01-04'))).toBeUndefined()
    expect(workingDaysBetween(calendar, day('2026-12-28'), day('2027-01-08'))).toEqual({ days: 3, provisional: true })
    expect(tenth('2023-12-29')).toEqual({ day: '2023-12-29', provisional: true })
  })

  test('次年的通知录入之后重算，成为确定的期限', () => {
    const notice = (id: string, value: string) => {
      const versions = [{ since: '2027-01', until: '2027-12', value, basis: '测试' }]
      const raw = { what: '甲', term: 'settingValue', unit: 'list', axis: 'settlement', yearly: 'true', versions }
      return [id, parseParameter('t.yaml', id, raw)] as const
    }
    const half = area.overlaid(new Map([notice('calendar.days-off', '2027-01-01..2027-01-03')]))
    expect(addWorkingDays(workingCalendar(half), day('2026-12-25'), 10).provisional).toBe(true)
    const days = [notice('calendar.days-off', '2027-01-01..2027-01-03'), notice('calendar.work-days', '2027-01-09')]
    const later = workingCalendar(area.overlaid(new Map(days)))
    expect(addWorkingDays(later, day('2026-12-25'), 10)).toEqual({ day: '2027-01-09', provisional: false })
  })
})

describe('工作日的个数', () => {
  const TABLE = {
    2024: [22, 18, 21, 22, 21, 19, 23, 22, 21, 19, 21, 22],
    2025: [19, 19, 21, 22, 19, 20, 23, 21, 23, 18, 20, 23],
    2026: [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23],
  } as const
  const months = Object.entries(TABLE).flatMap(([year, counts]) =>
    counts.map((count, i) => [Number(year), i + 1, count] as const),
  )

  test.each(months)('%i 年 %i 月有 %i 个工作日', (year, month, count) => {
    const two = (n: number) => String(n).padStart(2, '0')
    const days = Array.from({ length: daysIn(year, month) }, (_, i) => day(`${year}-${two(month)}-${two(i + 1)}`))
    expect(days.filter((one) => isWorkingDay(calendar, one) === true)).toHaveLength(count)
  })

  test('加几个工作日，其间就数得出几个；到期必是工作日', () => {
    const known = fc.integer({ min: 0, max: 900 }).map((n) => plusDays(day('2024-01-01'), n))
    fc.assert(
      fc.property(known, fc.integer({ min: 1, max: 40 }), (from: Day, days) => {
        const due = addWorkingDays(calendar, from, days)
        expect(isWorkingDay(calendar, due.day)).toBe(true)
        expect(workingDaysBetween(calendar, from, due.day)).toEqual({ days, provisional: false })
      }),
    )
  })

  test('写错的日历在读入时停下', () => {
    const wrong = (value: string) =>
      texts.map(({ path, text }) => ({ path, text: text.replace('2026-01-04 2026-02-14', value) }))
    expect(() => loadPolicyBook(wrong('2026-13-04 2026-02-14'))).toThrow('policy.malformed-file')
    for (const value of ['2026/01/04', '2026-02-30', '2026-02-03..2026-02-01', '2026-01-04  2026-02-14'])
      expect(() => loadPolicyBook(wrong(value))).toThrow('policy.malformed-file')
  })
})
