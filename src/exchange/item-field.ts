import type { Standard } from '../policy/standard.js'
import type { CodeList, FieldType, StandardField } from '../policy/standard-field.js'
import type { ItemEntry, ItemForm } from './matters.js'

/** 项目按哪一类栏目核对。A number is text: one that is misspelt may still be somebody's. */
const TYPES: Readonly<Record<Exclude<ItemForm, 'money'>, FieldType>> = {
  identityNumber: 'text',
  name: 'name',
  creditCode: 'creditCode',
  day: 'day',
  month: 'month',
  text: 'text',
  insurance: 'code',
  employerState: 'code',
  institutionState: 'code',
  sex: 'code',
}
const LONGEST = 200

const STATES = {
  employerState: {
    active: { zh: '存续', en: 'active' },
    changed: { zh: '变更', en: 'changed' },
    cancelled: { zh: '注销', en: 'cancelled' },
    revoked: { zh: '吊销', en: 'revoked' },
  },
  institutionState: {
    active: { zh: '存续', en: 'active' },
    changed: { zh: '变更', en: 'changed' },
    abolished: { zh: '撤销', en: 'abolished' },
  },
} as const

/** 通报的一项，作采集标准的一栏：checked by the rule of its type, under its own name. */
export function fieldOf(standard: Standard, item: string, { zh, en, form, required }: ItemEntry): StandardField {
  const { code: _, ...like } = standard.elements['fullName']!
  const type = form === 'money' ? 'text' : TYPES[form]
  const named = { id: item, element: item, zh, en, names: [zh], column: item, type, required }
  return { ...like, ...named, most: mostOf(standard, item), list: listOf(standard, form) }
}

/** As long as the standard allows, where it knows the item. */
function mostOf({ elements }: Standard, item: string): number {
  const known = Object.hasOwn(elements, item) ? elements[item] : undefined
  return known?.type === 'text' ? (known.most ?? LONGEST) : LONGEST
}

function listOf({ lists }: Standard, form: ItemForm): CodeList | undefined {
  if (form === 'insurance') return lists['insurance']
  if (form === 'employerState' || form === 'institutionState') return { id: form, values: STATES[form] }
  if (form !== 'sex') return undefined
  const { '1': male, '2': female } = lists['sex']!.values
  return { id: form, values: { '1': male!, '2': female! } }
}
