import { CATEGORIES } from '../../src/collection/entry-contract.js'
import { CANCELLATION_REASONS, PERSON_CHANGE_REASONS } from '../../src/collection/registration-change-contract.js'
import { EMPLOYER_FIELDS, type EntryField, FULL_NAME, IDENTITY, PERSON_FIELDS } from './entry-fields.js'

const CODE: EntryField = {
  name: 'creditCode',
  label: { zh: '单位统一社会信用代码', en: "Employer's credit code" },
  kind: 'creditCode',
  required: true,
  most: 18,
}
const FROM: EntryField = {
  name: 'fromMonth',
  label: { zh: '起始年月', en: 'From month' },
  kind: 'month',
  required: true,
  ahead: 12,
}
const KEPT = { zh: '不变的不填', en: 'leave empty what stays' }

/** 变更的各栏：the same fields as at registration, each left empty where it stays. */
function changes(fields: readonly EntryField[], names: readonly string[]): EntryField[] {
  return names.flatMap((name) => {
    const field = fields.find((one) => one.name === name)
    if (field === undefined) return []
    const { first: _first, required: _required, ...rest } = field
    const label = { zh: `新的${field.label.zh}`, en: `New: ${field.label.en.toLowerCase()}` }
    return [{ ...rest, name: `new.${name}`, label, hint: KEPT, isChange: true }]
  })
}

/** 人员类别、证明与监护人，随个人登记填写。 */
export const CATEGORY_FIELDS: readonly EntryField[] = [
  { name: 'categories', label: { zh: '人员类别', en: 'Kind of person' }, kind: 'several', choices: CATEGORIES },
  {
    name: 'proof',
    label: { zh: '证明文书编号', en: 'Proving document' },
    kind: 'text',
    most: 100,
    hint: {
      zh: '退休、学生、被征地、供养亲属、监护须填',
      en: 'for pensioners, students, dependants, guardians and land taken',
    },
  },
  {
    name: 'guardianNumber',
    label: { zh: '监护人证件号码', en: 'Number of the guardian' },
    kind: 'identity',
    most: 40,
    hint: { zh: '未成年人填写；监护人须先登记', en: 'for a minor; the guardian is registered first' },
  },
  { name: 'guardianName', label: { zh: '监护人姓名', en: 'Name of the guardian' }, kind: 'name', most: 100 },
]

export const PERSON_CHANGE_FIELDS: readonly EntryField[] = [
  IDENTITY,
  FULL_NAME,
  ...changes(
    [IDENTITY, FULL_NAME, ...PERSON_FIELDS],
    ['fullName', 'identityNumber', 'sex', 'birthDate', 'nationality', 'workStartDate', 'bankAccount'],
  ),
  {
    name: 'reason',
    label: { zh: '变更原因', en: 'Reason' },
    kind: 'choice',
    required: true,
    choices: PERSON_CHANGE_REASONS,
    first: 'documentChanged',
  },
  { name: 'explanation', label: { zh: '说明', en: 'Explanation' }, kind: 'text', required: true, most: 500 },
]

export const EMPLOYER_CHANGE_FIELDS: readonly EntryField[] = [
  CODE,
  FROM,
  ...changes(EMPLOYER_FIELDS, ['creditCode', 'name', 'employerType', 'industryCode', 'injuryClass', 'injuryFloat']),
]

export const CANCELLATION_FIELDS: readonly EntryField[] = [
  CODE,
  FROM,
  {
    name: 'reason',
    label: { zh: '注销原因', en: 'Reason' },
    kind: 'choice',
    required: true,
    choices: CANCELLATION_REASONS,
    first: 'dissolved',
  },
  {
    name: 'endStaff',
    label: { zh: '职工', en: 'Staff' },
    kind: 'yes',
    says: { zh: '为还在保的职工同时停保', en: 'end the staff still insured with it' },
  },
]

export const SUCCESSION_FIELDS: readonly EntryField[] = [
  { ...CODE, label: { zh: '承继单位的信用代码', en: 'Credit code of the successor' } },
  { ...CODE, name: 'predecessorCode', label: { zh: '被承继单位的信用代码', en: 'Credit code of the predecessor' } },
  FROM,
  {
    name: 'moveStaff',
    label: { zh: '职工', en: 'Staff' },
    kind: 'yes',
    says: { zh: '在保职工一并转入', en: 'move the insured staff along' },
  },
  { name: 'document', label: { zh: '文书编号', en: 'Document' }, kind: 'text', required: true, most: 100 },
]
