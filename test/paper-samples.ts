import { deflateSync } from 'node:zlib'

/** 测试用的资料：small whole files of each kind, and such as nobody should take. */
export function png(width: number, height: number, behind = ''): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const sign = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const parts = [chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.alloc(16))), chunk('IEND', Buffer.alloc(0))]
  return Buffer.concat([sign, ...parts, Buffer.from(behind)])
}

function chunk(name: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  return Buffer.concat([length, Buffer.from(name, 'latin1'), data, Buffer.alloc(4)])
}

export function jpeg(width: number, height: number, behind = ''): Buffer {
  const frame = Buffer.from([0xff, 0xc0, 0, 11, 8, 0, 0, 0, 0, 1, 1, 0x11, 0])
  frame.writeUInt16BE(height, 5)
  frame.writeUInt16BE(width, 7)
  const scan = Buffer.from([0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 1, 2, 0xff, 0, 3])
  return Buffer.concat([Buffer.from([0xff, 0xd8]), frame, scan, Buffer.from([0xff, 0xd9]), Buffer.from(behind)])
}

/** Little-endian, one page of two entries. */
export function tiff(width: number, height: number, next = 0): Buffer {
  const file = Buffer.alloc(8 + 2 + 24 + 4)
  file.set([0x49, 0x49, 0x2a, 0x00, 8, 0, 0, 0, 2, 0])
  const entry = (at: number, tag: number, value: number) => {
    file.writeUInt16LE(tag, at)
    file.writeUInt16LE(4, at + 2)
    file.writeUInt32LE(1, at + 4)
    file.writeUInt32LE(value, at + 8)
  }
  entry(10, 256, width)
  entry(22, 257, height)
  file.writeUInt32LE(next, 34)
  return file
}

export function pdf(inside = '', behind = ''): Buffer {
  return Buffer.from(
    `%PDF-1.4\n1 0 obj\n<< /Type /Catalog ${inside} >>\nendobj\nstream\n/JavaScript /Launch\nendstream\ntrailer << >>\n%%EOF\n${behind}`,
    'latin1',
  )
}

/** A directory of objects that stands packed, whose own name may be written in a roundabout way. */
export function packedPdf(inside: string, name = '/ObjStm'): Buffer {
  const packed = deflateSync(Buffer.from(inside))
  const head = `%PDF-1.5\n2 0 obj\n<< /Type ${name} /Length ${packed.length} >>\nstream\n`
  return Buffer.concat([Buffer.from(head), packed, Buffer.from('\nendstream\nendobj\n%%EOF\n')])
}
