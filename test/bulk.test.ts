import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ImportJob } from '../src/collection/import-contract.js'
import { article } from './article.js'
import { citizen } from './desk.js'
import { type ServedCity, serveCity } from './served.js'
import { formOf, Visitor } from './visitor.js'

const ROWS = 30_000

let city: ServedCity
let clerk: Visitor
beforeAll(async () => {
  city = await serveCity()
  clerk = new Visitor(city.staffUrl)
  await clerk.signIn(city.person('east-desk'))
}, 240_000)
afterAll(() => city?.close())

function fileOf(count: number): Buffer {
  const lines = Array.from(
    { length: count },
    (_, i) => `91110108QYT0000144,${citizen(i)},测试甲,${6000 + (i % 500)}.00,2026-03`,
  )
  return Buffer.from(['统一社会信用代码,社会保障号码,姓名,缴费工资,对应费款所属期', ...lines].join('\r\n'))
}

article('M14-6b', '大件经由接口：后台读取，别人照常办事', () => {
  test('上传即答进度，后台线程读完；其间轻便的请求照常', { timeout: 180_000 }, async () => {
    const form = formOf('多家.csv', fileOf(ROWS), { settlementMonth: '2026-03' })
    const answer = await clerk.ask<ImportJob>({ method: 'POST', path: '/api/desk/filings/many', body: form })
    expect(answer.status, answer.text).toBe(202)
    const waits: number[] = []
    let job = answer.body
    for (const end = Date.now() + 150_000; job.state === 'waiting' || job.state === 'running'; ) {
      expect(Date.now(), JSON.stringify(job)).toBeLessThan(end)
      const began = performance.now()
      await fetch(`${city.staffUrl}/api/health`)
      waits.push(performance.now() - began)
      if (waits.length % 50 === 0) job = await clerk.get<ImportJob>(`/api/imports/${job.id}`)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    expect(job).toMatchObject({ state: 'done', rows: ROWS })
    expect(job.accepted + job.refused).toBe(ROWS)
    const p99 = waits.sort((a, b) => a - b)[Math.floor(waits.length * 0.99)]!
    console.log(`轻便的请求 ${waits.length} 次，p99 ${p99.toFixed(1)} ms`)
    expect(p99).toBeLessThan(1000)
    const { items } = await clerk.get<{ items: ImportJob[] }>('/api/imports')
    expect(items.map(({ id }) => id)).toContain(job.id)
    const again = await clerk.ask<ImportJob>({
      method: 'POST',
      path: '/api/desk/filings/many',
      body: formOf('多家.csv', fileOf(ROWS), { settlementMonth: '2026-03' }),
    })
    expect(again.body).toMatchObject({ submissionId: job.submissionId })
    await clerk.ask({ method: 'POST', path: `/api/imports/${again.body.id}/withdraw` })
  })

  test('前台代收的大件：先问可否再存；单位写在文件之后的不收', { timeout: 60_000 }, async () => {
    const kept = () => readdirSync(city.house.place.papers, { recursive: true }).length
    const before = kept()
    const send = (form: FormData) =>
      clerk.ask<{ code: string }>({ method: 'POST', path: '/api/desk/filings', body: form })
    const file = fileOf(ROWS)
    const form = new FormData()
    form.set('creditCode', '91110108QYT0009997')
    form.set('settlementMonth', '2026-03')
    form.set('file', new Blob([new Uint8Array(file)]), '大件.csv')
    expect((await send(form)).status).toBeGreaterThanOrEqual(400)
    const turned = new FormData()
    turned.set('file', new Blob([new Uint8Array(file)]), '大件.csv')
    turned.set('creditCode', '91110108QYT0000144')
    expect((await send(turned)).body.code).toBe('upload.fields-first')
    expect(kept()).toBe(before)
  })

  test('小件照旧当即读完', async () => {
    const form = formOf('多家.csv', fileOf(20), { settlementMonth: '2026-03' })
    const answer = await clerk.ask({ method: 'POST', path: '/api/desk/filings/many', body: form })
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({ again: false, submission: { rowsIn: 20 } })
  })
})
