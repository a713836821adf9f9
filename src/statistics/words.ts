/** 统计、提取、导出各状态的说法。 */
export const STATISTIC_STATES = {
  draft: { zh: '草稿', en: 'Draft' },
  approved: { zh: '已批准，限于内部', en: 'Approved, internal' },
  public: { zh: '已公布', en: 'Public' },
  returned: { zh: '已退回', en: 'Returned' },
  sent: { zh: '已报送', en: 'Sent' },
} as const
export type StatisticState = keyof typeof STATISTIC_STATES

/** 用途的种类（第十七条）。 */
export const EXTRACT_PURPOSES = {
  management: { zh: '宏观管理', en: 'Macro management' },
  decision: { zh: '决策分析', en: 'Decisions' },
  development: { zh: '信息系统开发建设', en: 'System development' },
} as const
export type ExtractPurpose = keyof typeof EXTRACT_PURPOSES

export const EXTRACT_STATES = {
  requested: { zh: '待批准', en: 'Waiting for approval' },
  approved: { zh: '已批准', en: 'Approved' },
  allowed: { zh: '已另行批准含识别信息', en: 'Identification allowed' },
  refused: { zh: '不予提供', en: 'Refused' },
  made: { zh: '已生成', en: 'Made' },
} as const
export type ExtractState = keyof typeof EXTRACT_STATES

/** 可导出的名单。 */
export const LISTS = {
  employerPersons: { zh: '单位参保人员名单', en: 'People of an employer' },
  arrears: { zh: '单位欠缴名单', en: 'Arrears of an employer' },
} as const
export type ListName = keyof typeof LISTS

export const EXPORT_STATES = {
  waiting: { zh: '待批准', en: 'Waiting for approval' },
  approved: { zh: '已批准，待开始', en: 'Approved, to be started' },
  refused: { zh: '不予导出', en: 'Refused' },
  running: { zh: '生成中', en: 'Being made' },
  ready: { zh: '可下载', en: 'Ready' },
  failed: { zh: '未能生成', en: 'Failed' },
  expired: { zh: '已到期清除', en: 'Expired' },
} as const
export type ExportState = keyof typeof EXPORT_STATES

/** 概化的各级：what each quasi-identifier is told as, from fine to nothing. */
export const COARSENING = {
  age: [
    { zh: '年龄段（十岁）', en: 'Age by ten years' },
    { zh: '年龄段（二十岁）', en: 'Age by twenty years' },
    { zh: '不列年龄', en: 'No age' },
  ],
  area: [
    { zh: '区级机构', en: 'District agency' },
    { zh: '全市', en: 'Whole city' },
  ],
  employer: [
    { zh: '单位类型', en: 'Type of employer' },
    { zh: '不列单位类型', en: 'No type' },
  ],
  sex: [
    { zh: '性别', en: 'Sex' },
    { zh: '不列性别', en: 'No sex' },
  ],
} as const

/** 以口令密封的文件怎样启封：told with the file, and implemented in the browser. */
export const SEALED_FORM = {
  zh: 'QYX1：前4字节为“QYX1”，其后16字节盐、12字节随机数，余为密文与16字节校验码。密钥由口令经 PBKDF2-HMAC-SHA-256 六十万次得出，算法 AES-256-GCM。',
  en: 'QYX1: four bytes “QYX1”, 16 bytes of salt, 12 of nonce, then the ciphertext and its 16-byte tag. The key comes from the password by PBKDF2-HMAC-SHA-256, 600,000 rounds; AES-256-GCM.',
} as const
