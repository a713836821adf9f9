import type { Both } from '../shell/language.js'

/** 单位经办人委派的话。 */
export const APPOINTMENT = {
  title: { zh: '单位经办人委派', en: 'Operators of employers' },
  lead: {
    zh: '一名经办人可受多个单位委派，各凭单位的有效证明、各有期限。终止即时生效，开着的会话也不再有权。',
    en: 'One operator may serve several employers, each with its proof and term. Ending takes effect at once, in open sessions too.',
  },
  code: { zh: '统一社会信用代码', en: 'Credit code of the employer' },
  find: { zh: '查看委派', en: 'Show its operators' },
  of: { zh: '{name} 的委派', en: 'Operators of {name}' },
  none: { zh: '这个单位还没有委派其他经办人。', en: 'This employer has appointed no further operator.' },
  operator: { zh: '经办人', en: 'Operator' },
  proof: { zh: '单位证明的编号', en: 'Number of the employer’s proof' },
  term: { zh: '期限', en: 'Term' },
  state: { zh: '状态', en: 'State' },
  active: { zh: '有效', en: 'in force' },
  ended: { zh: '已终止', en: 'ended' },
  open: { zh: '至终止为止', en: 'until ended' },
  add: { zh: '委派一名经办人', en: 'Appoint an operator' },
  login: { zh: '经办人的登录名', en: 'Sign-in name of the operator' },
  from: { zh: '自', en: 'From' },
  through: { zh: '至（不填则至终止为止）', en: 'Through (empty: until ended)' },
  save: { zh: '委派', en: 'Appoint' },
  end: { zh: '终止委派', en: 'End an appointment' },
  endSays: {
    zh: '填写要终止的经办人的登录名；单位原有的经办人也在此终止。',
    en: 'Enter the sign-in name of the operator to end; the employer’s first operator is ended here too.',
  },
  endNow: { zh: '即时终止', en: 'End at once' },
  saved: { zh: '已委派。', en: 'Appointed.' },
  gone: { zh: '已终止。', en: 'Ended.' },
} as const satisfies Record<string, Both>
