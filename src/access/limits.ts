import type { Channel, Realm } from './actor.js'

/**
 * 时限与次数（系统类参数）。Handed in by app from the parameters in force, so that a change that was reviewed and applied
 * holds from the next request; times in milliseconds.
 */
export interface AccessLimits {
  /** 会话空闲时限, asked for at every request; a kiosk has its own, much shorter. */
  idle(realm: Realm, channel?: Channel): number
  /** 会话最长时限. */
  whole(realm: Realm): number
  tries(): TryLimits
  /** 同一网络地址在一段时间内失败的次数。 */
  addressTries(): AddressLimits
  /** 激活码有效期. */
  codeLife(): number
  /** 本机草稿留存的天数. */
  draftDays(): number
  /** 信函领码的间隔。 */
  letterInterval(): number
  /** 信函所载激活码的有效期：longer, for the post takes its time. */
  letterCodeLife(): number
  /** 每人至多登记的通行密钥数。 */
  passkeyMost(): number
  /** 通行密钥与外部身份平台的往来，须在多长时间内完成。 */
  challengeLife(): number
  /** 登录提醒留存的时长。 */
  noteLife(): number
}

export interface AddressLimits {
  readonly most: number
  readonly window: number
}

/** 登录次数：so many free tries, then a wait that doubles from the first to the longest. Never a lock for ever. */
export interface TryLimits {
  readonly free: number
  readonly firstWait: number
  readonly longestWait: number
}
