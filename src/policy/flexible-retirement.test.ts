import fc from 'fast-check'
import { expect, test } from 'vitest'
import { filesUnder } from '../../test/files.js'
import { monthsBetween, parsePeriod, plus } from '../kernel/period.js'
import { loadPolicyBook } from './book.js'
import { chosenRetirement, flexibleRetirement } from './flexible-retirement.js'
import { groupsFor, RETIREMENT_GROUPS, type RetirementGroup } from './retirement.js'

const nation = loadPolicyBook(filesUnder(['policies'], /\.yaml$/)).area('000000')
const groups = Object.keys(RETIREMENT_GROUPS) as RetirementGroup[]
const ORIGINAL = { man: 720, woman55: 660, woman50: 600 }
const person = fc.tuple(
  fc.constantFrom(...groups),
  fc.integer({ min: 0, max: 480 }).map((n) => plus(parsePeriod('1952-01'), n)),
)

test('最早不早于原法定退休年龄，前后都不过三十六个月；够年限的可选其间任何一月', () => {
  fc.assert(
    fc.property(person, fc.integer({ min: -48, max: 48 }), ([group, birth], ahead) => {
      const original = plus(birth, ORIGINAL[group])
      if (original < '2011-07') return
      const { statutory, earliest, latest } = flexibleRetirement(nation, group, birth)
      expect(earliest.value >= original).toBe(true)
      expect(earliest.value <= statutory.value && statutory.value <= latest.value).toBe(true)
      expect(monthsBetween(earliest.value, statutory.value)).toBeLessThanOrEqual(36)
      expect(monthsBetween(statutory.value, latest.value)).toBe(statutory.value < '2025-01' ? 0 : 36)
      const chosen = plus(statutory.value, ahead)
      const choose = () => chosenRetirement(nation, group, birth, chosen, 240)
      if (chosen < earliest.value || chosen > latest.value) expect(choose).toThrow(/retirement\.too-(early|late)/)
      else expect(choose()).toBe(ahead === 0 ? 'statutory' : ahead < 0 ? 'early' : 'late')
    }),
  )
})

test('不够最低年限的只能到龄或延迟；没有给出年限的只说年龄所及', () => {
  const birth = parsePeriod('1968-06')
  const short = flexibleRetirement(nation, 'man', birth, 179)
  expect([short.hasMinimum, short.earliest.value]).toEqual([false, '2029-05'])
  const enough = flexibleRetirement(nation, 'man', birth, 180)
  expect([enough.hasMinimum, enough.earliest.value]).toEqual([true, '2028-06'])
  const untold = flexibleRetirement(nation, 'man', birth)
  expect([untold.hasMinimum, untold.earliest.value]).toEqual([undefined, '2028-06'])
  expect(() => chosenRetirement(nation, 'man', birth, parsePeriod('2028-06'), 179)).toThrow('retirement.too-few-months')
  expect(chosenRetirement(nation, 'man', birth, parsePeriod('2029-06'), 179)).toBe('late')
})

test('幅度说得出依据', () => {
  const { earliest } = flexibleRetirement(nation, 'man', parsePeriod('1976-09'), 240)
  const cited = earliest.from.map(({ parameter }) => parameter?.basis)
  expect(cited).toContain('人社部发〔2024〕94号')
})

test('男职工只有一类，女职工两类，其余没有', () => {
  expect(['1', '2', '9'].map(groupsFor)).toEqual([['man'], ['woman55', 'woman50'], []])
})
