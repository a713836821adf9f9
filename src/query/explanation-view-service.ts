import type { Explained } from '../kernel/explain.js'
import type { Language } from '../kernel/refusal.js'
import { INSURANCE_NAMES, isInsurance, TERMS } from '../kernel/terms.js'
import { CHOICES, isChoice } from '../policy/choices.js'
import type { Explanation, VoucherView } from './contract.js'
import { printValue } from './figure-view-service.js'

/** 打印推导树所需。 */
export interface ExplanationPorts {
  readonly language: Language
  areaName(code: string): string
  voucherOf(posting: string, ordinal: number): VoucherView | undefined
  /** 另处已讲：the path under which a part of the tree is told whole; it is not told again here. */
  pathOf?(part: Explained): string | undefined
  /** As many nodes as are told in full; 800 unless said otherwise. */
  readonly most?: number
}

/** No answer grows without bound: after so many nodes only the first levels (a life's years and months) are told. */
const MOST_NODES = 800
const FIRST_LEVELS = 2

/** 推导树，打印好的。Words through the catalogue of terms, numbers by their units, facts with their vouchers. */
export function explanationView(explained: Explained, ports: ExplanationPorts): Explanation {
  let told = 0
  const view = (node: Explained, level: number): Explanation => {
    told++
    const path = level === 0 ? undefined : ports.pathOf?.(node)
    const { term, unit, basis, parameter, fact } = node
    const voucher = fact === undefined ? undefined : ports.voucherOf(fact.posting, fact.ordinal)
    return {
      term,
      zh: TERMS[term].zh,
      en: TERMS[term].en,
      value: node.value as number | string,
      unit,
      text: textOf(node, ports.language),
      ...(basis === undefined ? {} : { basis: `${basis.document}·${basis.article}` }),
      ...(parameter === undefined ? {} : { parameter: { ...parameter, areaName: ports.areaName(parameter.area) } }),
      ...(fact === undefined ? {} : { fact: { ...fact, ...(voucher === undefined ? {} : { voucher }) } }),
      ...(path === undefined ? {} : { path }),
      from: path === undefined && isTold(told, level, ports.most) ? node.from.map((part) => view(part, level + 1)) : [],
    }
  }
  return view(explained, 0)
}

export function textOf({ unit, value }: Explained, language: Language): string {
  const text = String(value)
  if (unit === 'text' && isInsurance(text)) return INSURANCE_NAMES[text][language]
  if (unit === 'text' && isChoice(text)) return CHOICES[text][language]
  return printValue(unit, value, language)
}

/** 树中提到的记账。 */
export function postingsIn(explained: Explained): string[] {
  const found = new Set<string>()
  let seen = 0
  const walk = (node: Explained, level: number): void => {
    seen++
    if (node.fact !== undefined) found.add(node.fact.posting)
    if (isTold(seen, level)) for (const part of node.from) walk(part, level + 1)
  }
  walk(explained, 0)
  return [...found]
}

function isTold(nodes: number, level: number, most = MOST_NODES): boolean {
  return nodes < most || level < FIRST_LEVELS
}
