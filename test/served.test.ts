import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyAll } from '../src/app/cli-verify.js'
import { type ServedCity, serveCity } from './served.js'

let city: ServedCity
beforeAll(async () => {
  city = await serveCity()
}, 180_000)
afterAll(() => city?.close())

test('示例城开门：两个端口都应答，核验无一不符', async () => {
  for (const url of [city.publicUrl, city.staffUrl]) {
    const answer = await fetch(`${url}/api/health`)
    expect(await answer.json()).toMatchObject({ status: 'ok' })
  }
  await city.served.sequencing.settle()
  const report = await verifyAll(city.house, () => undefined)
  expect(report.findings).toEqual([])
  expect(report.rows).toBeGreaterThan(500)
})
