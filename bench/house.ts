import { mkdir, rm } from 'node:fs/promises'
import { systemClock } from '../src/app/clock.js'
import { type Foundation, openFoundation } from '../src/app/foundation.js'
import { migrateHouse } from '../src/app/migrate-house.js'
import { ROOT } from '../src/app/place.js'
import { shippedTexts } from '../src/app/release.js'
import { rulesInForce } from '../src/app/rules-in-force.js'
import { type Served, serve } from '../src/app/serve.js'
import type { Day } from '../src/kernel/day.js'
import { fen, ppm } from '../src/kernel/money.js'
import { type Period, parsePeriod, periodsFrom } from '../src/kernel/period.js'
import type { Insurance } from '../src/kernel/terms.js'
import type { Fact } from '../src/ledger/fact.js'
import { takeIds } from '../src/ledger/posting-store.js'
import type { AreaPolicy } from '../src/policy/area.js'
import { contributionOf } from '../src/policy/contribution.js'
import { clusterHome } from '../test/cluster-home.js'
import { citizen } from '../test/desk.js'
import { agreed, registrationFact } from '../test/ledger.js'

/** 开着门的系统, in a process of its own: tells its parent where it answers and who may sign in. */
export interface BenchHouse {
  readonly publicUrl: string
  readonly adminUrl: string
  readonly password: string
  /** Sign-in names of persons with eight years of facts, and of persons with one. */
  readonly long: readonly string[]
  readonly short: readonly string[]
}

const PERSONS = 16
const INSURANCES: readonly Insurance[] = ['110', '210', '310', '410']
const [FROM, LATE, THROUGH] = ['2018-07', '2025-07', '2026-06'].map(parsePeriod) as [Period, Period, Period]
const PLACE = { line: 1, agency: '999901', area: '999900' }
const PASSWORD = 'a bench of 16 seats'

export async function openBenchHouse(): Promise<{ house: BenchHouse; close(): Promise<void> }> {
  const home = clusterHome(`bench-house-${process.pid}`)
  await mkdir(home, { recursive: true, mode: 0o711 })
  const foundation = await openFoundation({
    ...{ demo: true, home, databaseUrl: undefined, host: '127.0.0.1', port: 0, staffPort: 0 },
    ...{ domain: 'quanyi.example', publicUrl: 'http://127.0.0.1', staffUrl: 'http://127.0.0.1' },
    ...{ secureCookies: false, staffZones: [], clock: systemClock },
  })
  await migrateHouse(foundation)
  const { book } = await rulesInForce(foundation.app, await shippedTexts(ROOT))
  const persons = await postLives(foundation, book.area(PLACE.area))
  const served = await serve(foundation)
  await served.sequencing.settle()
  const logins = await admit(served, persons)
  const { publicAddress: publicUrl } = served
  return {
    house: {
      ...{ publicUrl, adminUrl: foundation.adminUrl, password: PASSWORD },
      ...{ long: logins.slice(0, PERSONS), short: logins.slice(PERSONS) },
    },
    close: async () => {
      await served.close()
      await foundation.close()
      await rm(home, { recursive: true, force: true })
    },
  }
}

/** Half of the persons are insured from the first month, half only in the last year; each month is posted of its own. */
async function postLives({ post, posting, vault }: Foundation, area: AreaPolicy): Promise<string[]> {
  const persons = await post.transaction({}, async (trx) => {
    const ids = await takeIds(trx, 'person_id', 2 * PERSONS)
    await vault.createKeys(trx, ids)
    return ids
  })
  const [employerId] = (await post.transaction({}, (trx) => takeIds(trx, 'employer_id', 1))) as [string]
  await posting.post(agreed([employerOf(employerId), ...persons.flatMap((id, i) => registered(id, i, employerId))]))
  for (const month of periodsFrom(FROM, THROUGH)) {
    const insured = persons.slice(0, month < LATE ? PERSONS : undefined)
    const lines = insured.flatMap((id, i) => INSURANCES.map((insurance) => chargeOf(area, id, i, insurance, month)))
    const charged = lines.map((line) => ({ ...line, employerId }))
    await posting.post(agreed(charged.map(dueOf)))
    await posting.post(agreed(charged.map((line) => paidOf(line, month))))
  }
  return persons
}

function employerOf(employerId: string): Fact {
  return {
    ...{ ...PLACE, kind: 'employerRegistration', employerId, creditCode: '91110108QYT0000144', name: '示例市量度公司' },
    ...{ employerType: 'enterprise', industryCode: 'I65', injuryClass: 1, injuryFloat: ppm(1_000_000) },
    ...{ status: 'active', fromMonth: FROM },
  }
}

function registered(personId: string, i: number, employerId: string): Fact[] {
  const fromMonth = i < PERSONS ? FROM : LATE
  const terms = { personId, employerId, fromMonth, reason: '01', personKind: 'employee' }
  return [
    registrationFact(personId, { socialSecurityNumber: citizen(i), fullName: `测试${i}` }),
    ...INSURANCES.map((insurance): Fact => ({ ...PLACE, ...terms, kind: 'enrolment', change: 'enrol', insurance })),
  ]
}

type Charge = ReturnType<typeof chargeOf> & { readonly employerId: string }

function chargeOf(area: AreaPolicy, personId: string, i: number, insurance: Insurance, month: Period) {
  const declaredWage = fen(700_000 + 1_300 * i)
  const terms = { personKind: 'employee', employerKind: 'enterprise', injuryClass: 1 } as const
  const rule = contributionOf(area, { ...terms, insurance, contributionMonth: month, declaredWage })
  return {
    ...{ ...PLACE, personId, insurance, declaredWage, contributionKind: '1' },
    ...{ settlementMonth: month, contributionMonth: month, base: rule.base.value },
    ...{ employerAmount: rule.employer.value, personAmount: rule.person.value },
    ...{ employerToAccount: rule.employerToAccount.value, personToAccount: rule.personToAccount.value },
  }
}

function dueOf(charge: Charge): Fact {
  return { ...charge, kind: 'due' }
}

function paidOf({ declaredWage: _, ...charge }: Charge, month: Period): Fact {
  const arrival = { levyVoucher: '3999990001', arrivalDay: `${month}-20` as Day, source: 'tax', fitsRule: true }
  return { ...charge, ...arrival, kind: 'paid' }
}

async function admit({ rooms: { accounts } }: Served, persons: readonly string[]): Promise<string[]> {
  const logins = persons.map((_, i) => citizen(i))
  for (const [i, personId] of persons.entries()) {
    const account = await accounts.create({ personId, realm: 'citizen', login: logins[i]! })
    await accounts.equip(account, PASSWORD)
  }
  return logins
}

if (process.send !== undefined) {
  const { house, close } = await openBenchHouse()
  process.once('disconnect', () => void close())
  process.send(house)
}
