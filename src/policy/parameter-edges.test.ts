import { describe, expect, test } from 'vitest'
import { filesUnder } from '../../test/files.js'
import { type Period, parsePeriod, plus } from '../kernel/period.js'
import { loadPolicyBook } from './book.js'
import type { Version } from './parameter.js'

const book = loadPolicyBook(filesUnder(['policies'], /\.yaml$/))

/** Every version that answers lookups, with its area and parameter. */
const versions = book.areas().flatMap((area) =>
  area.parameterIds().flatMap((id) => {
    const parameter = area.parameter(id)!
    const isOwn = area.code === '000000' || book.area('000000').parameter(id) !== parameter
    return isOwn ? parameter.versions.map((version) => ({ area, id, version })) : []
  }),
)

function variantsOf({ by }: Version): string[] {
  return by === undefined ? [''] : [...by.keys()]
}

describe('每个参数版本的边界', () => {
  test('起月、止月都在内；说明里有参数、统筹区、起月、依据和状态', () => {
    for (const { area, id, version } of versions) {
      if (version.same !== undefined) continue
      for (const at of [parsePeriod(version.since), version.until ?? plus(parsePeriod(version.since), 1)]) {
        for (const variant of variantsOf(version)) {
          const found = area.find(id, at, variant)
          expect(found?.value, `${area.zh} ${id} ${at}`).toBe(version.value ?? version.by?.get(variant))
          const { since, basis, status } = version
          expect(found?.parameter).toEqual({ id, area: area.code, since, basis, status })
          expect(basis.trim()).not.toBe('')
        }
      }
    }
    expect(versions.length).toBeGreaterThan(500)
  })

  test('前一个月、后一个月不是这个版本', () => {
    const answersWith = (area: (typeof versions)[number], at: Period, variant: string) =>
      area.area.find(area.id, at, variant)?.parameter
    for (const one of versions) {
      const { area, version } = one
      const outside = [plus(parsePeriod(version.since), -1), ...(version.until ? [plus(version.until, 1)] : [])]
      for (const at of outside) {
        for (const variant of variantsOf(version)) {
          const found = answersWith(one, at, variant)
          const isThis = found?.area === area.code && found.id === one.id && found.since === version.since
          expect(isThis, `${area.zh} ${one.id} ${at}`).toBe(false)
        }
      }
    }
  })

  test('同值的版本在起月、止月答以所指参数的当期值', () => {
    const same = versions.filter(({ version }) => version.same !== undefined)
    for (const { area, id, version } of same) {
      for (const at of [parsePeriod(version.since), version.until ?? parsePeriod(version.since)]) {
        expect(area.find(id, at)?.value, `${id} ${at}`).toBe(area.find(version.same!, at)?.value)
        expect(area.find(id, at)?.value).toBeDefined()
      }
    }
    expect(same.length).toBeGreaterThan(0)
  })

  test('仅供查阅的行，任何月份都不作答', () => {
    const history = book
      .areas()
      .flatMap((area) =>
        area.parameterIds().flatMap((id) => area.parameter(id)!.history.map((row) => ({ area, id, row }))),
      )
    for (const { area, id, row } of history) {
      for (const month of ['01', '07', '12']) {
        const found = area.find(id, parsePeriod(`${row.since.slice(0, 4)}-${month}`))
        expect(found?.parameter?.since).not.toBe(row.since)
      }
    }
    expect(history.length).toBeGreaterThan(0)
  })

  test('按年公布的，每个版本都有止月', () => {
    for (const { area, id, version } of versions) {
      if (!area.parameter(id)!.yearly || version.same !== undefined) continue
      expect(version.until, `${area.zh} ${id} ${version.since}`).toBeDefined()
    }
  })
})
