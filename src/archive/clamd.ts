import { createConnection, type Socket } from 'node:net'
import type { PaperScanner, ScanAnswer } from './scanner-port.js'

export interface ClamdPlace {
  readonly host: string
  readonly port: number
  readonly patienceMs: number
}

const PIECE = 64 * 1024
const LONGEST_ANSWER = 4096

/** 以 clamd 查毒，INSTREAM。Length-prefixed pieces, then a zero; whatever goes wrong on the way is `unavailable`. */
export function clamd(place: ClamdPlace): PaperScanner {
  return { name: `clamd ${place.host}:${place.port}`, scan: (bytes) => ask(place, bytes) }
}

function ask({ host, port, patienceMs }: ClamdPlace, bytes: Uint8Array): Promise<ScanAnswer> {
  return new Promise((resolve) => {
    const socket = createConnection({ host, port })
    let told = ''
    const answer = (given: ScanAnswer) => {
      socket.destroy()
      resolve(given)
    }
    socket.setTimeout(patienceMs, () => answer({ verdict: 'unavailable', why: 'timeout' }))
    socket.on('error', (error) => answer({ verdict: 'unavailable', why: error.message }))
    socket.on('connect', () => send(socket, bytes))
    socket.on('data', (piece) => {
      told += piece.toString('latin1')
      if (told.includes('\0') || told.length > LONGEST_ANSWER) answer(read(told))
    })
    socket.on('end', () => answer(read(told)))
  })
}

function send(socket: Socket, bytes: Uint8Array): void {
  socket.write('zINSTREAM\0')
  for (let at = 0; at < bytes.length; at += PIECE) {
    const piece = bytes.subarray(at, at + PIECE)
    socket.write(lengthOf(piece.length))
    socket.write(piece)
  }
  socket.write(lengthOf(0))
}

function lengthOf(length: number): Buffer {
  const prefix = Buffer.alloc(4)
  prefix.writeUInt32BE(length)
  return prefix
}

/** Only a plain OK is clean; only a name FOUND is an infection; anything else says nothing about the paper. */
function read(told: string): ScanAnswer {
  const said = told.replace(/\0.*$/s, '').trim()
  if (said === 'stream: OK') return { verdict: 'clean' }
  const found = /^stream: (.{1,200}) FOUND$/.exec(said)?.[1]
  return found === undefined ? { verdict: 'unavailable', why: said.slice(0, 200) } : { verdict: 'infected', found }
}
