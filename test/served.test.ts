import { cp, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyAll } from '../src/app/cli-verify.js'
import { article } from './article.js'
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

article(['M14-6c', 'M14-28(4)'], '存证树被删、被换旧、被损坏，核验都说得出', () => {
  const verdicts = async (trees: string) => {
    const { findings } = await verifyAll({ ...city.house, place: { ...city.house.place, trees } }, () => undefined)
    return findings.map(({ table, kind }) => `${table} ${kind}`)
  }

  test('删去', async () => {
    const trees = join(city.house.place.home, 'trees-gone')
    await cp(city.house.place.trees, trees, { recursive: true })
    await rm(join(trees, 'ledger'), { recursive: true })
    await mkdir(join(trees, 'ledger'))
    expect(await verdicts(trees)).toEqual(['tree:ledger missing'])
  })

  test('换成先前签过的', async () => {
    const trees = join(city.house.place.home, 'trees-old')
    await cp(city.house.place.trees, trees, { recursive: true })
    await city.served.sequencing.settle()
    const before = city.house.trees.access.size()
    await fetch(`${city.publicUrl}/api/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ realm: 'citizen', login: 'nobody', password: 'not the password' }),
    })
    while (city.house.trees.access.size() === before) await city.served.sequencing.settle()
    expect(await verdicts(trees)).toEqual(['tree:access missing'])
    expect(await verdicts(city.house.place.trees)).toEqual([])
  })

  test('检查点被改一个字节', async () => {
    const trees = join(city.house.place.home, 'trees-broken')
    await cp(city.house.place.trees, trees, { recursive: true })
    await writeFile(join(trees, 'control', 'checkpoint'), 'quanyi.example/quanyi/control-sm3\n1\nAAAA\n')
    expect((await verdicts(trees)).every((line) => line.startsWith('tree:control'))).toBe(true)
    expect(await verdicts(trees)).not.toEqual([])
  })
})
