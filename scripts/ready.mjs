// 开工之前：install what is missing and build what is stale, with nothing but Node and npm.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
process.chdir(root)

const lock = digest(['package-lock.json'])
if (!existsSync('node_modules') || !installed()) {
  console.log('正在安装依赖（npm ci）…')
  execFileSync(npm, ['ci', '--no-audit', '--no-fund'], { stdio: 'inherit' })
  writeFileSync(join('node_modules', '.quanyi-lock'), lock)
}
stale('dist/.built', ['src', 'test', 'bench', 'tsconfig.json'], '程序', () =>
  execFileSync(process.execPath, [join('node_modules', 'typescript', 'bin', 'tsc'), '-p', '.'], { stdio: 'inherit' }),
)
stale('dist/.built-web', ['web', 'src', 'vite.config.ts'], '页面', () =>
  execFileSync(process.execPath, [join('node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn'], {
    stdio: 'inherit',
  }),
)

function installed() {
  const marker = join('node_modules', '.quanyi-lock')
  if (existsSync(marker)) return readFileSync(marker, 'utf8') === lock
  // Installed by hand with npm ci or npm install: believed while its own copy of the lock is as new as ours.
  const own = join('node_modules', '.package-lock.json')
  return existsSync(own) && statSync(own).mtimeMs >= statSync('package-lock.json').mtimeMs
}

function stale(marker, sources, says, build) {
  const now = digest(sources)
  if (existsSync(marker) && readFileSync(marker, 'utf8') === now) return
  console.log(`正在构建${says}…`)
  build()
  mkdirSync(dirname(marker), { recursive: true })
  writeFileSync(marker, now)
}

function digest(paths) {
  const hash = createHash('sha256')
  for (const path of paths.flatMap(filesUnder).sort()) hash.update(path).update(readFileSync(path))
  return hash.digest('hex')
}

function filesUnder(path) {
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path).flatMap((name) => filesUnder(join(path, name)))
}
