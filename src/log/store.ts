import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { invariant } from '../kernel/invariant.js'
import { partialsPath, type TileStore } from './files.js'
import { isLogPath } from './tiles.js'

/** Files written at a time; their syncs share the disk's flushes. */
const TOGETHER = 32

/**
 * 目录存放。Each file is written beside its place, synced and renamed into it; then each directory touched is synced once.
 * A crash leaves a file whole or not there, and perhaps a stray *.tmp that nobody reads.
 */
export function fileStore(directory: string): TileStore {
  return {
    async read(path) {
      try {
        return await readFile(placeOf(directory, path))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
        throw error
      }
    },
    async write(files) {
      const touched = new Set<string>()
      for (const { path } of files) for (const made of await makeDirectory(placeOf(directory, path))) touched.add(made)
      for (let i = 0; i < files.length; i += TOGETHER) {
        await Promise.all(
          files.slice(i, i + TOGETHER).map((file) => writeWhole(placeOf(directory, file.path), file.bytes)),
        )
      }
      for (const path of touched) await sync(path)
    },
    async dropPartials(tiles) {
      for (const tile of tiles) await rm(join(directory, partialsPath(tile)), { recursive: true, force: true })
    },
    async isEmpty() {
      await mkdir(directory, { recursive: true })
      return (await readdir(directory)).every((name) => name.endsWith('.tmp'))
    },
  }
}

function placeOf(directory: string, path: string): string {
  invariant(isLogPath(path), `“${path}” is no path of a log`)
  return join(directory, path)
}

/** The directories whose entries are about to change: the file's own, and the parents of those just made. */
async function makeDirectory(place: string): Promise<string[]> {
  const own = dirname(place)
  const first = await mkdir(own, { recursive: true })
  const changed = [own]
  for (let made = own; first !== undefined && made.length >= first.length; made = dirname(made)) {
    changed.push(dirname(made))
  }
  return changed
}

async function writeWhole(place: string, bytes: Uint8Array): Promise<void> {
  const beside = `${place}.${randomUUID()}.tmp`
  try {
    const file = await open(beside, 'wx')
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(beside, place)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
}

async function sync(directory: string): Promise<void> {
  const handle = await open(directory, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
