import { mask } from '../kernel/mask.js'
import { INSURANCE_NAMES, isInsurance } from '../kernel/terms.js'
import type { BenefitDetermination, Fact, Posted } from '../ledger/fact.js'
import { computedView } from './computed.js'
import type { ContentField, ContentLine } from './content.js'
import { factFields, fieldOfBoth } from './fact-fields.js'
import { CORRECTABLE, type Sentence } from './kinds.js'
import type { Drafted, FactLine } from './lines.js'

const DIFFERS: Sentence = { zh: '与核定金额不同', en: 'differs from the amount determined' }
const REPLACED: Sentence = { zh: '红冲原预发项目', en: 'reverses the provisional item' }

/** 新事实的一行 → 审核所见，一项事实一块。`known` gives what stands of the person, to hold a payment against. */
export function factBlocks(line: FactLine, known: readonly Posted<Fact>[] = [], unfit?: Sentence): ContentLine[] {
  const { row, identityNumber, fullName, facts, doubts = [], computed = [], ground } = line
  const person = { row, fullName, identityNumber: mask(identityNumber) }
  const grounds: Sentence[] = ground === undefined ? [] : [{ zh: `依据：${ground}`, en: `Ground: ${ground}` }]
  const shown = facts.filter(({ reverses }) => reverses === undefined)
  return shown.map((fact, i) => ({
    ...person,
    says: saysOf(fact),
    fields: [...otherField(line, unfit), ...fieldsOf(fact, line, known)],
    notes: [...(i === 0 ? [...grounds, ...doubts] : []), ...(replacedBy(fact, line) === undefined ? [] : [REPLACED])],
    computed: computedFor(i, shown.length, computed).map(computedView),
  }))
}

/** 事实所及的另一人：named as the paper names them, never by a number of ours. */
function otherField({ other, facts }: FactLine, risk?: Sentence): ContentField[] {
  if (other === undefined) return []
  const name = facts.some(({ kind }) => kind === 'mandate') ? 'representative' : 'otherFullName'
  return fieldOfBoth(name, false, undefined, `${other.fullName} ${mask(other.identityNumber)}`, risk)
}

/** Each determined item has its own computation; of other facts all of it is told with the first. */
function computedFor<T>(at: number, facts: number, computed: readonly T[]): readonly T[] {
  if (computed.length === facts) return computed.slice(at, at + 1)
  return at === 0 ? computed : []
}

function saysOf(fact: Drafted): Sentence {
  const { zh, en } = CORRECTABLE[fact.kind]
  const of = ('insurance' in fact && fact.insurance) || ''
  const insurance = isInsurance(of) ? INSURANCE_NAMES[of] : undefined
  return insurance === undefined ? { zh, en } : { zh: `${zh} · ${insurance.zh}`, en: `${en} · ${insurance.en}` }
}

function fieldsOf(fact: Drafted, line: FactLine, known: readonly Posted<Fact>[]): ContentField[] {
  const replaced = replacedBy(fact, line)
  if (replaced !== undefined) return factFields(fact.kind, told(replaced), told(fact))
  const fields = factFields(fact.kind, undefined, told(fact))
  if (fact.kind !== 'benefitPayment') return fields
  const determined = known.find(
    (one): one is Posted<BenefitDetermination> =>
      one.kind === 'benefitDetermination' &&
      one.insurance === fact.insurance &&
      one.item === fact.item &&
      one.fromMonth <= fact.benefitMonth,
  )
  if (determined === undefined) return fields
  const risk = determined.amount === fact.amount ? undefined : DIFFERS
  const amount = fieldOfBoth('amount', true, determined.amount, fact.amount, risk)
  return fields.flatMap((field) => (field.name === 'amount' ? amount : [field]))
}

function replacedBy(fact: Drafted, { replaces = [] }: FactLine) {
  return replaces.find((one) => one.kind === 'benefitDetermination' && 'item' in fact && one.item === fact.item)
}

export function told(fact: object): Readonly<Record<string, unknown>> {
  return fact as Readonly<Record<string, unknown>>
}
