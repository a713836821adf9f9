import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { barPerson, unbarAccounts } from '../src/access/bar-store.js'
import { openGate } from '../src/access/gate-service.js'
import { insertAgreement, type StoredAgreement } from '../src/archive/agreement-store.js'
import type { CollectionPorts } from '../src/collection/ports.js'
import { CalendarService } from '../src/exchange/calendar-service.js'
import { DeathService } from '../src/exchange/death-service.js'
import { DifferenceService } from '../src/exchange/difference-service.js'
import { FORM } from '../src/exchange/envelope.js'
import { MatchingService } from '../src/exchange/matching-service.js'
import { type Matter, matterEntry, moneyItems } from '../src/exchange/matters.js'
import type { OutsideCheck } from '../src/exchange/outside.js'
import { OutsideService } from '../src/exchange/outside-service.js'
import { PartnerService } from '../src/exchange/partner-service.js'
import type { ExchangePorts } from '../src/exchange/ports.js'
import { ReceiveService } from '../src/exchange/receive-service.js'
import { employerStopsOf, StopService, stopsOf } from '../src/exchange/stop-service.js'
import { ViewService } from '../src/exchange/view-service.js'
import type { PartnerKind } from '../src/exchange/words.js'
import type { Day } from '../src/kernel/day.js'
import { encodeBase64 } from '../src/log/base64.js'
import { generatePrivateKey, publicKeyOf, type Sm2PrivateKey, signSm2 } from '../src/log/sm2.js'
import { publicKeyPem } from '../src/log/sm2-encoding.js'
import { staff, testChance, testGuard, testLineSealer } from './access.js'
import type { TestDatabase } from './city.js'
import { AGENCY, clerk, testDesk } from './desk.js'

/** 一个交换对方及其私钥，made for this run. */
export interface TestPartner {
  readonly partner: string
  readonly key: Sm2PrivateKey
}

export const AGREEMENT = 'QYT-JH-001'

/** 测试用交换之室：the services of exchange over those of collection, on a real database behind the real gate. */
export function testExchange(db: TestDatabase, outside?: OutsideCheck) {
  const desk = testDesk(db)
  const gate = openGate({
    ...{ clock: desk.ports.clock, chance: testChance, sealer: testLineSealer, alarm: () => undefined },
    ...{ database: db.app, guard: testGuard(), conceal: (text) => desk.ledger.vault.conceal(text) },
  })
  const agencies = ['999900', '999901', '999902']
  const ports: ExchangePorts = {
    ...{ gate, collection: desk.ports, receivers: () => agencies },
    agenciesUnder: (agency) => (agency === '999900' ? agencies : [agency]),
    afterDeath: { bar: barPerson, unbar: unbarAccounts, others: [] },
    outside: outside ?? {
      askIdentity: async () => ({ answer: 'agrees' }),
      askCreditCode: async () => ({ answer: 'agrees' }),
    },
  }
  const [checks, deaths] = [new OutsideService(ports), new DeathService(ports)]
  const own = desk.ports as { -readonly [K in keyof CollectionPorts]: CollectionPorts[K] }
  own.stopsOf = stopsOf
  own.exchange = {
    employerStopsOf,
    prepareChecks: (revisions) => checks.prepare(revisions),
    requireChecked: (trx, revision) => checks.require(trx, revision),
    lifeEventsPosted: (trx, events) => deaths.posted(trx, events),
  }
  const exchange = {
    ...{ desk, ports, checks, deaths, gate },
    receiving: new ReceiveService(ports),
    matching: new MatchingService(ports),
    differences: new DifferenceService(ports),
    stops: new StopService(ports),
    partners: new PartnerService(ports),
    calendars: new CalendarService(ports),
    views: new ViewService(ports),
    partner: (partner: string, kind: PartnerKind, matters: readonly Matter[], firstDay?: string) =>
      enter(exchange.partners, partner, kind, matters, { firstDay, agree: exchange.agree }),
    /** 登记一份保密协议 with the body of this name. */
    agree: (name: string, change: Partial<StoredAgreement> = {}) =>
      desk.ports.app.transaction({}, (trx) =>
        insertAgreement(trx, { ...agreementWith(name), ...change, by: '961', at: desk.ports.clock.now() }, []),
      ),
    /** Receives at the desk and matches until nothing waits. */
    take: async (bytes: Buffer) => {
      const batch = await exchange.receiving.receive(bytes, { channel: 'desk', actor: clerk('900', 'frontDesk') })
      while (await exchange.matching.advance());
      return batch.batchId
    },
  }
  return exchange
}

export type TestExchange = ReturnType<typeof testExchange>

async function enter(
  partners: PartnerService,
  partner: string,
  kind: PartnerKind,
  matters: readonly Matter[],
  { firstDay = '2026-03-01', agree }: { firstDay?: string | undefined; agree: (name: string) => Promise<void> },
): Promise<TestPartner> {
  const key = generatePrivateKey(randomBytes)
  const { version } = await partners.propose(staff(['systemAdmin'], '999900', '910'), {
    ...{ partner, kind, name: `示例市${partner}`, agency: AGENCY, agreement: AGREEMENT },
    publicKey: publicKeyPem(publicKeyOf(key)),
    matters: matters.map((matter) => ({
      ...{ matter, items: Object.keys(matterEntry(matter).items) },
      schedule: { everyDays: 30, graceDays: 5, firstDay },
    })),
  })
  await partners.approve(staff(['supervisor'], '999900', '911'), partner, version)
  await agree(`示例市${partner}`)
  return { partner, key }
}

function agreementWith(vendor: string): StoredAgreement {
  const days = { fromDay: '2025-01-01' as Day, throughDay: '2027-12-31' as Day }
  return { agreementId: randomUUID(), agency: AGENCY, kind: 'organ', number: AGREEMENT, vendor, ...days, workers: [] }
}

function whole(value: unknown): number {
  return Number.isSafeInteger(value) ? (value as number) : 0
}

/** 一份签好的来文；`change` alters the first line before it is signed. */
export function message(
  { partner, key }: TestPartner,
  matter: Matter,
  number: number,
  rows: readonly object[],
  change: object = {},
): Buffer {
  const body = Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
  const total = rows.reduce(
    (sum: number, row) =>
      moneyItems(matter).reduce((own, item) => own + whole((row as Record<string, unknown>)[item]), sum),
    0,
  )
  const head = JSON.stringify({
    ...{
      form: FORM,
      sender: partner,
      receiver: AGENCY,
      agreement: AGREEMENT,
      basis: '社会保险经办条例第八条',
      matter,
      number,
    },
    ...{
      from: '2026-02-01',
      through: '2026-02-28',
      items: Object.keys(matterEntry(matter).items),
      rows: rows.length,
      total,
    },
    ...{ digest: createHash('sm3').update(body).digest('hex'), ...change },
  })
  const signature = signSm2(key, publicKeyOf(key), Buffer.from(head), randomBytes)
  return Buffer.concat([Buffer.from(`${head}\n${encodeBase64(signature)}\n`), body])
}
