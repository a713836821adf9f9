/** 征收结果记账的一队，across every process and thread that posts. */
export const LEVY_LINE = 'levy-posting'

interface Going {
  readonly names: ReadonlySet<string>
  readonly done: Promise<unknown>
}

/** 依次：work waits for what was taken up before it and names one of the same; all else goes on at its side. */
export class Turns {
  private readonly going = new Set<Going>()

  async take<T>(names: readonly string[], work: () => Promise<T>): Promise<T> {
    const own = new Set(names)
    const before = [...this.going].filter((one) => names.some((name) => one.names.has(name))).map(({ done }) => done)
    const working = Promise.all(before).then(work)
    const entry: Going = { names: own, done: working.catch(() => undefined) }
    this.going.add(entry)
    try {
      return await working
    } finally {
      this.going.delete(entry)
    }
  }
}
