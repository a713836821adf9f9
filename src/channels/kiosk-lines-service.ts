import { insuranceName } from '../kernel/terms.js'
import { ENROLMENT_STATES } from '../query/contract.js'
import { printValue } from '../query/figure-view-service.js'
import { BENEFIT_KINDS } from '../query/section-contract.js'
import type { ContentFigure } from './content.js'
import { ITEMS, type ItemKey } from './items.js'
import type { KioskLine } from './kiosk-contract.js'
import { sentenceOf } from './speech.js'

/** 终端上的一行，as it is shown and as it is read aloud. */
export function kioskLine(figure: ContentFigure): KioskLine {
  const { item, of, at, value, unit, path } = figure
  const { zh, en } = ITEMS[item]
  return {
    ...{
      item,
      zh,
      en,
      of: namesOf(item, of),
      value,
      unit,
      ...(at === undefined ? {} : { at }),
      ...(path === undefined ? {} : { path }),
    },
    text: { zh: shown(figure, 'zh'), en: shown(figure, 'en') },
    spoken: { zh: sentenceOf(figure, 'zh'), en: sentenceOf(figure, 'en') },
  }
}

function namesOf(item: ItemKey, of: string): { zh: string; en: string } {
  if (item === 'benefit') {
    const { zh, en } = BENEFIT_KINDS[of as keyof typeof BENEFIT_KINDS] ?? { zh: of, en: of }
    return { zh, en }
  }
  return insuranceName(of)
}

function shown({ item, value, unit }: ContentFigure, language: 'zh' | 'en'): string {
  if (item === 'state') return ENROLMENT_STATES[value as keyof typeof ENROLMENT_STATES]?.[language] ?? String(value)
  return printValue(unit, value, language)
}
