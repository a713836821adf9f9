import type { Sentence } from '../collection/kinds.js'
import type { Day } from '../kernel/day.js'
import type { StopKind } from './words.js'

/** 停待核查的话：why nobody is paid or filed for just now. */
export function stopSentence(kind: StopKind, day: Day, partnerName: string): Sentence {
  if (kind === 'death') {
    return {
      zh: `${partnerName}通报其于 ${day} 死亡，停待核查；经人确认或解除之前，不支付待遇，也不申报缴费`,
      en: `${partnerName} reported a death on ${day}; nothing is paid or filed until a person confirms or releases it`,
    }
  }
  return {
    zh: `${partnerName}通报该单位于 ${day} 注销，停待核查；经人确认或解除之前，不受理其申报`,
    en: `${partnerName} reported this employer cancelled on ${day}; nothing is filed until a person confirms or releases it`,
  }
}
