import fc from 'fast-check'
import { expect, test } from 'vitest'
import { filesUnder } from '../../test/files.js'
import { monthsBetween, parsePeriod, plus } from '../kernel/period.js'
import { loadPolicyBook } from './book.js'
import {
  minimumMonths,
  RETIREMENT_GROUPS,
  type RetirementGroup,
  retirementDelay,
  statutoryRetirement,
} from './retirement.js'

const nation = loadPolicyBook(filesUnder(['policies'], /\.yaml$/)).area('000000')
const groups = Object.keys(RETIREMENT_GROUPS) as RetirementGroup[]
const birth = fc.integer({ min: 0, max: 720 }).map((n) => plus(parsePeriod('1940-01'), n))

test('晚生一个月，退休不早于前者，延迟不减且不过顶', () => {
  const cap = { man: 36, woman55: 36, woman50: 60 }
  fc.assert(
    fc.property(fc.constantFrom(...groups), birth, (group, born) => {
      const [one, next] = [born, plus(born, 1)].map((month) => statutoryRetirement(nation, group, month).value)
      expect(monthsBetween(one!, next!)).toBeGreaterThanOrEqual(1)
      expect(retirementDelay(nation, group, born).value).toBeLessThanOrEqual(cap[group])
    }),
  )
})

test('2030 年起最低缴费年限每年加六个月，至 2039 年满二十年', () => {
  const months = Array.from({ length: 12 }, (_, n) => minimumMonths(nation, parsePeriod(`${2029 + n}-06`)).value)
  expect(months).toEqual([180, 186, 192, 198, 204, 210, 216, 222, 228, 234, 240, 240])
})
