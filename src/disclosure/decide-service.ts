import { createHash } from 'node:crypto'
import { type Actor, organisationOf } from '../access/actor.js'
import { contentDigest } from '../certificates/content.js'
import type { Trx } from '../db/database.js'
import { Refusal } from '../kernel/refusal.js'
import type { DecideInquiry, InquiryDetail } from './contract.js'
import { closeTerms } from './deadline-service.js'
import { contentOf, gapsOf, handledBy, type Inquiry, stateOf } from './inquiry.js'
import { type InquiryService, refuseState, showNamed } from './inquiry-service.js'
import { findInquiry, insertOutput, insertStep, lockInquiry } from './inquiry-store.js'
import { letterPage } from './pages.js'
import type { DisclosurePorts } from './ports.js'
import { basisUnreviewed, sameHand, stillGaps } from './refusals.js'
import { basisFlag } from './view-service.js'

/** 决定（第二十条）。Provide, once nothing is missing and the basis is sure; or refuse, with reasons and remedy, by letter. */
export class DecideService {
  constructor(
    private readonly ports: DisclosurePorts,
    private readonly inquiries: InquiryService,
  ) {}

  async decide(actor: Actor, id: string, request: DecideInquiry): Promise<InquiryDetail> {
    const { vault } = this.ports
    await this.inquiries.pass(actor, 'inquiry.decide', await this.inquiries.get(id), async (trx, pass) => {
      await lockInquiry(trx, id)
      const one = (await findInquiry(trx, vault, id))!
      const state = stateOf(one)
      if (state !== 'received') refuseState(state)
      if (handledBy(one).has(actor.personId)) throw new Refusal(sameHand, {})
      await showNamed(pass, one)
      if (request.verdict === 'provide') await this.approve(trx, actor, one, request)
      else await this.refuse(trx, actor, one, request.reason)
      await closeTerms(trx, this.ports, one, actor.personId)
    })
    return this.inquiries.show(actor, id)
  }

  private async approve(trx: Trx, actor: Actor, one: Inquiry, request: DecideInquiry): Promise<void> {
    const { setting, clock, vault } = this.ports
    const content = contentOf(one)
    const gaps = gapsOf(content, setting('business.inquiry-officers'), clock.today())
    if (gaps.length > 0) {
      const told = (language: 'zh' | 'en') => gaps.map((gap) => gap[language])
      throw new Refusal(stillGaps, { gaps: told('zh').join('、'), gapsEn: told('en').join(', ') })
    }
    if (basisFlag(this.ports, one) !== undefined && request.basisReviewed !== true)
      throw new Refusal(basisUnreviewed, {})
    await insertStep(trx, vault, one.id, {
      ...{ act: 'approved', state: 'approved', by: actor.personId, agency: organisationOf(actor), at: clock.now() },
      change: { reason: request.reason, scope: content.scope },
    })
  }

  private async refuse(trx: Trx, actor: Actor, one: Inquiry, reason: string): Promise<void> {
    const { clock, ids, vault, printer, paperAgency } = this.ports
    const { agency } = paperAgency(one.agency)
    const told = { serial: one.serial, handler: '', approver: '', agency, today: clock.today() }
    const content = contentOf(one)
    const page = letterPage(content, reason, told)
    const digest = contentDigest(page)
    const pdf = await printer.plain('notice.typ', page, digest.toString('hex'))
    const outputId = ids.uuid()
    await insertOutput(trx, {
      ...{ id: outputId, inquiryId: one.id, kind: 'letter', act: content.act, digest, persons: [] },
      ...{ pdfDigest: createHash('sm3').update(pdf).digest(), pdf: vault.sealBytes(pdf) },
      ...{ by: actor.personId, at: clock.now() },
    })
    await insertStep(trx, vault, one.id, {
      ...{ act: 'refused', state: 'refused', by: actor.personId, agency: organisationOf(actor), at: clock.now() },
      change: { reason, outputId },
    })
  }
}
