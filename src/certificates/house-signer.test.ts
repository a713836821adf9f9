import { execFileSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cut, signingForTests, withOtherDigit } from '../../test/paper-signing.js'
import { PRINTER, sampleProof, sampleStamp } from '../../test/sample-paper.js'
import { signerFrom } from './house-signer.js'
import { checkSignatures } from './pdf-signatures.js'
import { openPrinter } from './print.js'
import { proofPage } from './proof-page.js'

const MOST = 5
const signing = signingForTests()
const ours = [signing.signer.chain[0]!]

describe('外来的签名证书', () => {
  const pair = (kind: 'ec' | 'rsa') =>
    kind === 'ec'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('rsa', { modulusLength: 2048 })

  test('密钥与证书不是一对、口令不对、读不出的，都拒绝', () => {
    const pem = `${ours[0]!.toString()}${pair('ec').privateKey.export({ type: 'pkcs8', format: 'pem' })}`
    const locked = pair('ec').privateKey.export({
      type: 'pkcs8',
      format: 'pem',
      cipher: 'aes-256-cbc',
      passphrase: '一',
    })
    for (const [text, password] of [
      [pem, ''],
      [`${ours[0]!.toString()}${locked}`, '二'],
      ['乱码', ''],
      ['', ''],
    ] as const)
      expect(() => signerFrom(text, password)).toThrow('paper.signing-key')
  })
})

const openssl = (() => {
  try {
    return execFileSync('openssl', ['version'], { encoding: 'utf8' })
  } catch {
    return undefined
  }
})()
if (openssl === undefined) console.warn('未找到 openssl：与它互验的测试未运行')

test.skipIf(openssl === undefined).each(['ec', 'rsa'])(
  'openssl 命令行核对，%s 密钥有口令的 PEM 亦可签',
  async (kind) => {
    const folder = mkdtempSync(join(tmpdir(), 'quanyi-sign-'))
    const at = (name: string) => join(folder, name)
    const run = (...args: string[]) => execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'pipe'] })
    try {
      const how = kind === 'ec' ? ['ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'] : ['rsa:2048']
      run(
        'req',
        '-x509',
        '-newkey',
        ...how,
        '-keyout',
        at('key'),
        '-passout',
        'pass:abcd',
        '-out',
        at('crt'),
        '-subj',
        '/CN=Test',
      )
      run(
        'pkcs12',
        '-export',
        '-in',
        at('crt'),
        '-inkey',
        at('key'),
        '-passin',
        'pass:abcd',
        '-out',
        at('p12'),
        '-passout',
        'pass:p12',
      )
      const pem = run('pkcs12', '-in', at('p12'), '-passin', 'pass:p12', '-passout', 'pass:efgh').toString()
      const signer = signerFrom(pem, 'efgh')
      const printer = openPrinter({ ...PRINTER, signing: { ...signing, signer } })
      const file = await printer.proof(proofPage(sampleProof()), sampleStamp())
      printer.close()
      expect(checkSignatures(Buffer.from(file), [signer.chain[0]!], MOST).state).toBe('whole')
      const { bytes, cms } = cut(file)
      writeFileSync(at('cms'), cms)
      const verify = (content: Buffer) => {
        writeFileSync(at('content'), content)
        const files = ['-inform', 'DER', '-in', at('cms'), '-content', at('content'), '-CAfile', at('crt')]
        return run('cms', '-verify', '-binary', '-purpose', 'any', ...files, '-out', at('out'))
      }
      expect(() => verify(bytes)).not.toThrow()
      expect(() => verify(withOtherDigit(bytes, 3_000))).toThrow(/erification failure|digest/)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
)
