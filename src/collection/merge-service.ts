import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import type { Trx } from '../db/database.js'
import { Refusal } from '../kernel/refusal.js'
import { foldOf, standingMerges } from '../ledger/alias-store.js'
import { openedNames } from '../ledger/lookup-store.js'
import type { SubmissionDetail } from './contract.js'
import { EntryDesk } from './entry-desk-service.js'
import { type FoundPerson, findNamedPersons } from './entry-service.js'
import { said } from './explanation.js'
import type { Sentence } from './kinds.js'
import type { MergeLook, MergePreview, MergeRequest, MergeUndoRequest } from './maintenance-contract.js'
import type { MergeLine } from './maintenance-lines.js'
import { overlapOf, sharesOf } from './overlap.js'
import { sideOf } from './person-side-store.js'
import type { CollectionPorts } from './ports.js'
import { noSuchMerge, samePersonAlready } from './refusals-maintenance.js'

/** 合并重复登记，与撤销合并。Numbers are never rewritten: two rows join them, and two more part them. */
export class MergeService {
  private readonly desk: EntryDesk

  constructor(private readonly ports: CollectionPorts) {
    this.desk = new EntryDesk(ports)
  }

  /** Whom a request names, for the access book. */
  async personsIn(request: MergeLook): Promise<string[]> {
    return (await this.bothOf(request)).map(({ personId }) => personId)
  }

  /** 并列两份记录，and what they would come to together. */
  async preview(request: MergeLook): Promise<MergePreview> {
    const [kept, merged] = await this.bothOf(request)
    return this.ports.app.transaction({ persons: [kept.personId, merged.personId] }, async (trx) => {
      const [one, other] = [await this.side(trx, kept), await this.side(trx, merged)]
      const overlap = overlapOf(one.facts, other.facts)
      return {
        kept: one.side,
        merged: other.side,
        together: sharesOf([...one.facts, ...other.facts]),
        overlap,
        notes: notesOf(one.side, other.side, overlap.length),
      }
    })
  }

  async merge(actor: Actor, request: MergeRequest, resubmits?: string): Promise<SubmissionDetail> {
    const { document, reason, explanation, documentId } = request
    const [kept, merged] = await this.bothOf(request)
    const { overlap } = await this.preview(request)
    const line: MergeLine = {
      ...{ row: 1, ...kept, reason, explanation: said(explanation) },
      merge: { change: 'merge', ...merged, document, overlapping: overlap.length },
    }
    return this.file(actor, line, request, documentId, resubmits)
  }

  async undo(actor: Actor, request: MergeUndoRequest, resubmits?: string): Promise<SubmissionDetail> {
    const { document, reason, explanation, documentId, posting } = request
    const [person] = (await findNamedPersons(this.ports, [request.person])) as [FoundPerson]
    const { standing, names } = await this.ports.app.transaction({ persons: [person.personId] }, async (trx) => {
      const { ids } = await foldOf(trx, [person.personId])
      const all = await standingMerges(trx, ids)
      return {
        standing: all.find((one) => one.posting === posting),
        names: await openedNames(trx, ids, this.ports.vault),
      }
    })
    if (standing === undefined) throw new Refusal(noSuchMerge, { posting })
    const { kept, merged, undoes } = standing
    const named = (personId: string) => ({ personId, ...(names.get(personId) ?? { fullName: '', identityNumber: '' }) })
    const line: MergeLine = {
      ...{ row: 1, ...named(kept), reason, explanation: said(explanation) },
      merge: { change: 'undo', ...named(merged), document, undoes, overlapping: 0 },
    }
    return this.file(actor, line, request, documentId, resubmits)
  }

  private file(actor: Actor, line: MergeLine, content: unknown, documentId: string, resubmits?: string) {
    const agency = organisationOf(actor)
    const place = { kind: 'personMerge' as const, agency, area: this.ports.areaOf(agency), documentId }
    return this.desk.file(actor, { ...place, content, lines: [{ line, counted: [] }] }, resubmits)
  }

  private async bothOf({ kept, merged }: MergeLook): Promise<[FoundPerson, FoundPerson]> {
    const [one, other] = (await findNamedPersons(this.ports, [kept, merged])) as [FoundPerson, FoundPerson]
    if (one.personId === other.personId) throw new Refusal(samePersonAlready, {})
    return [one, other]
  }

  private async side(trx: Trx, { personId }: FoundPerson) {
    return sideOf(trx, this.ports.vault, personId)
  }
}

const NAMES_DIFFER: Sentence = {
  zh: '两份登记的姓名不同，请对照证件。',
  en: 'The two names differ; compare the documents.',
}
const BIRTHS_DIFFER: Sentence = {
  zh: '两份登记的出生日期不同，请对照证件与档案。',
  en: 'The two dates of birth differ; compare documents and file.',
}

type Told = Pick<MergePreview['kept'], 'fullName' | 'birthDate'>

function notesOf(one: Told, other: Told, overlapping: number): Sentence[] {
  return [
    ...(one.fullName === other.fullName ? [] : [NAMES_DIFFER]),
    ...(one.birthDate === other.birthDate ? [] : [BIRTHS_DIFFER]),
    ...(overlapping === 0
      ? []
      : [
          {
            zh: `两份记录有 ${overlapping} 个月重复缴费，合并后一个月只计一次，多缴的金额照列。`,
            en: `${overlapping} months were paid in both; a month then counts once, and the money of both is listed.`,
          },
        ]),
  ]
}
