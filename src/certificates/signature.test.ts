import { createHash, createHmac, randomBytes, randomUUID, webcrypto, X509Certificate } from 'node:crypto'
import { CryptoEngine, ContentInfo as OtherContentInfo, SignedData as OtherSignedData } from 'pkijs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { cut, SIGNED_AT, signingForTests, withOtherDigit } from '../../test/paper-signing.js'
import { PRINTER, sampleOrigin, sampleProof, sampleStamp, sampleStatement } from '../../test/sample-paper.js'
import type { Day, Instant } from '../kernel/day.js'
import { Refusal } from '../kernel/refusal.js'
import { dataKey, decrypt, encrypt } from '../ledger/cipher.js'
import { benefitProofPage } from './benefit-proof-page.js'
import { noteCertificate } from './certificate-store.js'
import { type CheckDesk, checkPaper } from './check-service.js'
import type { FileState } from './contract.js'
import { checkPaperFile, publishedCertificates } from './file-check-service.js'
import {
  endPaper,
  getCopy,
  type IssuedPaper,
  issuePaper,
  type PaperContent,
  type PaperDesk,
  takeSerials,
} from './issue-service.js'
import { checkSignatures } from './pdf-signatures.js'
import { openPrinter, type Printer, type PrinterSettings } from './print.js'
import { proofPage } from './proof-page.js'
import { statementPage } from './statement-page.js'

const NOON = SIGNED_AT
const PERSON = '3001'
const MOST = 5
const signing = signingForTests()
const ours = [signing.signer.chain[0]!]
const keyed = (text: string) => createHmac('sm3', 'a key for tests only').update(text).digest()
const keyOf = (personId: string) => dataKey(createHash('sm3').update(`person ${personId}`).digest())
const cipher: PaperDesk['cipher'] = {
  load: async () => undefined,
  seal: (personId, plain) => encrypt(keyOf(personId), randomBytes(16), plain),
  open: (personId, sealed) => decrypt(keyOf(personId), sealed),
}
const lines: { outcome: string; personId?: string }[] = []

let db: TestDatabase
let printer: Printer
const opened: Printer[] = []
beforeAll(async () => {
  db = await testDatabase()
  printer = open(signing)
  await db.app.transaction({}, (trx) => noteCertificate(trx, ours[0]!, NOON))
})
afterAll(async () => {
  for (const one of opened) one.close()
  await db.close()
})

function open(by: PrinterSettings['signing']): Printer {
  const one = openPrinter({ ...PRINTER, signing: by })
  opened.push(one)
  return one
}

function paperDesk(by = printer): PaperDesk {
  return {
    ...{ printer: by, cipher, keyed, random: randomBytes, newId: randomUUID },
    ...{ host: 'https://quanyi.example.cn', lifeDays: () => 365 },
  }
}

function checkDesk(perAddress = 1_000_000): CheckDesk {
  return {
    ...{ database: db.app, cipher, keyed, now: () => NOON, today: () => '2026-03-15' as Day, pace: (work) => work },
    limits: () => ({ perCode: 1_000_000, perAddress, fileMegabytes: MOST }),
    write: async (_trx, line) => void lines.push(line),
  }
}

const BENEFITS: PaperContent = {
  form: 'benefitProof',
  data: { ...sampleOrigin(), rows: [] },
}
const CONTENTS: readonly PaperContent[] = [
  { form: 'statement', data: sampleStatement() },
  { form: 'contributionProof', data: sampleProof() },
  BENEFITS,
]

function issue(content: PaperContent = CONTENTS[0]!, by = printer): Promise<IssuedPaper> {
  return db.app.transaction({}, async (trx) => {
    const [serial] = await takeSerials(trx, '999900', 2026, 1)
    const common = { personId: PERSON, area: '999900', issuedBy: PERSON, now: NOON, serial: serial! }
    return issuePaper(trx, paperDesk(by), { ...common, ...content })
  })
}

const check = (file: Uint8Array, desk = checkDesk(), address = '192.0.2.1') =>
  checkPaperFile(desk, Buffer.from(file), address)
const stateOf = async (file: Uint8Array): Promise<FileState> => (await check(file)).state

/** 另一套实现的核对。 */
async function isWholeByOther(file: Uint8Array): Promise<boolean> {
  const { bytes, cms } = cut(file)
  const { content } = OtherContentInfo.fromBER(cms)
  const crypto = new CryptoEngine({ name: 'node', crypto: webcrypto as never })
  const signed = new OtherSignedData({ schema: content })
  return signed.verify({ signer: 0, data: new Uint8Array(bytes).buffer, checkChain: false }, crypto).catch(() => false)
}

async function everyForm(): Promise<Uint8Array[]> {
  const letter = { title: '通知', to: { name: '吉样例', address: '和平路 1 号', postalCode: '' }, paragraphs: ['文'] }
  const { agency } = sampleOrigin()
  return [
    await printer.statement(statementPage(sampleStatement()), sampleStamp()),
    await printer.proof(proofPage(sampleProof()), sampleStamp()),
    await printer.benefitProof(benefitProofPage({ ...sampleOrigin(), rows: [] }), sampleStamp()),
    await printer.letter({ ...letter, code: 'ABCD', agency, printedAt: '2026-03-15' as Day }),
  ]
}

article('BQ-7a', '给出的 PDF 有数字签名', () => {
  test('各种文书都签：另一套实现核对无误，改一个字节即破（对照：不改的完好）', async () => {
    for (const file of await everyForm()) {
      expect(await isWholeByOther(file)).toBe(true)
      expect(await isWholeByOther(withOtherDigit(file, 3_000))).toBe(false)
      expect(checkSignatures(Buffer.from(file), ours, MOST).state).toBe('whole')
      expect(checkSignatures(withOtherDigit(file, 3_000), ours, MOST).state).toBe('changed')
    }
  })

  test('签名之前的原文一个字节不动，不签的同文同字节', async () => {
    const plain = await open(undefined).statement(statementPage(sampleStatement()), sampleStamp())
    const signed = await printer.statement(statementPage(sampleStatement()), sampleStamp())
    expect(Buffer.from(signed.subarray(0, plain.length)).equals(plain)).toBe(true)
    expect(checkSignatures(Buffer.from(plain), ours, MOST).state).toBe('unsigned')
  })

  test('签署的时间即出具的时间，签署的流水号即纸上的', async () => {
    for (const content of CONTENTS) {
      const { pdf, serial } = await issue(content)
      const found = checkSignatures(Buffer.from(pdf), ours, MOST)
      expect(found).toMatchObject({ state: 'whole', serial, signedAt: '2026-03-15 12:00:00' })
    }
  })

  test('再取的一份与给出的逐字节相同，一样核对无误', async () => {
    const paper = await issue()
    const { pdf } = await db.app.transaction({}, (trx) => getCopy(trx, paperDesk(), PERSON, paper.serial))
    expect(Buffer.from(pdf).equals(paper.pdf)).toBe(true)
    expect(await stateOf(pdf)).toBe('whole')
  })
})

article('BQ-7a', '电子文件的核验：改一个数即破，去了签名、换了签名都说得出', () => {
  test('完好的：答以真实状态、脱敏姓名与纸上的数，写一行查阅；撤回之后答撤回', async () => {
    const paper = await issue()
    const answer = await check(paper.pdf)
    expect(answer).toMatchObject({ state: 'whole', paperState: 'true', fingerprint: ours[0]!.fingerprint256 })
    expect(answer.paper).toMatchObject({ serial: paper.serial, name: '吉****' })
    expect(lines.at(-1)).toEqual({ outcome: 'file-whole', personId: PERSON, serial: paper.serial })
    const event = { personId: PERSON, at: NOON, by: '9', reason: '案 1' }
    await db.app.transaction({}, (trx) => endPaper(trx, 'withdrawn', paper.serial, event))
    expect(await check(paper.pdf)).toMatchObject({ state: 'whole', paperState: 'withdrawn' })
  })

  test('任何一处改一个字节，都不再完好（对照：不改的完好）', async () => {
    const { pdf } = await issue()
    const { length } = pdf
    const places = [
      9,
      1_000,
      ...Array.from({ length: 60 }, (_, i) => Math.floor((length * (i + 0.5)) / 60)),
      length - 3,
    ]
    for (const at of places) expect(await stateOf(withOtherDigit(pdf, at)), `at ${at}`).not.toBe('whole')
    expect(await stateOf(pdf)).toBe('whole')
  })

  test('签名里每一个字节也是：填充、证书、签名值改了都不完好', async () => {
    const { pdf } = await issue()
    const start = Buffer.from(pdf).lastIndexOf('/Contents <') + '/Contents <'.length
    const end = Buffer.from(pdf).indexOf('>', start)
    for (let at = start; at < end; at += 37) {
      const other = Buffer.from(pdf)
      other[at] = other.toString('latin1', at, at + 1) === '0' ? 0x31 : 0x30
      expect(await stateOf(other), `at ${at - start}`).not.toBe('whole')
    }
  })

  test('签名去掉的、后面添了东西的、他人的钥匙所签的、他人再签一遍的，各有所答', async () => {
    const { pdf } = await issue()
    const whole = Buffer.from(pdf)
    const other = signingForTests()
    const forged = await issue(CONTENTS[0], open(other))
    expect(await stateOf(whole.subarray(0, whole.lastIndexOf('%%EOF', whole.length - 10) + 6))).toBe('unsigned')
    expect(await stateOf(Buffer.concat([whole, Buffer.from('\n% 添一行\n')]))).toBe('appended')
    expect(await stateOf(forged.pdf)).toBe('foreign')
    // 对照：证书在册的，同一份即完好。
    await db.app.transaction({}, (trx) => noteCertificate(trx, other.signer.chain[0]!, NOON))
    expect(await stateOf(forged.pdf)).toBe('whole')
  })

  test('用本机构的钥匙签而登记中没有的，不可采信；不编号的文书只核对签名', async () => {
    const unregistered = await printer.statement(statementPage(sampleStatement()), sampleStamp())
    const answer = await check(unregistered)
    expect(answer.state).toBe('unregistered')
    expect(answer.paper).toBeUndefined()
    expect(await stateOf((await everyForm()).at(-1)!)).toBe('unnumbered')
  })

  test('换了证书，旧的一份照样核验；公布的证书里两张都在，只一张是现行的', async () => {
    const old = await issue()
    const next = signingForTests()
    await db.app.transaction({}, (trx) => noteCertificate(trx, next.signer.chain[0]!, (NOON + 1_000) as Instant))
    const fresh = await issue(CONTENTS[0], open(next))
    expect([await stateOf(old.pdf), await stateOf(fresh.pdf)]).toEqual(['whole', 'whole'])
    const { certificates } = await publishedCertificates(checkDesk(), next.signer.chain[0]!)
    expect(certificates.filter(({ current }) => current).map(({ fingerprint }) => fingerprint)).toEqual([
      next.signer.chain[0]!.fingerprint256,
    ])
    expect(certificates.map(({ pem }) => new X509Certificate(pem).fingerprint256)).toContain(ours[0]!.fingerprint256)
  })

  test('在册的证书不可改、不可删', async () => {
    for (const sql of ['delete from desk.paper_certificate', 'update desk.paper_certificate set since = now()'])
      await expect(db.admin.transaction({}, (trx) => trx.rows(sql))).rejects.toThrow(/只增不改/)
  })
})

article('BQ-7a', '抄了流水号与校验码、改了金额的纸，逐项对照便对不上', () => {
  test('核对上之后列出纸上所印的数：改了的一个与之不同', async () => {
    const paper = await issue()
    const desk = checkDesk()
    const { paper: told } = await checkPaper(desk, { code: paper.code, lastFour: '9967' }, '192.0.2.9')
    const printed = new Map(told!.figures!.map(({ label, value }) => [label, value]))
    expect(printed.get('个人账户：至本年末累计储存额')).toBe('63,235.32')
    const forged = new Map([['个人账户：至本年末累计储存额', '83,235.32']])
    const differing = [...forged].filter(([label, value]) => printed.get(label) !== value)
    expect(differing).toEqual([...forged])
    for (const { label, value } of told!.figures!) expect(label !== '' && value !== '' && value !== '—').toBe(true)
  })

  test('号码或末四位不对的，一个数也不给', async () => {
    const paper = await issue()
    expect(await checkPaper(checkDesk(), { code: paper.code, lastFour: '0000' }, '192.0.2.9')).toEqual({
      state: 'unknown',
    })
  })
})

describe('不成样子的文件', () => {
  const codeOf = (work: Promise<unknown>) =>
    work.then(
      () => 'answered',
      (error: unknown) => {
        if (error instanceof Refusal) return error.entry.code
        throw error
      },
    )

  test.each([
    ['空的', Buffer.alloc(0), 'paper.file-not-pdf'],
    ['图片', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 'paper.file-not-pdf'],
    ['太大', Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(MOST * 1024 * 1024)]), 'paper.file-too-large'],
    ['加密', Buffer.from('%PDF-1.7\ntrailer\n<< /Encrypt 5 0 R >>\n%%EOF'), 'paper.file-encrypted'],
  ])('%s：拒绝并写下', async (_name, file, code) => {
    expect(await codeOf(check(file))).toBe(code)
    expect(lines.at(-1)).toEqual({ outcome: code })
  })

  test.each([
    ['只有开头', '%PDF-1.7', 'unsigned'],
    ['范围出了文件', '%PDF-1.7 /ByteRange [0 10 20 99999]', 'changed'],
    ['范围倒着', '%PDF-1.7 /ByteRange [0 30 10 5]  <00>', 'changed'],
    ['范围巨大', '%PDF-1.7 /ByteRange [0 999999999999 1 1]', 'unsigned'],
    ['签名不是十六进制', '%PDF-1.7 /ByteRange [0 38 48 0]     <zzzzzzzz>', 'changed'],
    ['签名是乱码', `%PDF-1.7 /ByteRange [0 38 80 0]     <${'30'.repeat(20)}>`, 'changed'],
    ['上千个范围', `%PDF-1.7 ${'/ByteRange [0 1 2 3] '.repeat(2_000)}`, 'changed'],
  ])('%s：有答复，不出错', async (_name, text, state) => {
    expect(await stateOf(Buffer.from(text))).toBe(state)
  })

  test('乱改一千次，没有一次出错，没有一次完好', async () => {
    const { pdf } = await issue()
    let seed = 7
    const next = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
      return seed % below
    }
    for (let i = 0; i < 1_000; i++) {
      const other = Buffer.from(pdf)
      for (let n = 0; n < 3; n++) other[pdf.length - 1 - next(4_000)] = next(256)
      const isSame = other.equals(Buffer.from(pdf))
      expect(checkSignatures(other, ours, MOST).state === 'whole').toBe(isSame)
    }
  })

  test('同一来源的次数有限，到了就请稍候，也写下', async () => {
    const { pdf } = await issue()
    const desk = checkDesk(2)
    for (let i = 0; i < 2; i++) expect((await check(pdf, desk, '198.51.100.20')).state).toBe('whole')
    expect(await codeOf(check(pdf, desk, '198.51.100.20'))).toBe('paper.too-many-checks')
    expect(lines.at(-1)).toEqual({ outcome: 'paper.too-many-checks' })
    expect((await check(pdf, desk, '198.51.100.21')).state).toBe('whole')
  })
})
