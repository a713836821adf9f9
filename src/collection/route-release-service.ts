import type { Actor } from '../access/actor.js'
import type { Trx } from '../db/database.js'
import { NO_UUID } from '../kernel/uuid.js'
import { postedTexts } from '../ledger/policy-store.js'
import { casesOf } from './case-store.js'
import { EntryDesk } from './entry-desk-service.js'
import { SUBMISSION_KINDS, type SubmissionKind } from './kinds.js'
import type { RouteLine } from './lines.js'
import { RELEASE_PERSON } from './parameter-view-store.js'
import type { CollectionPorts } from './ports.js'
import { routeLinesOf, routesInForce } from './route-change-store.js'
import { entriesIn, entryText, plainEntry } from './route-text.js'
import { listSubmissions } from './submission-store.js'

const LISTED = 1000

/**
 * 随版本发布的审核路线，提出而不施行。What the release says of a kind otherwise than the last release did is proposed, once; what
 * was changed here since is no business of the release.
 */
export class RouteReleaseService {
  private readonly desk: EntryDesk

  constructor(private readonly ports: CollectionPorts) {
    this.desk = new EntryDesk(ports)
  }

  /** The kinds proposed just now. */
  async propose(shipped: string, agency: string): Promise<SubmissionKind[]> {
    const { now, said } = await this.ports.app.transaction({}, async (trx) => ({
      now: entriesIn((await routesInForce(trx)).text),
      said: await this.lastShipped(trx, agency),
    }))
    const changed = [...entriesIn(shipped)].filter(
      ([kind, entry]) =>
        kind in SUBMISSION_KINDS &&
        entryText(now.get(kind)) !== entryText(entry) &&
        said.get(kind) !== entryText(entry),
    )
    if (changed.length === 0) return []
    const lines = changed.map(([kind, entry], i): RouteLine => {
      const was = entryText(now.get(kind))
      const routeOf = kind as SubmissionKind
      return { row: i + 1, routeOf, was, route: plainEntry(entry), explanation: '随版本发布' }
    })
    await this.desk.file(releaseAt(agency), {
      ...({ kind: 'routeChange', agency, area: this.ports.areaOf(agency), ground: '随版本发布' } as const),
      content: lines,
      lines: lines.map((line) => ({ line, counted: [] })),
    })
    return lines.map(({ routeOf }) => routeOf)
  }

  /** What the release said last of each kind: posted by a release, or proposed since. */
  private async lastShipped(trx: Trx, agency: string): Promise<Map<string, string>> {
    const posted = (await postedTexts(trx, 'routes')).filter(({ how }) => how === 'policyRelease')
    const said = new Map<string, string>()
    for (const { text } of posted) for (const [kind, entry] of entriesIn(text)) said.set(kind, entryText(entry))
    const cases = await casesOf(
      trx,
      await listSubmissions(trx, { agencies: [agency], kind: 'routeChange', limit: LISTED }),
    )
    for (const one of cases.reverse()) {
      if (one.revision.enteredBy !== RELEASE_PERSON) continue
      for (const { routeOf, route } of await routeLinesOf(trx, this.ports, one)) said.set(routeOf, entryText(route))
    }
    return said
  }
}

function releaseAt(agency: string): Actor {
  const account = { sessionId: NO_UUID, accountId: 'release', posts: [], channel: 'cli' } as const
  return { personId: RELEASE_PERSON, realm: 'staff', agency, ...account }
}
