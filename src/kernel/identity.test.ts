import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { eighteenOf } from './citizen-id.js'
import { type Day, daysIn, parseDay } from './day.js'
import { parseIdentity } from './identity.js'
import { echo, mask, maskName } from './mask.js'
import { mod112 } from './mod11-2.js'
import { Refusal } from './refusal.js'

const TODAY = parseDay('2026-03-15')

/** What became of a number: its kind, or the code it was refused with. */
function fate(text: string, today: Day = TODAY): string {
  try {
    return parseIdentity(text, today).kind
  } catch (error) {
    if (error instanceof Refusal) return error.entry.code
    throw error
  }
}

describe('公民身份号码（GB 11643-1999）', () => {
  test.each([
    ['110101196501129991', '1965-01-12', '1'],
    ['110102197003059987', '1970-03-05', '2'],
    ['110105197506209966', '1975-06-20', '2'],
    ['11010819760901997X', '1976-09-01', '1'],
    ['110106199002289996', '1990-02-28', '1'],
    ['110112200002299986', '2000-02-29', '2'],
    ['110115201010019976', '2010-10-01', '1'],
    ['110228196812319990', '1968-12-31', '1'],
    ['371002198108169996', '1981-08-16', '1'],
    ['371081196604219995', '1966-04-21', '1'],
    ['37108319700131996X', '1970-01-31', '2'],
  ])('%s', (number, birthDate, sex) => {
    expect(parseIdentity(number, TODAY)).toEqual({
      kind: 'citizen',
      number,
      original: number,
      birthDate,
      sex,
      documentType: '01',
      warnings: [],
    })
  })

  test('顺序码 000 从不发放：收下并提示', () => {
    expect(parseIdentity('110101189901010003', parseDay('2018-12-31'))).toMatchObject({
      kind: 'citizen',
      warnings: ['sequence000'],
    })
    expect(fate('110101189901010003')).toBe('identity.too-old')
  })

  test('末三位 000 碰巧通过校验：收下并提示可能丢了末位', () => {
    expect(parseIdentity('110101196501129000', TODAY).warnings).toEqual(['endsIn000'])
  })

  test('十五位旧号码转为十八位，原样另存', () => {
    expect(parseIdentity('110101650112999', TODAY)).toMatchObject({
      number: '110101196501129991',
      original: '110101650112999',
    })
  })

  test('小写 x 与首尾空格不算错', () => {
    expect(parseIdentity(' 11010819760901997x\t', TODAY).number).toBe('11010819760901997X')
  })

  test.each([
    ['校验码错', '110101196501129992', 'identity.wrong-check'],
    ['2001-02-29 不存在', '110112200102299983', 'identity.impossible-birth'],
    ['将来出生', '110101209912319992', 'identity.future-birth'],
    ['13 月', '110101196513129999', 'identity.impossible-birth'],
    ['地区不存在', '990101196501129995', 'identity.unknown-region'],
    ['示例市的统筹区代码不是身份号码的地区', '99990019650112999X', 'identity.unknown-region'],
    ['17 位', '11010119650112999', 'identity.wrong-length'],
    ['字母 O', '1101011965O1129991', 'identity.bad-character'],
    ['全角数字', '11010119650112999１', 'identity.bad-character'],
    ['中间有空格', '110101 196501129991', 'identity.bad-character'],
    ['零宽字符', '110101196501129991\u200b', 'identity.bad-character'],
    ['X 不在末位', '1101011965011299X1', 'identity.bad-character'],
    ['科学记数法', '1.10101E+17', 'identity.scientific-notation'],
    ['科学记数法（长）', '1.1010119650113E+17', 'identity.scientific-notation'],
    ['末三位被抹成 000', '110101196501128000', 'identity.digits-lost'],
    ['没有填', '  ', 'identity.missing'],
    ['十五位末位 X', '11010165011299X', 'identity.wrong-length'],
  ])('%s', (_what, text, code) => {
    expect(fate(text)).toBe(code)
  })

  test('科学记数法的拒绝语告诉人怎么办', () => {
    expect(() => parseIdentity('1.10101E+17', TODAY)).toThrow(
      expect.objectContaining({
        facts: { text: '1.10101E+17' },
        entry: expect.objectContaining({ code: 'identity.scientific-notation' }),
      }),
    )
    const said = refusalOf('1.10101E+17').say('zh')
    expect(said).toContain('在 Excel 中把该列设为“文本”再填写')
  })

  test('拒绝语与事实都不重复整个号码', () => {
    for (const text of ['110101196501129992', '110112200102299983', '110101209912319992', '990101196501129995']) {
      const no = refusalOf(text)
      expect(`${no.say('zh')}${no.say('en')}${JSON.stringify(no.facts)}`).not.toContain(text)
    }
  })
})

describe('港澳台居民居住证、外国人证件', () => {
  test.each([
    ['810000198503159994', 'hmtPermit', 'L1'],
    ['820000199206079986', 'hmtPermit', 'L1'],
    ['830000197811209972', 'hmtPermit', 'L2'],
    ['911840197907040011', 'permanentResident', '07'],
    ['937392198802290025', 'permanentResident', '07'],
    ['UTO110079070413', 'permanentResidentOld', '07'],
    ['UTO371088022923', 'permanentResidentOld', '07'],
    ['UTO0X12345678', 'foreigner', '08'],
  ])('%s 是 %s', (number, kind, documentType) => {
    expect(parseIdentity(number, TODAY)).toMatchObject({ kind, number, documentType, warnings: [] })
  })

  test('永久居留证新旧两版给出同样的出生日期与性别', () => {
    for (const number of ['911840197907040011', 'UTO110079070413']) {
      expect(parseIdentity(number, TODAY)).toMatchObject({ birthDate: '1979-07-04', sex: '1' })
    }
    for (const number of ['937392198802290025', 'UTO371088022923']) {
      expect(parseIdentity(number, TODAY)).toMatchObject({ birthDate: '1988-02-29', sex: '2' })
    }
  })

  test('旧版永久居留证只有校验位不符时不拒绝，只提示', () => {
    expect(parseIdentity('UTO110079070414', TODAY)).toMatchObject({ warnings: ['oldCardCheckDigit'] })
  })

  test.each([
    ['810000198503159995', 'identity.wrong-check'],
    ['84000019850315999X', 'identity.unknown-region'],
    ['911840197907040012', 'identity.wrong-check'],
    ['991840197907040016', 'identity.unknown-region'],
    ['811840197907040018', 'identity.unknown-region'],
    ['UTO110079130413', 'identity.impossible-birth'],
    ['UTO990079070413', 'identity.unknown-region'],
    ['H12345678', 'identity.travel-document'],
    ['M1234567801', 'identity.travel-document'],
    ['X12345678', 'identity.travel-document'],
    ['UTO', 'identity.unknown-form'],
    [`UTO0${'1'.repeat(37)}`, 'identity.unknown-form'],
    ['UTO0-12345678', 'identity.bad-character'],
  ])('%s 不收：%s', (text, code) => {
    expect(fate(text)).toBe(code)
  })
})

describe('性质', () => {
  const births = fc
    .tuple(fc.integer({ min: 1910, max: 2025 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 }))
    .filter(([year, month, day]) => day <= daysIn(year, month))
    .map(([year, month, day]) => `${year}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}`)
  const bodies = fc
    .tuple(fc.constantFrom('110101', '371002', '810000', '650102'), births, fc.integer({ min: 996, max: 999 }))
    .map((parts) => parts.join(''))

  test('按规则造的号码都收', () => {
    fc.assert(fc.property(bodies, (body) => ['citizen', 'hmtPermit'].includes(fate(body + mod112(body)))))
  })

  test('任何一位填错、任何相邻两位颠倒都查得出', () => {
    fc.assert(
      fc.property(bodies, fc.nat(16), fc.integer({ min: 1, max: 9 }), (body, at, shift) => {
        const number = body + mod112(body)
        const wrong = String((Number(number[at]) + shift) % 10)
        expect(fate(number.slice(0, at) + wrong + number.slice(at + 1))).toMatch(/^identity\./)
        if (at < 16 && number[at] !== number[at + 1]) {
          const swapped = number.slice(0, at) + number[at + 1] + number[at] + number.slice(at + 2)
          expect(fate(swapped)).toMatch(/^identity\./)
        }
      }),
    )
  })

  test('十五位与十八位指向同一个号码', () => {
    fc.assert(
      fc.property(
        bodies.filter((body) => body.slice(6, 8) === '19' && body.startsWith('1')),
        (body) => {
          const fifteen = body.slice(0, 6) + body.slice(8)
          expect(eighteenOf(fifteen)).toBe(body + mod112(body))
          expect(parseIdentity(fifteen, TODAY).number).toBe(body + mod112(body))
        },
      ),
    )
  })

  test('任何文字要么成为可信的号码，要么被有名目地拒绝；再解析一次不变', () => {
    const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...'0123456789XxO９ \t') }))
    fc.assert(
      fc.property(texts, (text) => {
        const code = fate(text)
        if (code.startsWith('identity.')) {
          expect(refusalOf(text).say('zh')).toMatch(/。$/)
        } else {
          const { number } = parseIdentity(text, TODAY)
          expect(parseIdentity(number, TODAY).number).toBe(number)
        }
      }),
      { numRuns: 1000 },
    )
  })
})

test('脱敏：号码留前六后四，姓名留首字', () => {
  expect(mask('110101196501129991')).toBe('110101********9991')
  expect(mask('13800138000')).toBe('*******8000')
  expect(mask('1234567')).toBe('*******')
  expect(maskName('𠮷野家')).toBe('𠮷**')
  expect(mask('1'.repeat(10_000))).toHaveLength(11)
  expect(echo('错填110101196501129991在此')).toBe('错填110101********9991在此')
  expect(echo('甲'.repeat(10_000))).toHaveLength(41)
  expect(echo('8000.001')).toBe('8000.001')
})

function refusalOf(text: string): Refusal {
  try {
    parseIdentity(text, TODAY)
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  throw new Error(`${text} was taken`)
}
