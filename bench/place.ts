import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Database, openDatabase } from '../src/db/database.js'
import { startEmbedded } from '../src/db/embedded.js'
import { migrate } from '../src/db/migrate.js'
import { clusterHome } from '../test/cluster-home.js'

/** 试验场。A fresh embedded PostgreSQL with the migrated schema, gone afterwards; fsync and synchronous commit are on. */
export interface BenchPlace {
  readonly home: string
  readonly adminUrl: string
  readonly app: Database
  readonly post: Database
  readonly verify: Database
  readonly admin: Database
  close(): Promise<void>
}

export async function openBenchPlace(name: string): Promise<BenchPlace> {
  const home = clusterHome(`bench-${name}-${process.pid}`)
  const secret = () => randomBytes(18).toString('hex')
  const embedded = await startEmbedded({ home, password: secret() })
  const passwords = { quanyi_app: secret(), quanyi_post: secret(), quanyi_verify: secret() }
  await migrate(embedded.adminUrl, join(process.cwd(), 'migrations'), passwords)
  const open = (role: keyof typeof passwords) => {
    const url = new URL(embedded.adminUrl)
    url.username = role
    url.password = passwords[role]
    return openDatabase(url.toString(), 20)
  }
  const databases = {
    app: open('quanyi_app'),
    post: open('quanyi_post'),
    verify: open('quanyi_verify'),
    admin: openDatabase(embedded.adminUrl, 20),
  }
  return {
    home,
    adminUrl: embedded.adminUrl,
    ...databases,
    close: async () => {
      for (const database of Object.values(databases)) await database.close()
      await embedded.stop()
      await rm(home, { recursive: true, force: true })
    },
  }
}
