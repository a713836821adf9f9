import { describe, expect, test } from 'vitest'
import type { Day } from '../kernel/day.js'
import type { Mandate, Posted } from '../ledger/fact.js'
import { isEnded, mandatesOn, refusesRelatives } from './standing.js'

const TODAY = '2026-03-10' as Day
const fact = (posting: string, change: Mandate['change'], over: Partial<Mandate> = {}): Posted<Mandate> => ({
  ...{ kind: 'mandate', line: 1, agency: '999901', area: '999900', personId: '1', representativePersonId: '2' },
  ...{ capacity: 'agent', scope: 'registration,record.read', change, fromDay: '2026-03-01' as Day },
  ...{ document: '授权书 1 号', ref: { posting, ordinal: 0 }, ...over },
})

describe('授权的终止不看记账编号的先后', () => {
  test.each([
    ['终止的编号在后', '10', '20'],
    ['终止由另一进程记账，编号在前', '20', '10'],
  ])('%s：都终止', (_says, begun, ended) => {
    const one = fact(begun, 'begin')
    expect(mandatesOn([one], TODAY)).toEqual([one])
    expect(mandatesOn([one, fact(ended, 'end')], TODAY)).toEqual([])
  })

  test('同一份授权书终止之后再登记：后一次成立，前一次不成立', () => {
    const [first, end] = [fact('20', 'begin'), fact('10', 'end', { fromDay: '2026-03-05' as Day })]
    const again = fact('5', 'begin', { fromDay: '2026-03-06' as Day })
    expect(mandatesOn([first, end, again], TODAY)).toEqual([again])
    expect([isEnded(first, [first, end, again]), isEnded(again, [first, end, again])]).toEqual([true, false])
  })

  test('对照：别的授权书的终止，不终止这一份', () => {
    const one = fact('20', 'begin')
    expect(mandatesOn([one, fact('30', 'end', { document: '授权书 2 号' })], TODAY)).toEqual([one])
  })

  test('身后安排改过几次，以说过的次数为准', () => {
    const wish = (posting: string, change: Mandate['change']) =>
      fact(posting, change, { capacity: 'relative', representativePersonId: '1', scope: '' })
    expect(refusesRelatives(['1'], [])).toBe(false)
    expect(refusesRelatives(['1'], [wish('20', 'end')])).toBe(true)
    expect(refusesRelatives(['1'], [wish('20', 'end'), wish('10', 'begin')])).toBe(false)
    expect(refusesRelatives(['1'], [wish('20', 'end'), wish('10', 'begin'), wish('15', 'end')])).toBe(true)
  })
})
