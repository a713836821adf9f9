import { randomBytes, randomUUID } from 'node:crypto'
import type { Day, Instant } from '../src/kernel/day.js'
import { type Fen, fen } from '../src/kernel/money.js'
import { type Period, parsePeriod } from '../src/kernel/period.js'
import type { Due, EmployerRegistration, Enrolment, Fact, Paid, PersonRegistration } from '../src/ledger/fact.js'
import type { Keys } from '../src/ledger/keys.js'
import { type AgreedVoucher, PostingService } from '../src/ledger/posting-service.js'
import { takeIds } from '../src/ledger/posting-store.js'
import { Vault } from '../src/ledger/vault.js'
import type { TestDatabase } from './city.js'
import { testKeys } from './keys.js'

/** 测试用账簿。Posting on a test database with fixture keys; access lines are left to the tests that look at them. */
export interface TestLedger {
  readonly keys: Keys
  readonly vault: Vault
  readonly posting: PostingService
  post(facts: readonly Fact[], change?: Partial<AgreedVoucher>): Promise<string>
  newPersons(count: number): Promise<string[]>
}

export function testLedger(db: Pick<TestDatabase, 'post'>, keys: Keys = testKeys()): TestLedger {
  const vault = new Vault(keys, randomBytes)
  const posting = new PostingService({
    post: db.post,
    keys,
    vault,
    now: () => Date.now() as Instant,
    releaseDigest: '00',
    writeLine: async () => undefined,
  })
  return {
    keys,
    vault,
    posting,
    post: async (facts, change) => (await posting.post(agreed(facts, change))).postingId,
    newPersons: (count) =>
      db.post.transaction({}, async (trx) => {
        const ids = await takeIds(trx, 'person_id', count)
        await vault.createKeys(trx, ids)
        return ids
      }),
  }
}

export function agreed(facts: readonly Fact[], change: Partial<AgreedVoucher> = {}): AgreedVoucher {
  const voucherId = randomUUID()
  return {
    key: `${voucherId}:1`,
    bodyDigest: Buffer.from('body'),
    voucherId,
    revision: 1,
    kind: 'monthlyFiling',
    agency: '999901',
    businessDay: '2026-03-02' as Day,
    policyDigest: '00',
    steps: [{ stage: 'initialReview', verdict: 'passed', by: '1', organisation: '999901', at: 1 }],
    facts,
    ...change,
  }
}

const COMMON = { agency: '999901', area: '999900', employerId: '7', contributionKind: '1' }

export function dueFact(personId: string, month: string, change: Partial<Due> = {}): Due {
  return {
    ...COMMON,
    kind: 'due',
    line: 1,
    personId,
    insurance: '110',
    settlementMonth: month as Period,
    contributionMonth: month as Period,
    declaredWage: fen(800_000),
    base: fen(800_000),
    employerAmount: fen(128_000),
    personAmount: fen(64_000),
    employerToAccount: 0 as Fen,
    personToAccount: fen(64_000),
    ...change,
  }
}

export function paidFact(personId: string, month: string, change: Partial<Paid> = {}): Paid {
  const { declaredWage: _, ...due } = dueFact(personId, month)
  return {
    ...due,
    kind: 'paid',
    levyVoucher: '3999990001',
    arrivalDay: `${month}-20` as Day,
    source: 'tax',
    fitsRule: true,
    ...change,
  }
}

export function registrationFact(personId: string, change: Partial<PersonRegistration> = {}): PersonRegistration {
  return {
    kind: 'personRegistration',
    line: 1,
    agency: '999901',
    area: '999900',
    personId,
    documentType: '01',
    fullName: '测试𠮷',
    socialSecurityNumber: '110101196501129991',
    sex: '1',
    birthDate: '1965-01-12' as Day,
    nationality: 'CHN',
    mobilePhone: '13900000000',
    ...change,
  }
}

export function enrolmentFact(personId: string, employerId: string, from: string, change: Partial<Enrolment> = {}) {
  const place = { line: 1, agency: '999901', area: '999900', personId, employerId, insurance: '110' }
  const what = { change: 'enrol' as const, fromMonth: parsePeriod(from), reason: '11', personKind: 'employee' }
  return { kind: 'enrolment', ...place, ...what, ...change } satisfies Enrolment
}

export function employerFact(employerId: string, creditCode: string, name: string): EmployerRegistration {
  const place = { line: 1, agency: '999901', area: '999900', employerId, creditCode, name }
  const kind = { employerType: '10', industryCode: 'C35', injuryClass: 3, injuryFloat: 1_000_000 as never }
  return { kind: 'employerRegistration', ...place, ...kind, status: 'active', fromMonth: '2023-01' as Period }
}
