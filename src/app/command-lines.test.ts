import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test, vi } from 'vitest'
import { LogDamaged } from '../log/damage.js'
import { COMMAND_LINES, type CommandName } from './command-lines.js'
import { checkDatabase, checkPorts } from './ground-check.js'
import { inWords } from './plain-errors.js'
import { runCommand } from './run-command.js'
import type { Secrets } from './secrets.js'
import { readSettings } from './settings.js'

const NAMES = Object.keys(COMMAND_LINES) as CommandName[]
/** Those that open a database. */
const OPENING: readonly (readonly string[])[] = [
  ['migrate'],
  ['serve'],
  ['appoint', ...'--login a --name 甲乙 --number 110101199001019968 --agency 999900 --post systemAdmin'.split(' ')],
  ['demo', 'load'],
  ['compare-channels'],
  ['recompute', '--compare'],
  ['verify'],
]

let home = ''
let said: string[] = []

async function run(...argv: string[]): Promise<{ code: number; said: string }> {
  said = []
  const code = await runCommand(argv)
  return { code, said: said.join('\n') }
}

/** Chinese first, English after, and nothing of the machine's own talk. */
function expectWords(told: string): void {
  const [zh = '', en = ''] = told.split('\n')
  expect(zh).toMatch(/[\u4e00-\u9fff].*。/)
  expect(en).toMatch(/[A-Za-z]{3,} /)
  expect(told).not.toMatch(/ {4}at |auth_failed|node:internal|Error:|sekret/)
}

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'quanyi-lines-'))
})
beforeEach(() => {
  for (const stream of ['log', 'error'] as const)
    vi.spyOn(console, stream).mockImplementation((...words: unknown[]) => void said.push(words.join(' ')))
  vi.stubEnv('QUANYI_HOME', home)
  vi.stubEnv('DATABASE_URL', 'postgres://quanyi:sekret@127.0.0.1:9/nowhere')
  return () => {
    vi.restoreAllMocks()
    vi.unstubAllEnvs()
  }
})
afterAll(() => rm(home, { recursive: true, force: true }))

describe('每个命令：--help', () => {
  test.each(NAMES)('%s --help 印写法，不碰数据库，也不建存放处', async (name) => {
    for (const flag of ['--help', '-h']) {
      const { code, said } = await run(name, flag)
      expect(code).toBe(0)
      expect(said).toContain(`quanyi ${name}`)
      expect(said).toContain(COMMAND_LINES[name].zh)
      expect(said).toContain(COMMAND_LINES[name].en)
    }
    expect((await run('help', name)).said).toContain(`quanyi ${name}`)
    expect(await readdir(home)).toEqual([])
  })

  test('不写命令、help、--help 都列出全部命令；没有的命令说没有', async () => {
    for (const argv of [[], ['help'], ['--help'], ['-h']]) {
      const { code, said } = await run(...argv)
      expect(code).toBe(0)
      for (const name of NAMES) expect(said).toContain(`quanyi ${name}`)
    }
    for (const argv of [['nosuch'], ['help', 'nosuch'], ['toString']]) {
      const { code, said } = await run(...argv)
      expect(code).toBe(1)
      expectWords(said)
    }
  })
})

describe('每个命令：写错的选项', () => {
  test.each(NAMES)('%s 不认得的选项与多出的字，说出是哪一个，什么也不开', async (name) => {
    for (const wrong of [['--bogus'], ['--bogus=1'], ['-x']]) {
      const { code, said } = await run(name, ...wrong)
      expect(code).toBe(1)
      expect(said).toContain(`“${wrong[0]!.split('=')[0]}`)
      expect(said).toContain(`quanyi ${name} --help`)
      expectWords(said)
    }
    if (name !== 'cases') {
      const { code, said } = await run(name, 'one', 'two', 'three')
      expect(code).toBe(1)
      expectWords(said)
    }
    expect(await readdir(home)).toEqual([])
  })

  test.each([
    ['record', '--person'],
    ['demo', 'lod'],
    ['demo', 'code'],
    ['verify', '--json=yes'],
    ['record', '--approve'],
  ])('缺值、错字、别的命令的选项：%s %s', async (...argv) => {
    const { code, said } = await run(...argv)
    expect(code).toBe(1)
    expectWords(said)
  })
})

describe('每个开库的命令：数据库不能用', () => {
  test.each(OPENING.map((argv) => [argv[0]!, argv] as const))(
    '%s：连不上，说是哪里连不上，不印口令',
    async (_, argv) => {
      const { code, said } = await run(...argv)
      expect(code).toBe(1)
      expect(said).toContain('127.0.0.1:9/nowhere')
      expectWords(said)
    },
  )

  test.each([
    ['地址不成地址', () => 'nonsense', 'DATABASE_URL'],
    ['口令不对', () => changed({ password: 'wrong' }), '不接受这个用户或口令'],
    ['没有这个库', () => changed({ pathname: '/nowhere' }), '没有数据库'],
  ])('%s', async (_, url, words) => {
    vi.stubEnv('DATABASE_URL', url())
    for (const argv of OPENING) {
      const { code, said } = await run(...argv)
      expect(code).toBe(1)
      expect(said).toContain(words)
      expectWords(said)
    }
  })

  test('别处的库：登录角色不认这里的口令，在改动任何东西之前就停下；口令相符的照常', async () => {
    const { adminUrl, passwords } = inject('cluster')
    const secrets = (roles: Secrets['roles']) => ({ roles }) as Secrets
    const others = { quanyi_app: 'x', quanyi_post: 'y', quanyi_verify: 'z' }
    await expect(checkDatabase(adminUrl, secrets(others), false)).rejects.toThrow('start.other-home')
    await checkDatabase(adminUrl, secrets(passwords), false)
    await expect(checkDatabase(adminUrl, secrets(passwords), true)).rejects.toThrow('start.not-migrated')
    const template = new URL(adminUrl)
    template.pathname = '/quanyi_template'
    await checkDatabase(template.toString(), secrets(passwords), true)
  })

  test('有库而没有密钥：不另生成；密钥坏了：说坏了；没装过：说没装过', async () => {
    vi.stubEnv('DATABASE_URL', '')
    delete process.env['DATABASE_URL']
    vi.stubEnv('QUANYI_HOME', join(home, 'fresh'))
    expect((await run('verify')).said).toContain('还没有装过')
    expect(await readdir(home)).not.toContain('fresh')
    const place = join(home, 'fresh', 'main')
    await mkdir(join(place, 'postgres', 'pgdata'), { recursive: true })
    await writeFile(join(place, 'postgres', 'pgdata', 'PG_VERSION'), '18')
    for (const name of ['verify', 'migrate']) expect((await run(name)).said).toContain('却没有密钥文件')
    for (const broken of ['{', '{}', 'null']) {
      await writeFile(join(place, 'keys', 'keys.json'), broken)
      const { code, said } = await run('verify')
      expect(code).toBe(1)
      expect(said).toContain('已损坏')
      expectWords(said)
    }
  })
})

describe('机器的错说成话', () => {
  let server: Server
  beforeAll(async () => {
    server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => void server.close())

  test('端口已有程序在用：两个端口都先看', async () => {
    const { port } = server.address() as { port: number }
    for (const taken of [
      { PORT: `${port}`, STAFF_PORT: '0' },
      { PORT: '0', STAFF_PORT: `${port}` },
    ]) {
      const error = await checkPorts(readSettings(taken, false)).catch((thrown: unknown) => thrown)
      expect(inWords(error, undefined)?.say('zh')).toContain(`127.0.0.1:${port} 已有程序在用`)
    }
    await checkPorts(readSettings({ PORT: '0', STAFF_PORT: '0' }, false))
  })

  test('存放处是个文件、磁盘满、不可写、树坏了、库太忙，各说各的；我们写错的语句仍是我们的错', async () => {
    vi.stubEnv('QUANYI_HOME', join(home, 'a-file'))
    await writeFile(join(home, 'a-file'), '')
    expect((await run('migrate')).said).toContain('不是目录')
    const told = (error: unknown, migrates = true) =>
      inWords(error, 'postgres://a:sekret@db:5432/q', migrates)?.say('zh')
    const of = (code: string) => Object.assign(new pg.DatabaseError('said', 4, 'error'), { code })
    expect(told(Object.assign(new Error(), { code: 'ENOSPC', path: '/keys' }))).toContain('磁盘已满，写不进“/keys”')
    expect(told(Object.assign(new Error(), { code: 'EROFS', path: '/keys' }))).toContain('不能读写“/keys”')
    expect(told(new LogDamaged({ path: 'checkpoint', kind: 'unsigned' }))).toContain('checkpoint')
    expect(told(of('53100'))).toContain('磁盘已满')
    expect(told(of('53300'))).toContain('db:5432/q 的连接已用完')
    expect(told(of('42P01'), false)).toContain('请先运行 quanyi migrate')
    expect(told(of('42P01'))).toBeUndefined()
    expect(told(new TypeError('x is not a function'))).toBeUndefined()
  })

  test('读不懂的环境变量不当作没有', async () => {
    for (const name of ['PORT', 'STAFF_PORT', 'QUANYI_CLAMD', 'QUANYI_SMPP', 'QUANYI_OUTSIDE_URL', 'QUANYI_PUBLIC_URL'])
      expect(() => readSettings({ [name]: 'nonsense' }, false), name).toThrow('settings.unreadable')
    expect(readSettings({ PORT: '', QUANYI_CLAMD: '' }, false)).toMatchObject({ port: 8080, clamd: undefined })
  })
})

function changed(parts: Partial<Pick<URL, 'password' | 'pathname'>>): string {
  return Object.assign(new URL(inject('cluster').adminUrl), parts).toString()
}
