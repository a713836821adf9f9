import { describe, expect, test } from 'vitest'
import { findClash } from '../../access/incompatible.js'
import { checkPassword } from '../../access/password.js'
import { totpStep } from '../../access/secrets.js'
import { openTable } from '../../collection/open-table.js'
import type { Day, Instant } from '../../kernel/day.js'
import { parseIdentity } from '../../kernel/identity.js'
import { parsePeriod } from '../../kernel/period.js'
import { loadPolicyBook } from '../../policy/book.js'
import { ROOT } from '../place.js'
import { shippedTexts } from '../release.js'
import { DEMO_CITY, inventCity } from './city.js'
import { demoCode, demoPeople, printPeople } from './people.js'
import { demoSample } from './sample.js'

const area = loadPolicyBook((await shippedTexts(ROOT)).filter(({ kind }) => kind === 'parameters')).area('999900')
const city = inventCity(DEMO_CITY, area)
const people = demoPeople(city, Buffer.alloc(32, 7))
const MONTH = parsePeriod('2026-10')
const NOW = Date.UTC(2026, 10, 2, 1) as Instant

describe('示例人物', () => {
  test('登录名不重，号码虚构，密码合规，岗位不相冲突', () => {
    expect(new Set(people.map(({ realm, login }) => `${realm} ${login}`)).size).toBe(people.length)
    expect(new Set(people.map(({ identityNumber }) => identityNumber)).size).toBe(people.length)
    for (const { identityNumber, password, login, realm, posts } of people) {
      expect(parseIdentity(identityNumber, '2026-11-02' as Day).number).toBe(identityNumber)
      expect(() => checkPassword(password, login, realm)).not.toThrow()
      expect(findClash(posts)).toBeUndefined()
    }
  })

  test('同一钥匙总是同样的密码，另一把则不同', () => {
    expect(demoPeople(city, Buffer.alloc(32, 7))).toEqual(people)
    const others = new Set(demoPeople(city, Buffer.alloc(32, 8)).map(({ password }) => password))
    expect(people.some(({ password }) => others.has(password))).toBe(false)
  })

  test('每种角色都打印，西区的人不打印', () => {
    const text = printPeople(people, NOW)
    for (const login of ['operator-1', 'operator-2', 'east-desk', 'east-first', 'east-recheck', 'supervisor', 'dba']) {
      expect(text).toContain(`登录名 ${login} `)
    }
    expect(text).not.toContain('west-')
    expect(text).not.toContain('operator-3')
  })

  test('动态口令是真的，只给打印的人', () => {
    const secret = people.find(({ login }) => login === 'east-first')!.totpSecret!
    expect(totpStep(secret, demoCode(people, 'east-first', NOW), NOW)).toBeDefined()
    expect(() => demoCode(people, 'west-first', NOW)).toThrow('demo.unknown-person')
    expect(() => demoCode(people, 'nobody', NOW)).toThrow('demo.unknown-person')
  })
})

describe('样例文件', () => {
  const cells = async (bytes: Uint8Array) => {
    const rows: string[][] = []
    for await (const row of (await openTable(bytes)).rows) rows.push([...row.cells])
    return rows
  }

  test('申报的每一人，征收结果里都有其各险种', async () => {
    const filings = [1, 2].map((employer) => demoSample(city, { kind: 'filing', employer, month: MONTH }))
    const people = (await Promise.all(filings.map(({ bytes }) => cells(bytes)))).flatMap((rows) => rows.slice(1))
    const levy = (await cells(demoSample(city, { kind: 'levy', month: MONTH }).bytes)).slice(2)
    expect(people.length).toBeGreaterThan(10)
    expect(levy.length).toBe(people.length * 4)
    const paid = new Set(levy.map((row) => row[2]))
    expect(people.every(([number]) => paid.has(number!))).toBe(true)
  })

  test('没有的样例说明怎么选', () => {
    expect(() => demoSample(city, { kind: 'filing', employer: 3, month: MONTH })).toThrow('demo.unknown-sample')
    expect(() => demoSample(city, { kind: 'levy', month: parsePeriod('2030-01') })).toThrow('demo.unknown-sample')
  })
})
