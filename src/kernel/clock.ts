import type { Day, Instant } from './day.js'

/** 时钟。The only way time comes in: app's clock, or one a test turns by hand. */
export interface Clock {
  now(): Instant
  /** The Asia/Shanghai calendar day. */
  today(): Day
}

/** 随机。The only way chance comes in: bytes no one can guess. */
export interface Chance {
  bytes(count: number): Uint8Array
}
