import { createHash } from 'node:crypto'
import type { Trx } from '../db/database.js'
import type { Day, Instant } from '../kernel/day.js'
import { invariant } from '../kernel/invariant.js'
import { maskName } from '../kernel/mask.js'
import type { Period } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import { benefitProofPage } from './benefit-proof-page.js'
import { type CheckCode, checkCodeText, drawCheckCode, type RandomBytes } from './check-code.js'
import { contentDigest } from './content.js'
import { benefitProofFigures, type PrintedFigure, proofFigures, statementFigures } from './figures.js'
import { dayText } from './page-text.js'
import type { PaperForm } from './paper-form.js'
import { storedScope } from './paper-scope-service.js'
import type { PaperStamp, Printer } from './print.js'
import type { ProofSpan } from './proof-of-record.js'
import { proofPage } from './proof-page.js'
import { drawQrToken, qrUrl } from './qr.js'
import { paperEnded, unknownPaper } from './refusals.js'
import { type Keyed, lastFourDigest, type PaperCipher, type ShownText, sealShown } from './secrets.js'
import { type Serial, serialOf } from './serial.js'
import { insertUse } from './stamp-store.js'
import type { BenefitProofData, ContributionProofData, PaperOrigin, StatementData } from './statement-data.js'
import { statementPage } from './statement-page.js'
import {
  type ChangedSince,
  findCopy,
  insertEvent,
  insertLaterChanged,
  insertPaper,
  listStubs,
  type PaperEvent,
  takeBlock,
} from './store.js'
import { validUntil } from './valid-until.js'

/** 出具所需，由 app 备齐。 */
export interface PaperDesk {
  readonly printer: Printer
  readonly cipher: PaperCipher
  readonly keyed: Keyed
  readonly random: RandomBytes
  /** A new UUIDv7. */
  readonly newId: () => string
  /** Where papers are checked, as https://host; stands in the QR. */
  readonly host: string
  /** 有效天数, a setting per form and area. */
  readonly lifeDays: (form: PaperForm, area: string) => number
}

/** 出具申请。The access decision has been made and written down by the caller, in the same transaction. */
interface IssueInput {
  readonly personId: string
  readonly area: string
  readonly issuedBy: string
  readonly now: Instant
  readonly serial: Serial
}

export type PaperContent =
  | { readonly form: 'statement'; readonly data: StatementData }
  | { readonly form: 'contributionProof'; readonly data: ContributionProofData }
  | { readonly form: 'benefitProof'; readonly data: BenefitProofData }

export type IssueRequest = IssueInput & PaperContent

export interface IssuedPaper {
  readonly content: {
    readonly form: PaperForm
    readonly year?: number
    readonly from?: Period
    readonly through?: Period
  }
  readonly paperId: string
  readonly serial: Serial
  readonly code: CheckCode
  readonly url: string
  readonly issuedAt: Instant
  readonly validUntil: Day
  readonly pdf: Uint8Array
}

/** 领取流水号，成批领取以免人人争抢。 */
export async function takeSerials(trx: Trx, agency: string, year: number, count: number): Promise<Serial[]> {
  invariant(Number.isInteger(count) && count >= 1, 'serial numbers are taken one by one or more')
  const last = await takeBlock(trx, agency, year, count)
  return Array.from({ length: count }, (_, i) => serialOf(agency, year, last - count + 1 + i))
}

/**
 * 出具。Prints and signs, and keeps the stub: the encrypted PDF, its digest and that of its content, the code and the QR as keyed
 * digests only. Refuses (paper.missing-glyph) before anything is kept.
 */
export async function issuePaper(trx: Trx, desk: PaperDesk, request: IssueRequest): Promise<IssuedPaper> {
  const { data, form, area, personId, serial } = request
  const [code, token] = [drawCheckCode(desk.random), drawQrToken(desk.random)]
  const lastDay = validUntil(data.printedAt, desk.lifeDays(form, area))
  const [url, paperId] = [qrUrl(desk.host, token), desk.newId()]
  const made = await print(desk.printer, request, {
    serial,
    code: checkCodeText(code),
    url,
    validUntil: dayText(lastDay),
  })
  await desk.cipher.load(trx, [personId])
  await insertPaper(
    trx,
    {
      ...{ personId, paperId, form, area, serial, agency: data.agency.code },
      ...coveredBy(request),
      ...storedScope(form, data),
      ...{ issuedAt: request.now, issuedBy: request.issuedBy, validUntil: lastDay },
      secondFact: lastFourDigest(desk.keyed, paperId, data.person.identityNumber),
      contentDigest: made.digest,
      pdfDigest: createHash('sm3').update(made.pdf).digest(),
      templateDigest: desk.printer.templateDigest(form),
      treeSize: data.checkpoint.treeSize,
      treeRoot: Buffer.from(data.checkpoint.root, 'hex'),
      shown: sealShown(desk.cipher, personId, shownOf(data, made)),
      pdf: desk.cipher.seal(personId, made.pdf),
    },
    desk.keyed(`paper-code:${code}`),
    desk.keyed(`paper-qr:${token}`),
  )
  const use = { agency: data.agency.code, caseKind: 'paper' as const, caseId: serial, paper: form }
  await insertUse(trx, { ...use, useId: desk.newId(), maker: request.issuedBy, digest: made.digest, at: request.now })
  return {
    content: contentOf(request),
    paperId,
    serial,
    code,
    url,
    issuedAt: request.now,
    validUntil: lastDay,
    pdf: made.pdf,
  }
}

/** 哪一年的，或哪一段期间的；a benefit proof is of the day it is made. */
function contentOf(content: PaperContent): IssuedPaper['content'] {
  const { year, span } = coveredBy(content)
  return { form: content.form, ...(year === undefined ? {} : { year }), ...span }
}

function coveredBy(content: PaperContent): { readonly year?: number; readonly span?: ProofSpan } {
  if (content.form === 'statement') return { year: content.data.year }
  if (content.form === 'benefitProof') return {}
  return { span: { from: content.data.from, through: content.data.through } }
}

async function print(printer: Printer, content: PaperContent, stamp: Omit<PaperStamp, 'digest'>) {
  const set = async <P extends { readonly title: string }>(
    page: P,
    by: (page: P, stamp: PaperStamp) => Promise<Uint8Array>,
    figuresOf: (page: P) => PrintedFigure[],
  ) => {
    const digest = contentDigest(page)
    return {
      title: page.title,
      figures: figuresOf(page),
      digest,
      pdf: await by(page, { ...stamp, digest: digest.toString('hex') }),
    }
  }
  if (content.form === 'statement') return set(statementPage(content.data), printer.statement, statementFigures)
  if (content.form === 'benefitProof')
    return set(benefitProofPage(content.data), printer.benefitProof, benefitProofFigures)
  return set(proofPage(content.data), printer.proof, proofFigures)
}

function shownOf(
  { person, agency, areaName, printedAt, dataCutoff, articles, scope }: PaperOrigin,
  { title, figures }: { readonly title: string; readonly figures: readonly PrintedFigure[] },
): ShownText {
  const told = {
    ...{ title, figures },
    name: maskName(person.name),
    agency: agency.name,
    area: areaName,
    issuedOn: printedAt,
    dataCutoff,
    articles,
  }
  return scope === undefined ? told : { ...told, scope }
}

/** 存根的 PDF，供本人再次取用。Refuses paper.unknown; a copy that was changed is a defect, not an answer. */
export async function getCopy(
  trx: Trx,
  desk: PaperDesk,
  personId: string,
  serial: string,
): Promise<{ readonly form: PaperForm; readonly sections: string | null; readonly pdf: Uint8Array }> {
  const copy = await findCopy(trx, personId, serial)
  if (copy === undefined) throw new Refusal(unknownPaper, { serial })
  await desk.cipher.load(trx, [personId])
  const pdf = desk.cipher.open(personId, copy.pdf)
  invariant(pdf !== undefined, 'the stored copy of a paper does not open')
  const isSame = createHash('sm3').update(pdf).digest().equals(copy.pdf_digest)
  invariant(isSame, 'the stored copy of a paper is not what was issued')
  return { form: copy.form, sections: copy.sections, pdf }
}

/** 某人已出具的证明，近者在前。 */
export function listPapers(trx: Trx, personId: string): ReturnType<typeof listStubs> {
  return listStubs(trx, personId)
}

/** 更正之后：marks every paper of these people that tells of their `sinceYear` or later. Returns whose each marked paper was. */
export function markLaterChanged(
  trx: Trx,
  changed: readonly ChangedSince[],
  event: Omit<PaperEvent, 'personId'>,
): Promise<string[]> {
  return insertLaterChanged(trx, changed, event)
}

/** 撤回或换发。Refuses paper.unknown, or paper.ended where that has already been done. */
export async function endPaper(
  trx: Trx,
  kind: 'replaced' | 'withdrawn',
  serial: string,
  event: PaperEvent,
): Promise<void> {
  const copy = await findCopy(trx, event.personId, serial)
  if (copy === undefined) throw new Refusal(unknownPaper, { serial })
  if (copy.ended) throw new Refusal(paperEnded, { serial })
  await insertEvent(trx, copy.paper_id, kind, event)
}
