import pg from 'pg'
import { type Database, openDatabase, type Scope, type Trx } from './database.js'

/** 连发的事务：what is asked in one breath goes out at once. */
interface PipedTrx extends Trx {
  readonly isPiped: true
}

export function isPiped(trx: Trx): boolean {
  return 'isPiped' in trx
}

/** 可连发的连接：pg's own pipelining, which its types do not name yet. */
type Piping = pg.PoolClient & {
  pipeline: boolean
  readonly connection: { readonly stream: { cork(): void; uncork(): void } }
}

/**
 * 成批办理的库。Of one program that loads a city: see PipedTransaction. Not for serving: where the beginning of a
 * transaction were refused, what was sent behind it would stand by itself.
 */
export function openPiped(url: string, connections = 10, options = ''): Database {
  const unseen = '-c quanyi.persons= -c quanyi.employer='
  const database = openDatabase(url, connections, `${unseen} ${options}`)
  return { ...database, transaction: (scope, work) => pipedTransaction(database.pool, scope, work) }
}

async function pipedTransaction<R>(pool: pg.Pool, scope: Scope, work: (trx: Trx) => Promise<R>): Promise<R> {
  const client = await pool.connect()
  const piped = new PipedTransaction(client)
  let broken = false
  try {
    const persons = await see(piped.trx, scope)
    const result = await work(Object.defineProperty(piped.trx, 'persons', { value: persons }))
    await piped.end()
    return result
  } catch (error) {
    await piped.undo().catch(() => {
      broken = true
    })
    throw error
  } finally {
    client.release(broken)
  }
}

/** 数据范围，as of any transaction: whoever was merged is seen under all numbers. Nothing named, nothing asked. */
async function see(trx: Trx, { persons = [], employer }: Scope): Promise<readonly string[]> {
  const asked: Promise<{ seen: string }[]>[] = []
  if (employer !== undefined) asked.push(trx.rows(`select set_config('quanyi.employer', $1, true) as seen`, [employer]))
  if (persons.length > 0)
    asked.push(trx.rows(`select set_config('quanyi.persons', ledger.folded($1), true) as seen`, [persons.join(',')]))
  const seen = (await Promise.all(asked)).at(-1)?.[0]?.seen ?? ''
  return persons.length === 0 || seen === '' ? [] : seen.split(',')
}

/**
 * 成批办理的事务。For whoever alone goes through ten thousands of transactions, as the loading of a city does: what is
 * asked in one breath goes out in one write, the beginning with the first question, and every text is planned once a
 * connection. A transaction that asks nothing never begins.
 */
class PipedTransaction {
  private begun: Promise<unknown> | undefined
  private isCorked = false
  readonly trx: PipedTrx

  constructor(private readonly client: pg.PoolClient) {
    piping(client).pipeline = true
    const begin = () => this.begin()
    this.trx = {
      isPiped: true,
      get client() {
        begin()
        return client
      },
      rows: (text, values, name) => this.rows(text, values, name),
    }
  }

  async end(): Promise<void> {
    if (this.begun !== undefined) await this.client.query('commit')
    piping(this.client).pipeline = false
  }

  async undo(): Promise<void> {
    if (this.begun !== undefined) await this.client.query('rollback')
    piping(this.client).pipeline = false
  }

  private async rows<R extends object>(text: string, values: readonly unknown[] = [], name?: string): Promise<R[]> {
    this.begin()
    this.cork()
    const asked = values.length === 0 ? { text } : { text, values: [...values], name: name ?? nameOf(text) }
    return (await this.client.query<R>(asked)).rows
  }

  private begin(): void {
    if (this.begun !== undefined) return
    this.cork()
    this.begun = this.client.query('begin')
    this.begun.catch(() => undefined) // whatever is asked behind it fails with it
  }

  /** One write for all that is asked until the program has its next turn. */
  private cork(): void {
    if (this.isCorked) return
    this.isCorked = true
    const { stream } = piping(this.client).connection
    stream.cork()
    process.nextTick(() => {
      this.isCorked = false
      stream.uncork()
    })
  }
}

interface CopyConnection {
  readonly stream: { cork(): void; uncork(): void }
  query(text: string): void
  sendCopyFromChunk(bytes: Buffer): void
  endCopyFrom(): void
}

/** 成批写入。One COPY; done when its rows are in. */
export function copyIn(trx: Trx, copy: string, bytes: Buffer): Promise<void> {
  return new Promise((done, fail) => {
    const settle = (error: Error | null) => (error ? fail(error) : done())
    trx.client.query(new CopyIn(copy, bytes) as unknown as string, settle)
  })
}

/** COPY whose rows go out with the question, so that it costs one round trip. */
class CopyIn extends pg.Query {
  constructor(
    private readonly copy: string,
    private readonly bytes: Buffer,
  ) {
    super(copy)
  }

  override submit = (connection: pg.Connection): void => {
    const copying = connection as unknown as CopyConnection
    copying.stream.cork()
    copying.query(this.copy)
    copying.sendCopyFromChunk(this.bytes)
    copying.endCopyFrom()
    copying.stream.uncork()
  }

  /** The rows are on their way already. */
  handleCopyInResponse(): void {}
}

/** 逐句或连发：on a piped connection all go out at once and are done in this order; else one after another. */
export async function inOrder(trx: Trx, steps: readonly (() => Promise<unknown>)[]): Promise<void> {
  if (isPiped(trx)) await Promise.all(steps.map((step) => step()))
  else for (const step of steps) await step()
}

/** 句子的名：the same text has the same name; texts are written in this program, so they are few. */
const names = new Map<string, string>()
const MOST_NAMED = 1000

function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined || names.size >= MOST_NAMED) return known
  const name = `quanyi.${names.size}`
  names.set(text, name)
  return name
}

function piping(client: pg.PoolClient): Piping {
  return client as unknown as Piping
}
