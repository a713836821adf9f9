import type { Measure } from './measure.js'

/** 机器，as the running system tells it; no names and no paths. */
export interface Machine {
  readonly processor: string
  readonly cores: number
  readonly memory: number
  readonly node: string
  readonly postgres: string
  /** Load of the last minute when the run began: above half a core, others were at work as well. */
  readonly load: number
}

export interface Run {
  readonly measures: readonly Measure[]
  readonly seconds: number
}

/** 量度之记，docs/benchmarks.md. */
export function report(machine: Machine, runs: readonly Run[]): string {
  const { processor, cores, memory, node, postgres, load } = machine
  const measures = runs.flatMap((run) => run.measures)
  const seconds = runs.reduce((sum, run) => sum + run.seconds, 0)
  const notes = measures.filter(({ note }) => note !== undefined).map(({ name, note }) => `- **${name}**：${note}`)
  const busy = load > 0.5 ? `\n\n> 开始时机器并不空闲（负荷 ${load.toFixed(1)}），各数偏低。` : ''
  return `# 量度

*由 \`npm run bench\` 写成，不手改。Written by \`npm run bench\`; not edited by hand.*

机器：${processor}，${cores} 核，内存 ${memory} GB；Node ${node}，内置 PostgreSQL ${postgres}（fsync 与同步提交均开）。全程 ${seconds} 秒。${busy}

绝对速度因机器而异；看的是同一次运行里与对照之比，取相邻各对之比的中位数。
*Absolute figures differ from machine to machine; what counts is the ratio to a baseline of the same run, the median of neighbouring pairs.*

| 项目 | 本系统 | 对照 | 比 | 目标 | |
| --- | ---: | ---: | ---: | ---: | --- |
${measures.map(row).join('\n')}

${notes.join('\n')}

## 对照是什么

- **核验**：同样的字节、封签、杂凑与树，在内存里做一遍，不经数据库。
- **从文件到记账**：行指事实；把同样的行以 \`COPY\` 放进同一张表，每千行一个事务。
- **查询**：十六个客户各自不停地问，同一进程里以同样多的连接做 TPC-B 式事务（三改、一查、一增，预备语句，七次往返）；对照不经 HTTP，不鉴权，不留痕。每次查询都验会话、过策略、限行，提交查阅行之后才作答。服务只用一个进程，限于它的一核。同一人再看时，记录不重新推导：在写查阅行的同一事务里核对自上次以来此人及其单位有无新的记账，没有才用进程里记着的，有则整个事务作废，由事实重新推导；与数据库两次往返（会话；限行、核对、核查中的异议与查阅行）。初次查询由事实推导，其所用时间记在各项之后。八成负荷一行：按所量速度的八成定时到达，不等前面的人，从该到之时计时。判定一行：在量度的进程里单独判定，第一次由策略引擎，再次由记忆，对照是同样答复的一张表。
- **年度结息**：每人五年六十行缴费；对照是同一个库里把同样的行按人排好读出来，不解析。结息逐人读、推导、与已存的比对，把末年的一行封签记账。三种人数，一行的速度相同即为线性；\`-- --only close --persons 100000\` 可改人数。
- **推导、缴费规则**：推导一人的记录，对照是读出他的事实；缴费规则与 publicodes 在同一进程里算同一条规则，它总是连同理由。
- **印制**：没有对照，只论一核一秒几份。

单项重跑：\`npm run bench -- --only read\`（只打印，不改本页）。
`
}

function row({ name, system, baseline, ratio, aim }: Measure): string {
  const met = ratio >= aim ? '达到 met' : '未达 missed'
  return `| ${name} | ${system} | ${baseline} | ${figure(ratio)} | ≥ ${figure(aim)} | ${met} |`
}

function figure(ratio: number): string {
  return ratio >= 10 ? String(Math.round(ratio)) : ratio.toFixed(2)
}
