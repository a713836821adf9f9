/** SMPP 3.4 的报文。Only what a sender of short messages needs; lengths and numbers big-endian, as the protocol has them. */
export const COMMANDS = {
  bindTransceiver: 0x00000009,
  submitSm: 0x00000004,
  deliverSm: 0x00000005,
  unbind: 0x00000006,
  enquireLink: 0x00000015,
  genericNack: 0x80000000,
} as const
export const RESPONSE = 0x80000000
const HEADER = 16

export interface Pdu {
  readonly command: number
  readonly status: number
  readonly sequence: number
  readonly body: Buffer
}

export function encodePdu({ command, status, sequence, body }: Pdu): Buffer {
  const header = Buffer.alloc(HEADER)
  header.writeUInt32BE(HEADER + body.length, 0)
  header.writeUInt32BE(command >>> 0, 4)
  header.writeUInt32BE(status >>> 0, 8)
  header.writeUInt32BE(sequence >>> 0, 12)
  return Buffer.concat([header, body])
}

const LONGEST = 64 * 1024

/** 由字节流切出报文：what is not yet whole stays; a length that cannot be is told. */
export function takePdus(bytes: Buffer): { readonly pdus: Pdu[]; readonly rest: Buffer; readonly broken: boolean } {
  const pdus: Pdu[] = []
  let at = 0
  while (bytes.length - at >= HEADER) {
    const length = bytes.readUInt32BE(at)
    if (length < HEADER || length > LONGEST) return { pdus, rest: Buffer.alloc(0), broken: true }
    if (bytes.length - at < length) break
    pdus.push({
      command: bytes.readUInt32BE(at + 4),
      status: bytes.readUInt32BE(at + 8),
      sequence: bytes.readUInt32BE(at + 12),
      body: bytes.subarray(at + HEADER, at + length),
    })
    at += length
  }
  return { pdus, rest: bytes.subarray(at), broken: false }
}

export function cString(text: string): Buffer {
  return Buffer.from(`${text}\0`, 'latin1')
}

/** The strings and bytes of a body, one after another; reading past the end gives nothing. */
export class BodyReader {
  private at = 0

  constructor(private readonly body: Buffer) {}

  text(): string {
    const end = this.body.indexOf(0, this.at)
    const upTo = end < 0 ? this.body.length : end
    const text = this.body.toString('latin1', this.at, upTo)
    this.at = upTo + 1
    return text
  }

  byte(): number {
    return this.body[this.at++] ?? 0
  }

  bytes(length: number): Buffer {
    const part = this.body.subarray(this.at, this.at + length)
    this.at += length
    return part
  }
}

export function bindBody(systemId: string, password: string): Buffer {
  const version = Buffer.from([0x34, 0, 0])
  return Buffer.concat([cString(systemId), cString(password), cString(''), version, cString('')])
}

const UCS2 = 8
const WITH_HEADER = 0x40
/** Signs of sixteen bits in a message alone, and in one part of several. */
const ALONE = 70
const IN_PART = 67

/** 一条短信分成几段。A sign of two code units is never cut in half. */
export function segmentsOf(text: string, reference: number): Buffer[] {
  if (text.length <= ALONE) return [ucs2(text)]
  const parts: string[] = ['']
  for (const sign of text) {
    if (parts.at(-1)!.length + sign.length > IN_PART) parts.push('')
    parts[parts.length - 1] += sign
  }
  return parts.map((part, i) =>
    Buffer.concat([Buffer.from([5, 0, 3, reference & 0xff, parts.length, i + 1]), ucs2(part)]),
  )
}

/** Internationally by E.164 where a country is named, else as a national number. */
export function submitBody(source: string, number: string, segment: Buffer, isLong: boolean, receipt: boolean): Buffer {
  const destination = number.replace(/^\+/, '')
  const type = number.startsWith('+') ? [1, 1] : [2, 1]
  return Buffer.concat([
    cString(''),
    Buffer.from([0, 0]),
    cString(source),
    Buffer.from(type),
    cString(destination),
    Buffer.from([isLong ? WITH_HEADER : 0, 0, 0]),
    ...[cString(''), cString('')],
    Buffer.from([receipt ? 1 : 0, 0, UCS2, 0, segment.length]),
    segment,
  ])
}

export interface ShortMessage {
  readonly source: string
  readonly destination: string
  readonly isReceipt: boolean
  readonly text: string
  /** The user-data header, where the message is one part of several. */
  readonly part?: { readonly reference: number; readonly of: number; readonly number: number } | undefined
}

/** submit_sm 与 deliver_sm 的正文，it is the same form. */
export function readShortMessage(body: Buffer): ShortMessage {
  const reader = new BodyReader(body)
  reader.text()
  reader.bytes(2)
  const source = reader.text()
  reader.bytes(2)
  const destination = reader.text()
  const esm = reader.byte()
  reader.bytes(2)
  reader.text()
  reader.text()
  reader.bytes(2)
  const coding = reader.byte()
  reader.byte()
  const bytes = reader.bytes(reader.byte())
  const head = (esm & WITH_HEADER) === 0 ? 0 : (bytes[0] ?? 0) + 1
  const part = head === 6 ? { reference: bytes[3] ?? 0, of: bytes[4] ?? 1, number: bytes[5] ?? 1 } : undefined
  const text = textOf(coding, bytes.subarray(head))
  return { source, destination, isReceipt: (esm & 0x3c) === 0x04, text, ...(part === undefined ? {} : { part }) }
}

/** 送达回执：id:… stat:DELIVRD. Undefined while it is still on its way. */
export function receiptOf(text: string): { readonly gatewayId: string; readonly ok: boolean } | undefined {
  const [, gatewayId] = /\bid:(\S+)/i.exec(text) ?? []
  const [, stat] = /\bstat:(\w+)/i.exec(text) ?? []
  if (gatewayId === undefined || stat === undefined || /^(ENROUTE|ACCEPTD)$/i.test(stat)) return undefined
  return { gatewayId, ok: /^DELIVRD$/i.test(stat) }
}

function ucs2(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16()
}

function textOf(coding: number, bytes: Buffer): string {
  if (coding !== UCS2) return bytes.toString('latin1')
  const even = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)))
  return even.swap16().toString('utf16le')
}
