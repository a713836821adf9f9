import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { formatCheckpoint, openCheckpoint, parseCheckpoint, signCheckpoint } from './checkpoint.js'
import { hasherOf } from './hash.js'
import { generateKeyPem, type KeyKind, parseVerifier, readKeyPem } from './keys.js'
import { formatNote, openNote, parseNote, readNoteBytes, signNote } from './note.js'
import { proveConsistency, rootOf } from './tree.js'

const NAME = 'log.quanyi.example/ledger'
const keyOf = (kind: KeyKind, name = NAME) => readKeyPem(kind, name, generateKeyPem(kind, randomBytes), randomBytes)
const sm2 = keyOf('sm2')
const ed25519 = keyOf('ed25519')
const TEXT = `${NAME}\n5\n${'A'.repeat(43)}=\n`

/** The note and its key printed in the documentation of the format's first implementation. */
const PUBLISHED_KEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
const PUBLISHED_NOTE =
  'If you think cryptography is the answer to your problem,\n' +
  "then you don't know what your problem is.\n\n" +
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n'

describe('签名文本', () => {
  test('公布的样例，读得出，验得过', () => {
    const verifier = parseVerifier(PUBLISHED_KEY)
    expect(openNote(PUBLISHED_NOTE, [verifier]).text).toMatch(/^If you think/)
    expect(() => openNote(PUBLISHED_NOTE.replace('answer', 'anzwer'), [verifier])).toThrow('note.false-signature')
  })

  test('两种签名并列：往返，各自可验', async () => {
    const note = await signNote(TEXT, [sm2.signer, ed25519.signer])
    expect(formatNote(parseNote(note))).toBe(note)
    for (const { verifier, publicText } of [sm2, ed25519]) {
      expect(openNote(note, [verifier]).signatures).toHaveLength(1)
      expect(openNote(note, [parseVerifier(publicText)]).text).toBe(TEXT)
    }
    expect(openNote(note, [sm2.verifier, ed25519.verifier]).signatures).toHaveLength(2)
  })

  test('不认识的签名略过；认识的签名不符，整份不认；一个都不认识，也不认', async () => {
    const stranger = keyOf('sm2')
    const note = await signNote(TEXT, [stranger.signer, ed25519.signer])
    expect(openNote(note, [ed25519.verifier]).text).toBe(TEXT)
    expect(() => openNote(note, [sm2.verifier])).toThrow('note.unsigned')
    expect(() => openNote(note, [])).toThrow('note.unsigned')
    const forged = { ...stranger.signer, keyId: sm2.signer.keyId }
    const half = await signNote(TEXT, [forged, ed25519.signer])
    expect(() => openNote(half, [sm2.verifier, ed25519.verifier])).toThrow('note.false-signature')
  })

  test.each(['sm2', 'ed25519'] as const)('%s：正文或签名改一处，不认', async (kind) => {
    const { signer, verifier } = kind === 'sm2' ? sm2 : ed25519
    const note = await signNote(TEXT, [signer])
    for (let at = 0; at < note.length; at += kind === 'sm2' ? 3 : 1) {
      const mutant = `${note.slice(0, at)}${note[at] === 'B' ? 'C' : 'B'}${note.slice(at + 1)}`
      expect(() => openNote(mutant, [verifier])).toThrow(/^note\./)
    }
  })

  test.each([
    ['没有空行', 'a\nb\n'],
    ['没有签名', 'a\n\n'],
    ['末尾没有换行', 'a\n\n— n AAAAAAA='],
    ['破折号不对', 'a\n\n- n AAAAAAA=\n'],
    ['名称含加号', 'a\n\n— n+m AAAAAAA=\n'],
    ['多一段', 'a\n\n— n AAAAAAA= x\n'],
    ['Base64 不严', 'a\n\n— n AAAAAAB=\n'],
    ['签名太短', 'a\n\n— n AAAAAA==\n'],
    ['制表符', 'a\tb\n\n— n AAAAAAA=\n'],
    ['回车', 'a\r\n\n— n AAAAAAA=\n'],
  ])('格式不符：%s', (_what, note) => expect(() => parseNote(note)).toThrow('note.malformed'))

  test('不是 UTF-8，不认', () => expect(() => readNoteBytes(Uint8Array.of(0x61, 0xff))).toThrow('note.malformed'))

  test('公钥文本：编号、名称、种类不符，不认', () => {
    for (const { publicText } of [sm2, ed25519]) {
      const [name, id, key] = publicText.split('+', 2).concat(publicText.split('+').slice(2).join('+'))
      for (const bad of [`x${name}+${id}+${key}`, `${name}+00000000+${key}`, `${name}+${id}+${key!.slice(4)}`, name!]) {
        expect(() => parseVerifier(bad)).toThrow('key.malformed')
      }
    }
    expect(() => readKeyPem('sm2', NAME, generateKeyPem('ed25519', randomBytes), randomBytes)).toThrow('key.malformed')
    expect(() => readKeyPem('ed25519', NAME, generateKeyPem('sm2', randomBytes), randomBytes)).toThrow('key.malformed')
    expect(() => keyOf('sm2', 'a b')).toThrow('invariant')
  })
})

const hasher = hasherOf('sm3')
const leaves = [1, 2, 3, 4, 5].map((n) => hasher.leaf(Uint8Array.of(n)))
const headOf = (size: number) => ({ origin: NAME, size, root: rootOf(hasher, leaves.slice(0, size)) })

describe('检查点', () => {
  test('往返；别的树的检查点不认', async () => {
    const proof = proveConsistency(hasher, leaves, 3)
    const note = await signCheckpoint(hasher, headOf(3), headOf(5), proof, [sm2.signer])
    expect(openCheckpoint(note, NAME, [sm2.verifier])).toEqual(parseCheckpoint(formatCheckpoint(headOf(5))))
    expect(() => openCheckpoint(note, `${NAME}2`, [sm2.verifier])).toThrow('checkpoint.foreign')
  })

  test('不承接上一个检查点的，绝不签', async () => {
    const forged = rootOf(hasher, leaves.with(1, leaves[0]!))
    const proof = proveConsistency(hasher, leaves, 3)
    const sign = (from: number, to: object, hashes = proof, origin = NAME) =>
      signCheckpoint(hasher, { ...headOf(from), origin }, { ...headOf(5), ...to }, hashes, [ed25519.signer])
    await expect(sign(3, {})).resolves.toContain(NAME)
    await expect(sign(3, { root: forged })).rejects.toThrow('does not continue')
    await expect(sign(3, {}, [])).rejects.toThrow('does not continue')
    await expect(sign(5, headOf(3))).rejects.toThrow('does not continue')
    await expect(sign(5, { root: forged }, [])).rejects.toThrow('does not continue')
    await expect(sign(3, {}, proof, 'other.example')).rejects.toThrow('does not continue')
  })

  test.each([
    ['行数', `${NAME}\n5\n`],
    ['大小有前导零', TEXT.replace('\n5\n', '\n05\n')],
    ['大小不是数', TEXT.replace('\n5\n', '\n5a\n')],
    ['大小过大', TEXT.replace('\n5\n', '\n99999999999999999\n')],
    ['树根太短', `${NAME}\n5\nAAAA\n`],
    ['树根 Base64 不严', TEXT.replace('A=', 'B=')],
    ['空的附加行', `${TEXT}\n`],
  ])('格式不符：%s', (_what, text) => expect(() => parseCheckpoint(text)).toThrow('checkpoint.malformed'))
})
