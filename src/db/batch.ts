import pg from 'pg'
import { invariant } from '../kernel/invariant.js'

/** 一句。With a name it is planned once a connection, as anywhere else. */
export interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
  readonly name?: string | undefined
}

/** What the driver does for one statement of the extended protocol. */
interface Query {
  readonly name?: string
  readonly text: string
  submit(connection: Connection): Error | null
  handleRowDescription(message: unknown): void
  handleDataRow(message: unknown): void
  handleCommandComplete(message: unknown, connection: Connection): void
  handleReadyForQuery(connection: Connection): void
  handleError(error: Error, connection: Connection): void
}

interface Connection {
  readonly stream: { cork(): void; uncork(): void }
  readonly submittedNamedStatements: Record<string, string>
  sync(): void
}

type MakeQuery = new (
  config: object,
  values: undefined,
  callback: (error: Error | null, result: { rows: object[] }) => void,
) => Query
const DriverQuery = pg.Query as unknown as MakeQuery

/**
 * 一并送出。Several statements in one round trip, with one sync behind them: outside a transaction they are one of their
 * own, all or none, and nobody is answered before it is committed. Inside one they are its next statements.
 */
export function sendTogether(client: pg.PoolClient, statements: readonly Statement[]): Promise<object[]>[] {
  const queries: Query[] = []
  const answers = statements.map(
    ({ text, values, name }) =>
      new Promise<object[]>((answer, fail) => {
        const config = { text, values: [...values], queryMode: 'extended', ...(name === undefined ? {} : { name }) }
        queries.push(new DriverQuery(config, undefined, (error, result) => (error ? fail(error) : answer(result.rows))))
      }),
  )
  client.query(new Batch(queries) as unknown as pg.Submittable)
  return answers
}

/** To the driver's client one query, which is at one of its statements after the other. */
class Batch {
  private at = 0

  constructor(private readonly queries: readonly Query[]) {}

  /** The client files what was parsed under these two. */
  get name(): string | undefined {
    return this.queries[this.at]?.name
  }

  get text(): string | undefined {
    return this.queries[this.at]?.text
  }

  submit(connection: Connection): null {
    const withoutSync = Object.create(connection, { sync: { value: () => undefined } }) as Connection
    connection.stream.cork()
    try {
      for (const query of this.queries) {
        const error = query.submit(withoutSync)
        invariant(error === null, error?.message ?? '')
      }
      connection.sync()
    } finally {
      connection.stream.uncork()
    }
    return null
  }

  handleRowDescription(message: unknown): void {
    this.queries[this.at]?.handleRowDescription(message)
  }

  handleDataRow(message: unknown): void {
    this.queries[this.at]?.handleDataRow(message)
  }

  handleCommandComplete(message: unknown, connection: Connection): void {
    this.queries[this.at++]?.handleCommandComplete(message, connection)
  }

  handleReadyForQuery(connection: Connection): void {
    for (const query of this.queries) query.handleReadyForQuery(connection)
  }

  /** The server passes over all that stands behind the fault: what it did not parse is parsed when next asked. */
  handleError(error: Error, connection: Connection): void {
    for (const { name } of this.queries.slice(this.at)) {
      if (name !== undefined) delete connection.submittedNamedStatements[name]
    }
    for (const query of this.queries) query.handleError(error, connection)
  }
}
