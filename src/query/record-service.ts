import type { Actor } from '../access/actor.js'
import type { Decision } from '../access/decision.js'
import type { Ask, Gate, OwnAsk, Pass } from '../access/gate-service.js'
import { ownRecord, type Resource } from '../access/resource.js'
import type { Section } from '../access/sections.js'
import { requireWholeMandate } from '../access/whole-mandate.js'
import { keepersOf } from '../collection/keepers-store.js'
import type { Trx } from '../db/database.js'
import type { Clock } from '../kernel/clock.js'
import { narrowingSays } from '../kernel/narrowing.js'
import { type Period, parsePeriod } from '../kernel/period.js'
import { type Language, Refusal } from '../kernel/refusal.js'
import { foldOf } from '../ledger/alias-store.js'
import type { EmployerRegistration, Fact, Posted } from '../ledger/fact.js'
import { factsOfPerson } from '../ledger/record-store.js'
import type { Vault } from '../ledger/vault.js'
import type { PolicyBook } from '../policy/book.js'
import type { Setting } from '../policy/house-setting.js'
import { ofKind } from '../records/live.js'
import { narrowRecord } from '../records/narrowed.js'
import { findFigure } from '../records/path.js'
import { recordOf } from '../records/record.js'
import type { RightsRecord } from '../records/rights-record.js'
import type { Explanation, FigureQuery, Ground, RecordAbilities, RecordQuery, VoucherView } from './contract.js'
import type { DisputeMark } from './dispute-contract.js'
import type { ExplainedRecordAnswer, ExplainedRecordQuery } from './explained-record-contract.js'
import { explanationsOf, narrowed } from './explained-record-service.js'
import { explanationView, postingsIn } from './explanation-view-service.js'
import { ALL_SECTIONS, isAllowed, isMarkOpen, openRefs } from './open-sections.js'
import { openedTree } from './opened-tree.js'
import { RecordView } from './record-view-service.js'
import { noSuchFact, noSuchFigure, outsideScope, wholeRecord } from './refusals.js'
import { partsFor, type RecordParts, RememberedRecords } from './remembered-record-service.js'
import { plainViews, type VoucherPorts, voucherViews } from './voucher-view-service.js'

/** 谁的哪些项在核查中；the room of objections answers it. */
export type MarksOf = (trx: Trx, personIds: readonly string[]) => Promise<readonly DisputeMark[]>

/** 单位屏幕上的核查标记：of its own months only, by the facts the figures rest on, and of what it raised itself. */
export interface EmployerMarks {
  /** One month of these people; `refs` are the employer's own facts of it, 'posting/ordinal'. */
  ofStaff(
    trx: Trx,
    of: {
      readonly employerId: string
      readonly month: string
      readonly persons: readonly string[]
      readonly refs: ReadonlySet<string>
    },
  ): Promise<readonly DisputeMark[]>
  /** What this employer raised and is not answered. */
  raisedBy(trx: Trx, employerId: string): Promise<readonly DisputeMark[]>
}

export interface RecordPorts extends VoucherPorts {
  readonly gate: Gate
  readonly vault: Vault
  readonly clock: Clock
  readonly book: () => PolicyBook
  /** 现行参数的摘要. */
  readonly digest: () => string
  /** 当时的参数簿：as it stood when the tree held so many postings. */
  bookAt(trx: Trx, treeSize: number): Promise<{ readonly book: PolicyBook; readonly digest: string }>
  areaName(code: string): string
  /** Another organisation's name as a person reads it: an employer, or the public check page. */
  otherName(code: string): string
  isWithin(agency: string, of: string): boolean
  /** 业务与系统参数的设定值。 */
  readonly setting: Setting
  /** 资料上的各人. */
  readonly paperPersons: (documentId: string) => Promise<readonly string[]>
  /** 核查中的标记；none where no objections are kept. */
  readonly marksOf?: MarksOf | undefined
  readonly employerMarks?: EmployerMarks | undefined
  groundOf(policy: string): { readonly says: string; readonly articles: readonly string[] } | undefined
}

/** 某人的记录，及其所据事实。What a room builds its answer on, once the gate has opened. */
export interface KnownRecord {
  readonly record: RightsRecord
  readonly facts: readonly Posted<Fact>[]
  readonly employers: readonly Posted<EmployerRegistration>[]
  readonly treeSize: number
  /** 推导所用参数的摘要. */
  readonly policyDigest: string
  /** 所见的快照, where it may be remembered. */
  readonly seen?: string | undefined
}

/** 以何时为准。Parameters are those of the same moment as the facts unless asked for apart. */
export type Moment = Pick<RecordQuery, 'through' | 'knownAt'> & { readonly parametersAt?: number }

/** 谁在问：in a session that was asked for, or one that is presumed and asked about with the rest. */
type AskedBy = Pick<OwnAsk, 'actor' | 'presumed'>

/** 一次答复所需。 */
interface Shown {
  readonly actor: Actor
  readonly personId: string
  readonly query: ExplainedRecordQuery
  readonly decision: Decision
  readonly known: KnownRecord
  readonly parts: Map<string, RecordParts>
}

/** 查询权益记录。The gate decides, the line is written, the record is derived anew from the facts, then it is shown. */
export class RecordService {
  private readonly memory: RememberedRecords<KnownRecord>

  constructor(private readonly ports: RecordPorts) {
    this.memory = new RememberedRecords(ports)
  }

  /** 本人查询，或经办人员为办事查询。 */
  async record(
    actor: Actor,
    personId: string,
    query: ExplainedRecordQuery & { purpose?: string },
  ): Promise<ExplainedRecordAnswer> {
    const shown = await this.recordAgain({ actor }, personId, query)
    if (shown !== undefined) return shown
    let read: KnownRecord | undefined
    const answer = await this.pass(actor, personId, query.purpose, async (trx, { decision, show }) => {
      await this.asThen(trx, personId, query, show)
      const known = await this.derive(trx, personId, query)
      read = known
      const marks = await this.marks(trx, personId, decision)
      return this.answer(
        { actor, personId, query, decision, known: narrowKnown(known, decision), parts: new Map() },
        marks,
      )
    })
    this.memory.keep(actor, personId, query, read)
    return answer
  }

  /** 再看一次，by what is remembered and asked about in one round trip. Undefined where it must be read; nothing was written then. */
  async recordAgain(
    { actor, ...by }: AskedBy,
    personId: string,
    query: ExplainedRecordQuery & { purpose?: string },
  ): Promise<ExplainedRecordAnswer | undefined> {
    const kept = this.memory.find(actor, personId, query)
    if (kept === undefined) return undefined
    return this.memory.show(
      kept,
      { ...ownAsk(actor, personId, query.purpose), ...by },
      (trx, decision) => this.marks(trx, personId, decision),
      (known, decision, marks) => this.answer({ actor, personId, query, decision, known, parts: kept.parts }, marks),
    )
  }

  private answer(shown: Shown, marks: DisputeMark[]): ExplainedRecordAnswer {
    const { actor, personId, query, decision, known } = shown
    const { record, facts, treeSize } = known
    const language = query.language ?? 'zh'
    const { sections, charts } = partsOf(shown, language)
    const ports = { language, areaName: this.ports.areaName }
    const explanations = () => explanationsOf(record, sections, ports, openRefs(decision, facts))
    return {
      asOf: {
        through: record.through,
        knownAt: query.knownAt ?? treeSize,
        latest: query.knownAt === undefined || query.knownAt >= treeSize,
        today: record.today,
        policyDigest: known.policyDigest,
      },
      grounds: groundsOf(decision, this.ports),
      ...(decision.narrowed === undefined ? {} : { narrowed: narrowingSays(decision.narrowed) }),
      sections,
      ...(query.explain === true ? { explanations: explanations() } : {}),
      ...(decision.sections.includes('contribution') ? { charts } : {}),
      marks,
      abilities: this.abilities(actor, personId, known),
    }
  }

  /** 为什么是这个数：the tree behind one figure. */
  async explain(actor: Actor, personId: string, query: FigureQuery & { purpose?: string }): Promise<Explanation> {
    const told = await this.explainAgain({ actor }, personId, query)
    if (told !== undefined) return told
    const isKept = this.memory.find(actor, personId, query) !== undefined
    let read: KnownRecord | undefined
    const { areaName } = this.ports
    const explanation = await this.pass(actor, personId, query.purpose, async (trx, { decision, show }) => {
      await this.asThen(trx, personId, query, show)
      read = await this.derive(trx, personId, query)
      const { record, facts } = narrowKnown(read, decision)
      const found = isAllowed(query.path, decision) ? findFigure(record, query.path) : undefined
      if (found === undefined) throw new Refusal(noSuchFigure, { path: query.path })
      const explained = openedTree(found, openRefs(decision, facts))
      const byRef = new Map(facts.map((fact) => [`${fact.ref.posting}/${fact.ref.ordinal}`, fact]))
      const postings = postingsIn(explained)
      const voucherOf = await voucherViews(trx, this.ports, postings, byRef, actor.realm === 'staff', this.memory.plain)
      return explanationView(explained, { language: query.language ?? 'zh', areaName, voucherOf })
    })
    if (!isKept) this.memory.keep(actor, personId, query, read)
    return explanation
  }

  /** As `recordAgain`; undefined too where more would have to be asked for than one question allows. */
  async explainAgain(
    { actor, ...by }: AskedBy,
    personId: string,
    query: FigureQuery & { purpose?: string },
  ): Promise<Explanation | undefined> {
    const kept = this.memory.find(actor, personId, query)
    if (kept === undefined) return undefined
    const found = findFigure(kept.known.record, query.path)
    if (found === undefined || postingsIn(found).some((posting) => this.memory.plain.get(posting) === undefined))
      return undefined
    return this.memory.show(
      kept,
      { ...ownAsk(actor, personId, query.purpose), ...by },
      async () => undefined,
      ({ facts }, decision) => {
        if (!isAllowed(query.path, decision)) throw new Refusal(noSuchFigure, { path: query.path })
        const voucherOf = plainViews(this.ports, this.memory.plain, kept.byRef)
        const { areaName } = this.ports
        const explained = openedTree(found, openRefs(decision, facts))
        return explanationView(explained, { language: query.language ?? 'zh', areaName, voucherOf })
      },
    )
  }

  /** 某一行所在的凭证。 */
  voucher(
    actor: Actor,
    personId: string,
    { posting, ordinal }: { posting: string; ordinal: number },
    purpose?: string,
  ): Promise<VoucherView> {
    return this.pass(actor, personId, purpose, async (trx, { decision }) => {
      const { facts } = await factsOfPerson(trx, personId, this.ports.vault)
      const fact = facts.find(({ ref }) => ref.posting === posting && ref.ordinal === ordinal)
      if (fact === undefined || fact.kind === 'employerRegistration')
        throw new Refusal(noSuchFact, { posting, ordinal })
      if (!openRefs(decision, [fact])(fact.ref)) throw new Refusal(noSuchFact, { posting, ordinal })
      const byRef = new Map([[`${posting}/${ordinal}`, fact]])
      const voucherOf = await voucherViews(trx, this.ports, [posting], byRef, actor.realm === 'staff')
      return voucherOf(posting, ordinal)!
    })
  }

  /** 调阅原始资料（第二条）：the paper that a fact of this person rests on. Everybody it shows gets a line before it leaves. */
  async original(
    actor: Actor,
    personId: string,
    { posting, ordinal, documentId }: { posting: string; ordinal: number; documentId: string },
    purpose: string,
  ): Promise<{ readonly mediaType: string; readonly bytes: Buffer }> {
    const { papers, paperPersons, vault } = this.ports
    const others = await paperPersons(documentId)
    const document = await this.pass(actor, personId, purpose, async (trx, { show, decision }) => {
      requireWholeMandate(decision)
      const { facts } = await factsOfPerson(trx, personId, vault)
      const voucherOf = await voucherViews(trx, this.ports, [posting], new Map(), true)
      const isOwn = facts.some(({ ref }) => ref.posting === posting && ref.ordinal === ordinal)
      const listed = voucherOf(posting, ordinal)?.documents.some((one) => one.documentId === documentId)
      if (!isOwn || listed !== true) throw new Refusal(noSuchFact, { posting, ordinal })
      await show(others)
      return papers.requireUsable(trx, documentId)
    })
    return { mediaType: document.mediaType, bytes: await papers.open(document) }
  }

  /** Inside somebody else's gate: the statement of another room rests on the same derivation. */
  async derive(trx: Trx, personId: string, query: Moment): Promise<KnownRecord> {
    const { vault, clock, book: now, digest: digestNow, bookAt } = this.ports
    const { knownAt, parametersAt = knownAt } = query
    const { facts, treeSize, leafOf, seen } = await factsOfPerson(trx, personId, vault, knownAt)
    const { book, digest } =
      parametersAt === undefined ? { book: now(), digest: digestNow() } : await bookAt(trx, parametersAt)
    const through: Period | undefined = query.through === undefined ? undefined : parsePeriod(query.through)
    const record = recordOf(facts, book, { today: clock.today(), through, leafOf })
    const employers = ofKind(facts, 'employerRegistration')
    return { record, facts, employers, treeSize, policyDigest: digest, seen }
  }

  /** 当时所知，连同当时合并的人：a merge that was undone since still stood then, and the other is shown with a line of theirs. */
  private async asThen(trx: Trx, personId: string, { knownAt }: Moment, show: Pass['show']): Promise<void> {
    if (knownAt === undefined) return
    const { ids } = await foldOf(trx, [personId], knownAt)
    if (ids.length > 1) await show(ids)
  }

  private pass<R>(
    actor: Actor,
    personId: string,
    purpose: string | undefined,
    work: (trx: Trx, pass: Pass) => Promise<R>,
  ): Promise<R> {
    return this.ports.gate.pass(recordAsk(actor, personId, purpose), (trx, pass) => {
      wholeOnly(pass.decision)
      return work(trx, pass)
    })
  }

  /** 核查中的各项，as far as their sections are shown. */
  private async marks(trx: Trx, personId: string, decision: Decision): Promise<DisputeMark[]> {
    const marks = (await this.ports.marksOf?.(trx, [personId])) ?? []
    return marks.filter(({ path }) => isMarkOpen(path, decision))
  }

  private abilities(actor: Actor, personId: string, { employers }: KnownRecord): RecordAbilities {
    const { gate } = this.ports
    const agency = actor.agency ?? ''
    const record: Resource = {
      kind: 'Record',
      person: personId,
      agencies: [agency],
      employers: employers.map((e) => e.employerId),
    }
    const would = (action: 'looks.read' | 'statement.issue' | 'objection.raise') =>
      gate.wouldPass({ actor, action, resource: record, purpose: '-', matter: '-' })
    const forStaff = actor.realm === 'staff'
    return {
      canExplain: true,
      canSeeVoucher: true,
      canSeeReviewers: forStaff,
      canSeeLooks: would('looks.read'),
      canPrintStatement: would('statement.issue'),
      canObject: would('objection.raise'),
      canCorrect:
        forStaff && gate.wouldPass({ actor, action: 'correction.submit', resource: { kind: 'Agency', agency } }),
    }
  }
}

/** 查阅一份记录的请求：one's own, or for the purpose that is named. */
export function recordAsk(actor: Actor, personId: string, purpose: string | undefined): Ask {
  const own = ownAsk(actor, personId, purpose)
  const resource = actor.personId === personId ? own.resource : (trx: Trx) => resourceOf(trx, personId)
  return { ...own, resource, subjects: [personId] }
}

function ownAsk(actor: Actor, personId: string, purpose: string | undefined): OwnAsk {
  return {
    actor,
    action: 'record.read',
    resource: ownRecord(personId),
    sections: actor.realm === 'operator' ? ['registration', 'contribution'] : ALL_SECTIONS,
    ...(purpose === undefined ? {} : { purpose, matter: purpose }),
  }
}

/** What is told of a record whoever asks, by the way it is asked for. */
function partsOf({ query, decision, known, parts }: Shown, language: Language): RecordParts {
  const key = JSON.stringify([language, query.section, query.year, decision.sections])
  return partsFor(parts, key, () => {
    const [view, open] = [new RecordView(known.record, known.employers, language), new Set<string>(decision.sections)]
    return { sections: narrowed(view.sections(open), query), charts: view.charts(open) }
  })
}

/** 授权所及的险种与月份：the same record, cut to them. */
export function narrowKnown(known: KnownRecord, { narrowed }: Decision): KnownRecord {
  return narrowed === undefined ? known : { ...known, record: narrowRecord(known.record, narrowed) }
}

/** An employer's ground opens its own months only, never a whole record. */
export function wholeOnly({ employment }: Decision): void {
  if (employment !== undefined) throw new Refusal(wholeRecord, {})
}

/** 超出授权范围：what is made from the whole needs every class it is made from. */
export function requireSections({ sections }: Decision, needed: readonly Section[]): void {
  const missing = needed.filter((section) => !sections.includes(section))
  if (missing.length > 0) throw new Refusal(outsideScope, { missing })
}

export async function resourceOf(trx: Trx, personId: string): Promise<Resource> {
  return { kind: 'Record', person: personId, ...(await keepersOf(trx, personId)) }
}

/** 依据：what the deciding policies say, each with its own articles. */
export function groundsOf(
  { policies }: Pick<Decision, 'policies'>,
  { groundOf }: Pick<RecordPorts, 'groundOf'>,
): Ground[] {
  return policies.map((policy) => {
    const ground = groundOf(policy)
    return { policy, says: ground?.says ?? '', article: ground?.articles.join('、') ?? '' }
  })
}
