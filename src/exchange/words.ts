/** 交换对方的种类（社会保险经办条例第八条，第14号令第五条；六类服务机构见北京市办法第十五条）。 */
export const PARTNER_KINDS = {
  marketRegulation: { zh: '市场监管', en: 'market regulation' },
  civilAffairs: { zh: '民政', en: 'civil affairs' },
  publicSecurity: { zh: '公安', en: 'public security' },
  establishmentOffice: { zh: '机构编制', en: 'establishment office' },
  tax: { zh: '税务', en: 'tax authority' },
  health: { zh: '卫生健康', en: 'health' },
  justice: { zh: '司法行政', en: 'judicial administration' },
  agency: { zh: '外地社保经办机构', en: 'agency of another area' },
  payingBank: { zh: '代发社会保险待遇的银行', en: 'bank that pays benefits out' },
  designatedHospital: { zh: '定点医疗机构', en: 'designated hospital' },
  designatedPharmacy: { zh: '定点药店', en: 'designated pharmacy' },
  injuryRehabilitation: { zh: '定点工伤康复机构', en: 'work-injury rehabilitation institution' },
  assistiveDevice: { zh: '定点工伤辅助器具安装配置机构', en: 'work-injury device institution' },
  systemDeveloper: { zh: '社会保险信息系统开发商', en: 'developer of the social insurance system' },
  serviceInstitution: { zh: '其他服务机构', en: 'other service institution' },
} as const
export type PartnerKind = keyof typeof PARTNER_KINDS

/** 比对结果：matched 与 refused 之外，皆为差异。 */
export const OUTCOMES = {
  reported: { zh: '对方有报、本方未记', en: 'reported, not on record' },
  nameDiffers: { zh: '号码相符、姓名不同', en: 'same number, another name' },
  oneDigitOff: { zh: '姓名相符、号码差一位', en: 'same name, one digit off' },
  none: { zh: '本方查无此人或单位', en: 'nobody matches' },
  several: { zh: '不止一人相符', en: 'several match' },
  dateConflicts: { zh: '日期不一', en: 'dates conflict' },
  valueDiffers: { zh: '内容不同', en: 'values differ' },
} as const
export type Outcome = keyof typeof OUTCOMES

/** 差异所在的项目。 */
export const FIELDS = {
  death: { zh: '死亡', en: 'death' },
  name: { zh: '姓名', en: 'name' },
  number: { zh: '证件号码', en: 'identity number' },
  birthDate: { zh: '出生日期', en: 'date of birth' },
  registration: { zh: '个人登记', en: 'registration of a person' },
  employer: { zh: '单位登记', en: 'registration of an employer' },
  employerName: { zh: '单位名称', en: 'name of the employer' },
  employerState: { zh: '单位状态', en: 'state of the employer' },
  employerType: { zh: '单位类型', en: 'type of the employer' },
  paid: { zh: '实缴', en: 'contribution paid' },
  prison: { zh: '服刑', en: 'prison term' },
  service: { zh: '服务机构结算', en: "a service institution's settlement" },
} as const
export type Field = keyof typeof FIELDS

/** 把握：how far the finding can be trusted before anybody has looked. */
export const CONFIDENCES = {
  high: { zh: '高', en: 'high' },
  medium: { zh: '中', en: 'medium' },
  low: { zh: '低', en: 'low' },
} as const
export type Confidence = keyof typeof CONFIDENCES

/** 差异的处理（domain.md §8.3）。 */
export const DECISIONS = {
  oursRight: { zh: '本方正确', en: 'ours is right' },
  theirsRight: { zh: '对方正确', en: 'theirs is right' },
  askPerson: { zh: '向本人或单位核实', en: 'ask the person or employer' },
  keepBoth: { zh: '两者并存', en: 'keep both' },
} as const
export type Decision = keyof typeof DECISIONS

/** 停待核查的决定。 */
export const STOP_DECISIONS = {
  confirm: { zh: '确认', en: 'confirm' },
  release: { zh: '解除', en: 'release' },
} as const
export type StopDecision = keyof typeof STOP_DECISIONS

export const STOP_KINDS = {
  death: { zh: '死亡通报', en: 'death reported' },
  employerCancelled: { zh: '单位注销通报', en: 'employer cancelled' },
} as const
export type StopKind = keyof typeof STOP_KINDS

/** 比对确认之后，所改由哪一类报送办理；nothing changes but through its review. */
export const PROPOSED: Readonly<Record<Field, string>> = {
  death: 'lifeEvent',
  name: 'personChange',
  number: 'personChange',
  birthDate: 'personChange',
  registration: 'personRegistration',
  employer: 'employerRegistration',
  employerName: 'employerChange',
  employerState: 'employerCancellation',
  employerType: 'employerChange',
  paid: 'levyResult',
  prison: 'benefitChange',
  service: 'benefitDetermination',
}
