import { type Statement, sendTogether } from './batch.js'
import type { Trx } from './database.js'
import { isPiped } from './piped.js'

/** 一次问完的各问，each by its own store. */
type Asked<T extends readonly unknown[]> = { readonly [K in keyof T]: (trx: Trx) => Promise<T[K]> }

interface Waiting extends Statement {
  readonly answer: (rows: object[]) => void
  readonly fail: (error: unknown) => void
}

/**
 * 一次往返问若干。The first question of each goes out in one round trip, in this order; what is asked after that goes by
 * itself. Inside a transaction only, as its next statements.
 */
export async function together<const T extends readonly unknown[]>(trx: Trx, asks: Asked<T>): Promise<T> {
  if (isPiped(trx)) return (await askAll(trx, asks)) as unknown as T
  const waiting: Waiting[] = []
  let isSent = false
  const gathering: Trx = {
    ...trx,
    rows: <R extends object>(text: string, values: readonly unknown[] = [], name?: string) =>
      isSent
        ? trx.rows<R>(text, values, name)
        : new Promise<R[]>((answer, fail) => {
            waiting.push({ text, values, name, answer: (rows) => answer(rows as R[]), fail })
          }),
  }
  const answers = askAll(gathering, asks)
  isSent = true
  if (waiting.length > 0) await send(trx, waiting)
  return (await answers) as unknown as T
}

function askAll(trx: Trx, asks: readonly ((trx: Trx) => Promise<unknown>)[]): Promise<unknown[]> {
  return Promise.all(asks.map((ask) => ask(trx)))
}

/** Whoever asked is told of the fault as well, and together they are told once. */
async function send(trx: Trx, waiting: readonly Waiting[]): Promise<void> {
  try {
    const answers = await sendTogether(trx.client, waiting)
    for (const [i, { answer }] of waiting.entries()) answer(answers[i]!)
  } catch (error) {
    for (const { fail } of waiting) fail(error)
  }
}
