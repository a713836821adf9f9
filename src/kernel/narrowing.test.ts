import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  coversInsurance,
  coversMonth,
  isWithin,
  type Narrowing,
  narrowingOf,
  narrowingSays,
  narrowingWords,
} from './narrowing.js'
import { INSURANCES } from './terms.js'

const month = fc
  .tuple(fc.integer({ min: 2000, max: 2030 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, n]) => `${year}-${String(n).padStart(2, '0')}`)
const narrowing: fc.Arbitrary<Narrowing> = fc.record(
  { insurances: fc.subarray([...INSURANCES], { minLength: 1 }), from: month, through: month },
  { requiredKeys: [] },
)

describe('险种与月份的收窄', () => {
  test('写下再读出，还是同一个', () => {
    fc.assert(
      fc.property(narrowing, (one) => {
        const words = narrowingWords(one)
        const read = narrowingOf(['contribution', 'record.read', ...words].join(','))
        expect(read).toEqual(words.length === 0 ? undefined : one)
      }),
    )
  })

  test('读不懂的文字一个险种也不开，不会变宽', () => {
    for (const scope of ['contribution,insurance:999', 'from:2026-13', 'months:2026-01', 'insurance:110,through:soon'])
      expect(narrowingOf(scope)).toEqual({ insurances: [] })
    expect(coversInsurance({ insurances: [] }, '110')).toBe(false)
  })

  test('不出其外的，所及的每一险种、每一月也在其外者之内', () => {
    fc.assert(
      fc.property(narrowing, narrowing, fc.constantFrom(...INSURANCES), month, (inner, outer, insurance, at) => {
        fc.pre(isWithin(inner, outer))
        if (coversInsurance(inner, insurance)) expect(coversInsurance(outer, insurance)).toBe(true)
        if (coversMonth(inner, at)) expect(coversMonth(outer, at)).toBe(true)
      }),
    )
    expect(isWithin(undefined, { insurances: ['110'] })).toBe(false)
    expect(isWithin({ insurances: ['110'] }, undefined)).toBe(true)
  })

  test('对人怎么说', () => {
    const said = narrowingSays({ insurances: ['110', '410'], from: '2025-01', through: '2025-12' })
    expect(said.zh).toBe('只含企业职工基本养老保险、工伤保险；只含2025年1月至2025年12月')
    expect(narrowingSays({ from: '2025-01' }).zh).toBe('只含2025年1月起的月份')
    expect(narrowingSays({ through: '2025-01' }).en).toBe('only months through 2025-01')
  })
})
