import type { Database, Scope, Trx } from '../db/database.js'
import { invariant } from '../kernel/invariant.js'
import { Refusal } from '../kernel/refusal.js'
import type { Actor } from './actor.js'
import type { LineSealer, LookLine } from './book.js'
import { writeEvent, writeLooks } from './book-store.js'
import type { Guard, Question } from './cedar.js'
import type { Decision } from './decision.js'
import { eventLine, lookLine, type Pen } from './lines.js'
import { type Presumed, PresumedNoMore } from './presumed.js'
import { accessDenied, searchTwoKeys } from './refusals.js'
import { actingEnded, agentVisitEnded } from './refusals-acting.js'
import { sealMissing } from './refusals-seal.js'
import type { Resource } from './resource.js'
import { sealOrdered, sealStands, writeSealedLooks } from './seal-store.js'
import { hasSessionChanged } from './session-store.js'
import { withStanding } from './standing.js'

/** 请求。A question, whose resource may have to be looked up first, and the persons it is about as far as known. */
export interface Ask extends Omit<Question, 'resource'> {
  /** When it must be found first: in the same transaction, which then sees the subjects only. */
  readonly resource: Resource | ((trx: Trx) => Promise<Resource>)
  readonly subjects?: readonly string[] | undefined
  /** 依法封存：the case under whose seal the lines are kept from the person; refused where no seal stands. */
  readonly sealedUnder?: string | undefined
  /** 不得告知的案件：its lines are under its seal once one was ordered, and until then name nobody. */
  readonly untold?: string | undefined
}

/** 本人的请求：nothing has to be looked up before it is decided. */
export interface OwnAsk extends Question {
  /** Where the session was not asked for yet: the transaction asks, or is undone with `PresumedNoMore`. */
  readonly presumed?: Presumed | undefined
}

export interface Pass {
  readonly decision: Decision
  /** Opens the records of more persons to this transaction, each with a line: whom one may read, one has looked at. */
  show(persons: readonly string[]): Promise<void>
}

/** 出示之门。Decide, do, write the line, commit, answer; in this order, and nothing reaches a record around it. */
export interface Gate {
  pass<R>(ask: Ask, work: (trx: Trx, pass: Pass) => Promise<R>): Promise<R>
  /**
   * 一次往返：for one unmerged person, known beforehand and asking for themselves. `work` asks the database in its first
   * breath, the line goes with it, and `work` learns of the answers once all is committed.
   */
  passAtOnce<R>(ask: OwnAsk, work: (trx: Trx, decision: Decision) => Promise<R>): Promise<R>
  /** Whether the question would pass, for the buttons of a screen. Shows nothing, writes nothing. */
  wouldPass(question: Question): boolean
}

export interface GatePorts extends Pen {
  readonly database: Database
  readonly guard: Guard
  readonly sealer: LineSealer
  /** 加密成可存的文字：a purpose is typed by people, who write names and numbers into it. */
  conceal(text: string): string
  /** The engine failed on a request: somebody must look. */
  alarm(says: string): void
}

type Outcome<R> = { readonly refused: Error } | { readonly shown: R }

export function openGate(ports: GatePorts): Gate {
  return {
    pass: (ask, work) => pass(ports, ask, work),
    passAtOnce: (ask, work) => passAtOnce(ports, ask, work),
    wouldPass: (question) => ports.guard.decide(withStanding(question)).allowed,
  }
}

async function pass<R>(ports: GatePorts, ask: Ask, work: (trx: Trx, pass: Pass) => Promise<R>): Promise<R> {
  const resource = lookedUp(ask)
  let opened: Opened | undefined
  if (typeof resource !== 'function') {
    opened = open(ports, { ...ask, resource }, ask.subjects)
    if (!opened.decision.allowed) throw await refuse(ports, opened)
  }
  try {
    const outcome = await ports.database.transaction(scopeOf(ask, opened?.decision), async (trx) => {
      opened ??= open(ports, { ...ask, resource: await found(trx, resource) }, ask.subjects)
      return opened.decision.allowed ? shown(ports, trx, opened, work) : refused<R>(ports, trx, opened)
    })
    if ('refused' in outcome) throw outcome.refused
    return outcome.shown
  } catch (error) {
    // A no that the work itself gave rolled its line back: the asker learns something all the same, so it is written.
    if (error instanceof Refusal && opened?.decision.allowed === true) await refuse(ports, opened)
    throw error
  }
}

async function passAtOnce<R>(
  ports: GatePorts,
  ask: OwnAsk,
  work: (trx: Trx, decision: Decision) => Promise<R>,
): Promise<R> {
  const { presumed, ...question } = ask
  const { actor, resource } = question
  const { personId: person, realm } = actor
  invariant(
    realm === 'citizen' && resource.kind === 'Record' && resource.person === person,
    'at once one sees oneself only',
  )
  const persons = [person]
  const opened = open(ports, question, persons)
  const { decision } = opened
  // A no is told, and written, of a session that was asked for.
  if (!decision.allowed) throw presumed === undefined ? await refuse(ports, opened) : new PresumedNoMore()
  try {
    const [shown] = await ports.database.atOnce({ persons }, (trx) => {
      const line = lookLine(ports, opened.question, decision, person, 'shown')
      return Promise.all([work(trx, decision), presumed?.confirm(trx), writeLooks(trx, ports.sealer, [line])])
    })
    return shown
  } catch (error) {
    if (error instanceof Refusal) await refuse(ports, opened)
    if (presumed === undefined || !hasSessionChanged(error)) throw error
    presumed.forget()
    throw new PresumedNoMore()
  }
}

interface Opened {
  readonly question: Question
  readonly decision: Decision
  /** Whose record it is about: the subjects asked for, then whoever was shown besides. */
  readonly persons: Set<string>
  readonly sealedUnder?: string | undefined
  readonly untold?: string | undefined
}

/** 保密标识 is looked up for whoever is not the person: a record is never decided on without it. */
function lookedUp({ resource, actor }: Ask): Ask['resource'] {
  if (actor.realm === 'citizen') return resource
  if (typeof resource !== 'function') return resource.kind === 'Record' ? (trx) => marked(trx, resource) : resource
  return async (trx) => marked(trx, await resource(trx))
}

async function marked(trx: Trx, resource: Resource): Promise<Resource> {
  if (resource.kind !== 'Record') return resource
  const [row] = await trx.rows<{ n: number }>(
    `select cardinality(ledger.protected_among(string_to_array(ledger.folded($1::text), ',')::bigint[])) as n`,
    [resource.person],
    'access.protected',
  )
  return { ...resource, isProtected: row!.n > 0 }
}

type Asked = Question & Pick<Ask, 'sealedUnder' | 'untold'>

function open(ports: GatePorts, asked: Asked, subjects: readonly string[] = []): Opened {
  const question = withStanding(asked)
  const decision = ports.guard.decide(question)
  if (decision.alarm !== undefined) ports.alarm(`access engine: ${decision.alarm}`)
  const { sealedUnder, untold } = asked
  return { question: written(ports, question), decision, persons: new Set(subjects), sealedUnder, untold }
}

/** As it goes into the book: decided in clear, kept concealed, with whoever acts for the person. A matter that repeats the purpose is the same text. */
function written(ports: GatePorts, question: Question): Question {
  const { purpose = '', matter } = question
  const acting = actedFor(question)
  // Whoever acts is named first; a purpose that only names the act adds nothing to it.
  const said = acting?.says !== undefined && /^[a-z]+\.[\w:-]+$/.test(purpose) ? '' : purpose
  const whole = [acting?.says, said].filter((part) => part !== undefined && part !== '').join('；')
  if (whole === '') return question
  const concealed = ports.conceal(whole)
  return { ...question, purpose: concealed, matter: matter === purpose && purpose !== '' ? concealed : matter }
}

function actedFor({ actor, resource }: Question): Actor['actingFor'] {
  return resource.kind === 'Record' && resource.person === actor.actingFor?.personId ? actor.actingFor : undefined
}

function found(trx: Trx, resource: Ask['resource']): Resource | Promise<Resource> {
  return typeof resource === 'function' ? resource(trx) : resource
}

/** The second wall, row-level security, opens for the subjects and the employer of the decision and for nobody else. */
function scopeOf(ask: Ask, decision: Decision | undefined): Scope {
  const employer = decision?.employment ?? (ask.actor.realm === 'operator' ? ask.actor.employerId : undefined)
  return { persons: ask.subjects ?? [], ...(employer === undefined || employer === '' ? {} : { employer }) }
}

async function shown<R>(
  ports: GatePorts,
  trx: Trx,
  opened: Opened,
  work: (trx: Trx, pass: Pass) => Promise<R>,
): Promise<Outcome<R>> {
  const { question, decision, persons, sealedUnder, untold } = opened
  const nameless = await isNameless(ports, trx, opened)
  if (nameless && sealedUnder !== undefined) throw new Refusal(sealMissing, { matter: question.matter ?? '' })
  // A line under every number of a merged person: should the merge be undone, each finds what was seen of them.
  const note = (ids: readonly string[]) => {
    for (const person of ids) persons.add(person)
  }
  if (persons.size > 0) note(trx.persons ?? [])
  const show = async (more: readonly string[]) => {
    note(more)
    note(await widen(trx, persons))
  }
  const result = await work(trx, { decision, show })
  if (persons.size === 0 || nameless) await writeEvent(trx, ports.sealer, eventLine(ports, question, decision, 'done'))
  const at = ports.clock.now()
  const pen = { chance: ports.chance, clock: { ...ports.clock, now: () => at } }
  const lines = [...(nameless ? [] : persons)].map((person) => lookLine(pen, question, decision, person, 'shown'))
  await keep(ports, trx, lines, sealedUnder ?? untold)
  return { shown: result }
}

/** The line of a refusal is committed before the refusal is told. */
async function refuse(ports: GatePorts, opened: Opened): Promise<Error> {
  const outcome = await ports.database.transaction({}, (trx) => refused(ports, trx, opened))
  return outcome.refused
}

async function refused<R>(
  ports: GatePorts,
  trx: Trx,
  opened: Opened,
): Promise<{ readonly refused: Error } & Outcome<R>> {
  const { question, decision, persons, sealedUnder, untold } = opened
  const nameless = await isNameless(ports, trx, opened)
  if (persons.size === 0 || nameless) {
    await writeEvent(trx, ports.sealer, eventLine(ports, question, decision, 'refused'))
  }
  const lines = [...(nameless ? [] : persons)].map((person) => lookLine(ports, question, decision, person, 'refused'))
  await keep(ports, trx, lines, sealedUnder ?? untold)
  return { refused: refusalOf(question, decision) }
}

/** Before the seal of a case stands, a line with the person would be seen now, and be gone once the seal came. */
async function isNameless({ clock }: GatePorts, trx: Trx, { sealedUnder, untold }: Opened): Promise<boolean> {
  if (sealedUnder !== undefined) return !(await sealStands(trx, sealedUnder, clock.today()))
  return untold !== undefined && !(await sealOrdered(trx, untold))
}

/** 记入查阅之书；依法封存的记入封存之书。 */
function keep({ sealer }: GatePorts, trx: Trx, lines: readonly LookLine[], sealedUnder?: string): Promise<void> {
  return sealedUnder === undefined ? writeLooks(trx, sealer, lines) : writeSealedLooks(trx, sealer, lines, sealedUnder)
}

function refusalOf(question: Question, { articles, says }: Decision): Error {
  const { action, actor, context } = question
  if (actedFor(question)?.ended === true)
    return new Refusal(actor.realm === 'staff' ? agentVisitEnded : actingEnded, {})
  const given = context?.keys ?? 0
  if (action === 'record.search' && actor.realm === 'staff' && given < 2) return new Refusal(searchTwoKeys, { given })
  return new Refusal(accessDenied, { articles, says })
}

async function widen(trx: Trx, persons: ReadonlySet<string>): Promise<string[]> {
  const ids = [...persons]
  invariant(
    ids.every((id) => /^\d{1,19}$/.test(id)),
    'an id in a data scope is digits only',
  )
  const [row] = await trx.rows<{ persons: string }>(
    `select set_config('quanyi.persons', ledger.folded($1), true) as persons`,
    [ids.join(',')],
  )
  return row!.persons === '' ? [] : row!.persons.split(',')
}
