import type { Post } from './posts.js'

/** 身份域。One sign-in and one cookie each: 参保人, 单位经办人, 经办机构人员. */
export const REALMS = ['citizen', 'operator', 'staff'] as const
export type Realm = (typeof REALMS)[number]

/** 渠道。How somebody reaches the record. */
export const CHANNELS = ['web', 'counter', 'kiosk', 'cli'] as const
export type Channel = (typeof CHANNELS)[number]

/**
 * 行为人。Who asks, in which capacity. `personId` is the natural person (bigint as text), whatever account they use;
 * `agency` is set for staff, `employerId` for an employer's operator.
 */
export interface Actor {
  readonly personId: string
  readonly realm: Realm
  readonly sessionId: string
  readonly accountId: string
  readonly posts: readonly Post[]
  readonly channel: Channel
  readonly agency?: string | undefined
  readonly employerId?: string | undefined
  readonly name?: string | undefined
  /** 终端：the network address the request came from. */
  readonly terminal?: string | undefined
  /** 受理登记：what was taken in at the counter, under which this request enters it. */
  readonly intake?: string | undefined
}

/** What the actor acts for, as the access book names it: the agency, the employer, or nobody but themselves. */
export function organisationOf(actor: Actor): string {
  if (actor.realm === 'staff') return actor.agency ?? ''
  return actor.realm === 'operator' ? (actor.employerId ?? '') : ''
}
