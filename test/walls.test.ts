import { describe, expect, test } from 'vitest'
import { filesUnder } from './files.js'
import { HOUSE } from './walls/order.js'
import { PLANTED } from './walls/planted.js'
import type { SourceText } from './walls/source.js'
import { breachesOf } from './walls.js'

const told = (files: readonly SourceText[]) =>
  breachesOf(files).map(({ wall, path, says }) => `${wall}: ${path} ${says}`)

describe('门规', () => {
  test('全屋守规', () => {
    const files = [
      ...filesUnder(['src', 'web', 'test', 'bench'], /\.[cm]?[jt]sx?$/),
      ...filesUnder(['migrations'], /\.sql$/),
    ]
    expect(files.length).toBeGreaterThan(HOUSE.length)
    expect(told(files)).toEqual([])
  })

  test.each(PLANTED.map((one) => [one.says, one] as const))('能发现：%s', (_says, { wall, files }) => {
    const walls = breachesOf(files).map((breach) => breach.wall)
    expect(walls).toContain(wall)
    expect(new Set(walls)).toEqual(new Set([wall]))
  })

  test.each(PLANTED.map((one) => [one.says, one] as const))('改正即可：%s', (_says, { mended }) => {
    expect(told(mended)).toEqual([])
  })
})
