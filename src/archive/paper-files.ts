import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { invariant } from '../kernel/invariant.js'
import type { PaperReader, PaperSpool, PaperStore, PaperWriter } from './paper-port.js'

/**
 * 以文件存放原始资料。One encrypted file a paper, in a folder by the first two letters of its name. A file is on the disk
 * before `put` answers, and appears whole or not at all.
 */
export function paperFiles(folder: string): PaperStore {
  return {
    put: async (name, sealed) => {
      const path = pathOf(folder, name)
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      await writeWhole(path, sealed)
    },
    get: async (name) => {
      try {
        return await readFile(pathOf(folder, name))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
        throw error
      }
    },
    remove: (name) => rm(pathOf(folder, name), { force: true }),
  }
}

/**
 * 成批存放，for the loading of a city: `put` answers before the file is on the disk, and `settle` when all of them are.
 * What a crash loses before that is loaded again.
 */
export function unhurriedPaperFiles(folder: string): { readonly store: PaperStore; settle(): Promise<void> } {
  const unsettled = new Set<string>()
  const store = paperFiles(folder)
  return {
    store: {
      ...store,
      put: async (name, sealed) => {
        const path = pathOf(folder, name)
        await mkdir(dirname(path), { recursive: true, mode: 0o700 })
        await writeWhole(path, sealed, false)
        unsettled.add(path)
      },
    },
    settle: async () => {
      for (const path of unsettled) await syncFile(path)
      unsettled.clear()
    },
  }
}

/** A paper that was destroyed meanwhile is not missed. */
async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  try {
    await file?.sync()
  } finally {
    await file?.close()
  }
}

/** 大件存放。In the same folder and under the same names; what is being written lies beside them until it is whole. */
export function paperSpool(folder: string): PaperSpool {
  return {
    create: () => openWriter(folder),
    open: async (name) => {
      try {
        return await openReader(pathOf(folder, name))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
        throw error
      }
    },
  }
}

async function openWriter(folder: string): Promise<PaperWriter> {
  const part = join(folder, 'incoming', `${randomUUID()}.part`)
  await mkdir(dirname(part), { recursive: true, mode: 0o700 })
  const file = await open(part, 'wx', 0o600)
  return {
    append: async (sealed) => {
      await file.writeFile(sealed)
    },
    keep: async (name) => {
      const path = pathOf(folder, name)
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      await file.sync()
      await file.close()
      await rename(part, path)
    },
    discard: async () => {
      await file.close().catch(() => undefined)
      await rm(part, { force: true })
    },
  }
}

async function openReader(path: string): Promise<PaperReader> {
  const file = await open(path, 'r')
  const { size } = await file.stat()
  return {
    size,
    read: async (start, end) => {
      const bytes = Buffer.alloc(Math.max(Math.min(end, size) - start, 0))
      for (let at = 0; at < bytes.length; ) {
        const { bytesRead } = await file.read(bytes, at, bytes.length - at, start + at)
        if (bytesRead === 0) throw new Error('a paper ended before its end')
        at += bytesRead
      }
      return bytes
    },
    close: () => file.close(),
  }
}

function pathOf(folder: string, name: string): string {
  invariant(/^[0-9a-f]{64}$/.test(name), 'a paper is named by 64 hex digits')
  return join(folder, name.slice(0, 2), name)
}

/** Two writers of one name write the same content; whoever is last wins, and both are right. */
async function writeWhole(path: string, bytes: Uint8Array, waits = true): Promise<void> {
  const part = `${path}.${randomUUID()}.part`
  try {
    const file = await open(part, 'w', 0o600)
    try {
      await file.writeFile(bytes)
      if (waits) await file.sync()
    } finally {
      await file.close()
    }
    await rename(part, path)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}
