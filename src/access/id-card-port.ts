import type { Day } from '../kernel/day.js'

/** 读卡所得。What a reader that checked the chip says of a card; nothing a person typed. */
export interface CardRead {
  /** 居民身份证、社会保障卡等，as the reader names it. */
  readonly kind: 'identityCard' | 'socialSecurityCard'
  readonly number: string
  readonly name: string
  /** Undefined for a card without an end. */
  readonly validUntil?: Day | undefined
}

/**
 * 读卡器的端口。The device, or its maker's gateway, turns the ticket of one reading into what the chip says. A ticket works
 * once and soon ends; undefined where it is unknown, used or late, so that a made-up one reads nothing.
 */
export interface IdCardReader {
  read(ticket: string): Promise<CardRead | undefined>
}

/** 没有读卡器：every ticket is unknown. */
export const NO_READER: IdCardReader = { read: async () => undefined }
