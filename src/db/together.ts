import type pg from 'pg'
import type { Trx } from './database.js'
import { isPiped } from './piped.js'

/** 一次问完的各问，each by its own store. */
type Asked<T extends readonly unknown[]> = { readonly [K in keyof T]: (trx: Trx) => Promise<T[K]> }

interface Waiting {
  readonly text: string
  readonly answer: (rows: never[]) => void
  readonly fail: (error: unknown) => void
}

/**
 * 一次往返问若干。The first question of each goes out in one round trip, in this order; what is asked after that goes by
 * itself. Only ids, whole numbers and nulls can be carried: they stand in the text, as the scope of a transaction does.
 */
export async function together<const T extends readonly unknown[]>(trx: Trx, asks: Asked<T>): Promise<T> {
  if (isPiped(trx))
    return (await Promise.all(asks.map((ask) => (ask as (trx: Trx) => Promise<unknown>)(trx)))) as unknown as T
  const waiting: Waiting[] = []
  let isSent = false
  const gathering: Trx = {
    ...trx,
    rows: <R extends object>(text: string, values: readonly unknown[] = [], name?: string) =>
      isSent
        ? trx.rows<R>(text, values, name)
        : new Promise<R[]>((answer, fail) => {
            waiting.push({ text: written(text, values), answer: answer as Waiting['answer'], fail })
          }),
  }
  const answers = Promise.all(asks.map((ask) => (ask as (trx: Trx) => Promise<unknown>)(gathering)))
  isSent = true
  if (waiting.length > 0) await send(trx, waiting)
  return (await answers) as unknown as T
}

async function send(trx: Trx, waiting: readonly Waiting[]): Promise<void> {
  try {
    const results = (await trx.client.query(waiting.map(({ text }) => text).join(';\n'))) as unknown
    const each = (Array.isArray(results) ? results : [results]) as pg.QueryResult<never>[]
    for (const [i, { answer }] of waiting.entries()) answer(each[i]!.rows)
  } catch (error) {
    for (const { fail } of waiting) fail(error)
  }
}

/** 能随文字带去的：ids, whole numbers, nulls and lists of them. */
export function canCarry(values: readonly unknown[]): boolean {
  return values.every((value) => (Array.isArray(value) ? value.every(isPlain) : value === null || isPlain(value)))
}

function isPlain(value: unknown): boolean {
  if (typeof value === 'number') return Number.isSafeInteger(value)
  return typeof value === 'string' && /^(\d{1,19}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i.test(value)
}

function written(text: string, values: readonly unknown[]): string {
  if (!canCarry(values)) throw new Error('questions asked together carry ids and whole numbers only')
  return text.replace(/\$(\d+)/g, (_, n: string) => {
    const value = values[Number(n) - 1]
    if (value === null || value === undefined) return 'null'
    return Array.isArray(value) ? `'{${value.join(',')}}'` : `'${value as string | number}'`
  })
}
