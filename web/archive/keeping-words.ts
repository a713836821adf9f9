import type { Both } from '../shell/language.js'

/** 保管台账一屏的话。 */
export const KEEPING = {
  lead: {
    zh: '保管的场所、设备与介质，各有责任人与检查日；存储管理办法附文本；数据管理专人每机构至少一名。',
    en: 'Places, devices and media each have somebody who answers for them and a day of the next check; storage rules carry their text; each agency names at least one data steward.',
  },
  register: { zh: '登记', en: 'Register' },
  kind: { zh: '种类', en: 'Kind' },
  name: { zh: '名称', en: 'Name' },
  number: { zh: '编号（管理办法填文号与版次）', en: 'Number (of rules: document and version)' },
  from: { zh: '启用或施行之日', en: 'In use from' },
  keeper: { zh: '责任人', en: 'Who answers for it' },
  keeperLogin: { zh: '责任人的登录名', en: 'Login of who answers for it' },
  checkDays: { zh: '检查间隔（天），场所、设备与介质须填', en: 'Days between checks, of places, devices and media' },
  lastCheck: { zh: '最近检查', en: 'Last check' },
  due: { zh: '下次不晚于', en: 'Next by' },
  fine: { zh: '完好', en: 'fine' },
  faulty: { zh: '有问题', en: 'a fault' },
  check: { zh: '记一次检查', en: 'Write down a check' },
  verdict: { zh: '完好与否', en: 'Is it fine' },
  outcome: { zh: '检查结果，至少4个字', en: 'What was found, at least 4 characters' },
  retire: { zh: '停用', en: 'Retire' },
  why: { zh: '停用的原因，至少4个字', en: 'Why, at least 4 characters' },
  retired: { zh: '已停用', en: 'retired' },
  problems: { zh: '存在的问题', en: 'Problems' },
  none: { zh: '没有问题', en: 'No problems' },
  empty: { zh: '还没有登记', en: 'Nothing is registered yet' },
  act: { zh: '办理', en: 'Act' },
  agency: { zh: '机构', en: 'Agency' },
} as const satisfies Record<string, Both>
