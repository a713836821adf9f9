import { describe, expect, test } from 'vitest'
import { openTable } from '../../collection/open-table.js'
import { parseBankCard, parseMobile } from '../../kernel/contact.js'
import { parseCreditCode } from '../../kernel/credit-code.js'
import type { Day } from '../../kernel/day.js'
import { ageOn } from '../../kernel/day.js'
import { parseIdentity } from '../../kernel/identity.js'
import { parseYuan } from '../../kernel/money.js'
import { parsePersonName } from '../../kernel/name.js'
import { periodsFrom } from '../../kernel/period.js'
import { loadPolicyBook } from '../../policy/book.js'
import { ROOT } from '../place.js'
import { shippedTexts } from '../release.js'
import { cityDigest, DEMO_CITY, inventCity, worksIn } from './city.js'
import { filingFile, levyFile } from './files.js'
import { monthOf, totalOf } from './month.js'

const TODAY = '2026-11-02' as Day
const area = loadPolicyBook((await shippedTexts(ROOT)).filter(({ kind }) => kind === 'parameters')).area('999900')
const city = inventCity(DEMO_CITY, area)
const months = [...periodsFrom(DEMO_CITY.from, DEMO_CITY.through)]
const told = months.map((month) => monthOf(city, month))

describe('示例市的生成', () => {
  test('同一种子得同一城市，另一种子得另一城市', () => {
    expect(cityDigest(inventCity(DEMO_CITY, area))).toBe(cityDigest(city))
    expect(cityDigest(inventCity({ ...DEMO_CITY, seed: '别处' }, area))).not.toBe(cityDigest(city))
  })

  test('号码全部有效，全部虚构，无一重复', () => {
    const everybody = [...city.lives, ...city.cases!.alone, ...city.cases!.residents]
    const numbers = everybody.map(({ identityNumber }) => parseIdentity(identityNumber, TODAY))
    expect(new Set(numbers.map(({ number }) => number)).size).toBe(everybody.length)
    for (const { kind, number } of numbers) {
      if (kind === 'foreigner') expect(number).toMatch(/^UTO0X\d{8}$/)
      else expect(number).toMatch(/99[6-9][\dX]$/)
    }
    for (const { sex, identityNumber, birthDate, kind } of city.lives) {
      const parsed = parseIdentity(identityNumber, TODAY)
      expect(parsed.kind).toBe(kind)
      if (kind !== 'foreigner') expect([parsed.sex, parsed.birthDate]).toEqual([sex, birthDate])
    }
    for (const { fullName } of city.lives) expect(parsePersonName(fullName)).toBe(fullName)
    for (const { mobilePhone } of city.lives) if (mobilePhone !== undefined) parseMobile(mobilePhone)
    for (const { bankAccount } of city.lives) if (bankAccount !== undefined) parseBankCard(bankAccount)
    const codes = city.employers.map(({ creditCode }) => parseCreditCode(creditCode))
    expect(codes.every((code) => code.slice(8, 11) === 'QYT')).toBe(true)
    expect(new Set(codes).size).toBe(city.employers.length)
    expect(new Set(city.employers.map(({ name }) => name)).size).toBe(city.employers.length)
  })

  test('什么人都有：跳槽、断缴、退休、未成年、外国人、生僻字', () => {
    const { lives } = city
    expect(lives.filter(({ spells }) => spells.length > 1).length).toBeGreaterThan(150)
    expect(lives.filter(({ spells }) => spells.at(-1)?.endReason === '411').length).toBeGreaterThan(20)
    expect(
      lives.filter(({ birthDate, spells }) => ageOn(birthDate, `${spells[0]!.from}-28` as Day) < 18).length,
    ).toBeGreaterThan(5)
    expect(lives.filter(({ birthDate }) => ageOn(birthDate, TODAY) < 18).length).toBeGreaterThan(0)
    for (const kind of ['foreigner', 'permanentResident', 'hmtPermit']) {
      expect(lives.some((life) => life.kind === kind)).toBe(true)
    }
    for (const sign of [/𠮷/, /·/, /欧阳/, /[À-ÿ]/, /'/])
      expect(
        lives.some(({ fullName }) => sign.test(fullName)),
        String(sign),
      ).toBe(true)
    expect(lives.every(({ birthDate }) => birthDate >= '1960' && birthDate < '2013')).toBe(true)
  })

  test('什么事都有：补收、欠缴、差额、待认领、退费', () => {
    const payments = told.flatMap(({ levies }) => levies.flatMap((levy) => levy.payments))
    const due = told.flatMap(({ filings }) => filings.flatMap(({ rows }) => rows))
    expect(due.filter(({ contributionKind }) => contributionKind === '2').length).toBeGreaterThan(20)
    expect(payments.some(({ contributionKind }) => contributionKind === '18')).toBe(true)
    expect(payments.some(({ fullName }) => fullName.endsWith('女士'))).toBe(true)
    expect(payments.some(({ settlementMonth, arrivalDay }) => !arrivalDay.startsWith(settlementMonth))).toBe(true)
    const paid = new Set(payments.map((one) => `${one.identityNumber}|${one.contributionMonth}`))
    const arrears = due.filter((row) => !paid.has(`${row.life.identityNumber}|${row.contributionMonth}`))
    expect(arrears.length).toBeGreaterThan(20)
    expect(arrears.length).toBeLessThan(due.length / 20)
  })

  test('各人只在其任职的月份被申报，点名的两家留下最后一月', () => {
    for (const { month, filings } of told) {
      for (const { employer, rows } of filings) {
        for (const { life, contributionMonth } of rows) {
          const works = life.spells.some(
            (spell) => spell.employer === employer.index && worksIn(spell, contributionMonth),
          )
          expect(works).toBe(true)
        }
      }
      const named = filings.filter(({ employer }) => employer.index < 2).length
      expect(named).toBe(month === DEMO_CITY.through ? 0 : 2)
    }
  })

  test('申报表读得回来，四种编码都有', async () => {
    const filings = told.at(-1)!.filings.slice(0, 8)
    for (const filing of filings) {
      const table = await openTable(filingFile(filing))
      const rows = []
      for await (const row of table.rows) rows.push(row.cells)
      expect(rows.slice(1).map((cells) => cells[1])).toEqual(filing.rows.map(({ life }) => life.fullName))
    }
    expect(new Set(filings.map((filing) => filingFile(filing).subarray(0, 2).toString('hex'))).size).toBeGreaterThan(2)
  })

  test('征收结果的控制总额等于各行之和', () => {
    for (const levy of told.flatMap(({ levies }) => levies)) {
      const [control, , ...rows] = levyFile(levy).toString('utf8').trimEnd().split('\r\n')
      const [, , , count, , total] = control!.split(',')
      expect(Number(count)).toBe(rows.length)
      expect(parseYuan(total!)).toBe(totalOf(levy.payments))
    }
  })
})
