import { connect, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import {
  bindBody,
  COMMANDS,
  cString,
  encodePdu,
  type Pdu,
  RESPONSE,
  readShortMessage,
  receiptOf,
  segmentsOf,
  submitBody,
  takePdus,
} from '../channels/smpp-pdu.js'
import type { Handed, IncomingSms, OutgoingSms, SmsGateway } from '../channels/sms-gateway-port.js'

export interface SmppPlace {
  readonly host: string
  readonly port: number
  readonly tls: boolean
  readonly systemId: string
  readonly password: string
  /** 主叫：the number or name messages come from. */
  readonly source: string
}

const PATIENCE_MS = 15_000
const LINK_MS = 30_000
/** 队列已满、发送过快：not now. */
const THROTTLED = new Set([0x14, 0x58])
/** 系统错：nobody says whether it comes right. */
const SYSTEM_ERROR = 0x08

type Told = Parameters<NonNullable<SmsGateway['listen']>>[0]

/** SMPP 3.4 的客户端。One connection, bound as transceiver, made when it is needed and again when it broke. */
export function smppGateway(place: SmppPlace): SmsGateway {
  const link = new SmppLink(place)
  return {
    name: `smpp ${place.host}:${place.port}`,
    knowsRepeats: false,
    hand: (message) => link.hand(message),
    listen: (told) => link.listen(told),
    close: () => link.close(),
  }
}

class SmppLink {
  private bound: Promise<Socket> | undefined
  private sequence = 0
  private reference = 0
  private told: Told | undefined
  private readonly waiting = new Map<number, (pdu: Pdu | undefined) => void>()
  private timer: NodeJS.Timeout | undefined

  constructor(private readonly place: SmppPlace) {}

  listen(told: Told): void {
    this.told = told
    void this.connected().catch(() => undefined)
  }

  /** Before the first part left nothing was taken; afterwards an answer that does not come leaves it unknown. */
  async hand({ number, text }: OutgoingSms): Promise<Handed> {
    let socket: Socket
    try {
      socket = await this.connected()
    } catch (error) {
      return { kind: 'busy', why: error instanceof Error ? error.message : 'no connection' }
    }
    const segments = segmentsOf(text, this.reference++)
    let gatewayId: string | undefined
    for (const [i, segment] of segments.entries()) {
      const isLast = i === segments.length - 1
      const body = submitBody(this.place.source, number, segment, segments.length > 1, isLast)
      const answer = await this.ask(socket, COMMANDS.submitSm, body)
      if (answer === undefined) throw new Error('the gateway did not answer')
      if (answer.status !== 0) {
        const why = `status 0x${answer.status.toString(16)}`
        if (i > 0) throw new Error(`only ${i} of ${segments.length} parts were taken: ${why}`)
        return THROTTLED.has(answer.status) || answer.status === SYSTEM_ERROR
          ? { kind: 'busy', why }
          : { kind: 'refused', why }
      }
      gatewayId = answer.body.toString('latin1').replace(/\0.*$/s, '')
    }
    return { kind: 'taken', gatewayId }
  }

  async close(): Promise<void> {
    this.told = undefined
    clearInterval(this.timer)
    const socket = await this.bound?.catch(() => undefined)
    if (socket === undefined) return
    await this.ask(socket, COMMANDS.unbind, Buffer.alloc(0), 1000)
    socket.destroy()
  }

  private connected(): Promise<Socket> {
    this.bound ??= this.bind().catch((error: unknown) => {
      this.bound = undefined
      throw error
    })
    return this.bound
  }

  private async bind(): Promise<Socket> {
    const { host, port, tls, systemId, password } = this.place
    const socket = tls ? connectTls({ host, port, servername: host }) : connect({ host, port })
    await new Promise<void>((resolve, reject) => {
      socket.once(tls ? 'secureConnect' : 'connect', resolve)
      socket.once('error', reject)
      socket.setTimeout(PATIENCE_MS, () => reject(new Error('no connection')))
    })
    socket.setTimeout(0)
    this.read(socket)
    const answer = await this.ask(socket, COMMANDS.bindTransceiver, bindBody(systemId, password))
    if (answer?.status !== 0) {
      socket.destroy()
      throw new Error(`the gateway refused to bind: ${answer === undefined ? 'no answer' : answer.status}`)
    }
    clearInterval(this.timer)
    this.timer = setInterval(() => void this.ask(socket, COMMANDS.enquireLink, Buffer.alloc(0)), LINK_MS)
    return socket
  }

  private read(socket: Socket): void {
    let kept: Buffer = Buffer.alloc(0)
    socket.on('data', (bytes: Buffer) => {
      const { pdus, rest, broken } = takePdus(Buffer.concat([kept, bytes]))
      kept = rest
      for (const pdu of pdus) this.take(socket, pdu)
      if (broken) socket.destroy()
    })
    socket.on('error', () => undefined)
    socket.on('close', () => {
      clearInterval(this.timer)
      this.bound = undefined
      for (const tell of this.waiting.values()) tell(undefined)
      this.waiting.clear()
    })
  }

  private take(socket: Socket, pdu: Pdu): void {
    if ((pdu.command & RESPONSE) !== 0) {
      this.waiting.get(pdu.sequence)?.(pdu)
      this.waiting.delete(pdu.sequence)
      return
    }
    if (pdu.command === COMMANDS.deliverSm) return void this.deliver(socket, pdu)
    const known = pdu.command === COMMANDS.enquireLink || pdu.command === COMMANDS.unbind
    answer(socket, pdu, known ? 0 : 3, Buffer.alloc(0))
    if (pdu.command === COMMANDS.unbind) socket.end()
  }

  /** Answered after it was written down: what was not is delivered again. */
  private async deliver(socket: Socket, pdu: Pdu): Promise<void> {
    try {
      const message = readShortMessage(pdu.body)
      const receipt = message.isReceipt ? receiptOf(message.text) : undefined
      if (receipt !== undefined) await this.told?.delivered(receipt.gatewayId, receipt.ok)
      if (!message.isReceipt) await this.told?.incoming(incomingOf(message.source, message.text, pdu.sequence))
      answer(socket, pdu, 0, cString(''))
    } catch {
      answer(socket, pdu, SYSTEM_ERROR, cString(''))
    }
  }

  private ask(socket: Socket, command: number, body: Buffer, patience = PATIENCE_MS): Promise<Pdu | undefined> {
    this.sequence = (this.sequence % 0x7fffffff) + 1
    const { sequence } = this
    return new Promise((resolve) => {
      const timer = setTimeout(() => done(undefined), patience)
      const done = (pdu: Pdu | undefined) => {
        clearTimeout(timer)
        this.waiting.delete(sequence)
        resolve(pdu)
      }
      this.waiting.set(sequence, done)
      socket.write(encodePdu({ command, status: 0, sequence, body }))
    })
  }
}

function answer(socket: Socket, { command, sequence }: Pdu, status: number, body: Buffer): void {
  socket.write(encodePdu({ command: (command | RESPONSE) >>> 0, status, sequence, body }))
}

/** The protocol gives what comes in no id: who sent it, what and in which minute stand for it. */
function incomingOf(source: string, text: string, sequence: number): IncomingSms {
  const minute = Math.floor(Date.now() / 60_000)
  return { gatewayId: `in/${minute}/${sequence}/${source.slice(-4)}`, number: source, text }
}
