import type { FastifyRequest } from 'fastify'
import type { Day } from '../kernel/day.js'
import { Refusal, type RefusalEntry } from '../kernel/refusal.js'
import type { Standard } from '../policy/standard.js'
import { type Checked, type Fault, firstFault, settled } from '../policy/standard-check.js'
import type { Channel, StandardField, StandardKind } from '../policy/standard-field.js'
import { cellOf, type FieldSpec, type HeaderMap } from './header.js'
import type { RefusedRow, Sentence } from './kinds.js'
import type { CollectionPorts } from './ports.js'
import { askedIn, isObject, rowsOf, SETTLED, settledRequest, writtenIn } from './standard-request.js'
import type { Row } from './table.js'

/** 文件的栏目，由采集标准而来：what the reader of this kind looks for in the header. */
export function columnsOf({ fields }: StandardKind): FieldSpec[] {
  return fields.filter(isInFile).map(specOf)
}

export function isInFile({ place, channels }: StandardField): boolean {
  return place === undefined && (channels === undefined || channels.includes('file'))
}

function specOf({ column, code, names, required, requiredIn }: StandardField): FieldSpec {
  return { field: column, code: code ?? column, names, required: required || requiredIn === 'file' }
}

/** 依标准看一行。Undefined where the standard finds nothing, and where a formula is for the reader to name. */
export function rowFault(kind: Checked, header: HeaderMap, row: Row, today: Day): RefusedRow | undefined {
  const { cells, formulas } = row
  if (formulas !== undefined) {
    const mapped = [...header.columns.values()]
    if (formulas.some((at) => mapped.includes(at))) return undefined
  }
  const given = (id: string) => cellOf(header, cells, kind.fields.find((one) => one.id === id)?.column ?? id)
  const fault = firstFault(kind, given, { today, channel: 'file' })
  if (fault === undefined) return undefined
  const { column, code, sentence, remedy } = fault
  return { row: row.row, column, code, sentence, remedy }
}

/** 不合标准的一件，as a form or a message is told: the same code, sentence and remedy as a row of a file. */
export function refusedByStandard(fault: Fault, row: number): Refusal<StandardFacts> {
  const { code, sentence, remedy, column, field } = fault
  const entry: RefusalEntry<StandardFacts> = {
    code: code as RefusalEntry['code'],
    kind: 'invalid',
    say: { zh: () => `${sentence.zh}${remedy.zh}`, en: () => `${sentence.en} ${remedy.en}` },
  }
  return new Refusal(entry, { row, column, field, sentence, remedy })
}

export interface StandardFacts {
  readonly row: number
  readonly column: string
  readonly field: string
  readonly sentence: Sentence
  readonly remedy: Sentence
}

/** 一类文件所据的标准，as it was when the reading began: its columns, and what it finds in a row. */
export class FileStandard {
  private readonly inForce: StandardKind
  readonly columns: readonly FieldSpec[]

  constructor(
    private readonly ports: Pick<CollectionPorts, 'policy' | 'clock'>,
    kind: string,
  ) {
    const found = ports.policy().standard.standard.kind(kind)
    this.columns = columnsOf(found)
    this.inForce = { ...found, fields: found.fields.filter(isInFile) }
  }

  /** 依标准读一行：refused, or with its codes, months and days as the house writes them. */
  read(header: HeaderMap, row: Row): RefusedRow | Row {
    return rowFault(this.inForce, header, row, this.ports.clock.today()) ?? this.settle(header, row)
  }

  /** 写法归一，nothing refused: of money that arrived, what is not understood stays as it came. */
  settle(header: HeaderMap, row: Row): Row {
    const cells = [...row.cells]
    for (const field of this.inForce.fields) {
      if (!SETTLED.has(field.type)) continue
      const at = header.columns.get(field.column)
      if (at !== undefined && cells[at] !== undefined && row.formulas?.includes(at) !== true)
        cells[at] = settled(field, cells[at])
    }
    return { ...row, cells }
  }
}

export interface GateTerms {
  readonly standard: Standard
  readonly kind: string
  readonly today: Day
  readonly channel: Channel
}

/**
 * 依标准核对一件或一批请求；refuses the first fault. A feed, a kiosk and the forms of the web all come through here with
 * what they were given; the rows are checked one by one.
 */
export function requireStandard({ standard, kind, today, channel }: GateTerms, body: unknown): void {
  const found = standard.findKind(kind)
  if (found === undefined) return
  for (const [i, item] of rowsOf(found, body).entries()) {
    const asked = askedIn(found, body, item)
    const fault = firstFault(asked, (id) => writtenIn(found, id, body, item), { today, channel })
    if (fault !== undefined) throw refusedByStandard(fault, i + 1)
  }
}

/**
 * 路由里的一步：after who may do it is decided, what the standard says comes before what the contract says, so that a
 * clerk, an employer and a file hear the same. The route has `attachValidation: true`.
 */
export function requestWithin(request: FastifyRequest, terms: GateTerms): void {
  requirePlace(request)
  if (isObject(request.body)) {
    requireStandard(terms, request.body)
    request.body = settledBody(terms, request.body)
    if (request.validationError !== undefined && request.validateInput(request.body, 'body')) return
  }
  if (request.validationError !== undefined) throw request.validationError
}

/** 地址与查询串不合的，before anything is asked about what they name. */
export function requirePlace({ validationError }: FastifyRequest): void {
  if (validationError !== undefined && validationError.validationContext !== 'body') throw validationError
}

/** 名称归为代码，年月与日期归一：what a file may write, a request may write, too. */
function settledBody({ standard, kind }: GateTerms, body: object): object {
  const found = standard.findKind(kind)
  return found === undefined ? body : settledRequest(found, body)
}
