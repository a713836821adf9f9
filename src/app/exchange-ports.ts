import { agenciesUnder } from '../access/agency-tree.js'
import { barPerson, unbarAccounts } from '../access/bar-store.js'
import { writeEvent } from '../access/book-store.js'
import type { Gate } from '../access/gate-service.js'
import type { ExchangePort } from '../collection/exchange-port.js'
import { dropWaitingNotes } from '../collection/outgoing-stop-store.js'
import type { CollectionPorts } from '../collection/ports.js'
import type { Trx } from '../db/database.js'
import { DeathService } from '../exchange/death-service.js'
import { NOBODY_TO_ASK, type OutsideCheck } from '../exchange/outside.js'
import { OutsideService } from '../exchange/outside-service.js'
import type { AfterDeath, ExchangePorts } from '../exchange/ports.js'
import { employerStopsOf } from '../exchange/stop-service.js'
import { NO_UUID, uuidV7 } from '../kernel/uuid.js'
import { demoDepartment } from './demo/department.js'
import type { Foundation } from './foundation.js'
import { outsideByHttp } from './outside-http.js'
import type { RulesInForce } from './rules-in-force.js'
import { random } from './secrets.js'

type RoomsGround = Pick<Foundation, 'sealer' | 'settings'>

/** 交换之室与采集之间：what the room needs, and what it does for intake. */
export interface ExchangeWiring {
  readonly ports: ExchangePorts
  readonly forCollection: ExchangePort
}

export function wireExchange(
  house: RoomsGround,
  rooms: { readonly gate: Gate; readonly rules: RulesInForce; readonly collection: CollectionPorts },
): ExchangeWiring {
  const { gate, rules, collection } = rooms
  const ports: ExchangePorts = {
    ...{ gate, collection, afterDeath: afterDeath(house), outside: outsideOf(house, collection) },
    agenciesUnder: (agency) => agenciesUnder(rules.agencies, agency),
    receivers: () => rules.agencies.map(({ code }) => code),
  }
  const [checks, deaths] = [new OutsideService(ports), new DeathService(ports)]
  const forCollection: ExchangePort = {
    employerStopsOf,
    prepareChecks: (revisions) => checks.prepare(revisions),
    requireChecked: (trx, revision) => checks.require(trx, revision),
    lifeEventsPosted: (trx, events) => deaths.posted(trx, events),
  }
  return { ports, forCollection }
}

/** 真实部门、示例部门，或没有接通：then every question waits, and a clerk may check by hand. */
function outsideOf({ settings }: RoomsGround, { setting }: CollectionPorts): OutsideCheck {
  if (settings.demo) return demoDepartment
  if (settings.outside === undefined) return NOBODY_TO_ASK
  return outsideByHttp({ ...settings.outside, patienceMs: () => setting('system.outside-wait') * 1000 })
}

/** 登录即止，消息即止；mandates join here when there are any. */
function afterDeath(house: RoomsGround): AfterDeath {
  return {
    bar: async (trx, personId) => {
      const done = await barPerson(trx, personId)
      await tell(house, trx, personId, 'account.ended-by-death', `${done.barred.length}/${done.sessions}`)
      return done
    },
    unbar: async (trx, barred) => {
      await unbarAccounts(trx, barred)
      await tell(house, trx, '0', 'account.restored', String(barred.length))
    },
    others: [async (trx, personId, isOver) => (isOver ? dropWaitingNotes(trx, personId) : undefined)],
  }
}

async function tell({ sealer, settings }: RoomsGround, trx: Trx, personId: string, action: string, outcome: string) {
  const at = settings.clock.now()
  await writeEvent(trx, sealer, {
    ...{ sessionId: NO_UUID, eventId: uuidV7(at, random(10)), at, realm: 'staff', channel: 'web', action, outcome },
    ...{ actorPersonId: personId, organisation: '', policies: [], articles: ['M14-26b'], matter: '' },
  })
}
