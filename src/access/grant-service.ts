import type { Trx } from '../db/database.js'
import type { Day } from '../kernel/day.js'
import { uuidV7 } from '../kernel/uuid.js'
import type { Account, Rows } from './account-store.js'
import { type GrantKind, grantText, insertGrant, latestGrant, type StoredGrant } from './grant-store.js'
import type { Pen as PenAndClock } from './lines.js'
import { type PostTerm, postsOn, storedTerms, termsOf } from './post-term.js'
import { isPost, type Post } from './posts.js'
import type { Secrets } from './secrets.js'

interface Pen extends PenAndClock {
  readonly secrets: Secrets
}

/** 一次授权：what is granted, after what, and by whom; whoever did nothing is nobody. */
export interface Granting {
  readonly accountId: string
  readonly personId: string
  readonly kind: GrantKind
  readonly terms: readonly PostTerm[]
  readonly before: readonly string[]
  readonly requestedBy?: string | undefined
  readonly approvedBy?: string | undefined
  readonly grantedBy?: string | undefined
  readonly requestId?: string | undefined
}

const NOBODY = '0'

/** 写入台账，加封。A row that this system did not write has no seal that fits. */
export async function writeGrant({ clock, chance, secrets }: Pen, trx: Trx, one: Granting): Promise<string> {
  const at = clock.now()
  const grant = {
    ...{ grantId: uuidV7(at, chance.bytes(10)), accountId: one.accountId, personId: one.personId, kind: one.kind },
    ...{ terms: storedTerms(one.terms), before: one.before, requestId: one.requestId ?? null, at },
    ...{ requestedBy: one.requestedBy ?? NOBODY, approvedBy: one.approvedBy ?? NOBODY },
    grantedBy: one.grantedBy ?? NOBODY,
  }
  await insertGrant(trx, grant, secrets.digest(grantText(grant)))
  return grant.grantId
}

/** 这一行是本系统写的。 */
export function isSealed({ secrets }: Pick<Pen, 'secrets'>, { seal, ...grant }: StoredGrant): boolean {
  return seal?.equals(secrets.digest(grantText(grant))) === true
}

/** 自今日起、未定止日的各岗位。 */
export function openTerms(posts: readonly string[], from: Day): PostTerm[] {
  return posts.filter(isPost).map((post) => ({ post, from }))
}

/** 此刻算数的岗位。For whoever asks about an account outside a session. */
export async function postsNow(db: Rows, account: Pick<Account, 'account_id' | 'posts'>, today: Day): Promise<Post[]> {
  const grant = await latestGrant(db, account.account_id)
  return grant === undefined ? [] : postsOn(account.posts, termsOf(grant.terms), today)
}
