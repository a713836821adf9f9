import type { Section } from './sections.js'

/** 依据。One policy that decided: its id, the articles it rests on, and what it says in Chinese. */
export interface Ground {
  readonly id: string
  readonly effect: 'permit' | 'forbid'
  readonly articles: readonly string[]
  readonly says: string
  readonly sections: readonly Section[]
  readonly within: 'employment' | undefined
}

/**
 * 决定。Allowed or not, by which policies and articles. `sections` is what the deciding permits allow of what was asked;
 * `employment` names the employer to whose months everything shown must be cut. `alarm` is set when the engine itself
 * failed: then the answer is no, and somebody must look.
 */
export interface Decision {
  readonly allowed: boolean
  readonly policies: readonly string[]
  readonly articles: readonly string[]
  readonly says: readonly string[]
  readonly sections: readonly Section[]
  readonly employment?: string | undefined
  readonly alarm?: string | undefined
}

export function decisionOf(
  allowed: boolean,
  grounds: readonly Ground[],
  asked: readonly Section[],
  employer: string | undefined,
): Decision {
  const granted = new Set(grounds.flatMap((ground) => (ground.effect === 'permit' ? ground.sections : [])))
  const sections = [...granted].filter((section) => asked.length === 0 || asked.includes(section))
  const cut = allowed && grounds.some((ground) => ground.within === 'employment')
  return {
    allowed: allowed && sections.length > 0,
    policies: grounds.map((ground) => ground.id),
    articles: [...new Set(grounds.flatMap((ground) => ground.articles))],
    says: grounds.map((ground) => ground.says),
    sections: allowed ? sections : [],
    ...(cut ? { employment: employer ?? '' } : {}),
  }
}

export function alarmed(alarm: string): Decision {
  return { allowed: false, policies: [], articles: [], says: [], sections: [], alarm }
}
