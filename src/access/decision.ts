import { bothOf, isByMonth, type Narrowing } from '../kernel/narrowing.js'
import type { Actor } from './actor.js'
import { ENTRUSTED_ACTS, NARROWED_ACTS } from './entrusted.js'
import type { Resource } from './resource.js'
import type { Section } from './sections.js'

/** 依据。One policy that decided: its id, the articles it rests on, and what it says in Chinese. */
export interface Ground {
  readonly id: string
  readonly effect: 'permit' | 'forbid'
  readonly articles: readonly string[]
  readonly says: string
  readonly sections: readonly Section[]
  readonly within: Within | undefined
}

/** 许可再切到哪里：the months of an employment, those in which a district kept somebody, or what a mandate, guardianship, kinship or helping opens. */
export const WITHIN = ['employment', 'formerPlace', 'asAgent', 'asGuardian', 'asRelative', 'asHelper'] as const
export type Within = (typeof WITHIN)[number]

/**
 * 决定。Allowed or not, by which policies and articles. `sections` is what the deciding permits allow of what was asked;
 * `employment` names the employer to whose months everything shown must be cut, `narrowed` the insurances and months of a
 * mandate. `alarm` is set when the engine itself failed: then the answer is no, and somebody must look.
 */
export interface Decision {
  readonly allowed: boolean
  readonly policies: readonly string[]
  readonly articles: readonly string[]
  readonly says: readonly string[]
  readonly sections: readonly Section[]
  readonly employment?: string | undefined
  readonly narrowed?: Narrowing | undefined
  readonly alarm?: string | undefined
}

interface Asked {
  readonly actor: Actor
  readonly action: string
  readonly resource?: Resource | undefined
  readonly sections?: readonly Section[] | undefined
}

export function decisionOf(
  allowed: boolean,
  grounds: readonly Ground[],
  { actor, action, resource, sections: asked = [] }: Asked,
): Decision {
  const granted = new Set(
    grounds.flatMap((ground) => (ground.effect === 'permit' ? cutTo(ground, resource, actor) : [])),
  )
  // With an agent at the window, the mandate bounds what the clerk asks.
  const opened = windowOf(resource, actor.realm === 'staff' ? action : undefined)
  const narrowed = narrowingBy(grounds, actor, resource)
  const sections = [...granted].filter(
    (section) =>
      (asked.length === 0 || asked.includes(section)) &&
      (opened?.includes(section) ?? true) &&
      narrows(narrowed, action, section),
  )
  const cut = allowed && grounds.some((ground) => ground.within === 'employment')
  return {
    allowed: allowed && sections.length > 0,
    policies: grounds.map((ground) => ground.id),
    articles: [...new Set(grounds.flatMap((ground) => ground.articles))],
    says: grounds.map((ground) => ground.says),
    sections: allowed ? sections : [],
    ...(cut ? { employment: actor.employerId ?? '' } : {}),
    ...(allowed && narrowed !== undefined ? { narrowed } : {}),
  }
}

/** 收窄到哪里：to the mandate; and, where nothing but a former place opens the record, to the months it kept the person. */
function narrowingBy(grounds: readonly Ground[], actor: Actor, resource: Resource | undefined): Narrowing | undefined {
  const narrowed = resource?.kind === 'Record' ? resource.narrowed : undefined
  const permits = grounds.filter(({ effect }) => effect === 'permit')
  const place = permits.every(({ within }) => within === 'formerPlace') ? placeOf(actor, resource) : undefined
  return place === undefined ? narrowed : bothOf(narrowed, place)
}

function placeOf({ agency }: Actor, resource: Resource | undefined): Narrowing | undefined {
  return resource?.kind === 'Record' ? resource.formerly?.find((one) => one.agency === agency) : undefined
}

/** 收得窄的才开：an act that cannot be narrowed opens nothing, and an account that counts over all months has no months to show. */
function narrows(narrowed: Narrowing | undefined, action: string, section: Section): boolean {
  if (narrowed === undefined) return true
  return NARROWED_ACTS.has(action) && !(section === 'account' && isByMonth(narrowed))
}

/** 窗口代为查询：what the agent's mandate opens, in classes and in acts, whatever the clerk may see alone. */
function windowOf(resource: Resource | undefined, action: string | undefined): readonly string[] | undefined {
  if (action === undefined || resource?.kind !== 'Record') return undefined
  const opened: readonly string[] | undefined = resource.asAgent ?? resource.asGuardian ?? resource.asRelative
  const isEntrusted = (ENTRUSTED_ACTS as readonly string[]).includes(action)
  return opened === undefined || !isEntrusted || opened.includes(action) ? opened : []
}

/** What the ground grants of this resource: where it rests on a mandate, what the mandate names and no more. */
function cutTo({ sections, within }: Ground, resource: Resource | undefined, actor: Actor): readonly Section[] {
  if (within === undefined || within === 'employment') return sections
  if (within === 'formerPlace') return placeOf(actor, resource) === undefined ? [] : sections
  const opened: readonly string[] = (resource?.kind === 'Record' ? resource[within] : undefined) ?? []
  return sections.filter((section) => opened.includes(section))
}

export function alarmed(alarm: string): Decision {
  return { allowed: false, policies: [], articles: [], says: [], sections: [], alarm }
}
