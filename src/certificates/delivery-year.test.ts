import { expect, test } from 'vitest'
import { article } from '../../test/article.js'
import type { Day } from '../kernel/day.js'
import { ageOn } from '../kernel/day.js'
import { businessYear, lastEndedYear, presumedOn } from './delivery-year.js'

const CALENDAR = { starts: 1, ends: 12, months: 3 }
const MIDYEAR = { starts: 7, ends: 6, months: 3 }

article('N107-3e', '业务年度与期限：终了后三个月，起止都是设定', () => {
  test('十二月三十一日终了的与六月三十日终了的', () => {
    expect(businessYear(2025, CALENDAR)).toEqual({
      ...{ year: 2025, start: '2025-01-01', end: '2025-12-31', deadline: '2026-03-31', statementYear: 2025 },
    })
    expect(businessYear(2025, MIDYEAR)).toEqual({
      ...{ year: 2025, start: '2024-07-01', end: '2025-06-30', deadline: '2025-09-30', statementYear: 2024 },
    })
  })

  test('期限随月数而动，跨年、二月末也对', () => {
    expect(businessYear(2023, { ...CALENDAR, months: 2 }).deadline).toBe('2024-02-29')
    expect(businessYear(2024, { ...CALENDAR, months: 2 }).deadline).toBe('2025-02-28')
    expect(businessYear(2025, { starts: 10, ends: 9, months: 3 }).deadline).toBe('2025-12-31')
  })

  test('终了之日还没过的，不是已终了的年度', () => {
    expect(lastEndedYear('2026-03-02' as Day, CALENDAR).year).toBe(2025)
    expect(lastEndedYear('2025-12-31' as Day, CALENDAR).year).toBe(2024)
    expect(lastEndedYear('2026-06-30' as Day, MIDYEAR).year).toBe(2025)
    expect(lastEndedYear('2026-07-01' as Day, MIDYEAR).year).toBe(2026)
  })

  test('起止月不合为十二个月的，拒绝', () => {
    expect(() => businessYear(2025, { starts: 2, ends: 12, months: 3 })).toThrow('delivery.year-not-whole')
    expect(() => businessYear(2025, { starts: 7, ends: 7, months: 3 })).toThrow('delivery.year-not-whole')
  })

  test('满了这么多天、次日仍未退回，方视为送达', () => {
    expect(presumedOn('2026-03-02' as Day, 30)).toBe('2026-04-02')
  })
})

article('N107-3f', '满十八周岁之日：二月二十九日出生的，平年在三月一日', () => {
  test.each([
    ['2008-02-29', '2026-02-28', 17],
    ['2008-02-29', '2026-03-01', 18],
    ['2008-03-02', '2026-03-01', 17],
    ['2008-03-02', '2026-03-02', 18],
  ])('%s 出生，%s', (birth, on, age) => {
    expect(ageOn(birth as Day, on as Day)).toBe(age)
  })
})
