import type { Actor } from '../src/access/actor.js'
import type { SubmissionDetail } from '../src/collection/contract.js'
import type { FactEntryService } from '../src/collection/fact-entry-service.js'
import { STAGES, type Stage } from '../src/collection/kinds.js'
import type { MergeService } from '../src/collection/merge-service.js'
import { POST_OF_STAGE } from '../src/collection/route-book.js'
import type { WorkService } from '../src/collection/work-service.js'
import { citizen, clerk, type TestDesk } from './desk.js'
import { type Effect, SETTLEMENT } from './desk-model.js'

export const PERSONS = 3
export const CODE = '91110108QYT0000144'
/** Numbers that no registered person of the run has: a merge of two persons makes their clerks one, too. */
export const CLERKS: readonly Actor[] = [0, 1, 2, 3, 4, 5].map((n) =>
  clerk(`${9_000_000 + n}`, 'frontDesk', ...(Object.keys(STAGES) as Stage[]).map((stage) => POST_OF_STAGE[stage])),
)

/** 各组共用的：one database, its services, and the paper that stands behind everything. */
export interface RealGround {
  readonly desk: TestDesk
  readonly merges: MergeService
  readonly facts: FactEntryService
  readonly work: WorkService
  readonly documentId: string
  rows<R extends object>(sql: string, values?: unknown[]): Promise<R[]>
}

/** 真的办事台：one run's persons on the shared database, and what the program calls each case. */
export class RealDesk {
  readonly cases: SubmissionDetail[] = []
  readonly sent: (() => Promise<SubmissionDetail>)[] = []
  private said = 0

  constructor(
    readonly ground: RealGround,
    private readonly first: number,
  ) {}

  person(n: number) {
    return { identityNumber: citizen(this.first + n), fullName: '测试人' }
  }

  /** Sends what a clerk typed; every entry has words of its own, so that none is another sent twice. */
  sending(effect: Effect, by: Actor, resubmits?: string): () => Promise<SubmissionDetail> {
    const ground = `模型第 ${this.first} 组第 ${++this.said} 件`
    const grounds = { reason: 'entryError' as const, explanation: ground, documentId: this.ground.documentId }
    switch (effect.what) {
      case 'due': {
        const { month: contributionMonth, wage: declaredWage } = effect
        const contributionKind = contributionMonth === SETTLEMENT ? '1' : '2'
        const months = { settlementMonth: SETTLEMENT, contributionMonth, contributionKind, declaredWage }
        const request = {
          ...this.person(effect.person),
          creditCode: CODE,
          ...months,
          insurances: ['110' as const],
          ground,
        }
        return () => this.ground.desk.entries.enter(by, request, resubmits)
      }
      case 'correct':
        return async () => {
          const { personId, posting, ordinal } = (await this.dues())[effect.row]!
          const replacement = effect.wage === undefined ? {} : { replacement: { declaredWage: effect.wage } }
          const row = { personId, factKind: 'due' as const, posting, ordinal, ...replacement }
          return this.ground.desk.corrections.correct(by, { ...row, ...grounds }, resubmits)
        }
      case 'merge': {
        const both = { kept: this.person(effect.kept), merged: this.person(effect.merged) }
        return () => this.ground.merges.merge(by, { ...both, document: ground, ...grounds }, resubmits)
      }
      case 'undo':
        return async () => {
          const { posting, personId } = (await this.merged())[effect.merge]!
          const person = this.person((await this.ids()).indexOf(personId))
          return this.ground.merges.undo(by, { person, posting, document: ground, ...grounds }, resubmits)
        }
      case 'transfer': {
        const place = { insurance: '110' as const, direction: 'in' as const, month: effect.month, otherArea: '371000' }
        const span = { fromMonth: '2010-01', throughMonth: '2010-12', months: 12, toAccount: 1000, pooled: 500 }
        const item = { ...this.person(effect.person), ...place, ...span, otherAgency: '外地机构', document: '转1' }
        return () => this.ground.facts.enter(by, 'transfer', { items: [item], ground }, resubmits)
      }
    }
  }

  /** 应缴各行，reversals apart, in the order they were posted. */
  async dues(): Promise<{ personId: string; posting: string; ordinal: number; wage: number; live: boolean }[]> {
    return this.ground.rows(
      `select d.person_id as "personId", d.posting_id as posting, d.ordinal, d.declared_wage::int as wage,
         not exists (select 1 from ledger.due r where r.person_id = d.person_id and r.reverses_posting = d.posting_id
           and r.reverses_ordinal = d.ordinal) as live
       from ledger.due d where person_id = any ($1::bigint[]) and reverses_posting is null order by posting_id, ordinal`,
      [await this.ids()],
    )
  }

  merged(): Promise<{ posting: string; personId: string }[]> {
    return this.ids().then((ids) =>
      this.ground.rows(
        `select posting_id as posting, person_id as "personId" from ledger.person_alias
         where person_id = any ($1::bigint[]) and role = 'kept' and change = 'merge' order by posting_id`,
        [ids],
      ),
    )
  }

  async ids(): Promise<string[]> {
    const digests = Array.from({ length: PERSONS }, (_, n) =>
      this.ground.desk.ledger.vault.identityDigest(citizen(this.first + n)),
    )
    const found = await this.ground.rows<{ digest: Buffer; id: string }>(
      'select digest, person_id as id from desk.identity where digest = any ($1::bytea[])',
      [digests],
    )
    return digests.map((digest) => found.find((one) => one.digest.equals(digest))!.id)
  }

  async pass(at: number, by: number): Promise<SubmissionDetail> {
    const { id, revision, route, steps } = this.cases[at]!
    const stage = route[steps.length] ?? 'approval'
    return this.ground.desk.reviews.pass(CLERKS[by]!, id, { stage, revision })
  }
}
