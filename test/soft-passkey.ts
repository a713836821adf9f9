import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto'
import type { PasskeyAnswer, PasskeyMade } from '../src/access/security-contract.js'

/** 软件的通行密钥。An authenticator written for tests: what a device would send, and what a bad one could. */
export class SoftPasskey {
  readonly id = randomBytes(16)
  private readonly keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  counter = 1

  make(options: Record<string, unknown>, origin: string, change: Partial<Told> = {}): PasskeyMade {
    const told = { ...plain('webauthn.create', options, origin), ...change }
    const attested = Buffer.concat([Buffer.alloc(16), u16(this.id.length), this.id, coseOf(this.keys.publicKey)])
    const authData = Buffer.concat([dataOf(told, 0x40, this.counter), attested])
    const attestation = Buffer.concat([
      Buffer.from([0xa3]),
      ...[text('fmt'), text('none'), text('attStmt'), Buffer.from([0xa0]), text('authData'), bytes(authData)],
    ])
    return {
      id: this.id.toString('base64url'),
      response: {
        clientDataJSON: clientData(told).toString('base64url'),
        attestationObject: attestation.toString('base64url'),
        transports: ['internal'],
      },
    }
  }

  answer(options: Record<string, unknown>, origin: string, change: Partial<Told> = {}): PasskeyAnswer {
    const told = { ...plain('webauthn.get', options, origin), ...change }
    this.counter++
    const data = dataOf(told, 0, told.counter ?? this.counter)
    const client = clientData(told)
    const signature = createSign('sha256')
      .update(Buffer.concat([data, createHash('sha256').update(client).digest()]))
      .sign(told.key ?? this.keys.privateKey)
    return {
      id: this.id.toString('base64url'),
      response: {
        clientDataJSON: client.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: signature.toString('base64url'),
      },
    }
  }
}

/** What stands in an answer, each of which a test may say otherwise. */
export interface Told {
  readonly type: string
  readonly challenge: string
  readonly origin: string
  readonly host: string
  readonly isVerified: boolean
  readonly counter?: number
  readonly key?: KeyObject
}

function plain(type: string, options: Record<string, unknown>, origin: string): Told {
  return { type, challenge: String(options['challenge']), origin, host: new URL(origin).hostname, isVerified: true }
}

function clientData({ type, challenge, origin }: Told): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
}

function dataOf({ host, isVerified }: Told, more: number, counter: number): Buffer {
  const flags = 0x01 | (isVerified ? 0x04 : 0) | more
  const count = Buffer.alloc(4)
  count.writeUInt32BE(counter)
  return Buffer.concat([createHash('sha256').update(host).digest(), Buffer.from([flags]), count])
}

/** EC2, ES256, P-256. */
function coseOf(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' })
  const head = Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01])
  const of = (label: number, value: string) =>
    Buffer.concat([Buffer.from([label]), bytes(Buffer.from(value, 'base64url'))])
  return Buffer.concat([head, of(0x21, x), of(0x22, y)])
}

function text(value: string): Buffer {
  return Buffer.concat([Buffer.from([0x60 + value.length]), Buffer.from(value)])
}

function bytes(value: Buffer): Buffer {
  const head =
    value.length < 256 ? Buffer.from([0x58, value.length]) : Buffer.concat([Buffer.from([0x59]), u16(value.length)])
  return Buffer.concat([head, value])
}

function u16(value: number): Buffer {
  const out = Buffer.alloc(2)
  out.writeUInt16BE(value)
  return out
}
