import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { fen } from '../kernel/money.js'
import { spokenAmount, spokenMonths } from '../kernel/spoken.js'
import { EMPLOYEE_INSURANCES } from '../kernel/terms.js'
import { printValue } from '../query/figure-view-service.js'
import type { ContentFigure } from './content.js'
import type { ItemKey } from './items.js'
import { printedValue } from './printed.js'
import { amountIn, digitByDigit, figureIn, monthsIn, sentenceOf } from './speech.js'
import { answered, next, type VoiceTurn } from './voice-machine.js'

const language = fc.constantFrom('zh' as const, 'en' as const)
const amount = fc.integer({ min: -10_000_000, max: 99_999_999 })
const months = fc.integer({ min: 0, max: 720 })
const at = fc.oneof(
  fc.integer({ min: 1992, max: 2099 }).map(String),
  fc
    .tuple(fc.integer({ min: 1992, max: 2099 }), fc.integer({ min: 1, max: 12 }))
    .map(([year, month]) => `${year}-${String(month).padStart(2, '0')}`),
)

article(['BQ-5(4)', 'BQ-6'], '说出的话读得回来，一分不差', () => {
  test('金额与月数', () => {
    fc.assert(
      fc.property(amount, months, language, (money, count, speech) => {
        expect(amountIn(spokenAmount(fen(money), speech), speech)).toBe(money)
        expect(monthsIn(spokenMonths(count, speech), speech)).toBe(count)
      }),
    )
  })

  test('屏幕上印出的，也读得回来', () => {
    fc.assert(
      fc.property(amount, months, language, (money, count, printed) => {
        expect(printedValue('fen', printValue('fen', money, printed), printed)).toBe(money)
        expect(printedValue('months', printValue('months', count, printed), printed)).toBe(count)
      }),
    )
    expect([printValue('months', 13, 'en'), printValue('months', 1, 'en')]).toEqual(['1 year 1 month', '1 month'])
  })

  test('每一项的句子', () => {
    const money: readonly ItemKey[] = ['base', 'paid', 'balance']
    const figure = fc.record({
      of: fc.constantFrom(...EMPLOYEE_INSURANCES),
      at,
      money: fc.nat(99_999_999),
      count: months,
    })
    fc.assert(
      fc.property(figure, language, (one, speech) => {
        const { of } = one
        const figures: ContentFigure[] = [
          ...money.map((item) => ({ item, of, at: one.at, unit: 'fen' as const, value: one.money })),
          { item: 'months', of, unit: 'months', value: one.count },
          { item: 'yearMonths', of, at: one.at, unit: 'months', value: one.count },
          { item: 'state', of, at: one.at, unit: 'text', value: 'suspended' },
          { item: 'employer', of, unit: 'text', value: '示例市青禾软件有限公司' },
        ]
        for (const told of figures) expect(figureIn(sentenceOf(told, speech), speech)).toEqual(told)
      }),
    )
  })

  test('不是这样的话，读不出数', () => {
    for (const text of ['好。', '失业保险，缴费很多。', '企业职工基本养老保险，2020年个人缴费共元。'])
      expect(figureIn(text, 'zh')).toBeUndefined()
    expect([amountIn('', 'zh'), amountIn('元', 'zh'), monthsIn('', 'en')]).toEqual([undefined, undefined, undefined])
    expect(digitByDigit('2026')).toBe('2 0 2 6')
  })
})

describe('对话，纯的', () => {
  const terms = { items: ['state', 'months'], tries: 3 }
  const keys = (...all: readonly string[]) =>
    all.reduce<VoiceTurn>((turn, digits) => next(turn.state, { kind: 'digits', digits }, terms), answered())

  test('号码从不读出，也不留在核验之后', () => {
    const asked = keys('1', '2', '11010119900101997*#', '482915#')
    expect(asked.effect).toEqual({ kind: 'identify', number: '11010119900101997X', password: '482915' })
    const known = next(asked.state, { kind: 'known' }, terms)
    expect(JSON.stringify(known)).not.toContain('1990')
    expect(next(asked.state, { kind: 'unknown' }, terms).state.number).toBe('')
    expect(next(asked.state, { kind: 'wait', seconds: 61 }, terms)).toMatchObject({ end: true, state: { number: '' } })
  })

  test('没有核验，按什么都听不到一项', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[0-9*#]{0,19}$/), { maxLength: 12 }), (all) => {
        let turn = answered()
        for (const digits of all) {
          turn = next(turn.state, { kind: 'digits', digits }, terms)
          expect(turn.effect?.kind).not.toBe('tell')
          if (turn.effect?.kind === 'identify') turn = next(turn.state, { kind: 'unknown' }, terms)
          if (turn.effect?.kind === 'operator')
            turn = next(turn.state, { kind: 'ordered', number: '202603020001' }, terms)
        }
      }),
    )
  })

  test('不作声的重说一遍；多次不符即止', () => {
    const menu = keys('1')
    expect(next(menu.state, { kind: 'silence' }, terms).say).toEqual(menu.say)
    let turn = keys('1', '2')
    for (let n = 0; n < 3; n++) {
      turn = next(turn.state, { kind: 'digits', digits: '110101199001019977#' }, terms)
      turn = next(turn.state, { kind: 'digits', digits: '482915#' }, terms)
      turn = next(turn.state, { kind: 'unknown' }, terms)
    }
    expect(turn.end).toBe(true)
    expect(next(turn.state, { kind: 'digits', digits: '1' }, terms).end).toBe(true)
  })
})
