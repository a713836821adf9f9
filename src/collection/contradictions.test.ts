import { describe, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { testPolicy } from '../../test/desk.js'
import type { Day } from '../kernel/day.js'
import { fen } from '../kernel/money.js'
import { type Period, parsePeriod } from '../kernel/period.js'
import type { Fact, Posted } from '../ledger/fact.js'
import { contradictionOf } from './contradictions.js'
import { knownLife, whyEnded } from './known-life.js'
import type { Drafted } from './lines.js'

const area = testPolicy().book.area('999900')
const common = { personId: '1', agency: '999901', area: '999900' }
const month = (text: string): Period => parsePeriod(text)
let ordinal = 0
const posted = (fact: Drafted): Posted<Fact> =>
  ({ ...fact, line: 1, ref: { posting: '7', ordinal: ordinal++ } }) as Posted<Fact>

const retired = (event: string, item = 'basicPension'): Drafted<'benefitDetermination'> => ({
  ...{ ...common, kind: 'benefitDetermination', insurance: '110', benefitKind: 'retirement', item, variant: 'man' },
  ...{
    eventMonth: month(event),
    periodic: true,
    fromMonth: month(event),
    amount: fen(1),
    provisional: false,
    document: '1',
  },
})
const died = (day: string): Drafted<'lifeEvent'> => ({
  ...{ ...common, kind: 'lifeEvent', event: 'death', day: day as Day, document: '1' },
})
const paid = (at: string, amount = 100): Drafted<'paid'> => ({
  ...{ ...common, kind: 'paid', insurance: '110', settlementMonth: month(at), contributionMonth: month(at) },
  ...{ contributionKind: '1', base: fen(100), employerAmount: fen(0), personAmount: fen(amount), source: 'tax' },
  ...{
    employerToAccount: fen(0),
    personToAccount: fen(0),
    levyVoucher: 'V',
    arrivalDay: '2020-01-01' as Day,
    fitsRule: true,
  },
})
const deemed = (from: string, through: string): Drafted<'deemedPeriod'> => ({
  ...{ ...common, kind: 'deemedPeriod', insurance: '110', deemedKind: 'military', document: '1', months: 1 },
  ...{ fromMonth: month(from), throughMonth: month(through) },
})
const codeOf = (fact: Drafted, known: readonly Drafted[]) =>
  contradictionOf(fact, { life: knownLife(known.map(posted)), area, today: '2026-03-16' as Day })?.refusal.entry.code

article('M14-6b', '两个事实不能并立的，说得出是哪一个', () => {
  test.each([
    ['两次退休', retired('2021-05'), [retired('2020-05')], 'fact.second-retirement'],
    ['同一次退休的同一项目', retired('2020-05'), [retired('2020-05')], 'fact.second-retirement'],
    ['视同与实缴重叠', deemed('1990-01', '1990-03'), [paid('1990-03')], 'fact.deemed-overlaps'],
    ['死亡之后的退休', retired('2021-05'), [died('2021-04-30')], 'fact.after-death'],
    ['死亡之后到账', paid('2021-05'), [died('2021-04-30')], 'fact.after-death'],
    ['退休之后到账', paid('2021-05'), [retired('2021-04')], 'fact.after-retirement'],
  ] as const)('%s', (_says, fact, known, code) => {
    expect(codeOf(fact, known)).toBe(code)
  })

  test.each([
    ['对照：同一次退休的另一项目', retired('2020-05', 'accountPension'), [retired('2020-05')]],
    ['对照：调整', retired('2020-05', 'adjustment'), [retired('2020-05')]],
    ['对照：退款已尽的月份', deemed('1990-01', '1990-03'), [paid('1990-03'), paid('1990-03', -100)]],
    ['对照：死亡当月的退休', retired('2021-04'), [died('2021-04-30')]],
  ] as const)('%s', (_says, fact, known) => {
    expect(codeOf(fact, known)).toBeUndefined()
  })

  test('红冲了的事实不再相抵触', () => {
    const first = posted(retired('2020-05'))
    const back = { ...posted(retired('2020-05')), reverses: first.ref }
    const life = knownLife([first, back])
    expect(contradictionOf(retired('2021-05'), { life, area, today: '2026-03-16' as Day })).toBeUndefined()
  })
})

describe('何时不再应缴', () => {
  const life = knownLife([posted(retired('2021-04'))])
  test.each([
    ['110', '2021-04', undefined],
    ['110', '2021-05', 'retired'],
    ['210', '2021-05', 'retired'],
    ['310', '2021-05', undefined],
    ['410', '2021-05', undefined],
  ])('退休后的险种 %s，%s：%s', (insurance, at, why) => {
    expect(whyEnded(life, insurance, month(at))).toBe(why)
  })
})
