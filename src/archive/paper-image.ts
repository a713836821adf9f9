/** 图像声明的尺寸与结束之处。Read from the header alone: nothing is decoded, so a bomb costs nothing. */
export interface ImageShape {
  readonly width: number
  readonly height: number
  /** Where the picture ends; what stands behind it does not belong to it. Undefined where the format does not say. */
  readonly end: number | undefined
}

type Reader = (view: Buffer) => ImageShape | undefined

export const IMAGE_READERS: Readonly<Record<string, Reader>> = {
  'image/png': pngShape,
  'image/jpeg': jpegShape,
  'image/tiff': tiffShape,
}

/** Undefined where the header does not read as what it says it is. */
export function imageShape(mediaType: string, bytes: Uint8Array): ImageShape | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  try {
    return IMAGE_READERS[mediaType]?.(view)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function pngShape(view: Buffer): ImageShape | undefined {
  if (view.toString('latin1', 12, 16) !== 'IHDR') return undefined
  const [width, height] = [view.readUInt32BE(16), view.readUInt32BE(20)]
  let at = 8
  while (at + 12 <= view.length) {
    const [size, name] = [view.readUInt32BE(at), view.toString('latin1', at + 4, at + 8)]
    at += 12 + size
    if (name === 'IEND') return { width, height, end: at }
  }
  return undefined
}

/** Markers that carry no length. */
const BARE = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

function jpegShape(view: Buffer): ImageShape | undefined {
  let found: { width: number; height: number } | undefined
  let at = 2
  while (at + 2 <= view.length) {
    if (view[at] !== 0xff) return undefined
    const marker = view[at + 1]!
    if (marker === 0xff) at += 1
    else if (marker === 0xd9) return found && { ...found, end: at + 2 }
    else if (BARE(marker)) at += 2
    else {
      if (isFrame(marker)) found = { height: view.readUInt16BE(at + 5), width: view.readUInt16BE(at + 7) }
      at += 2 + view.readUInt16BE(at + 2)
      if (marker === 0xda) at = afterScan(view, at)
    }
  }
  return undefined
}

/** The coded picture runs to the next marker that is no stuffing and no restart. */
function afterScan(view: Buffer, from: number): number {
  for (let at = view.indexOf(0xff, from); at !== -1 && at + 1 < view.length; at = view.indexOf(0xff, at + 2)) {
    const marker = view[at + 1]!
    if (marker !== 0 && !BARE(marker)) return at
  }
  return view.length
}

const WIDTH = 256
const HEIGHT = 257

/** The largest page of a TIFF counts; its parts may stand anywhere, so it has no end of its own. */
function tiffShape(view: Buffer): ImageShape | undefined {
  const isLittle = view[0] === 0x49
  const short = (at: number) => (isLittle ? view.readUInt16LE(at) : view.readUInt16BE(at))
  const long = (at: number) => (isLittle ? view.readUInt32LE(at) : view.readUInt32BE(at))
  const seen = new Set<number>()
  let [width, height] = [0, 0]
  for (let at = long(4); at !== 0; ) {
    if (seen.has(at) || seen.size > MOST_PAGES) return undefined
    seen.add(at)
    const entries = short(at)
    const sides = new Map<number, number>()
    for (let n = 0; n < entries; n++) {
      const entry = at + 2 + n * 12
      const value = short(entry + 2) === 3 ? short(entry + 8) : long(entry + 8)
      sides.set(short(entry), value)
    }
    const [wide, high] = [sides.get(WIDTH) ?? 0, sides.get(HEIGHT) ?? 0]
    if (wide * high > width * height) [width, height] = [wide, high]
    at = long(at + 2 + entries * 12)
  }
  return width === 0 ? undefined : { width, height, end: undefined }
}

/** A file of more pages than any scanner makes runs in a circle or is made to tire its reader. */
const MOST_PAGES = 10_000
