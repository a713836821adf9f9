import { spawnSync } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
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
import { openFoundation, openGround } from './foundation.js'
import { migrateHouse, printMigrated } from './migrate-house.js'
import { ROOT } from './place.js'
import { unreadableCases } from './refusals.js'
import { shippedTexts } from './release.js'
import { serve } from './serve.js'
import { readSettings } from './settings.js'

export interface Command {
  readonly says: string
  run(args: readonly string[]): Promise<number>
}

/** 命令表。 */
export const COMMANDS: Readonly<Record<string, Command>> = {
  help: { says: '列出命令', run: help },
  migrate: { says: '建库、迁移，把随版本发布的规则文本记账施行，把改了的参数提出待审', run: migrateAll },
  serve: { says: '正式运行：公众与经办两个端口', run: serveAll },
  appoint: { says: '为新装系统设立首任经办人员', run: appoint },
  demo: { says: '示例市：demo | demo load | demo tamper "SQL" | demo code 登录名', run: runDemo },
  import: { says: '在窗口代收一份月度申报，止于待审核', run: importFile },
  record: { says: '以经办身份查询一人的权益记录', run: showRecord },
  statement: { says: '以经办身份出具年度权益记录单', run: printStatement },
  bench: { says: '量度速度（npm run bench）', run: bench },
  cases: { says: '跑规则算例：quanyi cases 文件… | --terms 可给定与可期望的项目 | --parameters 全部参数', run: cases },
  close: { says: '年度结息：提出；--approve 由第二人批准并看到结完；--follow 只看进度', run: closeYear },
  recompute: { says: '重算比对：recompute --compare [--year 2025]，指明与事实不符的所存推导', run: recompute },
  'compare-channels': { says: '抽样比对各渠道所告知的内容，指明不同的渠道与项目', run: compareChannelsNow },
  verify: { says: '核验：重算每个封签、树根与叶子，指明被改、多出、缺失、被移的行', run: verify },
}

async function help(): Promise<number> {
  for (const [name, { says }] of Object.entries(COMMANDS)) console.log(`quanyi ${name.padEnd(10)} ${says}`)
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
  const house = await openGround(readSettings(process.env, args.includes('--demo')))
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

/** The benchmarks stand outside the program; this only starts them. */
async function bench(args: readonly string[]): Promise<number> {
  const main = join(ROOT, 'dist', 'bench', 'main.js')
  return spawnSync(process.execPath, [main, ...args], { stdio: 'inherit' }).status ?? 1
}
