import type { Actor } from '../access/actor.js'
import type { Trx } from '../db/database.js'
import { NO_UUID } from '../kernel/uuid.js'
import { postedParameterTexts } from '../ledger/policy-store.js'
import type { PolicyText } from '../policy/book.js'
import { sameParameters } from '../policy/difference.js'
import { casesOf, isOver, stateOfCase } from './case-store.js'
import { EntryDesk } from './entry-desk-service.js'
import type { ParameterFileLine } from './lines.js'
import { filesChanged, textDigest } from './parameter-lines.js'
import { requireBook } from './parameter-service.js'
import { RELEASE_PERSON } from './parameter-view-store.js'
import type { CollectionPorts } from './ports.js'
import { listSubmissions } from './submission-store.js'
import { parameterLinesOf } from './what-if-store.js'

const KIND = 'parameterChange'
const LISTED = 1000

/** 随版本提出的：which files, and how many changes of parameters wait for review or for being applied. */
export interface Proposed {
  readonly paths: readonly string[]
  readonly waiting: number
}

/**
 * 随版本发布的参数，提出而不施行。A file the release ships otherwise than the last release did is proposed, once, whatever
 * becomes of it; what was changed here since then is no business of the release, and a change of comments or of names is
 * none.
 */
export class ReleaseService {
  private readonly desk: EntryDesk

  constructor(private readonly ports: CollectionPorts) {
    this.desk = new EntryDesk(ports)
  }

  async propose(shipped: readonly PolicyText[], agency: string): Promise<Proposed> {
    const { texts } = this.ports.policy()
    const before = await this.ports.app.transaction({}, (trx) => this.lastShipped(trx, agency))
    const inForce = new Map(texts.map(({ path, text }) => [path, text]))
    const changed = filesChanged(texts, shipped)
      .filter(({ path, text }) => before.get(path) !== text)
      .filter(({ path, text }) => !sameParameters(inForce.get(path) ?? '', text))
    if (changed.length > 0) await this.file(texts, changed, agency)
    return { paths: changed.map(({ path }) => path), waiting: await this.waiting(agency) }
  }

  private async file(texts: readonly PolicyText[], changed: readonly PolicyText[], agency: string): Promise<void> {
    const now = new Map(texts.map(({ path, text }) => [path, text]))
    const lines = changed.map(({ path, text }, i): ParameterFileLine => {
      return { row: i + 1, path, was: textDigest(now.get(path) ?? ''), text, explanation: '随版本发布' }
    })
    requireBook(texts, lines)
    await this.desk.file(releaseAt(agency), {
      ...({ kind: KIND, agency, area: this.ports.areaOf(agency) } as const),
      content: lines,
      ground: '随版本发布',
      lines: lines.map((line) => ({ line, counted: [] })),
    })
  }

  /** What the release said last of each file: posted at the first installation, or proposed since. */
  private async lastShipped(trx: Trx, agency: string): Promise<Map<string, string>> {
    const posted = (await postedParameterTexts(trx)).filter(({ how }) => how === 'policyRelease')
    const said = new Map(posted.map(({ path, text }) => [path, text]))
    const cases = await casesOf(trx, await listSubmissions(trx, { agencies: [agency], kind: KIND, limit: LISTED }))
    for (const one of cases.reverse()) {
      if (one.revision.enteredBy !== RELEASE_PERSON) continue
      for (const line of await parameterLinesOf(trx, this.ports, one))
        if ('text' in line) said.set(line.path, line.text)
    }
    return said
  }

  private async waiting(agency: string): Promise<number> {
    return this.ports.app.transaction({}, async (trx) => {
      const cases = await casesOf(trx, await listSubmissions(trx, { agencies: [agency], kind: KIND, limit: LISTED }))
      const states = cases.map((one) => stateOfCase(this.ports.routes, one))
      return states.filter((state) => state !== 'posted' && !isOver(state)).length
    })
  }
}

export function releaseAt(agency: string): Actor {
  const account = { sessionId: NO_UUID, accountId: 'release', posts: [], channel: 'cli' } as const
  return { personId: RELEASE_PERSON, realm: 'staff', agency, ...account }
}
