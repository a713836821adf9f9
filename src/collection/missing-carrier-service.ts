import { findDocuments } from '../archive/document-store.js'
import { lastVerdict } from '../archive/scan-store.js'
import type { Trx } from '../db/database.js'
import type { Line, Summary } from './lines.js'
import type { MissingCarriers } from './missing-carrier-contract.js'
import { type PostedVoucher, postedVouchers } from './missing-carrier-store.js'
import type { CollectionPorts } from './ports.js'
import { openBody, openJson } from './voucher-body.js'
import { findVouchers } from './voucher-store.js'

type Why = MissingCarriers['vouchers'][number]['why']

const PAGE = 500
const MOST_LISTED = 500

/** 缺载体清查（第二条）。Walks what was posted, a page at a time, and names what cannot be shown in its original. */
export class MissingCarrierService {
  constructor(private readonly ports: CollectionPorts) {}

  async check(agencies: readonly string[]): Promise<MissingCarriers> {
    const found: MissingCarriers = { checked: 0, facts: 0, vouchers: [] }
    let after = '0'
    for (;;) {
      const page = await this.ports.app.transaction({}, (trx) => this.page(trx, agencies, after, found))
      if (page === undefined) return found
      after = page
    }
  }

  /** Answers how far it came, or undefined at the end. */
  private async page(
    trx: Trx,
    agencies: readonly string[],
    after: string,
    found: MissingCarriers,
  ): Promise<string | undefined> {
    const vouchers = await postedVouchers(trx, agencies, after, PAGE)
    const ids = [...new Set(vouchers.flatMap(({ documentId }) => documentId ?? []))]
    const papers = new Map((await findDocuments(trx, ids)).map((paper) => [paper.documentId, paper]))
    for (const voucher of vouchers) {
      const why = await this.whyMissing(trx, voucher, papers)
      found.checked++
      if (why === undefined) continue
      found.facts += voucher.lines
      const { submissionId, voucherId, postingId: posting, kind, agency, lines } = voucher
      const row = { submissionId, voucherId, posting, kind, agency, lines, why }
      if (found.vouchers.length < MOST_LISTED) found.vouchers.push(row)
    }
    return vouchers.at(-1)?.postingId
  }

  private async whyMissing(
    trx: Trx,
    voucher: PostedVoucher,
    papers: ReadonlyMap<string, { readonly destroyedBy?: string | undefined }>,
  ): Promise<Why | undefined> {
    const { documentId } = voucher
    if (documentId === null) return (await this.hasGround(trx, voucher)) ? undefined : 'noCarrier'
    const paper = papers.get(documentId)
    if (paper === undefined) return 'notListed'
    if (paper.destroyedBy !== undefined) return 'destroyed'
    return (await lastVerdict(trx, documentId)) === 'infected' ? 'infected' : undefined
  }

  private async hasGround(trx: Trx, voucher: PostedVoucher): Promise<boolean> {
    if (openJson<Summary>(this.ports.vault, voucher.summary).ground !== undefined) return true
    const [stored] = await findVouchers(trx, [voucher])
    const lines = stored === undefined ? [] : openBody<Line>(this.ports.vault, stored)
    return lines.length > 0 && lines.every((line) => 'ground' in line && line.ground !== undefined)
  }
}
