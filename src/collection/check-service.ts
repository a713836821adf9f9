import type { Actor } from '../access/actor.js'
import { Refusal } from '../kernel/refusal.js'
import { CaseService } from './case-service.js'
import { type Case, stateOfCase } from './case-store.js'
import type { CheckRequest, CheckSheet } from './check-contract.js'
import { type CheckedItem, type CheckFault, type CheckItem, faultsOf, isSettled, sourcesFor } from './check-sheet.js'
import { checkItems, digestOfItems, findSheet, putSheet, type StoredSheet } from './check-sheet-store.js'
import { personsOf } from './content-lines.js'
import type { Stage } from './contract.js'
import type { Sentence } from './kinds.js'
import type { Line } from './lines.js'
import type { CollectionPorts } from './ports.js'
import { changedMeanwhile, outOfTurn, samePerson } from './refusals.js'
import { handbookReason, noSheetHere } from './refusals-check.js'
import { hasActed } from './review.js'
import { openBody } from './voucher-body.js'
import { findVouchers } from './voucher-store.js'

const FAULTS: Readonly<Record<CheckFault, Sentence>> = {
  empty: { zh: '未填', en: 'empty' },
  unticked: { zh: '未打勾', en: 'not ticked' },
  differs: { zh: '有差异，未了', en: 'differs, not settled' },
  unknown: { zh: '不在核对之列', en: 'not among the rows' },
}

/** 核对。The sheet a checker fills in before passing: what the database says stands there already and is never typed. */
export class CheckService {
  private readonly cases: CaseService

  constructor(private readonly ports: CollectionPorts) {
    this.cases = new CaseService(ports)
  }

  async show(actor: Actor, submissionId: string, stage: Stage): Promise<CheckSheet> {
    const { one, items, sheet } = await this.read(actor, submissionId, stage)
    const names = await this.ports.staffNames(sheet === undefined ? [] : [sheet.by])
    return view(one, stage, items, sheet, names)
  }

  /** 填写。Saved as often as needed until the stage is passed; whoever passes must have saved it last. */
  async fill(actor: Actor, submissionId: string, request: CheckRequest): Promise<CheckSheet> {
    const { stage, revision, handbook, items: filled } = request
    if (handbook?.issued === false && (handbook.reason ?? '').trim().length < 4) throw new Refusal(handbookReason, {})
    await this.ports.app.transaction({}, async (trx) => {
      const one = await this.cases.getCase(trx, actor, submissionId, true)
      requireSources(one, stage)
      if (revision !== one.revision.revision)
        throw new Refusal(changedMeanwhile, { revision, current: one.revision.revision })
      const state = stateOfCase(this.ports.routes, one)
      if (state !== stage) throw new Refusal(outOfTurn, { state, stage })
      if (hasActed(one.revision.enteredBy, one.steps, actor.personId)) throw new Refusal(samePerson, {})
      const items = await checkItems(trx, this.ports, one)
      const kept = { by: actor.personId, at: this.ports.clock.now(), digest: digestOfItems(items) }
      await putSheet(trx, this.ports, one, stage, { ...kept, items: filled as readonly CheckedItem[], handbook })
    })
    return this.show(actor, submissionId, stage)
  }

  /** Whose data the sheet shows, for the access book. */
  async personsIn(actor: Actor, submissionId: string): Promise<string[]> {
    return this.ports.app.transaction({}, async (trx) => {
      const one = await this.cases.getCase(trx, actor, submissionId)
      const vouchers = await findVouchers(trx, one.vouchers)
      return personsOf(vouchers.flatMap((voucher) => openBody<Line>(this.ports.vault, voucher)))
    })
  }

  private read(actor: Actor, submissionId: string, stage: Stage) {
    return this.ports.app.transaction({}, async (trx) => {
      const one = await this.cases.getCase(trx, actor, submissionId)
      requireSources(one, stage)
      const items = await checkItems(trx, this.ports, one)
      return { one, items, sheet: await findSheet(trx, this.ports, one, stage) }
    })
  }
}

function requireSources({ submission }: Case, stage: Stage): void {
  if (sourcesFor(submission.kind, stage) === undefined) throw new Refusal(noSheetHere, {})
}

function view(
  { submission, revision }: Case,
  stage: Stage,
  items: readonly CheckItem[],
  sheet: StoredSheet | undefined,
  names: ReadonlyMap<string, string>,
): CheckSheet {
  const sources = sourcesFor(submission.kind, stage)!
  const faults = faultsOf(sources, items, sheet?.items ?? [], sheet?.handbook)
  return {
    ...{ stage, revision: revision.revision, sources: [...sources], settles: isSettled(sources) },
    ...(sheet?.handbook === undefined ? {} : { handbook: sheet.handbook as NonNullable<CheckSheet['handbook']> }),
    items: items.map((item) => {
      const filled = sheet?.items.find((one) => one.row === item.row && one.item === item.item)
      const fault = faults.find((one) => one.row === item.row && one.item === item.item)
      return {
        ...item,
        ...{ file: filled?.file ?? '', handbook: filled?.handbook ?? '', ticked: filled?.ticked ?? false },
        ...(filled?.resolution === undefined ? {} : { resolution: filled.resolution }),
        ...(fault === undefined || sheet === undefined ? {} : { fault: FAULTS[fault.fault] }),
      }
    }),
    isComplete: sheet !== undefined && faults.length === 0,
    by: sheet === undefined ? '' : (names.get(sheet.by) ?? sheet.by),
    ...(sheet === undefined ? {} : { at: sheet.at }),
  }
}
