import { describe, expect, test } from 'vitest'
import { BOOK, benefitChangeFact, determinationFact, ME, postedFrom } from '../../test/record-facts.js'
import { fen } from '../kernel/money.js'
import { type Period, parsePeriod } from '../kernel/period.js'
import type { BenefitChange, BenefitDetermination, Posted } from '../ledger/fact.js'
import { changesOf, payableIn, standingIn } from './payable.js'

const area = BOOK.area('999900')
const month = (text: string): Period => parsePeriod(text)
const OF = { insurance: '110', benefitKind: 'retirement' as const }
const change = (what: BenefitChange['change'], from: string, reason: string) =>
  benefitChangeFact(ME, what, from, { reason })
const posted = (...changes: BenefitChange[]) => postedFrom(changes, 50) as Posted<BenefitChange>[]
const [pension] = postedFrom([determinationFact(ME, '2025-01', { fromMonth: month('2025-01'), amount: fen(100) })]) as [
  Posted<BenefitDetermination>,
]
const payable = (at: string, changes: Posted<BenefitChange>[], died?: string) => {
  const asked = { item: pension.item, month: month(at), ...(died === undefined ? {} : { died: month(died) }) }
  return payableIn(area, [pension], changes, asked)
}

describe('某月应发', () => {
  test.each([
    ['开始之前', '2024-12', [], 0],
    ['照发', '2025-03', [], 100],
    ['暂停的月份', '2025-03', [change('suspend', '2025-03', 'noCheck')], 0],
    ['暂停之前', '2025-02', [change('suspend', '2025-03', 'noCheck')], 100],
    ['终止之后', '2025-06', [change('end', '2025-06', 'lostGround')], 0],
  ] as const)('%s', (_says, at, changes, expected) => {
    expect(payable(at, posted(...changes)).value).toBe(expected)
  })

  test('恢复之后：因未认证停的补发，服刑的不补，说明里写着规则', () => {
    const resumed = (reason: string) =>
      posted(change('suspend', '2025-03', reason), change('resume', '2025-05', 'cleared'))
    const made = payable('2025-04', resumed('noCheck'))
    expect(made.value).toBe(100)
    expect(made.from.map(({ term }) => term)).toContain('arrearsRule')
    expect(payable('2025-04', resumed('imprisonment')).value).toBe(0)
    expect(payable('2025-05', resumed('imprisonment')).value).toBe(100)
  })

  test('没有规则的原因：停下，不猜', () => {
    const changes = posted(change('suspend', '2025-03', 'unheardOf'), change('resume', '2025-05', 'cleared'))
    expect(() => payable('2025-04', changes)).toThrow()
  })

  test('死亡所在月照发，其后没有', () => {
    expect([payable('2025-04', [], '2025-04').value, payable('2025-05', [], '2025-04').value]).toEqual([100, 0])
  })

  test('变动的先后不看记账的先后', () => {
    const [late, early] = posted(change('resume', '2025-05', 'cleared'), change('suspend', '2025-03', 'noCheck'))
    const changes = changesOf([late!, early!], OF)
    expect(standingIn(changes, month('2025-04')).state).toBe('suspended')
    expect(standingIn(changes, month('2025-05')).state).toBe('running')
  })
})
