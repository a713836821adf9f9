import pg from 'pg'

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
