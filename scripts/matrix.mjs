// Prints docs/regulations/matrix.md: each article, its state, and the tests that cite it with their outcome.
// node scripts/matrix.mjs [report.json]   Without a report it runs the tests first.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..')
const CATALOGUE = join(ROOT, 'docs', 'regulations', 'articles.yaml')
const MATRIX = join(ROOT, 'docs', 'regulations', 'matrix.md')
const REPORT = join(ROOT, 'dist', 'test-report.json')
const DOCUMENTS = { M14: 'm14.md', BQ: 'bq.md', N107: 'n107.md', BD: 'bd.md', WH: 'wh.md' }
const OUTCOMES = { passed: '通过', failed: '未通过' }

function runTests() {
  mkdirSync(dirname(REPORT), { recursive: true })
  const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${REPORT}`]
  spawnSync(process.execPath, [vitest, 'run', ...reporters], { cwd: ROOT, stdio: 'inherit' })
  return REPORT
}

/** Article id → { file, says, outcomes } of each block that cites it. */
function citations(report) {
  const cited = new Map()
  for (const file of report.testResults) {
    const path = relative(ROOT, file.name).split(sep).join('/')
    for (const { ancestorTitles, status } of file.assertionResults) {
      for (const title of ancestorTitles) note(cited, path, title, status)
    }
  }
  return cited
}

function note(cited, path, title, status) {
  const marks = /^((?:\[[^\]]+\] )+)(.*)$/.exec(title)
  if (marks === null) return
  for (const [, id] of marks[1].matchAll(/\[([^\]]+)\]/g)) {
    const blocks = cited.get(id) ?? new Map()
    const key = `${path}：${marks[2]}`
    blocks.set(key, [...(blocks.get(key) ?? []), status])
    cited.set(id, blocks)
  }
}

function outcome(statuses) {
  const worst = statuses.includes('failed') ? 'failed' : statuses.includes('passed') ? 'passed' : 'skipped'
  return `${OUTCOMES[worst] ?? '未运行'} ${statuses.filter((one) => one === 'passed').length}/${statuses.length}`
}

function row(id, article, blocks) {
  const tests = [...blocks].map(([key, statuses]) => `${key}（${outcome(statuses)}）`.replaceAll('|', '\\|'))
  const state = { kept: '已守', open: '**未守**', none: '无' }[article.state]
  return `| ${id} | ${article.says} | ${article.kind} | ${state} | ${article.where ?? ''} | ${tests.join('<br>')} |`
}

/** Kept articles of which no test passed, or one failed. */
function broken(articles, cited) {
  return Object.entries(articles)
    .filter(([id, { state }]) => state === 'kept' && !isHeld([...(cited.get(id) ?? new Map()).values()].flat()))
    .map(([id]) => id)
}

function isHeld(statuses) {
  return statuses.includes('passed') && !statuses.includes('failed')
}

function print(articles, cited) {
  const count = (state) => Object.values(articles).filter((one) => one.state === state).length
  const lines = [
    '# 条款与测试对照表',
    '',
    '由 `npm run matrix` 依测试报告写成，不手改。条款原文与读法见同一文件夹；种类 S 系统自己做或拒绝，R 人做而系统留册留证，N 与系统无关。',
    '',
    `已守 ${count('kept')} 条，未守 ${count('open')} 条，无系统行为 ${count('none')} 条。`,
  ]
  for (const [prefix, document] of Object.entries(DOCUMENTS)) {
    const rows = Object.entries(articles).filter(([id]) => id.startsWith(`${prefix}-`))
    lines.push(
      '',
      `## [${prefix}](${document})`,
      '',
      '| 编号 | 要求 | 种类 | 状态 | 所在 | 引用它的测试 |',
      '|---|---|---|---|---|---|',
    )
    for (const [id, article] of rows) lines.push(row(id, article, cited.get(id) ?? new Map()))
  }
  return `${lines.join('\n')}\n`
}

const report = JSON.parse(readFileSync(process.argv[2] ?? runTests(), 'utf8'))
const articles = parse(readFileSync(CATALOGUE, 'utf8'))
const cited = citations(report)
writeFileSync(MATRIX, print(articles, cited))
const lost = broken(articles, cited)
console.log(`条款与测试对照表已写入 docs/regulations/matrix.md，引用到的条款 ${cited.size} 条。`)
if (lost.length > 0) {
  console.error(`标为已守而测试未通过或未运行的条款：${lost.join(' ')}`)
  process.exitCode = 1
}
