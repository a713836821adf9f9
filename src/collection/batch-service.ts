import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import { mask } from '../kernel/mask.js'
import { type Period, parsePeriod, periodsFrom } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import type { Due, Posted } from '../ledger/fact.js'
import { alsoSee, contributionsOf, openedNames, personsDueOf } from '../ledger/lookup-store.js'
import { withoutProtected } from '../ledger/mandate-store.js'
import type { BatchLine } from './batch-line.js'
import type { SubmissionDetail } from './contract.js'
import { countedOf } from './correction-lines.js'
import { CorrectionService } from './correction-service.js'
import { type Employer, standing } from './employer-terms.js'
import { EntryDesk } from './entry-desk-service.js'
import { findNamedPersons, getEmployer } from './entry-service.js'
import { said } from './explanation.js'
import type { RefusedRow } from './kinds.js'
import type { BatchDryRun, BatchLook, BatchRequest, BatchTotals } from './maintenance-contract.js'
import type { CollectionPorts } from './ports.js'
import { nothingToChange } from './refusals.js'
import { noDuesChosen, noDueThen, rowsOrSelection, tooManyRows } from './refusals-maintenance.js'
import { refusedBy } from './row-refusals.js'

const SHOWN = 1000

interface Chosen {
  readonly row: number
  readonly due: Posted<Due>
  readonly fullName: string
  readonly identityNumber: string
  readonly wage?: number | undefined
  readonly act: 'recompute' | 'reverse'
}

interface DryRun {
  readonly employer: Employer
  readonly lines: readonly (BatchLine & { readonly fullName: string; readonly identityNumber: string })[]
  readonly refused: readonly RefusedRow[]
}

/** 成批变更。A list of rows with what stands and what comes, tried without posting, then filed for the city to approve. */
export class BatchService {
  private readonly desk: EntryDesk
  private readonly corrections: CorrectionService

  constructor(private readonly ports: CollectionPorts) {
    this.desk = new EntryDesk(ports)
    this.corrections = new CorrectionService(ports)
  }

  /** 试算：every row before and after, with the totals; nothing is filed. */
  async dryRun(look: BatchLook): Promise<{ answer: BatchDryRun; persons: string[] }> {
    const { lines, refused } = await this.run(look)
    const rows = lines.map(({ row, fullName, identityNumber, original, replacement }) => ({
      ...{ row, fullName, identityNumber: mask(identityNumber) },
      ...{ insurance: original.insurance, month: original.contributionMonth, before: amountsOf(original) },
      ...(replacement === undefined ? {} : { after: amountsOf(replacement) }),
    }))
    const most = this.ports.setting('business.batch-most-rows')
    const persons = [...new Set(lines.map(({ original }) => original.personId))]
    // A screen shows the first thousand; the totals are of all.
    return {
      answer: { rows: rows.slice(0, SHOWN), refused: refused.slice(0, SHOWN), ...totalsOf(lines), most },
      persons,
    }
  }

  async file(actor: Actor, request: BatchRequest, resubmits?: string): Promise<SubmissionDetail> {
    const { reason, explanation, documentId } = request
    const { employer, lines, refused } = await this.run(request)
    if (lines.length === 0) throw new Refusal(noDuesChosen, {})
    const words = said(explanation)
    const rows = lines.map(({ fullName: _, identityNumber: __, ...line }) => ({
      line: { ...line, reason, explanation: words },
      counted: countedOf(line.original, line.replacement),
    }))
    const agency = organisationOf(actor)
    const place = { kind: 'batchChange' as const, agency, area: this.ports.areaOf(agency), documentId }
    const entries = [...rows, ...refused.map((refusal) => ({ refusal }))]
    return this.desk.file(actor, { ...place, employerId: employer.id, content: request, lines: entries }, resubmits)
  }

  private async run(look: BatchLook): Promise<DryRun> {
    if ((look.rows === undefined) === (look.selection === undefined)) throw new Refusal(rowsOrSelection, {})
    const employer = await getEmployer(this.ports, look.creditCode)
    const { chosen, refused } = await this.chosen(employer, look)
    const most = this.ports.setting('business.batch-most-rows')
    const total = chosen.length + refused.length
    if (total > most) throw new Refusal(tooManyRows, { rows: total, most })
    const lines: DryRun['lines'][number][] = []
    for (const one of chosen) {
      try {
        const line = this.lineOf(employer, one)
        if (line !== undefined) lines.push(line)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        refused.push(refusedBy(one.row, '申报工资', error))
      }
    }
    return { employer, lines, refused }
  }

  /** Of a selection, what the rules do not change is left out; a row of a list that changes nothing is refused. */
  private lineOf(employer: Employer, { row, due, wage, act, fullName, identityNumber }: Chosen) {
    const { ref: reverses } = due
    const common = { row, reverses, original: due, reason: '', explanation: '', fullName, identityNumber }
    if (act === 'reverse') return common
    try {
      return { ...common, replacement: this.replaced(employer, due, wage ?? due.declaredWage) }
    } catch (error) {
      if (wage === undefined && error instanceof Refusal && error.entry.code === nothingToChange.code) return undefined
      throw error
    }
  }

  private replaced(employer: Employer, due: Posted<Due>, declaredWage: number): Due {
    return this.corrections.replacementOf(due, employer, { declaredWage }) as Due
  }

  private async chosen(employer: Employer, { rows, selection }: BatchLook) {
    if (rows !== undefined) return this.listed(employer, rows)
    const { from, through, insurances, act } = selection!
    const [first, last] = [parsePeriod(from), parsePeriod(through)]
    const chosen = await this.ports.app.transaction({}, async (trx) => {
      // 保密标识：a selection passes them over; theirs are corrected one by one.
      const persons = await withoutProtected(trx, await personsDueOf(trx, employer.id, first, last), (id) => id)
      await alsoSee(trx, persons)
      const names = await openedNames(trx, persons, this.ports.vault)
      const dues = await contributionsOf<Due>(trx, 'due', persons, [...periodsFrom(first, last)])
      return standing(dues)
        .filter(
          (due) =>
            due.employerId === employer.id && (insurances ?? [due.insurance]).some((one) => one === due.insurance),
        )
        .map((due, i): Chosen => {
          return { row: i + 1, due, act, ...(names.get(due.personId) ?? { fullName: '', identityNumber: '' }) }
        })
    })
    return { chosen, refused: [] as RefusedRow[] }
  }

  private async listed(employer: Employer, rows: NonNullable<BatchLook['rows']>) {
    const [chosen, refused]: [Chosen[], RefusedRow[]] = [[], []]
    for (const [i, given] of rows.entries()) {
      try {
        const [person] = await findNamedPersons(this.ports, [given])
        const due = await this.dueOf(employer, person!.personId, given.insurance, parsePeriod(given.contributionMonth))
        const { identityNumber, fullName } = person!
        const act = given.declaredWage === undefined ? ('reverse' as const) : ('recompute' as const)
        chosen.push({ row: i + 1, due, identityNumber, fullName, act, wage: given.declaredWage })
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        refused.push(refusedBy(i + 1, '全行', error))
      }
    }
    return { chosen, refused }
  }

  private async dueOf(employer: Employer, personId: string, insurance: string, month: Period): Promise<Posted<Due>> {
    const dues = await this.ports.app.transaction({ persons: [personId] }, (trx) =>
      contributionsOf<Due>(trx, 'due', [personId], [month]),
    )
    const own = standing(dues).filter((due) => due.insurance === insurance && due.employerId === employer.id)
    if (own.length !== 1) throw new Refusal(noDueThen, { month })
    return own[0]!
  }
}

function amountsOf({ declaredWage, base, employerAmount, personAmount }: Due) {
  return { declaredWage, base, employerAmount, personAmount }
}

/** 变更前后的合计。 */
export function totalsOf(lines: readonly BatchLine[]): { before: BatchTotals; after: BatchTotals } {
  const sum = (dues: readonly Due[]): BatchTotals => ({
    rows: dues.length,
    employerAmount: dues.reduce((total, due) => total + due.employerAmount, 0),
    personAmount: dues.reduce((total, due) => total + due.personAmount, 0),
  })
  return {
    before: sum(lines.map(({ original }) => original)),
    after: sum(lines.flatMap(({ replacement }) => replacement ?? [])),
  }
}
