import { globalsUsed, isPure } from './purity.js'
import { type Breach, folderOf, type Source } from './source.js'

/** What reads the outside: environment, command line, clock, chance. */
const OUTSIDE = new Set([
  ...['process.env', 'process.argv', 'process.cwd', 'process.exit', 'process.stdin', 'process.(computed)'],
  ...['process.getBuiltinModule', 'process…', 'globalThis', 'Date…', 'performance…'],
  ...['Date.now', 'new Date', 'Date()', 'performance.now', 'process.hrtime', 'Math.random'],
])

/** The few files outside app/ whose work is files or a child process. */
const HANDLES: readonly (readonly [module: RegExp, files: RegExp])[] = [
  [/^(node:)?fs(\/promises)?$/, /^src\/(log\/store|archive\/paper-files|db\/migrate|db\/embedded[\w.-]*)\.ts$/],
  [/^(node:)?child_process$/, /^src\/db\/embedded[\w.-]*\.ts$/],
  [/^(node:)?process$/, /^$/],
]

/** 门规四（一）：环境、时钟、文件只从 app 进来。 */
export function portBreaches(source: Source): Breach[] {
  const folder = folderOf(source.path)
  if (folder === undefined || folder === 'app' || isPure(folder) || source.isTest) return []
  const imported = source.imports
    .filter(({ to }) => HANDLES.some(([module, files]) => module.test(to) && !files.test(source.path)))
    .map(({ to }) => `imports ${to}`)
  const used = globalsUsed(source)
    .filter(({ name }) => OUTSIDE.has(name))
    .map(({ name, line }) => `uses ${name} at line ${line}`)
  return [...imported, ...used].map((says) => ({ wall: 'ports', path: source.path, says }))
}
