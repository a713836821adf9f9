import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto'
import { invariant } from '../kernel/invariant.js'
import { Refusal } from '../kernel/refusal.js'
import { decodeBase64, encodeBase64 } from './base64.js'
import { isKeyName, keyIdOf, type Signer, type Verifier } from './note.js'
import { malformedKey } from './refusals.js'
import { generatePrivateKey, parsePublicKey, publicKeyOf, type RandomBytes, signSm2, verifySm2 } from './sm2.js'
import { parsePrivateKeyPem, privateKeyPem } from './sm2-encoding.js'

/** 密钥种类。SM2 with SM3 for home, Ed25519 so that the standard tools of transparency logs can read along. */
export type KeyKind = 'sm2' | 'ed25519'

/** 签名密钥。What signs, and what it is checked by. */
export interface KeyPair {
  readonly kind: KeyKind
  readonly signer: Signer
  readonly verifier: Verifier
  /** 公钥文本：name+id+key, the form in which a trusted key is handed to whoever checks. */
  readonly publicText: string
}

/** Signature types of signed notes: 0x01 is assigned, 0xff is for types of one's own, followed by their name. */
const TYPE: Readonly<Record<KeyKind, Uint8Array>> = {
  ed25519: Uint8Array.of(0x01),
  sm2: Buffer.concat([Uint8Array.of(0xff), new TextEncoder().encode('quanyi/sm2sm3/v1')]),
}

const ED25519_PUBLIC_HEAD = Buffer.from('302a300506032b6570032100', 'hex')

/** 新私钥。PKCS#8 as PEM text, for app to keep in a file of mode 0600; SM2 keys are drawn from `random`. */
export function generateKeyPem(kind: KeyKind, random: RandomBytes): string {
  if (kind === 'sm2') return privateKeyPem(generatePrivateKey(random))
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string
}

/** 读入私钥。The key pair of a PEM text under the name it signs by; refuses `key.malformed`. */
export function readKeyPem(kind: KeyKind, name: string, pem: string, random: RandomBytes): KeyPair {
  return kind === 'sm2' ? sm2Pair(name, pem, random) : ed25519Pair(name, pem)
}

/** 读入公钥文本。name+id+base64(type ‖ key); the id must be the one of the rest. */
export function parseVerifier(publicText: string): Verifier {
  const match = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/s.exec(publicText)
  const bytes = match === null ? undefined : decodeBase64(match[3]!)
  if (match === null || bytes === undefined || !isKeyName(match[1]!)) throw new Refusal(malformedKey, { where: 'form' })
  const [name, id] = [match[1]!, match[2]!]
  const kind = (['ed25519', 'sm2'] as const).find((kind) => startsWith(bytes, TYPE[kind]))
  if (kind === undefined) throw new Refusal(malformedKey, { where: 'signature type' })
  const verifier = verifierOf(kind, name, bytes.subarray(TYPE[kind].length))
  if (hexId(verifier.keyId) !== id) throw new Refusal(malformedKey, { where: 'id' })
  return verifier
}

function verifierOf(kind: KeyKind, name: string, publicKey: Uint8Array): Verifier {
  const keyId = keyIdOf(name, TYPE[kind], publicKey)
  if (kind === 'sm2') {
    const key = parsePublicKey(publicKey)
    if (key === undefined) throw new Refusal(malformedKey, { where: 'SM2 public key' })
    return { name, keyId, verify: (bytes, signature) => verifySm2(key, bytes, signature) }
  }
  if (publicKey.length !== 32) throw new Refusal(malformedKey, { where: 'Ed25519 public key' })
  const der = Buffer.concat([ED25519_PUBLIC_HEAD, publicKey])
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
  return { name, keyId, verify: (bytes, signature) => signature.length === 64 && verify(null, bytes, key, signature) }
}

function sm2Pair(name: string, pem: string, random: RandomBytes): KeyPair {
  const key = parsePrivateKeyPem(pem)
  if (key === undefined) throw new Refusal(malformedKey, { where: 'SM2 PKCS#8 PEM' })
  const publicKey = publicKeyOf(key)
  return pairOf('sm2', name, publicKey, (bytes) => signSm2(key, publicKey, bytes, random))
}

function ed25519Pair(name: string, pem: string): KeyPair {
  const key = privateKeyOf(pem)
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' })
  return pairOf('ed25519', name, spki.subarray(ED25519_PUBLIC_HEAD.length), (bytes) => sign(null, bytes, key))
}

function privateKeyOf(pem: string): KeyObject {
  try {
    const key = createPrivateKey(pem)
    invariant(key.asymmetricKeyType === 'ed25519', 'an Ed25519 key')
    return key
  } catch {
    throw new Refusal(malformedKey, { where: 'Ed25519 PKCS#8 PEM' })
  }
}

function pairOf(kind: KeyKind, name: string, publicKey: Uint8Array, sign: (bytes: Uint8Array) => Uint8Array): KeyPair {
  const verifier = verifierOf(kind, name, publicKey)
  const publicText = `${name}+${hexId(verifier.keyId)}+${encodeBase64(Buffer.concat([TYPE[kind], publicKey]))}`
  return { kind, signer: { name, keyId: verifier.keyId, sign }, verifier, publicText }
}

function hexId(keyId: number): string {
  return keyId.toString(16).padStart(8, '0')
}

function startsWith(bytes: Uint8Array, head: Uint8Array): boolean {
  return Buffer.compare(bytes.subarray(0, head.length), head) === 0
}
