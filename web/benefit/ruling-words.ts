import type { Both } from '../shell/language.js'

/** 认定与审核台账的用语。 */
export const RULING = {
  title: { zh: '认定与审核', en: 'Findings and reviews' },
  lead: {
    zh: '工伤认定、门诊特殊病种、异地安置与医疗费审核。自收到申请之日起计期限；不予认定、逾期与改版须写明理由，改版由先前未参与的人办理。',
    en: 'Work injuries, special illnesses, settlement elsewhere and reviews of medical fees. The term runs from receipt; a refusal, a late finding and a change need their reason, and a change other people.',
  },
  open: { zh: '未作出', en: 'Not decided' },
  late: { zh: '逾期', en: 'Late' },
  all: { zh: '全部', en: 'All' },
  every: { zh: '各事项', en: 'All subjects' },
  which: { zh: '看哪些', en: 'Which' },
  subject: { zh: '事项', en: 'Subject' },
  reference: { zh: '申请编号', en: 'Application' },
  agency: { zh: '机构', en: 'Agency' },
  received: { zh: '收到之日', en: 'Received' },
  due: { zh: '应作出之日', en: 'Due' },
  decided: { zh: '作出之日', en: 'Decided' },
  finding: { zh: '结果', en: 'Finding' },
  version: { zh: '版次', en: 'Version' },
  none: { zh: '没有这样的申请。', en: 'No such application.' },
  listed: { zh: '共 {all} 件，列出 {n} 件。', en: '{all} in all; {n} are listed.' },
  enter: { zh: '录入', en: 'Enter one' },
  lateMark: { zh: '逾期', en: 'late' },
} as const satisfies Record<string, Both>
