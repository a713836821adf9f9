import { dayOfInstant, type Instant, timeText } from '../kernel/day.js'
import { invariant } from '../kernel/invariant.js'
import type { PaperSigner, SignatureNote } from './paper-signer.js'

/**
 * 签在文书里（PDF 的增量更新）。What was set stays byte for byte; behind it come a signature that covers everything but itself, an
 * invisible field for it, and the word that nothing may be changed any more (DocMDP 1). Reads files of our own typesetter
 * only: any other stops as a defect.
 */
export async function signPdf(pdf: Uint8Array, signer: PaperSigner, note: SignatureNote): Promise<Uint8Array> {
  const file = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength)
  const hole = '0'.repeat(signer.room * 2)
  const { text, lengths } = revision(file, hole, dictionary(signer, note))
  const signed = Buffer.concat([file, Buffer.from(text, 'latin1')])
  const from = signed.indexOf(`<${hole}>`, file.length)
  const to = from + hole.length + 2
  const range = `0 ${from} ${to} ${signed.length - to}`
  signed.write(range.padEnd(lengths), signed.indexOf(RANGE, file.length) + RANGE.length, 'latin1')
  const der = await signer.sign(Buffer.concat([signed.subarray(0, from), signed.subarray(to)]))
  invariant(der.length <= signer.room, 'the signature is larger than its signer said')
  signed.write(Buffer.from(der).toString('hex'), from + 1, 'latin1')
  return signed
}

const RANGE = '/ByteRange ['
const RANGE_ROOM = 40

function dictionary({ subFilter }: PaperSigner, { signer, serial, at }: SignatureNote): string {
  const says = serial === undefined ? '' : `/Reason ${textString(serial)}\n`
  return `/Type /Sig\n/Filter /Adobe.PPKLite\n/SubFilter /${subFilter}\n/Name ${textString(signer)}\n${says}/M ${dateOf(at)}`
}

/** The four objects of the update, its table and trailer. */
function revision(file: Buffer, hole: string, said: string): { readonly text: string; readonly lengths: number } {
  const trailer = trailerOf(file)
  const [catalog, page] = [objectOf(file, trailer.root, trailer.offsets), firstPage(file, trailer)]
  const [signature, field] = [trailer.size, trailer.size + 1]
  const locked =
    '<< /Type /SigRef /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /P 1 /V /1.2 >> >>'
  const widget = `/Type /Annot\n/Subtype /Widget\n/F 132\n/Rect [0 0 0 0]\n/P ${page.number} 0 R`
  const form = `/AcroForm << /Fields [${field} 0 R] /SigFlags 3 >>\n/Perms << /DocMDP ${signature} 0 R >>`
  const range = `${RANGE}${' '.repeat(RANGE_ROOM)}]\n/Contents <${hole}>\n/Reference [${locked}]`
  const objects: readonly (readonly [number: number, body: string])[] = [
    [trailer.root, withEntry(catalog, form)],
    [page.number, withAnnotation(page.body, field)],
    [signature, `<<\n${said}\n${range}\n>>`],
    [field, `<<\n/FT /Sig\n/T (Signature1)\n/V ${signature} 0 R\n${widget}\n>>`],
  ]
  let text = '\n'
  const places: [number: number, place: number][] = []
  for (const [number, body] of objects) {
    places.push([number, file.length + text.length])
    text += `${number} 0 obj\n${body}\nendobj\n`
  }
  places.sort(([a], [b]) => a - b)
  const table = places.map(([number, place]) => `${number} 1\n${String(place).padStart(10, '0')} 00000 n \n`).join('')
  const end = `trailer\n<<\n/Size ${trailer.size + 2}\n/Root ${trailer.root} 0 R\n/Prev ${trailer.xref}\n${trailer.rest}>>\n`
  const xref = file.length + text.length
  return { text: `${text}xref\n${table}${end}startxref\n${xref}\n%%EOF\n`, lengths: RANGE_ROOM }
}

interface Trailer {
  readonly size: number
  readonly root: number
  readonly xref: number
  /** What else the trailer says, carried over: the document's id and its information. */
  readonly rest: string
  /** Where each object stands, by its number. */
  readonly offsets: readonly number[]
}

function trailerOf(file: Buffer): Trailer {
  const xref = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(file.toString('latin1', file.length - 64))?.[1])
  invariant(Number.isInteger(xref), 'the PDF says where its table is')
  const [table = '', said = ''] = file.toString('latin1', xref).split('trailer')
  const [size, root] = [/\/Size (\d+)/.exec(said)?.[1], /\/Root (\d+) 0 R/.exec(said)?.[1]]
  invariant(table.startsWith('xref') && size !== undefined && root !== undefined, 'the PDF has a plain table')
  const rest = [/\/Info \d+ 0 R/, /\/ID \[.*?\)\]/s]
    .map((what) => what.exec(said)?.[0])
    .filter((one) => one !== undefined)
  const offsets = [...table.matchAll(/^(\d{10}) \d{5} [nf]/gm)].map(([, place]) => Number(place))
  return { size: Number(size), root: Number(root), xref, rest: rest.map((one) => `${one}\n`).join(''), offsets }
}

function objectOf(file: Buffer, number: number, offsets: readonly number[]): string {
  const [start, head] = [offsets[number] ?? file.length, `${number} 0 obj`]
  const end = file.indexOf('endobj', start)
  invariant(end > 0 && file.toString('latin1', start, start + head.length) === head, 'the PDF has the object')
  return file.toString('latin1', start + head.length, end).trim()
}

function firstPage(file: Buffer, { root, offsets }: Trailer): { readonly number: number; readonly body: string } {
  const pages = Number(/\/Pages (\d+) 0 R/.exec(objectOf(file, root, offsets))?.[1])
  const number = Number(/\/Kids \[\s*(\d+) 0 R/.exec(objectOf(file, pages, offsets))?.[1])
  const body = objectOf(file, number, offsets)
  invariant(/\/Type \/Page\b/.test(body), 'the first page is found')
  return { number, body }
}

function withEntry(body: string, entry: string): string {
  invariant(body.startsWith('<<') && body.endsWith('>>'), 'the object is a dictionary')
  return `${body.slice(0, -2)}${entry}\n>>`
}

function withAnnotation(body: string, field: number): string {
  if (!body.includes('/Annots')) return withEntry(body, `/Annots [${field} 0 R]`)
  const place = /\/Annots \[/.exec(body)
  invariant(place !== null, 'the annotations of a page are listed in it')
  return `${body.slice(0, place.index + place[0].length)}${field} 0 R ${body.slice(place.index + place[0].length)}`
}

/** 文字串：UTF-16 with its mark, as hex, so that no sign needs escaping. */
export function textString(text: string): string {
  return `<feff${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`
}

/** 北京时间。 */
function dateOf(at: Instant): string {
  return `(D:${`${dayOfInstant(at)}${timeText(at).slice(-8)}`.replace(/\D/g, '')}+08'00')`
}
