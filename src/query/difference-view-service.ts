import type { Difference } from '../kernel/difference.js'
import type { Explained } from '../kernel/explain.js'
import { TERMS } from '../kernel/terms.js'
import type { DifferenceNode, DifferenceSide } from './difference-contract.js'
import { type ExplanationPorts, textOf } from './explanation-view-service.js'

type Ports = Pick<ExplanationPorts, 'language' | 'areaName'>

/** No answer grows without bound. */
const MOST_NODES = 400

/** 推导之差，打印好的。 */
export function differenceView(root: Difference, ports: Ports): DifferenceNode {
  let told = 0
  const view = (one: Difference): DifferenceNode => {
    told++
    const { change, before, after, newParameter, newFact, kept, again } = one
    const { term, unit } = (after ?? before)!
    const parts: DifferenceNode[] = []
    for (const part of one.parts) if (told < MOST_NODES) parts.push(view(part))
    return {
      ...{ change, term, zh: TERMS[term].zh, en: TERMS[term].en, unit },
      ...(before === undefined ? {} : { before: sideOf(before, ports) }),
      ...(after === undefined ? {} : { after: sideOf(after, ports) }),
      ...{ newParameter, newFact, kept, again, more: one.parts.length - parts.length, parts },
    }
  }
  return view(root)
}

function sideOf(node: Explained, { language, areaName }: Ports): DifferenceSide {
  const { basis, parameter, fact } = node
  return {
    value: node.value as number | string,
    text: textOf(node, language),
    ...(basis === undefined ? {} : { basis: `${basis.document}·${basis.article}` }),
    ...(parameter === undefined ? {} : { parameter: { ...parameter, areaName: areaName(parameter.area) } }),
    ...(fact === undefined ? {} : { fact: { posting: fact.posting, ordinal: fact.ordinal } }),
  }
}
