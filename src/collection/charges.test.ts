import { expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { testPolicy } from '../../test/desk.js'
import { dueFact } from '../../test/ledger.js'
import { fen } from '../kernel/money.js'
import { parsePeriod } from '../kernel/period.js'
import type { Due, Posted } from '../ledger/fact.js'
import { chargesFor, filedWage } from './charges.js'

const MONTH = parsePeriod('2026-01')
const posted = (change: Partial<Due>, n: number): Posted<Due> => ({
  ...dueFact('1', '2026-01', change),
  ref: { posting: String(n), ordinal: 0 },
})
/** 单位费率升、个人费率降：the employer owes more and the person less; what the account lacks then comes from the employer. */
const book = testPolicy((path, text) =>
  path.endsWith('demo-city/pension.yaml')
    ? text
        .replace('until: 2027-06, value: "16"', 'until: 2027-06, value: "17"')
        .replace('until: 2027-06, value: "8"', 'until: 2027-06, value: "7"')
    : text,
).book
const place = { area: book.area('999900'), terms: undefined }
const chargesOn = (dues: readonly Posted<Due>[]) => {
  const asked = { kind: '4', insurance: '110', contributionMonth: MONTH, settlementMonth: MONTH } as const
  return chargesFor(place, { ...asked, declaredWage: fen(800_000), personKind: 'employee', dues }).map(
    ({ charge, item }) => [charge.kind, item.employer, item.person],
  )
}

article('M14-6d', '一方多、一方少：补收与退收各成一行，先记哪一行，另一行都不变', () => {
  const first = posted({}, 1)
  const more = posted(
    {
      contributionKind: '4',
      employerAmount: fen(8_000),
      employerToAccount: fen(8_000),
      personAmount: fen(0),
      personToAccount: fen(0),
    },
    2,
  )
  const less = posted(
    { contributionKind: '18', employerAmount: fen(0), personAmount: fen(-8_000), personToAccount: fen(-8_000) },
    2,
  )

  test('两行分记在两份凭证里，也各自成立', () => {
    expect(chargesOn([first])).toEqual([
      ['4', 8_000, 0],
      ['18', 0, -8_000],
    ])
    expect(chargesOn([first, more])).toEqual([['18', 0, -8_000]])
    expect(chargesOn([first, less])).toEqual([['4', 8_000, 0]])
    expect(chargesOn([first, more, less])).toEqual([])
  })

  test('补差里退的一部分不是全部退收：工资仍是已申报的', () => {
    expect(filedWage([first, less])).toBe(800_000)
    expect(filedWage([first, posted({ contributionKind: '18', base: fen(0) }, 2)])).toBeUndefined()
  })
})
