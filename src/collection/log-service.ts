import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import type { Gate, Pass } from '../access/gate-service.js'
import { postNames } from '../access/posts.js'
import type { Database, Trx } from '../db/database.js'
import { parseDay } from '../kernel/day.js'
import { invariant } from '../kernel/invariant.js'
import { Refusal } from '../kernel/refusal.js'
import { foldOf } from '../ledger/alias-store.js'
import type { Fact, Posted } from '../ledger/fact.js'
import type { Leaf, LeafStep } from '../ledger/leaf.js'
import { openedNames } from '../ledger/lookup-store.js'
import { openTo } from '../ledger/mandate-store.js'
import {
  bodyDigests,
  openedRows,
  postingsOfFact,
  postingsOfPersons,
  rechecksTold,
  rowBefore,
  rowsOfPostings,
  searchPostings,
} from '../ledger/posting-search-store.js'
import { groundsNote } from './content-maintenance.js'
import { findNamedPerson } from './entry-service.js'
import { type Sentence, SUBMISSION_KINDS } from './kinds.js'
import type { Line } from './lines.js'
import type { LogEntry, LogEntryQuery, LogPage, LogQuery, LogStep } from './log-contract.js'
import { type Change, changesIn, logRow, type Named, standsForWhole } from './log-rows.js'
import { type LoggedVoucher, vouchersBehind } from './log-voucher-store.js'
import { CHANGE_KINDS, LOG_STEPS, METHODS, SINGLE } from './log-words.js'
import { personsIn } from './other-person.js'
import type { CollectionPorts } from './ports.js'
import { noSuchPosting } from './refusals-maintenance.js'
import { documentIdsOf } from './voucher-paper-store.js'

const ENTRIES_A_PAGE = 20
const ROWS_SHOWN = 10
const ROWS_A_PAGE = 100

interface Found {
  readonly leaf: Leaf
  readonly page: number
  readonly changes: readonly Change[]
}

/**
 * 维护日志。Made of the postings and their leaves each time it is read, never written beside them: whatever was posted is
 * in it, and nothing else can be. What it shows of persons is written down as a look at each.
 */
export class LogService {
  constructor(
    private readonly ports: CollectionPorts,
    private readonly gate: Gate,
    /** 核验角色：reads everything, opens nothing. */
    private readonly verify: Database,
  ) {}

  page(actor: Actor, query: LogQuery): Promise<LogPage> {
    const [from, through] = [parseDay(query.from), parseDay(query.through)]
    return this.pass(actor, query.purpose, async (trx, pass) => {
      const postings = await this.narrowed(trx, actor, query)
      const agency = this.jurisdiction(actor)
      const found: Leaf[] = []
      let before = query.before
      for (let more = true; more && found.length < ENTRIES_A_PAGE; ) {
        const asked = { agency, from, through, postings, before, most: ENTRIES_A_PAGE * 5 }
        const { staff, kind } = query
        const leaves = await this.verify.transaction({}, (own) => searchPostings(own, { ...asked, staff, kind }))
        for (const leaf of leaves) {
          if (found.length === ENTRIES_A_PAGE) break
          before = leaf.postingId
          if (fits(leaf, query)) found.push(leaf)
        }
        more = leaves.length === ENTRIES_A_PAGE * 5
      }
      const entries = await this.entries(
        trx,
        { pass, actor },
        found.map((leaf) => ({ leaf, page: 1 })),
        ROWS_SHOWN,
      )
      return { entries, ...(found.length === ENTRIES_A_PAGE ? { next: before! } : {}) }
    })
  }

  entry(actor: Actor, { purpose, posting, page }: LogEntryQuery): Promise<LogEntry> {
    return this.pass(actor, purpose, async (trx, pass) => {
      const agency = this.jurisdiction(actor)
      const all = { from: parseDay('1949-10-01'), through: parseDay('9999-12-31'), most: 1 }
      const [leaf] = await this.verify.transaction({}, (own) =>
        searchPostings(own, { ...all, agency, postings: [posting] }),
      )
      if (leaf === undefined) throw new Refusal(noSuchPosting, { posting })
      return (await this.entries(trx, { pass, actor }, [{ leaf, page }], ROWS_A_PAGE))[0]!
    })
  }

  private pass<R>(actor: Actor, purpose: string, work: (trx: Trx, pass: Pass) => Promise<R>): Promise<R> {
    const resource = { kind: 'Agency' as const, agency: organisationOf(actor) }
    return this.gate.pass({ actor, action: 'maintenance.read', resource, purpose, matter: purpose }, work)
  }

  /** 市级看全部，区级看本区。 */
  private jurisdiction(actor: Actor): string | undefined {
    const agency = organisationOf(actor)
    return this.ports.areaOf(agency) === agency ? undefined : agency
  }

  private async narrowed(trx: Trx, actor: Actor, { person, fact }: LogQuery): Promise<string[] | undefined> {
    if (person === undefined && fact === undefined) return undefined
    const named = person === undefined ? undefined : await findNamedPerson(this.ports, person)
    const open = named === undefined ? [] : await openTo(trx, actor, [named.personId], (id) => id)
    const { ids } = await foldOf(trx, open)
    return this.verify.transaction({}, async (own) => {
      const ofPerson = named === undefined ? undefined : await postingsOfPersons(own, ids)
      const ofFact = fact === undefined ? undefined : await postingsOfFact(own, fact)
      if (ofPerson === undefined || ofFact === undefined) return (ofPerson ?? ofFact)!
      return ofPerson.filter((posting) => ofFact.includes(posting))
    })
  }

  private async entries(
    trx: Trx,
    { pass, actor }: { readonly pass: Pass; readonly actor: Actor },
    wanted: readonly { readonly leaf: Leaf; readonly page: number }[],
    rows: number,
  ): Promise<LogEntry[]> {
    const { vault } = this.ports
    const pages = new Set(wanted.map(({ page }) => page))
    invariant(pages.size <= 1, 'entries of one page each')
    const [from, through] = [((wanted[0]?.page ?? 1) - 1) * rows, (wanted[0]?.page ?? 1) * rows - 1]
    const postings = wanted.map(({ leaf }) => leaf.postingId)
    const stored = await this.verify.transaction({}, (own) => rowsOfPostings(own, postings, { from, through }))
    const everybody = [...new Set([...stored.values()].flatMap((one) => openedRows(one).flatMap(personsIn)))]
    // 有保密标识者的行，只有保密人员专办岗看得到；the header of the posting stays.
    const persons = await openTo(trx, actor, everybody, (id) => id)
    const isOpen = (fact: Posted<Fact>) => personsIn(fact).every((id) => persons.includes(id))
    if (persons.length > 0) await pass.show(persons)
    await vault.load(trx, persons)
    const found: Found[] = []
    for (const { leaf, page } of wanted) {
      const changes = changesIn(openedRows(stored.get(leaf.postingId) ?? [], vault).filter(isOpen))
      found.push({ leaf, page, changes: await this.withFormer(changes) })
    }
    const names = await openedNames(trx, persons, vault)
    const about = await this.about(
      trx,
      found.map(({ leaf }) => leaf),
    )
    return found.map((one) => this.view(one, names, about))
  }

  /** 代替前一行的，配上前一行。 */
  private async withFormer(changes: readonly Change[]): Promise<Change[]> {
    return this.verify.transaction({}, async (own) => {
      const filled: Change[] = []
      for (const { before, after } of changes) {
        const former = before === undefined && standsForWhole(after!)
        filled.push({ before: former ? await rowBefore(own, after!, this.ports.vault) : before, after })
      }
      return filled
    })
  }

  /** 凭证正文、原始资料、复核与各人姓名，一次取齐。 */
  private async about(trx: Trx, leaves: readonly Leaf[]) {
    const postings = leaves.map(({ postingId }) => postingId)
    const vouchers = await vouchersBehind(trx, this.ports.vault, leaves)
    const digests = await bodyDigests(trx, postings)
    const documents = await documentIdsOf(
      trx,
      leaves.map(({ voucherId }) => voucherId),
    )
    const evidence = new Map<string, { digest: string; kind: string }[]>()
    for (const [voucherId, ids] of documents) {
      const views = []
      for (const id of [...new Set(ids)]) {
        const { digest, kind } = await this.ports.papers.getDocument(trx, id)
        views.push({ digest: digest.toString('hex'), kind })
      }
      evidence.set(voucherId, views)
    }
    const rechecks = new Map((await rechecksTold(trx, postings)).map((told) => [told.recheckedPosting, told]))
    const staff = await this.ports.staffNames([...new Set(leaves.flatMap(({ steps }) => steps.map(({ by }) => by)))])
    return { vouchers, digests, evidence, rechecks, staff }
  }

  private view(
    { leaf, changes, page }: Found,
    names: ReadonlyMap<string, Named>,
    { vouchers, digests, evidence, rechecks, staff }: Awaited<ReturnType<LogService['about']>>,
  ): LogEntry {
    const { postingId, voucherId, revision, kind, postedAt, rowCount } = leaf
    const voucher = vouchers.get(`${voucherId}:${revision}`)
    const recheck = rechecks.get(postingId)
    const byRow = reasonsByRow(voucher)
    return {
      ...{ posting: postingId, voucherId, at: postedAt, kind, total: rowCount, page },
      says: saysOf(kind),
      method: METHODS[kind] ?? SINGLE,
      agency: this.ports.agencyName(leaf.agency),
      reasons: [...new Map([...byRow.values()].map((told) => [told.zh, told])).values()].slice(0, ROWS_SHOWN),
      steps: leaf.steps.map((step) => this.stepView(step, staff)),
      evidence: evidence.get(voucherId) ?? [],
      bodyDiffers: voucher !== undefined && voucher.digest !== digests.get(postingId),
      ...(recheck === undefined
        ? {}
        : { recheck: { verdict: VERDICTS[recheck.verdict]!, finding: recheck.finding, posting: recheck.posting } }),
      rows: changes.map((change) =>
        logRow(change, (id) => names.get(id), byRow.get((change.after ?? change.before)!.line) ?? byRow.get(1)),
      ),
    }
  }

  private stepView(
    { stage, by, organisation, at, post, terminal }: LeafStep,
    staff: ReadonlyMap<string, string>,
  ): LogStep {
    return {
      says: LOG_STEPS[stage] ?? { zh: stage, en: stage },
      ...{ by, name: staff.get(by) ?? '', organisation: this.ports.agencyName(organisation), at },
      posts: postNames(post ?? ''),
      ...(terminal === undefined ? {} : { terminal }),
    }
  }
}

const VERDICTS: Readonly<Record<string, Sentence>> = {
  agreed: { zh: '复核同意', en: 're-check agreed' },
  refused: { zh: '复核不同意', en: 're-check refused' },
}

/** A text of the leaf that merely looks like the number is no step of that person. */
function fits({ kind, steps }: Leaf, { staff, changesOnly }: LogQuery): boolean {
  if (staff !== undefined && !steps.some(({ by }) => by === staff)) return false
  return changesOnly !== true || CHANGE_KINDS.has(kind)
}

function saysOf(kind: string): Sentence {
  const known = SUBMISSION_KINDS[kind as keyof typeof SUBMISSION_KINDS]
  return known === undefined ? (METHODS[kind] ?? { zh: kind, en: kind }) : { zh: known.zh, en: known.en }
}

/** 原因：code and words of each line, by its row; of the ground where no paper was handed in. */
function reasonsByRow(voucher: LoggedVoucher | undefined): Map<number, Sentence> {
  const told = (line: Line): Sentence | undefined => {
    if ('reason' in line && 'explanation' in line) return groundsNote(line as { reason: string; explanation: string })
    if ('explanation' in line) return { zh: `说明：${line.explanation}`, en: `Explanation: ${line.explanation}` }
    if ('ground' in line && line.ground !== undefined)
      return { zh: `依据：${line.ground}`, en: `Ground: ${line.ground}` }
    return undefined
  }
  return new Map(
    (voucher?.lines ?? []).flatMap((line) => {
      const reason = told(line)
      return reason === undefined ? [] : [[line.row, reason] as const]
    }),
  )
}
