import type { Both } from '../shell/both.js'

/** 窗口代为查询的说法。 */
export const VISIT = {
  title: { zh: '代为查询', en: 'Asked by an agent' },
  lead: {
    zh: '代理人、监护人或近亲属当面到场：照所持的文书填写编号，核验其本人的有效证件。开始之后，这位参保人的记录只出示文书所开的类别与事项，每次查阅都写明您、代理人与文书。',
    en: 'An agent, guardian or relative stands at the window: enter the number of their paper and check their own valid document. From then on only what the paper opens of this record is shown, and every look names you, the agent and the paper.',
  },
  capacity: { zh: '到场者的身份', en: 'Who stands here' },
  document: { zh: '授权书或关系证明的编号', en: 'Number of the mandate or proof' },
  documentHint: { zh: '与登记的编号一致', en: 'As it was registered' },
  begin: { zh: '核验无误，开始查询', en: 'Checked; begin' },
  end: { zh: '代理人离开，结束', en: 'The agent leaves; end' },
  now: { zh: '正在代为查询：{says}', en: 'An agent is asking: {says}' },
  other: {
    zh: '正在为另一位参保人的代理人查询：{says}。先结束，再接待下一位。',
    en: 'An agent of another person is being served: {says}. End that visit before the next.',
  },
  ended: {
    zh: '代理人所凭的依据已经终止，不再出示。请结束这次查询，并告知代理人。',
    en: 'What the agent acted on has ended; nothing is shown. End this visit and tell the agent.',
  },
  opens: { zh: '只出示：{what}', en: 'Shown: {what} only' },
} as const satisfies Record<string, Both>
