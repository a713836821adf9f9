import { inflateSync } from 'node:zlib'

/** PDF 之忌：what makes a document more than a picture of paper. */
export const PDF_FAULTS = ['encrypted', 'script', 'embedded', 'launches', 'trailing', 'broken'] as const
export type PdfFault = (typeof PDF_FAULTS)[number]

const ACTIVE: readonly (readonly [names: readonly string[], fault: PdfFault])[] = [
  [['Encrypt'], 'encrypted'],
  [['JavaScript', 'JS'], 'script'],
  [['EmbeddedFile', 'EmbeddedFiles', 'RichMedia', 'Collection'], 'embedded'],
  [['Launch', 'SubmitForm', 'ImportData', 'GoToE', 'GoToR', 'XFA'], 'launches'],
]

/** What unpacked directories may come to, all together. */
const MOST_UNPACKED = 64 * 1024 * 1024

/**
 * PDF 的毛病。Names are read where they stand and inside packed object streams, with their #xx undone; undefined where
 * there is none. A file that ends in something else than a PDF's end is two files in one.
 */
export function pdfFault(bytes: Uint8Array): PdfFault | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const end = view.lastIndexOf('%%EOF')
  if (end === -1) return 'broken'
  if (/\S/.test(view.toString('latin1', end + 5, Math.min(view.length, end + 4096))) || view.length - end > 4096) {
    return 'trailing'
  }
  const text = view.toString('latin1')
  const inside = packedText(view, text)
  if (inside === undefined) return 'broken'
  const names = new Set([...namesIn(withoutStreams(text)), ...namesIn(inside)])
  return ACTIVE.find(([words]) => words.some((word) => names.has(word)))?.[1]
}

function namesIn(text: string): string[] {
  const found = text.match(/\/[^\s()<>[\]{}/%]{1,127}/g) ?? []
  return found.map((name) =>
    name.slice(1).replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
  )
}

/** Coded pictures are full of chance bytes that read like names. */
function withoutStreams(text: string): string {
  return text.replace(/\bstream\r?\n[\s\S]*?endstream/g, '')
}

/** The directories that stand packed: undefined where one does not unpack, or unpacks to more than any paper has. */
function packedText(view: Buffer, text: string): string | undefined {
  const parts: string[] = []
  let left = MOST_UNPACKED
  for (const found of text.matchAll(/\bobj\b((?:(?!\bobj\b)[\s\S]){0,4096}?)\bstream\r?\n/g)) {
    if (!namesIn(found[1]!).includes('ObjStm')) continue
    const from = found.index + found[0].length
    const to = view.indexOf('endstream', from)
    try {
      const packed = view.subarray(from, to === -1 ? view.length : to)
      const part = inflateSync(packed, { maxOutputLength: left, finishFlush: 2 })
      left -= part.length
      parts.push(part.toString('latin1'))
    } catch {
      return undefined
    }
  }
  return parts.join('\n')
}
