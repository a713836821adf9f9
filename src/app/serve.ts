import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { identify, type SessionPorts, sessionRoutes } from '../access/session-routes.js'
import { checkRoutes } from '../certificates/routes.js'
import { closingRoutes } from '../closing/routes.js'
import { AgreedService } from '../collection/agreed-service.js'
import { disclosureRoutes, partnerRoutes } from '../disclosure/routes.js'
import { exchangeRoutes } from '../exchange/routes.js'
import { wireRoutes } from '../exchange/wire-routes.js'
import { publicObjectionRoutes } from '../objections/routes.js'
import { publicStatisticRoutes, statisticsRoutes } from '../statistics/routes.js'
import { ownTransferRoutes, transferRoutes } from '../transfer/routes.js'
import { archivePorts, startArchiveJobs } from './archive-room.js'
import { startAuthorityChecks } from './authority-room.js'
import { type BulkRoom, openBulk } from './bulk-room.js'
import { type ChannelsRoom, openChannels } from './channels-room.js'
import { openClosing } from './closing-room.js'
import { openDelivery } from './delivery-room.js'
import { disclosurePorts, watchRegister } from './disclosure-room.js'
import { openExchange } from './exchange-room.js'
import type { Foundation } from './foundation.js'
import { buildListener } from './listener.js'
import { deskObjections, objectionPorts, slipPorts, startSettling, watchHandlers } from './objections-room.js'
import { openPaperDesks, type PaperDesks } from './paper-desk.js'
import { ROOT } from './place.js'
import { shippedTexts } from './release.js'
import { openRooms, type Rooms } from './rooms.js'
import { publicRooms, queryRooms, staffRooms } from './routes.js'
import { type RulesInForce, rulesInForce } from './rules-in-force.js'
import { type Sequencing, startSweeping } from './sequencing.js'
import { openSignInRoom, type SignInRoom } from './sign-in-room.js'
import { openStatistics } from './statistics-room.js'
import { transferPorts } from './transfer-ports.js'
import { zoneBook } from './zone-book.js'

/** 运行中的系统。 */
export interface Served {
  readonly rooms: Rooms
  readonly papers: PaperDesks
  readonly entrance: SignInRoom
  readonly channels: ChannelsRoom
  readonly publicAddress: string
  readonly staffAddress: string
  readonly sequencing: Sequencing
  close(): Promise<void>
}

export type ExtraRoutes = (app: FastifyInstance, rules: RulesInForce, channels: ChannelsRoom) => Promise<void>

/** 开门。Rules in force are read, both listeners open, the sequencer runs; refuses where the rules differ. */
export async function serve(house: Foundation, extra: ExtraRoutes = async () => undefined): Promise<Served> {
  const { settings, alarm } = house
  const rules = await rulesInForce(house.app, await shippedTexts(ROOT))
  const rooms = openRooms(house, rules)
  const papers = await openPaperDesks(house, rooms.setting)
  const entrance = openSignInRoom(house, rooms, papers)
  const channels = openChannels(house, rooms, papers, { card: entrance.reader })
  const { records } = queryRooms(house, rooms)
  const disclosure = await disclosurePorts(house, rooms, { printer: papers.printer, records })
  const [plan, statistics] = [listeningOf(house), await openStatistics(house, rooms)]
  const delivery = openDelivery(house, rooms, { papers, records })
  const people = await buildListener({ ...plan, name: 'public', page: 'public.html' }, async (app) => {
    const session = sessionPorts(rooms, house, ['citizen', 'operator'], settings.port)
    await identify(app, session)
    await app.register(sessionRoutes(session), { prefix: '/api' })
    await entrance.publicRoutes(app, session.settings)
    await app.register(checkRoutes(papers.check, papers.certificate))
    await publicRooms(app, house, rooms, papers)
    await delivery.publicRoutes(app)
    await app.register(publicObjectionRoutes(objectionPorts(house, rooms)), { prefix: '/api' })
    await app.register(ownTransferRoutes(transferPorts(house, rooms), rooms.gate), { prefix: '/api' })
    await app.register(partnerRoutes(disclosure))
    await app.register(publicStatisticRoutes(statistics.ports), { prefix: '/api' })
    await channels.publicRoutes(app, session.settings)
    await extra(app, rooms.rules, channels)
  })
  const [closing, exchange] = [openClosing(house, rooms), openExchange(house, rooms)]
  const staff = await buildListener({ ...plan, name: 'staff', page: 'desk.html' }, async (app) => {
    const session = sessionPorts(rooms, house, ['staff'], settings.staffPort)
    await identify(app, session)
    await app.register(sessionRoutes(session), { prefix: '/api' })
    await entrance.staffRoutes(app)
    await staffRooms(app, house, rooms, papers)
    await channels.staffRoutes(app)
    await delivery.staffRoutes(app)
    await app.register(closingRoutes(closing.service, closing.wake))
    await app.register(exchangeRoutes(rooms.exchange, exchange.wake), { prefix: '/api' })
    await app.register(disclosureRoutes(disclosure), { prefix: '/api' })
    await app.register(statisticsRoutes(statistics.ports), { prefix: '/api' })
    await app.register(wireRoutes(rooms.exchange, exchange.wake), { prefix: '/api' })
    await app.register(deskObjections(slipPorts(house, rooms, papers.printer)), { prefix: '/api' })
    await app.register(transferRoutes(transferPorts(house, rooms), rooms.gate), { prefix: '/api' })
  })
  const sequencing = await house.sequence()
  const [bulk, agreed] = [openBulk(house, rooms), new AgreedService(rooms.collection)]
  const jobs = [...startJobs(house, rooms, agreed, bulk), watchRegister(disclosure, alarm)]
  const publicAddress = await people.listen({ host: settings.host, port: settings.port })
  for (const room of [channels, statistics, delivery]) room.start()
  const staffAddress = await staff.listen({ host: settings.host, port: settings.staffPort })
  return {
    ...{ rooms, papers, entrance, channels, publicAddress, staffAddress, sequencing },
    close: async () => {
      await Promise.all([people.close(), staff.close()])
      const behind = [...jobs, closing, exchange, bulk, entrance, channels, statistics, delivery]
      await Promise.all(behind.map((one) => one.stop()))
      await sequencing.stop()
      papers.printer.close()
    },
  }
}

/** 两个端口共有的：where the screens are, who is let in, and what becomes of who is not. */
function listeningOf(house: Foundation) {
  const { secureCookies: https, staffZones: zones } = house.settings
  return { webFolder: join(ROOT, 'dist', 'web'), https, zones, alarm: house.alarm, outside: zoneBook(house) }
}

/** 定时的各事：what was agreed is posted, what was settled is told, the archive keeps its days. */
function startJobs(house: Foundation, rooms: Rooms, agreed: AgreedService, bulk: BulkRoom) {
  const { alarm } = house
  return [
    startSweeping({ postAgreed: () => sweep(agreed, bulk) }, alarm),
    startSettling(objectionPorts(house, rooms), alarm),
    watchHandlers(house, rooms),
    startArchiveJobs(archivePorts(house, rooms), alarm),
    startAuthorityChecks(house, rooms),
  ]
}

/** Small ones at once; large ones are left to the thread that has time for them. */
async function sweep(agreed: AgreedService, bulk: BulkRoom): Promise<number> {
  if (await agreed.hasLarge()) bulk.wake()
  return agreed.sweep()
}

function sessionPorts(
  { signIn, accounts, gate, drafts, pledges }: Rooms,
  { settings }: Foundation,
  realms: SessionPorts['settings']['realms'],
  port: number,
): SessionPorts {
  const { secureCookies, publicUrl, staffUrl, host } = settings
  const own = realms.includes('staff') ? staffUrl : publicUrl
  const local = [`http://${host}:${port}`, `http://localhost:${port}`, `http://127.0.0.1:${port}`]
  const origins = secureCookies ? [new URL(own).origin] : local
  return { signIn, accounts, gate, drafts, pledges, settings: { realms, origins, secureCookies } }
}
