import type { Realm } from './actor.js'

/**
 * 时限与次数（系统类参数）。Handed in by app from the parameters in force, so that a change that was reviewed and applied
 * holds from the next request; times in milliseconds.
 */
export interface AccessLimits {
  /** 会话空闲时限, asked for at every request. */
  idle(realm: Realm): number
  /** 会话最长时限. */
  whole(realm: Realm): number
  tries(): TryLimits
  /** 激活码有效期. */
  codeLife(): number
  /** 本机草稿留存的天数. */
  draftDays(): number
}

/** 登录次数：so many free tries, then a wait that doubles from the first to the longest. Never a lock for ever. */
export interface TryLimits {
  readonly free: number
  readonly firstWait: number
  readonly longestWait: number
}
