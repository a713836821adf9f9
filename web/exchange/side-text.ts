import type { DifferenceView } from '../../src/exchange/contract.js'
import type { Language } from '../../src/kernel/refusal.js'
import { insuranceName } from '../../src/kernel/terms.js'
import { amountText, dayText, monthText } from '../shell/amounts.js'
import type { Both } from '../shell/language.js'

const WORDS: Readonly<Record<string, Both>> = {
  active: { zh: '在业', en: 'active' },
  changed: { zh: '有变更', en: 'changed' },
  cancelled: { zh: '已注销', en: 'cancelled' },
  revoked: { zh: '已吊销', en: 'revoked' },
  abolished: { zh: '已撤销', en: 'abolished' },
  suspend: { zh: '已暂停', en: 'suspended' },
  resume: { zh: '已恢复', en: 'resumed' },
  end: { zh: '已终止', en: 'ended' },
}
const INSURANCE = /^(110|120|170|210|310|390|410|510|annuity)$/
const MONEY: ReadonlySet<string> = new Set(['paid', 'service'])
type Said = Pick<DifferenceView, 'field'>

/** 一方的说法，as people read it: days, months, states and insurances in words, amounts in yuan. */
export function sideText({ field }: Said, text: string, language: Language): string {
  const parts = text.split(' ')
  const isMoney = MONEY.has(field)
  const last = parts.length - 1
  return parts
    .map((part, at) => {
      if (isMoney && at === last && /^-?\d+$/.test(part)) return amountText(Number(part))
      if (isMoney && INSURANCE.test(part)) return insuranceName(part)[language]
      return part
        .split('/')
        .map((one) => wordOf(one, language))
        .join('–')
    })
    .join(' ')
}

function wordOf(part: string, language: Language): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(part)) return dayText(part, language)
  if (/^\d{4}-\d{2}$/.test(part)) return monthText(part, language)
  return WORDS[part]?.[language] ?? part
}
