import { deepStrictEqual } from 'node:assert/strict'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { BenchHouse } from './house.js'
import type { OpenLines } from './lines.js'
import { percentiles } from './open-loop.js'

/** How many ask at once, each with a sign-in and a connection of its own. */
export const CLIENTS = 16

/** 开门。The system in a process of its own, with its own PostgreSQL; both are gone after `close`. */
export async function openHouse(): Promise<{ house: BenchHouse; close(): Promise<void> }> {
  const child = fork(fileURLToPath(new URL('./house.js', import.meta.url)), {
    execArgv: [...process.execArgv, ...serverFlags()],
  })
  const died = once(child, 'exit').then(([code]) => {
    throw new Error(`the system did not start: ${code}`)
  })
  const [house] = (await Promise.race([once(child, 'message'), died])) as [BenchHouse]
  const close = async () => {
    const ended = once(child, 'exit')
    child.disconnect()
    await ended
  }
  return { house, close }
}

/** Flags of Node for the serving process, as for a profile of it. */
function serverFlags(): string[] {
  return process.env['BENCH_SERVER_FLAGS']?.split(' ') ?? []
}

export function signInAll({ publicUrl, password }: BenchHouse, logins: readonly string[]): Promise<string[]> {
  return Promise.all(
    logins.map(async (login) => {
      const answer = await fetch(`${publicUrl}/api/sign-in`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ realm: 'citizen', login, password }),
      })
      if (!answer.ok) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`)
      return answer.headers
        .getSetCookie()
        .map((cookie) => cookie.split(';')[0])
        .join('; ')
    }),
  )
}

/**
 * 一问一答。The answer is taken in to its last byte. In a sample it is taken apart too, and is what the first answer to the same
 * was, but for how far the tree has grown; anything else stops the run.
 */
export function reader(lines: OpenLines, cookies: readonly string[], path: string): (n: number) => Promise<number> {
  const first = new Map<number, unknown>()
  return async (n) => {
    const { bytes, body } = await lines.get(path, cookies[n]!, !first.has(n))
    if (body === undefined) return bytes
    const { asOf, ...rest } = JSON.parse(body)
    if (first.has(n)) deepStrictEqual(rest, first.get(n))
    else first.set(n, rest)
    return bytes
  }
}

/** The middle of what each person's read took, nobody else asking: the first is derived, the next is remembered. */
export async function oneByOne(one: (n: number) => Promise<unknown>): Promise<number> {
  const took: number[] = []
  for (let n = 1; n < CLIENTS; n++) {
    const began = performance.now()
    await one(n)
    took.push(performance.now() - began)
  }
  return percentiles(took).p50
}
