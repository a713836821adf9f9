import { mask } from '../kernel/mask.js'
import type { Fact, Posted } from '../ledger/fact.js'
import type { ContentField } from './content.js'
import { negated } from './correction-lines.js'
import { factFields } from './fact-fields.js'
import { FACT_FIELDS } from './fact-words.js'
import { CORRECTABLE, type PersonFactKind, type Sentence } from './kinds.js'
import type { CorrectableFact } from './lines.js'
import { otherPersonIn } from './other-person.js'

/** 日志的一行，as it is shown; numbers are masked. */
export interface LogRow {
  ordinal: number
  row: number
  says: Sentence
  fullName: string
  identityNumber: string
  personId?: string
  reverses?: string
  reason?: Sentence
  fields: ContentField[]
}

/** 一处改动：what stood and what came in its place, either side may be missing. */
export interface Change {
  readonly before?: Posted<Fact> | undefined
  readonly after?: Posted<Fact> | undefined
}

/** 每行代替前一行的事实：what stood before is not named by the row itself. */
const WHOLE: readonly Fact['kind'][] = [
  'personRegistration',
  'personContact',
  'employerRegistration',
  'employerContact',
]

export function standsForWhole(fact: Fact): boolean {
  return WHOLE.includes(fact.kind) && fact.reverses === undefined
}

/** 红冲与其后的新行，成为一行的前后。 */
export function changesIn(facts: readonly Posted<Fact>[]): Change[] {
  const changes: Change[] = []
  for (const fact of facts) {
    const last = changes.at(-1)
    const follows = last?.before !== undefined && last.after === undefined && fact.reverses === undefined
    if (follows && last.before!.kind === fact.kind && last.before!.line === fact.line) {
      changes[changes.length - 1] = { ...last, after: fact }
    } else if (fact.reverses !== undefined) {
      changes.push({ before: negated(fact as unknown as CorrectableFact) as unknown as Posted<Fact> })
    } else changes.push({ after: fact })
  }
  return changes
}

const KINDS: Readonly<Partial<Record<Fact['kind'], Sentence>>> = {
  ...CORRECTABLE,
  personRegistration: { zh: '个人登记', en: 'registration of a person' },
  personContact: { zh: '联系方式', en: 'contact' },
  personAlias: { zh: '编号的合并', en: 'joining of two numbers' },
  baseDeclaration: { zh: '年度缴费工资申报', en: 'yearly declaration of wages' },
  accountClose: { zh: '年度结息', en: 'year close' },
  employerRegistration: { zh: '单位登记', en: 'registration of an employer' },
  employerContact: { zh: '单位联系方式', en: 'contact of an employer' },
  succession: { zh: '单位承继', en: 'succession of an employer' },
  deferral: { zh: '缓缴', en: 'deferral' },
  relief: { zh: '减免与核销', en: 'relief' },
  lateFee: { zh: '滞纳金', en: 'late fee' },
  suspense: { zh: '待认领', en: 'suspense' },
  bankDeposit: { zh: '专户入账', en: 'deposit' },
  recheck: { zh: '维护复核', en: 're-check' },
  policyText: { zh: '规则文本', en: 'text of rules' },
}

const HIDDEN = new Set([
  'socialSecurityNumber',
  'identityNumber',
  'mobilePhone',
  'phone',
  'bankAccount',
  'email',
  'account',
])
/** Whole files and digests are told elsewhere. */
const LEFT_OUT = new Set(['text', 'opinionDigest', 'inputPolicy', 'personId', 'employerId', 'otherPersonId'])

export interface Named {
  readonly fullName: string
  readonly identityNumber: string
}

export function logRow(
  { before, after }: Change,
  nameOf: (personId: string) => Named | undefined,
  reason: Sentence | undefined,
): LogRow {
  const fact = (after ?? before)!
  const personId = 'personId' in fact ? (fact.personId as string) : undefined
  const who = personId === undefined ? undefined : nameOf(personId)
  const named = who ?? { fullName: 'name' in fact ? String(fact.name) : '', identityNumber: '' }
  return {
    ordinal: fact.ref.ordinal,
    row: fact.line,
    says: KINDS[fact.kind] ?? { zh: fact.kind, en: fact.kind },
    fullName: named.fullName,
    identityNumber: named.identityNumber === '' ? '' : mask(named.identityNumber),
    ...(personId === undefined ? {} : { personId }),
    ...(before?.reverses === undefined ? {} : { reverses: `${before.reverses.posting}/${before.reverses.ordinal}` }),
    ...(reason === undefined ? {} : { reason }),
    fields: [...movedFields(before, after, nameOf), ...fieldsOf(fact.kind, before, after)],
  }
}

function fieldsOf(kind: Fact['kind'], before: Change['before'], after: Change['after']): ContentField[] {
  const told = (fact: Posted<Fact> | undefined) => fact && (shown(fact) as Readonly<Record<string, unknown>>)
  const fields = factFields(kind as PersonFactKind, told(before), told(after))
  return fields.filter(({ name }) => !LEFT_OUT.has(name))
}

/** Numbers, phones and accounts are masked; that they changed still shows. */
function shown(fact: Posted<Fact>): object {
  return Object.fromEntries(
    Object.entries(fact).map(([name, value]) => [
      name,
      HIDDEN.has(name) && typeof value === 'string' ? mask(value) : value,
    ]),
  )
}

const OTHER_NUMBER: Sentence = { zh: '另一编号', en: 'The other number' }
const OTHERS: Readonly<Partial<Record<Fact['kind'], Sentence>>> = {
  guardianship: FACT_FIELDS.guardianPersonId!,
  mandate: FACT_FIELDS.representativePersonId!,
}

/** 转给别人的一行，监护人与代理人，and the two numbers of a merge. */
function movedFields(
  before: Change['before'],
  after: Change['after'],
  nameOf: (personId: string) => Named | undefined,
): ContentField[] {
  const told = (id: unknown) => {
    const who = typeof id === 'string' ? nameOf(id) : undefined
    return who === undefined ? undefined : `${who.fullName} ${mask(who.identityNumber)}`
  }
  const of = (fact: object | undefined, name: string) => told((fact as Record<string, unknown> | undefined)?.[name])
  const [was, is] = [of(before, 'personId'), of(after, 'personId')]
  const fact = after ?? before
  const other = fact === undefined ? undefined : told(otherPersonIn(fact))
  const field = (name: string, label: Sentence, one: string | undefined, two: string): ContentField => ({
    ...{ name, label, changed: one !== undefined, isAmount: false, after: { zh: two, en: two } },
    ...(one === undefined ? {} : { before: { zh: one, en: one } }),
  })
  return [
    ...(was !== undefined && is !== undefined && was !== is
      ? [field('personId', { zh: '人员', en: 'Person' }, was, is)]
      : []),
    ...(other === undefined ? [] : [field('otherPersonId', OTHERS[fact!.kind] ?? OTHER_NUMBER, undefined, other)]),
  ]
}
