import type { AddressInfo } from 'node:net'
import { createServer, type Socket } from 'node:net'
import {
  BodyReader,
  COMMANDS,
  cString,
  encodePdu,
  RESPONSE,
  readShortMessage,
  type ShortMessage,
  segmentsOf,
  takePdus,
} from '../src/channels/smpp-pdu.js'

export interface FakeGateway {
  readonly port: number
  /** What was taken, its parts put together. */
  messages(): { source: string; destination: string; text: string }[]
  /** The next submit is answered with this status, or not at all. */
  answerNext(status: number): void
  breakNext(): void
  deliver(number: string, text: string, isReceipt: boolean): Promise<void>
  close(): Promise<void>
}

/** 测试用短信中心：just enough of SMPP 3.4 to hold a client to it. */
export async function fakeGateway(account: { systemId: string; password: string }): Promise<FakeGateway> {
  const taken: ShortMessage[] = []
  const sockets = new Set<Socket>()
  const waiting = new Map<number, () => void>()
  let ids = 0
  const held = { account, taken, sockets, waiting, next: { status: 0, isBroken: false }, id: () => ++ids }
  const server = createServer((socket) => serveSocket(socket, held))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    messages: () => joined(taken),
    answerNext: (status) => {
      held.next.status = status
    },
    breakNext: () => {
      held.next.isBroken = true
    },
    deliver: (number, text, isReceipt) =>
      new Promise((resolve) => {
        const [socket] = sockets
        const sequence = ++ids + 1000
        waiting.set(sequence, resolve)
        const body = deliverBody(number, text, isReceipt)
        socket?.write(encodePdu({ command: COMMANDS.deliverSm, status: 0, sequence, body }))
      }),
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}

interface Held {
  readonly account: { readonly systemId: string; readonly password: string }
  readonly taken: ShortMessage[]
  readonly sockets: Set<Socket>
  readonly waiting: Map<number, () => void>
  readonly next: { status: number; isBroken: boolean }
  id(): number
}

function serveSocket(socket: Socket, { account, taken, sockets, waiting, next, id }: Held): void {
  let kept: Buffer = Buffer.alloc(0)
  socket.on('close', () => sockets.delete(socket))
  socket.on('error', () => undefined)
  socket.on('data', (bytes) => {
    const { pdus, rest } = takePdus(Buffer.concat([kept, bytes]))
    kept = rest
    for (const { command, sequence, body } of pdus) {
      const reply = (status: number, text = '') =>
        socket.write(encodePdu({ command: (command | RESPONSE) >>> 0, status, sequence, body: cString(text) }))
      if ((command & RESPONSE) !== 0) waiting.get(sequence)?.()
      else if (command === COMMANDS.bindTransceiver) {
        const reader = new BodyReader(body)
        const right = reader.text() === account.systemId && reader.text() === account.password
        if (right) sockets.add(socket)
        reply(right ? 0 : 0x0e, 'centre')
      } else if (command === COMMANDS.submitSm) {
        if (next.isBroken) {
          next.isBroken = false
          socket.destroy()
          return
        }
        const { status } = next
        next.status = 0
        if (status === 0) taken.push(readShortMessage(body))
        reply(status, status === 0 ? `m${id()}` : '')
      } else reply(0)
    }
  })
}

function deliverBody(number: string, text: string, isReceipt: boolean): Buffer {
  const bytes = isReceipt ? Buffer.from(text, 'latin1') : segmentsOf(text, 0)[0]!
  return Buffer.concat([
    ...[cString(''), Buffer.from([1, 1]), cString(number), Buffer.from([1, 1]), cString('12333')],
    Buffer.from([isReceipt ? 4 : 0, 0, 0]),
    ...[cString(''), cString('')],
    Buffer.from([0, 0, isReceipt ? 0 : 8, 0, bytes.length]),
    bytes,
  ])
}

function joined(taken: readonly ShortMessage[]): { source: string; destination: string; text: string }[] {
  const whole: { source: string; destination: string; text: string; left: number }[] = []
  for (const { source, destination, text, part } of taken) {
    const last = whole.at(-1)
    if (part !== undefined && part.number > 1 && last !== undefined && last.left > 0) {
      last.text += text
      last.left -= 1
    } else whole.push({ source, destination, text, left: (part?.of ?? 1) - 1 })
  }
  return whole.map(({ left: _, ...message }) => message)
}
