import type { FastifyInstance } from 'fastify'
import { agenciesUnder, isUnder } from '../access/agency-tree.js'
import { DeliveryBatchService } from '../certificates/delivery-batch-service.js'
import { DeliveryGatherer } from '../certificates/delivery-gather-service.js'
import { DeliveryPapers } from '../certificates/delivery-paper-service.js'
import { PieceService } from '../certificates/delivery-piece-service.js'
import type { DeliveryPorts } from '../certificates/delivery-ports.js'
import { deliveryRoutes, myDeliveryRoutes } from '../certificates/delivery-routes.js'
import { DeliveryService } from '../certificates/delivery-service.js'
import type { RecordService } from '../query/record-service.js'
import { fileKey, sealFile } from '../statistics/sealed-file.js'
import type { Foundation } from './foundation.js'
import { type PaperDesks, paperAgency, paperHouse } from './paper-desk.js'
import type { Rooms } from './rooms.js'
import { random } from './secrets.js'

/** 寄送之室：the services people ask, and the gatherer behind them. */
export interface DeliveryRoom {
  readonly ports: DeliveryPorts
  publicRoutes(app: FastifyInstance): Promise<void>
  staffRoutes(app: FastifyInstance): Promise<void>
  start(): void
  stop(): Promise<void>
}

const LOOK_MS = 5000

/** 开寄送之室。A run that was broken off by a stop of the system goes on by itself. */
export function openDelivery(
  house: Foundation,
  rooms: Rooms,
  { papers, records }: { readonly papers: PaperDesks; readonly records: RecordService },
): DeliveryRoom {
  const ports = deliveryPorts(house, rooms, { papers, records })
  const gatherer = new DeliveryGatherer(ports)
  const halt = { halted: false }
  let turn: Promise<unknown> | undefined
  const wake = () => {
    turn ??= gatherer
      .advance(halt)
      .catch((error: unknown) =>
        house.alarm(`the statements to send could not be gathered, tried again: ${String(error)}`),
      )
      .finally(() => {
        turn = undefined
      })
  }
  const pieces = new PieceService(ports)
  const services = { runs: new DeliveryService(ports), pieces, batches: new DeliveryBatchService(ports) }
  let timer: NodeJS.Timeout | undefined
  return {
    ports,
    publicRoutes: async (app) => void (await app.register(myDeliveryRoutes(pieces))),
    staffRoutes: async (app) => void (await app.register(deliveryRoutes(services, wake))),
    start: () => {
      timer = setInterval(wake, LOOK_MS)
    },
    stop: async () => {
      halt.halted = true
      clearInterval(timer)
      await turn
    },
  }
}

export function deliveryPorts(
  house: Foundation,
  rooms: Rooms,
  { papers, records }: { readonly papers: PaperDesks; readonly records: RecordService },
): DeliveryPorts {
  const { app, verify, vault, settings, alarm } = house
  const { gate, rules, collection, setting, uuid } = rooms
  const statements = new DeliveryPapers({ ...paperHouse(house, rooms, papers), records })
  return {
    ...{ gate, app, verify, vault, clock: settings.clock, setting, alarm },
    agencyOf: (code) => paperAgency(house, rooms, code),
    ...{ ids: { uuid }, printer: papers.printer, staffNames: collection.staffNames },
    agenciesUnder: (agency) => agenciesUnder(rules.agencies, agency),
    agenciesOver: (agency) =>
      rules.agencies.filter(({ code }) => isUnder(rules.agencies, agency, code)).map(({ code }) => code),
    issue: (trx, actor, decision, asked) => statements.issue(trx, actor, decision, asked),
    copy: (trx, personId, serial) => statements.copy(trx, personId, serial),
    seal: async (plain, password) => sealFile(plain, await fileKey(password, random), random),
  }
}
