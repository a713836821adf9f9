import type { Actor } from '../access/actor.js'
import type { ByteSource } from '../archive/byte-source.js'
import { Refusal } from '../kernel/refusal.js'
import {
  type AnnotatedForm,
  type AnnotatedRow,
  annotatedCsv,
  annotatedXlsx,
  REMEDY,
  VERDICT,
} from './annotated-file.js'
import { CaseService } from './case-service.js'
import type { Case } from './case-store.js'
import type { RefusedRow } from './kinds.js'
import { LEVY_REASONS, type LevyReason } from './levy-match.js'
import type { Line } from './lines.js'
import { openTable } from './open-table.js'
import type { CollectionPorts } from './ports.js'
import { noOriginal } from './refusals.js'
import { forEmployer } from './row-refusals.js'
import { BULK_LIMITS, type Row, type Table } from './table.js'
import { openBody, openJson } from './voucher-body.js'
import { findVoucher, refusedPart } from './voucher-store.js'

/** The rows a sheet can hold. */
const SHEET_ROWS = 1_048_576

/** 下载的标注件。 */
export interface AnnotatedFile {
  readonly fileName: string
  readonly mediaType: string
  readonly bytes: AsyncIterable<Buffer>
}

/** Writes a line for each of these persons before what is said of them leaves. */
type Looks = (personIds: readonly string[]) => Promise<void>

/**
 * 标注件。The original's rows in their order, each with what became of it and what to do: read again from the store and
 * sent as it is read, whatever its size.
 */
export class AnnotatedService {
  private readonly cases: CaseService

  constructor(private readonly ports: CollectionPorts) {
    this.cases = new CaseService(ports)
  }

  async open(
    actor: Actor,
    submissionId: string,
    asked: AnnotatedForm | undefined,
    looks: Looks,
  ): Promise<AnnotatedFile> {
    const { app, largePapers, vault } = this.ports
    const { one, digest } = await app.transaction({}, async (trx) => {
      const found = await this.cases.getCase(trx, actor, submissionId)
      const { documentId } = found.revision
      if (documentId === undefined || found.revision.fileName === undefined) throw new Refusal(noOriginal, {})
      return { one: found, digest: (await largePapers.getDocument(trx, documentId)).digest }
    })
    const paper = await largePapers.take(digest)
    try {
      const table = await openTable(paper.source, BULK_LIMITS)
      const fits = one.revision.rowsIn < SHEET_ROWS - 16
      const form = fits ? (asked ?? table.kind) : 'csv'
      const rows = this.rows(one, table, paper, looks)
      const name = vault.unseal(undefined, one.revision.fileName!).replace(/\.[^.]*$/, '')
      return {
        fileName: `${name}-标注.${form}`,
        mediaType:
          form === 'csv'
            ? `text/csv; charset=${table.encoding === 'gb18030' ? 'gb18030' : 'utf-8'}`
            : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        bytes: form === 'csv' ? annotatedCsv(rows, table.encoding === 'gb18030') : annotatedXlsx(rows),
      }
    } catch (error) {
      await paper.close()
      throw error
    }
  }

  private async *rows(
    one: Case,
    table: Table,
    paper: { readonly source: ByteSource; close(): Promise<void> },
    looks: Looks,
  ): AsyncGenerator<AnnotatedRow> {
    try {
      const [accepted, refused] = [new Ahead(this.accepted(one, looks)), new Ahead(this.refused(one))]
      const first = Math.min((await accepted.peek())?.row ?? Infinity, (await refused.peek())?.row ?? Infinity)
      let width = 0
      let above: Row | undefined
      for await (const row of table.rows) {
        const cells = padded(row.cells, width)
        if (row.row < first) {
          if (above !== undefined) yield plain(above.cells)
          above = row
          continue
        }
        if (above !== undefined) {
          yield { cells: above.cells, verdict: VERDICT, remedy: REMEDY, refused: false }
          width = above.cells.length
          above = undefined
        }
        const known = (await accepted.at(row.row)) ?? (await refused.at(row.row))
        yield known === undefined ? plain(cells) : { ...known, cells: padded(row.cells, width) }
      }
      if (above !== undefined) yield plain(above.cells)
    } finally {
      await paper.close()
    }
  }

  private async *accepted({ submission, revision }: Case, looks: Looks): AsyncGenerator<Verdict> {
    const { app, vault } = this.ports
    for (let part = 1; part <= revision.vouchers; part++) {
      const voucher = await app.transaction({}, (trx) =>
        findVoucher(trx, submission.submissionId, revision.revision, part),
      )
      const lines = voucher === undefined ? [] : openBody<Line>(vault, voucher)
      await looks([...new Set(lines.flatMap((line) => ('personId' in line && line.personId ? [line.personId] : [])))])
      for (const line of lines) yield { row: line.row, verdict: verdictOf(line), remedy: '', refused: false }
    }
  }

  private async *refused({ submission, revision }: Case): AsyncGenerator<Verdict> {
    const { app, vault } = this.ports
    for (let part = 1; ; part++) {
      const body = await app.transaction({}, (trx) =>
        refusedPart(trx, submission.submissionId, revision.revision, part),
      )
      if (body === undefined) return
      for (const refusal of openJson<RefusedRow[]>(vault, body)) {
        const { row, column, code, sentence, remedy } = forEmployer(refusal)
        const where = column === '' ? '' : `${column}：`
        yield { row, verdict: `未接受（${code}）：${where}${sentence.zh}`, remedy: remedy.zh, refused: true }
      }
    }
  }
}

type Verdict = Omit<AnnotatedRow, 'cells'> & { readonly row: number }

function verdictOf(line: Line): string {
  if (!('outcome' in line) || line.outcome === 'fitting') return '已接受'
  const why = LEVY_REASONS[line.reason as LevyReason]?.zh ?? ''
  return line.outcome === 'suspense' ? `已接受，待认领：${why}` : `已接受，与应缴不符：${why}`
}

function plain(cells: readonly string[]): AnnotatedRow {
  return { cells, verdict: '', remedy: '', refused: false }
}

function padded(cells: readonly string[], width: number): readonly string[] {
  return cells.length >= width ? cells : [...cells, ...Array.from({ length: width - cells.length }, () => '')]
}

/** 按行号对照：rows come in their order, and so do the verdicts. */
class Ahead {
  private next: Promise<IteratorResult<Verdict>> | undefined

  constructor(private readonly verdicts: AsyncGenerator<Verdict>) {}

  async peek(): Promise<Verdict | undefined> {
    this.next ??= this.verdicts.next()
    const { value, done } = await this.next
    return done ? undefined : value
  }

  async at(row: number): Promise<Verdict | undefined> {
    for (let one = await this.peek(); one !== undefined && one.row <= row; one = await this.peek()) {
      this.next = undefined
      if (one.row === row) return one
    }
    return undefined
  }
}
