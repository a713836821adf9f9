import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { SourceText } from './walls/source.js'

/** The root of the repository, whether this runs from test/ or as built from dist/test/. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..').replace(/[\\/]dist$/, '')

const SKIPPED = new Set(['node_modules', 'dist', '.quanyi', 'coverage'])

/** Files under folders of the repository whose name fits, with their text and their path from the root. */
export function filesUnder(folders: readonly string[], fits: RegExp): SourceText[] {
  return folders.flatMap((folder) =>
    namesUnder(join(ROOT, folder))
      .filter((name) => fits.test(name))
      .sort()
      .map(read),
  )
}

function namesUnder(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      if (SKIPPED.has(entry.name)) return []
      const at = join(folder, entry.name)
      return entry.isDirectory() ? namesUnder(at) : [at]
    })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

function read(name: string): SourceText {
  return { path: relative(ROOT, name).split(sep).join('/'), text: readFileSync(name, 'utf8') }
}
