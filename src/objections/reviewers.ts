import { type Post, postNames } from '../access/posts.js'
import type { ObjectionAct } from './words.js'

/** 办理与决定各由哪些岗位；policies/access/objections.cedar says the same, and a test holds the two together. */
export const HANDLER_POSTS: readonly Post[] = ['initialReviewer', 'reviewer']
export const DECIDER_POSTS: readonly Post[] = ['rechecker', 'approver']

export interface StaffMember {
  readonly personId: string
  readonly posts: readonly string[]
}

/** 争议事项经过的人手，与异议本身经过的人手。 */
export interface Touched {
  /** Who made or reviewed the disputed item. */
  readonly item: ReadonlySet<string>
  /** Whose record it is, who raised it, who took it in. */
  readonly parties: ReadonlySet<string>
  /** Who has handled the objection so far, not counting the decision. */
  readonly handled: ReadonlySet<string>
}

/** 回避。Neither who made or reviewed the item, nor a party, may handle it. */
export function mayHandle(personId: string, { item, parties }: Pick<Touched, 'item' | 'parties'>): boolean {
  return !item.has(personId) && !parties.has(personId)
}

/** 决定的人，besides, is another than whoever handled it: two persons. */
export function mayDecide(personId: string, touched: Touched): boolean {
  return mayHandle(personId, touched) && !touched.handled.has(personId)
}

/** 本机构办得了否：somebody to handle it, and another to decide. */
export function canReview(staff: readonly StaffMember[], touched: Touched): boolean {
  const has = (one: StaffMember, posts: readonly Post[]) => one.posts.some((post) => (posts as string[]).includes(post))
  const handlers =
    touched.handled.size > 0
      ? [...touched.handled]
      : staff
          .filter((one) => has(one, HANDLER_POSTS) && mayHandle(one.personId, touched))
          .map(({ personId }) => personId)
  const deciders = staff.filter((one) => has(one, DECIDER_POSTS) && mayDecide(one.personId, touched))
  return handlers.some((handler) => deciders.some(({ personId }) => personId !== handler))
}

/** 办这一步所凭的岗位：of several posts, the one that may do it. */
export function postsFor(act: ObjectionAct, listed = '') {
  const may: readonly string[] = act === 'decide' ? DECIDER_POSTS : HANDLER_POSTS
  const fit = listed.split(',').filter((post) => may.includes(post))
  return postNames(fit.length > 0 ? fit.join(',') : listed)
}
