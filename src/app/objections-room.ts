import type { FastifyPluginAsync } from 'fastify'
import type { Notices } from '../access/notice-port.js'
import { listPapers } from '../certificates/issue-service.js'
import type { Printer } from '../certificates/print.js'
import { smsNotices } from '../channels/notice-service.js'
import { paperTies } from '../collection/paper-ties-service.js'
import { HandleService } from '../objections/handle-service.js'
import { unhandled, unhandledText } from '../objections/handler-watch-service.js'
import type { ObjectionPorts } from '../objections/ports.js'
import { RemindService } from '../objections/remind-service.js'
import { unrestricted } from '../objections/restricted-service.js'
import { deskObjectionRoutes } from '../objections/routes.js'
import { slipRoutes } from '../objections/slip-routes.js'
import type { SlipPorts } from '../objections/slip-service.js'
import type { Foundation } from './foundation.js'
import type { Rooms } from './rooms.js'
import { queryRooms } from './routes.js'

const WATCH_MS = 3_600_000

/** 异议之室的接线：the record as query derives it, the papers certificates issued. */
export function objectionPorts(house: Foundation, rooms: Rooms): ObjectionPorts {
  const { collection, exchange, gate, rules } = rooms
  return {
    ...{ collection, gate, records: queryRooms(house, rooms).records, agenciesUnder: exchange.agenciesUnder },
    agencyAbove: (agency) => rules.agencies.find(({ code }) => code === agency)?.parent,
    notices: noticesOf(house, rooms),
    paperPersons: (documentId) => paperTies(collection).personsOf(documentId),
    papersOf: async (trx, personId) =>
      (await listPapers(trx, personId)).map(({ serial, form, year, issued_at }) => ({
        ...{ serial, form, issuedAt: Number(issued_at) },
        ...(year === null ? {} : { year }),
      })),
  }
}

/** 异议转办单的接线：what prints it, and whose paper it is. */
export function slipPorts(house: Foundation, rooms: Rooms, printer: Pick<Printer, 'plain'>): SlipPorts {
  return {
    ...objectionPorts(house, rooms),
    ...{ printer, sealer: house.sealer },
    paperAgency: (of) => {
      const { code, name, address, phone } = rooms.rules.agency(of)
      return { code, name, address, phone, website: house.settings.publicUrl }
    },
  }
}

/** 经办端口上的异议，with the slip that needs a printer. */
export function deskObjections(ports: SlipPorts): FastifyPluginAsync {
  return async (app) => {
    await app.register(deskObjectionRoutes(ports))
    await app.register(slipRoutes(ports))
  }
}

/** 通知，除非本人的联系方式已限制处理。 */
export function noticesOf({ vault, settings }: Foundation, { uuid, setting }: Rooms): Notices {
  return unrestricted(smsNotices({ vault, clock: settings.clock, ids: { uuid }, setting }))
}

const SETTLE_MS = 5_000

/** 后台：objections whose correction has been posted close by themselves; terms are reminded of. */
export function startSettling(ports: ObjectionPorts, alarm: (says: string) => void): { stop(): Promise<void> } {
  const [handling, reminding] = [new HandleService(ports), new RemindService(ports)]
  let turn: Promise<unknown> = Promise.resolve()
  const timer = setInterval(() => {
    turn = Promise.all([handling.settle(), reminding.advance()]).catch((error: unknown) =>
      alarm(`objections wait to be closed or reminded of: ${String(error)}`),
    )
  }, SETTLE_MS)
  return {
    stop: async () => {
      clearInterval(timer)
      await turn
    },
  }
}

/** 专办岗缺位，逐时查看；names the agency, never a person. */
export function watchHandlers({ app, alarm }: Foundation, { rules }: Rooms): { stop(): void } {
  const watch = { app, agencies: () => rules.agencies }
  const look = () => {
    unhandled(watch)
      .then((found) => {
        for (const one of found) alarm(unhandledText(one))
      })
      .catch((error: unknown) => alarm(`the handlers of protected persons could not be counted: ${String(error)}`))
  }
  const timer = setInterval(look, WATCH_MS)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}
