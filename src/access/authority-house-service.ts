import type { Database } from '../db/database.js'
import type { AccountPorts } from './account-service.js'
import type { NamedAgency } from './agency-tree.js'
import type { PolicyPosts } from './policy-posts.js'

/** 授权所需的自然人：known by identity number, or made known by it. */
export interface AuthorityPeople {
  /** Undefined where nobody has this number; refuses a number that cannot be one. */
  find(number: string, name: string): Promise<{ readonly personId: string; readonly isNamedSo: boolean } | undefined>
  make(number: string, name: string): Promise<string>
}

export interface AuthorityPorts extends AccountPorts {
  readonly people: AuthorityPeople
  /** The role that sees the whole access book. */
  readonly verify: Database
  agencies(): readonly NamedAgency[]
  postsOfPolicies(): PolicyPosts
  /** 多少天未用即为闲置. */
  unusedDays(): number
  /** 权限清单两次签署之间最长的天数. */
  signatureDays(): number
}
