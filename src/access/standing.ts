import type { Narrowing } from '../kernel/narrowing.js'
import type { ActingFor, Actor } from './actor.js'
import type { Question } from './cedar.js'
import type { Opened } from './entrusted.js'
import type { Resource } from './resource.js'

/** 代为办理的依据。One fact that lets this person act for another just now, and what it opens. */
export interface Standing {
  readonly capacity: 'agent' | 'guardian' | 'relative'
  /** 所代的人. */
  readonly personId: string
  readonly subjectName: string
  /** 所凭事实：'posting/ordinal'. */
  readonly ref: string
  readonly opens: readonly Opened[]
  readonly narrowed?: Narrowing | undefined
  readonly document: string
  readonly fromDay: string
  readonly throughDay?: string | undefined
  /** 查阅行里怎么写：who, in which capacity, on which paper. */
  readonly says: string
}

/** 依据由事实之书答复：what this person may act on at this moment, and nothing that has ended. */
export interface StandingPort {
  of(personId: string): Promise<readonly Standing[]>
}

/** 此刻的依据。What was chosen, as the facts of now open it; what has ended opens nothing and says so. */
export async function stoodNow(actor: Actor, port: StandingPort | undefined): Promise<Actor> {
  const { actingFor } = actor
  if (actingFor === undefined || actingFor.capacity === 'helper') return actor
  const representative = representativeOf(actor)
  if (representative === undefined) return actor
  const all = (await port?.of(representative)) ?? []
  const stands = all.find(
    ({ ref, personId, capacity }) =>
      ref === actingFor.mandate && personId === actingFor.personId && capacity === actingFor.capacity,
  )
  if (stands === undefined) return { ...actor, actingFor: { ...actingFor, opens: [], ended: true } }
  const { opens, narrowed, subjectName } = stands
  // At the window the agent's own paper, as the clerk saw it, is told beside the mandate.
  const says = [stands.says, actingFor.says].filter((part) => part !== undefined).join('，')
  return { ...actor, actingFor: { ...actingFor, opens, narrowed, says, subjectName } }
}

/** 代理的人：whoever is signed in, or who stands at the clerk's window. */
function representativeOf({ realm, personId, actingFor }: Actor): string | undefined {
  if (realm === 'citizen') return personId
  return realm === 'staff' ? actingFor?.agent : undefined
}

const AS = { agent: 'asAgent', guardian: 'asGuardian', relative: 'asRelative', helper: 'asHelper' } as const

/** 所问的记录，连同请求者此刻对它的依据：only the record acted for, and only what is opened of it. */
export function withStanding<Q extends Question>(question: Q): Q {
  const { resource, actor } = question
  const opened = openedOf(actor.actingFor, resource)
  if (opened === undefined) return question
  const { capacity, narrowed } = actor.actingFor!
  const cut = resource.kind === 'Record' && narrowed !== undefined ? { narrowed } : {}
  return { ...question, resource: { ...resource, [AS[capacity]]: opened, ...cut } }
}

function openedOf(acting: ActingFor | undefined, resource: Resource): readonly Opened[] | undefined {
  if (acting === undefined || !isOf(resource, acting)) return undefined
  return acting.opens ?? []
}

/** The record acted for; and, with a helper beside the person, the person's own account. */
function isOf(resource: Resource, { capacity, personId }: ActingFor): boolean {
  if (resource.kind === 'Account') return capacity === 'helper' && resource.person === personId
  return resource.kind === 'Record' && resource.person === personId
}
