// 补全锁文件：a registry that carries one platform's packages only leaves the others out of package-lock.json, and `npm ci`
// refuses such a lock everywhere. Optional packages that are named but not listed are listed here, by name and version,
// with the platform their name tells; npm fetches none that does not fit the machine. Run after `npm install`.
import { readFileSync, writeFileSync } from 'node:fs'

const SYSTEMS = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'linuxmusl',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
  'windows',
]
const CPUS = ['arm', 'arm64', 'armv7', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64']

const path = new URL('../package-lock.json', import.meta.url)
const lock = JSON.parse(readFileSync(path, 'utf8'))
const before = Object.keys(lock.packages).length
for (const entry of Object.values({ ...lock.packages })) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const place = `node_modules/${name}`
    if (place in lock.packages) continue
    lock.packages[place] = {
      version: exact(version),
      ...platformOf(name),
      ...(entry.dev ? { dev: true } : {}),
      optional: true,
    }
  }
}
for (const entry of Object.values(lock.packages)) delete entry.resolved
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`)
console.log(`补入 ${Object.keys(lock.packages).length - before} 个其他平台的可选包`)

function exact(range) {
  return range.replace(/^[\^~]/, '')
}

function platformOf(name) {
  const parts = name.toLowerCase().split('/').at(-1).split(/[-.]/)
  const system = parts.find((part) => SYSTEMS.includes(part))
  const cpu = parts.find((part) => CPUS.includes(part))
  const os = system === 'linuxmusl' ? 'linux' : system === 'windows' ? 'win32' : system
  const musl = parts.includes('musl') || parts.includes('linuxmusl')
  return {
    ...(cpu === undefined ? {} : { cpu: [cpu === 'armv7' ? 'arm' : cpu] }),
    ...(os === undefined ? (cpu === 'wasm32' ? { os: ['none'] } : {}) : { os: [os] }),
    ...(os === 'linux' ? { libc: [musl ? 'musl' : 'glibc'] } : {}),
  }
}
