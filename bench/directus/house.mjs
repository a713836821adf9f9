import { execFile, spawn } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'

/** 开着门的 Directus: a database of its own in the same PostgreSQL; one item, one user and one token for each record. */
export async function openDirectus(folder, adminUrl, records) {
  const node = join(folder, 'node_modules', 'node', 'bin', 'node')
  const cli = join(folder, 'node_modules', 'directus', 'cli.js')
  const [port, token] = [await freePort(), randomBytes(24).toString('hex')]
  const scratch = await mkdtemp(join(tmpdir(), 'directus-bench-'))
  let server
  const close = async () => {
    if (server?.exitCode === null && server.kill()) await once(server, 'exit')
    await rm(scratch, { recursive: true, force: true })
  }
  try {
    for (const name of ['uploads', 'extensions']) await mkdir(join(scratch, name))
    await writeFile(join(scratch, 'package.json'), '{"name":"directus-bench"}')
    const options = { cwd: scratch, env: settings(await makeDatabase(adminUrl), port, token, scratch) }
    await promisify(execFile)(node, [cli, 'bootstrap'], options)
    server = spawn(node, [cli, 'start'], { ...options, stdio: ['ignore', 'inherit', 'inherit'] })
    const url = `http://127.0.0.1:${port}`
    await answers(`${url}/server/ping`, server)
    const call = caller(url, token)
    return {
      items: await fill(call, url, records),
      version: await versions(folder, node),
      activities: async () => (await call('GET', '/activity?aggregate[count]=*'))[0].count,
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** Nothing limits it, nothing caches for it, nothing is fetched by it; as many connections as the system has. */
function settings(database, port, token, scratch) {
  return {
    ...{ PATH: process.env.PATH, HOME: scratch, NODE_ENV: 'production', HOST: '127.0.0.1', PORT: String(port) },
    ...{ PUBLIC_URL: `http://127.0.0.1:${port}` },
    ...{ DB_CLIENT: 'pg', DB_CONNECTION_STRING: database, DB_POOL__MIN: '0', DB_POOL__MAX: '20' },
    ...{ SECRET: token, ADMIN_EMAIL: 'admin@example.com', ADMIN_PASSWORD: token, ADMIN_TOKEN: token },
    ...{ RATE_LIMITER_ENABLED: 'false', RATE_LIMITER_GLOBAL_ENABLED: 'false', PRESSURE_LIMITER_ENABLED: 'false' },
    ...{ CACHE_ENABLED: 'false', TELEMETRY: 'false', LOG_LEVEL: 'warn' },
  }
}

async function makeDatabase(adminUrl) {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  await client.query('create database directus')
  await client.end()
  const url = new URL(adminUrl)
  url.pathname = '/directus'
  return url.toString()
}

/** 只看本人：the permission is a filter on the owner; the activity log is on for the collection. */
async function fill(call, url, records) {
  await call('POST', '/collections', {
    collection: 'record',
    meta: { accountability: 'all' },
    schema: {},
    fields: [
      { field: 'id', type: 'integer', schema: { is_primary_key: true, has_auto_increment: true } },
      { field: 'owner', type: 'uuid', schema: { is_unique: true } },
      { field: 'content', type: 'json', meta: { special: ['cast-json'] }, schema: {} },
    ],
  })
  const policy = (await call('POST', '/policies', { name: 'own', admin_access: false, app_access: false })).id
  const role = (await call('POST', '/roles', { name: 'insured' })).id
  await call('POST', '/access', { role, policy })
  const permissions = { owner: { _eq: '$CURRENT_USER' } }
  await call('POST', '/permissions', { policy, collection: 'record', action: 'read', fields: ['*'], permissions })
  const items = []
  for (const content of records) {
    const [owner, token] = [randomUUID(), randomBytes(24).toString('hex')]
    await call('POST', '/users', { id: owner, role, token, status: 'active', email: `${owner}@example.com` })
    const { id } = await call('POST', '/items/record', { owner, content })
    items.push({ url: `${url}/items/record/${id}`, headers: { authorization: `Bearer ${token}` } })
  }
  return items
}

function caller(url, token) {
  return async (method, path, body) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const answer = await fetch(url + path, { method, headers, body: body && JSON.stringify(body) })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()).data
  }
}

async function answers(url, server) {
  for (let i = 0; i < 600; i++) {
    if (server.exitCode !== null) throw new Error('Directus did not start')
    const answer = await fetch(url).catch(() => undefined)
    if (answer?.ok) return
    await setTimeout(200)
  }
  throw new Error('Directus did not answer within 120 s')
}

async function versions(folder, node) {
  const { version } = JSON.parse(await readFile(join(folder, 'node_modules', 'directus', 'package.json'), 'utf8'))
  const { stdout } = await promisify(execFile)(node, ['--version'])
  return `Directus ${version} on Node ${stdout.trim().slice(1)}`
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  await once(server, 'close')
  return port
}
