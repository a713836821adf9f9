import type { Day } from '../kernel/day.js'
import type { Account } from './account-store.js'
import type { RequestState } from './authority-contract.js'
import type { StoredRequest } from './authority-store.js'
import type { PostTerm } from './post-term.js'
import type { Post } from './posts.js'
import { isPost } from './posts.js'

/** 申请的状态的说法。 */
export const REQUEST_STATE_WORDS: Readonly<Record<RequestState, { readonly zh: string; readonly en: string }>> = {
  waiting: { zh: '等待批准', en: 'waiting for approval' },
  approved: { zh: '已批准，等待执行', en: 'approved and waiting to be carried out' },
  refused: { zh: '已不予批准', en: 'refused' },
  executed: { zh: '已执行', en: 'carried out' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
  overtaken: { zh: '已被其他变动取代', en: 'overtaken by another change' },
}

/** What the account is now, for the comparison with what it was when asked. */
export interface Standing {
  readonly account: Account | undefined
  readonly latestGrant: string | null
}

/** 状态。What the steps add up to; what is still open is overtaken once the account is another than when it was asked. */
export function requestState(one: StoredRequest, now: Standing): RequestState {
  const last = one.steps.at(-1)?.step
  if (last === 'refused' || last === 'executed' || last === 'withdrawn') return last
  if (isOvertaken(one, now)) return 'overtaken'
  return last === 'approved' ? 'approved' : 'waiting'
}

function isOvertaken({ kind, before, baseGrant }: StoredRequest, { account, latestGrant }: Standing): boolean {
  if (kind === 'open') return account !== undefined
  const held = [...(account?.posts ?? [])].sort().join()
  return latestGrant !== baseGrant || held !== [...before].sort().join()
}

/** 办成之后各岗位的任期：what goes on keeps the day it began; what is unused-only removal keeps its days wholly. */
export function termsAfter(
  { kind, posts, from, through }: Pick<StoredRequest, 'kind' | 'posts' | 'from' | 'through'>,
  held: readonly PostTerm[],
): PostTerm[] {
  const kept = (post: Post) => held.find((term) => term.post === post)
  return posts.filter(isPost).map((post) => {
    const before = kept(post)
    if (kind === 'unused') return before ?? { post }
    return { post, from: earlier(before?.from, from), through: through ?? undefined }
  })
}

function earlier(one: Day | undefined, other: Day | null): Day | undefined {
  if (one === undefined || other === null) return one ?? other ?? undefined
  return one < other ? one : other
}
