import { createHash } from 'node:crypto'
import { access, constants, mkdir, symlink } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** 安放处。Where this installation keeps what is not in the database: keys, trees, papers, the embedded server's files. */
export interface Place {
  readonly home: string
  readonly keys: string
  readonly trees: string
  readonly papers: string
  /** 待寄的信：the queue of the post. */
  readonly letters: string
  readonly postgres: string
}

/** The checkout: migrations, policies, templates and the built screens stand below it. */
export const ROOT = rootOf(dirname(fileURLToPath(import.meta.url)))

/**
 * As root the embedded server runs as another user, who may not be able to reach the checkout: then everything lives
 * under /var/lib/quanyi and `.quanyi` points there.
 */
export async function openPlace(name: string, wanted: string | undefined): Promise<Place> {
  const place = await findPlace(name, wanted)
  await mkdir(place.home, { recursive: true, mode: 0o711 })
  for (const folder of [place.keys, place.trees, place.papers, place.letters])
    await mkdir(folder, { recursive: true, mode: 0o700 })
  return place
}

/** Where it would be; makes nothing there. */
export async function findPlace(name: string, wanted: string | undefined): Promise<Place> {
  const home = wanted === undefined ? await defaultHome(name) : resolve(wanted, name)
  return {
    home,
    keys: join(home, 'keys'),
    trees: join(home, 'trees'),
    papers: join(home, 'papers'),
    letters: join(home, 'letters'),
    postgres: join(home, 'postgres'),
  }
}

async function defaultHome(name: string): Promise<string> {
  const pointer = join(ROOT, '.quanyi')
  if (process.getuid?.() !== 0) return join(pointer, name)
  const home = join('/var/lib/quanyi', createHash('sm3').update(ROOT).digest('hex').slice(0, 12))
  await mkdir(home, { recursive: true, mode: 0o711 })
  await symlink(home, pointer).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  return join(home, name)
}

/** From dist/src/app or from src/app, whichever this file runs as. */
function rootOf(here: string): string {
  const root = resolve(here, '..', '..')
  return root.endsWith('dist') ? dirname(root) : root
}

export async function isReadable(path: string): Promise<boolean> {
  return access(path, constants.R_OK).then(
    () => true,
    () => false,
  )
}
