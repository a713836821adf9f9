import type { PartnerKind } from './words.js'

/** 项目的写法：how the text of an item is read. */
export type ItemForm =
  | 'identityNumber'
  | 'name'
  | 'creditCode'
  | 'day'
  | 'month'
  | 'money'
  | 'text'
  | 'insurance'
  | 'employerState'
  | 'institutionState'
  | 'sex'

export interface ItemEntry {
  readonly zh: string
  readonly en: string
  readonly form: ItemForm
  readonly required: boolean
}

export interface MatterEntry {
  readonly zh: string
  readonly en: string
  /** 谁可以报。 */
  readonly from: readonly PartnerKind[]
  readonly items: Readonly<Record<string, ItemEntry>>
}

/** 服务机构：the six of Beijing's article 15, and others. */
const SERVICES: readonly PartnerKind[] = [
  ...(['payingBank', 'designatedHospital', 'designatedPharmacy', 'injuryRehabilitation', 'assistiveDevice'] as const),
  ...(['systemDeveloper', 'serviceInstitution'] as const),
]

const need = (form: ItemForm, zh: string, en: string): ItemEntry => ({ zh, en, form, required: true })
const may = (form: ItemForm, zh: string, en: string): ItemEntry => ({ zh, en, form, required: false })
const number = need('identityNumber', '证件号码', 'identity number')
const name = need('name', '姓名', 'name')
const code = need('creditCode', '统一社会信用代码', 'unified social credit code')

/** 交换事项及其项目（docs/exchange.md）。What an agreement may allow; nothing outside it is ever taken in. */
export const MATTERS = {
  death: {
    ...{ zh: '死亡', en: 'deaths', from: ['civilAffairs', 'publicSecurity', 'health'] },
    items: {
      identityNumber: may('identityNumber', '证件号码', 'identity number'),
      fullName: name,
      birthDate: may('day', '出生日期', 'date of birth'),
      deathDay: need('day', '死亡日期', 'day of death'),
      certificate: may('text', '证明编号', 'certificate number'),
    },
  },
  nameChange: {
    ...{ zh: '姓名与号码变更', en: 'changes of name and number', from: ['publicSecurity'] },
    items: {
      identityNumber: number,
      fullName: name,
      formerName: may('name', '曾用名', 'former name'),
      formerNumber: may('identityNumber', '原号码', 'former number'),
      changedDay: need('day', '变更日期', 'day of the change'),
    },
  },
  birth: {
    ...{ zh: '出生', en: 'births', from: ['health', 'publicSecurity'] },
    items: {
      identityNumber: number,
      fullName: name,
      birthDate: need('day', '出生日期', 'date of birth'),
      sex: may('sex', '性别', 'sex'),
      guardianNumber: may('identityNumber', '监护人证件号码', "guardian's identity number"),
    },
  },
  employer: {
    ...{ zh: '单位设立、变更、注销', en: 'employers set up, changed, cancelled' },
    from: ['marketRegulation', 'civilAffairs'],
    items: {
      creditCode: code,
      name: need('text', '名称', 'name'),
      state: need('employerState', '状态', 'state'),
      day: need('day', '日期', 'day'),
    },
  },
  institution: {
    ...{ zh: '机构编制变动', en: 'changes of institutions', from: ['establishmentOffice'] },
    items: {
      creditCode: code,
      name: need('text', '名称', 'name'),
      employerType: may('text', '单位类型', 'type of the employer'),
      state: need('institutionState', '状态', 'state'),
      day: need('day', '日期', 'day'),
    },
  },
  tax: {
    ...{ zh: '税务征缴明细', en: 'contributions received by tax', from: ['tax'] },
    items: {
      identityNumber: number,
      fullName: name,
      creditCode: may('creditCode', '统一社会信用代码', 'unified social credit code'),
      insurance: need('insurance', '险种', 'insurance'),
      contributionMonth: need('month', '对应费款所属期', 'contribution month'),
      employerAmount: need('money', '单位缴费（分）', "employer's part, in fen"),
      personAmount: need('money', '个人缴费（分）', "person's part, in fen"),
      levyVoucher: need('text', '电子税票号', 'tax voucher'),
      arrivalDay: need('day', '到账日期', 'day of arrival'),
    },
  },
  prison: {
    ...{ zh: '服刑起止', en: 'prison terms', from: ['justice'] },
    items: {
      identityNumber: number,
      fullName: name,
      fromDay: need('day', '起始日期', 'first day'),
      throughDay: may('day', '终止日期', 'last day'),
    },
  },
  service: {
    ...{ zh: '服务机构结算', en: "service institutions' settlements", from: SERVICES },
    items: {
      identityNumber: number,
      fullName: name,
      insurance: need('insurance', '险种', 'insurance'),
      day: need('day', '服务日期', 'day of service'),
      amount: need('money', '金额（分）', 'amount, in fen'),
      document: need('text', '结算单号', 'settlement number'),
    },
  },
} as const satisfies Record<string, MatterEntry>

export type Matter = keyof typeof MATTERS
export const MATTER_NAMES = Object.keys(MATTERS) as Matter[]

export function isMatter(text: string): text is Matter {
  return Object.hasOwn(MATTERS, text)
}

export function matterEntry(matter: Matter): MatterEntry {
  return MATTERS[matter]
}

/** 带金额的项目：what a batch's total adds up. */
export function moneyItems(matter: Matter): string[] {
  return Object.entries(matterEntry(matter).items).flatMap(([item, { form }]) => (form === 'money' ? [item] : []))
}
