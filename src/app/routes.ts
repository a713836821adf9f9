import type { FastifyInstance } from 'fastify'
import { agenciesUnder, agencyName, isUnder } from '../access/agency-tree.js'
import { appointmentRoutes } from '../access/appointment-routes.js'
import { authorityRoutes } from '../access/authority-routes.js'
import { lookProofRoutes } from '../access/look-proof-routes.js'
import { sealRoutes } from '../access/seal-routes.js'
import { SealService } from '../access/seal-service.js'
import { KeepingService } from '../archive/keeping-service.js'
import { ReadingService } from '../archive/reading-service.js'
import { archiveRoutes } from '../archive/routes.js'
import { progressRoutes } from '../certificates/progress-routes.js'
import type { ProgressDesk } from '../certificates/progress-service.js'
import { stampRoutes } from '../certificates/stamp-routes.js'
import { deskStatementRoutes, statementRoutes } from '../certificates/statement-routes.js'
import { StatementService } from '../certificates/statement-service.js'
import { benefitRoutes } from '../collection/benefit-routes.js'
import { deskContactRoutes, publicContactRoutes, type StepUp } from '../collection/contact-routes.js'
import { contributionDeskRoutes } from '../collection/contribution-desk-routes.js'
import { contributionEmployerRoutes } from '../collection/contribution-employer-routes.js'
import { deskRoutes } from '../collection/desk-routes.js'
import { entryRoutes } from '../collection/entry-routes.js'
import { intakeRoutes } from '../collection/intake-routes.js'
import { logRoutes } from '../collection/log-routes.js'
import { maintenanceRoutes } from '../collection/maintenance-routes.js'
import { mandateRoutes } from '../collection/mandate-routes.js'
import { missingCarrierRoutes } from '../collection/missing-carrier-routes.js'
import { paperTies } from '../collection/paper-ties-service.js'
import { parameterRoutes } from '../collection/parameter-routes.js'
import { employerRoutes } from '../collection/public-routes.js'
import { ReceiptService } from '../collection/receipt-service.js'
import { highRiskKinds } from '../collection/risk.js'
import { routeChangeRoutes } from '../collection/route-change-routes.js'
import { standardChangeRoutes, standardRoutes } from '../collection/standard-routes.js'
import { workRoutes } from '../collection/work-routes.js'
import { employerMarks, marksOf } from '../objections/marks-service.js'
import { agentsRoutes } from '../oversight/agents-routes.js'
import { AgentsService } from '../oversight/agents-service.js'
import { BehindService } from '../oversight/behind-service.js'
import { confidentialityRoutes } from '../oversight/confidentiality-routes.js'
import { ConfidentialityService } from '../oversight/confidentiality-service.js'
import { oversightRoutes } from '../oversight/routes.js'
import { OversightService } from '../oversight/service.js'
import { publicDifferenceRoutes, staffDifferenceRoutes } from '../query/difference-routes.js'
import { DifferenceService } from '../query/difference-service.js'
import { EmployerService } from '../query/employer-service.js'
import { publicEstimateRoutes, staffEstimateRoutes } from '../query/estimate-routes.js'
import { EstimateService } from '../query/estimate-service.js'
import { PersonService } from '../query/person-service.js'
import { type RecordPorts, RecordService } from '../query/record-service.js'
import { publicQueryRoutes, type QueryRooms, staffQueryRoutes } from '../query/routes.js'
import { archivePorts } from './archive-room.js'
import { openAuthority } from './authority-room.js'
import type { Foundation } from './foundation.js'
import { type PaperDesks, paperHouse } from './paper-desk.js'
import { accessSecrets, cityOf, type Rooms } from './rooms.js'
import { publicTrees } from './trees.js'

/** 公众端口上的各室。 */
export async function publicRooms(
  app: FastifyInstance,
  house: Foundation,
  rooms: Rooms,
  papers: PaperDesks,
): Promise<void> {
  const query = queryRooms(house, rooms)
  await app.register(publicQueryRoutes(query))
  await app.register(
    lookProofRoutes({
      ...{ gate: rooms.gate, keys: house.secrets.keys, tree: house.trees.access },
      reveal: (text) => house.vault.reveal(text),
      trees: () => publicTrees(house.trees, house.secrets),
    }),
  )
  await app.register(publicDifferenceRoutes(query.differences))
  await app.register(publicEstimateRoutes(query.estimates))
  await app.register(employerRoutes(rooms.collection, rooms.gate), { prefix: '/api' })
  await app.register(contributionEmployerRoutes(rooms.collection, rooms.gate), { prefix: '/api' })
  const stepUp: StepUp = (actor, proof, origin = house.settings.publicUrl) =>
    rooms.stepUp.prove(actor, typeof proof === 'string' ? { password: proof } : proof, { origin })
  await app.register(standardRoutes(rooms.collection, rooms.gate, '/standard', ['citizen', 'operator']), {
    prefix: '/api',
  })
  await app.register(progressRoutes(progressDesk(rooms, papers)))
  await app.register(mandateRoutes(rooms.collection, rooms.gate, stepUp), { prefix: '/api' })
  await app.register(publicContactRoutes(rooms.collection, rooms.gate, stepUp), { prefix: '/api' })
  await app.register(statementRoutes(statementService(house, rooms, papers, query.records)))
}

/** 进度查询：a line of its own in the book; nobody is named. */
function progressDesk({ collection }: Rooms, { check, progress }: PaperDesks): ProgressDesk {
  const receipts = new ReceiptService(collection)
  return { ...check, write: progress, find: (request) => receipts.progress(request) }
}

/** 依法封存：of one's own agency and those below it. */
function sealService({ settings }: Foundation, { gate, rules, chance, setting, collection }: Rooms): SealService {
  return new SealService({
    ...{ gate, clock: settings.clock, chance, staffNames: collection.staffNames },
    longestDays: () => setting('business.seal-longest-days'),
    agencyName: (code) => agencyName(rules.agencies, code),
    agenciesOf: (agency) => agenciesUnder(rules.agencies, agency),
  })
}

/** 经办端口上的各室。 */
export async function staffRooms(
  app: FastifyInstance,
  house: Foundation,
  rooms: Rooms,
  papers: PaperDesks,
): Promise<void> {
  const query = queryRooms(house, rooms)
  await app.register(staffQueryRoutes(query))
  await app.register(sealRoutes(sealService(house, rooms)))
  await app.register(staffDifferenceRoutes(query.differences))
  await app.register(staffEstimateRoutes(query.estimates))
  await app.register(appointmentRoutes(rooms.appointments), { prefix: '/api' })
  await app.register(authorityRoutes(openAuthority(house, rooms)))
  await app.register(deskRoutes(rooms.collection, rooms.gate), { prefix: '/api' })
  await app.register(contributionDeskRoutes(rooms.collection, rooms.gate), { prefix: '/api' })
  await app.register(standardRoutes(rooms.collection, rooms.gate, '/desk/standard', ['staff']), { prefix: '/api' })
  await app.register(standardChangeRoutes(rooms.collection, rooms.gate), { prefix: '/api' })
  await app.register(deskContactRoutes(rooms.collection, rooms.gate), { prefix: '/api' })
  await app.register(intakeRoutes(rooms.collection, rooms.gate), { prefix: '/api' })
  await app.register(entryRoutes(rooms.collection, rooms.gate), { prefix: '/api' })
  await app.register(maintenanceRoutes(rooms.collection, rooms.gate), { prefix: '/api' })
  await app.register(logRoutes(rooms.collection, rooms.gate, house.verify), { prefix: '/api' })
  await app.register(routeChangeRoutes(rooms.collection, rooms.gate), { prefix: '/api' })
  await app.register(workRoutes(rooms.collection, rooms.gate), { prefix: '/api' })
  await app.register(parameterRoutes(rooms.collection, rooms.gate), { prefix: '/api' })
  await app.register(benefitRoutes(rooms.collection, rooms.gate), { prefix: '/api' })
  await app.register(stampRoutes(rooms.collection, rooms.gate), { prefix: '/api' })
  await app.register(missingCarrierRoutes(rooms.collection, rooms.gate))
  await app.register(archiveRoutes(archivePorts(house, rooms)))
  await app.register(agentsRoutes(agentsService(house, rooms)))
  await app.register(confidentialityRoutes(confidentiality(house, rooms)))
  await app.register(oversightRoutes(oversightService(house, rooms), new BehindService(rooms.gate)))
  await app.register(deskStatementRoutes(statementService(house, rooms, papers, query.records)))
}

/** 查询各室。 */
export interface QueryHouse extends QueryRooms {
  readonly differences: DifferenceService
  readonly estimates: EstimateService
}

export function queryRooms(house: Foundation, rooms: Rooms): QueryHouse {
  const { rules, gate, collection } = rooms
  const ports: RecordPorts = {
    gate,
    vault: house.vault,
    clock: house.settings.clock,
    papers: collection.papers,
    paperPersons: (documentId) => paperTies(collection).personsOf(documentId),
    book: () => rules.book,
    digest: () => rules.digest,
    bookAt: (trx, treeSize) => rules.bookAt(trx, treeSize),
    agencyName: (code) => rules.agencies.find((agency) => agency.code === code)?.name ?? employerOr(code),
    staffNames: collection.staffNames,
    areaName: (code) => rules.book.areas().find((area) => area.code === code)?.zh ?? code,
    otherName: employerOr,
    isWithin: (agency, of) => isUnder(rules.agencies, agency, of),
    groundOf: (policy) => rules.guard.groundOf(policy),
    ...{ marksOf, employerMarks },
    setting: rooms.setting,
  }
  const records = new RecordService(ports)
  return {
    records,
    differences: new DifferenceService(ports, records),
    estimates: new EstimateService(ports, records),
    persons: new PersonService(ports),
    employers: new EmployerService(ports),
  }
}

/** Who entered a filing is told as an employer, by no number. */
function employerOr(code: string): string {
  return /^\d+$/.test(code) ? '用人单位' : code
}

export function statementService(
  house: Foundation,
  rooms: Rooms,
  papers: PaperDesks,
  records: RecordService,
): StatementService {
  const { gate, setting } = rooms
  return new StatementService({
    ...paperHouse(house, rooms, papers),
    ...{ gate, records, marksOf },
    printsMarks: (form) => setting('business.objection-mark-printed', form) === 1,
  })
}

function agentsService({ verify, vault, settings }: Foundation, rooms: Rooms): AgentsService {
  const { gate, setting, rules } = rooms
  const agenciesUnder = (of: string) => rules.agencies.filter(({ code }) => isUnder(rules.agencies, code, of))
  return new AgentsService({ gate, setting, verify, vault, clock: settings.clock, agenciesUnder })
}

function confidentiality({ vault, settings }: Foundation, rooms: Rooms): ConfidentialityService {
  const { gate, setting, rules, entrance } = rooms
  const { decrypt } = accessSecrets(vault)
  return new ConfidentialityService({
    ...{ gate, setting, vault, clock: settings.clock, pledge: entrance.pledge, nameOf: decrypt },
    agenciesUnder: (of) => rules.agencies.filter(({ code }) => isUnder(rules.agencies, code, of)),
    city: () => cityOf(rules),
  })
}

function oversightService(house: Foundation, rooms: Rooms): OversightService {
  const { settings, trees } = house
  const ports = archivePorts(house, rooms)
  const [archive, keeping] = [new ReadingService(ports), new KeepingService(ports)]
  const { gate, rules } = rooms
  return new OversightService({
    gate,
    clock: settings.clock,
    setting: rooms.setting,
    agenciesUnder: (of) => rules.agencies.filter(({ code }) => isUnder(rules.agencies, code, of)),
    zones: settings.staffZones,
    highRiskKinds: () => highRiskKinds(rules.routes),
    agencyTree: () => rules.agencies,
    papers: (agencies) => archive.standing(agencies),
    keeping: async (agencies) => (await keeping.problems(agencies)).map(({ agencyName: _, ...problem }) => problem),
    evidence: () => ({ postings: trees.ledger.size(), looks: trees.access.size(), control: trees.control.size() }),
  })
}
