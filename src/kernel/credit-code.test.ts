import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseBankCard, parseMobile } from './contact.js'
import { parseCreditCode } from './credit-code.js'
import { Refusal } from './refusal.js'

function fate(parse: (text: string) => string, text: string): string {
  try {
    return parse(text)
  } catch (error) {
    if (error instanceof Refusal) return error.entry.code
    throw error
  }
}

const VALID = [
  '91110108QYT0000144',
  '91110105QYT000022K',
  '92371002QYT000030D',
  '91371000QYT000049G',
  '12110000QYT000057X',
  '11371000QYT000065E',
  '51110000QYT000073J',
  '52110105QYT000081P',
  '31110000QYT00009X7',
  '93371082QYT000102Y',
]

describe('统一社会信用代码（GB 32100-2015）', () => {
  test.each(VALID)('%s', (code) => {
    expect(parseCreditCode(code)).toBe(code)
    expect(parseCreditCode(` ${code.toLowerCase()} `)).toBe(code)
  })

  test.each([
    ['91110108QYT0000145', 'credit-code.wrong-check'],
    ['91110108QYT0000245', 'credit-code.wrong-organization-check'],
    ['91110108QIT0000144', 'credit-code.bad-character'],
    ['91110108QYT000014', 'credit-code.wrong-length'],
    ['９1110108QYT0000144', 'credit-code.bad-character'],
    ['911A0108QYT0000144', 'credit-code.bad-character'],
    ['9.11101E+17', 'credit-code.scientific-notation'],
    ['', 'credit-code.missing'],
  ])('%s 不收：%s', (text, code) => {
    expect(fate(parseCreditCode, text)).toBe(code)
  })

  test('任何一位填错都查得出', () => {
    const symbols = [...'0123456789ABCDEFGHJKLMNPQRTUWXY']
    fc.assert(
      fc.property(fc.constantFrom(...VALID), fc.nat(17), fc.constantFrom(...symbols), (code, at, symbol) => {
        fc.pre(code[at] !== symbol)
        expect(fate(parseCreditCode, code.slice(0, at) + symbol + code.slice(at + 1))).toMatch(/^credit-code\./)
      }),
    )
  })
})

describe('手机号码与银行卡号', () => {
  test.each(['13800000000', '19999999999', ' 15000000000'])('%s 收', (text) => {
    expect(parseMobile(text)).toBe(text.trim())
  })

  test.each(['12800000000', '1380000000', '138000000000', '+8613800000000', '138 0000 0000', '１3800000000', ''])(
    '手机号“%s”不收',
    (text) => {
      expect(fate(parseMobile, text)).toBe('mobile.malformed')
    },
  )

  test.each(['6200000000000005', '6200000000000000000'])('%s 收', (text) => {
    expect(parseBankCard(text)).toBe(text)
  })

  test.each([
    ['6200000000000006', 'bank-card.malformed'],
    ['620000000000005', 'bank-card.malformed'],
    ['6200 0000 0000 0005', 'bank-card.malformed'],
    ['6.2E+15', 'bank-card.scientific-notation'],
  ])('银行卡号“%s”不收', (text, code) => {
    expect(fate(parseBankCard, text)).toBe(code)
  })
})
