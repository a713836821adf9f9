import type { Chance, Clock } from '../kernel/clock.js'
import { invariant } from '../kernel/invariant.js'
import { uuidV7 } from '../kernel/uuid.js'
import { type Actor, organisationOf } from './actor.js'
import type { EventLine, LookLine } from './book.js'
import type { Question } from './cedar.js'
import type { Decision } from './decision.js'

export interface Pen {
  readonly clock: Clock
  readonly chance: Chance
}

/** 查阅行。One line a person, whether shown or refused. */
export function lookLine(
  pen: Pen,
  question: Question,
  decision: Decision,
  person: string,
  outcome: LookLine['outcome'],
): LookLine {
  invariant(/^\d{1,18}$/.test(person), 'a look names a person by their number')
  const at = pen.clock.now()
  return {
    ...whoAndWhy(question.actor, decision),
    personId: person,
    lookId: uuidV7(at, pen.chance.bytes(10)),
    at,
    action: question.action,
    sections: outcome === 'shown' ? decision.sections : (question.sections ?? []),
    outcome,
    purpose: question.purpose ?? '',
    matter: question.matter ?? '',
  }
}

/** 事件行。What has no one certain person; `outcome` is a word of the act, as done or refused. */
export function eventLine(pen: Pen, question: Question, decision: Decision, outcome: string): EventLine {
  const at = pen.clock.now()
  return {
    ...whoAndWhy(question.actor, decision),
    sessionId: question.actor.sessionId,
    eventId: uuidV7(at, pen.chance.bytes(10)),
    at,
    action: question.action,
    outcome,
    matter: question.matter ?? '',
  }
}

function whoAndWhy(actor: Actor, { policies, articles, alarm }: Decision) {
  return {
    actorPersonId: actor.personId,
    realm: actor.realm,
    organisation: organisationOf(actor),
    channel: actor.channel,
    policies: alarm === undefined ? policies : ['engine.alarm'],
    articles,
  }
}
