import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import { parseDay } from '../kernel/day.js'
import { parseIdentity } from '../kernel/identity.js'
import { parsePersonName } from '../kernel/name.js'
import { Refusal } from '../kernel/refusal.js'
import { findPersons, nameDigest } from '../ledger/people-store.js'
import { CHECK_METHODS, CHECK_RESULTS } from './benefit-words.js'
import type { CheckFile } from './entitlement-contract.js'
import { EntryDesk, type EntryRow } from './entry-desk-service.js'
import { DRAFTS } from './fact-drafts-store.js'
import type { EntitlementCheckRequest } from './fact-entry-contract.js'
import { asPosted, factLine } from './fact-lines.js'
import { FIELDS } from './header.js'
import type { RefusedRow, Sentence } from './kinds.js'
import { knownFacts } from './known-life-store.js'
import type { CollectionPorts } from './ports.js'
import { notMatched, refusedBy, refuseRow } from './row-refusals.js'
import { ownField, type SmallRow, smallTable } from './small-table.js'
import { FileStandard } from './standard-gate.js'

const METHOD = ownField('method', 'method', '认证方式')
const RESULT = ownField('result', 'result', '认证结果')
const DAY = ownField('checkedDay', 'checkedDay', '认证日期')
const DOCUMENT = ownField('document', 'document', '文书编号')

type Item = EntitlementCheckRequest['items'][number]
interface Read {
  readonly row: number
  readonly item: Item
}

/** 认证结果文件：of a kiosk, a face service or a comparison. Rows in = accepted + refused; what is accepted is reviewed. */
export class EntitlementFileService {
  private readonly desk: EntryDesk

  constructor(private readonly ports: CollectionPorts) {
    this.desk = new EntryDesk(ports)
  }

  async take(actor: Actor, bytes: Uint8Array): Promise<CheckFile> {
    const agency = organisationOf(actor)
    const read: (Read | RefusedRow)[] = []
    const standard = new FileStandard(this.ports, 'entitlementCheck')
    for await (const row of smallTable(bytes, standard)) read.push('code' in row ? row : this.readRow(row))
    const rows = await this.match(agency, read)
    const refusedRows = rows.flatMap((row) => ('refusal' in row ? [row.refusal] : []))
    const counts = { rowsIn: rows.length, accepted: rows.length - refusedRows.length, refused: refusedRows.length }
    const answer = { ...counts, refusedRows: refusedRows.slice(0, 1000) }
    if (counts.accepted === 0) return answer
    const { documentId } = await this.ports.papers.receive(agency, 'entitlementCheck', bytes)
    const place = { kind: 'entitlementCheck' as const, agency, area: this.ports.areaOf(agency), documentId }
    const { id } = await this.desk.file(actor, { ...place, content: { documentId }, lines: rows })
    return { ...answer, filed: id }
  }

  private readRow({ row, text }: SmallRow): Read | RefusedRow {
    let column = ''
    const of = (field: Parameters<SmallRow['text']>[0]) => {
      column = field.names[0]!
      return text(field)
    }
    try {
      const identityNumber = parseIdentity(of(FIELDS.socialSecurityNumber), this.ports.clock.today()).number
      const fullName = parsePersonName(of(FIELDS.fullName))
      const method = wordOf(CHECK_METHODS, of(METHOD))
      if (method === undefined) return unknownWord(row, column)
      const result = wordOf(CHECK_RESULTS, of(RESULT))
      if (result === undefined) return unknownWord(row, column)
      const checkedDay = parseDay(of(DAY))
      const document = of(DOCUMENT).slice(0, 100)
      if (document === '') return unknownWord(row, column)
      return { row, item: { identityNumber, fullName, method, result, checkedDay, document } }
    } catch (error) {
      if (error instanceof Refusal) return refusedBy(row, column, error)
      throw error
    }
  }

  private async match(agency: string, read: readonly (Read | RefusedRow)[]): Promise<EntryRow[]> {
    const { app, vault, policy, clock, areaOf } = this.ports
    const items = read.flatMap((one) => ('item' in one ? [one.item] : []))
    const digestOf = (number: string) => vault.identityDigest(number)
    const area = areaOf(agency)
    const at = { agency, area, policy: policy().book.area(area), today: clock.today() }
    return app.transaction({}, async (trx) => {
      const found = await findPersons(
        trx,
        items.map(({ identityNumber }) => digestOf(identityNumber)),
      )
      const known = await knownFacts(
        trx,
        [...found.values()].map(({ personId }) => personId),
        'entitlementCheck',
      )
      return read.map((one): EntryRow => {
        if (!('item' in one)) return { refusal: one }
        const { row, item } = one
        const person = found.get(digestOf(item.identityNumber).toString('hex'))
        if (person === undefined) return { refusal: notMatched(row, 'unknown') }
        const isNamed = person.nameDigest?.equals(nameDigest(vault, item.identityNumber, item.fullName))
        if (isNamed !== true) return { refusal: notMatched(row, 'nameDiffers') }
        const place = { ...at, personId: person.personId }
        const own = known.get(person.personId) ?? []
        try {
          const { facts } = DRAFTS.entitlementCheck(place, item, { items: [] })
          const { identityNumber, fullName } = item
          const line = factLine({ row, identityNumber, fullName, facts }, place, own)
          own.push(...facts.map((fact, i) => asPosted(fact, i)))
          return { line, counted: [] }
        } catch (error) {
          if (!(error instanceof Refusal)) throw error
          return { refusal: refusedBy(row, (error.facts as { column?: string }).column ?? '', error) }
        }
      })
    })
  }
}

function wordOf<W extends Readonly<Record<string, Sentence>>>(words: W, said: string): (keyof W & string) | undefined {
  return Object.keys(words).find((key) => key === said || words[key]!.zh === said || words[key]!.en === said)
}

function unknownWord(row: number, column: string): RefusedRow {
  const sentence = { zh: `“${column}”没有填写，或填写的不认识。`, en: `“${column}” is empty or not known here.` }
  return refuseRow(row, column, 'row.unknown-word', sentence)
}
