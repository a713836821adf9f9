import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  generatePrivateKey,
  parsePrivateKey,
  parsePublicKey,
  publicKeyOf,
  type Sm2PublicKey,
  signSm2,
  userHash,
  verifySm2,
} from './sm2.js'
import {
  parsePrivateKeyPem,
  parsePublicKeyPem,
  privateKeyPem,
  publicKeyPem,
  signatureFromDer,
  signatureToDer,
} from './sm2-encoding.js'

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'))
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const text = (text: string) => new TextEncoder().encode(text)
const ORDER = 'fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123'

/** The signature example published with the recommended curve (GB/T 32918.5, annex A). */
const EXAMPLE = {
  message: text('message digest'),
  d: bytes('3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8'),
  publicKey:
    '0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020' +
    'ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13',
  k: bytes('59276e27d506861a16680f3ad9c02dccef3cc1fa3cdbe4ce6d54b80deac1bc21'),
  z: 'b2e14c5c79c6df5b85f4fe7ed8db7a262b9da7e07ccb0ea9f4747b8ccda8a4f3',
  r: 'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3',
  s: 'b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa',
}

describe('国家标准的算例', () => {
  const d = parsePrivateKey(EXAMPLE.d)!
  const publicKey = publicKeyOf(d)

  test('公钥、用户杂凑值、签名，逐字节相符', () => {
    expect(hex(publicKey)).toBe(EXAMPLE.publicKey)
    expect(hex(userHash(publicKey, '1234567812345678'))).toBe(EXAMPLE.z)
    expect(hex(signSm2(d, publicKey, EXAMPLE.message, () => EXAMPLE.k))).toBe(EXAMPLE.r + EXAMPLE.s)
    expect(verifySm2(publicKey, EXAMPLE.message, bytes(EXAMPLE.r + EXAMPLE.s))).toBe(true)
  })
})

const privateKey = generatePrivateKey(randomBytes)
const publicKey = publicKeyOf(privateKey)
const message = text('社会保险个人权益记录')
const signature = signSm2(privateKey, publicKey, message, randomBytes)

describe('不该认的，一概不认', () => {
  const [r, s] = [hex(signature).slice(0, 64), hex(signature).slice(64)]
  const zero = '0'.repeat(64)
  const minus = (a: string, b: string) => (BigInt(`0x${a}`) - BigInt(`0x${b}`)).toString(16).padStart(64, '0')
  const other = publicKeyOf(generatePrivateKey(randomBytes))

  test('对照：原签名成立', () => expect(verifySm2(publicKey, message, signature)).toBe(true))

  test.each([
    ['r 为零', zero + s],
    ['s 为零', r + zero],
    ['r 等于 n', ORDER + s],
    ['s 等于 n', r + ORDER],
    ['r 大于 n', 'f'.repeat(64) + s],
    ['r + s 等于 n', r + minus(ORDER, r)],
    ['r、s 互换', s + r],
    ['取负的 s', r + minus(ORDER, s)],
    ['多一字节', `${r + s}00`],
    ['少一字节', (r + s).slice(2)],
    ['空', ''],
  ])('签名：%s', (_what, bad) => expect(verifySm2(publicKey, message, bytes(bad))).toBe(false))

  test('签名、消息翻一位', () => {
    for (let bit = 0; bit < 512; bit += 37) {
      const bad = Uint8Array.from(signature)
      bad[bit >> 3]! ^= 1 << (bit & 7)
      expect(verifySm2(publicKey, message, bad)).toBe(false)
    }
    expect(verifySm2(publicKey, message.with(3, message[3]! ^ 1), signature)).toBe(false)
  })

  test('别人的公钥、别的用户标识', () => {
    expect(verifySm2(other, message, signature)).toBe(false)
    expect(verifySm2(publicKey, message, signature, '')).toBe(false)
    expect(verifySm2(publicKey, message, signature, 'ALICE123@YAHOO.COM')).toBe(false)
    const named = signSm2(privateKey, publicKey, message, randomBytes, '示例市社保')
    expect(verifySm2(publicKey, message, named, '示例市社保')).toBe(true)
    expect(verifySm2(publicKey, message, named)).toBe(false)
  })

  test('不在曲线上的点、无穷远点、压缩形式、坐标过大，都不是公钥', () => {
    const off = Uint8Array.from(publicKey).with(64, publicKey[64]! ^ 1)
    expect(parsePublicKey(off)).toBeUndefined()
    expect(verifySm2(off as Sm2PublicKey, message, signature)).toBe(false)
    const others = ['00', `04${'00'.repeat(64)}`, `02${hex(publicKey).slice(2, 66)}`, `04${'ff'.repeat(64)}`]
    for (const bad of others) expect(parsePublicKey(bytes(bad))).toBeUndefined()
    expect(parsePublicKey(Buffer.concat([publicKey, Uint8Array.of(0)]))).toBeUndefined()
  })

  test('零、n−1、n 不是私钥；n−2 是', () => {
    for (const bad of [zero, minus(ORDER, '1'), ORDER, '01']) expect(parsePrivateKey(bytes(bad))).toBeUndefined()
    expect(parsePrivateKey(bytes(minus(ORDER, '2')))).toBeDefined()
  })

  test('随机数为零或超出范围时重抽，不用来签名', () => {
    const draws = [bytes(zero), bytes(ORDER), EXAMPLE.k]
    const drawn = signSm2(
      parsePrivateKey(EXAMPLE.d)!,
      parsePublicKey(bytes(EXAMPLE.publicKey))!,
      EXAMPLE.message,
      () => draws.shift()!,
    )
    expect(hex(drawn)).toBe(EXAMPLE.r + EXAMPLE.s)
    expect(draws).toEqual([])
  })
})

describe('编码', () => {
  test('DER：往返；多字节、非最短、负数、截断都不认', () => {
    for (let i = 0; i < 200; i++) {
      const raw = randomBytes(64)
      if (i % 4 === 0) raw.fill(0, 0, i % 32)
      expect(hex(signatureFromDer(signatureToDer(raw))!)).toBe(hex(raw))
    }
    const der = signatureToDer(signature)
    const long = Buffer.concat([Uint8Array.of(0x30, der.length - 2 + 1, 0x02, der[3]! + 1, 0), der.subarray(4)])
    const bad = [
      Buffer.concat([der, Uint8Array.of(0)]),
      der.subarray(0, -1),
      long,
      bytes('3006020180020101'),
      bytes('3000'),
      new Uint8Array(0),
      der.with(0, 0x31),
      der.with(1, der[1]! + 1),
    ]
    for (const one of bad) expect(signatureFromDer(one)).toBeUndefined()
  })

  test('PEM：往返；改动过的不认', () => {
    const [secret, open] = [privateKeyPem(privateKey), publicKeyPem(publicKey)]
    expect(hex(parsePrivateKeyPem(secret)!)).toBe(hex(privateKey))
    expect(hex(parsePublicKeyPem(open)!)).toBe(hex(publicKey))
    expect(parsePublicKeyPem(secret)).toBeUndefined()
    expect(parsePublicKeyPem(open.replace('MFkw', 'MFkx'))).toBeUndefined()
    expect(parsePrivateKeyPem(secret.slice(0, 100))).toBeUndefined()
    const der = Buffer.from(secret.split('\n').slice(1, -2).join(''), 'base64')
    der[der.length - 1]! ^= 1
    const strange = der.toString('base64')
    expect(parsePrivateKeyPem(`-----BEGIN PRIVATE KEY-----\n${strange}\n-----END PRIVATE KEY-----`)).toBeUndefined()
  })
})

const openssl = opensslVersion()
if (openssl === undefined) console.warn('未找到带 SM2 的 openssl：与它互验的测试未运行')

function opensslVersion(): string | undefined {
  try {
    const curves = execFileSync('openssl', ['ecparam', '-list_curves'], { encoding: 'utf8' })
    return /SM2/.test(curves) ? 'SM2' : undefined
  } catch {
    return undefined
  }
}

test.skipIf(openssl === undefined)('与 openssl 命令行互验', () => {
  const directory = mkdtempSync(join(tmpdir(), 'quanyi-sm2-'))
  const at = (name: string) => join(directory, name)
  const run = (...args: string[]) => execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const id = ['-sigopt', 'distid:1234567812345678']
  try {
    writeFileSync(at('key.pem'), privateKeyPem(privateKey), { mode: 0o600 })
    writeFileSync(at('public.pem'), publicKeyPem(publicKey))
    writeFileSync(at('message'), message)
    writeFileSync(at('ours'), signatureToDer(signature))
    const verified = run('dgst', '-sm3', ...id, '-verify', at('public.pem'), '-signature', at('ours'), at('message'))
    expect(verified.toString()).toContain('Verified OK')
    const theirs = run('dgst', '-sm3', ...id, '-sign', at('key.pem'), at('message'))
    expect(verifySm2(publicKey, message, signatureFromDer(theirs)!)).toBe(true)
    const otherId = run('dgst', '-sm3', '-sigopt', 'distid:ALICE123', '-sign', at('key.pem'), at('message'))
    expect(verifySm2(publicKey, message, signatureFromDer(otherId)!)).toBe(false)
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
})
