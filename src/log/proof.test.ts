import { randomBytes } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { memoryStore } from './files.js'
import { generateKeyPem, readKeyPem } from './keys.js'
import { type Log, openLog } from './log.js'
import { checkProof, formatProof, parseProof } from './proof.js'

const ORIGIN = 'log.quanyi.example/access'
const key = readKeyPem('ed25519', ORIGIN, generateKeyPem('ed25519', randomBytes), randomBytes)
const GROUND = { origin: ORIGIN, profile: 'sm3' as const, verifiers: [key.verifier] }
const entry = new TextEncoder().encode('查询 777')
let log: Log
let proof: string

beforeAll(async () => {
  log = await openLog({ ...GROUND, store: memoryStore(), signers: [key.signer] })
  await log.append(Array.from({ length: 1_000 }, (_, i) => new TextEncoder().encode(`查询 ${i}`)))
  proof = formatProof({ index: 777, hashes: await log.inclusionProof(777), checkpoint: log.checkpoint() })
})

describe('存证证明', () => {
  test('离线核验，只凭文件与公钥', () => {
    const { index, checkpoint } = checkProof(proof, entry, GROUND)
    expect([index, checkpoint.size]).toEqual([777, 1_000])
    expect(formatProof(parseProof(proof))).toBe(proof)
  })

  test('附带的说明往返，不影响核验', () => {
    const extra = new TextEncoder().encode('附')
    const told = formatProof({ ...parseProof(proof), extra })
    expect(Buffer.from(parseProof(told).extra!)).toEqual(Buffer.from(extra))
    expect(checkProof(told, entry, GROUND).index).toBe(777)
  })

  test('别的内容、别的编号、别的树、别的算法、别的密钥，都不成立', () => {
    const other = new TextEncoder().encode('查询 778')
    const strange = readKeyPem('ed25519', ORIGIN, generateKeyPem('ed25519', randomBytes), randomBytes)
    expect(() => checkProof(proof, other, GROUND)).toThrow('proof.false')
    expect(() => checkProof(proof.replace('index 777', 'index 776'), entry, GROUND)).toThrow('proof.false')
    expect(() => checkProof(proof, entry, { ...GROUND, origin: `${ORIGIN}2` })).toThrow('checkpoint.foreign')
    expect(() => checkProof(proof, entry, { ...GROUND, profile: 'sha256' })).toThrow('proof.false')
    expect(() => checkProof(proof, entry, { ...GROUND, verifiers: [strange.verifier] })).toThrow('note.unsigned')
  })

  test('文件上任何一个字符改动，都不成立', () => {
    for (let at = 0; at < proof.length; at++) {
      for (const char of ['A', '1', '\n']) {
        if (proof[at] === char) continue
        const mutant = `${proof.slice(0, at)}${char}${proof.slice(at + 1)}`
        expect(() => checkProof(mutant, entry, GROUND)).toThrow(/^(proof|note|checkpoint)\./)
      }
    }
  })

  test('删去、重复、调换任何一行，都不成立', () => {
    const lines = proof.split('\n')
    for (let at = 0; at < lines.length - 1; at++) {
      const [line, next] = [lines[at]!, lines[at + 1]!]
      const mutants = [lines.toSpliced(at, 1), lines.toSpliced(at, 0, line), lines.with(at, next).with(at + 1, line)]
      for (const mutant of mutants.map((one) => one.join('\n'))) {
        if (mutant === proof || sameWhenRead(mutant)) continue
        expect(() => checkProof(mutant, entry, GROUND)).toThrow(/^(proof|note|checkpoint)\./)
      }
    }
  })

  /** A signature line said twice says the same. */
  function sameWhenRead(mutant: string): boolean {
    const signature = proof.split('\n').at(-2)!
    return mutant.replace(`${signature}\n${signature}`, signature) === proof
  }
})
