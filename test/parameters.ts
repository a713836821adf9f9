import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Actor } from '../src/access/actor.js'
import type { Post } from '../src/access/posts.js'
import { everybodyIn } from '../src/app/everybody.js'
import { shippedTexts } from '../src/app/release.js'
import { type RulesInForce, rulesInForce } from '../src/app/rules-in-force.js'
import { ParameterApplyService } from '../src/collection/parameter-apply-service.js'
import { ParameterBookService } from '../src/collection/parameter-book-service.js'
import type { ParameterChangeRequest } from '../src/collection/parameter-contract.js'
import { ParameterService } from '../src/collection/parameter-service.js'
import type { CollectionPorts } from '../src/collection/ports.js'
import { ReviewService } from '../src/collection/review-service.js'
import { LedgerSequencer } from '../src/ledger/sequence-service.js'
import { RecordService } from '../src/query/record-service.js'
import type { TestDatabase } from './city.js'
import { clerk, testDesk } from './desk.js'
import { memoryTree } from './memory-tree.js'
import { testReading } from './reading.js'

export const CITY = '999900'
const cityClerk = (personId: string, ...posts: Post[]): Actor => ({ ...clerk(personId, ...posts), agency: CITY })
export const MAINTAINER = cityClerk('801', 'parameterMaintainer')
export const REVIEWER = cityClerk('802', 'reviewer')
export const APPROVER = cityClerk('803', 'approver')
export const ADMIN = cityClerk('804', 'systemAdmin')

/** 下限一改：the floor of the pension base of one contribution year in the invented city. */
export const FLOOR: ParameterChangeRequest = {
  changes: [
    {
      ...{ area: CITY, parameter: 'pension.base-floor', since: '2025-07', until: '2026-06', value: '5700' },
      ...{ basis: '示例市（虚构）2025 年度缴费基数更正通知', status: 'final' },
    },
  ],
  explanation: '原通知数字有误，凭更正通知改。',
}

/** 测试用的参数之治：the shipped texts posted, everything live on a real database. */
export async function testParameters(db: TestDatabase) {
  const desk = testDesk(db)
  const reading = testReading(db)
  const shipped = await shippedTexts(join(import.meta.dirname, '..'))
  const facts = shipped.map(({ kind, path, text }, i) => ({
    ...{ kind: 'policyText' as const, line: i + 1, textKind: kind, path, text },
  }))
  await desk.ledger.post(facts, { kind: 'policyRelease' })
  const rules: RulesInForce = await rulesInForce(db.app, shipped)
  const ports: CollectionPorts = {
    ...desk.ports,
    policy: () => rules,
    rulesChanged: () => rules.reload(),
    everybody: everybodyIn(db.verify),
  }
  const parameters = new ParameterService(ports)
  const live = {
    book: () => rules.book,
    digest: () => rules.digest,
    bookAt: (...asked: Parameters<RulesInForce['bookAt']>) => rules.bookAt(...asked),
  }
  const sequencer = new LedgerSequencer(db.post, desk.ledger.keys, memoryTree(), () => undefined)
  return {
    ...{ desk, reading, rules, ports, parameters },
    shippedRoutes: shipped.find(({ kind }) => kind === 'routes')!.text,
    applying: new ParameterApplyService(ports, parameters),
    books: new ParameterBookService(ports),
    reviews: new ReviewService(ports),
    records: new RecordService({ ...reading.ports, vault: desk.ledger.vault, ...live }),
    sequence: () => sequence(db, sequencer),
    /** Tries it out over what has its place in the tree, and waits for the end. */
    tryOut: async (id: string, revision = 1) => {
      await sequence(db, sequencer)
      await parameters.tryOut(MAINTAINER, id, { revision })
      await parameters.whatIfs.settled()
      return parameters.show(MAINTAINER, id)
    },
  }
}

/** Gives every posting so far its place; a transaction still open elsewhere in the cluster delays it. */
async function sequence(db: TestDatabase, sequencer: LedgerSequencer): Promise<void> {
  const waiting = async () => {
    const [row] = await db.admin.transaction({}, (trx) =>
      trx.rows<{ n: number }>(
        'select count(*)::int as n from ledger.posting p where not exists (select 1 from ledger.leaf l where l.posting_id = p.posting_id)',
      ),
    )
    return row!.n
  }
  for (let n = 0; n < 400 && (await waiting()) > 0; n++) {
    await sequencer.tick()
    await setTimeout(25)
  }
}

export type TestParameters = Awaited<ReturnType<typeof testParameters>>
