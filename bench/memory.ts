import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

const MIB = 1024 * 1024
const EVERY_MS = 50

/** 一段的内存：what the process held at most, what its heap held at most, and what of it was alive at the end. MB. */
export interface Held {
  readonly rss: number
  readonly heap: number
  readonly alive: number
}

/** 逐段量内存。Sampled while each part runs; what is alive is counted after the garbage has been taken away. */
export class MemoryWatch {
  readonly parts = new Map<string, Held>()
  private readonly collect = collector()

  async during<T>(part: string, work: () => Promise<T>): Promise<T> {
    this.collect()
    let [rss, heap] = [0, 0]
    const look = () => {
      const now = process.memoryUsage()
      rss = Math.max(rss, now.rss)
      heap = Math.max(heap, now.heapUsed + now.external)
    }
    look()
    const timer = setInterval(look, EVERY_MS)
    try {
      return await work()
    } finally {
      clearInterval(timer)
      look()
      this.collect()
      const { heapUsed, external } = process.memoryUsage()
      this.parts.set(part, { rss: megabytes(rss), heap: megabytes(heap), alive: megabytes(heapUsed + external) })
    }
  }

  /** The most of any part. */
  most(what: keyof Held): number {
    return Math.max(...[...this.parts.values()].map((held) => held[what]))
  }

  told(): string {
    return [...this.parts].map(([part, { rss, heap, alive }]) => `${part} ${rss}/${heap}/${alive}`).join(', ')
  }
}

function megabytes(bytes: number): number {
  return Math.round(bytes / MIB)
}

function collector(): () => void {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc') as () => void
}
