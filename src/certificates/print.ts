import { createHash } from 'node:crypto'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import type { Instant } from '../kernel/day.js'
import { invariant } from '../kernel/invariant.js'
import type { BenefitProofPage } from './benefit-proof-page.js'
import { type Glyphs, glyphsOf, requireGlyphs } from './glyphs.js'
import type { LetterPage } from './letter-page.js'
import type { PaperForm } from './paper-form.js'
import type { PaperSigner } from './paper-signer.js'
import { signPdf } from './pdf-signing.js'
import type { ProofPage } from './proof-page.js'
import { qrSvg } from './qr.js'
import type { StatementPage } from './statement-page.js'

/** 印记。What makes one printed paper verifiable. */
export interface PaperStamp {
  readonly serial: string
  /** As printed, four by four. */
  readonly code: string
  readonly url: string
  /** 所印内容的 SM3 摘要 as hex. */
  readonly digest: string
  /** 有效期至, a day as printed. */
  readonly validUntil: string
}

/** 印制。Sets pages as PDF and signs each; refuses a character that no font has (paper.missing-glyph). */
export interface Printer {
  statement(page: StatementPage, stamp: PaperStamp): Promise<Uint8Array>
  proof(page: ProofPage, stamp: PaperStamp): Promise<Uint8Array>
  benefitProof(page: BenefitProofPage, stamp: PaperStamp): Promise<Uint8Array>
  /** 信函：proves nothing, so it bears no stamp. */
  letter(page: LetterPage): Promise<Uint8Array>
  /** 查询结果与告知书：of another room, with the digest of what they say; the public page does not check them. */
  plain(
    template: 'disclosure.typ' | 'notice.typ' | 'envelope.typ' | 'cost.typ',
    page: object,
    digest: string,
  ): Promise<Uint8Array>
  /** 版式的 SM3 摘要：of the form's own template and of what all forms share. */
  templateDigest(form: PaperForm): Uint8Array
  close(): void
}

export interface PrinterSettings {
  /** The folder that holds the templates. */
  readonly templateFolder: string
  /** What stands in its files, by name. */
  readonly templates: ReadonlyMap<string, Uint8Array>
  /** TrueType fonts: Noto Sans SC in regular and bold, and a font behind it for what it lacks. */
  readonly fonts: readonly Uint8Array[]
  /** 签名：by whom, under which name and at what time. Only what tries out the forms goes without. */
  readonly signing: { readonly signer: PaperSigner; readonly name: string; readonly now: () => Instant } | undefined
}

/** 各种证明的版式，for the whole city: they come with the release and nobody edits them in an agency. */
const TEMPLATES: Readonly<Record<PaperForm, string>> = {
  ...{ statement: 'statement.typ', contributionProof: 'short.typ', benefitProof: 'benefit.typ' },
}
const SHARED = ['paper.typ', 'guard.svg']

/** What typst remembers between papers ages every so many of them; the compiler itself is replaced after many more. */
const EVICT_EVERY = 20
const RECYCLE_EVERY = 5_000

export function openPrinter({ templateFolder, templates, fonts, signing }: PrinterSettings): Printer {
  const glyphs: Glyphs = glyphsOf(fonts)
  const blobs = fonts.map((font) => Buffer.from(font.buffer, font.byteOffset, font.byteLength))
  let compiler: NodeCompiler | undefined
  let printed = 0

  const print = async (template: string, page: object, stamp?: PaperStamp): Promise<Uint8Array> => {
    requireGlyphs(glyphs, [page, stamp ?? {}])
    compiler ??= NodeCompiler.create({ workspace: templateFolder, fontArgs: [{ fontBlobs: blobs }] })
    const stamped = stamp === undefined ? {} : { stamp: { ...stamp, qr: qrSvg(stamp.url) } }
    const paper = JSON.stringify({ ...page, ...stamped })
    const pdf = compile(compiler, `${templateFolder}/${template}`, paper)
    printed++
    if (printed % EVICT_EVERY === 0) compiler.evictCache(1)
    if (printed % RECYCLE_EVERY === 0) compiler = undefined
    if (signing === undefined) return pdf
    const numbered = stamp === undefined ? {} : { serial: stamp.serial }
    return signPdf(pdf, signing.signer, { signer: signing.name, at: signing.now(), ...numbered })
  }

  return {
    statement: (page, stamp) => print(TEMPLATES.statement, page, stamp),
    proof: (page, stamp) => print(TEMPLATES.contributionProof, page, stamp),
    benefitProof: (page, stamp) => print(TEMPLATES.benefitProof, page, stamp),
    letter: (page) => print('letter.typ', page),
    plain: (template, page, digest) => print(template, { ...page, stamp: { digest } }),
    templateDigest: (form) => digestOf(templates, [TEMPLATES[form], ...SHARED]),
    close: () => {
      compiler?.evictCache(0)
      compiler = undefined
    },
  }
}

function digestOf(templates: PrinterSettings['templates'], names: readonly string[]): Uint8Array {
  const hash = createHash('sm3')
  for (const name of names) {
    const text = templates.get(name)
    invariant(text !== undefined, `the template ${name} was not read`)
    hash.update(`${name}\n${text.length}\n`).update(text)
  }
  return hash.digest()
}

/**
 * Data goes in as a value, never as source: whatever a name holds is printed as it is. Most papers are one page and laid
 * out once; one that runs over is laid out again with its pages counted, which takes typst several passes. The compiler
 * is not asked for a document to count them on: such objects stay in memory until the collector happens to come by.
 */
function compile(compiler: NodeCompiler, mainFilePath: string, paper: string): Uint8Array {
  const once = compiler.pdf({ mainFilePath, inputs: { paper } })
  return pagesOf(once) === 1 ? once : compiler.pdf({ mainFilePath, inputs: { paper, counted: 'yes' } })
}

/** The page tree stands in the file uncompressed. */
export function pagesOf(pdf: Buffer): number {
  const tree = pdf.indexOf('/Type /Pages')
  const count = /\/Count (\d+)/.exec(pdf.toString('latin1', tree, tree + 4_000))?.[1]
  invariant(tree >= 0 && count !== undefined, 'the PDF has no page tree')
  return Number(count)
}
