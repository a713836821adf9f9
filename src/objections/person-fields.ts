/** 可提异议的个人基本信息。 */
export const PERSON_FIELDS = {
  fullName: { zh: '姓名', en: 'name' },
  identityNumber: { zh: '社会保障号码', en: 'identity number' },
  sex: { zh: '性别', en: 'sex' },
  birthDate: { zh: '出生日期', en: 'date of birth' },
  nationality: { zh: '国籍', en: 'nationality' },
  workStartDate: { zh: '参加工作日期', en: 'start of work' },
} as const
export type PersonField = keyof typeof PERSON_FIELDS
