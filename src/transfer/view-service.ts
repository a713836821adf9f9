import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import type { Trx } from '../db/database.js'
import { mask } from '../kernel/mask.js'
import { Refusal } from '../kernel/refusal.js'
import { openTo } from '../ledger/mandate-store.js'
import { casesOf, findCase, listCases, stepsOf } from './case-store.js'
import type { OwnTransfers, StopTransfer, TransferDetail, TransferPartners, TransferSummary } from './contract.js'
import { type OpenCase, TransferDesk } from './desk-service.js'
import type { Information } from './package.js'
import type { TransferPorts } from './ports.js'
import { notNow, unknownCase } from './refusals.js'
import { OVER, TRANSFER_STATES } from './transfer-words.js'

const LISTED = 500

/** 转移的列表、一件的全貌，与不予办理、退回。 */
export class TransferViewService {
  private readonly desk: TransferDesk

  constructor(private readonly ports: TransferPorts) {
    this.desk = new TransferDesk(ports)
  }

  async list(actor: Actor): Promise<{ items: TransferSummary[]; persons: string[] }> {
    const { app } = this.ports.collection
    return app.transaction({}, async (trx) => {
      const all = await listCases(trx, this.ports.agenciesUnder(organisationOf(actor)), LISTED)
      const cases = await openTo(trx, actor, all, ({ personId }) => personId)
      const open = await this.desk.opened(trx, cases)
      return {
        items: open.map((one) => this.summary(one)),
        persons: [...new Set(cases.map(({ personId }) => personId))],
      }
    })
  }

  /** 可往来的机构。 */
  async partners(): Promise<TransferPartners> {
    const all = await this.ports.collection.app.transaction({}, (trx) => this.ports.partners(trx))
    return { items: all.flatMap(({ kind, partner, name }) => (kind === 'agency' ? [{ partner, name }] : [])) }
  }

  /** 本人的转移：how far each has come; who did what is not told. */
  async own(personId: string): Promise<OwnTransfers> {
    return this.ports.collection.app.transaction({ persons: [personId] }, async (trx) => {
      const open = await this.desk.opened(trx, await casesOf(trx, personId))
      return {
        items: open.map((one) => {
          const { direction, insurance, partnerName, letterNumber, ours, theirs, openedAt, dueDay, overdue } =
            this.summary(one)
          const steps = one.steps.map(({ side, state, at }) => ({ side, state, at }))
          const told = { direction, insurance, partnerName, letterNumber, ours, openedAt, overdue, steps }
          return { ...told, ...given({ theirs, dueDay }) }
        }),
      }
    })
  }

  /** Whose it is, for the access book. */
  async personOf(actor: Actor, caseId: string): Promise<string> {
    return this.ports.collection.app.transaction({}, async (trx) => {
      const one = await findCase(trx, caseId)
      const within = one !== undefined && this.ports.agenciesUnder(organisationOf(actor)).includes(one.agency)
      const [open] = within ? await openTo(trx, actor, [one.personId], (id) => id) : []
      if (open === undefined) throw new Refusal(unknownCase, {})
      return open
    })
  }

  async show(actor: Actor, caseId: string): Promise<TransferDetail> {
    const { app, staffNames } = this.ports.collection
    const { open, submission } = await app.transaction({}, async (trx) => {
      const open = await this.desk.open(trx, actor, caseId)
      return { open, submission: await this.submissionState(trx, open) }
    })
    const names = await staffNames(open.steps.flatMap(({ by }) => by ?? []))
    const { information, overlap = [], problems = [] } = open.body
    return {
      ...this.summary(open),
      steps: open.steps.map(({ side, state, at, by, note, amount, submissionId, documentId }) => {
        const told = {
          note: this.desk.noteText(note),
          by: by && (names.get(by) ?? ''),
          amount,
          submissionId,
          documentId,
        }
        return { side, state, at, ...given(told) }
      }),
      ...(information === undefined ? {} : { information: informationView(information) }),
      overlap: overlap.map(({ month, keep }) => ({ month, ...given({ keep }) })),
      problems: problems.map(({ zh, en }) => ({ zh, en })),
      abilities: abilitiesOf(open, submission),
    }
  }

  /** 不予办理或退回，with the reason the other end and the person are told. */
  async stop(actor: Actor, caseId: string, { state, reason }: StopTransfer): Promise<void> {
    await this.ports.collection.app.transaction({}, async (trx) => {
      const open = await this.desk.open(trx, actor, caseId, true)
      if (!mayStop(open)) {
        const { zh, en } = TRANSFER_STATES[open.ours]
        throw new Refusal(notNow, { state: zh, stateEn: en })
      }
      await this.desk.note(trx, caseId, state, { by: actor.personId, note: reason })
    })
  }

  /** 送达的文件：the paper of a step of this case, and no other. */
  async documentOf(actor: Actor, caseId: string): Promise<string[]> {
    return this.ports.collection.app.transaction({}, async (trx) => {
      const { one } = await this.desk.open(trx, actor, caseId)
      const steps = (await stepsOf(trx, [one.caseId])).get(one.caseId) ?? []
      return steps.flatMap(({ documentId }) => documentId ?? [])
    })
  }

  private async submissionState(trx: Trx, { ours, steps }: OpenCase): Promise<string | undefined> {
    const last = steps.findLast(({ submissionId }) => submissionId !== undefined)?.submissionId
    return ours === 'underReview' && last !== undefined ? this.desk.stateOfSubmission(trx, last) : undefined
  }

  private summary(open: OpenCase): TransferSummary {
    const { one, body, ours, theirs } = open
    const dueDay = this.desk.dueDay(open)
    return {
      ...{ id: one.caseId, direction: one.direction, letterNumber: one.letterNumber, insurance: one.insurance },
      ...{ identityNumber: mask(body.identityNumber), fullName: body.fullName },
      ...{ partner: one.partner, partnerName: body.partnerName, ours, openedAt: one.openedAt },
      ...given({ theirs, dueDay }),
      overdue: dueDay !== undefined && dueDay < this.ports.collection.clock.today(),
    }
  }
}

function informationView({
  months,
  deemedMonths,
  rows,
  money,
}: Information): NonNullable<TransferDetail['information']> {
  const shown = rows.map(({ rate, interest, balance, ...row }) => ({ ...row, ...given({ rate, interest, balance }) }))
  return { months, deemedMonths, rows: shown, money }
}

function mayStop({ ours }: OpenCase): boolean {
  return !OVER.has(ours) && ['applied', 'letterSent', 'processing', 'repairing', 'moneyMatched'].includes(ours)
}

/** 现在可办的：a button exists only where the request would pass. */
function abilitiesOf(open: OpenCase, submission: string | undefined): string[] {
  const { one, ours, body } = open
  const again = submission === 'returned' || submission === 'withdrawn'
  const stop = mayStop(open) ? ['stop'] : []
  if (one.direction === 'in') {
    const waits = body.information === undefined
    const undecided = (body.overlap ?? []).some(({ keep }) => keep === undefined)
    const overlap = (body.overlap ?? []).length > 0 ? ['overlap'] : []
    if (ours === 'applied') return ['letter', ...stop]
    if (ours === 'letterSent') return ['letter', ...(waits ? [] : ['money', ...overlap]), ...stop]
    if (ours === 'moneyMatched') return [...overlap, ...(undecided ? [] : ['merge']), ...stop]
    if (ours === 'underReview') return again ? [...overlap, 'merge'] : []
    return ours === 'merged' || ours === 'notified' ? ['receipt'] : []
  }
  if (ours === 'repairing') return ['check', ...stop]
  if (ours === 'processing') return ['check', 'prepare', ...stop]
  if (ours === 'underReview') return again ? ['prepare'] : []
  if (ours === 'merged') return ['information']
  if (ours === 'informationSent') return ['information', 'money', 'supplement']
  return ours === 'moneySent' || ours === 'notified' ? ['information', 'supplement'] : []
}

function given<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never
}
