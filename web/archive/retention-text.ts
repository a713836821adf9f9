import type { RetentionView } from '../../src/archive/catalogue-contract.js'
import type { useLanguage } from '../shell/language.js'
import { ARCHIVE } from './words.js'

type Say = ReturnType<typeof useLanguage>['say']

/** 保管期限的说法。 */
export function retentionText(say: Say, { kind, years = 0, overOn }: RetentionView): string {
  if (kind === 'unknown') return say(ARCHIVE.unknown)
  if (kind === 'permanent') return say(ARCHIVE.permanent)
  return overOn === undefined ? say(ARCHIVE.years, { years }) : say(ARCHIVE.until, { years, day: overOn })
}
