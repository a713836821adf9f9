import { expect, test } from 'vitest'
import { requirePlain } from '../src/collection/formula.js'
import { FIELDS, mapHeader, need } from '../src/collection/header.js'
import { openTable } from '../src/collection/open-table.js'
import { parseBankCard, parseMobile } from '../src/kernel/contact.js'
import { parseCreditCode } from '../src/kernel/credit-code.js'
import { parseDay } from '../src/kernel/day.js'
import { parseIdentity } from '../src/kernel/identity.js'
import { parseYuan } from '../src/kernel/money.js'
import { parsePersonName } from '../src/kernel/name.js'
import { parsePeriod } from '../src/kernel/period.js'
import { Refusal } from '../src/kernel/refusal.js'
import { article } from './article.js'
import { BAD_FILES } from './bad-files.js'
import { BAD_TEXTS } from './bad-texts.js'
import { xlsxOf } from './xlsx-writer.js'

const TODAY = parseDay('2026-03-15')
const FORM = need([FIELDS.socialSecurityNumber, FIELDS.fullName])

const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  identity: (text) => parseIdentity(text, TODAY),
  creditCode: parseCreditCode,
  name: parsePersonName,
  month: parsePeriod,
  day: parseDay,
  amount: parseYuan,
  mobile: parseMobile,
  bankCard: parseBankCard,
  header: (text) => mapHeader(text.split(','), FORM),
}

/** Every reader takes what is right: a reader that refuses everything would pass the tables below. */
const GOOD: Readonly<Record<string, string>> = {
  identity: '110101196501129991',
  creditCode: '91110108QYT0000144',
  name: '沈秋禾',
  month: '2025-08',
  day: '2024-02-29',
  amount: '8000.00',
  mobile: '13800000000',
  bankCard: '6200000000000005',
  header: '姓名,证件号码',
}

async function readFile(bytes: Buffer): Promise<number> {
  let rows = 0
  for await (const row of (await openTable(bytes)).rows) {
    requirePlain(row)
    rows++
  }
  return rows
}

async function refusalOf(act: () => unknown): Promise<Refusal> {
  try {
    await act()
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  throw new Error('taken instead of refused')
}

/** A sentence in both languages, without the whole number and without the inside of the program. */
function expectSpeakable(no: Refusal): void {
  expect(no.say('zh')).toMatch(/[一-鿿].*。$/s)
  expect(no.say('en')).toMatch(/[a-z].*\.$/s)
  for (const said of [no.say('zh'), no.say('en'), JSON.stringify(no.facts)]) {
    expect(said).not.toMatch(/(?<!\d)\d{6}(19|20)\d{9}[\dX]/)
    expect(said).not.toMatch(/undefined|\[object|node_modules|Error:/)
  }
}

article('M14-6b', '坏输入一律有名目地拒绝，说清怎么办', () => {
  test.each(BAD_TEXTS)('%s：%s', async (reader, _what, input, code) => {
    const no = await refusalOf(() => READERS[reader]!(input))
    expect(no.entry.code).toBe(code)
    expectSpeakable(no)
  })

  test.each(BAD_FILES)('文件：%s', async (_what, make, code) => {
    const no = await refusalOf(() => readFile(make()))
    expect(no.entry.code).toBe(code)
    expectSpeakable(no)
  })

  test('对照：好的输入都收', async () => {
    for (const [reader, text] of Object.entries(GOOD)) expect(() => READERS[reader]!(text)).not.toThrow()
    expect(Object.keys(GOOD)).toEqual(Object.keys(READERS))
    expect(await readFile(Buffer.from('姓名,证件号码\n沈秋禾,110101196501129991'))).toBe(2)
    expect(await readFile(xlsxOf([['姓名'], ['沈秋禾']]))).toBe(2)
  })

  test('表够长，没有一行重复', () => {
    expect(BAD_TEXTS.length + BAD_FILES.length).toBeGreaterThanOrEqual(200)
    expect(new Set(BAD_TEXTS.map(([reader, , input]) => `${reader}:${input}`)).size).toBe(BAD_TEXTS.length)
  })
})
