import { mask } from '../kernel/mask.js'
import type { ContentField, ContentLine } from './content.js'
import { told } from './content-facts.js'
import { fieldOfBoth } from './fact-fields.js'
import { type Sentence, SUBMISSION_KINDS } from './kinds.js'
import type { PersonChangeLine, RegistrationAlso, RegistrationLine, SuccessionLine } from './lines.js'
import { changedFields, OF_IDENTITY, PARTICULARS, type Particular } from './person-change.js'
import { PERSON_CHANGE_REASONS, type PersonChangeReason } from './registration-change-words.js'

const LABELS: Readonly<Record<Particular, Sentence>> = {
  fullName: { zh: '姓名', en: 'Name' },
  socialSecurityNumber: { zh: '证件号码', en: 'Identity number' },
  documentType: { zh: '证件类型', en: 'Document type' },
  sex: { zh: '性别', en: 'Sex' },
  birthDate: { zh: '出生日期', en: 'Date of birth' },
  nationality: { zh: '国家或地区', en: 'Nationality' },
  workStartDate: { zh: '参加工作日期', en: 'Started work on' },
  bankAccount: { zh: '银行账号', en: 'Bank account' },
}
const OF_IDENTITY_SAYS: Sentence = { zh: '身份信息变更，请核对原件', en: 'identity changes: compare with the original' }
const SEVERAL: Sentence = {
  zh: '身份信息一次变更两项以上，请核查是否为同一人。',
  en: 'Two or more particulars of identity change at once: make sure that this is the same person.',
}

/** 个人基本信息变更 → 审核所见：as it stands, and as it will stand; changes of identity are marked. */
export function personChangeBlock(line: PersonChangeLine): ContentLine {
  const { row, fullName, identityNumber, former, registration, reason, explanation } = line
  const changes = changedFields(former, registration)
  const fields = PARTICULARS.flatMap((name): ContentField[] => {
    const risk = changes.includes(name) && OF_IDENTITY.has(name) ? OF_IDENTITY_SAYS : undefined
    return fieldOfBoth(name, false, told(former)[name], told(registration)[name], risk).map((field) => ({
      ...field,
      label: LABELS[name],
    }))
  })
  const why = PERSON_CHANGE_REASONS[reason as PersonChangeReason]
  const ofIdentity = changes.filter((name) => OF_IDENTITY.has(name))
  const { zh, en } = SUBMISSION_KINDS.personChange
  return {
    ...{ row, fullName, identityNumber: mask(identityNumber) },
    says: { zh, en },
    fields,
    notes: [
      { zh: `${why.zh}：${explanation}`, en: `${why.en}: ${explanation}` },
      ...(ofIdentity.length > 1 ? [SEVERAL] : []),
    ],
    computed: [],
  }
}

/** 监护人：named as the paper names them. */
export function guardianField({ guardian }: RegistrationLine, risk?: Sentence): ContentField[] {
  if (guardian === undefined) return []
  return fieldOfBoth('otherFullName', false, undefined, `${guardian.fullName} ${mask(guardian.identityNumber)}`, risk)
}

/** 随登记而来的类别与监护。 */
export function alsoFields(also: readonly RegistrationAlso[] = []): ContentField[] {
  return also.flatMap((fact, i) => {
    const name = fact.kind === 'personCategory' ? 'category' : 'guardian'
    const value = fact.kind === 'personCategory' ? fact.category : fact.document
    return fieldOfBoth(name, false, undefined, value).map((field) => ({ ...field, name: `${name}.${i}` }))
  })
}

export function successionBlock(line: SuccessionLine): ContentLine {
  const { row, creditCode, employerName, predecessorCode, predecessorName, succession } = line
  const { zh, en } = SUBMISSION_KINDS.succession
  const predecessor = { zh: '被承继的单位', en: 'Predecessor' }
  const fields = [
    ...fieldOfBoth('predecessor', false, undefined, `${predecessorName} ${predecessorCode}`).map((field) => ({
      ...field,
      label: predecessor,
    })),
    ...fieldOfBoth('fromMonth', false, undefined, succession.fromMonth),
    ...fieldOfBoth('document', false, undefined, succession.document),
  ]
  return { row, fullName: employerName, identityNumber: creditCode, says: { zh, en }, fields, notes: [], computed: [] }
}
