import { type Actor, organisationOf } from '../access/actor.js'
import { agenciesUnder } from '../access/agency-tree.js'
import type { Pass } from '../access/gate-service.js'
import { openTable } from '../collection/open-table.js'
import type { Trx } from '../db/database.js'
import { periodOfDay, plusDays } from '../kernel/day.js'
import { parsePeriod, yearOf } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import { employersByCode, personCount, personsDueOf, waitInLine } from '../ledger/lookup-store.js'
import { withoutProtected } from '../ledger/mandate-store.js'
import type { DecideExport, ExportList, ExportView, LeakAnswer, RequestExport } from './export-contract.js'
import { LIST_FORMS } from './export-lists.js'
import {
  attemptsOf,
  clearTickets,
  exportsOn,
  findTicket,
  insertAttempt,
  insertPersons,
  insertTicket,
  madeTickets,
  moveTicket,
  type Ticket,
  takeFile,
  ticketsOf,
  unionOf,
} from './export-store.js'
import { type Candidate, type Rows, traced } from './marks.js'
import type { StatisticsPorts } from './ports.js'
import {
  exportEmpty,
  exportGone,
  exportGrown,
  exportMoved,
  noEmployer,
  noExport,
  noRowsInFile,
  tooManyPersons,
  tooManyRows,
  tooManyToday,
  wrongRange,
} from './refusals.js'
import { fileKey, sealFile } from './sealed-file.js'
import { takeSerial } from './statistic-store.js'
import { EXPORT_STATES } from './words.js'

const MOST = 200
const PAGE = 500
const SERIALS = /[0-9A-Z]{4,12}-DC-\d{4}-\d{6,}/g
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000'
const MOST_ROWS = 20_000
const CAPS: readonly string[] = [tooManyRows.code, tooManyToday.code, tooManyPersons.code, exportGrown.code]
/** 有行数上限的岗位；whoever holds several has the largest. */
const POSTS = ['frontDesk', 'reviewer', 'approver', 'query'] as const

/**
 * 导出。The one way a list leaves the house: for a purpose, limited by post, approved by another when it is long, counted
 * by day and by the union of people over a month, marked so that a leaked file names its ticket.
 */
export class ExportService {
  constructor(private readonly ports: StatisticsPorts) {}

  async request(actor: Actor, asked: RequestExport): Promise<ExportView> {
    const { clock, ids, setting, vault } = this.ports
    if (parsePeriod(asked.from) > parsePeriod(asked.through))
      throw new Refusal(wrongRange, { why: '起月晚于止月', whyEn: 'it begins after it ends' })
    const request = { ...asked, creditCode: asked.creditCode.toUpperCase() }
    const id = ids.uuid()
    await this.guarded(actor, request, async (trx, pass) => {
      const agency = organisationOf(actor)
      const persons = await this.personsOf(trx, request)
      await this.withinPost(trx, actor, persons.length)
      const isLong = persons.length > setting('business.export-approval-over')
      const serial = await takeSerial(trx, 'DC', agency, yearOf(periodOfDay(clock.today())))
      const said = { requestedBy: actor.personId, requestedAt: clock.now(), requestedOn: clock.today() }
      const ticket = { id, serial, agency, request, rows: persons.length, ...said }
      await insertTicket(trx, vault, { ...ticket, state: isLong ? 'waiting' : 'running' })
      if (!isLong) await this.begin(trx, pass, ticket, persons)
    })
    this.ports.wake?.()
    return this.one(actor, id)
  }

  /** 批准后开始：no more than was approved, and within the caps of that day. */
  async start(actor: Actor, id: string): Promise<ExportView> {
    const ticket = await this.ports.app.transaction({}, (trx) => this.own(trx, actor, id))
    await this.guarded(actor, ticket.request, async (trx, pass) => {
      if (!(await moveTicket(trx, id, ['approved'], 'running'))) throw new Refusal(exportMoved, wordsOf(ticket))
      const persons = await this.personsOf(trx, ticket.request)
      if (persons.length > ticket.rows) throw new Refusal(exportGrown, { wanted: persons.length, most: ticket.rows })
      await this.begin(trx, pass, ticket, persons)
    })
    this.ports.wake?.()
    return this.one(actor, id)
  }

  async decide(actor: Actor, id: string, { verdict, note }: DecideExport): Promise<ExportView> {
    const found = await this.ports.app.transaction({}, (trx) => this.within(trx, actor, id))
    const to = verdict === 'approve' ? 'approved' : 'refused'
    await this.approving(actor, found.agency, 'approve', found.requestedBy === actor.personId, found.serial, (trx) =>
      moveTicket(trx, id, ['waiting'], to, { by: actor.personId, note: note.trim() }).then((moved) => {
        if (!moved) throw new Refusal(exportMoved, wordsOf(found))
      }),
    )
    return this.one(actor, id)
  }

  async list(actor: Actor): Promise<ExportList> {
    const [agency, canApprove] = [organisationOf(actor), this.mayApprove(actor, organisationOf(actor), 'read', false)]
    const agencies = agenciesUnder(this.ports.agencies(), agency)
    const read = async (trx: Trx) => {
      await clearTickets(trx, this.ports.clock.today())
      const tickets = await ticketsOf(trx, this.ports.vault, agencies, canApprove ? null : actor.personId, MOST)
      return { tickets, attempts: canApprove ? await attemptsOf(trx, agencies, MOST) : [] }
    }
    const { tickets, attempts } = canApprove
      ? await this.approving(actor, agency, 'read', false, 'exports', read)
      : await this.door(actor, agency, 'exports', read)
    const names = await this.ports.staffNames([...new Set(attempts.map(({ by }) => by))])
    return {
      items: await Promise.all(tickets.map((one) => this.view(actor, one))),
      attempts: attempts.map(({ at, by, list, code, wanted, most }) => ({
        ...{ at, by: names.get(by) ?? '', list, code, wanted, most },
      })),
      ...{ canApprove, canRequest: this.mayRequest(actor, agency), caps: this.caps() },
    }
  }

  async one(actor: Actor, id: string): Promise<ExportView> {
    return this.view(actor, await this.ports.app.transaction({}, (trx) => this.within(trx, actor, id)))
  }

  /** 领取：sealed with the password of whoever fetches it, which is not kept; out of this house it is never in clear. */
  async download(actor: Actor, id: string, password: string): Promise<{ bytes: Buffer; name: string }> {
    const { clock, random, vault } = this.ports
    const { plain, name } = await this.door(actor, organisationOf(actor), `${id}/file`, async (trx) => {
      await clearTickets(trx, clock.today())
      const { serial, format } = await this.own(trx, actor, id)
      const file = await takeFile(trx, id)
      if (file === undefined) throw new Refusal(exportGone, {})
      return { plain: vault.unsealBytes(undefined, file), name: `${serial}.${format}.qyx` }
    })
    return { bytes: sealFile(plain, await fileKey(password, random), random), name }
  }

  /** 核对泄露的文件。By the serial it still shows, else by its marks; whoever approves exports may ask. */
  async leak(actor: Actor, file: () => Promise<Uint8Array>): Promise<LeakAnswer> {
    const agency = organisationOf(actor)
    await this.approving(actor, agency, 'read', false, 'leak check', async () => undefined)
    const rows = await rowsIn(await file())
    const shown = new Set(rows.flat().join(' ').match(SERIALS) ?? [])
    let bySerial: string | undefined
    const pages = this.made(agenciesUnder(this.ports.agencies(), agency), ({ id, serial }) => {
      if (shown.has(serial)) bySerial = id
    })
    const { ticket: byMarks, candidates } = await traced(rows, pages)
    const found = byMarks ?? bySerial
    const way = byMarks !== undefined ? 'marks' : bySerial !== undefined ? 'serial' : 'none'
    const { app, vault } = this.ports
    const one = found === undefined ? undefined : await app.transaction({}, (trx) => findTicket(trx, vault, found))
    const ticket = one === undefined ? {} : { ticket: await this.view(actor, one) }
    return { rows: rows.length, candidates, way, ...ticket }
  }

  /** 每一张出过文件的导出单，however many: a page a transaction, so that nothing is held while they are gone over. */
  private async *made(
    agencies: readonly string[],
    meet: (one: { readonly id: string; readonly serial: string }) => void,
  ): AsyncGenerator<Candidate[]> {
    for (let after = BEFORE_ALL; ; ) {
      const page = await this.ports.app.transaction({}, (trx) => madeTickets(trx, agencies, after, PAGE))
      for (const one of page) meet(one)
      yield page.map(({ id, list }) => ({
        ...{ ticket: id, key: markKey(this.ports, id), columns: LIST_FORMS[list].columns },
      }))
      if (page.length < PAGE) return
      after = page.at(-1)!.id
    }
  }

  private async personsOf(trx: Trx, request: RequestExport): Promise<string[]> {
    const employer = (await employersByCode(trx, [request.creditCode])).at(-1)
    if (employer === undefined) throw new Refusal(noEmployer, { creditCode: request.creditCode })
    const all = await personsDueOf(trx, employer.employerId, parsePeriod(request.from), parsePeriod(request.through))
    const persons = await withoutProtected(trx, all, (person) => person)
    if (persons.length === 0) throw new Refusal(exportEmpty, {})
    return persons
  }

  private async withinPost(trx: Trx, actor: Actor, wanted: number): Promise<void> {
    const { clock, setting } = this.ports
    await waitInLine(trx, [`export ${organisationOf(actor)}`])
    const held = POSTS.filter((post) => actor.posts.includes(post))
    const most = Math.max(0, ...held.map((post) => setting('business.export-most-rows', post)))
    if (wanted > most) throw new Refusal(tooManyRows, { wanted, most })
    const perDay = setting('business.export-per-day')
    if ((await exportsOn(trx, actor.personId, clock.today())) >= perDay)
      throw new Refusal(tooManyToday, { wanted: perDay + 1, most: perDay })
  }

  /** The caps of the month, then a line for each person, in the transaction that lets the job begin. */
  private async begin(
    trx: Trx,
    pass: Pass,
    ticket: Pick<Ticket, 'id' | 'agency' | 'requestedBy'>,
    persons: readonly string[],
  ): Promise<void> {
    const { clock, setting, verify } = this.ports
    await waitInLine(trx, [`export ${ticket.agency}`])
    const since = plusDays(clock.today(), -setting('business.export-window'))
    const union = await unionOf(trx, { by: ticket.requestedBy, agency: ticket.agency, since, persons })
    const share = setting('business.export-most-share')
    const ceiling = Math.floor(((await verify.transaction({}, personCount)) * share) / 1_000_000)
    const caps = [
      [union.user, Math.min(setting('business.export-person-most'), ceiling)],
      [union.unit, Math.min(setting('business.export-unit-most'), ceiling)],
    ] as const
    for (const [wanted, most] of caps) if (wanted > most) throw new Refusal(tooManyPersons, { wanted, most })
    await insertPersons(trx, ticket, persons, clock.today())
    await pass.show(persons)
  }

  /** A request refused for its size leaves a line for the supervisor, which the refusal does not roll back. */
  private async guarded(
    actor: Actor,
    { creditCode, list, purpose }: RequestExport,
    work: (trx: Trx, pass: Pass) => Promise<void>,
  ): Promise<void> {
    const { app, clock, gate, ids } = this.ports
    const employer = (await app.transaction({}, (trx) => employersByCode(trx, [creditCode]))).at(-1)
    const resource = { kind: 'Agency' as const, agency: employer?.agency ?? organisationOf(actor) }
    try {
      await gate.pass({ actor, action: 'export.request', resource, purpose, matter: `${list} ${creditCode}` }, work)
    } catch (error) {
      if (error instanceof Refusal && CAPS.includes(error.entry.code)) {
        const { wanted, most } = error.facts as { wanted: number; most: number }
        const said = { by: actor.personId, agency: organisationOf(actor), list, code: error.entry.code, wanted, most }
        await app.transaction({}, (trx) => insertAttempt(trx, { ...said, id: ids.uuid(), at: clock.now() }))
      }
      throw error
    }
  }

  private async within(trx: Trx, actor: Actor, id: string): Promise<Ticket> {
    const one = await findTicket(trx, this.ports.vault, id)
    const mine = one?.requestedBy === actor.personId
    const seen = one !== undefined && (mine || this.mayApprove(actor, one.agency, 'read', false))
    if (!seen) throw new Refusal(noExport, {})
    return one
  }

  private async own(trx: Trx, actor: Actor, id: string): Promise<Ticket> {
    const one = await findTicket(trx, this.ports.vault, id)
    if (one?.requestedBy !== actor.personId) throw new Refusal(noExport, {})
    return one
  }

  private async view(actor: Actor, one: Ticket): Promise<ExportView> {
    const { requestedBy, approvedBy } = one
    const names = await this.ports.staffNames([requestedBy, ...(approvedBy === undefined ? [] : [approvedBy])])
    const { creditCode, from, through, purpose } = one.request
    const mine = requestedBy === actor.personId
    const may = this.mayApprove(actor, one.agency, 'approve', mine)
    return {
      ...{ id: one.id, serial: one.serial, list: one.list, format: one.format, creditCode, from, through, purpose },
      ...{ state: one.state, rows: one.rows, done: one.done, requestedAt: one.requestedAt, note: one.note },
      ...{ requestedBy: names.get(requestedBy) ?? '', downloads: one.downloads },
      ...(approvedBy === undefined ? {} : { approvedBy: names.get(approvedBy) ?? '' }),
      ...(one.digest === undefined ? {} : { digest: one.digest }),
      ...(one.expiresOn === undefined ? {} : { expiresOn: one.expiresOn }),
      can: [
        ...(one.state === 'waiting' && may ? (['decide'] as const) : []),
        ...(one.state === 'approved' && mine ? (['start'] as const) : []),
        ...(one.state === 'ready' && mine ? (['download'] as const) : []),
      ],
    }
  }

  private caps(): ExportList['caps'] {
    const { setting } = this.ports
    return {
      ...{ approvalOver: setting('business.export-approval-over'), perDay: setting('business.export-per-day') },
      ...{ days: setting('business.export-window'), personMost: setting('business.export-person-most') },
      ...{ unitMost: setting('business.export-unit-most'), life: setting('business.export-life') },
    }
  }

  private mayRequest(actor: Actor, agency: string): boolean {
    const resource = { kind: 'Agency' as const, agency }
    return this.ports.gate.wouldPass({ actor, action: 'export.request', resource, purpose: '-', matter: '-' })
  }

  private mayApprove(actor: Actor, agency: string, stage: string, handledBefore: boolean): boolean {
    const context = { stage, handledBefore }
    const resource = { kind: 'Agency' as const, agency }
    return this.ports.gate.wouldPass({ actor, action: 'export.approve', resource, context, purpose: '-', matter: '-' })
  }

  private approving<R>(
    actor: Actor,
    agency: string,
    stage: string,
    handledBefore: boolean,
    matter: string,
    work: (trx: Trx) => Promise<R>,
  ): Promise<R> {
    const resource = { kind: 'Agency' as const, agency }
    const context = { stage, handledBefore }
    return this.ports.gate.pass(
      { actor, action: 'export.approve', resource, context, purpose: '导出的批准', matter },
      work,
    )
  }

  private door<R>(actor: Actor, agency: string, matter: string, work: (trx: Trx) => Promise<R>): Promise<R> {
    const resource = { kind: 'Agency' as const, agency }
    return this.ports.gate.pass({ actor, action: 'export.request', resource, purpose: '导出', matter }, work)
  }
}

/** 记号的密钥，of one ticket: nobody without the house's own key makes or finds the marks. */
export function markKey({ vault }: Pick<StatisticsPorts, 'vault'>, ticketId: string): Buffer {
  return vault.digest(`export-mark:${ticketId}`)
}

async function rowsIn(file: Uint8Array): Promise<Rows> {
  const rows: (readonly string[])[] = []
  for await (const { cells } of (await openTable(file)).rows) {
    rows.push(cells)
    if (rows.length >= MOST_ROWS) break
  }
  if (rows.length === 0) throw new Refusal(noRowsInFile, {})
  return rows
}

function wordsOf({ state }: Ticket) {
  return { state: EXPORT_STATES[state].zh, stateEn: EXPORT_STATES[state].en }
}
