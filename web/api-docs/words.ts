import type { Both } from '../shell/language.js'

/** 接口说明页的话。 */
export const API = {
  title: { zh: '接口说明', en: 'API reference' },
  lead: {
    zh: '由合同生成，与正在运行的版本一致。金额以分计，月份写作 YYYY-MM；不予办理的答复有 code、message 与 facts。',
    en: 'Printed from the contracts of the running version. Amounts are in fen, months are YYYY-MM; a refusal answers with code, message and facts.',
  },
  download: { zh: '下载 openapi.json', en: 'Download openapi.json' },
  filter: { zh: '按路径或说明找', en: 'Find by path or summary' },
  none: { zh: '没有相符的接口', en: 'No such operation' },
  other: { zh: '其他', en: 'Other' },
  parameters: { zh: '参数', en: 'Parameters' },
  name: { zh: '名称', en: 'Name' },
  where: { zh: '位置', en: 'In' },
  type: { zh: '类型', en: 'Type' },
  says: { zh: '说明', en: 'Meaning' },
  body: { zh: '请求内容', en: 'Request body' },
  answers: { zh: '答复', en: 'Answers' },
  required: { zh: '必填', en: 'required' },
  noContent: { zh: '没有内容', en: 'no content' },
  operations: { zh: '{n} 个接口', en: '{n} operations' },
} as const satisfies Record<string, Both>
