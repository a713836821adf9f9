import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { type Database, openDatabase } from '../src/db/database.js'
import type { Cluster } from './cluster.js'

/** 测试用库。A clone of the migrated template, one per test file; dropped with the cluster. */
export interface TestDatabase {
  readonly app: Database
  readonly post: Database
  readonly verify: Database
  /** Superuser, for tampering and for looking behind the walls. */
  readonly admin: Database
  close(): Promise<void>
}

/** With `openPiped`, as a city is loaded. */
export async function testDatabase(open: typeof openDatabase = openDatabase): Promise<TestDatabase> {
  const cluster = inject('cluster')
  const name = `t_${randomBytes(6).toString('hex')}`
  await once(cluster.adminUrl, `create database ${name} template quanyi_template`)
  const as = (role: string, password: string, by = open) => by(urlFor(cluster, role, password, name), 6)
  const [app, post, verify] = [
    as('quanyi_app', cluster.passwords.quanyi_app),
    as('quanyi_post', cluster.passwords.quanyi_post),
    as('quanyi_verify', cluster.passwords.quanyi_verify, openDatabase),
  ]
  const admin = openDatabase(withDatabase(cluster.adminUrl, name), 3)
  return {
    app,
    post,
    verify,
    admin,
    close: async () => {
      for (const database of [app, post, verify, admin]) await database.close()
    },
  }
}

function urlFor(cluster: Cluster, role: string, password: string, database: string): string {
  const url = new URL(withDatabase(cluster.adminUrl, database))
  url.username = role
  url.password = password
  return url.toString()
}

function withDatabase(url: string, database: string): string {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.toString()
}

async function once(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
