import { randomUUID } from 'node:crypto'
import { AuthorityCheckService } from '../src/access/authority-check-service.js'
import type { ChangeRequest, OpenRequest, RequestBody } from '../src/access/authority-contract.js'
import type { AuthorityPorts } from '../src/access/authority-house-service.js'
import { AuthorityService } from '../src/access/authority-service.js'
import { AuthorityViewService } from '../src/access/authority-view-service.js'
import type { Post } from '../src/access/posts.js'
import { totpAt } from '../src/access/secrets.js'
import { Refusal } from '../src/kernel/refusal.js'
import { AGENCIES, handClock, staff, TEST_LIMITS, testChance, testDesk, testGuard, testLineSealer } from './access.js'
import type { TestDatabase } from './city.js'

export const [CITY, EAST, WEST] = ['999900', '999901', '999902'] as const

/** 经办人员，with an account whose number is one. */
export const official = (posts: readonly Post[], agency: string, personId: string) => ({
  ...staff(posts, agency, personId),
  accountId: `00000000-0000-4000-8000-${personId.padStart(12, '0')}`,
})

/** 经手的人：an agency's chief asks, the city's head approves, the keeper of permissions carries out. */
export const HANDS = {
  chief: official(['approver'], EAST, '101'),
  head: official(['approver'], CITY, '102'),
  second: official(['approver'], CITY, '103'),
  keeper: official(['permissionMaintainer'], CITY, '104'),
  auditor: official(['auditor'], CITY, '105'),
  department: official(['supervisor'], CITY, '106'),
  clerk: official(['frontDesk'], EAST, '107'),
}

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'

/** 人员与授权之室，on a test database with a clock turned by hand. */
export class AuthorityHouse {
  readonly clock = handClock()
  readonly people = new Map<string, { personId: string; name: string }>()
  readonly desk: ReturnType<typeof testDesk>
  readonly ports: AuthorityPorts
  readonly requests: AuthorityService
  readonly views: AuthorityViewService
  readonly check: AuthorityCheckService
  private nextPerson = 900_000
  private next = 0

  constructor(readonly db: TestDatabase) {
    this.desk = testDesk(db, this.clock)
    const { secrets, gate, pledge } = this.desk
    this.ports = {
      ...{ database: db.app, verify: db.verify, clock: this.clock, secrets, gate, pledge },
      ...{ chance: testChance, sealer: testLineSealer, limits: TEST_LIMITS },
      agencies: () => AGENCIES.map((one) => ({ ...one, name: `机构${one.code}` })),
      postsOfPolicies: () => testGuard().posts,
      ...{ unusedDays: () => 90, signatureDays: () => 90 },
      people: {
        find: async (number, name) => {
          const found = this.people.get(number)
          return found && { personId: found.personId, isNamedSo: found.name === name }
        },
        make: async (number, name) => {
          this.people.set(number, { personId: `${++this.nextPerson}`, name })
          return `${this.nextPerson}`
        },
      },
    }
    this.requests = new AuthorityService(this.ports)
    this.views = new AuthorityViewService(this.ports)
    this.check = new AuthorityCheckService(this.ports)
  }

  opening(change: Partial<OpenRequest> = {}): OpenRequest {
    const n = ++this.next
    return {
      ...{ kind: 'open', requestId: randomUUID(), identityNumber: `no-${n}`, name: '测新人', login: `new-${n}` },
      ...{ agency: EAST, posts: ['frontDesk'], from: this.clock.today(), through: '2026-12-31' },
      ...{ reason: '窗口增员', proof: '示例人社发〔2026〕3号', ...change },
    }
  }

  changing(accountId: string, posts: readonly Post[], change: Partial<ChangeRequest> = {}): ChangeRequest {
    return {
      ...{ kind: 'change', requestId: randomUUID(), accountId, posts: [...posts] },
      ...{ from: this.clock.today(), through: '2026-12-31', reason: '轮岗', proof: '轮岗通知一号', ...change },
    }
  }

  /** 三人三步，until it is carried out. */
  async opened(change: Partial<OpenRequest> = {}) {
    const body = this.opening(change)
    const { handover } = await this.through(body, body.agency === CITY ? HANDS.auditor : HANDS.chief)
    const [{ account_id: accountId } = { account_id: '' }] = await this.sql<{ account_id: string }>(
      'select account_id from desk.post_grant where request_id = $1',
      [body.requestId],
    )
    return { body, handover: handover!, accountId, personId: this.people.get(body.identityNumber)!.personId }
  }

  async through(body: RequestBody, asks = HANDS.chief) {
    await this.requests.request(asks, body)
    await this.requests.decide(HANDS.head, body.requestId, { verdict: 'approve' })
    return this.requests.execute(HANDS.keeper, body.requestId)
  }

  /** Asks for the session anew each time. */
  async signedIn(accountId: string, login: string) {
    await this.desk.accounts.equip(accountId, 'Correct-horse-7', SECRET)
    const { token } = await this.desk.signIn.signIn({
      ...{ realm: 'staff', login, password: 'Correct-horse-7', channel: 'web' },
      oneTimePassword: totpAt(SECRET, this.clock.now()),
    })
    return () => this.desk.signIn.sessionOf(token, 'staff')
  }

  sql<R extends object>(text: string, values: unknown[] = []): Promise<R[]> {
    return this.db.admin.transaction({}, (trx) => trx.rows<R>(text, values))
  }

  async postsOf(accountId: string): Promise<string[]> {
    const rows = await this.sql<{ posts: string[] }>('select posts from desk.account where account_id = $1', [
      accountId,
    ])
    return rows[0]!.posts
  }
}

/** What was refused, by its code. */
export function codeOf(doing: Promise<unknown>): Promise<string> {
  return doing.then(
    () => 'done',
    (error: unknown) => (error instanceof Refusal ? error.entry.code : String(error)),
  )
}
