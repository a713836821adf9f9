import { randomBytes } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../src/db/embedded.js'
import { migrate, type RolePasswords } from '../src/db/migrate.js'
import { clusterHome } from './cluster-home.js'

/** 测试用的数据库服务：one embedded PostgreSQL a run, one migrated template, cloned per test file. */
export interface Cluster {
  readonly adminUrl: string
  readonly passwords: RolePasswords
}

declare module 'vitest' {
  interface ProvidedContext {
    cluster: Cluster
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const home = clusterHome(`test-${process.pid}`)
  await mkdir(home, { recursive: true })
  const embedded = await startEmbedded({ home, password: secret() })
  const passwords = { quanyi_app: secret(), quanyi_post: secret(), quanyi_verify: secret() }
  const client = new pg.Client({ connectionString: embedded.adminUrl })
  await client.connect()
  await client.query('create database quanyi_template')
  await client.end()
  const template = new URL(embedded.adminUrl)
  template.pathname = '/quanyi_template'
  await migrate(template.toString(), join(process.cwd(), 'migrations'), passwords)
  project.provide('cluster', { adminUrl: embedded.adminUrl, passwords })
  return async () => {
    await embedded.stop()
    await rm(home, { recursive: true, force: true })
  }
}

function secret(): string {
  return randomBytes(18).toString('hex')
}
