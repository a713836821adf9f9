import type { Trx } from '../db/database.js'
import { Refusal } from '../kernel/refusal.js'
import { CaseService } from './case-service.js'
import { type Draft, MOST_LINES } from './draft-store.js'
import type { Halt } from './import-run-service.js'
import { compareNext } from './legacy-compare-store.js'
import { draftNext, finishDraft, openDraft } from './legacy-draft-store.js'
import type { LegacyAsked } from './legacy-lines.js'
import { openPackage } from './legacy-package.js'
import { type LegacyRead, readLegacyRow } from './legacy-row.js'
import {
  changePackage,
  dropTrial,
  findPackage,
  insertRows,
  type LegacyPackage,
  type LegacyRow,
  nextPackage,
} from './legacy-store.js'
import { sumTrial } from './legacy-sums-store.js'
import { whoOf } from './legacy-who.js'
import type { LegacyState, LegacyTable } from './legacy-words.js'
import type { CollectionPorts } from './ports.js'
import { openJson, sealJson } from './voucher-body.js'

const MOST_TRIES = 3
const NOBODY = Buffer.alloc(0)
const BROKE_OFF = {
  zh: '系统多次出错，已停在此处，已做的各步保留。请续做；仍不成的，请联系系统管理员。',
  en: 'The system broke off here several times; what was done is kept. Take it up again, or ask the system administrator.',
}

interface ReadingKept {
  readonly counts: Record<string, { rows: number; amount: number }>
  readonly control: Record<string, { rows: number; amount: number }>
}
interface CursorKept {
  readonly reading?: ReadingKept | undefined
  readonly after: string
  readonly draft?: ReturnType<Draft['state']> | undefined
}

/**
 * 遗留数据包的后台。Reads, compares person by person, and, once a trial is sent to review, makes the vouchers: always a
 * piece to a transaction that also says how far it came. Broken off, it goes on behind the last piece; memory stays flat.
 */
export class LegacyRunner {
  private readonly cases: CaseService

  constructor(
    private readonly ports: CollectionPorts,
    private readonly alarm: (says: string) => void,
  ) {
    this.cases = new CaseService(ports)
  }

  async advance(halt: Halt): Promise<void> {
    while (!halt.halted) {
      const next = await this.ports.app.transaction({}, (trx) => nextPackage(trx))
      if (next === undefined) return
      await this.work(next, halt)
    }
  }

  private async work(one: LegacyPackage, halt: Halt): Promise<void> {
    const { app, vault } = this.ports
    const { packageId, state, tries } = one
    if (tries >= MOST_TRIES) {
      const stopped = { state: 'stopped' as const, stoppedIn: state, why: sealJson(vault, BROKE_OFF) }
      return app.transaction({}, (trx) => changePackage(trx, packageId, stopped))
    }
    await app.transaction({}, (trx) => changePackage(trx, packageId, { tries: tries + 1 }))
    try {
      if (state === 'reading') await this.read(one, halt)
      else await this.byPersons(one, halt)
    } catch (error) {
      if (error instanceof Refusal) await this.refuse(one, error)
      else this.alarm(`遗留数据包 ${packageId} 的处理中断，将自行续做：${String(error)}`)
    }
  }

  private async read(one: LegacyPackage, halt: Halt): Promise<void> {
    const { largePapers, vault, clock } = this.ports
    await largePapers.use(one.paperDigest, async (source) => {
      const file = await openPackage(source)
      const kept = one.progress && openJson<ReadingKept>(vault, one.progress)
      const control = Object.fromEntries(file.control)
      const counts: ReadingKept['counts'] = structuredClone(kept?.counts ?? {})
      let [done, waiting]: [number, { table: LegacyTable; read: LegacyRead }[]] = [0, []]
      for (const [i, table] of file.tables.entries()) {
        const form = await file.open(table)
        for await (const row of form.rows) {
          if (++done <= one.rowsDone) continue
          waiting.push({ table, read: readLegacyRow(table, form.header, row, clock.today()) })
          if (waiting.length < MOST_LINES) continue
          const share = Math.floor(((i + form.share()) / file.tables.length) * 1_000_000)
          if (halt.halted || !(await this.keepRows(one, waiting, { done, share, counts, control }))) return
          waiting = []
        }
      }
      if (waiting.length > 0) {
        if (!(await this.keepRows(one, waiting, { done, share: 1_000_000, counts, control }))) return
      }
      await this.next(one, 'reading', 'deriving', { reading: { counts, control }, after: '' })
    })
  }

  private async keepRows(
    { packageId }: LegacyPackage,
    read: readonly { readonly table: LegacyTable; readonly read: LegacyRead }[],
    { done, share, counts, control }: ReadingKept & { readonly done: number; readonly share: number },
  ): Promise<boolean> {
    const { app, vault } = this.ports
    const first = done - read.length
    return app.transaction({}, async (trx) => {
      if (!(await this.stands(trx, packageId, 'reading', first))) return false
      const rows = read.map(({ table, read }, i): LegacyRow => {
        counts[table] ??= { rows: 0, amount: 0 }
        const sum = counts[table]
        sum.rows++
        sum.amount += read.amount
        return this.rowOf(table, read, first + i + 1)
      })
      await insertRows(trx, packageId, rows)
      const progress = sealJson(vault, { counts, control } satisfies ReadingKept)
      await changePackage(trx, packageId, { rowsDone: done, share, progress, tries: 0 })
      return true
    })
  }

  private rowOf(table: LegacyTable, { row, about, amount, told, fault }: LegacyRead, ordinal: number): LegacyRow {
    const { vault } = this.ports
    const listed = fault === undefined ? {} : { code: fault.code, says: sealJson(vault, fault) }
    const who = whoOf(vault, table, about)
    return { ordinal, table, row, who, body: sealJson(vault, told ?? { about }), amount, ...listed }
  }

  /** 逐人：comparing while it is tried, making vouchers once it was sent to review. */
  private async byPersons(one: LegacyPackage, halt: Halt): Promise<void> {
    const { app, vault, clock } = this.ports
    const { packageId, state } = one
    let kept = openJson<CursorKept>(vault, one.progress!)
    let done = one.rowsDone
    for (;;) {
      if (halt.halted) return
      const after = kept.after === '' ? NOBODY : Buffer.from(kept.after, 'hex')
      const step = await app.transaction({}, async (trx) => {
        if (!(await this.stands(trx, packageId, state, done))) return undefined
        const draft = state === 'drafting' ? openDraft(trx, this.ports, one, kept.draft) : undefined
        const moved = draft
          ? await draftNext(trx, this.ports, one, after, draft)
          : await compareNext(trx, this.ports, one, after)
        if (moved === undefined) return 'end' as const
        kept = { ...kept, after: moved.after.toString('hex'), ...(draft && { draft: draft.state() }) }
        done += moved.persons
        await changePackage(trx, packageId, { rowsDone: done, progress: sealJson(vault, kept), tries: 0 })
        return 'more' as const
      })
      if (step === undefined) return
      if (step === 'end') break
    }
    if (state === 'drafting') return this.submit(one, kept)
    await app.transaction({}, async (trx) => {
      if (!(await this.stands(trx, packageId, state, done))) return
      const { tables, kinds } = await sumTrial(trx, packageId, kept.reading!)
      const tried = { state: 'tried' as const, tables, kinds, progress: null, share: 1_000_000, tries: 0 }
      await changePackage(trx, packageId, { ...tried, triedAt: clock.now() })
    })
  }

  /** 编完即送审，in the name of whoever asked for it; broken off in between, only what is missing is done. */
  private async submit(one: LegacyPackage, kept: CursorKept): Promise<void> {
    const { app, vault } = this.ports
    const { actor } = openJson<LegacyAsked>(vault, one.body).loading!
    const isNew = await app.transaction({}, async (trx) =>
      finishDraft(trx, this.ports, one, openDraft(trx, this.ports, one, kept.draft)),
    )
    if (isNew) await this.cases.send(actor, one.submissionId!, { revision: 1, acceptedOnly: false })
    await app.transaction({}, (trx) =>
      changePackage(trx, one.packageId, { state: 'loading', progress: null, tries: 0 }),
    )
  }

  private async next(one: LegacyPackage, from: LegacyState, state: LegacyState, kept: CursorKept): Promise<void> {
    const { app, vault } = this.ports
    await app.transaction({}, async (trx) => {
      const now = await findPackage(trx, one.packageId, true)
      if (now?.state !== from) return
      await changePackage(trx, one.packageId, { state, rowsDone: 0, progress: sealJson(vault, kept), tries: 0 })
    })
  }

  private async stands(trx: Trx, packageId: string, state: LegacyState, done: number): Promise<boolean> {
    const now = await findPackage(trx, packageId, true)
    return now?.state === state && now.rowsDone === done
  }

  /** A package that is none leaves nothing but the reason, and its paper. */
  private async refuse({ packageId }: LegacyPackage, no: Refusal): Promise<void> {
    const { app, vault } = this.ports
    await app.transaction({}, async (trx) => {
      await dropTrial(trx, packageId)
      const why = sealJson(vault, { zh: no.say('zh'), en: no.say('en') })
      await changePackage(trx, packageId, { state: 'refused', why, progress: null, tries: 0 })
    })
  }
}
