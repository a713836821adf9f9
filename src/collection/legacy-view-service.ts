import type { Actor } from '../access/actor.js'
import type { ByteSource } from '../archive/byte-source.js'
import type { Trx } from '../db/database.js'
import { csvLine, csvOf } from '../kernel/csv.js'
import { mask } from '../kernel/mask.js'
import type { LegacyDoubt, Posted } from '../ledger/fact.js'
import { alsoSee, factsOfPersons } from '../ledger/lookup-store.js'
import { findPersons } from '../ledger/people-store.js'
import type { RefusedRow } from './kinds.js'
import { foundSentence } from './legacy-content.js'
import type { LegacyListed, LegacyPersons } from './legacy-contract.js'
import { getPackage } from './legacy-desk-store.js'
import type { LegacyFound, LegacyTale } from './legacy-lines.js'
import { disputedSubjects, type LegacySubject, listedRows } from './legacy-store.js'
import { LEGACY_TABLES, type LegacyTable } from './legacy-words.js'
import type { CollectionPorts } from './ports.js'
import { openJson } from './voucher-body.js'
import { submissionsOfPostings } from './voucher-store.js'

const PAGE = 50
const ROWS = 500

interface Page {
  readonly kind?: string | undefined
  readonly after?: string | undefined
}

/** 试装报告的明细：persons with differences, rows that are listed, and the sealed source. */
export class LegacyViewService {
  constructor(private readonly ports: CollectionPorts) {}

  /** 有差异或列出行的人。`looked` are those known here: each gets a line before the answer leaves. */
  async persons(actor: Actor, packageId: string, { kind, after }: Page) {
    const { app, vault } = this.ports
    return app.transaction({}, async (trx) => {
      await getPackage(trx, this.ports, actor, packageId)
      const from = Buffer.from(after ?? '', 'hex')
      const found = await disputedSubjects(trx, packageId, { kind, after: from, limit: PAGE })
      const tales = found.map((one) => ({ one, tale: openJson<LegacyTale>(vault, one.body) }))
      const ids = await this.idsOf(trx, tales)
      const marks = await this.marksOf(trx, [...ids.values()])
      const items = tales.map(({ one, tale }): LegacyPersons['items'][number] => {
        const personId = ids.get(one.who.toString('hex'))
        return {
          at: one.who.toString('hex'),
          ...(personId === undefined ? {} : { personId }),
          ...{ fullName: tale.fullName, identityNumber: mask(tale.identityNumber) },
          ...{ stored: one.stored, listed: one.listed },
          found: tale.found.map((found) => ({
            ...{ kind: found.kind, says: foundSentence(found), table: found.table, row: found.row },
            ...this.decisionOf(found, personId, marks),
          })),
        }
      })
      const next = found.length === PAGE ? items.at(-1)!.at : undefined
      return { page: { items, ...(next && { next }) }, looked: [...ids.values()] }
    })
  }

  async listed(actor: Actor, packageId: string, after = 0): Promise<LegacyListed> {
    const { app, vault } = this.ports
    const rows = await app.transaction({}, async (trx) => {
      await getPackage(trx, this.ports, actor, packageId)
      return listedRows(trx, packageId, after, ROWS)
    })
    const shown = rows.map(({ ordinal, table, row, code, says }) => {
      const { column, sentence, remedy } = openJson<RefusedRow>(vault, says!)
      return { ordinal, table, row, column, code: code!, sentence, remedy }
    })
    return { rows: shown, ...(rows.length === ROWS ? { next: rows.at(-1)!.ordinal } : {}) }
  }

  /** 全部列出的行，供下载，a page at a time. */
  async *listedCsv(actor: Actor, packageId: string): AsyncGenerator<string> {
    yield csvOf([['表', '行', '列', '代码', '问题', '办法']])
    for (let after: number | undefined = 0; after !== undefined; ) {
      const page: LegacyListed = await this.listed(actor, packageId, after)
      yield page.rows
        .map(({ table, row, column, code, sentence, remedy }) =>
          csvLine([LEGACY_TABLES[table as LegacyTable].zh, String(row), column, code, sentence.zh, remedy.zh]),
        )
        .join('')
      after = page.next
    }
  }

  /** 原件：kept as it came, and openable. */
  async source(actor: Actor, packageId: string): Promise<{ source: ByteSource; close(): Promise<void> }> {
    const one = await this.ports.app.transaction({}, (trx) => getPackage(trx, this.ports, actor, packageId))
    return this.ports.largePapers.take(one.paperDigest)
  }

  /** Those this package registered, and those who were registered before. */
  private async idsOf(trx: Trx, tales: readonly { readonly one: LegacySubject; readonly tale: LegacyTale }[]) {
    const { vault } = this.ports
    const known = await findPersons(
      trx,
      tales.map(({ tale }) => vault.identityDigest(tale.identityNumber)),
    )
    const ids = new Map<string, string>()
    for (const { one, tale } of tales) {
      const here = known.get(vault.identityDigest(tale.identityNumber).toString('hex'))
      if (here !== undefined) ids.set(one.who.toString('hex'), here.personId)
    }
    return ids
  }

  private async marksOf(trx: Trx, personIds: readonly string[]) {
    if (personIds.length === 0) return { marks: [], submissions: new Map<string, string>() }
    await alsoSee(trx, personIds)
    const facts = await factsOfPersons(trx, personIds, ['legacyDoubt'])
    const marks = facts.filter((fact): fact is Posted<LegacyDoubt> => fact.kind === 'legacyDoubt')
    const reversing = marks.flatMap(({ reverses, ref }) => (reverses === undefined ? [] : [ref.posting]))
    return { marks, submissions: await submissionsOfPostings(trx, reversing) }
  }

  private decisionOf(
    { kind, insurance, year, table, row }: LegacyFound,
    personId: string | undefined,
    { marks, submissions }: Awaited<ReturnType<LegacyViewService['marksOf']>>,
  ): { state?: 'pending' | 'settled'; settledBy?: string } {
    const mark = marks.find(
      (one) =>
        one.personId === personId &&
        one.reverses === undefined &&
        one.figure === kind &&
        one.insurance === insurance &&
        one.year === year &&
        one.sourceTable === table &&
        one.sourceRow === row,
    )
    if (mark === undefined) return {}
    const settling = marks.find(
      ({ reverses }) => reverses?.posting === mark.ref.posting && reverses.ordinal === mark.ref.ordinal,
    )
    if (settling === undefined) return { state: 'pending' }
    const settledBy = submissions.get(settling.ref.posting)
    return { state: 'settled', ...(settledBy === undefined ? {} : { settledBy }) }
  }
}
