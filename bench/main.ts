import { fork } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ROOT } from '../src/app/place.js'
import { benchBulk } from './bulk.js'
import { benchClose } from './close.js'
import { benchDerive } from './derive.js'
import { benchImport } from './import.js'
import { type Machine, type Run, report } from './markdown.js'
import type { Measure } from './measure.js'
import { measurePapers } from './papers.js'
import { type BenchPlace, openBenchPlace } from './place.js'
import { benchRead } from './read.js'
import { measureRule } from './rule.js'
import { benchVerify } from './verify.js'

/** 量度。`npm run bench [-- --only close --persons 100000]`: each in a process and a place of its own, one after another. */
const BENCHES: Readonly<Record<string, () => Promise<readonly Measure[]>>> = {
  verify: () => inPlace('verify', benchVerify),
  import: () => inPlace('import', benchImport),
  bulk: () => inPlace('bulk', benchBulk),
  read: benchRead,
  derive: () => inPlace('derive', benchDerive),
  close: () => inPlace('close', benchClose),
  rule: measureRule,
  papers: async () => measurePapers(() => performance.now()),
}

async function inPlace(name: string, bench: (place: BenchPlace) => Promise<Measure | readonly Measure[]>) {
  const place = await openBenchPlace(name)
  try {
    return [await bench(place)].flat()
  } finally {
    await place.close()
  }
}

async function main(args: readonly string[]): Promise<number> {
  const only = args.includes('--only') ? args[args.indexOf('--only') + 1] : undefined
  if (only !== undefined && !Object.hasOwn(BENCHES, only)) {
    console.error(`没有这一项量度：${only}。可选：${Object.keys(BENCHES).join('、')}`)
    return 1
  }
  if (args.includes('--persons')) process.env['QUANYI_BENCH_PERSONS'] = args[args.indexOf('--persons') + 1]
  if (args.includes('--rows')) process.env['QUANYI_BENCH_ROWS'] = args[args.indexOf('--rows') + 1]
  const machine = await describeMachine()
  const runs: Run[] = []
  for (const name of only === undefined ? Object.keys(BENCHES) : [only]) {
    console.log(`量度 ${name} …`)
    const run = await inChild(name)
    for (const one of run.measures) {
      console.log(`  ${one.name}: ${one.system} | ${one.baseline} | ${one.ratio.toFixed(2)}`)
      if (one.note !== undefined) console.log(`    ${one.note}`)
    }
    runs.push(run)
  }
  if (only !== undefined) return 0
  await writeFile(join(ROOT, 'docs', 'benchmarks.md'), report(machine, runs))
  console.log('已写入 docs/benchmarks.md')
  return 0
}

async function inChild(name: string): Promise<Run> {
  const began = Date.now()
  const child = fork(fileURLToPath(import.meta.url), [], { env: { ...process.env, QUANYI_BENCH: name } })
  const ended = once(child, 'exit')
  const answer = await Promise.race([once(child, 'message'), ended.then(() => undefined)])
  const [code] = (await ended) as [number | null]
  if (answer === undefined || code !== 0) throw new Error(`the benchmark “${name}” failed`)
  return { measures: answer[0] as Measure[], seconds: Math.round((Date.now() - began) / 1000) }
}

async function describeMachine(): Promise<Machine> {
  const place = await openBenchPlace('version')
  const rows = await place.admin.transaction({}, (trx) => trx.rows<{ server_version: string }>('show server_version'))
  await place.close()
  return {
    processor: cpus()[0]?.model.trim() ?? '',
    cores: cpus().length,
    memory: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
    postgres: rows[0]!.server_version,
    load: loadavg()[0]!,
  }
}

const child = process.env['QUANYI_BENCH']
if (child === undefined) process.exitCode = await main(process.argv.slice(2))
else {
  const measures = await BENCHES[child]!()
  process.send!(measures, () => process.disconnect())
}
