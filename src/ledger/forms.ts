import type { CellKind, Column, RowForm } from '../log/row-form.js'
import type { FactKind } from './fact.js'

/**
 * 行式目录。Name, version and columns of every kind of fact, kept for ever: a column is never changed here, a new
 * version is added beside the old. The order is the order of the sealed bytes.
 */
export interface FactForm extends RowForm {
  readonly kind: FactKind
  readonly owner: 'person' | 'employer' | 'posting'
  /** Column name → field of the fact, where camel case does not say it. */
  readonly fields: Readonly<Record<string, string>>
  /** The same by the place of the column. */
  readonly fieldOf: readonly string[]
}

const PLACE: readonly [string, CellKind][] = [
  ['posting_id', 'id'],
  ['ordinal', 'int'],
  ['line', 'int'],
  ['reverses_posting', 'id'],
  ['reverses_ordinal', 'int'],
]
const AGENCY: readonly [string, CellKind][] = [
  ['agency', 'text'],
  ['area', 'text'],
]
const CONTRIBUTION: readonly [string, CellKind][] = [
  ['insurance', 'text'],
  ['employer_id', 'id'],
  ['settlement_month', 'month'],
  ['contribution_month', 'month'],
  ['contribution_kind', 'text'],
]
const AMOUNTS: readonly [string, CellKind][] = [
  ['base', 'money'],
  ['employer_amount', 'money'],
  ['person_amount', 'money'],
]
const TO_ACCOUNT: readonly [string, CellKind][] = [
  ['employer_to_account', 'money'],
  ['person_to_account', 'money'],
]
const ARRIVAL: readonly [string, CellKind][] = [
  ['levy_voucher', 'text'],
  ['arrival_day', 'day'],
]

const BENEFIT: readonly [string, CellKind][] = [
  ['insurance', 'text'],
  ['benefit_kind', 'text'],
  ['item', 'text'],
]

export const FORMS: Readonly<Record<FactKind, FactForm>> = {
  personRegistration: ofPerson('personRegistration', 'person_registration', [
    ['document_type', 'text'],
    ['full_name', 'secret'],
    ['social_security_number', 'secret'],
    ['sex', 'text'],
    ['birth_date', 'day'],
    ['nationality', 'text'],
    ['work_start_date', 'day'],
    ['mobile_phone', 'secret'],
    ['mailing_address', 'secret'],
    ['bank_account', 'secret'],
  ]),
  enrolment: ofPerson('enrolment', 'enrolment', [
    ['insurance', 'text'],
    ['employer_id', 'id'],
    ['change', 'text'],
    ['from_month', 'month'],
    ['reason', 'text'],
    ['person_kind', 'text'],
  ]),
  due: ofPerson('due', 'due', [...CONTRIBUTION, ['declared_wage', 'money'], ...AMOUNTS, ...TO_ACCOUNT]),
  paid: ofPerson('paid', 'paid', [
    ...CONTRIBUTION,
    ...AMOUNTS,
    ...TO_ACCOUNT,
    ...ARRIVAL,
    ['source', 'text'],
    ['fits_rule', 'bool'],
  ]),
  openingBalance: ofPerson('openingBalance', 'opening_balance', [
    ['insurance', 'text'],
    ['year', 'int'],
    ['balance', 'money'],
    ['actual_months', 'int'],
  ]),
  guardianship: ofPerson('guardianship', 'guardianship', [
    ['guardian_person_id', 'id'],
    ['change', 'text'],
    ['from_day', 'day'],
    ['document', 'text'],
  ]),
  subsidy: ofPerson('subsidy', 'subsidy', [
    ['insurance', 'text'],
    ['settlement_month', 'month'],
    ['contribution_month', 'month'],
    ['subsidy_kind', 'text'],
    ['payer', 'text'],
    ['amount', 'money'],
    ['to_account', 'money'],
    ['document', 'text'],
    ['arrival_day', 'day'],
  ]),
  deemedPeriod: ofPerson('deemedPeriod', 'deemed_period', [
    ['insurance', 'text'],
    ['deemed_kind', 'text'],
    ['from_month', 'month'],
    ['through_month', 'month'],
    ['months', 'int'],
    ['document', 'text'],
  ]),
  benefitDetermination: ofPerson('benefitDetermination', 'benefit_determination', [
    ...BENEFIT,
    ['variant', 'text'],
    ['event_month', 'month'],
    ['periodic', 'bool'],
    ['from_month', 'month'],
    ['through_month', 'month'],
    ['amount', 'money'],
    ['provisional', 'bool'],
    ['document', 'text'],
  ]),
  benefitPayment: ofPerson('benefitPayment', 'benefit_payment', [
    ...BENEFIT,
    ['pay_month', 'month'],
    ['benefit_month', 'month'],
    ['amount', 'money'],
    ['from_account', 'money'],
    ['batch', 'text'],
    ['paid_day', 'day'],
  ]),
  transfer: ofPerson('transfer', 'transfer', [
    ['insurance', 'text'],
    ['direction', 'text'],
    ['month', 'month'],
    ['other_area', 'text'],
    ['other_agency', 'text'],
    ['from_month', 'month'],
    ['through_month', 'month'],
    ['months', 'int'],
    ['to_account', 'money'],
    ['pooled', 'money'],
    ['document', 'text'],
  ]),
  lifeEvent: ofPerson('lifeEvent', 'life_event', [
    ['event', 'text'],
    ['day', 'day'],
    ['document', 'text'],
  ]),
  accountClose: ofPerson('accountClose', 'account_close', [
    ['insurance', 'text'],
    ['year', 'int'],
    ['opening', 'money'],
    ['credits', 'money'],
    ['interest_on_opening', 'money'],
    ['interest_on_credits', 'money'],
    ['paid_out', 'money'],
    ['interest_on_paid', 'money'],
    ['moved_in', 'money'],
    ['moved_out', 'money'],
    ['closing', 'money'],
    ['rate', 'int'],
    ['provisional', 'bool'],
    ['closed_after', 'int'],
    ['paid_months', 'int'],
    ['total_months', 'int'],
    ['input_size', 'money'],
    ['input_policy', 'text'],
  ]),
  suspense: form('suspense', 'suspense', 'posting', [
    ...PLACE,
    ...AGENCY,
    ['insurance', 'text'],
    ['credit_code', 'text'],
    ['identity_number', 'secret'],
    ['full_name', 'secret'],
    ['settlement_month', 'month'],
    ['contribution_month', 'month'],
    ['contribution_kind', 'text'],
    ...AMOUNTS,
    ...ARRIVAL,
    ['reason', 'text'],
  ]),
  employerRegistration: form('employerRegistration', 'employer_registration', 'employer', [
    ['employer_id', 'id'],
    ...PLACE,
    ...AGENCY,
    ['credit_code', 'text'],
    ['name', 'text'],
    ['employer_type', 'text'],
    ['industry_code', 'text'],
    ['injury_class', 'int'],
    ['injury_float', 'int'],
    ['status', 'text'],
    ['from_month', 'month'],
  ]),
  deferral: ofEmployer('deferral', 'deferral', [
    ['insurance', 'text'],
    ['from_month', 'month'],
    ['through_month', 'month'],
    ['until_day', 'day'],
    ['document', 'text'],
  ]),
  lateFee: ofEmployer('lateFee', 'late_fee', [
    ['insurance', 'text'],
    ['contribution_month', 'month'],
    ['arrears', 'money'],
    ['from_day', 'day'],
    ['paid_day', 'day'],
    ['days', 'int'],
    ['amount', 'money'],
    ['levy_voucher', 'text'],
  ]),
  personAlias: ofPerson('personAlias', 'person_alias', [
    ['other_person_id', 'id'],
    ['role', 'text'],
    ['change', 'text'],
    ['document', 'text'],
  ]),
  personContact: ofPerson('personContact', 'person_contact', [
    ['mobile_phone', 'secret'],
    ['email', 'secret'],
    ['mailing_address', 'secret'],
    ['postal_code', 'secret'],
    ['delivery', 'text'],
  ]),
  mandate: ofPerson('mandate', 'mandate', [
    ['representative_person_id', 'id'],
    ['capacity', 'text'],
    ['scope', 'text'],
    ['change', 'text'],
    ['from_day', 'day'],
    ['through_day', 'day'],
    ['document', 'text'],
  ]),
  protection: ofPerson('protection', 'protection', [
    ['change', 'text'],
    ['from_day', 'day'],
    ['ground', 'secret'],
    ['document', 'text'],
  ]),
  personCategory: ofPerson('personCategory', 'person_category', [
    ['category', 'text'],
    ['change', 'text'],
    ['from_day', 'day'],
    ['document', 'text'],
  ]),
  baseDeclaration: ofPerson('baseDeclaration', 'base_declaration', [
    ['employer_id', 'id'],
    ['from_month', 'month'],
    ['through_month', 'month'],
    ['declared_wage', 'money'],
    ['confirmed_day', 'day'],
    ['document', 'text'],
  ]),
  benefitChange: ofPerson('benefitChange', 'benefit_change', [
    ['insurance', 'text'],
    ['benefit_kind', 'text'],
    ['change', 'text'],
    ['from_month', 'month'],
    ['reason', 'text'],
    ['document', 'text'],
  ]),
  entitlementCheck: ofPerson('entitlementCheck', 'entitlement_check', [
    ['method', 'text'],
    ['result', 'text'],
    ['checked_day', 'day'],
    ['valid_through', 'day'],
    ['document', 'text'],
  ]),
  specialWork: ofPerson('specialWork', 'special_work', [
    ['employer_id', 'id'],
    ['work_kind', 'text'],
    ['from_month', 'month'],
    ['through_month', 'month'],
    ['months', 'int'],
    ['document', 'text'],
  ]),
  legacyDoubt: ofPerson('legacyDoubt', 'legacy_doubt', [
    ['insurance', 'text'],
    ['figure', 'text'],
    ['year', 'int'],
    ['told', 'secret'],
    ['derived', 'secret'],
    ['document', 'text'],
    ['source_table', 'text'],
    ['source_row', 'int'],
  ]),
  ruling: ofPerson('ruling', 'ruling', [
    ['subject', 'text'],
    ['reference', 'text'],
    ['version', 'int'],
    ['finding', 'text'],
    ['received_day', 'day'],
    ['decided_day', 'day'],
    ['amount', 'money'],
    ['because', 'secret'],
    ['document', 'text'],
  ]),
  expertOpinion: ofPerson('expertOpinion', 'expert_opinion', [
    ['matter', 'text'],
    ['conclusion', 'text'],
    ['opinion_digest', 'text'],
    ['day', 'day'],
    ['document', 'text'],
  ]),
  employerContact: ofEmployer('employerContact', 'employer_contact', [
    ['contact_person', 'secret'],
    ['phone', 'secret'],
    ['email', 'secret'],
    ['mailing_address', 'secret'],
    ['postal_code', 'text'],
  ]),
  succession: ofEmployer('succession', 'succession', [
    ['predecessor_id', 'id'],
    ['from_month', 'month'],
    ['document', 'text'],
  ]),
  relief: ofEmployer('relief', 'relief', [
    ['insurance', 'text'],
    ['relief_kind', 'text'],
    ['contribution_month', 'month'],
    ['amount', 'money'],
    ['document', 'text'],
  ]),
  bankDeposit: form('bankDeposit', 'bank_deposit', 'posting', [
    ...PLACE,
    ...AGENCY,
    ['account', 'text'],
    ['serial', 'text'],
    ['levy_voucher', 'text'],
    ['insurance', 'text'],
    ['amount', 'money'],
    ['arrival_day', 'day'],
    ['deposit_day', 'day'],
  ]),
  recheck: form('recheck', 'recheck', 'posting', [
    ...PLACE,
    ...AGENCY,
    ['rechecked_posting', 'id'],
    ['verdict', 'text'],
    ['finding', 'text'],
  ]),
  catalogueEntry: form('catalogueEntry', 'catalogue_entry', 'posting', [
    ...PLACE,
    ...AGENCY,
    ['catalogue', 'text'],
    ['code', 'text'],
    ['change', 'text'],
    ['from_day', 'day'],
    ['name', 'text'],
    ['category', 'text'],
    ['self_pay', 'int'],
    ['amount', 'money'],
    ['unit', 'text'],
    ['document', 'text'],
  ]),
  policyText: form(
    'policyText',
    'policy_text',
    'posting',
    [...PLACE, ['kind', 'text'], ['path', 'text'], ['text', 'text']],
    { kind: 'textKind' },
  ),
}

function ofPerson(kind: FactKind, table: string, columns: readonly [string, CellKind][]): FactForm {
  return form(kind, table, 'person', [['person_id', 'id'], ...PLACE, ...AGENCY, ...columns])
}

function ofEmployer(kind: FactKind, table: string, columns: readonly [string, CellKind][]): FactForm {
  return form(kind, table, 'employer', [['employer_id', 'id'], ...PLACE, ...AGENCY, ...columns])
}

function form(
  kind: FactKind,
  table: string,
  owner: FactForm['owner'],
  columns: readonly [string, CellKind][],
  renamed: Readonly<Record<string, string>> = {},
): FactForm {
  const listed: Column[] = columns.map(([name, cellKind]) => ({ name, kind: cellKind }))
  const fields = Object.fromEntries(listed.map(({ name }) => [name, renamed[name] ?? camel(name)]))
  const fieldOf = listed.map(({ name }) => fields[name]!)
  return { name: `quanyi-${table}/1`, table: `ledger.${table}`, kind, owner, columns: listed, fields, fieldOf }
}

function camel(column: string): string {
  return column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
}
