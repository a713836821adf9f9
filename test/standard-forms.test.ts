import type { TSchema } from '@sinclair/typebox'
import { expect, test } from 'vitest'
import { WageAnswer, WagesRequest } from '../src/collection/base-contract.js'
import { BENEFIT_CHANGES, BENEFIT_REASONS, CHECK_METHODS, CHECK_RESULTS } from '../src/collection/benefit-words.js'
import { ENTRY_CHARGES } from '../src/collection/charge-words.js'
import { ClaimRequest } from '../src/collection/claim-contract.js'
import { EmployerContactRequest, OwnContactRequest } from '../src/collection/contact-contract.js'
import {
  CorrectionRequest,
  DeferralRequest,
  EmployerRegistrationRequest,
  EnrolmentChangeRequest,
  PersonRegistrationRequest,
  SingleContributionRequest,
} from '../src/collection/entry-contract.js'
import { OpinionRequest } from '../src/collection/expert-contract.js'
import { EXPERT_CONCLUSIONS, EXPERT_MATTERS } from '../src/collection/expert-words.js'
import { FACT_REQUESTS } from '../src/collection/fact-entry-contract.js'
import {
  BEGIN_END,
  BENEFIT_KINDS,
  DIRECTIONS,
  LIFE_EVENTS,
  RELIEF_NAMES,
  RESIDENT_GROUP_NAMES,
} from '../src/collection/fact-words.js'
import { CORRECTABLE, CORRECTION_REASONS, SUBMISSION_KINDS } from '../src/collection/kinds.js'
import { BatchRequest, MergeRequest, MergeUndoRequest, SplitRequest } from '../src/collection/maintenance-contract.js'
import { OUTCOMES } from '../src/collection/payment-result.js'
import { CATEGORIES } from '../src/collection/person-category.js'
import {
  EmployerCancellationRequest,
  EmployerChangeRequest,
  PersonChangeRequest,
  SuccessionRequest,
} from '../src/collection/registration-change-contract.js'
import { CANCELLATION_REASONS, PERSON_CHANGE_REASONS } from '../src/collection/registration-change-words.js'
import { EventCorrectionRequest, ReliefRequest } from '../src/collection/relief-contract.js'
import { EVENT_NAMES, RELIEF_KINDS } from '../src/collection/relief-words.js'
import { StaffChangeRequest } from '../src/collection/staff-change-contract.js'
import { JOIN_REASONS, LEAVE_REASONS } from '../src/collection/staff-change-words.js'
import { catalogueCsv, standardView, unmappedOf } from '../src/collection/standard-view-store.js'
import { DEEMED_KINDS, PAYERS, SUBSIDY_KINDS } from '../src/kernel/fact-words.js'
import { INSURANCE_NAMES } from '../src/kernel/terms.js'
import { HAZARDOUS_KINDS } from '../src/policy/hazardous-work.js'
import { readStandard } from '../src/policy/standard.js'
import { keyOf, type StandardField, type StandardKind } from '../src/policy/standard-field.js'
import { fieldsOf, findKind } from '../web/standard/fields.js'
import { article } from './article.js'
import { shippedStandard, standardTexts } from './standard.js'

const standard = shippedStandard()
const view = standardView(standard, 'test')

/** 各类请求的合同。What a request of a kind may hold, as the API publishes it. */
const CONTRACTS: Readonly<Record<string, TSchema>> = {
  ...FACT_REQUESTS,
  ...{ singleContribution: SingleContributionRequest, backPay: SingleContributionRequest, deferral: DeferralRequest },
  ...{ personRegistration: PersonRegistrationRequest, employerRegistration: EmployerRegistrationRequest },
  ...{ enrolmentChange: EnrolmentChangeRequest, correction: CorrectionRequest, personChange: PersonChangeRequest },
  ...{ employerChange: EmployerChangeRequest, employerCancellation: EmployerCancellationRequest },
  ...{ succession: SuccessionRequest, contactChange: OwnContactRequest, employerContact: EmployerContactRequest },
  ...{ baseDeclaration: WagesRequest, wageAnswer: WageAnswer, staffChange: StaffChangeRequest },
  ...{ provenJoin: StaffChangeRequest, suspenseClaim: ClaimRequest, relief: ReliefRequest },
  ...{ employerCorrection: EventCorrectionRequest, expertOpinion: OpinionRequest, personMerge: MergeRequest },
  ...{ mergeUndo: MergeUndoRequest, personSplit: SplitRequest, batchChange: BatchRequest },
}

/** 不是填写出来的：papers, what a screen points at, and what confirms. */
const POINTED_AT = new Set([
  ...['documentId', 'ground', 'purpose', 'password', 'shown', 'posting', 'ordinal', 'personId', 'facts', 'key'],
  ...['passkey', 'passkey.id', 'response.authenticatorData', 'response.clientDataJSON'],
  ...['response.signature', 'response.userHandle'],
  ...['resubmits', 'acceptedOnly', 'payYear', 'experts', 'periodic', 'elsewhere.throughMonth', 'wageAnswer.wage'],
])

interface Told {
  readonly required: boolean
  readonly most?: number | undefined
  readonly codes?: readonly string[] | undefined
}
interface Plain {
  readonly type?: string
  readonly properties?: Readonly<Record<string, Plain>>
  readonly required?: readonly string[]
  readonly items?: Plain
  readonly anyOf?: readonly Plain[]
  readonly const?: string
  readonly maxLength?: number
}

/** Every property a request may hold, by its place: `changes.fullName`, `fullName`. */
function told(schema: Plain, rows: string, at = ''): Map<string, Told> {
  const found = new Map<string, Told>()
  for (const [name, one] of Object.entries(schema.properties ?? {})) {
    const required = schema.required?.includes(name) === true
    if (one.type === 'object') for (const [key, value] of told(one, rows, `${name}.`)) found.set(key, value)
    else if (name === rows && one.items?.properties !== undefined)
      for (const [key, value] of told(one.items, rows)) found.set(key, value)
    else found.set(`${at}${name}`, { required, most: one.maxLength, codes: codesOf(one.items ?? one) })
  }
  return found
}

function codesOf({ anyOf }: Plain): string[] | undefined {
  return anyOf?.flatMap((one) => (one.const === undefined ? [] : [one.const])).sort()
}

const placed = ({ place, id }: StandardField) =>
  place === undefined || place === 'request' ? keyOf(id) : `${place}.${keyOf(id)}`
const inRequest = ({ channels }: StandardField) => channels === undefined || channels.some((one) => one !== 'file')

/** 其他部门核定的，整段可以不填；the contract alone says that a part begun is told whole. */
const ASKED_WITHIN = new Set([
  'benefitDetermination.item',
  'benefitDetermination.amount',
  'benefitDetermination.fromMonth',
])
/** 网页总是送出、标准不强求的：an empty choice, or what an employer of none leaves empty. */
const SENT_EMPTY = new Set(['insurances', 'variant', 'creditCode', 'fromAccount'])

article('WH-5', '请求的合同与采集标准逐栏相同：没有标准之外的栏目，也没有合同不收的栏目', () => {
  const kinds = standard.kinds().filter(({ channels }) => channels.some((one) => one !== 'file'))

  test('每一类不经文件的，都有合同可比', () => {
    expect(kinds.map(({ id }) => id).filter((id) => CONTRACTS[id] === undefined)).toEqual([])
  })

  test.each(kinds.map((kind) => [kind.id, kind] as const))('%s', (id, kind) => {
    const contract = told(CONTRACTS[id] as Plain, kind.rows ?? 'items')
    const fields = kind.fields.filter(inRequest)
    const names = [...contract.keys()].filter(
      (name) => ![name, keyOf(name), `${id}.${name}`].some((one) => POINTED_AT.has(one)),
    )
    expect(fields.map(placed).sort()).toEqual(names.sort())
    for (const field of fields) compare(kind, field, contract.get(placed(field))!)
  })

  function compare({ id }: StandardKind, field: StandardField, { required, most, codes }: Told): void {
    const at = `${id}.${field.id}`
    const isAsked = field.required || field.requiredIn !== undefined || SENT_EMPTY.has(keyOf(field.id))
    if (required && !ASKED_WITHIN.has(at)) expect([at, isAsked]).toEqual([at, true])
    if (field.required && !required) expect([at, 'required by the standard alone']).toEqual([at, ''])
    const limit = field.type === 'text' || field.type === 'name' ? field.most : undefined
    if (most !== undefined && limit !== undefined) expect([at, limit]).toEqual([at, most])
    if (codes !== undefined && codes.length > 0 && field.list !== undefined)
      expect([at, Object.keys(field.list.values).sort()]).toEqual([at, codes])
  }
})

/** 代码表与系统的词，一字不差；where a list is words of the house. */
const WORDS: Readonly<Record<string, object>> = {
  ...{ insurance: INSURANCE_NAMES, contributionKind: ENTRY_CHARGES, correctionReason: CORRECTION_REASONS },
  ...{ factKind: CORRECTABLE, personCategory: CATEGORIES, periodChange: BEGIN_END, benefitKind: BENEFIT_KINDS },
  ...{ direction: DIRECTIONS, event: LIFE_EVENTS, group: RESIDENT_GROUP_NAMES, onBehalf: RELIEF_NAMES },
  ...{ deemedKind: DEEMED_KINDS, subsidyKind: SUBSIDY_KINDS, payer: PAYERS, benefitChange: BENEFIT_CHANGES },
  ...{ benefitReason: BENEFIT_REASONS, checkMethod: CHECK_METHODS, checkResult: CHECK_RESULTS },
  ...{ workKind: HAZARDOUS_KINDS, expertMatter: EXPERT_MATTERS, expertConclusion: EXPERT_CONCLUSIONS },
  ...{ payOutcome: OUTCOMES, reliefKind: RELIEF_KINDS, employerEvent: EVENT_NAMES },
  ...{ personChangeReason: PERSON_CHANGE_REASONS, cancellationReason: CANCELLATION_REASONS },
  staffReason: { ...JOIN_REASONS, ...LEAVE_REASONS },
}

/** 没有栏目可填、因而不在标准里的报送，各有其由。 */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  parameterChange: '改的是参数本身，栏目由参数的定义而来',
  standardChange: '改的是标准本身',
  routeChange: '改的是审核路线的文本',
  legacyLoad: '旧系统的数据照原样收下，不合的列入遗留待核，栏目由迁移包的格式而来',
  catalogueChange: '目录各列由目录自身的定义而来，随目录变更审核',
}

article('WH-5', '每一类报送都在采集标准里，或说明为什么不在', () => {
  test('报送的种类', () => {
    const covered = new Set(standard.kinds().map(({ submission }) => submission))
    const missing = Object.keys(SUBMISSION_KINDS).filter((kind) => !covered.has(kind))
    expect(missing.sort()).toEqual(Object.keys(EXCEPTIONS).sort())
    for (const submission of covered) expect(Object.keys(SUBMISSION_KINDS)).toContain(submission)
  })

  test('对照：标准里少了一类，看得出来', () => {
    const covered = new Set(standard.kinds().flatMap(({ submission, id }) => (id === 'relief' ? [] : [submission])))
    expect(Object.keys(SUBMISSION_KINDS).filter((kind) => !covered.has(kind))).toContain('relief')
  })

  test.each(Object.entries(WORDS))('代码表 %s 与系统的词相同', (id, words) => {
    const plain = Object.fromEntries(
      Object.entries(words as Record<string, { zh: string; en: string }>).map(([code, { zh, en }]) => [
        code,
        { zh, en },
      ]),
    )
    const { values } = standard.lists[id]!
    expect(Object.keys(values).sort()).toEqual(Object.keys(plain).sort())
    for (const code of Object.keys(plain)) expect([code, values[code]!.zh]).toEqual([code, plain[code]!.zh])
  })
})

article('N107-2a', '数据字典逐栏对应部颁代码，没有对应的列在其后', () => {
  test('未对应的一个不漏；对照：给它一个代码，就不再列', () => {
    const below = catalogueCsv(standard).split('未对应部颁代码的数据元')[1]!
    for (const { zh, id } of view.unmapped) expect(below).toContain(`,${zh},${id},`)
    expect(view.unmapped.map(({ id }) => id)).toContain('document')
    expect(view.unmapped.map(({ id }) => id)).not.toContain('identityNumber')
    const texts = standardTexts().map((one) => ({
      ...one,
      text: one.text.replace(
        'document: { zh: 文书编号, en: Document,',
        'document: { zh: 文书编号, en: Document, code: AAZ999,',
      ),
    }))
    expect(unmappedOf(readStandard(texts)).map(({ id }) => id)).not.toContain('document')
  })
})

article('WH-5', '表单由所发布的标准而来', () => {
  test('变更的各栏落在 changes 之下，是否的栏目是勾选，代码的栏目有选项', () => {
    const fields = fieldsOf(findKind(view, 'personChange')!)
    expect(fields.find(({ name }) => name === 'new.sex')).toMatchObject({ kind: 'choice', isChange: true })
    const [, , , staff] = fieldsOf(findKind(view, 'employerCancellation')!)
    expect(staff).toMatchObject({ name: 'endStaff', kind: 'yes', says: { zh: '为还在保的职工同时停保' } })
    expect(Object.keys(fields.find(({ name }) => name === 'reason')!.choices!)).toEqual(
      Object.keys(PERSON_CHANGE_REASONS),
    )
  })

  test('标准改一个字，表单随之改；窗口不填的栏目不在表单里', () => {
    const kind = findKind(view, 'personRegistration')!
    const renamed = {
      ...kind,
      fields: kind.fields.map((one) => ({ ...one, label: { zh: `改${one.id}`, en: one.id } })),
    }
    for (const { name, label } of fieldsOf(renamed)) expect(label.zh).toBe(`改${name}`)
    expect(fieldsOf(findKind(view, 'baseDeclaration')!).map(({ name }) => name)).toEqual(['wage'])
  })
})
