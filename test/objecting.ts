import type { Actor } from '../src/access/actor.js'
import { openGate } from '../src/access/gate-service.js'
import { listPapers } from '../src/certificates/issue-service.js'
import { CaseService } from '../src/objections/case-service.js'
import { HandleService } from '../src/objections/handle-service.js'
import { employerMarks, marksOf } from '../src/objections/marks-service.js'
import type { IssuedPaper, ObjectionPorts } from '../src/objections/ports.js'
import { RaiseService } from '../src/objections/raise-service.js'
import { RightsService } from '../src/objections/rights-service.js'
import { ViewService } from '../src/objections/view-service.js'
import { EmployerService } from '../src/query/employer-service.js'
import { type RecordPorts, RecordService } from '../src/query/record-service.js'
import { testChance, testGuard, testLineSealer } from './access.js'
import type { TestDatabase } from './city.js'
import { AREA, type TestDesk } from './desk.js'

/** 测试用的异议之室，on the desk's own database and clock, behind the real gate. */
export function testObjections(db: TestDatabase, desk: TestDesk) {
  const guard = testGuard()
  /** 告知过的。 */
  const told: { personId: string; kind: string; once: string }[] = []
  const { ports } = desk
  const pen = {
    clock: { now: () => desk.ports.clock.now(), today: () => desk.ports.clock.today() },
    chance: testChance,
    sealer: testLineSealer,
    alarm: (says: string) => {
      throw new Error(says)
    },
  }
  const gate = openGate({ ...pen, database: db.app, guard, conceal: (text) => ports.vault.conceal(text) })
  const recordPorts: RecordPorts = {
    ...{ gate, papers: ports.papers, vault: ports.vault, clock: pen.clock },
    ...{ book: () => desk.policy.book, digest: () => '00', setting: ports.setting },
    bookAt: async () => ({ book: desk.policy.book, digest: '00' }),
    agencyName: (code) => code,
    areaName: (code) => code,
    otherName: () => '用人单位',
    isWithin: (agency, of) => agency === of || of === AREA,
    paperPersons: async () => [],
    groundOf: (policy) => guard.groundOf(policy),
    ...{ marksOf, employerMarks, staffNames: ports.staffNames },
  }
  const records = new RecordService(recordPorts)
  const objections: ObjectionPorts = {
    ...{ collection: ports, gate, records },
    agenciesUnder: (agency) => (agency === AREA ? [AREA, '999901', '999902'] : [agency]),
    agencyAbove: (agency) => (agency === AREA ? undefined : AREA),
    paperPersons: async () => [],
    notices: { tell: async (_, personId, { kind, once }) => void told.push({ personId, kind, once }) },
    papersOf: async (trx, personId): Promise<IssuedPaper[]> =>
      (await listPapers(trx, personId)).map(({ serial, form, issued_at }) => ({
        ...{ serial, form, issuedAt: Number(issued_at) },
      })),
  }
  return {
    told,
    ...{ ports: objections, records, gate, employers: new EmployerService(recordPorts) },
    raising: new RaiseService(objections),
    handling: new HandleService(objections),
    views: new ViewService(objections),
    cases: new CaseService(objections),
    rights: new RightsService(objections),
  }
}

/** With a session as the access book writes it down. */
export function signedIn(actor: Actor): Actor {
  return { ...actor, sessionId: '00000000-0000-4000-8000-000000000001' }
}

/** 本人，signed in on the public web. */
export function insured(personId: string): Actor {
  const account = { sessionId: '', accountId: `account-${personId}`, posts: [] }
  return signedIn({ personId, realm: 'citizen', channel: 'web', ...account })
}
