import { gunzipSync, gzipSync } from 'node:zlib'
import type { Finding, LeafSource } from '../log/finding.js'
import type { Log } from '../log/log.js'

/**
 * 管控之树。What guards the books is itself under a tree: the catalogue of the database, whole, compressed into leaves
 * when it changes by a migration.
 */
interface CatalogueLeaf {
  readonly form: 'quanyi-catalogue/1'
  readonly part: number
  readonly parts: number
  readonly at: number
  readonly packed: string
}

const PART = 60_000

export async function recordCatalogue(control: Log, lines: readonly string[], at: number): Promise<boolean> {
  const last = await lastCatalogue(control)
  if (last !== undefined && last.join('\n') === lines.join('\n')) return false
  const packed = gzipSync(lines.join('\n')).toString('base64')
  const parts = Math.ceil(packed.length / PART)
  const leaves = Array.from({ length: parts }, (_, part) => {
    const leaf: CatalogueLeaf = {
      form: 'quanyi-catalogue/1',
      part,
      parts,
      at,
      packed: packed.slice(part * PART, (part + 1) * PART),
    }
    return Buffer.from(JSON.stringify(leaf))
  })
  await control.append(leaves)
  return true
}

/** 库结构与上次记下的逐条相比：a disabled trigger, a changed function, a grant that nobody recorded. */
export async function compareCatalogue(control: LeafSource, lines: readonly string[]): Promise<Finding[]> {
  const recorded = await lastCatalogue(control)
  if (recorded === undefined) return []
  const [before, now] = [new Set(recorded), new Set(lines)]
  const gone = recorded.filter((line) => !now.has(line))
  const come = lines.filter((line) => !before.has(line))
  const names = new Map(gone.map((line) => [nameOf(line), line]))
  const findings: Finding[] = come.map((line) => {
    const was = names.get(nameOf(line))
    names.delete(nameOf(line))
    return {
      table: 'catalogue',
      key: { object: nameOf(line) },
      kind: was === undefined ? 'added' : 'changed',
      how: line,
    }
  })
  for (const [object, line] of names) findings.push({ table: 'catalogue', key: { object }, kind: 'missing', how: line })
  return findings
}

async function lastCatalogue(control: LeafSource): Promise<string[] | undefined> {
  let packed = ''
  for (let index = control.size() - 1; index >= 0; index--) {
    for await (const { data } of control.entries(index, index + 1)) {
      const leaf = JSON.parse(Buffer.from(data).toString()) as CatalogueLeaf
      packed = leaf.packed + packed
      if (leaf.part === 0) return gunzipSync(Buffer.from(packed, 'base64')).toString().split('\n')
    }
  }
  return undefined
}

function nameOf(line: string): string {
  return line
    .split(' ')
    .slice(0, line.startsWith('table') || line.startsWith('column') ? 2 : 3)
    .join(' ')
}
