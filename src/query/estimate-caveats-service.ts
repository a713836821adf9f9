import { TERMS } from '../kernel/terms.js'
import type { AreaPolicy } from '../policy/area.js'
import type { Estimate } from '../policy/estimate.js'
import type { Caveat } from './estimate-contract.js'

/** 须知：why this is an estimate, in plain words, with the parameters each concerns. */
export function caveatsOf(estimate: Estimate, area: AreaPolicy): Caveat[] {
  const { used, isEligible, provisional } = estimate
  const caveats: Caveat[] = [NOT_A_DETERMINATION]
  if (!isEligible) caveats.push(NOT_ENOUGH_MONTHS)
  if (used.assumed.size > 0) caveats.push({ ...NOT_PUBLISHED, parameters: [...used.assumed].map(named(area)) })
  if (provisional) caveats.push(PROVISIONAL_BASE)
  if (used.unconfirmed.size > 0) {
    const parameters = [...used.unconfirmed].map((id) => named(area)([id, undefined]))
    caveats.push({ ...UNCONFIRMED, parameters })
  }
  return [...caveats, ARRIVED_ONLY, RULES_CHANGE]
}

function named(area: AreaPolicy) {
  return ([id, from]: readonly [string, string | undefined]): Caveat['parameters'][number] => {
    const parameter = area.parameter(id)
    const name = { zh: parameter?.what ?? id, en: parameter === undefined ? id : TERMS[parameter.term].en }
    return { id, name, ...(from === undefined ? {} : { from }) }
  }
}

const NOT_A_DETERMINATION: Caveat = {
  zh: '这是测算，不是核定。退休时由经办机构按当时的规则和档案核定，以核定的为准。',
  en: 'This is an estimate, not a determination. On retirement the agency determines the pension by the rules and files of that time.',
  parameters: [],
}

const NOT_ENOUGH_MONTHS: Caveat = {
  zh: '到所选的月份，缴费年限还不够最低年限，那时不能按月领取。可以晚些退休，或者继续缴费。',
  en: 'By the chosen month the minimum of contribution months is not met, so no monthly pension would be paid then. Retire later, or go on paying.',
  parameters: [],
}

const NOT_PUBLISHED: Caveat = {
  zh: '将来的这些数还没有公布，用的是您的假设，或者沿用最后公布的：',
  en: 'These figures of the years to come are not published; your assumptions, or the last published ones, stand in:',
  parameters: [],
}

const PROVISIONAL_BASE: Caveat = {
  zh: '当年的计发基数还没有公布，先按上一年度的算；公布后会重新计算。',
  en: 'The calculation base of the year is not published; that of the year before stands in and will be replaced.',
  parameters: [],
}

const UNCONFIRMED: Caveat = {
  zh: '这些数有出处但还没有核实：',
  en: 'These figures have a source but are not confirmed yet:',
  parameters: [],
}

const ARRIVED_ONLY: Caveat = {
  zh: '已经过去的月份只算到账的；欠缴、没有转入的，没有算进来。',
  en: 'Of the months gone by only what has arrived counts; arrears and what was not transferred in are left out.',
  parameters: [],
}

const RULES_CHANGE: Caveat = {
  zh: '规则可能修改；将来的工资、缴费和利息也可能与假设不同。',
  en: 'The rules may change, and wages, contributions and interest may turn out otherwise than assumed.',
  parameters: [],
}
