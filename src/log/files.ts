import { TILE_WIDTH, type TileAt, tilePath } from './tiles.js'

export interface StoredFile {
  readonly path: string
  readonly bytes: Uint8Array
}

/** 瓦片存放处。A port: files of a directory (store.ts); a write-once device or an object store elsewhere. */
export interface TileStore {
  read(path: string): Promise<Uint8Array | undefined>
  /** When it resolves, every one of the files is durable, whole and under its name. */
  write(files: readonly StoredFile[]): Promise<void>
  /** The partial forms of tiles that have become full may go; a store may also keep them. */
  dropPartials(tiles: readonly TileAt[]): Promise<void>
  isEmpty(): Promise<boolean>
}

/** Where the partial forms of a tile lie. */
export function partialsPath(tile: TileAt): string {
  return `${tilePath({ ...tile, width: TILE_WIDTH })}.p`
}

/** The same port over a map: for tests, and for trees that live as long as a question. */
export function memoryStore(files = new Map<string, Uint8Array>()): TileStore {
  return {
    read: async (path) => files.get(path),
    write: async (written) => {
      for (const { path, bytes } of written) files.set(path, bytes)
    },
    dropPartials: async (tiles) => {
      const gone = tiles.map((tile) => `${partialsPath(tile)}/`)
      for (const path of files.keys()) if (gone.some((head) => path.startsWith(head))) files.delete(path)
    },
    isEmpty: async () => files.size === 0,
  }
}
