import type { Sentence } from './kinds.js'

/** 无可支付的缘由，for those who were paid last month. */
export type GoneWhy = 'died' | 'suspended' | 'ended' | 'termOver'

/** 与上月相比，险者在先。 */
export const PAY_DIFFERENCES = {
  gone: { zh: '上月有、本月无', en: 'paid last month, nothing now' },
  arrears: { zh: '含以前月份', en: 'pays for earlier months' },
  rose: { zh: '较上月增加', en: 'more than last month' },
  fresh: { zh: '新增', en: 'new this month' },
  fell: { zh: '较上月减少', en: 'less than last month' },
  same: { zh: '与上月相同', en: 'as last month' },
} as const
export type PayDifference = keyof typeof PAY_DIFFERENCES

export const GONE: Readonly<Record<GoneWhy, Sentence>> = {
  died: { zh: '已死亡', en: 'died' },
  suspended: { zh: '已暂停', en: 'suspended' },
  ended: { zh: '已终止', en: 'ended' },
  termOver: { zh: '期满，或没有应付的项目', en: 'term over, or nothing payable' },
}

export const STOPPED = {
  ground: { zh: '依核定的项目与待遇变动算得', en: 'computed from determinations and changes' },
  older: {
    zh: '有更早的月份未付，超出批次补发的期限，须查清',
    en: 'earlier months stand unpaid beyond what a batch makes good',
  },
  overpaid: {
    zh: '已付多于应付，须依规定处理多付的金额',
    en: 'more was paid than is payable; the excess is to be dealt with',
  },
  remedyStop: {
    zh: '请待核查了结；照发的，下一批一并补付。',
    en: 'Wait until the check is settled; the next batch makes it good.',
  },
  remedyLook: { zh: '请查清缘由后另行办理。', en: 'Look into it and file what follows separately.' },
} as const satisfies Record<string, Sentence>
