/** 一项量度。The ratio to a baseline of the same run; absolute figures are for the reader, not for comparison. */
export interface Measure {
  readonly name: string
  readonly system: string
  readonly baseline: string
  readonly ratio: number
  readonly aim: number
  readonly note?: string
}

/** Rate of one run: how many a second. */
export async function rate(count: number, run: () => Promise<unknown>): Promise<number> {
  const began = process.hrtime.bigint()
  await run()
  return count / (Number(process.hrtime.bigint() - began) / 1e9)
}

/** 交替量度。Baseline, system, baseline, system …; the median of the ratios of neighbours. */
export async function interleaved(
  rounds: number,
  baseline: () => Promise<number>,
  system: () => Promise<number>,
): Promise<{ ratio: number; baseline: number; system: number }> {
  const pairs: { baseline: number; system: number }[] = []
  for (let i = 0; i < rounds; i++) pairs.push({ baseline: await baseline(), system: await system() })
  const median = (numbers: number[]) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!
  return {
    ratio: median(pairs.map((pair) => pair.system / pair.baseline)),
    baseline: median(pairs.map((pair) => pair.baseline)),
    system: median(pairs.map((pair) => pair.system)),
  }
}

/** For a given time, `width` clients each doing one thing after another; how many a second together. */
export async function closedLoop(width: number, milliseconds: number, once: (client: number) => Promise<unknown>) {
  const end = Date.now() + milliseconds
  let count = 0
  const client = async (n: number) => {
    while (Date.now() < end) {
      await once(n)
      count++
    }
  }
  return rate(1, () => Promise.all(Array.from({ length: width }, (_, n) => client(n)))).then((runs) => count * runs)
}

export function perSecond(figure: number, what: string): string {
  return `${Math.round(figure).toLocaleString('en-US')} ${what}/s`
}
