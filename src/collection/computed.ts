import type { Explained } from '../kernel/explain.js'
import { type Fen, yuanText } from '../kernel/money.js'
import { INSURANCE_NAMES, isInsurance, TERMS, type TermKey } from '../kernel/terms.js'
import { CHOICES, isChoice } from '../policy/choices.js'
import { percentText } from '../policy/percent.js'
import type { ComputedNode } from './content.js'
import type { Sentence } from './kinds.js'
import type { Computed } from './lines.js'

/** So many nodes are kept of one figure; a life of months is told by its first ones. */
const MOST_NODES = 400

/** 推导树 → 可存的说明。What was agreed keeps its reasons as they were told then. */
export function computedOf(explained: Explained): Computed {
  let told = 0
  const keep = (node: Explained, level: number): Computed => {
    told++
    const { term, unit, value, basis, parameter } = node
    return {
      term,
      unit,
      value: value as number | string,
      ...(basis === undefined ? {} : { basis: `${basis.document}·${basis.article}` }),
      ...(parameter === undefined
        ? {}
        : {
            parameter: { id: parameter.id, since: parameter.since, basis: parameter.basis, status: parameter.status },
          }),
      from: told < MOST_NODES || level < 2 ? node.from.map((part) => keep(part, level + 1)) : [],
    }
  }
  return keep(explained, 0)
}

/** 说明 → 打印好的，in both languages. */
export function computedView({ term, unit, value, basis, parameter, from }: Computed): ComputedNode {
  const known = TERMS[term as TermKey] ?? { zh: term, en: term }
  const source = basis ?? parameter?.basis
  return {
    says: { zh: known.zh, en: known.en },
    text: valueText(unit, value),
    ...(source === undefined ? {} : { basis: source }),
    ...(parameter === undefined ? {} : { since: parameter.since }),
    ...(parameter !== undefined && parameter.status !== 'final' ? { isProvisional: true } : {}),
    from: from.map(computedView),
  }
}

function valueText(unit: string, value: number | string): Sentence {
  if (unit === 'fen') return same(grouped(yuanText(value as Fen)))
  if (unit === 'ppm') return same(`${percentText(value as Parameters<typeof percentText>[0])}%`)
  if (unit === 'months') return { zh: `${value} 个月`, en: `${value} months` }
  const text = String(value)
  if (unit === 'text' && isInsurance(text)) return { zh: INSURANCE_NAMES[text].zh, en: INSURANCE_NAMES[text].en }
  if (unit === 'text' && isChoice(text)) return { zh: CHOICES[text].zh, en: CHOICES[text].en }
  return same(text)
}

export function same(text: string): Sentence {
  return { zh: text, en: text }
}

/** 千分位。 */
export function grouped(yuan: string): string {
  const [whole = '', cents = '00'] = yuan.split('.')
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${cents}`
}
