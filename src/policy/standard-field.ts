/** 中英两说。 */
export interface Both {
  readonly zh: string
  readonly en: string
}

/** 栏目的类型：how it is written, and by which rule it is checked. */
export const FIELD_TYPES = {
  identity: { zh: '社会保障号码，校验位相符', en: 'social security number with a right check' },
  name: { zh: '姓名，一至一百字', en: 'name of one to a hundred characters' },
  creditCode: { zh: '统一社会信用代码，两道校验相符', en: 'credit code with both checks right' },
  text: { zh: '文字', en: 'text' },
  month: { zh: '年月，如 2026-03', en: 'month such as 2026-03' },
  day: { zh: '日期，如 2026-03-15', en: 'day such as 2026-03-15' },
  yuan: { zh: '金额（元），最多两位小数', en: 'yuan with at most two decimals' },
  signedYuan: { zh: '金额（元），退回的写负数', en: 'yuan; what came back has a minus' },
  percent: { zh: '百分数，不带百分号', en: 'percentage without its sign' },
  number: { zh: '整数', en: 'whole number' },
  year: { zh: '年度，四位数字', en: 'year of four digits' },
  code: { zh: '代码，取自代码表', en: 'a code of the list' },
  codes: { zh: '一个或几个代码，以顿号分隔', en: 'codes of the list, separated by 、' },
  mobile: { zh: '手机号码，十一位数字', en: 'mobile number of eleven digits' },
  phone: { zh: '固定电话或手机号码', en: 'phone number' },
  email: { zh: '电子邮箱', en: 'e-mail address' },
  postalCode: { zh: '六位邮政编码', en: 'postal code of six digits' },
  bankCard: { zh: '银行卡号，校验位相符', en: 'bank card number with a right check' },
  nationality: { zh: '三位国家或地区代码', en: 'country code of three letters' },
  areaCode: { zh: '六位行政区划代码', en: 'region code of six digits' },
  flag: { zh: '是或否', en: 'yes or no' },
} as const satisfies Record<string, Both>
export type FieldType = keyof typeof FIELD_TYPES

/** 审核级别（威海办法第七条）。Every field has exactly one. */
export const LEVELS = {
  none: { zh: '无需审核，即时保存', en: 'saved at once' },
  system: { zh: '系统校验后保存', en: 'checked by the system, then saved' },
  manual: { zh: '人工审核', en: 'reviewed by people' },
} as const
export type Level = keyof typeof LEVELS

/** 权益记录的五类（十四号令第二条），which decide who may be shown the field. */
export const CLASSES = {
  registration: { zh: '登记信息', en: 'registration' },
  contribution: { zh: '缴费与补贴信息', en: 'contributions and subsidies' },
  benefit: { zh: '待遇信息', en: 'benefits' },
  account: { zh: '年限与个人账户信息', en: 'years and account' },
  other: { zh: '其他权益信息', en: 'other' },
} as const

/** 采集的渠道。A kind is taken by these and by no other. */
export const CHANNELS = {
  form: { zh: '窗口录入', en: 'counter form' },
  file: { zh: '文件', en: 'file' },
  employer: { zh: '单位网页', en: 'employer web' },
  citizen: { zh: '个人网页', en: 'citizen web' },
  kiosk: { zh: '自助终端', en: 'kiosk' },
} as const
export type Channel = keyof typeof CHANNELS

/** 栏目落在请求的哪里：beside its rows, or inside one of the parts a request of its kind has; else in the row itself. */
export const PLACES = [
  ...(['request', 'elsewhere', 'changes', 'replacement', 'owner', 'refund', 'kept', 'merged', 'person', 'to'] as const),
  ...(['register', 'choice', 'selection'] as const),
] as const
export type Place = (typeof PLACES)[number]

/** What a request calls it: `new.fullName` stands as `fullName` in its own place. */
export function keyOf(id: string): string {
  return id.slice(id.lastIndexOf('.') + 1)
}

export interface CodeList {
  readonly id: string
  /** 部颁指标代码, where the list is the ministry's. */
  readonly code?: string | undefined
  readonly values: Readonly<Record<string, Both>>
}

/** 数据元：one item, said once and used by every kind that collects it. */
export interface Element extends Both {
  readonly id: string
  readonly code?: string | undefined
  /** 文件里的列名，the first is the one templates print. */
  readonly names: readonly string[]
  /** What the readers of files call it. */
  readonly column: string
  readonly type: FieldType
  readonly list?: CodeList | undefined
  readonly least?: number | undefined
  readonly greatest?: number | undefined
  readonly most?: number | undefined
  readonly level: Level
  readonly class: keyof typeof CLASSES
  /** 须据实填写：defaults such as 无 or 999999 do not count. */
  readonly real: boolean
  readonly example: string
  readonly proof: Both
  readonly retention: string
}

/** 一类采集里的一栏。 */
export interface StandardField extends Element {
  readonly element: string
  readonly required: boolean
  /** 须填的渠道，where it is not needed in all of them. */
  readonly requiredIn?: Channel | undefined
  readonly channels?: readonly Channel[] | undefined
  /** Only where another field says so; then, and only then, it may stand. */
  readonly onlyFor?: { readonly field: string; readonly in: readonly string[] } | undefined
  readonly requiredWhen?: { readonly field: string; readonly in: readonly string[] } | undefined
  readonly hint?: Both | undefined
  readonly first?: string | undefined
  readonly ahead?: number | undefined
  readonly place?: Place | undefined
}

/** 应收材料的一项。A compulsory one that is missing needs a stated ground. */
export interface StandardPaper extends Both {
  /** The paper of `proofs`. */
  readonly id: string
  readonly required: boolean
}

export interface StandardKind extends Both {
  readonly id: string
  /** The kind of submission it becomes. */
  readonly submission: string
  readonly channels: readonly Channel[]
  /** 照收：money that arrived is never refused; only its form is checked. */
  readonly received: boolean
  readonly anyOf: readonly string[]
  /** 请求里各行的名称，where a request is never one thing by itself. */
  readonly rows?: string | undefined
  readonly fields: readonly StandardField[]
}
