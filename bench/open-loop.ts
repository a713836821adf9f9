import { setTimeout } from 'node:timers/promises'

/** 各次所用的时间，in milliseconds. */
export interface Latency {
  readonly p50: number
  readonly p99: number
  /** How many a second were to come. */
  readonly rate: number
}

/** 到达不等人。So many a second come, whether or not those before were answered; each is timed from when it was to come. */
export async function openLoop(
  rate: number,
  milliseconds: number,
  once: (turn: number) => Promise<unknown>,
): Promise<Latency> {
  const count = Math.max(1, Math.floor((rate * milliseconds) / 1000))
  const began = performance.now()
  const took: number[] = []
  const arrive = async (turn: number, due: number) => {
    await once(turn)
    took.push(performance.now() - due)
  }
  const all: Promise<void>[] = []
  while (all.length < count) {
    const now = performance.now() - began
    while (all.length < count && (all.length * 1000) / rate <= now)
      all.push(arrive(all.length, began + (all.length * 1000) / rate))
    await setTimeout(1)
  }
  await Promise.all(all)
  return { ...percentiles(took), rate }
}

export function percentiles(took: readonly number[]): { readonly p50: number; readonly p99: number } {
  const sorted = [...took].sort((a, b) => a - b)
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
  return { p50: at(0.5), p99: at(0.99) }
}
