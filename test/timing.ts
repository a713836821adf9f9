import { performance } from 'node:perf_hooks'
import { mannWhitney, median } from './mann-whitney.js'

/** 2,000 a side on the nightly run (QUANYI_TIMING_SAMPLES=2000); a few seconds' worth on every other. */
const SAMPLES = Number(process.env['QUANYI_TIMING_SAMPLES'] ?? 200)
const ROUNDS = 3
/** 量完三轮所许的时间，of as many samples. */
export const TIMING = { timeout: Math.max(300_000, SAMPLES * 600) }

export type Try = (login: string) => Promise<unknown>

async function timed(trying: Try, login: string): Promise<number> {
  const from = performance.now()
  await trying(login).catch(() => undefined)
  return performance.now() - from
}

/** One and the other in turn, each first as often as second: what disturbs the machine disturbs both alike. */
async function sample(trying: Try, one: string, other: string): Promise<{ p: number; gap: number }> {
  const times: [number[], number[]] = [[], []]
  for (let i = 0; i < 20; i++) await timed(trying, i % 2 === 0 ? one : other)
  for (let i = 0; i < SAMPLES; i++) {
    for (const side of i % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      times[side].push(await timed(trying, side === 0 ? one : other))
    }
  }
  return { p: mannWhitney(...times), gap: Math.abs(median(times[0]) - median(times[1])) }
}

/**
 * 快慢之别（W2）：Mann-Whitney above 0.01 and the medians within five milliseconds. One round in a hundred differs by chance
 * alone: so it may be asked anew, and a leak shows in every round.
 */
export async function told(trying: Try, one: string, other: string): Promise<{ isTold: boolean; rounds: object[] }> {
  const rounds: { p: number; gap: number }[] = []
  while (rounds.length < ROUNDS) {
    const round = await sample(trying, one, other)
    rounds.push(round)
    if (process.env['QUANYI_TIMING_SHOWN'] === '1') console.log(SAMPLES, JSON.stringify(round))
    if (round.p > 0.01 && round.gap < 5) return { isTold: false, rounds }
  }
  return { isTold: true, rounds }
}
