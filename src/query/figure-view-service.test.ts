import { expect, test } from 'vitest'
import type { Unit } from '../kernel/explain.js'
import { printValue } from './figure-view-service.js'

test.each([
  ['index', 900_000, '0.9000', '0.9000'],
  ['index', 3_000_000, '3.0000', '3.0000'],
  ['index', 15_933_344, '15.9333', '15.9333'],
  ['index', 100, '0.0001', '0.0001'],
  ['tenths', 1378, '137.8', '137.8'],
  ['tenths', 5, '0.5', '0.5'],
  ['days', 98, '98天', '98 days'],
] as const)('%s 的 %d 写作 %s', (unit: Unit, value, zh, en) => {
  expect([printValue(unit, value, 'zh'), printValue(unit, value, 'en')]).toEqual([zh, en])
})
