import type { Day } from '../kernel/day.js'
import { isPost, type Post } from './posts.js'

/** 任期。A post of an account with the days on which it counts; without a last day, until it is ended. */
export interface PostTerm {
  readonly post: Post
  readonly from?: Day | undefined
  readonly through?: Day | undefined
}

/** 台账的一行所授，as it is stored: three lists of one order, an empty text for no day. */
export interface StoredTerms {
  readonly posts: readonly string[]
  readonly from: readonly string[]
  readonly through: readonly string[]
}

export function termsOf({ posts, from, through }: StoredTerms): PostTerm[] {
  return posts.flatMap((post, i) =>
    isPost(post) ? [{ post, from: dayOrNone(from[i]), through: dayOrNone(through[i]) }] : [],
  )
}

export function storedTerms(terms: readonly PostTerm[]): StoredTerms {
  return {
    posts: terms.map(({ post }) => post),
    from: terms.map(({ from = '' }) => from),
    through: terms.map(({ through = '' }) => through),
  }
}

/** 任期之内。 */
export function isWithin({ from, through }: Pick<PostTerm, 'from' | 'through'>, today: Day): boolean {
  return (from === undefined || from <= today) && (through === undefined || through >= today)
}

/**
 * 今日算数的岗位：what stands in the account and was granted for this day. A post nobody granted counts for nothing, however
 * it came into the account.
 */
export function postsOn(held: readonly string[], granted: readonly PostTerm[], today: Day): Post[] {
  return granted.filter((term) => held.includes(term.post) && isWithin(term, today)).map(({ post }) => post)
}

function dayOrNone(text: string | undefined): Day | undefined {
  return text === undefined || text === '' ? undefined : (text as Day)
}
