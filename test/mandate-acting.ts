import type { Actor } from '../src/access/actor.js'
import type { Day } from '../src/kernel/day.js'
import type { testActing } from './acting.js'
import type { TestReading } from './reading.js'

interface Of {
  readonly desk: ReturnType<typeof testActing>
  readonly reading: TestReading
  readonly agent: string
  readonly person: string
}

const PLACE = { line: 1, agency: '999901', area: '999900' }

/** 代理人此刻的会话，凭所写的范围：a paper of its own for each scope. */
export function mandateActing({ desk, reading, agent, person }: Of): (scope: string) => Promise<Actor> {
  let papers = 0
  let session: Awaited<ReturnType<typeof desk.enter>> | undefined
  return async (scope) => {
    const document = `授权书 ${++papers} 号`
    const what = { representativePersonId: agent, capacity: 'agent', scope, change: 'begin', document } as const
    await reading.ledger.post([{ ...PLACE, kind: 'mandate', personId: person, fromDay: '2026-01-01' as Day, ...what }])
    const stands = (await desk.standing.of(agent)).find((one) => one.document === document)!
    session ??= await desk.enter(agent)
    await desk.acting.choose(await session.now(), stands.ref)
    return session.now()
  }
}
