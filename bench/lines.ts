import { connect, type Socket } from 'node:net'

const ROOM = 64 * 1024
const HEAD_END = Buffer.from('\r\n\r\n')
/** Of so many answers one is read to its end and taken apart; of all the others the status and every byte is counted. */
const SAMPLE = 100

export interface Answered {
  readonly bytes: number
  /** In a sample, and where it was asked for. */
  readonly body?: string | undefined
}

interface Waiting {
  readonly request: string
  readonly whole: boolean
  answer(answered: Answered): void
  fail(error: Error): void
}

/**
 * 常开的连接。So many sockets that stay open, as the baseline's do; whoever asks waits for one that is free. It is as light as a
 * load generator is to be, so that what is measured is the system and not the one who asks.
 */
export class OpenLines {
  private readonly free: Line[] = []
  private readonly waiting: Waiting[] = []
  private readonly all: Line[] = []
  answered = 0

  private constructor(private readonly host: string) {}

  static async to(url: string, count: number): Promise<OpenLines> {
    const { hostname, port, host } = new URL(url)
    const lines = new OpenLines(host)
    for (let i = 0; i < count; i++) lines.all.push(await Line.open(hostname, Number(port)))
    lines.free.push(...lines.all)
    return lines
  }

  /** Anything but 200, or an answer cut short, stops the run. */
  get(path: string, cookie: string, whole = false): Promise<Answered> {
    const request = `GET ${path} HTTP/1.1\r\nhost: ${this.host}\r\ncookie: ${cookie}\r\n\r\n`
    return new Promise((answer, fail) => {
      this.waiting.push({ request, whole: whole || this.answered % SAMPLE === 0, answer, fail })
      this.next()
    })
  }

  close(): void {
    for (const line of this.all) line.close()
  }

  private next(): void {
    const line = this.free.pop()
    if (line === undefined) return
    const asked = this.waiting.shift()
    if (asked === undefined) this.free.push(line)
    else this.ask(line, asked)
  }

  private ask(line: Line, { request, whole, answer, fail }: Waiting): void {
    line.ask(request, whole, (error, answered) => {
      if (error !== undefined) return fail(error)
      this.answered++
      this.free.push(line)
      this.next()
      answer(answered!)
    })
  }
}

type Told = (error: Error | undefined, answered?: Answered) => void

/** 一条连接，one question at a time. What comes is read into the same room. */
class Line {
  private told: Told | undefined
  private head: Buffer = Buffer.alloc(0)
  private parts: Buffer[] | undefined
  private length = -1
  private bytes = 0

  private constructor(private readonly socket: Socket) {}

  static open(host: string, port: number): Promise<Line> {
    const room = Buffer.alloc(ROOM)
    return new Promise((opened, fail) => {
      const socket: Socket = connect({
        ...{ host, port, noDelay: true },
        onread: { buffer: room, callback: (count) => line.take(room.subarray(0, count)) },
      })
      const line = new Line(socket)
      socket.once('connect', () => opened(line))
      socket.on('error', (error) => (line.told === undefined ? fail(error) : line.end(error)))
      socket.on('close', () => line.end(new Error('the connection was closed before the answer was whole')))
    })
  }

  ask(request: string, whole: boolean, told: Told): void {
    this.told = told
    this.head = Buffer.alloc(0)
    this.parts = whole ? [] : undefined
    this.length = -1
    this.bytes = 0
    this.socket.write(request, 'latin1')
  }

  close(): void {
    this.socket.destroy()
  }

  private take(chunk: Buffer): boolean {
    if (this.length < 0) this.takeHead(chunk)
    else this.takeBody(chunk)
    return true
  }

  private takeHead(chunk: Buffer): void {
    this.head = this.head.length === 0 ? chunk : Buffer.concat([this.head, chunk])
    const end = this.head.indexOf(HEAD_END)
    if (end < 0) {
      this.head = Buffer.from(this.head)
      return
    }
    const head = this.head.toString('latin1', 0, end)
    const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1]
    if (!head.startsWith('HTTP/1.1 200 ') || length === undefined) this.end(new Error(head.split('\r\n')[0]))
    else {
      this.length = Number(length)
      this.takeBody(this.head.subarray(end + HEAD_END.length))
    }
  }

  private takeBody(chunk: Buffer): void {
    this.bytes += chunk.length
    this.parts?.push(Buffer.from(chunk))
    if (this.bytes > this.length) this.end(new Error('more came than was announced'))
    else if (this.bytes === this.length) this.end(undefined)
  }

  private end(error: Error | undefined): void {
    const told = this.told
    this.told = undefined
    const body = this.parts && Buffer.concat(this.parts).toString('utf8')
    told?.(error, { bytes: this.bytes, ...(body === undefined ? {} : { body }) })
  }
}
