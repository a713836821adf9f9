import { type Day, plusDays } from '../kernel/day.js'
import type { PolicyPosts } from './policy-posts.js'
import type { PostTerm } from './post-term.js'
import type { Post } from './posts.js'

export interface UnusedPost {
  readonly post: Post
  /** 最近一次使用之日；never used: the day it was granted. */
  readonly since: Day
}

interface Held {
  readonly terms: readonly PostTerm[]
  /** The day of the grant, for posts that name none. */
  readonly grantedOn: Day
  readonly uses: readonly { readonly policy: string; readonly lastDay: Day }[]
}

/**
 * 闲置的岗位。A line of the access book rests on a rule, and a rule names the posts it asks for: each of these that the person
 * holds counts as used that day. Where two posts allow the same, both count: nothing is called unused that may have been used.
 */
export function unusedPosts(
  { terms, grantedOn, uses }: Held,
  byPolicy: PolicyPosts,
  days: number,
  today: Day,
): UnusedPost[] {
  return terms.flatMap(({ post, from = grantedOn }) => {
    const used = uses.filter(({ policy }) => mayBe(byPolicy.get(policy), post)).map(({ lastDay }) => lastDay)
    const since = [from, ...used].sort().at(-1)!
    return plusDays(since, days) < today ? [{ post, since }] : []
  })
}

function mayBe(posts: readonly Post[] | 'any' | undefined, post: Post): boolean {
  return posts === 'any' || (posts?.includes(post) ?? false)
}
