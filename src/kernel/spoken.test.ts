import { describe, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { fen } from './money.js'
import { type Speakable, spokenAmount, spokenMonths, spokenOf } from './spoken.js'

const rate: Speakable = {
  ...{ zh: '记账利率', en: 'notional rate', value: 26_200, unit: 'ppm', text: '2.62%', from: [] },
  parameter: { areaName: '全国', since: '2024-01', status: 'unconfirmed' },
}
const opening: Speakable = {
  ...{ zh: '上年末储存额', en: 'opening balance', value: 1_000_050, unit: 'fen', text: '10,000.50元', from: [] },
}
const interest: Speakable = {
  ...{ zh: '上年末储存额利息', en: 'interest on the opening balance', value: 26_201, unit: 'fen', text: '262.01元' },
  ...{ basis: '劳办发〔1997〕116号·月积数法', from: [opening, rate] },
}

describe('金额、百分数、年月的读法', () => {
  test.each([
    [123_456, '1234元5角6分', '1234 yuan and 56 fen'],
    [100_000, '1000元', '1000 yuan'],
    [100_005, '1000元零5分', '1000 yuan and 5 fen'],
    [100_050, '1000元5角', '1000 yuan and 50 fen'],
    [5, '5分', '0 yuan and 5 fen'],
    [60, '6角', '0 yuan and 60 fen'],
    [0, '0元', '0 yuan'],
    [-64_000, '负640元', 'minus 640 yuan'],
  ])('%i 分', (amount, zh, en) => {
    expect([spokenAmount(fen(amount), 'zh'), spokenAmount(fen(amount), 'en')]).toEqual([zh, en])
  })

  test.each([
    [137, '11年零5个月', '11 years and 5 months'],
    [12, '1年', '1 year'],
    [1, '1个月', '1 month'],
    [0, '0个月', '0 months'],
  ])('%i 个月', (months, zh, en) => {
    expect([spokenMonths(months, 'zh'), spokenMonths(months, 'en')]).toEqual([zh, en])
  })
})

article('M14-6d', '推导可以读出来：数、依据、各项、参数的起月与状态', () => {
  test('中文', () => {
    expect(spokenOf(interest, 'zh')).toBe(
      '上年末储存额利息，262元零1分，按照劳办发〔1997〕116号月积数法，由2项得出：上年末储存额10000元5角，记账利率百分之2.62。' +
        '记账利率，百分之2.62，是全国2024年1月起执行的公布数，还有待确认。',
    )
  })

  test('英文', () => {
    const text = spokenOf(interest, 'en')
    expect(text).toContain(
      '262 yuan and 1 fen, under 劳办发〔1997〕116号·月积数法, from opening balance 10000 yuan and 50 fen',
    )
    expect(text).toContain('notional rate: 2.62 percent, published, in force from January 2024, unconfirmed.')
  })

  test('再大的树也读得完：项数有限，其余说还有几项', () => {
    const wide = { ...interest, from: Array.from({ length: 400 }, () => ({ ...interest, from: [interest] })) }
    const text = spokenOf(wide, 'zh')
    expect(text.length).toBeLessThan(2_000)
    expect(text).toContain('还有392项')
    expect(text).toMatch(/可以在页面上逐项打开。$/)
  })
})
