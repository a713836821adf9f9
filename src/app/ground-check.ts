import { access } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import pg from 'pg'
import { Refusal } from '../kernel/refusal.js'
import type { Place } from './place.js'
import { placeOf } from './plain-errors.js'
import type { Secrets } from './secrets.js'
import type { Settings } from './settings.js'
import { databaseAddress, keysMissing, nothingHere, notMigrated, otherHome } from './start-refusals.js'

const CONNECT_MS = 10_000

/** 密钥与数据是一套。Where there are data, no second set of keys is made; where nothing is, only who sets up may begin. */
export async function checkKeys(place: Place, databaseUrl: string | undefined, mustExist: boolean): Promise<void> {
  const path = join(place.keys, 'keys.json')
  if (await isThere(path)) return
  if (await isThere(join(place.postgres, 'pgdata', 'PG_VERSION'))) throw new Refusal(keysMissing, { path })
  if (databaseUrl !== undefined && (await isMigrated(databaseUrl))) throw new Refusal(keysMissing, { path })
  if (mustExist) throw new Refusal(nothingHere, { home: place.home })
}

/** 数据库是这一套的。Its roles take our passwords, or are not there yet; asked before anything is changed. */
export async function checkDatabase(adminUrl: string, secrets: Secrets, mustExist: boolean): Promise<void> {
  const where = placeOf(adminUrl)
  const { roles, migrated } = await asked(adminUrl, async (client) => ({
    roles: await client.query<{ role: string }>(
      `select rolname as role from pg_roles where rolname in ('quanyi_app', 'quanyi_post', 'quanyi_verify')`,
    ),
    migrated: await hasTables(client),
  }))
  if (mustExist && !migrated) throw new Refusal(notMigrated, { where })
  const role = roles.rows[0]?.role as keyof Secrets['roles'] | undefined
  if (role === undefined || (await isWithoutPassword(adminUrl, role))) return
  const url = new URL(adminUrl)
  url.username = role
  url.password = secrets.roles[role]
  await asked(url.toString(), async () => undefined).catch((error: unknown) => {
    throw (error as pg.DatabaseError).code === '28P01' ? new Refusal(otherHome, { where }) : error
  })
}

/** A role carried over without its password takes ours. Only a superuser may look. */
async function isWithoutPassword(adminUrl: string, role: string): Promise<boolean> {
  return asked(adminUrl, async (client) => {
    const { rows } = await client.query<{ none: boolean }>(
      'select rolpassword is null as none from pg_authid where rolname = $1',
      [role],
    )
    return rows[0]?.none === true
  }).catch(() => false)
}

async function isMigrated(url: string): Promise<boolean> {
  return asked(url, hasTables)
}

async function hasTables(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>(`select to_regclass('quanyi.migration') is not null as there`)
  return rows[0]?.there === true
}

async function asked<R>(url: string, ask: (client: pg.Client) => Promise<R>): Promise<R> {
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url)) throw new Refusal(databaseAddress, {})
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return await ask(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** 两个端口都空着，asked before the long work; throws what listening would have thrown. */
export async function checkPorts({ host, port, staffPort }: Settings): Promise<void> {
  for (const one of [port, staffPort].filter((number) => number !== 0)) {
    await new Promise<void>((resolve, reject) => {
      const server = createServer()
      server.once('error', reject)
      server.listen(one, host, () => server.close(() => resolve()))
    })
  }
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
