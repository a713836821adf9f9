/** 保管台账的种类。What art. 8, 9 and 11 want there to be, beside the records themselves. */
export const KEEPING_KINDS = {
  place: { zh: '场所', en: 'place' },
  device: { zh: '设备', en: 'device' },
  medium: { zh: '介质', en: 'medium' },
  rules: { zh: '存储管理办法', en: 'storage rules' },
  steward: { zh: '数据管理专人', en: 'data steward' },
} as const
export type KeepingKind = keyof typeof KEEPING_KINDS

/** 台账的问题，as self-inspection lists them. */
export const KEEPING_FINDINGS = {
  noRules: { zh: '没有在册的存储管理办法', en: 'no storage rules are on file' },
  noSteward: { zh: '数据管理专人空缺', en: 'the post of data steward is vacant' },
  checkDue: { zh: '检查逾期', en: 'a check is overdue' },
  faulty: { zh: '检查发现问题，尚未复查', en: 'a check found a fault, not checked again since' },
} as const
export type KeepingFinding = keyof typeof KEEPING_FINDINGS

/** 须定期检查的：things, which age. Rules carry their text instead, and a person is there or is not. */
export function isChecked(kind: KeepingKind): boolean {
  return kind === 'place' || kind === 'device' || kind === 'medium'
}
