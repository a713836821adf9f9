import { invariant } from '../kernel/invariant.js'
import type { Narrowing } from '../kernel/narrowing.js'
import type { Opened } from './entrusted.js'
import type { Post } from './posts.js'

/** 身份域。One sign-in and one cookie each: 参保人, 单位经办人, 经办机构人员. */
export const REALMS = ['citizen', 'operator', 'staff'] as const
export type Realm = (typeof REALMS)[number]

/** 行为人的身份域：those who sign in, and the API client of a standing arrangement, which signs each request instead. */
export type ActorRealm = Realm | 'partner'

/** 渠道。How somebody reaches the record. */
export const CHANNELS = ['web', 'counter', 'kiosk', 'hotline', 'sms', 'api', 'cli'] as const
export type Channel = (typeof CHANNELS)[number]

/** 代理与代表的身份。How somebody stands in for another: by written mandate, as guardian, as relative of the dead, or helping. */
export const CAPACITIES = ['agent', 'guardian', 'relative', 'helper'] as const
export type Capacity = (typeof CAPACITIES)[number]

/** 代为办理。For whom a person's session acts just now, and on which registered mandate. */
export interface ActingFor {
  readonly capacity: Capacity
  readonly personId: string
  /** Posting and ordinal of the fact it rests on, 'posting/ordinal'. */
  readonly mandate?: string | undefined
  /** 此刻所开的类别与事项；nothing where the ground has ended. */
  readonly opens?: readonly Opened[] | undefined
  /** 授权所及的险种与月份；undefined where it goes over all. */
  readonly narrowed?: Narrowing | undefined
  readonly subjectName?: string | undefined
  /** 窗口上到场的代理人；at the web the actor is the agent. */
  readonly agent?: string | undefined
  /** 查阅行里怎么写：the person helped or acted for reads it. */
  readonly says?: string | undefined
  /** 依据已终止：撤销、期满或身故. */
  readonly ended?: boolean | undefined
}

/**
 * 行为人。Who asks, in which capacity. `personId` is the natural person (bigint as text), whatever account they use;
 * `agency` is set for staff, `employerId` for an employer's operator.
 */
export interface Actor {
  readonly personId: string
  readonly realm: ActorRealm
  readonly sessionId: string
  readonly accountId: string
  readonly posts: readonly Post[]
  readonly channel: Channel
  readonly agency?: string | undefined
  readonly employerId?: string | undefined
  /** 长期安排的对方单位；the account is then the arrangement. */
  readonly partner?: string | undefined
  readonly name?: string | undefined
  /** 终端：the network address the request came from. */
  readonly terminal?: string | undefined
  /** 受理登记：what was taken in at the counter, under which this request enters it. */
  readonly intake?: string | undefined
  /** 代为办理：a person acting for another; the actor stays who they are, and both are written down. */
  readonly actingFor?: ActingFor | undefined
}

/** 登录的身份域：a partner's client has none, and no cookie. */
export function signedInRealm({ realm }: Pick<Actor, 'realm'>): Realm {
  invariant(realm !== 'partner', 'a partner signs requests, and in to nothing')
  return realm
}

/** 所办之人：the person a citizen's session is about, themselves or whom they act for. */
export function subjectOf(actor: Actor): string {
  return actor.actingFor?.personId ?? actor.personId
}

/** What the actor acts for, as the access book names it: the agency, the employer, or nobody but themselves. */
export function organisationOf(actor: Actor): string {
  if (actor.realm === 'staff') return actor.agency ?? ''
  if (actor.realm === 'partner') return actor.partner ?? ''
  return actor.realm === 'operator' ? (actor.employerId ?? '') : ''
}
