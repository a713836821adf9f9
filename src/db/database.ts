import pg from 'pg'
import { type Statement, sendTogether } from './batch.js'

/** 事务。Everything a store writes with; opened in a service, committed or rolled back as one. */
export interface Trx {
  readonly client: pg.PoolClient
  /** 事务一开始可见的人，连同与之同为一人的编号。 */
  readonly persons?: readonly string[] | undefined
  /** With a name, the statement is planned once a connection; the same name always has the same text. */
  rows<R extends object>(text: string, values?: readonly unknown[], name?: string): Promise<R[]>
}

/**
 * 数据范围。What this transaction may see under row-level security, named by the access decision that allowed it:
 * the second wall behind the policies. Nothing named, nothing seen.
 */
export interface Scope {
  readonly persons?: readonly string[]
  readonly employer?: string
}

export interface Database {
  readonly pool: pg.Pool
  transaction<R>(scope: Scope, work: (trx: Trx) => Promise<R>): Promise<R>
  /**
   * 一次往返的事务。What `ask` asks in its first breath, by `rows` alone, goes out together and is committed as one; nothing is
   * answered before. The scope is as named: who was merged is not looked up.
   */
  atOnce<R>(scope: Scope, ask: (trx: Trx) => Promise<R>): Promise<R>
  close(): Promise<void>
}

// bigint and date stay text: ids are opaque, days have no time zone.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)

export function openDatabase(url: string, connections = 10, options = ''): Database {
  const pool = new pg.Pool({ connectionString: url, max: connections, options: `-c timezone=UTC ${options}` })
  pool.on('error', () => undefined) // an idle connection lost is replaced on the next use
  return {
    pool,
    transaction: (scope, work) => transaction(pool, scope, work),
    atOnce: (scope, ask) => atOnce(pool, scope, ask),
    close: () => pool.end(),
  }
}

async function transaction<R>(pool: pg.Pool, scope: Scope, work: (trx: Trx) => Promise<R>): Promise<R> {
  const client = await pool.connect()
  let broken = false
  try {
    // Three statements in one round trip, so an answer to each.
    const opened = (await client.query(opening(scope))) as unknown as pg.QueryResult<{ persons?: string }>[]
    const persons = opened[1]?.rows[0]?.persons ?? ''
    const result = await work({ ...trxOn(client), persons: persons === '' ? [] : persons.split(',') })
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch(() => {
      broken = true
    })
    throw error
  } finally {
    client.release(broken)
  }
}

/** With it, for this transaction alone: what is asked by name is planned once, not for each person anew. */
const SCOPE = `select set_config('quanyi.persons', $1, true), set_config('quanyi.employer', $2, true),
  set_config('plan_cache_mode', 'force_generic_plan', true)`

async function atOnce<R>(pool: pg.Pool, scope: Scope, ask: (trx: Trx) => Promise<R>): Promise<R> {
  const { persons = [], employer } = scope
  const named = [persons.map(digits).join(','), employer === undefined ? '' : digits(employer)]
  const client = await pool.connect()
  let broken = false
  try {
    const gathered = gather({ text: SCOPE, values: named, name: 'db.scope' })
    const answer = ask(gathered.trx)
    const [sent] = await Promise.allSettled([gathered.send(client), answer])
    if (sent.status === 'fulfilled') return await answer
    broken = !(sent.reason instanceof pg.DatabaseError)
    throw sent.reason
  } finally {
    client.release(broken)
  }
}

interface Asked extends Statement {
  readonly answer: (rows: object[]) => void
  readonly fail: (error: unknown) => void
}

/** 收齐各问。A statement asked once all were sent is a defect: it would stand outside the transaction. */
function gather(first: Statement) {
  const asked: Asked[] = [{ ...first, answer: () => undefined, fail: () => undefined }]
  let isSent = false
  const rows = <R extends object>(text: string, values: readonly unknown[] = [], name?: string) =>
    new Promise<R[]>((answer, fail) => {
      if (isSent) fail(new Error('a transaction of one round trip was asked too late'))
      else asked.push({ text, values, name, answer: (given) => answer(given as R[]), fail })
    })
  const trx: Trx = {
    rows,
    get client(): never {
      throw new Error('a transaction of one round trip is asked by rows alone')
    },
  }
  const send = async (client: pg.PoolClient) => {
    isSent = true
    try {
      const answers = await sendTogether(client, asked)
      for (const [i, { answer }] of asked.entries()) answer(answers[i]!)
    } catch (error) {
      for (const { fail } of asked) fail(error)
      throw error
    }
  }
  return { trx, send }
}

export function trxOn(client: pg.PoolClient): Trx {
  return { client, rows: rowsOn(client) }
}

/** On a pool: one lone statement, outside any transaction. */
export function rowsOn(client: Pick<pg.Pool | pg.PoolClient, 'query'>): Trx['rows'] {
  return async <R extends object>(text: string, values: readonly unknown[] = [], name?: string) =>
    (await client.query<R>({ text, values: [...values], ...(name === undefined ? {} : { name }) })).rows
}

/** One round trip: begin and scope together. Ids are digits only, so they may stand in the text. */
function opening(scope: Scope): string {
  const persons = (scope.persons ?? []).map(digits).join(',')
  const employer = scope.employer === undefined ? '' : digits(scope.employer)
  const names = 'quanyi.persons'
  // Whoever was merged is seen under all numbers; with nobody named nothing is asked.
  const seen =
    persons === ''
      ? `set local ${names} = ''`
      : `select set_config('${names}', ledger.folded('${persons}'), true) as persons`
  return `begin; ${seen}; set local quanyi.employer = '${employer}'`
}

function digits(id: string): string {
  if (!/^\d{1,19}$/.test(id)) throw new Error('an id in a data scope is digits only')
  return id
}
