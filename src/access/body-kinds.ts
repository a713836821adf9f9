/** 承担保密责任的单位的种类（第十四号令第二十三条，北京市办法第十五条所列六类服务机构，威海办法第十六条）。 */
export const BODY_KINDS = {
  department: { zh: '人力资源社会保障行政部门', en: 'Human resources and social security department' },
  agency: { zh: '社会保险经办机构', en: 'Social insurance agency' },
  informationInstitution: { zh: '信息机构', en: 'Information institution' },
  organ: { zh: '其他国家机关与部门', en: 'Other authority' },
  payingBank: { zh: '代发社会保险待遇的银行', en: 'Bank that pays benefits out' },
  designatedHospital: { zh: '定点医疗机构', en: 'Designated hospital' },
  designatedPharmacy: { zh: '定点药店', en: 'Designated pharmacy' },
  injuryRehabilitation: { zh: '定点工伤康复机构', en: 'Designated work-injury rehabilitation institution' },
  assistiveDevice: { zh: '定点工伤辅助器具安装配置机构', en: 'Designated work-injury device institution' },
  systemDeveloper: { zh: '社会保险信息系统开发商', en: 'Developer of the social insurance system' },
  otherService: { zh: '其他服务机构', en: 'Other service institution' },
  printingFirm: { zh: '印制、装封单位', en: 'Printing and enveloping firm' },
  postTelecom: { zh: '邮政、电信', en: 'Post and telecom' },
  scanVendor: { zh: '外包扫描、整理单位', en: 'Outside scanning firm' },
  otherUnit: { zh: '其他单位', en: 'Other unit' },
} as const
export type BodyKind = keyof typeof BODY_KINDS

export const BODY_KIND_NAMES = Object.keys(BODY_KINDS) as BodyKind[]

export function isBodyKind(text: string): text is BodyKind {
  return Object.hasOwn(BODY_KINDS, text)
}
