import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { Refusal } from '../kernel/refusal.js'
import { databaseTooOld, otherMigrations } from './refusals.js'

/** 数据库角色。The owner migrates; the three that serve log in with passwords the database administrator need not know. */
export interface RolePasswords {
  readonly quanyi_app: string
  readonly quanyi_post: string
  readonly quanyi_verify: string
}

/** 迁移。Numbered SQL, forward only; each file once, its digest remembered, a changed one refused. */
export async function migrate(adminUrl: string, folder: string, passwords: RolePasswords): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: adminUrl, options: '-c timezone=UTC' })
  await client.connect()
  try {
    await client.query(`select pg_advisory_lock(7365001)`)
    const { rows } = await client.query<{ number: string; version: string }>(
      "select current_setting('server_version_num') as number, current_setting('server_version') as version",
    )
    const { number, version } = rows[0]!
    if (Number(number) < 150000) throw new Refusal(databaseTooOld, { version })
    await roles(client, passwords)
    const applied: string[] = []
    for (const file of (await readdir(folder)).filter((name) => /^\d{4}_.*\.sql$/.test(name)).sort()) {
      if (await apply(client, file, await readFile(join(folder, file), 'utf8'))) applied.push(file)
    }
    return applied
  } finally {
    await client.end()
  }
}

async function roles(client: pg.Client, passwords: RolePasswords): Promise<void> {
  await client.query(`do $$ begin
    if to_regrole('quanyi_owner') is null then create role quanyi_owner nologin; end if;
    if to_regrole('quanyi_app') is null then create role quanyi_app login; end if;
    if to_regrole('quanyi_post') is null then create role quanyi_post login bypassrls; end if;
    if to_regrole('quanyi_verify') is null then create role quanyi_verify login bypassrls; end if;
  end $$`)
  for (const [role, password] of Object.entries(passwords)) {
    await client.query(`alter role ${role} password ${pg.escapeLiteral(password)}`)
  }
  const { rows } = await client.query<{ name: string }>('select current_database() as name')
  await client.query(`grant create on database ${pg.escapeIdentifier(rows[0]!.name)} to quanyi_owner`)
  await client.query(`create schema if not exists quanyi authorization quanyi_owner`)
  await client.query(`create table if not exists quanyi.migration (
    file text primary key, digest text not null, applied_at timestamptz not null default now())`)
}

async function apply(client: pg.Client, file: string, sql: string): Promise<boolean> {
  const digest = createHash('sm3').update(sql).digest('hex')
  const done = await client.query<{ digest: string }>('select digest from quanyi.migration where file = $1', [file])
  if (done.rows[0] !== undefined) {
    if (done.rows[0].digest !== digest) throw new Refusal(otherMigrations, { file })
    return false
  }
  await client.query('begin')
  try {
    await client.query('set local role quanyi_owner')
    await client.query(sql)
    await client.query('reset role')
    await client.query('insert into quanyi.migration (file, digest) values ($1, $2)', [file, digest])
    await client.query('commit')
    return true
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}
