import { type Actor, organisationOf } from '../access/actor.js'
import type { KeptPaper } from '../archive/large-paper-service.js'
import type { Trx } from '../db/database.js'
import { Refusal } from '../kernel/refusal.js'
import type { ExplainRequest, LegacyReport, LegacySummary } from './legacy-contract.js'
import {
  agenciesOf,
  controlDiffers,
  explanationsOf,
  getPackage,
  type LegacyExplanations,
  reportOf,
  requireAbility,
  summaryOf,
} from './legacy-desk-store.js'
import type { LegacyAsked } from './legacy-lines.js'
import { postedSums } from './legacy-posted-store.js'
import {
  changePackage,
  dropTrial,
  findCurrent,
  insertPackage,
  type LegacyPackage,
  listPackages,
} from './legacy-store.js'
import { LEGACY_TABLES, type LegacyTable, SET_ASIDE } from './legacy-words.js'
import type { CollectionPorts } from './ports.js'
import {
  controlDiffers as controlRefusal,
  legacyInHand,
  rulesChanged,
  sameCloser,
  unexplained,
} from './refusals-legacy.js'
import { countSetAside } from './set-aside-store.js'
import { insertSubmission } from './submission-store.js'
import { openJson, sealJson } from './voucher-body.js'

const LISTED = 200

/** 遗留数据迁移：a trial first, of which nothing is posted; then exactly what was tried, reviewed; then closed, explained. */
export class LegacyService {
  constructor(private readonly ports: CollectionPorts) {}

  /** 试装。The same content again is the same trial; other content under the same name takes its place. */
  async upload(actor: Actor, told: { readonly series: string; readonly fileName: string }, kept: KeptPaper) {
    const { app, ids, clock, vault, largePapers, policy, areaOf } = this.ports
    const agency = organisationOf(actor)
    const id = await app.transaction({}, async (trx) => {
      const current = await findCurrent(trx, agency, told.series)
      if (current !== undefined) {
        const { content } = openJson<LegacyAsked>(vault, current.body)
        const stale = current.state === 'tried' && this.isStale(current)
        if (content === kept.content && !stale) return current.packageId
        if (!['reading', 'deriving', 'tried', 'stopped'].includes(current.state) || current.submissionId !== undefined)
          throw new Refusal(legacyInHand, { series: told.series })
        await dropTrial(trx, current.packageId)
        await changePackage(trx, current.packageId, { state: 'replaced', progress: null })
      }
      const { documentId } = await largePapers.list(trx, agency, 'legacyLoad', kept)
      const asked: LegacyAsked = {
        ...{ actor: { ...actor, sessionId: '' }, fileName: told.fileName },
        ...{ content: kept.content, policyDigest: policy().digest },
      }
      const packageId = ids.uuid()
      await insertPackage(trx, {
        ...{ packageId, agency, area: areaOf(agency), series: told.series, body: sealJson(vault, asked), documentId },
        ...{ paperDigest: kept.digest, paperSize: kept.size, mediaType: kept.mediaType },
        ...{ madeBy: actor.personId, madeAt: clock.now() },
      })
      return packageId
    })
    this.ports.importsWaiting()
    return this.show(actor, id)
  }

  async list(actor: Actor): Promise<{ items: LegacySummary[] }> {
    const found = await this.ports.app.transaction({}, (trx) =>
      listPackages(trx, agenciesOf(this.ports, actor), LISTED),
    )
    return { items: found.map((one) => summaryOf(this.ports, one)) }
  }

  async show(actor: Actor, packageId: string): Promise<LegacyReport> {
    const { one, aside } = await this.ports.app.transaction({}, async (trx) => {
      const found = await getPackage(trx, this.ports, actor, packageId)
      return { one: found, aside: await countSetAside(trx, found.submissionId) }
    })
    const names = await this.ports.staffNames([one.madeBy, ...(one.closedBy === undefined ? [] : [one.closedBy])])
    return reportOf(this.ports, one, names, aside)
  }

  /** 送审：the vouchers are made of what was tried, and of nothing else. */
  async load(actor: Actor, packageId: string): Promise<LegacyReport> {
    const { app, ids, vault, clock } = this.ports
    await app.transaction({}, async (trx) => {
      const one = await getPackage(trx, this.ports, actor, packageId, true)
      requireAbility(one, 'load')
      const differing = controlDiffers(one)
      if (differing.length > 0) throw new Refusal(controlRefusal, named(differing))
      if (this.isStale(one)) throw new Refusal(rulesChanged, {})
      const submissionId = ids.uuid()
      const contentDigest = vault.digest(`legacy:${packageId}:${openJson<LegacyAsked>(vault, one.body).content}`)
      const { agency, area } = one
      await insertSubmission(trx, {
        submissionId,
        kind: 'legacyLoad',
        agency,
        area,
        contentDigest,
        madeAt: clock.now(),
      })
      const asked: LegacyAsked = {
        ...openJson<LegacyAsked>(vault, one.body),
        loading: { actor: { ...actor, sessionId: '' } },
      }
      const progress = sealJson(vault, { after: '' })
      const begun = { state: 'drafting' as const, rowsDone: 0, share: 0, tries: 0, submissionId, progress }
      await changePackage(trx, packageId, begun)
      await this.keepBody(trx, packageId, asked)
    })
    this.ports.importsWaiting()
    return this.show(actor, packageId)
  }

  async resume(actor: Actor, packageId: string): Promise<LegacyReport> {
    await this.ports.app.transaction({}, async (trx) => {
      const one = await getPackage(trx, this.ports, actor, packageId, true)
      requireAbility(one, 'resume')
      await changePackage(trx, packageId, { state: one.stoppedIn ?? 'reading', stoppedIn: null, why: null, tries: 0 })
    })
    this.ports.importsWaiting()
    return this.show(actor, packageId)
  }

  /** 说明列出的各类原因。 */
  async explain(actor: Actor, packageId: string, { explanations }: ExplainRequest): Promise<LegacyReport> {
    await this.ports.app.transaction({}, async (trx) => {
      const one = await getPackage(trx, this.ports, actor, packageId, true)
      requireAbility(one, 'explain')
      const known: Record<string, LegacyExplanations[string]> = { ...explanationsOf(this.ports, one) }
      for (const { code, text } of explanations) {
        if (code !== SET_ASIDE && !Object.hasOwn(one.kinds.listed ?? {}, code))
          throw new Refusal(unexplained, { what: code, whatEn: code })
        known[code] = { text: text.trim(), by: actor.personId }
      }
      await changePackage(trx, packageId, { explanations: sealJson(this.ports.vault, known) })
    })
    return this.show(actor, packageId)
  }

  /** 了结。Only where all is posted, the sums are those that were tried, and every listed reason is explained. */
  async close(actor: Actor, packageId: string): Promise<LegacyReport> {
    const { app, clock } = this.ports
    await app.transaction({}, async (trx) => {
      const one = await getPackage(trx, this.ports, actor, packageId, true)
      requireAbility(one, 'close')
      const explained = explanationsOf(this.ports, one)
      if ([one.madeBy, ...Object.values(explained).map(({ by }) => by)].includes(actor.personId))
        throw new Refusal(sameCloser, {})
      const tables = await postedSums(trx, this.ports, one)
      const apart = Object.entries(tables).flatMap(([table, { stored, storedAmount, posted }]) =>
        posted?.rows === stored && posted.amount === storedAmount ? [] : [table],
      )
      const silent = Object.keys(one.kinds.listed ?? {}).filter((code) => explained[code] === undefined)
      const lost = explained[SET_ASIDE] === undefined ? apart : []
      if (lost.length + silent.length > 0) {
        const { tables: zh, tablesEn: en } = named(lost)
        throw new Refusal(unexplained, {
          what: [zh, ...silent].filter(Boolean).join('、'),
          whatEn: [en, ...silent].filter(Boolean).join(', '),
        })
      }
      const closed = { state: 'closed' as const, tables, closedBy: actor.personId, closedAt: clock.now() }
      await changePackage(trx, packageId, closed)
    })
    return this.show(actor, packageId)
  }

  private isStale(one: LegacyPackage): boolean {
    return openJson<LegacyAsked>(this.ports.vault, one.body).policyDigest !== this.ports.policy().digest
  }

  private async keepBody(trx: Trx, packageId: string, asked: LegacyAsked): Promise<void> {
    await changePackage(trx, packageId, { body: sealJson(this.ports.vault, asked) })
  }
}

function named(tables: readonly string[]): { tables: string; tablesEn: string } {
  const of = (table: string) => LEGACY_TABLES[table as LegacyTable] ?? { zh: table, en: table }
  return { tables: tables.map((one) => of(one).zh).join('、'), tablesEn: tables.map((one) => of(one).en).join(', ') }
}
