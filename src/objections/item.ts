import type { Sentence } from '../collection/kinds.js'
import type { Explained, FactRef } from '../kernel/explain.js'
import { mask, maskName } from '../kernel/mask.js'

import { INSURANCE_NAMES, isInsurance, TERMS } from '../kernel/terms.js'
import { textOf } from '../query/explanation-view-service.js'
import type { KnownRecord } from '../query/record-service.js'
import { findFigure } from '../records/path.js'
import { PERSON_FIELDS, type PersonField } from './person-fields.js'
import type { KeeperSide } from './words.js'

/** 争议事项。One item of a record: what it is called, what it says now, and the facts it rests on. */
export interface DisputedItem {
  readonly path: string
  readonly name: Sentence
  readonly text: Sentence
  /** The figure itself; none where there is only a text. */
  readonly value?: number | string | undefined
  readonly refs: readonly FactRef[]
  readonly insurance?: string | undefined
  /** Of a month with an employer: whose. */
  readonly employerId?: string | undefined
  readonly keeper: KeeperSide
}

const MOST_REFS = 2_000

/** 记录里的这一项；undefined where there is none. `missing/110/2025-08` is a month that is not on record at all. */
export function itemAt(known: KnownRecord, path: string): DisputedItem | undefined {
  const [section, ...rest] = path.split('/')
  if (section === 'person') return personItem(known, path, rest[0])
  if (section === 'missing') return missingItem(known, path, rest)
  const figure = findFigure(known.record, path)
  if (figure === undefined) return undefined
  const insurance = WITH_INSURANCE.has(section ?? '') ? rest[0] : undefined
  return {
    ...{ path, name: nameOf(path, figure, insurance), text: textsOf(figure), refs: refsIn(figure) },
    value: figure.value as number | string,
    ...(insurance === undefined ? {} : { insurance }),
    ...(section === 'contribution' ? { employerId: employerOfRow(known, rest) } : {}),
    keeper: keeperOf(known, insurance),
  }
}

const WITH_INSURANCE = new Set(['enrolment', 'contribution', 'year', 'months', 'refund', 'accounts', 'keeper'])

function nameOf(path: string, { term }: Explained, insurance: string | undefined): Sentence {
  const [, , third = ''] = path.split('/')
  const when = /^\d{4}(-\d{2})?$/.test(third) ? third : /^account\/(\d{4})/.exec(path)?.[1]
  return both((language) =>
    [insuranceText(insurance, language), when, TERMS[term][language]].filter((part) => part !== undefined).join(' '),
  )
}

function textsOf(figure: Explained): Sentence {
  return both((language) => textOf(figure, language))
}

function both(say: (language: 'zh' | 'en') => string): Sentence {
  return { zh: say('zh'), en: say('en') }
}

function insuranceText(insurance: string | undefined, language: 'zh' | 'en'): string | undefined {
  return insurance !== undefined && isInsurance(insurance) ? INSURANCE_NAMES[insurance][language] : undefined
}

/** 所据的事实，each once. */
function refsIn(figure: Explained): FactRef[] {
  const found = new Map<string, FactRef>()
  const walk = (node: Explained): void => {
    if (found.size >= MOST_REFS) return
    if (node.fact !== undefined) found.set(`${node.fact.posting}/${node.fact.ordinal}`, node.fact)
    for (const part of node.from) walk(part)
  }
  walk(figure)
  return [...found.values()]
}

function employerOfRow({ record }: KnownRecord, [insurance, month, index]: readonly string[]): string | undefined {
  const rows = record.insurances.find((one) => one.insurance === insurance)?.rows
  return rows?.find((row) => row.month === month && String(row.index) === index)?.employerId
}

function keeperOf({ record }: KnownRecord, insurance: string | undefined): KeeperSide {
  if (insurance === undefined) return 'humanResources'
  return record.insurances.find((one) => one.insurance === insurance)?.keeping.side ?? 'humanResources'
}

/** 缴了费而没有记录的月份。 */
function missingItem(known: KnownRecord, path: string, [insurance = '', month = '']: readonly string[]) {
  if (!isInsurance(insurance) || !/^\d{4}-(0[1-9]|1[0-2])$/.test(month) || month > known.record.through)
    return undefined
  const rows = known.record.insurances.find((one) => one.insurance === insurance)?.rows ?? []
  if (rows.some((row) => row.month === month)) return undefined
  const name = both((language) => `${INSURANCE_NAMES[insurance][language]} ${month}`)
  const text = { zh: '没有记录', en: 'not on record' }
  return { path, name, text, refs: [], insurance, keeper: keeperOf(known, insurance) }
}

function personItem(known: KnownRecord, path: string, field: string | undefined): DisputedItem | undefined {
  const { person } = known.record.registration
  if (person === undefined || field === undefined || !Object.hasOwn(PERSON_FIELDS, field)) return undefined
  const text = personText(field as PersonField, known)
  const { ref } = person
  return {
    ...{ path, name: PERSON_FIELDS[field as PersonField], text: { zh: text, en: text } },
    ...{ refs: [ref], keeper: 'humanResources' as const },
  }
}

function personText(field: PersonField, { record }: KnownRecord): string {
  const person = record.registration.person!
  if (field === 'fullName') return maskName(person.fullName)
  if (field === 'identityNumber') return mask(person.socialSecurityNumber)
  return String(person[field] ?? '')
}
