import { createHash } from 'node:crypto'

/**
 * 内容摘要（SM3）。Over every text of the page with its place, keys in order, each length-prefixed: the same page gives
 * the same digest whatever program set it. The stamp is not part of it.
 */
export function contentDigest(page: object): Buffer {
  const hash = createHash('sm3')
  hash.update('quanyi/paper/1\n')
  feed(page, '', (place, text) => {
    for (const part of [place, text]) hash.update(`${Buffer.byteLength(part)}:${part}`)
  })
  return hash.digest()
}

function feed(part: unknown, place: string, take: (place: string, text: string) => void): void {
  if (typeof part !== 'object' || part === null) {
    take(place, String(part))
    return
  }
  const keys = Array.isArray(part) ? part.keys() : Object.keys(part).sort()
  for (const key of keys) feed(part[key as keyof typeof part], `${place}/${key}`, take)
}
