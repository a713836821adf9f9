import { hash } from 'node:crypto'
import { agencyName } from '../access/agency-tree.js'
import { writeWorkbook } from '../collection/workbook-writing.js'
import { csvOf, safeText } from '../kernel/csv.js'
import { plusDays, timeText } from '../kernel/day.js'
import { mask } from '../kernel/mask.js'
import { parsePeriod } from '../kernel/period.js'
import { employersByCode, factsOfPersons, openedNames } from '../ledger/lookup-store.js'
import { LIST_FORMS } from './export-lists.js'
import { markKey } from './export-service.js'
import { keepFile, moveTicket, nextRunning, noteProgress, personsOfTicket, type Ticket } from './export-store.js'
import { marked } from './marks.js'
import type { StatisticsPorts } from './ports.js'

const AT_ONCE = 100

/** 后台生成导出。One ticket at a time, in portions, with its progress; what a stop interrupted is made anew. */
export class ExportJobService {
  private turn: Promise<void> | undefined

  constructor(private readonly ports: StatisticsPorts) {}

  /** Works until nothing is waiting; asked twice at once it works once. */
  advance(): Promise<void> {
    this.turn ??= this.work().finally(() => {
      this.turn = undefined
    })
    return this.turn
  }

  private async work(): Promise<void> {
    const { app, alarm, vault } = this.ports
    for (;;) {
      const ticket = await app.transaction({}, (trx) => nextRunning(trx, vault))
      if (ticket === undefined) return
      try {
        await this.make(ticket)
      } catch (error) {
        alarm(`the export ${ticket.serial} failed: ${String(error)}`)
        await app.transaction({}, (trx) =>
          moveTicket(trx, ticket.id, ['running'], 'failed', { note: '未能生成，请重新申请' }),
        )
      }
    }
  }

  private async make(ticket: Ticket): Promise<void> {
    const { app, clock, setting, vault } = this.ports
    const { creditCode, from, through } = ticket.request
    const persons = await app.transaction({}, (trx) => personsOfTicket(trx, ticket.id))
    const employer = (await app.transaction({}, (trx) => employersByCode(trx, [creditCode]))).at(-1)!
    const asked = { employerId: employer.employerId, from: parsePeriod(from), through: parsePeriod(through) }
    const rows: string[][] = []
    for (let at = 0; at < persons.length; at += AT_ONCE) {
      rows.push(...(await this.portion(ticket, persons.slice(at, at + AT_ONCE), asked)))
      await app.transaction({}, (trx) => noteProgress(trx, ticket.id, Math.min(at + AT_ONCE, persons.length)))
    }
    const file = await this.fileOf(ticket, rows, employer.name)
    const expires = plusDays(clock.today(), setting('business.export-life'))
    const digest = hash('sm3', file, 'hex')
    await app.transaction({}, (trx) => keepFile(trx, ticket.id, vault.sealBytes(file), digest, rows.length, expires))
  }

  private portion(
    { list }: Ticket,
    persons: readonly string[],
    asked: Parameters<(typeof LIST_FORMS)['arrears']['rowsOf']>[1],
  ): Promise<string[][]> {
    const { app, vault } = this.ports
    const form = LIST_FORMS[list]
    return app.transaction({ persons: [...persons], employer: asked.employerId }, async (trx) => {
      const names = await openedNames(trx, persons, vault)
      const facts = await factsOfPersons(trx, persons, form.kinds)
      return persons.flatMap((personId) => {
        const { fullName = '', identityNumber = '' } = names.get(personId) ?? {}
        const own = facts.filter((fact) => 'personId' in fact && fact.personId === personId)
        return form.rowsOf({ personId, fullName, maskedNumber: mask(identityNumber), facts: own }, asked)
      })
    })
  }

  /** 封面与页眉：who, of which unit, when, which ticket; under them the marked list. */
  private async fileOf(ticket: Ticket, rows: string[][], employer: string): Promise<Buffer> {
    const names = await this.ports.staffNames([ticket.requestedBy])
    const by = `${agencyName(this.ports.agencies(), ticket.agency)} ${names.get(ticket.requestedBy) ?? ''}`
    const [at, purpose] = [timeText(ticket.requestedAt, 'minute'), ticket.request.purpose]
    const header = `内部资料，不得外传｜${by}｜${at}｜用途：${purpose}｜导出单 ${ticket.serial}`
    const list = marked(markKey(this.ports, ticket.id), LIST_FORMS[ticket.list].columns, rows)
    if (ticket.format === 'csv') return Buffer.from(csvOf([[header], list.head, ...list.rows]))
    const safe = [list.head, ...list.rows].map((row) => row.map(safeText))
    const cover = [
      ...[
        ['导出单', ticket.serial],
        ['导出人', by],
        ['时间', timeText(ticket.requestedAt, 'minute')],
        ['单位', employer],
      ],
      ...[
        ['用途', ticket.request.purpose],
        ['行数', String(rows.length)],
        ['', '内部资料，不得外传；泄露可据版式查到本单。'],
      ],
    ].map((row) => row.map(safeText))
    const widths = list.head.map(() => 20)
    return writeWorkbook(
      [
        { name: '名单', rows: [[header], ...safe], widths, frozen: 2 },
        { name: '封面', rows: cover, widths: [12, 60] },
      ],
      [],
    )
  }
}
