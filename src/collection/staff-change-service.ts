import type { Actor } from '../access/actor.js'
import type { Trx } from '../db/database.js'
import { parseIdentity } from '../kernel/identity.js'
import { mask } from '../kernel/mask.js'
import { Refusal } from '../kernel/refusal.js'
import { alsoSee, employersById, enrolmentsOf, registeredAmong } from '../ledger/lookup-store.js'
import { findPersons, nameDigest } from '../ledger/people-store.js'
import { takeIds } from '../ledger/posting-store.js'
import type { RefusedRow, SubmissionDetail } from './contract.js'
import { employerOf } from './employer-terms.js'
import { Enrolments } from './enrolment-state.js'
import { EntryDesk } from './entry-desk-service.js'
import type { StoredRefusal } from './filing-match.js'
import { endingsOf } from './known-life-store.js'
import { openForm } from './open-form.js'
import { pendingChanges } from './pending-store.js'
import type { CollectionPorts } from './ports.js'
import { confirmPart, nothingAccepted, unknownEmployer } from './refusals.js'
import { adultFrom } from './registration-reading-store.js'
import { rosterOf } from './roster-store.js'
import type { StaffChange, StaffChangePreview, StaffChangeRequest } from './staff-change-contract.js'
import { type ChangeKnown, type MatchedChange, matchStaffChange } from './staff-change-match-store.js'
import { readStaffChange } from './staff-change-row-store.js'
import { type CutOff, cutOffOn } from './staff-change-rule.js'
import { FileStandard } from './standard-gate.js'

/** 日常增减员：by hand, by file or at the counter; counted from the month that the cut-off day gives, said before it is sent. */
export class StaffChangeService {
  private readonly desk: EntryDesk

  constructor(private readonly ports: CollectionPorts) {
    this.desk = new EntryDesk(ports)
  }

  /** 预览，and whose record it looked at. */
  async preview(
    actor: Actor,
    employerId: string,
    changes: readonly StaffChange[],
    documentId?: string,
  ): Promise<{ persons: string[]; preview: StaffChangePreview }> {
    const { matched, cutOff } = await this.match(employerId, changes, documentId !== undefined)
    const lines = matched.flatMap((one) => ('line' in one ? [viewOf(one)] : []))
    const refused = matched.flatMap((one) => ('line' in one ? [] : [one]))
    const preview = {
      ...{ effectiveMonth: cutOff.effectiveMonth, says: cutOff.says, lines, changes: [...changes] },
      needsProof: matched.some((one) => 'line' in one && one.isDoubtful),
      refusedRows: refused.map((row) => shownTo(actor, row)),
    }
    return { persons: knownPersons(matched), preview }
  }

  /** 读文件：rows that do not read stand beside those that do not fit. */
  async read(
    actor: Actor,
    employerId: string,
    bytes: Uint8Array,
  ): Promise<{ persons: string[]; preview: StaffChangePreview }> {
    const standard = new FileStandard(this.ports, 'staffChange')
    const form = await openForm(bytes, standard.columns)
    const [changes, unread, rows] = [[] as StaffChange[], [] as RefusedRow[], [] as number[]]
    for await (const row of form.rows) {
      const plain = standard.read(form.header, row)
      const read = 'sentence' in plain ? plain : readStaffChange(form.header, plain)
      if ('sentence' in read) unread.push(read)
      else {
        changes.push(read)
        rows.push(row.row)
      }
    }
    const { persons, preview } = await this.preview(actor, employerId, changes)
    const inFile = <T extends { row: number }>(one: T): T => ({ ...one, row: rows[one.row - 1] ?? one.row })
    const refusedRows = [...unread, ...preview.refusedRows.map(inFile)].sort((a, b) => a.row - b.row)
    return { persons, preview: { ...preview, lines: preview.lines.map(inFile), refusedRows } }
  }

  /** 报送：joins and leaves go to review together; what is doubtful takes the longer route, with its proof. */
  async send(actor: Actor, employerId: string, request: StaffChangeRequest): Promise<SubmissionDetail> {
    const { changes, acceptedOnly, documentId, resubmits } = request
    const { matched, employer } = await this.match(employerId, changes, documentId !== undefined, resubmits)
    const lines = matched.flatMap((one) => ('line' in one ? [one] : []))
    const refused = matched.length - lines.length
    if (lines.length === 0) throw new Refusal(nothingAccepted, { refused })
    if (refused > 0 && !acceptedOnly) throw new Refusal(confirmPart, { refused })
    const paper = documentId ?? (await this.paperOf(employer.agency, changes))
    const kind = lines.some(({ isDoubtful }) => isDoubtful) ? ('provenJoin' as const) : ('staffChange' as const)
    const place = { kind, agency: employer.agency, area: employer.area, employerId, documentId: paper }
    const rows = matched.map((one) => ('line' in one ? { line: one.line, counted: [] } : { refusal: one }))
    return this.desk.file(
      actor,
      { ...place, content: { changes, day: this.ports.clock.today() }, lines: rows },
      resubmits,
    )
  }

  async receive(employerId: string, bytes: Uint8Array) {
    const employer = await this.ports.app.transaction({}, async (trx) =>
      employerOf(await employersById(trx, [employerId])),
    )
    if (employer === undefined) throw new Refusal(unknownEmployer, { employer: employerId })
    return this.ports.papers.receive(employer.agency, 'attachment', bytes)
  }

  /** 原始资料：what was typed, as a list. */
  private async paperOf(agency: string, changes: readonly StaffChange[]): Promise<string> {
    const lines = changes.map(({ change, identityNumber = '', fullName = '', key = '', reason, insurances = [] }) =>
      [change, identityNumber || key, fullName, reason, insurances.join(' ')].join(','),
    )
    const text = ['变动类型,社会保障号码,姓名,变更原因,参保险种', ...lines].join('\r\n')
    return (await this.ports.papers.receive(agency, 'staffChange', Buffer.from(text))).documentId
  }

  private async match(employerId: string, changes: readonly StaffChange[], hasProof: boolean, resubmits?: string) {
    return this.ports.app.transaction({ employer: employerId }, async (trx) => {
      const employer = employerOf(await employersById(trx, [employerId]))
      if (employer === undefined) throw new Refusal(unknownEmployer, { employer: employerId })
      const area = this.ports.policy().book.area(employer.area)
      const cutOff = cutOffOn(area, this.ports.clock.today())
      const known = await this.knownOf(trx, { employerId, agency: employer.agency, changes, cutOff, resubmits })
      const at = { area, employer, cutOff, hasProof, today: this.ports.clock.today() }
      const seen = new Map<string, number>()
      const matched = changes.map((change, i) => matchStaffChange({ ...at, known, seen }, change, i + 1))
      return { matched, cutOff, employer }
    })
  }

  private async knownOf(
    trx: Trx,
    asked: {
      employerId: string
      agency: string
      changes: readonly StaffChange[]
      cutOff: CutOff
      resubmits?: string | undefined
    },
  ): Promise<ChangeKnown> {
    const { vault, clock } = this.ports
    const { employerId, agency, changes, cutOff, resubmits } = asked
    const roster = await rosterOf(trx, vault, employerId, cutOff.effectiveMonth)
    const joins = changes.flatMap((change) => {
      const read = this.numberOf(change)
      return read === undefined ? [] : [read]
    })
    const digests = new Map(joins.map((number) => [number, vault.identityDigest(number)]))
    const found = await findPersons(trx, [...digests.values()])
    const persons = [...found.values()].map(({ personId }) => personId)
    const everybody = [...new Set([...persons, ...roster.map(({ personId }) => personId)])]
    await alsoSee(trx, everybody)
    const newIds = joins.length > found.size ? await takeIds(trx, 'person_id', joins.length) : []
    return {
      roster,
      person: (number) => found.get(digests.get(number)?.toString('hex') ?? ''),
      isNamed: (number, name) =>
        found.get(digests.get(number)?.toString('hex') ?? '')?.nameDigest?.equals(nameDigest(vault, number, name)) ===
        true,
      registered: await registeredAmong(trx, persons),
      facts: await enrolmentsOf(trx, everybody),
      enrolments: new Enrolments(await enrolmentsOf(trx, everybody)),
      endings: await endingsOf(trx, persons),
      pending: (await pendingChanges(trx, this.ports, employerId)).filter((one) => one.submissionId !== resubmits),
      today: clock.today(),
      adultFrom: adultFrom(this.ports, agency),
      newId: () => newIds.pop()!,
    }
  }

  /** The number as it is kept, where it reads. */
  private numberOf({ identityNumber }: StaffChange): string | undefined {
    try {
      return identityNumber === undefined ? undefined : parseIdentity(identityNumber, this.ports.clock.today()).number
    } catch (error) {
      if (error instanceof Refusal) return undefined
      throw error
    }
  }
}

function knownPersons(matched: readonly (MatchedChange | StoredRefusal)[]): string[] {
  return matched.flatMap((one) => ('line' in one && !one.line.isNew ? [one.line.personId] : []))
}

function viewOf({ line, change, notes, wage }: MatchedChange): StaffChangePreview['lines'][number] {
  return {
    ...{ row: line.row, change, fullName: line.fullName, identityNumber: mask(line.identityNumber), notes: [...notes] },
    insurances: line.enrolments.map(({ insurance }) => insurance) as StaffChangePreview['lines'][number]['insurances'],
    fromMonth: line.enrolments[0]!.fromMonth,
    ...(wage === undefined ? {} : { wage }),
  }
}

/** The reason is for clerks; an employer is told what to do. */
function shownTo(actor: Actor, { row, column, code, sentence, remedy, reason }: StoredRefusal): RefusedRow {
  const shown = { row, column, code, sentence, remedy }
  return actor.realm === 'staff' && reason !== undefined ? { ...shown, reason } : shown
}
