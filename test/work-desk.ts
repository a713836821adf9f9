import { randomBytes, randomUUID } from 'node:crypto'
import { insertAccount, setCredentials } from '../src/access/account-store.js'
import type { Actor } from '../src/access/actor.js'
import type { Post } from '../src/access/posts.js'
import { insertSession } from '../src/access/session-store.js'
import type { Day, Instant } from '../src/kernel/day.js'
import { dayOfInstant } from '../src/kernel/day.js'
import { parsePeriod } from '../src/kernel/period.js'
import { Refusal } from '../src/kernel/refusal.js'
import type { TestDatabase } from './city.js'
import { AGENCY, citizen, clerk, csv, FRONT_DESK, type TestDesk, testDesk } from './desk.js'

/** 经办台，with one employer and so many people of it, from the fortieth on, on a morning of March. */
export async function workDesk(db: TestDatabase, people: number) {
  const desk = testDesk(db)
  const employer = await desk.employer('91110108QYT0000144')
  await desk.persons(
    Array.from({ length: people }, (_, i) => [citizen(40 + i), '测试寅']),
    '91110108QYT0000144',
  )
  setClock(desk, '2026-03-16T09:00:00+08:00')
  return { desk, employer }
}

/** 一件待初审的月度申报，each of another person, entered at the counter. */
export async function submitted(desk: TestDesk, employerId: string, n: number, by: Actor = FRONT_DESK) {
  const { submission } = await desk.filings.upload(by, {
    ...{ employerId, settlementMonth: parsePeriod('2026-03'), fileName: '申报.csv' },
    bytes: csv('社会保障号码,姓名,缴费工资', [[citizen(n), '测试寅', '8000']]),
  })
  return desk.filings.submit(by, submission.id, { revision: 1, acceptedOnly: false })
}

/** 把时钟拨到某一刻，of the desk that reads it. */
export function setClock(desk: TestDesk, at: string): void {
  const now = Date.parse(at) as Instant
  Object.assign(desk.ports, { clock: { now: () => now, today: (): Day => dayOfInstant(now) } })
}

/** 有账户的经办人员, with a live session. */
export async function hire(
  db: TestDatabase,
  personId: string,
  posts: readonly Post[],
  agency = AGENCY,
): Promise<Actor> {
  const [accountId, now] = [randomUUID(), Date.now() as Instant]
  await db.app.transaction({}, async (trx) => {
    await insertAccount(trx, {
      ...{ accountId, personId, realm: 'staff', loginDigest: randomBytes(32), name: null, agency, employerId: null },
      ...{ posts, createdAt: now },
    })
    await setCredentials(trx, accountId, 'hash', null)
    await insertSession(trx, {
      ...{ tokenDigest: randomBytes(32), sessionId: randomUUID(), accountId, personId, realm: 'staff', channel: 'web' },
      ...{ at: now, endsAt: (now + 3_600_000) as Instant },
    })
  })
  return { ...clerk(personId, ...posts), agency, accountId }
}

export async function codeOf(doing: Promise<unknown>): Promise<string> {
  try {
    await doing
    return 'done'
  } catch (error) {
    if (error instanceof Refusal) return error.entry.code
    throw error
  }
}
