import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parsePeriod, plus } from '../kernel/period.js'
import { monthsCounted, yearsAndMonthsText } from './months.js'

const payment = fc.record({
  contributionMonth: fc.integer({ min: 0, max: 60 }).map((n) => plus(parsePeriod('2019-01'), n)),
  paidInFull: fc.boolean(),
})

test('同一自然月只计一次，足额才计，与先后无关', () => {
  fc.assert(
    fc.property(fc.array(payment), (payments) => {
      const expected = new Set(payments.filter(({ paidInFull }) => paidInFull).map((one) => one.contributionMonth))
      const counted = monthsCounted(payments)
      expect(counted.value).toBe(expected.size)
      expect(counted.from.map(({ value }) => value)).toEqual([...expected].sort())
      expect(monthsCounted([...payments].reverse()).value).toBe(counted.value)
    }),
  )
})

test('计入的每个月都指到事实', () => {
  const fact = { posting: 'p', ordinal: 3 }
  const [month] = monthsCounted([{ contributionMonth: parsePeriod('2020-02'), paidInFull: true, fact }]).from
  expect(month).toMatchObject({ term: 'monthCounted', value: '2020-02', fact })
})

test('年限写作 XX年XX个月', () => {
  expect([0, 11, 12, 149].map(yearsAndMonthsText)).toEqual(['00年00个月', '00年11个月', '01年00个月', '12年05个月'])
})
