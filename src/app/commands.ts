import { spawnSync } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Refusal } from '../kernel/refusal.js'
import { loadPolicyBook } from '../policy/book.js'
import { parametersGuide, termsGuide } from '../policy/case-guide.js'
import { printCases, runCases } from '../policy/cases.js'
import { appoint } from './appoint.js'
import { importFile, printStatement, showRecord } from './cli-client.js'
import { closeYear } from './cli-close.js'
import { compareChannelsNow } from './cli-compare.js'
import { runDemo } from './cli-demo.js'
import { recompute } from './cli-recompute.js'
import { printFinding, verifyAll } from './cli-verify.js'
import { verifyPaper } from './cli-verify-paper.js'
import { type CommandName, isCommand, printLine, printLines } from './command-lines.js'
import { openFoundation, openGround } from './foundation.js'
import { checkPorts } from './ground-check.js'
import { migrateHouse, printMigrated } from './migrate-house.js'
import { ROOT } from './place.js'
import { unknownCommand, unreadableCases } from './refusals.js'
import { shippedTexts } from './release.js'
import { serve } from './serve.js'
import { readSettings } from './settings.js'

type Run = (args: readonly string[]) => Promise<number>

/** 命令表：what each does; how it is written stands in command-lines.ts. */
export const COMMANDS: Readonly<Record<CommandName, Run>> = {
  help,
  migrate: migrateAll,
  serve: serveAll,
  appoint,
  demo: runDemo,
  import: importFile,
  record: showRecord,
  statement: printStatement,
  bench,
  cases,
  close: closeYear,
  recompute,
  'compare-channels': compareChannelsNow,
  verify,
}

async function help([name]: readonly string[]): Promise<number> {
  if (name !== undefined && !isCommand(name)) throw new Refusal(unknownCommand, { command: name })
  console.log(name === undefined ? printLines() : printLine(name))
  return 0
}

async function migrateAll(args: readonly string[]): Promise<number> {
  const house = await openFoundation(readSettings(process.env, args.includes('--demo')))
  try {
    const migrated = await migrateHouse(house)
    await (await house.sequence()).stop()
    console.log(printMigrated(migrated))
    return 0
  } finally {
    await house.close()
  }
}

async function serveAll(): Promise<number> {
  const house = await openFoundation(readSettings(process.env, false))
  try {
    await checkPorts(house.settings)
    const served = await serve(house)
    console.log(`公众 ${served.publicAddress}\n经办 ${served.staffAddress}`)
    await new Promise<void>((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
    })
    await served.close()
    return 0
  } finally {
    await house.close()
  }
}

async function cases(args: readonly string[]): Promise<number> {
  const files = args.filter((arg) => !arg.startsWith('--'))
  const book = loadPolicyBook((await shippedTexts(ROOT)).filter(({ kind }) => kind === 'parameters'))
  if (args.includes('--terms') || args.includes('--parameters')) {
    console.log(args.includes('--terms') ? termsGuide() : parametersGuide(book))
    return 0
  }
  const given = await Promise.all((files.length > 0 ? files : await shippedCases()).map(caseText))
  const results = runCases(book, given)
  console.log(args.includes('--json') ? JSON.stringify(results, null, 2) : printCases(results))
  return results.every(({ holds }) => holds) ? 0 : 1
}

async function caseText(path: string): Promise<{ path: string; text: string }> {
  try {
    return { path, text: await readFile(path, 'utf8') }
  } catch {
    throw new Refusal(unreadableCases, { path })
  }
}

async function shippedCases(): Promise<string[]> {
  const folder = join(ROOT, 'policies', 'cases')
  return (await readdir(folder)).filter((name) => name.endsWith('.yaml')).map((name) => join(folder, name))
}

async function verify(args: readonly string[]): Promise<number> {
  const { paper } = parseArgs({ args: [...args], options: VERIFY }).values
  if (paper !== undefined) return verifyPaper(paper, args)
  const house = await openGround(readSettings(process.env, args.includes('--demo')), true)
  try {
    const quiet = args.includes('--json') || !process.stderr.isTTY
    const report = await verifyAll(house, (text) => {
      if (!quiet) process.stderr.write(`\r${text}   `)
    })
    if (!quiet) process.stderr.write('\n')
    if (args.includes('--json')) console.log(JSON.stringify(report, null, 2))
    else {
      for (const finding of report.findings) console.log(printFinding(finding))
      const told = `${report.postings} 次记账，${report.rows} 行事实，${report.lines} 行查阅，${report.papers} 份资料（依法销毁 ${report.destroyed} 份），待排 ${report.pending}，用时 ${report.milliseconds} 毫秒`
      console.log(report.findings.length === 0 ? `✓ 全部相符：${told}` : `共 ${report.findings.length} 处不符：${told}`)
    }
    return report.findings.length === 0 ? 0 : 1
  } finally {
    await house.stop()
  }
}

const VERIFY = { json: { type: 'boolean' }, demo: { type: 'boolean' }, paper: { type: 'string' } } as const

/** The benchmarks stand outside the program; this only starts them. */
async function bench(args: readonly string[]): Promise<number> {
  const main = join(ROOT, 'dist', 'bench', 'main.js')
  return spawnSync(process.execPath, [main, ...args], { stdio: 'inherit' }).status ?? 1
}
