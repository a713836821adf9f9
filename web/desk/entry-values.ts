import { parseCreditCode } from '../../src/kernel/credit-code.js'
import { parseIdentity } from '../../src/kernel/identity.js'
import { parsePersonName } from '../../src/kernel/name.js'
import { Refusal } from '../../src/kernel/refusal.js'
import type { Both } from '../shell/language.js'
import { today } from '../shell/today.js'
import { amountOf } from './correctable.js'
import type { EntryField } from './entry-fields.js'

export type Typed = Readonly<Record<string, string | readonly string[] | undefined>>

const NEEDED: Both = { zh: '须填', en: 'required' }
const BAD_AMOUNT: Both = { zh: '请写成 1234.56 这样的元', en: 'write it in yuan like 1234.56' }
const BAD_DAY: Both = { zh: '请写成 1988-03-05 这样', en: 'write it like 1988-03-05' }
const BAD_MONTH: Both = { zh: '请写成 2026-03 这样', en: 'write it like 2026-03' }
const BAD_NUMBER: Both = { zh: '请写一个整数', en: 'write a whole number' }

/** 当场核对一栏：what is wrong with it, in the kernel's own words where it has them. The server checks all of it again. */
export function problemOf({ kind, required }: EntryField, value: Typed[string]): Both | undefined {
  if (value === undefined || value.length === 0) return required ? NEEDED : undefined
  if (typeof value !== 'string') return undefined
  return CHECKS[kind]?.(value)
}

const CHECKS: Partial<Record<EntryField['kind'], (text: string) => Both | undefined>> = {
  identity: (text) => refusedBy(() => parseIdentity(text, today())),
  name: (text) => refusedBy(() => parsePersonName(text)),
  creditCode: (text) => refusedBy(() => parseCreditCode(text)),
  yuan: (text) => (amountOf(text) === undefined ? BAD_AMOUNT : undefined),
  percent: (text) => (amountOf(text) === undefined ? BAD_NUMBER : undefined),
  number: (text) => (/^\d+$/.test(text) ? undefined : BAD_NUMBER),
  day: (text) => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? undefined : BAD_DAY),
  month: (text) => (/^\d{4}-(0[1-9]|1[0-2])$/.test(text) ? undefined : BAD_MONTH),
}

function refusedBy(parse: () => unknown): Both | undefined {
  try {
    parse()
    return undefined
  } catch (error) {
    if (error instanceof Refusal) return { zh: error.say('zh'), en: error.say('en') }
    throw error
  }
}

/** The request: amounts in fen, rates in parts per million, empty fields left out. */
export function requestOf(fields: readonly EntryField[], typed: Typed): Record<string, unknown> {
  const changes = given(
    fields.filter(({ isChange }) => isChange),
    typed,
  )
  return {
    ...Object.fromEntries(
      given(
        fields.filter(({ isChange }) => !isChange),
        typed,
      ),
    ),
    ...(fields.some(({ isChange }) => isChange) && { changes: Object.fromEntries(changes) }),
  }
}

function given(fields: readonly EntryField[], typed: Typed): [string, unknown][] {
  return fields.flatMap(({ name, kind, isChange }): [string, unknown][] => {
    const value = typed[name]
    if (kind === 'yes') return [[nameIn(name), value === 'yes']]
    if (kind === 'insurances' || (kind === 'several' && name === 'insurances')) return [[name, value ?? []]]
    if (kind === 'several') return value === undefined || value.length === 0 ? [] : [[name, value]]
    if (typeof value !== 'string' || value === '') return []
    return [[isChange ? nameIn(name) : name, sentAs(kind, value)]]
  })
}

/** 变更的一栏：`new.fullName` of the form is `fullName` among the changes. */
function nameIn(name: string): string {
  return name.replace(/^new\./, '')
}

function sentAs(kind: EntryField['kind'], text: string): string | number {
  if (kind === 'yuan') return amountOf(text) ?? 0
  if (kind === 'percent') return (amountOf(text) ?? 0) * 100
  return kind === 'number' ? Number(text) : text
}
