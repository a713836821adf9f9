import { crc32, deflateSync } from 'node:zlib'

const [WIDTH, HEIGHT] = [420, 594]
const LINE = 22

/** 示例的扫描页：a grey sheet with lines where writing would be; each page another picture. */
export function demoScan(page: number): Buffer {
  const rows = Array.from({ length: HEIGHT }, (_, y) => {
    const row = Buffer.alloc(WIDTH + 1, 0xf4)
    row[0] = 0
    const isText = y > 60 && y < HEIGHT - 60 && y % LINE < 7
    if (isText) row.fill(0x50, 50, 50 + Math.floor(((WIDTH - 100) * (40 + ((y * 7 + page * 31) % 60))) / 100))
    return row
  })
  const head = Buffer.alloc(13)
  head.writeUInt32BE(WIDTH, 0)
  head.writeUInt32BE(HEIGHT, 4)
  head.set([8, 0, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.concat(rows))), chunk('IEND')])
}

function chunk(name: string, body: Buffer = Buffer.alloc(0)): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body])
  const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  size.writeUInt32BE(body.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([size, named, sum])
}
