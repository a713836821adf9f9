import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { buildListener } from './listener.js'

let folder: string
let app: Awaited<ReturnType<typeof buildListener>>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quanyi-listener-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'public.html'), '<!doctype html><title>page</title>')
  await writeFile(join(folder, 'assets', 'a.css'), 'p {}')
  const plan = { name: 'public', page: 'public.html', webFolder: folder, https: true, zones: [] } as const
  app = await buildListener({ ...plan, alarm: () => undefined }, async (on) => {
    on.get('/api/some', async () => ({ amount: 1 }))
    on.get('/api/some.csv', async (_request, reply) =>
      reply.header('content-disposition', 'attachment').type('text/csv').send('a'),
    )
    on.get('/api/broken', async () => {
      throw new Error('a defect')
    })
  })
})
afterAll(async () => {
  await app.close()
  await rm(folder, { recursive: true })
})

const kept = async (url: string) => (await app.inject({ url })).headers['cache-control']

article(['WH-17', 'M14-6b'], '答复与下载不在路上留存，页面每次重问，只有样式与脚本可以留', () => {
  test.each(['/api/some', '/api/some.csv', '/api/missing', '/api/broken', '/api/openapi.json', '/api/health'])(
    '%s 不得留存',
    async (url) => {
      expect(await kept(url)).toBe('no-store')
    },
  )

  test('页面须重问，文件可留一年', async () => {
    expect(await kept('/')).toBe('no-cache')
    expect(await kept('/record?of=me')).toBe('no-cache')
    expect(await kept('/assets/a.css')).toContain('immutable')
  })
})
