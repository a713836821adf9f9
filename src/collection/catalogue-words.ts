import type { CatalogueName } from '../ledger/catalogue-fact.js'
import type { Sentence } from './kinds.js'

/** 目录的说法。 */
export const CATALOGUE_NAMES = {
  drug: { zh: '药品目录', en: 'drug catalogue' },
  treatment: { zh: '诊疗项目目录', en: 'catalogue of treatments' },
  device: { zh: '医用耗材目录', en: 'catalogue of devices' },
  settlement: { zh: '定点机构结算标准', en: 'settlement standards' },
  institution: { zh: '定点机构名册', en: 'designated institutions' },
} as const satisfies Record<CatalogueName, Sentence>

export const CATALOGUE_CHANGES = {
  add: { zh: '增加', en: 'add' },
  change: { zh: '变更', en: 'change' },
  delete: { zh: '删除', en: 'delete' },
} as const
