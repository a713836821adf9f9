import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import type { Trx } from '../db/database.js'
import { Refusal } from '../kernel/refusal.js'
import { waitInLine } from '../ledger/lookup-store.js'
import { type AppliedPosting, AppliedService } from './applied-service.js'
import { CaseService } from './case-service.js'
import { type Case, casesOf } from './case-store.js'
import { EntryDesk } from './entry-desk-service.js'
import { SUBMISSION_KINDS } from './kinds.js'
import type { RouteLine } from './lines.js'
import type { OfRevision } from './parameter-contract.js'
import type { CollectionPorts } from './ports.js'
import { missingSubmission } from './refusals.js'
import { alreadySo, rulesMoved } from './refusals-parameters.js'
import { routeNotAgreed, routeNothing, routeTwice, wrongRoute } from './refusals-routing.js'
import { type RouteEntry, readRoutes, wrongWith } from './route-book.js'
import { routeLinesOf, routesInForce, textAfter } from './route-change-store.js'
import { changeOf } from './route-change-view-store.js'
import type { RouteChange, RouteChangeList, RouteChangeRequest, RouteEntryGiven } from './route-contract.js'
import { entriesIn, entryText, plainEntry } from './route-text.js'
import { listSubmissions } from './submission-store.js'

const KIND = 'routeChange'
const LISTED = 200

/**
 * 审核路线的变更：proposed by one post of the city, reviewed and approved by others, put into force by the administrator, who
 * decides nothing of it. A case under review keeps the route it began with.
 */
export class RouteChangeService {
  private readonly desk: EntryDesk
  private readonly cases: CaseService
  private readonly applied: AppliedService

  constructor(private readonly ports: CollectionPorts) {
    this.desk = new EntryDesk(ports)
    this.cases = new CaseService(ports)
    this.applied = new AppliedService(ports)
  }

  async propose(actor: Actor, request: RouteChangeRequest, resubmits?: string): Promise<RouteChange> {
    const { text } = await this.ports.app.transaction({}, (trx) => routesInForce(trx))
    const now = entriesIn(text)
    const lines = request.changes.map((change, i): RouteLine => {
      const route = this.entryOf(change)
      const was = entryText(now.get(change.kind))
      return { row: i + 1, routeOf: change.kind, was, route, explanation: request.explanation.trim() }
    })
    refuseTwice(lines)
    if (lines.every(({ was, route }) => was === entryText(route))) throw new Refusal(routeNothing, {})
    readRoutes(textAfter(text, lines), this.levels())
    const agency = organisationOf(actor)
    const entry = {
      ...({ kind: KIND, agency, area: this.ports.areaOf(agency), documentId: request.documentId } as const),
      // The same proposal to other routes is another one: what was changed and changed back can be changed again.
      content: [request, lines.map(({ was }) => was)],
      ground: request.explanation,
      lines: lines.map((line) => ({ line, counted: [] })),
    }
    const { id } = await this.desk.file(actor, entry, resubmits)
    return this.show(actor, id)
  }

  async list(actor: Actor): Promise<RouteChangeList> {
    const { app, areaOf, staffNames } = this.ports
    const agencies = [areaOf(organisationOf(actor))]
    const found = await app.transaction({}, async (trx) => {
      const cases = await casesOf(trx, await listSubmissions(trx, { agencies, kind: KIND, limit: LISTED }))
      const read: { one: Case; lines: RouteLine[] }[] = []
      for (const one of cases) read.push({ one, lines: await routeLinesOf(trx, this.ports, one) })
      return read
    })
    const names = await staffNames([...new Set(found.flatMap(({ one }) => peopleOf(one)))])
    return { items: found.map(({ one, lines }) => changeOf({ ports: this.ports, names, viewer: actor }, one, lines)) }
  }

  async show(actor: Actor, submissionId: string): Promise<RouteChange> {
    const { one, lines } = await this.read(actor, submissionId)
    const names = await this.ports.staffNames(peopleOf(one))
    return changeOf({ ports: this.ports, names, viewer: actor }, one, lines)
  }

  async apply(actor: Actor, submissionId: string, { revision }: OfRevision): Promise<RouteChange> {
    const { one, lines } = await this.read(actor, submissionId)
    await this.applied.apply(actor, one, revision, { notAgreed: routeNotAgreed, make: () => this.making(lines) })
    return this.show(actor, submissionId)
  }

  private async making(lines: readonly RouteLine[]): Promise<AppliedPosting> {
    const { path, text } = await this.ports.app.transaction({}, (trx) => routesInForce(trx))
    const after = textAfter(text, lines)
    readRoutes(after, this.levels())
    if (after === text) throw new Refusal(alreadySo, {})
    return {
      facts: [{ kind: 'policyText', line: 1, textKind: 'routes', path, text: after }],
      policyDigest: this.ports.policy().digest,
      still: (trx) => requireStill(trx, text),
    }
  }

  private levels() {
    return this.ports.policy().standard.standard
  }

  /** 所给 → 写法；refused with what is wrong, and where an agency is not one of ours. */
  private entryOf({ kind, stages, posts, at, handOver = [] }: RouteEntryGiven): RouteEntry {
    const handed: Record<string, Record<string, string>> = {}
    for (const { agency, stage, to } of handOver) handed[agency] = { ...handed[agency], [stage]: to }
    const entry = plainEntry({ stages, posts: told(posts), at: told(at), handOver: handed })
    const known = new Set(this.ports.agencies().map(({ code }) => code))
    const codes = [
      ...Object.values(entry.at ?? {}).filter((one) => /^\d/.test(one)),
      ...handOver.flatMap(({ agency, to }) => [agency, to]),
    ]
    const strange = codes.find((code) => !known.has(code))
    const itself = handOver.find(({ agency, to }) => agency === to)
    const problem =
      wrongWith(kind, entry, this.levels()) ??
      (strange === undefined ? undefined : `no such agency: ${strange}`) ??
      (itself === undefined ? undefined : `${itself.agency} hands over to itself`)
    if (problem !== undefined) throw new Refusal(wrongRoute, { ...SUBMISSION_KINDS[kind], problem })
    return entry
  }

  private async read(actor: Actor, submissionId: string): Promise<{ one: Case; lines: RouteLine[] }> {
    return this.ports.app.transaction({}, async (trx) => {
      const one = await this.cases.getCase(trx, actor, submissionId)
      if (one.submission.kind !== KIND) throw new Refusal(missingSubmission, { id: submissionId })
      return { one, lines: await routeLinesOf(trx, this.ports, one) }
    })
  }
}

/** 施行须排队：the routes are still those the change was put into. */
async function requireStill(trx: Trx, text: string): Promise<void> {
  await waitInLine(trx, ['routes'])
  const now = await routesInForce(trx)
  if (now.text !== text) throw new Refusal(rulesMoved, {})
}

function told(given: Readonly<Record<string, string | undefined>> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(given).filter(([, one]) => one !== undefined)) as Record<string, string>
}

function refuseTwice(lines: readonly RouteLine[]): void {
  const seen = new Set<string>()
  for (const { routeOf } of lines) {
    if (seen.has(routeOf)) throw new Refusal(routeTwice, SUBMISSION_KINDS[routeOf])
    seen.add(routeOf)
  }
}

function peopleOf({ revision, steps }: Case): string[] {
  return [revision.enteredBy, ...steps.map(({ by }) => by)]
}
