import { expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { filesUnder } from '../../test/files.js'
import { parseDay } from '../kernel/day.js'
import { loadPolicyBook } from '../policy/book.js'
import { workingCalendar } from '../policy/working-days.js'
import { clockAt, receiptClock } from './clock.js'

const calendar = workingCalendar(loadPolicyBook(filesUnder(['policies'], /\.ya?ml$/)).area('999900'))
const TERMS = { days: 10, remindFirst: 3, remindLast: 1 }
const receipt = (on: string) => receiptClock(calendar, parseDay(on), TERMS.days)
const at = (on: string, today: string, ended = false) => clockAt(calendar, receipt(on), parseDay(today), TERMS, ended)

article('BQ-12b', '十个工作日：自收件次日起，依公布的放假与调休', () => {
  test.each([
    ['国庆前最后一日', '2026-09-30', '2026-10-20'],
    ['春节前最后一日', '2026-02-14', '2026-03-06'],
    ['调休上班的星期六', '2026-02-28', '2026-03-13'],
    ['假期之中', '2026-10-03', '2026-10-20'],
    ['平常一周', '2026-11-02', '2026-11-16'],
  ])('%s收件', (_what, on, due) => {
    expect(receipt(on)).toEqual({ on, due, provisional: false })
  })

  test('期限之内先后提醒，过了当日即逾期，办结即止', () => {
    const states = ['2026-11-10', '2026-11-11', '2026-11-13', '2026-11-16', '2026-11-17'].map(
      (day) => at('2026-11-02', day).state,
    )
    expect(states).toEqual(['running', 'remind', 'last', 'last', 'overdue'])
    expect(at('2026-11-02', '2026-11-17', true).state).toBe('ended')
    expect(at('2026-11-02', '2026-11-11')).toMatchObject({ used: 7, left: 3 })
  })

  test('次年日历未公布：暂定，不把平日当工作日；公布之后重算，两个日期都在', () => {
    const then = receipt('2026-12-28')
    expect(then).toEqual({ on: '2026-12-28', due: '2026-12-31', provisional: true })
    const before = clockAt(calendar, then, parseDay('2026-12-30'), TERMS, false)
    expect([before.provisional, before.state]).toEqual([true, 'running'])
    const published: typeof calendar = (year) =>
      year === 2027 ? { off: new Set([parseDay('2027-01-01')]), work: new Set(), basis: '甲' } : calendar(year)
    const after = clockAt(published, then, parseDay('2027-01-05'), TERMS, false)
    expect(after).toMatchObject({
      ...{ due: '2027-01-12', provisional: false, dueThen: '2026-12-31', provisionalThen: true, used: 5, left: 5 },
    })
  })
})
