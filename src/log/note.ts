import { createHash } from 'node:crypto'
import { invariant } from '../kernel/invariant.js'
import { Refusal } from '../kernel/refusal.js'
import { decodeBase64, encodeBase64 } from './base64.js'
import { falseSignature, malformedNote, unsignedNote } from './refusals.js'

/** 签名文本（c2sp.org/signed-note）。A text that ends in a newline, and the lines that sign it. */
export interface Note {
  readonly text: string
  readonly signatures: readonly NoteSignature[]
}

export interface NoteSignature {
  readonly name: string
  readonly keyId: number
  readonly signature: Uint8Array
}

/** 签名者。A port: the key may lie in a file or in a device. */
export interface Signer {
  readonly name: string
  readonly keyId: number
  sign(bytes: Uint8Array): Uint8Array | Promise<Uint8Array>
}

/** 核验者。One trusted public key under its name. Never throws over a signature, however malformed. */
export interface Verifier {
  readonly name: string
  readonly keyId: number
  verify(bytes: Uint8Array, signature: Uint8Array): boolean
}

/** At most this many signatures and characters are read; the format asks for 16 signatures at the least. */
const MAX_SIGNATURES = 100
const MAX_NOTE_LENGTH = 1_000_000

/** 密钥编号。The first four bytes of SHA-256 over name, newline, signature type and public key; the format fixes SHA-256. */
export function keyIdOf(name: string, type: Uint8Array, publicKey: Uint8Array): number {
  invariant(
    isKeyName(name),
    `“${name}” is no key name: it is empty, or holds a space, a plus sign or a control character`,
  )
  return createHash('sha256').update(`${name}\n`).update(type).update(publicKey).digest().readUInt32BE(0)
}

export function isKeyName(name: string): boolean {
  return name !== '' && !/[\s+\p{Cc}\p{Z}]/u.test(name)
}

/** 签署。The text whole, a blank line, then one line of each signer in the order given. */
export async function signNote(text: string, signers: readonly Signer[]): Promise<string> {
  invariant(isNoteText(text), 'a note ends in a newline and holds no other control characters')
  invariant(signers.length > 0, 'a note has at least one signer')
  const bytes = new TextEncoder().encode(text)
  const lines: string[] = []
  for (const { name, keyId, sign } of signers) lines.push(formatLine({ name, keyId, signature: await sign(bytes) }))
  return `${text}\n${lines.join('')}`
}

export function formatNote({ text, signatures }: Note): string {
  return `${text}\n${signatures.map(formatLine).join('')}`
}

/** Splits text and signatures; nothing is verified yet. */
export function parseNote(note: string): Note {
  if (note.length > MAX_NOTE_LENGTH) throw new Refusal(malformedNote, { where: 'length' })
  const blank = note.lastIndexOf('\n\n')
  if (blank < 0) throw new Refusal(malformedNote, { where: 'no blank line before the signatures' })
  const text = note.slice(0, blank + 1)
  if (!isNoteText(text)) throw new Refusal(malformedNote, { where: 'control character' })
  const lines = note.slice(blank + 2).split('\n')
  if (lines.pop() !== '') throw new Refusal(malformedNote, { where: 'no newline at the end' })
  if (lines.length === 0 || lines.length > MAX_SIGNATURES) throw new Refusal(malformedNote, { where: 'signatures' })
  return { text, signatures: lines.map(parseLine) }
}

/**
 * 采信。The note once a trusted key has signed it: lines of unknown keys are ignored, a line of a known key that does not
 * fit refuses the whole note, and so does a note without any line of a known key.
 */
export function openNote(note: string, verifiers: readonly Verifier[]): Note {
  const parsed = parseNote(note)
  const bytes = new TextEncoder().encode(parsed.text)
  const known = parsed.signatures.flatMap((line) => {
    const verifier = verifiers.find(({ name, keyId }) => name === line.name && keyId === line.keyId)
    return verifier === undefined ? [] : [{ line, verifier }]
  })
  for (const { line, verifier } of known) {
    if (!verifier.verify(bytes, line.signature)) throw new Refusal(falseSignature, { name: line.name })
  }
  if (known.length === 0) throw new Refusal(unsignedNote, { names: verifiers.map(({ name }) => name).join(', ') })
  return { text: parsed.text, signatures: known.map(({ line }) => line) }
}

/** Bytes of a note from outside as text; malformed UTF-8 is refused. */
export function readNoteBytes(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new Refusal(malformedNote, { where: 'UTF-8' })
  }
}

function isNoteText(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return text.endsWith('\n') && !/[\u0000-\u0009\u000b-\u001f]|\p{Cs}/u.test(text)
}

function formatLine({ name, keyId, signature }: NoteSignature): string {
  const bytes = Buffer.alloc(4 + signature.length)
  bytes.writeUInt32BE(keyId, 0)
  bytes.set(signature, 4)
  return `— ${name} ${encodeBase64(bytes)}\n`
}

function parseLine(line: string): NoteSignature {
  const [dash, name, base64, ...more] = line.split(' ')
  const bytes = base64 === undefined ? undefined : decodeBase64(base64)
  const whole = dash === '—' && name !== undefined && isKeyName(name) && more.length === 0
  if (!whole || bytes === undefined || bytes.length < 5) throw new Refusal(malformedNote, { where: 'signature line' })
  const keyId = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0)
  return { name, keyId, signature: bytes.subarray(4) }
}
