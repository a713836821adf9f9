import type { Actor } from '../access/actor.js'
import { writeEvent } from '../access/book-store.js'
import { dayOfInstant } from '../kernel/day.js'
import type { Language } from '../kernel/refusal.js'
import { NO_UUID } from '../kernel/uuid.js'
import { withoutProtected } from '../ledger/mandate-store.js'
import { somePersons } from '../ledger/sample-person-store.js'
import { RecordView } from '../query/record-view-service.js'
import { compareChannels } from './compare.js'
import type { ComparisonsAnswer } from './comparison-contract.js'
import { type ComparisonRun, insertRun, latestRuns, type PersonDifference } from './comparison-store.js'
import { type ContentSource, contentOf } from './content.js'
import { spokenItem } from './content-service.js'
import { groupedDifferences } from './difference-view-service.js'
import { ITEM_KEYS, type ItemKey, VOICE_ITEMS } from './items.js'
import { kioskLine } from './kiosk-lines-service.js'
import { TOPICS } from './kiosk-service.js'
import type { ChannelPorts } from './ports.js'
import type { Teller } from './teller.js'
import { linesTeller, paperTeller, sectionsTeller, smsTeller, voiceTeller } from './tellers-service.js'

type Ports = Pick<
  ChannelPorts,
  'app' | 'verify' | 'gate' | 'records' | 'clock' | 'chance' | 'ids' | 'sealer' | 'setting' | 'voiceItems'
>

const SHOWN = 30
/** A night may be missed by a stopped house; two are told. */
const LATE_AFTER = 48 * 3_600_000
const ALL = new Set(['registration', 'contribution', 'benefit', 'account', 'other'])

/** 各渠道：each as it really answers, its figures read back from the answer. */
export function everyChannel(voiceItems: readonly string[]): Teller[] {
  const spoken: ItemKey[] = voiceItems.flatMap((item) => VOICE_ITEMS[item] ?? [])
  const sections = ({ record, employers }: ContentSource, language: Language) =>
    new RecordView(record, employers, language).sections(ALL)
  const sentences = (source: ContentSource, language: Language) =>
    voiceItems.flatMap((item) => spokenItem(source, item, language))
  const lines = (items: readonly ItemKey[]) => (source: ContentSource) => ({
    lines: contentOf(source)
      .filter(({ item }) => items.includes(item))
      .map(kioskLine),
  })
  const onKiosk = [...new Set(Object.values(TOPICS).flat())]
  return [
    sectionsTeller('counter', 'zh', sections),
    sectionsTeller('web', 'zh', sections),
    sectionsTeller('web-en', 'en', sections),
    sectionsTeller('api', 'zh', sections),
    linesTeller('api-content', ITEM_KEYS, lines(ITEM_KEYS)),
    linesTeller('kiosk', onKiosk, lines(onKiosk)),
    voiceTeller('zh', spoken, sentences),
    voiceTeller('en', spoken, sentences),
    smsTeller(),
    paperTeller(),
  ] as Teller[]
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
      const began = runs[0] === undefined ? undefined : Number(runs[0].began_at)
      return {
        late: began !== undefined && this.ports.clock.now() - began > LATE_AFTER,
        runs: runs.map(({ began_at, differences, ...run }) => ({
          ...{ persons: run.persons, figures: run.figures, differing: run.differing, channels: run.channels },
          beganAt: Number(began_at),
          differences: groupedDifferences(differences),
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

  /** From a place among all persons that chance chooses; who is marked is in no sample. */
  private sample(): Promise<string[]> {
    const { verify, setting, chance } = this.ports
    const of = Buffer.from(chance.bytes(4)).readUInt32BE()
    return verify.transaction({}, async (trx) => {
      const some = await somePersons(trx, { of, in: 2 ** 32 }, setting('system.compare-sample'))
      return withoutProtected(trx, some, (person) => person)
    })
  }
}
