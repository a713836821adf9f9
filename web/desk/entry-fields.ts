import type { Both } from '../shell/both.js'

/** 录入的一栏。`kind` says how it is typed and what it becomes; a field left empty is left out. */
export interface EntryField {
  readonly name: string
  readonly label: Both
  readonly kind:
    | 'identity'
    | 'name'
    | 'creditCode'
    | 'text'
    | 'month'
    | 'day'
    | 'yuan'
    | 'percent'
    | 'number'
    | 'choice'
    | 'insurances'
    | 'several'
    | 'yes'
  readonly required?: boolean
  readonly hint?: Both
  readonly most?: number
  readonly choices?: Readonly<Record<string, Both>>
  readonly first?: string
  /** 勾选框旁的话。 */
  readonly says?: Both
  /** 请求里放在 `changes` 之下。 */
  readonly isChange?: boolean
  /** 可选到本月之后多少个月。 */
  readonly ahead?: number
}

/** 一栏落在请求的哪里：the person's item, the request itself, or what another department determined. */
export interface FactField extends EntryField {
  readonly place?: 'request' | 'elsewhere'
  /** Only for these kinds of benefit. */
  readonly kinds?: readonly string[]
}

const EMPLOYER: EntryField = {
  name: 'creditCode',
  label: { zh: '单位统一社会信用代码', en: "Employer's credit code" },
  kind: 'creditCode',
  hint: { zh: '灵活就业人员不填', en: 'leave empty for a flexible worker' },
  most: 18,
}
const INSURANCES: EntryField = {
  name: 'insurances',
  label: { zh: '险种', en: 'Insurances' },
  kind: 'insurances',
  required: true,
}
const FROM_MONTH: EntryField = {
  name: 'fromMonth',
  label: { zh: '起始年月', en: 'From month' },
  kind: 'month',
  required: true,
}

/** 成批补差：which months are computed again. */
export const DIFFERENCE_FIELDS: readonly EntryField[] = [
  { ...FROM_MONTH, name: 'from' },
  { ...FROM_MONTH, name: 'through', label: { zh: '终止年月', en: 'Through month' } },
  { ...EMPLOYER, hint: { zh: '不填的，为本机构全部单位与个人', en: 'left empty: everybody of this agency' } },
  { ...INSURANCES, required: false, hint: { zh: '不选的，为全部险种', en: 'none chosen: all insurances' } },
]
