import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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
    on.post('/api/taken', async (request) => request.body)
    on.post('/api/file', async (request) => {
      for await (const part of request.parts({ limits: { fileSize: 10 } }))
        if (part.type === 'file') await part.toBuffer()
      return {}
    })
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

describe('框架读不了的请求：说人话，也说怎么办；框架自己的词只在事实里', () => {
  const multipart = (...files: number[]) => {
    const part = (size: number) =>
      `--b\r\ncontent-disposition: form-data; name="file"; filename="f.csv"\r\n\r\n${'x'.repeat(size)}\r\n`
    return { payload: `${files.map(part).join('')}--b--\r\n`, type: 'multipart/form-data; boundary=b' }
  }
  const cases = [
    ['正文过大', '/api/taken', { payload: `"${'x'.repeat(2 ** 20)}"`, type: 'application/json' }, /分成几份/],
    ['文件过大', '/api/file', multipart(20), /分成几份/],
    ['几份文件', '/api/file', multipart(2, 2), /逐份上传/],
    ['残缺的 JSON', '/api/taken', { payload: '{"a', type: 'application/json' }, /请检查/],
  ] as const
  test.each(cases)('%s', async (_what, url, { payload, type }, says) => {
    const answer = await app.inject({ method: 'POST', url, payload, headers: { 'content-type': type } })
    const { code, message, facts } = answer.json<{ code: string; message: string; facts: { reason: string } }>()
    expect(answer.statusCode).toBeLessThan(500)
    expect([code, message.includes('FST_'), facts.reason.startsWith('FST_')]).toEqual([
      ...['request.unreadable', false, true],
    ])
    expect(message).toMatch(says)
  })
})
