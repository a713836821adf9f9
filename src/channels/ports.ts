import type { Actor } from '../access/actor.js'
import type { LineSealer } from '../access/book.js'
import type { CredentialTries } from '../access/credential-tries-service.js'
import type { Gate } from '../access/gate-service.js'
import type { IdCardReader } from '../access/id-card-port.js'
import type { QueryPasswordService } from '../access/query-password-service.js'
import type { Secrets } from '../access/secrets.js'
import type { SignInService } from '../access/sign-in-service.js'
import type { StatementService } from '../certificates/statement-service.js'
import type { ContactService } from '../collection/contact-service.js'
import type { Database } from '../db/database.js'
import type { Chance, Clock } from '../kernel/clock.js'
import type { Vault } from '../ledger/vault.js'
import type { RaiseRequest } from '../objections/contract.js'
import type { Setting } from '../policy/house-setting.js'
import type { Standard } from '../policy/standard.js'
import type { Deadline } from '../policy/working-days.js'
import type { EmployerService } from '../query/employer-service.js'
import type { PersonService } from '../query/person-service.js'
import type { RecordService } from '../query/record-service.js'
import type { SmsGateway } from './sms-gateway-port.js'

/** 渠道之室所需。The services of the rooms before it, each behind its own gate; here is only how they are reached. */
export interface ChannelPorts {
  readonly app: Database
  /** Reads every row and opens nothing: for what the whole city is looked through for. */
  readonly verify: Database
  readonly gate: Gate
  readonly sealer: LineSealer
  readonly clock: Clock
  readonly chance: Chance
  readonly ids: { uuid(): string }
  readonly secrets: Secrets
  readonly vault: Vault
  readonly setting: Setting
  readonly signIn: SignInService
  readonly tries: CredentialTries
  readonly queryPasswords: QueryPasswordService
  readonly card: IdCardReader
  readonly records: RecordService
  readonly persons: PersonService
  readonly employers: EmployerService
  readonly statements: StatementService
  readonly contacts: ContactService
  /** 施行中的采集标准。 */
  standard(): Standard
  readonly sms: SmsGateway
  readonly alarm: (says: string) => void
  /** 热线语音的项目，依参数的次序。 */
  voiceItems(): readonly string[]
  /** 电话系统的接入密钥；undefined: none is connected. */
  readonly phoneKey?: string | undefined
  readonly city: string
  agencies(): readonly { readonly code: string; readonly name: string; readonly english: string }[]
  isWithin(agency: string, of: string): boolean
  staffNames(personIds: readonly string[]): Promise<ReadonlyMap<string, string>>
  dueDay(workingDays: number): Deadline
  /** 提出异议，through the room of objections; answers the serial of the receipt. */
  raiseObjection(actor: Actor, raised: RaiseRequest): Promise<string>
}
