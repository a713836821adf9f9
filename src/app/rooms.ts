import { type AccountService, openAccounts } from '../access/account-service.js'
import { accountsOf } from '../access/account-store.js'
import { ActingService } from '../access/acting-service.js'
import { agencyName } from '../access/agency-tree.js'
import { AppointmentService } from '../access/appointment-service.js'
import { operatesFor } from '../access/appointment-store.js'
import type { SignInPorts } from '../access/begin-session-service.js'
import { CredentialTries } from '../access/credential-tries-service.js'
import { DraftKeyService } from '../access/draft-key-service.js'
import { type Gate, openGate } from '../access/gate-service.js'
import { PasskeyService } from '../access/passkey-service.js'
import { PledgeService } from '../access/pledge-service.js'
import { QueryPasswordService } from '../access/query-password-service.js'
import type { Secrets } from '../access/secrets.js'
import { openSignIn, type SignInService } from '../access/sign-in-service.js'
import { StepUpService } from '../access/step-up-service.js'
import { clamd } from '../archive/clamd.js'
import { LargePaperService } from '../archive/large-paper-service.js'
import { paperFiles, paperSpool } from '../archive/paper-files.js'
import { PaperService } from '../archive/paper-service.js'
import { NO_SCANNER, type PaperScanner } from '../archive/scanner-port.js'
import { markLaterChanged } from '../certificates/issue-service.js'
import { smsNotices } from '../channels/notice-service.js'
import type { CollectionPorts } from '../collection/ports.js'
import type { Database, Trx } from '../db/database.js'
import type { ExchangePorts } from '../exchange/ports.js'
import { stopsOf } from '../exchange/stop-service.js'
import type { Chance } from '../kernel/clock.js'
import { invariant } from '../kernel/invariant.js'
import { uuidV7 } from '../kernel/uuid.js'
import { foldOf } from '../ledger/alias-store.js'
import { fundTotals } from '../ledger/fund-store.js'
import { employersByCode, employersById } from '../ledger/lookup-store.js'
import type { Vault } from '../ledger/vault.js'
import { unrestricted } from '../objections/restricted-service.js'
import type { Setting } from '../policy/house-setting.js'
import { addWorkingDays, workingCalendar } from '../policy/working-days.js'
import { StandingService } from '../query/standing-service.js'
import { everybodyIn } from './everybody.js'
import { wireExchange } from './exchange-ports.js'
import type { Foundation } from './foundation.js'
import { accessLimits, openSettings } from './house-limits.js'
import { pledgeInForce } from './pledge-book.js'
import type { RulesInForce } from './rules-in-force.js'
import { random } from './secrets.js'
import type { Settings } from './settings.js'

/** 各室所需。What the rooms share, wired once. */
export interface Rooms {
  readonly rules: RulesInForce
  readonly gate: Gate
  readonly signIn: SignInService
  readonly drafts: DraftKeyService
  readonly pledges: PledgeService
  readonly accounts: AccountService
  /** 同一自然人的各编号. */
  readonly aliasesOf: (trx: Trx, personId: string) => Promise<readonly string[]>
  readonly stepUp: StepUpService
  readonly passkeys: PasskeyService
  /** 查询密码, and the one count of tries of every channel. */
  readonly queryPasswords: QueryPasswordService
  readonly tries: CredentialTries
  /** 登录各式所共需. */
  readonly entrance: SignInPorts
  readonly acting: ActingService
  readonly appointments: AppointmentService
  readonly collection: CollectionPorts
  readonly exchange: ExchangePorts
  readonly chance: Chance
  readonly setting: Setting
  /** 后台：told that a large file waits to be read. Whoever reads it puts himself here. */
  readonly bulk: { wake: () => void }
  uuid(): string
}

/** Asking the system each time costs more than the bytes: small draws are cut from a larger one, each given out once. */
const DRAWN = 4096
let [drawn, used] = [random(DRAWN), 0]

export const chance: Chance = {
  bytes: (count) => {
    if (count > DRAWN / 64) return random(count)
    if (used + count > DRAWN) [drawn, used] = [random(DRAWN), 0]
    used += count
    return drawn.subarray(used - count, used)
  },
}

/** What of the foundation the rooms stand on: a thread of its own has these, and neither trees nor listeners. */
export type RoomsGround = Pick<
  Foundation,
  'app' | 'verify' | 'vault' | 'sealer' | 'posting' | 'alarm' | 'settings' | 'place'
> &
  Partial<Foundation>

export function openRooms(house: RoomsGround, rules: RulesInForce): Rooms {
  const { app, vault, posting } = house
  const { clock } = house.settings
  const uuid = () => uuidV7(clock.now(), random(10))
  const setting = openSettings(() => rules.book.area(cityOf(rules)), clock)
  const access = openAccess(house, rules, setting)
  const { gate } = access
  const ids = { uuid }
  const store = paperFiles(house.place.papers)
  const scanner = scannerOf(house.settings)
  const dueDay = (days: number) =>
    addWorkingDays(workingCalendar(rules.book.area(cityOf(rules))), clock.today(), days).day
  const papers = new PaperService({ app, vault, store, scanner, clock, ids, setting, dueDay })
  const spool = { spool: paperSpool(house.place.papers), random, isScanned: scanner !== NO_SCANNER }
  const largePapers = new LargePaperService({ app, vault, clock, ids, ...spool })
  const notices = unrestricted(smsNotices({ vault, clock, ids, setting }))
  const bulk = { wake: () => undefined as undefined }
  const collection: CollectionPorts = {
    ...{ app, posting, vault, papers, largePapers, clock, ids, setting },
    importsWaiting: () => bulk.wake(),
    policy: () => rules,
    get routes() {
      return rules.routes
    },
    rulesChanged: () => rules.reload(),
    everybody: everybodyIn(house.verify),
    fundTotals: (from, through) => house.verify.transaction({}, (trx) => fundTotals(trx, from, through)),
    areaOf: (agency) => areaOf(rules, agency),
    agencies: () => rules.agencies,
    agencyName: (code) => agencyName(rules.agencies, code),
    staffNames: (personIds) => staffNames(app, vault, personIds),
    isOperatorOf: (personId, employerId) =>
      app.transaction({}, (trx) => operatesFor(trx, personId, employerId, clock.today())),
    stopsOf,
    get exchange() {
      return exchange.forCollection
    },
    recordsChanged: async (trx, changes, { voucherId, by, at }) => {
      const told = new Set(await markLaterChanged(trx, changes, { at, by, reason: voucherId }))
      for (const person of told) await notices.tell(trx, person, { kind: 'paperChanged', once: voucherId })
    },
  }
  const exchange = wireExchange(house, { gate, rules, collection })
  return {
    rules,
    ...access,
    collection,
    exchange: exchange.ports,
    chance,
    setting,
    bulk,
    uuid,
  }
}

/** 门与登录：who may, who it is, and the drafts' keys. */
function openAccess({ app, vault, sealer, alarm, settings }: RoomsGround, rules: RulesInForce, setting: Setting) {
  const [pen, pledge] = [{ clock: settings.clock, chance }, pledgeInForce(settings.clock)]
  const conceal = (text: string) => vault.conceal(text)
  const gate = openGate({ ...pen, database: app, guard: rules.guard, sealer, conceal, alarm })
  const standing = new StandingService({ app, vault, clock: settings.clock, setting })
  const shared = { ...pen, database: app, secrets: accessSecrets(vault), sealer, limits: accessLimits(setting), pledge }
  const ports = { ...shared, standing, employerNames: (ids: readonly string[]) => employerNames(app, ids) }
  const aliasesOf = async (trx: Trx, personId: string) => (await foldOf(trx, [personId])).ids
  const accounts = openAccounts({ ...ports, gate, aliasesOf })
  const passkeys = new PasskeyService(ports)
  return {
    ...{ gate, accounts, aliasesOf, signIn: openSignIn(ports) },
    acting: new ActingService(ports),
    appointments: new AppointmentService({ ...ports, gate, employerByCode: (code) => employerByCode(app, code) }),
    ...{ stepUp: new StepUpService({ ...ports, passkeys }), drafts: new DraftKeyService(ports), passkeys },
    ...{ queryPasswords: new QueryPasswordService(ports), tries: new CredentialTries(ports), entrance: ports },
    pledges: new PledgeService(ports),
  }
}

/** 市级机构：the top of the installation's agencies, whose code is that of its area. */
export function cityOf({ agencies }: RulesInForce): string {
  const top = agencies.find(({ parent }) => parent === undefined)
  invariant(top !== undefined, 'the agencies have a city at their top')
  return top.code
}

/** 统筹区：in this installation the city, which stands at the top of its agencies. */
function areaOf(rules: RulesInForce, agency: string): string {
  const { parent, code } = rules.agency(agency)
  return parent === undefined ? code : areaOf(rules, parent)
}

async function employerByCode(app: Database, creditCode: string) {
  const code = creditCode.trim().toUpperCase()
  const found = (await app.transaction({}, (trx) => employersByCode(trx, [code]))).at(-1)
  return found && { employerId: found.employerId, name: found.name, agency: found.agency }
}

/** 单位名称：the newest registration of each. */
async function employerNames(app: Database, ids: readonly string[]): Promise<Map<string, string>> {
  const facts = await app.transaction({}, (trx) => employersById(trx, ids))
  return new Map(facts.map(({ employerId, name }) => [employerId, name]))
}

async function staffNames(app: Database, vault: Vault, personIds: readonly string[]): Promise<Map<string, string>> {
  const accounts = await app.transaction({}, (trx) => accountsOf(trx, personIds))
  const staff = accounts.filter(({ realm, name }) => realm === 'staff' && name !== null)
  return new Map(staff.map(({ person_id, name }) => [person_id, accessSecrets(vault).decrypt(name!)]))
}

export function accessSecrets(vault: Vault): Secrets {
  return {
    digest: (text) => vault.digest(text),
    encrypt: (text) => vault.sealBytes(Buffer.from(text)),
    decrypt: (bytes) => vault.unseal(undefined, bytes),
  }
}

/** A scanner that says nothing for so long is taken for one that is not there. */
const SCAN_PATIENCE_MS = 30_000

function scannerOf({ clamd: place }: Settings): PaperScanner {
  return place === undefined ? NO_SCANNER : clamd({ ...place, patienceMs: SCAN_PATIENCE_MS })
}
