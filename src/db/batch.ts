import pg from 'pg'
import { invariant } from '../kernel/invariant.js'

/** 一句。With a name it is planned once a connection, as anywhere else. */
export interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
  readonly name?: string | undefined
}

interface Column {
  readonly name: string
  readonly dataTypeID: number
}

interface Told {
  readonly name: string
  readonly parse: (text: string) => unknown
}

/** What the driver's connection writes for the extended protocol. */
interface Connection {
  readonly stream: { readonly writable: boolean; write(bytes: Buffer): unknown }
  readonly parsedStatements: Readonly<Record<string, string>>
  readonly submittedNamedStatements: Record<string, string>
  parse(statement: { readonly name: string; readonly text: string }): void
  bind(portal: { readonly statement: string; readonly values: readonly unknown[] }): void
  describe(portal: { readonly type: 'P' }): void
  execute(portal: object): void
  sync(): void
}

/**
 * 一并送出。Several statements in one round trip, with one sync behind them: outside a transaction they are one of their
 * own, all or none, and nobody is answered before it is committed. Inside one they are its next statements.
 */
export function sendTogether(client: pg.PoolClient, statements: readonly Statement[]): Promise<object[][]> {
  return new Promise((answer, fail) => {
    const ready = statements.map(({ text, values, name }) => ({ text, name, values: values.map(written) }))
    client.query(new Batch(ready, answer, fail) as unknown as pg.Submittable)
  })
}

/** Of a connection: the columns of each named statement, which stay what they are for as long as it is prepared. */
const known = new WeakMap<object, Map<string, readonly Told[]>>()

/** To the driver's client one query, which is at one of its statements after the other. */
class Batch {
  private at = 0
  private readonly columns: (readonly Told[])[] = []
  private readonly rows: (readonly (string | null)[])[][]

  constructor(
    private readonly statements: readonly Statement[],
    private readonly answer: (rows: object[][]) => void,
    private readonly fail: (error: unknown) => void,
  ) {
    this.rows = statements.map(() => [])
  }

  /** The client files what was parsed under these two. */
  get name(): string | undefined {
    return this.statements[this.at]?.name
  }

  get text(): string | undefined {
    return this.statements[this.at]?.text
  }

  /** All messages are gathered, so that they are one write. */
  submit(connection: Connection): null {
    const { stream } = connection
    const parts: Buffer[] = []
    const gathering = { writable: true, write: (bytes: Buffer) => parts.push(bytes) }
    const gatherer = Object.create(connection, { stream: { value: gathering } }) as Connection
    for (const [i, statement] of this.statements.entries()) this.put(gatherer, statement, i)
    gatherer.sync()
    if (stream.writable) stream.write(Buffer.concat(parts))
    return null
  }

  private put(connection: Connection, { name = '', text, values }: Statement, i: number): void {
    const { parsedStatements, submittedNamedStatements } = connection
    const parsed = parsedStatements[name] ?? submittedNamedStatements[name]
    invariant(name === '' || parsed === undefined || parsed === text, `“${name}” is the name of another statement`)
    if (name === '' || parsed === undefined) {
      connection.parse({ name, text })
      if (name !== '') submittedNamedStatements[name] = text
    }
    connection.bind({ statement: name, values })
    const columns = known.get(connection)?.get(name)
    if (columns === undefined) connection.describe({ type: 'P' })
    else this.columns[i] = columns
    connection.execute({})
  }

  handleRowDescription({ fields }: { readonly fields: readonly Column[] }): void {
    this.columns[this.at] = fields.map(({ name, dataTypeID }) => ({ name, parse: pg.types.getTypeParser(dataTypeID) }))
  }

  handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    this.rows[this.at]?.push(fields)
  }

  handleCommandComplete(_message: unknown, _connection: Connection): void {
    this.at++
  }

  handleReadyForQuery(connection: Connection): void {
    try {
      this.answer(this.statements.map(({ name }, i) => this.told(connection, name, i)))
    } catch (error) {
      this.fail(error)
    }
  }

  private told(connection: Connection, name: string | undefined, i: number): object[] {
    const columns = this.columns[i] ?? []
    if (name !== undefined) learn(connection, name, columns)
    return this.rows[i]!.map((fields) => rowOf(columns, fields))
  }

  /** The server passes over all that stands behind the fault: what it did not parse is parsed when next asked. */
  handleError(error: Error, connection: Connection): void {
    for (const { name } of this.statements.slice(this.at)) {
      if (name !== undefined) delete connection.submittedNamedStatements[name]
    }
    this.fail(error)
  }
}

function learn(connection: Connection, name: string, columns: readonly Told[]): void {
  const learned = known.get(connection) ?? new Map<string, readonly Told[]>()
  if (learned.size === 0) known.set(connection, learned)
  learned.set(name, columns)
}

function rowOf(columns: readonly Told[], fields: readonly (string | null)[]): object {
  const row: Record<string, unknown> = {}
  for (let i = 0; i < columns.length; i++) {
    const { name, parse } = columns[i]!
    const field = fields[i] ?? null
    row[name] = field === null ? null : parse(field)
  }
  return row
}

/** As the server reads it: text, or bytes as they are. */
function written(value: unknown): string | Buffer | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'string' || Buffer.isBuffer(value)) return value
  if (Array.isArray(value)) return `{${value.map(element).join(',')}}`
  if (value instanceof Date) return value.toISOString()
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function element(value: unknown): string {
  if (value === null || value === undefined) return 'NULL'
  if (Array.isArray(value)) return `{${value.map(element).join(',')}}`
  const text = Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : String(written(value))
  return `"${text.replace(/["\\]/g, '\\$&')}"`
}
