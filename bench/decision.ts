import type { Question } from '../src/access/cedar.js'
import { ownRecord } from '../src/access/resource.js'
import { citizen, testGuard } from '../test/access.js'
import { percentiles } from './open-loop.js'

const TIMES = 2_000

/** 判定所用的时间，in microseconds: by the engine, as remembered, and a plain look into a table of as many answers. */
export interface DecisionTimes {
  readonly engine: { readonly p50: number; readonly p99: number }
  readonly remembered: { readonly p50: number; readonly p99: number }
  readonly table: { readonly p50: number; readonly p99: number }
}

export function measureDecision(): DecisionTimes {
  const guard = testGuard()
  const asked = Array.from({ length: TIMES }, (_, n) => questionOf(String(1000 + n)))
  const decide = (question: Question) => {
    if (!guard.decide(question).allowed) throw new Error('one may see oneself')
  }
  for (const person of ['1', '2', '3']) for (let n = 0; n < 50; n++) decide(questionOf(`${person}${n}`))
  const engine = timed(asked, decide)
  const remembered = timed(asked, decide)
  const table = new Map(asked.map((question) => [question.actor.personId, guard.decide(question)]))
  const looked = timed(asked, (question) => {
    if (table.get(question.actor.personId)?.allowed !== true) throw new Error('the table holds everybody')
  })
  return { engine, remembered, table: looked }
}

/** Each person is another question, so that the engine is asked each time. */
function questionOf(personId: string): Question {
  const sections = ['registration', 'contribution', 'account', 'benefit'] as const
  return { actor: citizen(personId), action: 'record.read', resource: ownRecord(personId), sections: [...sections] }
}

function timed(asked: readonly Question[], once: (question: Question) => void) {
  return percentiles(
    asked.map((question) => {
      const began = process.hrtime.bigint()
      once(question)
      return Number(process.hrtime.bigint() - began) / 1000
    }),
  )
}
