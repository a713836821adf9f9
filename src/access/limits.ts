import type { Realm } from './actor.js'

/**
 * 时限与次数（系统类参数）。Handed in by app from the parameters in force, so that a change that was reviewed and applied
 * holds from the next request; times in milliseconds.
 */
export interface AccessLimits {
  /** 会话时限：idle and absolute, by realm. */
  readonly session: Readonly<Record<Realm, { readonly idle: number; readonly whole: number }>>
  /** 登录次数：so many free tries, then a wait that doubles from the first to the longest. Never a lock for ever. */
  readonly tries: { readonly free: number; readonly firstWait: number; readonly longestWait: number }
  /** 激活码有效期. */
  readonly codeLife: number
}
