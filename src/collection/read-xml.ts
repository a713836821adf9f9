import { SaxesParser } from 'saxes'
import { Refusal } from '../kernel/refusal.js'
import { brokenFile, dtdInFile, longCell } from './refusals-files.js'

/** Bytes without a single event: a comment, a tag or a text that has no end. */
const LONGEST_SILENCE = 1024 * 1024
const SLICE = 64 * 1024

/** 遇到的标签与文字。Names come without their prefix; an office program may bind any prefix to the same meaning. */
export interface XmlListener {
  open?(name: string, attributes: Readonly<Record<string, string>>): void
  close?(name: string): void
  text?(text: string): void
}

/**
 * 逐段读取 XML。A document type definition stops the reading, entities other than XML's own five do not exist, and the
 * text is UTF-8. Yields after every piece, so that a caller may hand on what has gathered.
 */
export async function* readXml(source: AsyncIterable<Buffer>, listener: XmlListener): AsyncGenerator<void> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const { parser, heard } = listen(listener)
  let silence = 0
  for await (const chunk of slicesOf(source)) {
    const events = heard()
    orBroken(() => parser.write(decoder.decode(chunk, { stream: true })))
    silence = heard() > events ? 0 : silence + chunk.length
    if (silence > LONGEST_SILENCE) throw new Refusal(longCell, { row: 1 })
    yield
  }
  orBroken(() => parser.write(decoder.decode()).close())
  yield
}

/** A stored part arrives whole: it is cut, so that what has gathered is handed on in time. */
async function* slicesOf(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of source) {
    for (let at = 0; at < chunk.length; at += SLICE) yield chunk.subarray(at, at + SLICE)
  }
}

function listen(listener: XmlListener): { parser: SaxesParser; heard: () => number } {
  const parser = new SaxesParser({ position: false })
  let events = 0
  parser.on('error', () => {
    throw new Refusal(brokenFile, {})
  })
  parser.on('doctype', () => {
    throw new Refusal(dtdInFile, {})
  })
  parser.on('opentag', (tag) => {
    events++
    listener.open?.(localName(tag.name), tag.attributes as Record<string, string>)
  })
  parser.on('closetag', (tag) => {
    events++
    listener.close?.(localName(tag.name))
  })
  const text = (said: string) => {
    events++
    listener.text?.(said)
  }
  parser.on('text', text)
  parser.on('cdata', text)
  return { parser, heard: () => events }
}

/** 读完整个部件。For the small parts; the sheet itself is read piece by piece. */
export async function readWhole(source: AsyncIterable<Buffer>, listener: XmlListener): Promise<void> {
  for await (const _ of readXml(source, listener)) {
    // the listener keeps what it needs
  }
}

function orBroken(step: () => unknown): void {
  try {
    step()
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal(brokenFile, {})
  }
}

function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}
