import { type Fen, yuanText } from '../kernel/money.js'
import { INSURANCE_NAMES, isInsurance, TERMS, type TermKey } from '../kernel/terms.js'
import { FORMS } from '../ledger/forms.js'
import { grouped, same } from './computed.js'
import type { ContentField } from './content.js'
import { FACT_CODES, FACT_FIELDS } from './fact-words.js'
import type { PersonFactKind, Sentence } from './kinds.js'
import { scopeSays } from './mandate-words.js'

type Told = Readonly<Record<string, unknown>>

/** Not for reading: whose, where, sealed how; they stand elsewhere on the page. */
const UNTOLD = new Set([
  'personId',
  'posting',
  'ordinal',
  'line',
  'agency',
  'area',
  'employerId',
  'keyEpoch',
  'seal',
  'guardianPersonId',
  'representativePersonId',
  'otherPersonId',
])
const PLACED = /^(posting|ordinal|line|reverses)/

/** 事实的各栏：现有一边，报来一边。Either side may be missing; a field that neither has is left out. */
export function factFields(kind: PersonFactKind, before: Told | undefined, after: Told | undefined): ContentField[] {
  const { columns, fieldOf } = FORMS[kind]
  return columns.flatMap(({ name, kind: cell }, i) => {
    const field = fieldOf[i]!
    if (PLACED.test(name) || UNTOLD.has(field)) return []
    return fieldOfBoth(field, cell === 'money', before?.[field], after?.[field])
  })
}

/** 一栏的两边。 */
export function fieldOfBoth(
  name: string,
  isAmount: boolean,
  before: unknown,
  after: unknown,
  risk?: Sentence,
): ContentField[] {
  if (before === undefined && after === undefined) return []
  const told = (value: unknown) => (value === undefined ? undefined : printed(name, value, isAmount))
  const [was, is] = [told(before), told(after)]
  return [
    {
      name,
      label: FACT_FIELDS[name] ?? same(name),
      ...(was === undefined ? {} : { before: was }),
      ...(is === undefined ? {} : { after: is }),
      changed: before !== undefined && before !== after,
      isAmount,
      ...(risk === undefined ? {} : { risk }),
    },
  ]
}

function printed(name: string, value: unknown, isAmount: boolean): Sentence {
  if (isAmount) return same(grouped(yuanText(value as Fen)))
  if (value === true) return { zh: '是', en: 'yes' }
  if (value === false) return { zh: '否', en: 'no' }
  const text = String(value)
  const code = FACT_CODES[name]?.[text]
  if (code !== undefined) return { zh: code.zh, en: code.en }
  if (name === 'scope') return scopeSays(text)
  if (name === 'insurance' && isInsurance(text)) return { zh: INSURANCE_NAMES[text].zh, en: INSURANCE_NAMES[text].en }
  if (name === 'item' && Object.hasOwn(TERMS, text)) {
    const { zh, en } = TERMS[text as TermKey]
    return { zh, en }
  }
  return same(text)
}
