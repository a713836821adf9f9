import multipart from '@fastify/multipart'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Refusal } from '../kernel/refusal.js'
import { noFile } from './refusals.js'
import { streamed } from './uploaded.js'

let app: FastifyInstance
let work: (file: AsyncIterable<Buffer>) => Promise<number>
beforeAll(async () => {
  app = Fastify()
  await app.register(multipart)
  app.setErrorHandler((error, _request, reply) =>
    reply.code(error instanceof Refusal ? 400 : 500).send(error instanceof Refusal ? error.entry.code : 'defect'),
  )
  app.post('/file', async (request) => `${await streamed(request, 1000, (file) => work(file))}`)
})
afterAll(() => app.close())

const counted = async (file: AsyncIterable<Buffer>) => {
  let size = 0
  for await (const bytes of file) size += bytes.length
  return size
}
async function sent(end = '\r\n--b--\r\n') {
  const payload = `--b\r\ncontent-disposition: form-data; name="file"; filename="f.csv"\r\n\r\n12345${end}`
  const headers = { 'content-type': 'multipart/form-data; boundary=b' }
  const { statusCode, payload: told } = await app.inject({ method: 'POST', url: '/file', headers, payload })
  return [statusCode, told]
}

test('收齐了的，照办；断在半路的，是表单的错', async () => {
  work = counted
  expect(await sent()).toEqual([200, '5'])
  expect(await sent('')).toEqual([400, 'upload.broken'])
})

test('收齐了而办不成的，是自己的错，不推给上传的人；不予办理的照旧', async () => {
  work = async () => Promise.reject(new Error('the disk is full'))
  expect(await sent()).toEqual([500, 'defect'])
  work = (file) => counted(file).then(() => Promise.reject(new Error('the database went away')))
  expect(await sent()).toEqual([500, 'defect'])
  work = async () => Promise.reject(new Refusal(noFile, {}))
  expect(await sent()).toEqual([400, noFile.code])
})
