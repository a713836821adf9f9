import type { Notices } from '../access/notice-port.js'
import { isRestricted } from './restricted-store.js'

/**
 * 限制处理之后的通知：who had the contacts restricted gets no notice by them. Codes that the person asks for, answers to
 * what they send, and letters the law requires are no notices and go on.
 */
export function unrestricted(notices: Notices): Notices {
  return {
    tell: async (trx, personId, notice) => {
      if (await isRestricted(trx, personId, 'contact')) return
      await notices.tell(trx, personId, notice)
    },
  }
}
