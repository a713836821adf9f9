import type { Actor } from '../access/actor.js'
import { writeEvent } from '../access/book-store.js'
import { dayOfInstant } from '../kernel/day.js'
import { NO_UUID } from '../kernel/uuid.js'
import { somePersons } from '../ledger/sample-person-store.js'
import { RecordView } from '../query/record-view-service.js'
import { compareChannels } from './compare.js'
import type { ComparisonsAnswer } from './comparison-contract.js'
import { type ComparisonRun, insertRun, latestRuns, type PersonDifference } from './comparison-store.js'
import { type ContentSource, contentOf } from './content.js'
import { type ItemKey, VOICE_ITEMS } from './items.js'
import { figureOfLine, kioskLine } from './kiosk-lines-service.js'
import type { ChannelPorts } from './ports.js'
import { kioskTeller, paperTeller, type Teller, voiceTeller, webTeller } from './tellers.js'

type Ports = Pick<
  ChannelPorts,
  'app' | 'verify' | 'gate' | 'records' | 'clock' | 'chance' | 'ids' | 'sealer' | 'setting' | 'voiceItems'
>

const SHOWN = 30
const ALL = new Set(['registration', 'contribution', 'benefit', 'account', 'other'])

/** 各渠道：each as it really answers, its figures read back from the answer. */
export function everyChannel(voiceItems: readonly string[]): Teller[] {
  const voice: ItemKey[] = voiceItems.flatMap((item) => VOICE_ITEMS[item] ?? [])
  const sections = ({ record, employers }: ContentSource) => new RecordView(record, employers, 'zh').sections(ALL)
  const lines = (source: ContentSource) => contentOf(source).map((figure) => figureOfLine(kioskLine(figure), figure.of))
  return [
    webTeller('web', sections),
    kioskTeller(lines),
    voiceTeller('zh', voice),
    voiceTeller('en', voice),
    paperTeller(),
  ]
}

/**
 * 逐夜比对（第六条、107号文三）。A sample of persons, one content, every channel; what differs is named by channel and item.
 * Nobody is shown anything, so the run is one line of the book and no look.
 */
export class ComparisonService {
  constructor(private readonly ports: Ports) {}

  async run(tellers: readonly Teller[] = everyChannel(this.ports.voiceItems())): Promise<ComparisonRun> {
    const { app, clock, ids } = this.ports
    const beganAt = clock.now()
    const persons = await this.sample()
    const differences: PersonDifference[] = []
    let figures = 0
    for (const person of persons) {
      const source = await app.transaction({ persons: [person] }, async (trx) => {
        const { record, employers } = await this.ports.records.derive(trx, person, {})
        return { record, employers }
      })
      const compared = compareChannels(source, tellers)
      figures += compared.figures
      for (const difference of compared.differences) differences.push({ ...difference, person })
    }
    const channels = tellers.map(({ channel }) => channel)
    const run = {
      runId: ids.uuid(),
      beganAt,
      endedAt: clock.now(),
      persons: persons.length,
      figures,
      channels,
      differences,
    }
    await this.keep(run)
    return run
  }

  /** 今天还没有比对过的，现在比对。 */
  async runIfDue(): Promise<ComparisonRun | undefined> {
    const { app, clock } = this.ports
    const [last] = await app.transaction({}, (trx) => latestRuns(trx, 1))
    const ranToday = last !== undefined && dayOfInstant(Number(last.began_at) as never) === clock.today()
    return ranToday ? undefined : this.run()
  }

  latest(actor: Actor): Promise<ComparisonsAnswer> {
    const resource = { kind: 'Agency', agency: actor.agency ?? '' } as const
    return this.ports.gate.pass({ actor, action: 'oversight.read', resource }, async (trx) => {
      const runs = await latestRuns(trx, SHOWN)
      return {
        runs: runs.map(({ began_at, differences, ...run }) => ({
          ...{ persons: run.persons, figures: run.figures, differing: run.differing, channels: run.channels },
          beganAt: Number(began_at),
          differences: grouped(differences),
        })),
      }
    })
  }

  private async keep(run: ComparisonRun): Promise<void> {
    const { app, sealer, ids } = this.ports
    await app.transaction({}, async (trx) => {
      await insertRun(trx, run)
      await writeEvent(trx, sealer, {
        ...{ sessionId: NO_UUID, eventId: ids.uuid(), at: run.endedAt, actorPersonId: '0', realm: 'staff' },
        ...{ organisation: '', channel: 'cli', action: 'channels.compare', policies: [], articles: ['BQ-6'] },
        ...{ outcome: run.differences.length === 0 ? 'same' : 'differing', matter: run.runId },
      })
    })
  }

  /** From a place among all persons that chance chooses. */
  private sample(): Promise<string[]> {
    const { verify, setting, chance } = this.ports
    const of = Buffer.from(chance.bytes(4)).readUInt32BE()
    return verify.transaction({}, (trx) => somePersons(trx, { of, in: 2 ** 32 }, setting('system.compare-sample')))
  }
}

function grouped(differences: readonly PersonDifference[]): ComparisonsAnswer['runs'][number]['differences'] {
  const counts = new Map<string, number>()
  for (const { channel, key, how } of differences) {
    const [item = '', of = ''] = key.split('/')
    const group = JSON.stringify([channel, item, of, how])
    counts.set(group, (counts.get(group) ?? 0) + 1)
  }
  return [...counts].map(([group, count]) => {
    const [channel, item, of, how] = JSON.parse(group) as [string, string, string, string]
    return { channel, item, of, how, count }
  })
}
