import { type Static, Type } from '@sinclair/typebox'

/** 所比的渠道。 */
export const COMPARED_CHANNELS: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  counter: { zh: '窗口', en: 'Counter' },
  web: { zh: '网上平台', en: 'Web' },
  'web-en': { zh: '网上平台（英文）', en: 'Web (English)' },
  api: { zh: '开放接口', en: 'Open API' },
  'api-content': { zh: '开放接口（要项）', en: 'Open API (items)' },
  kiosk: { zh: '自助终端', en: 'Kiosk' },
  hotline: { zh: '热线语音', en: 'Hotline' },
  'hotline-en': { zh: '热线语音（英文）', en: 'Hotline (English)' },
  sms: { zh: '短信查询', en: 'Short message' },
  paper: { zh: '纸面记录单', en: 'Printed statement' },
}

const Words = Type.Object({ zh: Type.String(), en: Type.String() })
const ComparedDifference = Type.Object({
  channel: Type.String(),
  item: Type.String(),
  of: Type.String(),
  names: Type.Object({ channel: Words, item: Words, of: Words }),
  how: Type.String(),
  count: Type.Integer(),
  /** 其中一处：what the record says, and what was told; left out of what was not told, and of names. */
  expected: Type.Optional(Words),
  told: Type.Optional(Words),
})
export type ComparedDifference = Static<typeof ComparedDifference>

/** 渠道比对的合同：GET /api/desk/channel-comparisons。Which channel, which item, and the two values; nobody is named. */
export const ComparisonsAnswer = Type.Object({
  /** 逾期未比对：the latest run is older than two days; one that never ran has no runs. */
  late: Type.Boolean(),
  runs: Type.Array(
    Type.Object({
      beganAt: Type.Integer(),
      persons: Type.Integer(),
      figures: Type.Integer(),
      differing: Type.Integer(),
      channels: Type.Array(Type.String()),
      /** 按渠道与项目归并. */
      differences: Type.Array(ComparedDifference),
    }),
  ),
})
export type ComparisonsAnswer = Static<typeof ComparisonsAnswer>

export const COMPARISONS_PATH = '/api/desk/channel-comparisons'
