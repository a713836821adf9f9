import pg from 'pg'
import { CLIENTS, oneByOne, openHouse, reader, signInAll } from './asking.js'
import { type DecisionTimes, measureDecision } from './decision.js'
import type { BenchHouse } from './house.js'
import { OpenLines } from './lines.js'
import { closedLoop, interleaved, type Measure, perSecond } from './measure.js'
import { type Latency, openLoop } from './open-loop.js'

const ROUND = 3000
const ROUNDS = 5
/** Of what was measured with everybody asking without a pause. */
const LOAD = 0.8
const LOADED_FOR = 6000
const FIGURE = '/api/my/record/figure?path=contribution/110/2026-05/1/duePerson'

/** 经审计的查询：over HTTP by 16 clients, against a TPC-B-like transaction and a point select of as many from the same process. */
export async function benchRead(): Promise<Measure[]> {
  const { house, close } = await openHouse()
  const database = new pg.Pool({ connectionString: house.adminUrl, max: CLIENTS })
  try {
    await makeTables(database)
    return await measures(house, database)
  } finally {
    await database.end()
    await close()
  }
}

async function measures(house: BenchHouse, database: pg.Pool): Promise<Measure[]> {
  const connections = await Promise.all(Array.from({ length: CLIENTS }, () => database.connect()))
  const tpcb = () => closedLoop(CLIENTS, ROUND, (n) => transfer(connections[n]!))
  const select = () => closedLoop(CLIENTS, ROUND, (n) => pointSelect(connections[n]!))
  const [long, short] = await Promise.all([house.long, house.short].map((logins) => signInAll(house, logins)))
  const lines = await OpenLines.to(house.publicUrl, CLIENTS)
  const decision = measureDecision()
  const reading = (cookies: readonly string[], path: string) => {
    const one = reader(lines, cookies, path)
    return { path, one, rate: () => closedLoop(CLIENTS, ROUND, one) }
  }
  const cases = [
    { name: '查询一年的记录 audited read, one year', ...reading(short!, '/api/my/record') },
    { name: '问一个数的理由 audited read, one figure', ...reading(short!, FIGURE) },
    { name: '查询八年的记录 audited read, eight years', ...reading(long!, '/api/my/record') },
  ]
  const found: Measure[] = []
  const before = await looksIn(connections[0]!)
  for (const { name, one, rate } of cases) {
    const bytes = await one(0)
    const [first, again] = [await oneByOne(one), await oneByOne(one)]
    for (const warm of [tpcb, select, rate]) await warm()
    const { ratio, baseline, system } = await interleaved(ROUNDS, tpcb, rate)
    const plain = await interleaved(1, select, rate)
    const loaded = await openLoop(LOAD * system, LOADED_FOR, (turn) => one(turn % CLIENTS))
    found.push({
      ...{
        name,
        ratio,
        aim: 0.5,
        system: perSecond(system, 'reads'),
        baseline: `TPC-B-like ${perSecond(baseline, 'transactions')}`,
      },
      note: [
        `${(bytes / 1024).toFixed(1)} KB of JSON; ${plain.ratio.toFixed(3)} of a point select (${perSecond(plain.baseline, 'selects')})`,
        `一次一人 one at a time: first ${first.toFixed(1)} ms, again ${again.toFixed(1)} ms`,
        saysLoaded(loaded),
        saysDecided(decision, 1e6 / system),
      ].join('；'),
    })
  }
  const written = (await looksIn(connections[0]!)) - before
  if (written !== lines.answered) throw new Error(`${lines.answered} answers, and ${written} lines of them`)
  lines.close()
  for (const connection of connections) connection.release()
  return found
}

/** 查阅之书的行数：each answer has one. */
async function looksIn(database: pg.PoolClient): Promise<number> {
  const { rows } = await database.query<{ n: string }>('select count(*) as n from access.look')
  return Number(rows[0]!.n)
}

/** 八成负荷下的时间：those who come do not wait for those before them, and are timed from when they were to come. */
function saysLoaded({ p50, p99, rate }: Latency): string {
  return `八成负荷 at ${LOAD * 100} % load (${perSecond(rate, 'reads')}): p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`
}

/** 判定之时：alone, in this process; `whole` is what one read takes of the serving process, in microseconds. */
function saysDecided({ engine, remembered, table }: DecisionTimes, whole: number): string {
  const both = ({ p50, p99 }: DecisionTimes['engine']) => `p50 ${p50.toFixed(1)} µs, p99 ${p99.toFixed(1)} µs`
  const share = `${((100 * remembered.p50) / whole).toFixed(1)} %`
  return `判定 decision: by the engine ${both(engine)}; remembered ${both(remembered)}, ${share} of a read; plain table ${both(table)}`
}

/** Sixteen branches, so that as many clients need not wait for each other's rows. */
async function makeTables(database: pg.Pool): Promise<void> {
  await database.query(`create schema bench;
    create table bench.branches (bid int primary key, balance bigint not null) with (fillfactor = 50);
    create table bench.tellers (tid int primary key, bid int, balance bigint not null) with (fillfactor = 50);
    create table bench.accounts (aid int primary key, bid int, balance bigint not null, filler char(84));
    create table bench.history (tid int, bid int, aid int, delta int, at timestamptz, filler char(22));
    insert into bench.branches select b, 0 from generate_series(1, 16) b;
    insert into bench.tellers select t, 1 + t / 10, 0 from generate_series(1, 160) t;
    insert into bench.accounts select a, 1 + a / 10000, 0, '' from generate_series(1, 160000) a;
    analyze`)
}

const TRANSFER = [
  ['update bench.accounts set balance = balance + $1 where aid = $2', 'delta', 'aid'],
  ['select balance from bench.accounts where aid = $1', 'aid'],
  ['update bench.tellers set balance = balance + $1 where tid = $2', 'delta', 'tid'],
  ['update bench.branches set balance = balance + $1 where bid = $2', 'delta', 'bid'],
  ['insert into bench.history values ($1, $2, $3, $4, now(), null)', 'tid', 'bid', 'aid', 'delta'],
] as const

/** As pgbench does it: seven round trips, each statement prepared once a connection. */
async function transfer(connection: pg.PoolClient): Promise<void> {
  const picked = { aid: upTo(160_000), tid: upTo(160), bid: upTo(16), delta: upTo(10_000) - 5_000 }
  await connection.query('begin')
  for (const [i, [text, ...names]] of TRANSFER.entries()) {
    await connection.query({ name: `transfer${i}`, text, values: names.map((name) => picked[name]) })
  }
  await connection.query('commit')
}

async function pointSelect(connection: pg.PoolClient): Promise<void> {
  const [text] = TRANSFER[1]
  await connection.query({ name: 'transfer1', text, values: [upTo(160_000)] })
}

function upTo(most: number): number {
  return 1 + Math.floor(Math.random() * most)
}
