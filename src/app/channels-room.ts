import type { FastifyInstance } from 'fastify'
import { isUnder } from '../access/agency-tree.js'
import { type IdCardReader, NO_READER } from '../access/id-card-port.js'
import type { ListenerSettings } from '../access/session-routes.js'
import { BookSweep } from '../channels/book-notice-service.js'
import { catalogueRoutes } from '../channels/catalogue-routes.js'
import { catalogueOf } from '../channels/catalogue-service.js'
import { comparisonRoutes } from '../channels/comparison-routes.js'
import { ComparisonService } from '../channels/comparison-service.js'
import type { ComparisonRun } from '../channels/comparison-store.js'
import { differenceSentence, groupedDifferences } from '../channels/difference-view-service.js'
import { kioskRoutes, terminalRoutes } from '../channels/kiosk-routes.js'
import { NoticeRounds } from '../channels/notice-round-service.js'
import { SmsSender, smsNotices } from '../channels/notice-service.js'
import { NoticeSweep } from '../channels/notice-sweep-service.js'
import { openRoutes, tokenRoutes } from '../channels/open-routes.js'
import type { ChannelPorts } from '../channels/ports.js'
import { NO_GATEWAY, type SmsGateway } from '../channels/sms-gateway-port.js'
import { smsRoutes } from '../channels/sms-routes.js'
import { SmsService } from '../channels/sms-service.js'
import { voiceRoutes } from '../channels/voice-routes.js'
import { workOrderRoutes } from '../channels/work-order-routes.js'
import { ContactService } from '../collection/contact-service.js'
import { periodOfDay } from '../kernel/day.js'
import { RaiseService } from '../objections/raise-service.js'
import { unrestricted } from '../objections/restricted-service.js'
import { ViewService } from '../objections/view-service.js'
import type { PolicyBook } from '../policy/book.js'
import { addWorkingDays, workingCalendar } from '../policy/working-days.js'
import type { Foundation } from './foundation.js'
import { objectionPorts } from './objections-room.js'
import type { PaperDesks } from './paper-desk.js'
import { accessSecrets, cityOf, type Rooms } from './rooms.js'
import { queryRooms, statementService } from './routes.js'
import { smppGateway } from './smpp-client.js'
import { smsFiles } from './sms-files.js'

/** 渠道之室：what each listener serves of it, and what goes on behind. */
export interface ChannelsRoom {
  readonly ports: ChannelPorts
  publicRoutes(app: FastifyInstance, settings: ListenerSettings): Promise<void>
  staffRoutes(app: FastifyInstance): Promise<void>
  /** The timers begin once the listeners stand. */
  start(): void
  stop(): Promise<void>
}

/** 读卡器：the demo puts a simulated one in; a real installation its maker's. */
export interface ChannelDevices {
  readonly card?: IdCardReader | undefined
}

export function openChannels(
  house: Foundation,
  rooms: Rooms,
  papers: PaperDesks,
  devices: ChannelDevices = {},
): ChannelsRoom {
  const ports = channelPorts(house, rooms, papers, devices)
  const comparisons = new ComparisonService(ports)
  const stepUp = rooms.stepUp.confirm.bind(rooms.stepUp)
  const jobs = channelJobs(ports, comparisons, () => rooms.rules.book)
  return {
    ports,
    publicRoutes: async (app, { origins, secureCookies: secure }) => {
      await app.register(kioskRoutes(ports, { secure, origins }))
      await app.register(smsRoutes(ports))
      await app.register(tokenRoutes(ports, stepUp))
      await app.register(openRoutes(ports))
      await app.register(catalogueRoutes(() => catalogueOf(rooms.rules.guard, rooms.rules.digest)))
    },
    staffRoutes: async (app) => {
      await app.register(voiceRoutes(ports))
      await app.register(workOrderRoutes(ports))
      await app.register(terminalRoutes(ports))
      await app.register(comparisonRoutes(comparisons))
    },
    ...jobs,
  }
}

export function channelPorts(
  house: Foundation,
  rooms: Rooms,
  papers: PaperDesks,
  { card = NO_READER }: ChannelDevices = {},
): ChannelPorts {
  const { app, verify, vault, sealer, alarm, settings } = house
  const { rules, gate, signIn, tries, queryPasswords, collection, chance, setting, uuid } = rooms
  const query = queryRooms(house, rooms)
  const area = () => rules.book.area(cityOf(rules))
  const { clock } = settings
  return {
    ...{ app, verify, vault, sealer, alarm, clock, gate, signIn, tries, queryPasswords, chance, setting, card },
    ...{ ids: { uuid }, secrets: accessSecrets(vault), city: cityOf(rules), phoneKey: settings.phoneKey },
    ...{ records: query.records, persons: query.persons, employers: query.employers },
    statements: statementService(house, rooms, papers, query.records),
    contacts: new ContactService(collection),
    standard: () => collection.policy().standard.standard,
    sms: gatewayOf(house),
    voiceItems: () => area().text('business.voice-items', periodOfDay(clock.today())).value.split(','),
    agencies: () => rules.agencies.map(({ code, name, english }) => ({ code, name, english })),
    isWithin: (agency, of) => isUnder(rules.agencies, agency, of),
    staffNames: collection.staffNames,
    raiseObjection: async (actor, raised) => {
      const objections = objectionPorts(house, rooms)
      const id = await new RaiseService(objections).raise(actor, raised)
      return (await new ViewService(objections).one(actor, id)).serial
    },
    dueDay: (days) => addWorkingDays(workingCalendar(area()), clock.today(), days),
  }
}

/** The first few, in words. */
function alarmWords(differences: ComparisonRun['differences']): string {
  return groupedDifferences(differences).slice(0, ALARM_WORDS).map(differenceSentence).join('；')
}
const ALARM_WORDS = 5

function gatewayOf({ settings, place }: Foundation): SmsGateway {
  const { smpp, smsFolder } = settings
  if (smpp !== undefined) return smppGateway(smpp)
  return smsFolder === undefined && !settings.demo ? NO_GATEWAY : smsFiles(smsFolder ?? `${place.home}/sms`)
}

const SEND_MS = 2000
const COMPARE_MS = 600_000

/** 后台：messages out, notices from new facts and from days that are over, and the comparison once a day. */
function channelJobs(ports: ChannelPorts, comparisons: ComparisonService, book: () => PolicyBook) {
  const { sms, alarm } = ports
  const sender = new SmsSender(ports)
  const notices = unrestricted(smsNotices(ports))
  const rounds = new NoticeRounds({ ...ports, book }, notices)
  const sweeps = [new NoticeSweep(ports, notices), new BookSweep(ports, notices), rounds]
  const receiving = new SmsService(ports)
  sms.listen?.({
    incoming: (message) => receiving.incoming(message),
    delivered: (id, ok) => receiving.delivered(id, ok),
  })
  const timers: NodeJS.Timeout[] = []
  const turns = new Set<Promise<unknown>>()
  const every = (ms: number, what: string, work: () => Promise<unknown>) => {
    let busy = false
    timers.push(
      setInterval(() => {
        if (busy) return
        busy = true
        const turn = work()
          .catch((error: unknown) => alarm(`${what} failed and is tried again: ${String(error)}`))
          .finally(() => {
            busy = false
            turns.delete(turn)
          })
        turns.add(turn)
      }, ms),
    )
  }
  return {
    start: () => {
      every(SEND_MS, 'the short messages', async () => {
        for (const sweep of sweeps) await sweep.advance()
        await sender.advance()
      })
      every(COMPARE_MS, 'the comparison of channels', async () => {
        const run = await comparisons.runIfDue()
        if (run !== undefined && run.differences.length > 0)
          alarm(`各渠道内容比对有 ${run.differences.length} 处不同，见监督页：${alarmWords(run.differences)}`)
      })
    },
    stop: async () => {
      for (const timer of timers) clearInterval(timer)
      await Promise.all(turns)
      await sms.close()
    },
  }
}
