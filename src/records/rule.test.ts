import { describe, expect, test } from 'vitest'
import { dueFact, employerFact, enrolmentFact } from '../../test/ledger.js'
import { BOOK, ME, postedFrom } from '../../test/record-facts.js'
import type { Day } from '../kernel/day.js'
import type { Explained } from '../kernel/explain.js'
import { fen } from '../kernel/money.js'
import type { Period } from '../kernel/period.js'
import { findFigure } from './path.js'
import { recordOf } from './record.js'

describe('应缴之下的规则', () => {
  /** 示例市 2019-01：enterprises 20 %, individual businesses 18 %. */
  test.each([
    ['10', 200_000],
    ['21', 200_000],
    ['60', 180_000],
  ])('单位类型 %s，依其费率类别展开', (employerType, rate) => {
    const employer = { ...employerFact('7', '91110108QYT0000144', '示例单位'), employerType }
    const enrolled = { ...enrolmentFact(ME, '7', '2019-01') }
    const due = dueFact(ME, '2019-01', { employerAmount: fen((800_000 * rate) / 1_000_000) })
    const record = recordOf(postedFrom([{ ...employer, fromMonth: '2019-01' as Period }, enrolled, due]), BOOK, {
      today: '2026-03-16' as Day,
    })
    const figure = findFigure(record, 'contribution/110/2019-01/1/dueEmployer')!
    expect(nodes(figure).find(({ term }) => term === 'employerRate')?.value).toBe(rate)
  })
})

function nodes(node: Explained): Explained[] {
  return [node, ...node.from.flatMap(nodes)]
}
