import type { Actor } from '../access/actor.js'
import type { Trx } from '../db/database.js'
import { mask } from '../kernel/mask.js'
import { ppm } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import { isHandler, protectedAmong } from '../ledger/mandate-store.js'
import type { Vault } from '../ledger/vault.js'
import { CaseService } from './case-service.js'
import type { Case } from './case-store.js'
import type { ContentLine, ContentPaper, SubmissionContent } from './content-contract.js'
import { contentOf, personsOf } from './content-lines.js'
import type { Standing } from './content-standing.js'
import { standingOf } from './content-standing-store.js'
import { MOST_LINES } from './draft-store.js'
import type { Line, Summary } from './lines.js'
import type { CollectionPorts } from './ports.js'
import { unknownPaper } from './refusals.js'
import type { Revision } from './submission-store.js'
import { openBody, openJson } from './voucher-body.js'
import { findVoucher } from './voucher-store.js'

/** 一页的行数。A voucher of a thousand lines is twenty pages. */
const PAGE = 50

export interface ContentSeen {
  readonly content: SubmissionContent
  /** Whose data the page shows, for the access book. */
  readonly persons: readonly string[]
}

/** 审核所见。What a reviewer decides on: what stands and what comes, line by line, with the papers beside it. */
export class ContentService {
  private readonly cases: CaseService

  constructor(private readonly ports: CollectionPorts) {
    this.cases = new CaseService(ports)
  }

  async page(actor: Actor, submissionId: string, asked: number): Promise<ContentSeen> {
    return this.ports.app.transaction({}, async (trx) => {
      const one = await this.cases.getCase(trx, actor, submissionId)
      const { revision, accepted } = one.revision
      const pages = Math.max(1, Math.ceil(accepted / PAGE))
      const page = Math.min(asked, pages)
      const all = await this.linesOn(trx, one, page)
      const lines = await openLines(trx, actor, all)
      const withheld = all.length - lines.length
      const persons = personsOf(lines)
      const { employerId, settlementMonth } = one.submission
      const waiting = this.waiting(one)
      const standing = await standingOf(trx, this.ports.vault, { lines, persons, employerId, settlementMonth, waiting })
      const marked = ppm(this.ports.setting('business.wage-change-marked'))
      const shown = lines.flatMap((line) =>
        contentOf(line, { standing, marked, settlementMonth }).map((block) => named(block, line, standing)),
      )
      const papers = await this.papersOf(trx, one)
      const stated = groundOf(this.ports.vault, one, lines)
      return { persons, content: { revision, page, pages, total: accepted, ...stated, lines: shown, papers, withheld } }
    })
  }

  /** 本件所及之人：a paper shows all of them at once, so each gets a line. */
  async personsIn(actor: Actor, submissionId: string): Promise<string[]> {
    return this.ports.app.transaction({}, async (trx) => {
      const { submission, revision } = await this.cases.getCase(trx, actor, submissionId)
      const found = new Set<string>()
      for (let part = 1; part <= revision.vouchers; part++) {
        const voucher = await findVoucher(trx, submission.submissionId, revision.revision, part)
        if (voucher === undefined) continue
        for (const id of personsOf(openBody<Line>(this.ports.vault, voucher))) found.add(id)
      }
      return [...found]
    })
  }

  /** 一份原始资料，解密后的原件。Only one that this submission names. */
  async paper(actor: Actor, submissionId: string, documentId: string) {
    const document = await this.ports.app.transaction({}, async (trx) => {
      const one = await this.cases.getCase(trx, actor, submissionId)
      const named = papersNamed(one).some((paper) => paper.documentId === documentId)
      if (!named) throw new Refusal(unknownPaper, { id: documentId })
      return this.ports.papers.getDocument(trx, documentId)
    })
    return { mediaType: document.mediaType, bytes: await this.ports.papers.open(document) }
  }

  private async linesOn(trx: Trx, { submission, revision }: Case, page: number): Promise<Line[]> {
    const first = (page - 1) * PAGE
    const part = Math.floor(first / MOST_LINES) + 1
    const voucher = await findVoucher(trx, submission.submissionId, revision.revision, part)
    if (voucher === undefined) return []
    return openBody<Line>(this.ports.vault, voucher).slice(first % MOST_LINES, (first % MOST_LINES) + PAGE)
  }

  /** What is posted is judged no more. */
  private waiting({ submission, revision, vouchers }: Case) {
    if (vouchers.length > 0 && vouchers.every(({ posted }) => posted)) return undefined
    return { policy: this.ports.policy().book.area(submission.area), enteredOn: revision.businessDay }
  }

  private async papersOf(trx: Trx, one: Case): Promise<ContentPaper[]> {
    const { papers, vault } = this.ports
    const found: ContentPaper[] = []
    for (const { documentId, revision, fileName } of papersNamed(one)) {
      const { mediaType, size } = await papers.getDocument(trx, documentId!)
      const name = fileName === undefined ? {} : { fileName: vault.unseal(undefined, fileName) }
      found.push({ documentId: documentId!, revision, mediaType, size, ...name })
    }
    return found
  }
}

/** 保密标识：a line that concerns anybody with one is for the named post alone; how many are kept is told, not whose. */
async function openLines(trx: Trx, actor: Actor, lines: readonly Line[]): Promise<Line[]> {
  if (isHandler(actor)) return [...lines]
  const marked = await protectedAmong(trx, personsOf(lines))
  return lines.filter((line) => personsOf([line]).every((id) => !marked.has(id)))
}

/** 没有原始资料的，所陈依据, where its lines do not tell it themselves. */
function groundOf(vault: Vault, { revision }: Case, lines: readonly Line[]): { ground?: string } {
  const { ground } = openJson<Summary>(vault, revision.summary)
  const isOnPaper = revision.documentId !== undefined
  return isOnPaper || ground === undefined || lines.some((line) => 'ground' in line) ? {} : { ground }
}

/** The newest first; a paper that several revisions name is listed once. */
function revisionsWithPaper({ revision, earlier }: Case): Revision[] {
  const seen = new Set<string>()
  return [revision, ...[...earlier].reverse().map((one) => one.revision)].filter(({ documentId }) => {
    if (documentId === undefined || seen.has(documentId)) return false
    seen.add(documentId)
    return true
  })
}

/** A correction names its row only: whose it is stands in the registration. */
function named(block: ContentLine, line: Line, standing: Standing): ContentLine {
  if (!('original' in line)) return block
  const known = standing.nameOf(line.original.personId)
  if (known === undefined) return block
  return { ...block, fullName: known.fullName, identityNumber: mask(known.identityNumber) }
}

/** 各版所附，and what came when missing papers were asked for: each paper once. */
function papersNamed(one: Case): Pick<Case['revision'], 'documentId' | 'revision' | 'fileName'>[] {
  const filed = revisionsWithPaper(one)
  const seen = new Set(filed.map(({ documentId }) => documentId))
  const late = one.acts.filter(({ act, documentId }) => act === 'papersReceived' && !seen.has(documentId))
  return [...filed, ...late.map(({ documentId, revision }) => ({ documentId, revision }))]
}
