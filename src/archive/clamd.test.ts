import { createServer, type Server } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clamd } from './clamd.js'

let server: Server
let port = 0
let says = (body: Buffer): string => (body.includes('EICAR') ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0')

/** 假的 clamd：reads INSTREAM as the real one does, and answers when the zero has come. */
beforeAll(async () => {
  server = createServer((socket) => {
    let got = Buffer.alloc(0)
    socket.on('error', () => undefined)
    socket.on('data', (piece) => {
      got = Buffer.concat([got, piece])
      const body = bodyIn(got)
      if (body !== undefined) socket.end(says(body))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  port = typeof address === 'object' && address !== null ? address.port : 0
})
afterAll(() => server.close())

function bodyIn(got: Buffer): Buffer | undefined {
  const command = Buffer.from('zINSTREAM\0')
  if (!got.subarray(0, command.length).equals(command)) return undefined
  const parts: Buffer[] = []
  for (let at = command.length; at + 4 <= got.length; ) {
    const length = got.readUInt32BE(at)
    if (length === 0) return Buffer.concat(parts)
    if (at + 4 + length > got.length) return undefined
    parts.push(got.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return undefined
}

const scanner = () => clamd({ host: '127.0.0.1', port, patienceMs: 2000 })

test('分段送出，干净的是干净的，有毒的说出名称', async () => {
  const long = Buffer.alloc(300_000, 65)
  expect(await scanner().scan(long)).toEqual({ verdict: 'clean' })
  expect(await scanner().scan(Buffer.concat([long, Buffer.from('EICAR')]))).toEqual({
    verdict: 'infected',
    found: 'Eicar-Test-Signature',
  })
})

test.each(['INSTREAM size limit exceeded. ERROR\0', 'stream: OK but\0', '', 'x'.repeat(9000)])(
  '别的答复，一概不算查过：%s',
  async (answer) => {
    const before = says
    says = () => answer
    expect((await scanner().scan(Buffer.from('甲'))).verdict).toBe('unavailable')
    says = before
  },
)

test('没有人答，也不算查过', async () => {
  const nobody = clamd({ host: '127.0.0.1', port: 1, patienceMs: 500 })
  expect((await nobody.scan(Buffer.from('甲'))).verdict).toBe('unavailable')
})
